import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync, zipSync } from 'fflate'
import { expect, it } from 'vitest'
import { pack, unpack } from './zipped.ts'

const dir = mkdtempSync(join(tmpdir(), 'guitai-zip-'))
const [txt, zip, out] = ['rows.txt', 'rows.zip', 'out.txt'].map((name) => join(dir, name)) as [
  string,
  string,
  string,
]
const text = (content: string) => Buffer.from(content)

it('packs the first columns of each row as one TXT', () => {
  writeFileSync(txt, 'S1\tM1\t患者\tmsg1\nS2\tM2\tnull\tmsg2\n')
  expect(pack(txt, zip, 'detail.txt', 3)).toBeGreaterThan(0)
  const files = unzipSync(readFileSync(zip))
  expect(Object.keys(files)).toEqual(['detail.txt'])
  expect(Buffer.from(files['detail.txt']!).toString()).toBe('S1\tM1\t患者\nS2\tM2\tnull\n')
})

const unpacked = (content: Record<string, Uint8Array> | Buffer, most_bytes = 1000) => {
  writeFileSync(zip, Buffer.isBuffer(content) ? content : zipSync(content))
  unpack(zip, out, most_bytes)
  return readFileSync(out, 'utf8')
}

it('unpacks result.txt, or the one TXT that there is', () => {
  expect(unpacked({ 'a.txt': text('a'), 'result.txt': text('r') })).toBe('r')
  expect(unpacked({ '20261121.TXT': text('b'), 'readme.md': text('x') })).toBe('b')
})

it('says what is wrong with a file that is none', () => {
  expect(() => unpacked({ 'a.txt': text('a'), 'b.txt': text('b') })).toThrow('多个 TXT')
  expect(() => unpacked({ 'a.csv': text('a') })).toThrow('没有 TXT')
  expect(() => unpacked(text('PK and nothing more'))).toThrow('不是完整的 ZIP')
  expect(() => unpacked({ 'a.txt': text('a'.repeat(2000)) })).toThrow('过大')
})
