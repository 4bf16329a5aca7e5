import { afterEach, describe, expect, it } from 'vitest'
import people from '../shared/demo/people.json' with { type: 'json' }
import { fault } from './support/clerk.ts'
import { at, type Counter, type CounterOptions, inCash, openCounter, presettled } from './support/counter.ts'

/** The page of a person through every handler, against the centre's own ledger. */
const counters: Counter[] = []
const open = async (options: CounterOptions = {}) => {
  const counter = await openCounter(options)
  counters.push(counter)
  return counter
}
afterEach(async () => {
  for (const counter of counters.splice(0)) await counter.close()
})
const wang = people.find((p) => p.psn_name === '王芳')!
const cert = { mdtrt_cert_type: '02', mdtrt_cert_no: wang.certno, certno: wang.certno } as const

describe('a person', () => {
  it('is shown section by section: labelled, with meanings, in fen, masked; opening is audited', async () => {
    const c = await open()
    const view = await presettled(c, wang.certno)
    const settled = await c.call('visit.settle', { ...at(view), payments: inCash(view) })
    const head = await c.call('person.open', { cert })
    const { personId } = head
    expect(JSON.stringify(head)).not.toContain(wang.certno)
    expect(head).toMatchObject({ remote: false, insurances: [{ insutype: '310' }] })
    const section = (section: string, more: object = {}) =>
      c.call('person.section', { personId, section, ...more } as never)

    const visits = await section('visits')
    const { mdtrt_id, settlement } = settled.visit
    expect(visits.rows.map((row) => row.mdtrt_id)).toEqual([mdtrt_id])
    expect(visits.columns[2]).toEqual({ name: 'med_type', label: '医疗类别', kind: 'text' })
    expect(visits.rows[0]!.cells[2]).toBe('普通门诊')
    expect(JSON.stringify(visits)).not.toContain(wang.certno)
    expect(JSON.stringify(visits)).not.toContain('王芳')
    expect(visits.rows[0]!.fields.find(({ label }) => label === '人员姓名')?.value).toBe('王*')
    const none = await section('visits', { from: '2020-01-01', to: '2020-12-31' })
    expect(none.rows).toEqual([])

    const of = { mdtrt_id: mdtrt_id! }
    const [diagnoses, settlements, details] = await Promise.all([
      section('diagnoses', of),
      section('settlements', of),
      section('details', of),
    ])
    expect(diagnoses.rows).toHaveLength(settled.visit.diagnoses.length)
    const total = settlements.columns.findIndex(({ name }) => name === 'medfee_sumamt')
    expect(settlements.rows.map(({ setl_id, cells }) => [setl_id, cells[total]])).toEqual([
      [settlement!.setl_id, settlement!.amounts.total],
    ])
    expect(details.rows).toHaveLength(settled.visit.lines.length)
    expect(details.sums.find(({ label }) => label === '明细项目费用总额')?.fen).toBe(
      settlement!.amounts.total,
    )
    const sums = await section('sums')
    expect(sums.rows.map(({ cells }) => cells[3])).toContain('业务总费用累计')
    const exams = await section('exams')
    const [exam] = exams.rows
    const { rpotc_no, fixmedins_code } = exam!
    expect((await section('report', { rpotc_no, fixmedins_code })).rows.length).toBeGreaterThan(0)
    for (const name of ['drugs', 'chronic', 'fixed', 'transfers', 'inHospital', 'qualified'])
      expect(await section(name), name).toMatchObject({ rows: [], note: '' })
    expect(await c.call('person.reveal', { personId })).toEqual({ psn_name: '王芳', certno: wang.certno })
    const trail = await c.call('auth.audit', { limit: 10 })
    expect(trail.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['person.open', 'person.reveal']),
    )
  })

  it('is asked about from an office without a shift too, and a strange visit has no settlement here', async () => {
    const c = await open()
    await c.call('shift.signOut', { countedCash: 0 })
    const { personId } = await c.call('person.open', { cert })
    const [asked] = (await c.app.journal.searchTxns({ infno: '1101', offset: 0, limit: 1 })).rows
    expect(asked).toMatchObject({ opter: 'SYS', shiftId: null, state: 'SETTLED' })
    const details = await c.call('person.section', { personId, section: 'details', mdtrt_id: '51010099' })
    expect(details).toMatchObject({ rows: [], note: expect.stringContaining('按 F8 输入结算ID') })
    const missing = await fault(c.call('person.section', { personId, section: 'diagnoses' }))
    expect(missing).toMatchObject({ kind: 'invalid' })
    const wrong = await fault(
      c.call('person.section', { personId, section: 'details', mdtrt_id: '51010099', setl_id: 'S1' }),
    )
    expect(wrong?.kind).toBe('rejected')
    expect(await fault(c.call('person.section', { personId: 'x', section: 'sums' }))).toMatchObject({
      kind: 'not_found',
    })
  })
})
