/** Frames of the bridge's two pipes: 4 bytes big-endian length, then that many bytes of UTF-8 JSON. */
export const LONGEST_FRAME_bytes = 1024 * 1024

export function frame(value: unknown): Buffer {
  const body = Buffer.from(JSON.stringify(value), 'utf8')
  if (body.length > LONGEST_FRAME_bytes) throw new RangeError(`frame of ${body.length} bytes`)
  const bytes = Buffer.allocUnsafe(4 + body.length)
  bytes.writeUInt32BE(body.length)
  body.copy(bytes, 4)
  return bytes
}

/**
 * Takes bytes as they come and gives whole frames. Throws on a length that is nil or above the cap and on
 * bytes that are not UTF-8 JSON: whoever talks like that is not to be listened to any longer.
 */
export function frameReader(onFrame: (value: unknown) => void): (bytes: Uint8Array) => void {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let parts: Uint8Array[] = []
  let held = 0
  let wanted: number | null = null
  const take = (count: number): Buffer => {
    const all = Buffer.concat(parts)
    parts = all.length > count ? [all.subarray(count)] : []
    held -= count
    return all.subarray(0, count)
  }
  return (bytes) => {
    parts.push(bytes)
    held += bytes.length
    for (;;) {
      if (wanted === null) {
        if (held < 4) return
        wanted = take(4).readUInt32BE()
        if (wanted === 0 || wanted > LONGEST_FRAME_bytes) throw new RangeError(`frame of ${wanted} bytes`)
      }
      if (held < wanted) return
      const body = take(wanted)
      wanted = null
      onFrame(JSON.parse(decoder.decode(body)))
    }
  }
}
