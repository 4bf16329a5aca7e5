import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFrameParser, encodeCommand } from './frame.ts'
import { answerFrame, readAnswer, WANG } from './testkit.ts'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

describe('commands', () => {
  it('are the bytes of the standard', () => {
    expect(hex(encodeCommand(0x20, 0x01))).toBe('aaaaaa96690003200122')
    expect(hex(encodeCommand(0x20, 0x02))).toBe('aaaaaa96690003200221')
    expect(hex(encodeCommand(0x30, 0x01))).toBe('aaaaaa96690003300132')
    expect(hex(encodeCommand(0x12, 0xff))).toBe('aaaaaa9669000312ffee')
  })
})

describe('answers', () => {
  it('one of text and photo is 1295 bytes and comes out whole, split anywhere', () => {
    const frame = readAnswer(WANG)
    expect(frame).toHaveLength(1295)
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1295 }), { maxLength: 6 }), (cuts) => {
        const parser = createFrameParser()
        const at = [0, ...cuts.sort((a, b) => a - b), frame.length]
        const found = at.slice(1).flatMap((end, i) => parser.push(frame.subarray(at[i], end)))
        expect(found).toHaveLength(1)
        expect(found[0]!.sw).toBe(0x90)
        expect(hex(found[0]!.data)).toBe(hex(frame.subarray(10, -1)))
      }),
      { numRuns: 60 },
    )
  })

  it('are found in noise, one after the other', () => {
    const short = fc.uint8Array({ maxLength: 40 }).filter((noise) => !noise.includes(0xaa))
    fc.assert(
      fc.property(short, short, fc.uint8Array({ maxLength: 60 }), (before, between, data) => {
        const parser = createFrameParser()
        const two = [before, answerFrame(0x9f), between, answerFrame(0x90, data)]
        const found = parser.push(Buffer.concat(two))
        expect(found.map(({ sw }) => sw)).toEqual([0x9f, 0x90])
        expect(hex(found[1]!.data)).toBe(hex(data))
        expect(parser.broken()).toBe(0)
      }),
    )
  })

  it('with any one bit wrong are not believed, and the next good one is found', () => {
    const good = answerFrame(0x90, Buffer.from('0123456789'))
    fc.assert(
      fc.property(fc.integer({ min: 5, max: good.length - 1 }), fc.integer({ min: 0, max: 7 }), (at, bit) => {
        const bad = Buffer.from(good)
        bad[at]! ^= 1 << bit
        const parser = createFrameParser()
        // a length that became longer is only refused once so much has come in
        const found = parser.push(Buffer.concat([bad, answerFrame(0x9f), Buffer.alloc(3000)]))
        expect(found.map(({ sw }) => sw)).toEqual([0x9f])
      }),
    )
  })

  it('with more preamble bytes in front than needed are found', () => {
    const parser = createFrameParser()
    expect(parser.push(Buffer.from('aaaaaaaa', 'hex'))).toEqual([])
    expect(parser.push(answerFrame(0x9f))).toHaveLength(1)
  })

  it('that were half received are forgotten on reset', () => {
    const frame = readAnswer(WANG)
    const parser = createFrameParser()
    parser.push(frame.subarray(0, 700))
    parser.reset()
    expect(parser.push(frame.subarray(700))).toEqual([])
    expect(parser.push(frame)).toHaveLength(1)
  })
})
