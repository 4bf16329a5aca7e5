import { describe, expect, it } from 'vitest'
import { filingInputs } from '../../../shared/api/filing.ts'
import { faultOf } from '../../../shared/errors.ts'
import { createSessions } from '../auth/sessions.ts'
import { checkChronic, checkFixed, checkTransfer } from './check.ts'
import { createPersons, insuranceFor, KEPT_ms, type Known } from './persons.ts'

const here = { area: '510100', fixmedins_code: 'H51010000001' }
const paths = (faults: { path: string }[]) => faults.map(({ path }) => path)

describe('what no single field tells', () => {
  const transfer = (over: object = {}) =>
    filingInputs['filing.transfer'].parse({
      personId: 'p',
      insutype: '310',
      diag_code: 'I25.103',
      diag_name: '冠心病',
      reflin_medins_no: 'H11010000001',
      reflin_medins_name: '首都示范医院',
      mdtrtarea_admdvs: '110100',
      refl_type: '3',
      refl_date: '2026-11-21',
      refl_rea: '本院不能手术',
      refl_opnn: '同意',
      ...over,
    })
  const check = (over: object = {}) => paths(checkTransfer(transfer(over), here))

  it('a transfer goes to another hospital, of the region that its type says', () => {
    expect(check()).toEqual([])
    expect(check({ reflin_medins_no: 'H1101' })).toEqual(['reflin_medins_no'])
    expect(check({ reflin_medins_no: 'H51010000001' })).toEqual(['reflin_medins_no'])
    expect(check({ hosp_agre_refl_flag: '0' })).toEqual(['hosp_agre_refl_flag'])
    expect(check({ refl_type: '2' })).toEqual(['refl_type'])
    expect(check({ refl_type: '2', mdtrtarea_admdvs: '510700' })).toEqual([])
    expect(check({ refl_type: '1', mdtrtarea_admdvs: '510104' })).toEqual([])
    expect(check({ refl_type: '3', mdtrtarea_admdvs: '510104' })).toEqual(['refl_type'])
    expect(check({ refl_type: '901' })).toEqual([])
    const inBeijing = { area: '110100', fixmedins_code: 'H11010100001' }
    expect(checkTransfer(transfer({ refl_type: '1', mdtrtarea_admdvs: '110228' }), inBeijing)).toEqual([])
  })

  it('dates follow one another', () => {
    expect(check({ begndate: '2026-11-20' })).toEqual(['begndate'])
    expect(check({ enddate: '2026-11-20' })).toEqual(['enddate'])
    expect(check({ begndate: '2026-11-22', enddate: '2026-11-21' })).toEqual(['enddate'])
    const chronic = (over: object) =>
      paths(
        checkChronic(
          filingInputs['filing.chronic'].parse({
            ...{ personId: 'p', insutype: '310', opsp_dise_code: 'M03900', opsp_dise_name: '高血压病' },
            ...{
              hosp_ide_date: '2026-11-20',
              diag_dr_codg: 'D1',
              diag_dr_name: '甲',
              begndate: '2026-11-21',
            },
            ...over,
          }),
          '2026-11-21',
        ),
      )
    expect(chronic({})).toEqual([])
    expect(chronic({ hosp_ide_date: '2026-11-22', begndate: '2026-11-22' })).toEqual(['hosp_ide_date'])
    expect(chronic({ begndate: '2026-11-19' })).toEqual(['begndate'])
    expect(chronic({ enddate: '2026-11-20' })).toEqual(['enddate'])
  })

  it('an agent has a name, and a number that can be', () => {
    const fixed = (over: object) =>
      paths(
        checkFixed(
          filingInputs['filing.fixed'].parse({
            ...{ personId: 'p', biz_appy_type: '03', begndate: '2026-11-21', fix_srt_no: '1' },
            ...over,
          }),
        ),
      )
    expect(fixed({})).toEqual([])
    expect(fixed({ fix_srt_no: '0' })).toEqual(['fix_srt_no'])
    expect(fixed({ agnter_tel: '13800000000' })).toEqual(['agnter_name'])
    const agent = { agnter_name: '李四', agnter_certno: '510104198503120222', agnter_cert_type: '01' }
    expect(fixed(agent)).toEqual(['agnter_certno'])
    expect(fixed({ ...agent, agnter_certno: '510104198503120221' })).toEqual([])
    expect(fixed({ ...agent, agnter_cert_type: '' })).toEqual(['agnter_cert_type'])
  })
})

describe('who was identified', () => {
  const known = { person: { psn_no: 'n1' }, insurances: [] } as unknown as Known
  const setup = () => {
    const clock = { now: 0 }
    const now = () => clock.now
    const sessions = createSessions({ idleLock_ms: 0, now })
    sessions.login('a', { opter: 'c1', opterName: '张三', role: 'cashier' })
    return { clock, sessions, persons: createPersons({ now, sessions }) }
  }
  const kindOf = (work: () => unknown) => {
    try {
      work()
      return 'known'
    } catch (error) {
      return faultOf(error).kind
    }
  }

  it('is known to his own face for half an hour', () => {
    const { clock, persons } = setup()
    const id = persons.put('a', known)
    expect(id).not.toContain('n1')
    expect(kindOf(() => persons.get('b', id))).toBe('not_found')
    clock.now += KEPT_ms - 1
    expect(persons.get('a', id)).toBe(known)
    clock.now += 1
    expect(kindOf(() => persons.get('a', id))).toBe('not_found')
  })

  it('is forgotten when the session ends or another takes it over', () => {
    const { sessions, persons } = setup()
    const first = persons.put('a', known)
    sessions.logout('a')
    sessions.login('a', { opter: 'c1', opterName: '张三', role: 'cashier' })
    expect(kindOf(() => persons.get('a', first))).toBe('not_found')
    const second = persons.put('a', known)
    sessions.login('a', { opter: 'c2', opterName: '李四', role: 'cashier' })
    expect(kindOf(() => persons.get('a', second))).toBe('not_found')
    const third = persons.put('a', known)
    sessions.refresh('c2', null)
    expect(kindOf(() => persons.get('a', third))).toBe('not_found')
  })

  it('is filed under the insurance named, else the first that is in force', () => {
    const insu = (insutype: string, psn_insu_stas: string) => ({ insutype, psn_insu_stas })
    const many = { insurances: [insu('390', '2'), insu('310', '1')] } as unknown as Known
    expect(insuranceFor(many, '')?.insutype).toBe('310')
    expect(insuranceFor(many, '390')?.insutype).toBe('390')
    expect(insuranceFor(many, '510')).toBeNull()
  })
})
