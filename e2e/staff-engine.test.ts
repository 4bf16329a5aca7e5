import { afterEach, describe, expect, it } from 'vitest'
import type { StaffState } from '../shared/api/staff.ts'
import { faultOf } from '../shared/errors.ts'
import { type Counter, type CounterOptions, openCounter } from './support/counter.ts'

/** Departments and staff of the demo hospital against the centre's own book, through every handler. */
const counters: Counter[] = []
const open = async (options: CounterOptions = {}) => {
  const counter = await openCounter(options)
  counters.push(counter)
  return counter
}
afterEach(async () => {
  for (const counter of counters.splice(0)) await counter.close()
})

const codes = (state: StaffState, which: string) =>
  state.depts.filter((dept) => dept.state === which).map(({ code }) => code)

describe('departments', () => {
  it('compared, uploaded in a batch, changed and withdrawn until nothing differs', async () => {
    const c = await open()
    expect(await c.call('staff.state', {})).toMatchObject({ at: null, depts: [] })
    const first = await c.call('staff.compare', {})
    expect(codes(first, 'differs')).toEqual(['0302'])
    expect(codes(first, 'there')).toEqual(['0999'])
    expect(codes(first, 'same')).toEqual(['0101'])
    expect(codes(first, 'here').length).toBe(17)
    expect(first.depts.find(({ code }) => code === '0302')!.differs).toContainEqual({
      name: 'hosp_dept_name',
      label: '医院科室名称',
      here: '骨科门诊',
      there: '骨伤科门诊',
    })
    const { failed, ...sent } = await c.call('staff.upload', { codes: codes(first, 'here') })
    expect(failed).toEqual([{ code: '0601', why: expect.stringContaining('dr_psncnt') }])
    expect(codes(sent, 'here')).toEqual(['0601'])
    const changed = await c.call('staff.change', { code: '0302' })
    expect(codes(changed, 'differs')).toEqual([])
    const dropped = await c.call('staff.drop', { code: '0999', reason: '科室已撤销' })
    expect(codes(dropped, 'there')).toEqual([])
    expect(await c.call('staff.state', {})).toEqual(dropped)
    const record = await c.app.his.record('dept', '0601')
    await c.app.his.putRecord('dept', '0601', { ...record!.data, dr_psncnt: 2, nurs_psncnt: 1 })
    const { failed: none, ...last } = await c.call('staff.upload', { codes: ['0601'] })
    expect(none).toEqual([])
    expect(last.depts.every(({ state }) => state === 'same')).toBe(true)
    const audit = await c.app.journal.auditTrail({ limit: 50 })
    expect(audit.filter(({ action }) => action.startsWith('staff.')).length).toBe(4)
  })

  it('a line that delivers twice and answers that are lost leave every department once', async () => {
    const c = await open({
      sandbox: {
        path: ':memory:',
        faults: [
          { kind: 'repeat', codes: ['3401', '3402', '3403'], times: 3 },
          { kind: 'drop_after', codes: ['3401A'], times: 1 },
        ],
      },
    })
    const first = await c.call('staff.compare', {})
    const good = codes(first, 'here').filter((code) => code !== '0601')
    const sent = await c.call('staff.upload', { codes: good })
    expect(codes(sent, 'same').length).toBe(17)
    expect(codes(await c.call('staff.change', { code: '0302' }), 'differs')).toEqual([])
    expect(codes(await c.call('staff.drop', { code: '0999', reason: '撤销' }), 'there')).toEqual([])
  })

  it('what nobody has is refused in words', async () => {
    const c = await open()
    expect(await c.call('staff.change', { code: '7777' }).catch(faultOf)).toMatchObject({ kind: 'not_found' })
    expect(await c.call('staff.drop', { code: '7777', reason: '错' }).catch(faultOf)).toMatchObject({
      kind: 'not_found',
    })
  })
})

describe('medical staff', () => {
  it('shows who has no national code, whom the centre does not know, and what to do', async () => {
    const c = await open()
    const { staff } = await c.call('staff.compare', {})
    const open_ = staff.filter(({ state }) => state !== 'same')
    expect(open_.map(({ name, what }) => [name, what])).toEqual(
      expect.arrayContaining([
        ['逄云帆', '没有国家医保编码'],
        ['应小兰', '姓名不一致，中心为“应晓兰”'],
        ['晏清', '编码不一致，中心为 Y510104000002'],
        ['邱雅琴', 'HIS 没有登记编码，中心为 D510104000004'],
      ]),
    )
    expect(open_.every(({ todo }) => todo !== '')).toBe(true)
    expect(staff.find(({ name }) => name === '纪怀远')).toMatchObject({ state: 'same' })
    expect(JSON.stringify(staff)).not.toMatch(/510104\d{12}/)
    expect(await c.app.tasks.run('staff.compare', null)).toBe('科室 19 处、人员 4 处与中心不一致')
  })
})
