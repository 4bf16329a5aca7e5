/**
 * Bytes of a scanner into whole codes: a read may hold part of one or several. A code ends at CR or LF, or
 * at a silence where the scanner sends nothing after it (devices.md 5).
 */
export interface FramerOptions {
  suffix: 'crlf' | 'silence'
  silence_ms: number
  encoding: 'utf-8' | 'gbk'
  onCode(text: string): void
  /** something came in that is no code; what, in Chinese */
  onDropped(why: string): void
}

export interface Framer {
  push(bytes: Uint8Array): void
  /** the line was cut: what is half received belongs to nothing that follows */
  drop(): void
}

/** the longest code; longer than any 2D symbol holds in one scan at a counter */
const CAP_bytes = 4096
/** a code whose suffix does not come within this time was cut off */
const CUT_OFF_ms = 1000
const CR = 0x0d
const LF = 0x0a

export function createFramer(options: FramerOptions): Framer {
  const decoder = new TextDecoder(options.encoding)
  const held = Buffer.alloc(CAP_bytes)
  let length = 0
  let isOverlong = false
  let timer: NodeJS.Timeout | undefined

  const clear = () => {
    length = 0
    isOverlong = false
  }
  const end = () => {
    if (isOverlong) options.onDropped(`收到超过 ${CAP_bytes} 字节没有结束的内容，已丢弃`)
    else if (length > 0) deliver(decoder.decode(held.subarray(0, length)), options)
    clear()
  }
  const silent = () => {
    if (options.suffix === 'silence' || isOverlong) return end()
    const count = length
    clear()
    if (count === 0) return
    options.onDropped(`收到 ${count} 字节但没有结束符，已丢弃；扫码枪不带回车时请把 suffix 设为 silence`)
  }
  const take = (part: Uint8Array) => {
    if (length + part.length > CAP_bytes) isOverlong = true
    if (isOverlong) return
    held.set(part, length)
    length += part.length
  }

  return {
    push(bytes) {
      let from = 0
      for (let at = 0; at < bytes.length; at += 1) {
        if (bytes[at] !== CR && bytes[at] !== LF) continue
        take(bytes.subarray(from, at))
        end()
        from = at + 1
      }
      take(bytes.subarray(from))
      if (timer) timer.refresh()
      else timer = setTimeout(silent, options.suffix === 'silence' ? options.silence_ms : CUT_OFF_ms)
    },
    drop() {
      clearTimeout(timer)
      timer = undefined
      clear()
    },
  }
}

/** GS (1D) stays: it parts the fields of a GS1 code. Other control characters frame or disturb a code. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\x00-\x1c\x1e\x1f\x7f]/g

function deliver(decoded: string, options: FramerOptions): void {
  const text = decoded.replace(CONTROL, '').trim()
  if (text.includes('\ufffd'))
    options.onDropped('收到的内容有乱码，已丢弃；请重扫，总是如此请核对编码和波特率')
  else if (text) options.onCode(text)
}
