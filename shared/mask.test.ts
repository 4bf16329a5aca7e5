import { describe, expect, it } from 'vitest'
import { maskDeep } from './mask.ts'

describe('masks by field name', () => {
  it('know what is personal in messages of work-injury insurance', () => {
    const message = {
      program: { aac003: '欧阳明月', aae004: '张小明', aae009: '李国强', aae010: '6222020200112233445' },
      data: { yzy011: '510105197811020259', yzy028: '13800001111', yzy090: '02886001234', bka042: 'G1' },
    }
    const shown = JSON.stringify(maskDeep(message))
    for (const real of [
      '欧阳明月',
      '张小明',
      '李国强',
      '6222020200112233445',
      '510105197811020259',
      '13800001111',
    ])
      expect(shown).not.toContain(real)
    expect(shown).toContain('"bka042":"G1"')
  })

  it('leave of an address the place alone, in messages and in answers kept as text', () => {
    const data = {
      aae006: '四川省成都市锦江区示范路12号3单元501',
      aac010: '示范路1号',
      aae005: '13800001111',
    }
    const shown = maskDeep({ data, obiz_data: JSON.stringify({ data }) })
    expect(shown.data).toMatchObject({ aae006: '四川省成都市****', aac010: '****' })
    expect(shown.obiz_data).not.toMatch(/锦江区|示范路|13800001111/)
    expect(maskDeep({ yzy027: '广东省深圳市福田区某街2号', yzy089: '' })).toEqual({
      ...{ yzy027: '广东省深圳市****', yzy089: '' },
    })
  })

  it('show nothing of what may not be kept', () => {
    const data = { qrcode: '4240001', qr_token: 'T1', aaa315: 'AB', rand1: '12' }
    expect(maskDeep(data)).toEqual({ qrcode: '***', qr_token: '***', aaa315: '***', rand1: '***' })
  })

  it('reach into an answer that stands in another as text', () => {
    const data = { obiz_data: JSON.stringify({ data: { aac003: '宋远方', ostate: '02' } }), err_msg: '{坏的' }
    const { obiz_data, err_msg } = maskDeep(data)
    expect(JSON.parse(obiz_data)).toEqual({ data: { aac003: '宋*方', ostate: '02' } })
    expect(err_msg).toBe('{坏的')
  })
})
