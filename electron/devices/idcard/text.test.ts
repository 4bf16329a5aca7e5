import { describe, expect, it } from 'vitest'
import { faultOf } from '../../../shared/errors.ts'
import { CHAN, LI, SMITH, textBlock, WANG } from './testkit.ts'
import { certOf, documentLabel, readText } from './text.ts'

const faultIn = (work: () => unknown) => {
  try {
    work()
  } catch (error) {
    return faultOf(error)
  }
}

describe('the text of a document', () => {
  it.each([WANG, LI, SMITH, CHAN])('of $kind $psn_name is read field by field', (card) => {
    expect(readText(textBlock(card))).toEqual(card)
  })

  it('gives the voucher that 1101 wants, with the kind of document', () => {
    const { psn_name, certno } = LI
    const cert = { mdtrt_cert_type: '02', mdtrt_cert_no: certno, psn_cert_type: '01', certno, psn_name }
    expect(certOf(LI)).toEqual(cert)
    expect(certOf(SMITH).psn_cert_type).toBe('07')
    expect(certOf(CHAN).psn_cert_type).toBe('17')
    expect([LI, SMITH, CHAN].map(documentLabel)).toEqual([
      '居民身份证',
      '外国人永久居留身份证',
      '港澳台居民居住证',
    ])
  })

  it('takes the Latin name of a foreigner who has no Chinese one', () => {
    expect(readText(textBlock({ ...SMITH, psn_name: '' })).psn_name).toBe('SMITH, JOHN ALEXANDER')
  })

  it('is refused where it cannot be right', () => {
    const wrong = (change: Partial<typeof WANG>) => faultIn(() => readText(textBlock({ ...WANG, ...change })))
    expect(wrong({ certno: '510104198503120222' })).toMatchObject({
      kind: 'rejected',
      what: '证件没有读对：证件号码的校验位不对',
    })
    expect(wrong({ psn_name: '' })?.what).toContain('姓名是空的')
    expect(wrong({ brdy: '1985-13-12' })?.what).toContain('出生日期')
    expect(faultIn(() => readText(textBlock(WANG).subarray(0, 200)))?.what).toContain('200 字节')
  })
})
