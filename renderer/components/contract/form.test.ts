import { describe, expect, it } from 'vitest'
import { openContracts } from '../../../electron/platforms/contracts.ts'
import { planOf } from '../../../shared/validate-plan.ts'
import { at, blank, columnsOf, listOf, messagesOf, numberOf, put, type Value, wrongRows } from './form.ts'
import { dayTyped, momentTyped } from './TextInput.tsx'

const book = openContracts({ family: 'nhsa' })
const editing = (code: string) => {
  const plan = planOf(book.get(code), 'input')
  let value: Value = blank(book.get(code), 'input')
  return {
    get value() {
      return value
    },
    put(path: string, to: Parameters<typeof put>[3]) {
      const before = JSON.stringify(value)
      const old = value
      value = put(plan, value, path, to)
      expect(JSON.stringify(old)).toBe(before)
      return value
    },
  }
}

describe('the values of a contract form', () => {
  it('begins with what is required and changes one place at a time', () => {
    const form = editing('2204')
    expect(form.value).toEqual({ feedetail: [{}] })
    form.put('feedetail[0].cnt', 1.5)
    form.put('feedetail[1]', { cnt: 2 })
    form.put('feedetail[1].feedetl_sn', '7')
    expect(form.value).toEqual({ feedetail: [{ cnt: 1.5 }, { cnt: 2, feedetl_sn: '7' }] })
    form.put('feedetail[0]', undefined)
    form.put('feedetail[0].cnt', undefined)
    expect(form.value).toEqual({ feedetail: [{ feedetl_sn: '7' }] })
    expect(at(form.value, 'feedetail[0].feedetl_sn')).toBe('7')
  })

  it('an optional part comes with its first field and goes with its last; a required one stays', () => {
    const form = editing('2201')
    form.put('agnterinfo.agnter_name', '甲')
    expect(form.value).toEqual({ data: {}, agnterinfo: { agnter_name: '甲' } })
    form.put('agnterinfo.agnter_name', undefined)
    expect(form.value).toEqual({ data: {} })
    form.put('data.psn_no', 'P1')
    form.put('data.psn_no', undefined)
    expect(form.value).toEqual({ data: {} })
  })

  it('keys inside a text are written into it, beside those that the contract does not know', () => {
    const form = editing('2207')
    const key = 'MDTRT_GRP_TYPE'
    form.put('data.exp_content', '{"local":"1"}')
    form.put(`data.exp_content.${key}`, '2')
    expect(JSON.parse(String(at(form.value, 'data.exp_content')))).toEqual({ local: '1', [key]: '2' })
    expect(at(form.value, `data.exp_content.${key}`)).toBe('2')
    form.put('data.exp_content', `{"${key}":"2"}`)
    form.put(`data.exp_content.${key}`, undefined)
    expect(form.value).toEqual({ data: {} })
  })

  it('what is missing is told only when it is asked for, a wrong value at once, a list at its field', () => {
    const faults = [
      { path: 'data.a', label: 'a', rule: 'missing', message: 'a 必填' },
      { path: 'data.b[1]', label: 'b', rule: 'dict', message: 'b 有误' },
      { path: 'rows[3].c', label: 'c', rule: 'type', message: 'c 有误' },
    ] as const
    expect(messagesOf(faults, false).get('data.a')).toBeUndefined()
    const all = messagesOf(faults, true)
    expect([all.get('data.a'), all.get('data.b')]).toEqual(['a 必填', 'b 有误'])
    expect([...wrongRows(all, 'rows')]).toEqual([3])
  })

  it('a wide list is told apart by its required columns', () => {
    const plan = planOf(book.get('2204'), 'input')
    const node = plan.shape.byName.get('feedetail')!
    const columns = node.isNode ? columnsOf(node.shape) : []
    expect(columns).toHaveLength(7)
    expect(columns.every(({ required }) => required)).toBe(true)
  })

  it('reads what is typed, and keeps what it cannot read for the check to name', () => {
    expect([numberOf('1.50'), numberOf('-2'), numberOf('1,5'), numberOf(' ')]).toEqual([
      1.5,
      -2,
      '1,5',
      undefined,
    ])
    expect([listOf('a，b c'), listOf(' ')]).toEqual([['a', 'b', 'c'], undefined])
    expect([dayTyped('20261121'), dayTyped('2026-13-01'), dayTyped('')]).toEqual([
      '2026-11-21',
      '2026-13-01',
      '',
    ])
    expect(momentTyped('20261121 8:05')).toBe('2026-11-21 08:05:00')
    expect(momentTyped('20261121')).toBe('2026-11-21 00:00:00')
    expect(momentTyped('2026-11-21 08:05:09')).toBe('2026-11-21 08:05:09')
    expect(momentTyped('昨晚')).toBe('昨晚')
  })
})
