import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { frame, frameReader, LONGEST_FRAME_bytes } from './frames.ts'
import { gbk, toGbk } from './gbk.ts'

describe('frames', () => {
  it('come out whole however the bytes were cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue(), { minLength: 1, maxLength: 6 }),
        fc.infiniteStream(fc.integer({ min: 1, max: 40 })),
        (values, cuts) => {
          const bytes = Buffer.concat(values.map(frame))
          const got: unknown[] = []
          const read = frameReader((value) => got.push(value))
          for (let at = 0; at < bytes.length; ) {
            const length = cuts.next().value as number
            read(bytes.subarray(at, at + length))
            at += length
          }
          expect(JSON.stringify(got)).toBe(JSON.stringify(values))
        },
      ),
      { numRuns: 200 },
    )
  })

  it('are refused when empty, above the cap, no UTF-8 or no JSON', () => {
    const given = (bytes: Uint8Array) => () => frameReader(() => {})(bytes)
    const length = (n: number) => Buffer.of((n >>> 24) & 255, (n >>> 16) & 255, (n >>> 8) & 255, n & 255)
    expect(given(length(0))).toThrow('frame of 0')
    expect(given(length(LONGEST_FRAME_bytes + 1))).toThrow('frame of')
    expect(given(Buffer.from('reader library 1.0'))).toThrow('frame of')
    expect(given(Buffer.concat([length(2), Buffer.of(0xff, 0xfe)]))).toThrow()
    expect(given(Buffer.concat([length(2), Buffer.from('{]')]))).toThrow()
    expect(() => frame('x'.repeat(LONGEST_FRAME_bytes))).toThrow('frame of')
  })
})

describe('GBK', () => {
  it('is written as it is read', () => {
    expect(toGbk('王芳 A1').toString('hex')).toBe('cdf5b7bc204131')
    expect(toGbk('𠮷').toString('latin1')).toBe('?')
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'患者张三李䶮镕，。Az 9€') }), (text) => {
        const known = text.replaceAll('䶮', '?')
        expect(gbk(toGbk(known))).toBe(known)
      }),
    )
  })
})
