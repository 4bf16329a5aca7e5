import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LI, record, WANG } from './bridge/cards.testkit.ts'
import { Refusal } from './bridge/protocol.ts'
import { ascii, bcdDate, cardBasics, cardHolder, generationOf, nameOf, readRecord } from './pcsc-card.ts'

const hex = (text: string) => Buffer.from(text, 'hex')

describe('a record of the card', () => {
  it('is read back whatever it holds, also filled up with 00 or FF', () => {
    const value = fc.uint8Array({ maxLength: 255 })
    const fill = fc.tuple(fc.constantFrom(0x00, 0xff), fc.nat(20))
    fc.assert(
      fc.property(fc.constantFrom(0x01, 0x09, 0x4e), value, fill, (tag, bytes, [byte, count]) => {
        const whole = Buffer.concat([record(tag, bytes), Buffer.alloc(count, byte)])
        expect(readRecord(whole, [tag])).toEqual({ tag, value: new Uint8Array(bytes) })
      }),
    )
  })

  it('is refused when it is cut off anywhere, longer than it says, or another one', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 60 }), fc.nat(), (value, cut) => {
        const whole = record(0x09, value)
        expect(() => readRecord(whole.subarray(0, cut % whole.length), [0x09])).toThrow(Refusal)
        expect(() => readRecord(Buffer.concat([whole, Buffer.of(0x20)]), [0x09])).toThrow('比它说的长 1 字节')
        expect(() => readRecord(whole, [0x08, 0x4e])).toThrow('标识是 09，应为 08、4E')
      }),
    )
  })

  it('never makes the reader fail otherwise than by a refusal', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(255), fc.uint8Array({ maxLength: 40 })), { maxLength: 9 }),
        (rows) => {
          for (const read of [cardBasics, cardHolder]) {
            try {
              read(new Map(rows))
            } catch (error) {
              expect(error).toBeInstanceOf(Refusal)
            }
          }
        },
      ),
    )
  })
})

describe('fields of the card', () => {
  it('are read in their codes', () => {
    expect(ascii(Buffer.from('A12345678\0\0\xff', 'latin1'), '卡号')).toBe('A12345678')
    expect(() => ascii(hex('4181'), '卡号')).toThrow('卡内卡号含有非法字符')
    expect([bcdDate(hex('20240229')), bcdDate(hex('20230229')), bcdDate(hex('00000000'))]).toEqual([
      ...['20240229', null, null],
    ])
    expect([bcdDate(hex('FFFFFFFF')), bcdDate(hex('2024')), bcdDate(hex('20240A01'))]).toEqual([
      null,
      null,
      null,
    ])
    expect(['1.00', '2.00', '3.00'].map(generationOf)).toEqual([1, 2, 3])
    expect(() => generationOf('9')).toThrow('不认识的卡规范版本 9')
  })

  it('give a name from its two parts, and none where the bytes are no GBK', () => {
    expect(nameOf(hex(`${WANG.name}${'00'.repeat(26)}`))).toBe('王芳')
    expect(nameOf(hex(`${LI.name}2020`), hex('FFFF'))).toBe('李强')
    // 买买提·吐尔逊 cut in the middle of a character
    const long = 'C2F2C2F2CCE1A1A4CDC2B6FBD1B7'
    expect(nameOf(hex(long.slice(0, 18)), hex(`${long.slice(18)}0000`))).toBe('买买提·吐尔逊')
    expect(nameOf(hex('CDF5B7BC81'))).toBe('')
    expect(nameOf(hex('CDF50741'))).toBe('')
  })
})
