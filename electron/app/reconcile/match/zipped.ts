import { readFileSync, writeFileSync } from 'node:fs'
import { unzipSync, zipSync } from 'fflate'

const TXT = /\.txt$/i
const TAB = 9
const LF = 10

/** The upload: the first `columns` of each row of a file, in a ZIP of one TXT. Source: 9101 rules. */
export function pack(from: string, to: string, name: string, columns: number): number {
  const text = readFileSync(from)
  const out = Buffer.allocUnsafe(text.length)
  let used = 0
  let column = 0
  for (let at = 0; at < text.length; at++) {
    const byte = text[at]!
    if (byte === TAB) column++
    if (byte === LF) {
      column = 0
      out[used++] = LF
    } else if (column < columns) {
      out[used++] = byte
    }
  }
  const zip = zipSync({ [name]: [out.subarray(0, used), { level: 6 }] })
  writeFileSync(to, zip, { mode: 0o600 })
  return zip.length
}

/**
 * Unpacks the one TXT of a ZIP (result.txt by the standard; any name is taken where it is the only one).
 * `most_bytes` bounds what it may unfold to. Throws RangeError, in Chinese, where there is none.
 */
export function unpack(from: string, to: string, most_bytes: number): void {
  let tooLarge = false
  const files = read(readFileSync(from), ({ name, originalSize }) => {
    if (!TXT.test(name)) return false
    if (originalSize > most_bytes) tooLarge = true
    return !tooLarge
  })
  if (tooLarge) throw new RangeError('解压后过大')
  const names = Object.keys(files)
  const name = names.find((n) => /(^|\/)result\.txt$/i.test(n)) ?? (names.length === 1 ? names[0] : undefined)
  if (name === undefined) throw new RangeError(names.length ? '压缩包里有多个 TXT' : '压缩包里没有 TXT 文件')
  writeFileSync(to, files[name]!, { mode: 0o600 })
}

function read(zip: Buffer, filter: (file: { name: string; originalSize: number }) => boolean) {
  try {
    return unzipSync(zip, { filter })
  } catch {
    throw new RangeError('不是完整的 ZIP 压缩包')
  }
}
