import { describe, expect, it } from 'vitest'
import type { InjuryView } from '../../../shared/api/injury.ts'
import type { InjuryCase } from '../../../shared/injury.ts'
import { makeMain, removeDiagnosis } from '../admission/form/diagnosis.ts'
import { argsOf, faultsElsewhere, firstAtFault, headerFields, mayChange, mayWrite } from './fields.ts'
import {
  asksWhich,
  backwardsOf,
  type Desk,
  focusOf,
  mayCharge,
  nextAction,
  pageFocus,
  pageOf,
  refusal,
} from './next.ts'

const BLANK = {
  ...{ family: 'gs', kind: 'outpatient', step: 'identified', lines: [], recognitions: [], filings: [] },
  ...{ recognition: null, filing: null, fund: null, application: null, person: { psn_name: '李*强' } },
}
function view(of: Partial<InjuryCase>, more: Partial<InjuryView> = {}): InjuryView {
  const sums = { fresh: 0, freshFen: 0, failed: 0, uploaded: 0, uploadedFen: 0 }
  const tables = { med_type: 'gs_aka130', treat: 'rs_akc191', dscg_way: 'rs_akc195' }
  const rest = { doubt: null, can: [], edit: true, missing: [], printed: 0, sums, tables }
  return { ...rest, ...more, case: { ...BLANK, ...of } } as unknown as InjuryView
}
const DESK: Desk = {
  kind: 'outpatient',
  page: 'header',
  dirty: false,
  loaded: false,
  printed: false,
  undone: false,
}
const name = (v: InjuryView | null, desk: Partial<Desk> = {}) => nextAction(v, { ...DESK, ...desk }).name
const lines = [{}] as InjuryCase['lines']
const injury = (id: string, why: string | null = null) => ({ id, why }) as InjuryCase['recognitions'][number]
const fault = (path: string) => ({ path, label: '', rule: 'missing' as const, message: `${path}不能为空` })

describe('charges', () => {
  it('are not taken of one whom the fund refuses: they would be kept from who does pay', () => {
    expect(mayCharge(view({}))).toBe(true)
    expect(mayCharge(view({}, { edit: false }))).toBe(false)
    const frozen = { ok: false, words: '工伤保险暂停参保' } as InjuryCase['fund']
    expect(mayCharge(view({ fund: frozen }))).toBe(false)
    expect(mayCharge(view({ recognitions: [injury('1', '已结束')] }))).toBe(false)
    // what is registered already the platform has said yes to
    expect(mayCharge(view({ fund: frozen, step: 'admitted', kind: 'inpatient' }))).toBe(true)
  })
})

describe('the one next action', () => {
  it('leads an outpatient from the card over the application to the slip', () => {
    expect(name(null)).toBe('identify')
    expect(name(view({ step: 'open', person: null }))).toBe('identify')
    expect(name(view({}, { can: ['apply'] }))).toBe('load')
    expect(name(view({ lines }, { can: ['apply'] }))).toBe('apply')
    // the HIS has nothing: what may be done is still said
    expect(name(view({}, { can: ['apply'] }), { loaded: true })).toBe('apply')
    const application = { state: 'waiting' } as InjuryCase['application']
    expect(name(view({ step: 'applied', lines, application }, { can: ['unapply'] }))).toBe('ask')
    expect(name(view({ step: 'approved', lines }, { can: ['trial', 'settle'] }))).toBe('trial')
    expect(name(view({ step: 'settled', lines }, { can: ['unsettle'] }))).toBe('print')
    expect(name(view({ step: 'settled', lines }), { printed: true })).toBe('next')
    // taken back: the patient gets a paper of it first
    expect(name(view({ step: 'approved', lines }, { can: ['trial'] }), { undone: true })).toBe('print')
    expect(name(view({ step: 'approved', lines }, { can: ['trial'] }), { undone: true, printed: true })).toBe(
      'trial',
    )
    // what the way waits for is filled in
    expect(name(view({ lines }, { missing: [fault('dept_code')] }))).toBe('fill')
  })

  it('leads an inpatient through his charges; what the platform refused comes before the discharge', () => {
    expect(name(null, { kind: 'inpatient' })).toBe('waiting')
    const stay = (step: InjuryCase['step'], sums: object, more: Partial<InjuryView> = {}) =>
      view(
        { kind: 'inpatient', step },
        {
          ...more,
          sums: { fresh: 0, freshFen: 0, failed: 0, uploaded: 0, uploadedFen: 0, ...sums } as never,
        },
      )
    expect(name(stay('identified', {}, { can: ['admit'] }))).toBe('admit')
    expect(name(stay('admitted', {}, { can: ['discharge'] }))).toBe('load')
    expect(name(stay('admitted', { fresh: 3 }, { can: ['upload', 'discharge'] }))).toBe('upload')
    expect(name(stay('admitted', { failed: 1, uploaded: 2 }, { can: ['discharge'] }), { loaded: true })).toBe(
      'failed',
    )
    const failed = stay('admitted', { failed: 1, uploaded: 2 }, { can: ['upload', 'discharge'] })
    expect(nextAction(failed, { ...DESK, loaded: true, page: 'fees' }).label).toBe('重传失败明细')
    expect(name(stay('admitted', { uploaded: 3 }, { can: ['discharge'] }), { loaded: true })).toBe(
      'discharge',
    )
    expect(name(stay('discharged', { uploaded: 3 }, { can: ['settle'] }))).toBe('settle')
  })

  it('sends a doubtful case aside, and one that the fund does not pay for', () => {
    const doubt = { state: 'UNKNOWN' } as InjuryView['doubt']
    expect(name(view({ lines }, { can: ['trial'], doubt }))).toBe('next')
    const frozen = view({ fund: { ok: false, words: '基金冻结' }, lines }, { can: ['apply'] })
    expect(refusal(frozen)).toBe('基金冻结')
    expect(name(frozen)).toBe('next')
    // what is registered has the platform's yes
    expect(refusal(view({ step: 'admitted', fund: { ok: false, words: '基金冻结' } }))).toBeNull()
  })

  it('asks once which of several injuries is meant, and not where only one may be treated', () => {
    const recognitions = [injury('A'), injury('B')]
    const two = view({ recognitions, lines }, { can: ['apply'] })
    expect(name(two)).toBe('choose')
    expect(focusOf(two, null)).toBe('recognition')
    const said = view({ recognitions, recognition: 'A', lines }, { can: ['apply'] })
    expect(name(said)).toBe('apply')
    const filings = [
      { ...injury('F'), recognition: null },
      { ...injury('G'), recognition: 'A' },
      { ...injury('H'), recognition: 'B' },
    ] as unknown as InjuryCase['filings']
    const filed = view({ recognitions, recognition: 'A', filings, lines }, { can: ['apply'] })
    expect(focusOf(filed, null)).toBe('filing')
    expect(nextAction(filed, DESK).label).toBe('选定备案')
    const one = view({ recognitions: [injury('A'), injury('B', '已过有效期')], recognition: 'A', lines })
    expect(asksWhich(one)).toBeNull()
    const none = view({ recognitions: [injury('A', '认定已终止')], lines })
    expect(refusal(none)).toBe('认定已终止')
    expect(focusOf(none, null)).toBe('primary')
  })
})

it('takes back the newest step first, whatever order the way names them in', () => {
  expect(backwardsOf(view({}, { can: ['unadmit', 'discharge', 'withdraw'] }))).toEqual([
    'withdraw',
    'unadmit',
  ])
})

it('opens the page on which a case is worked at', () => {
  expect(pageOf(view({ kind: 'inpatient', step: 'identified' }))).toBe('header')
  expect(pageOf(view({ kind: 'inpatient', step: 'admitted' }))).toBe('fees')
  expect(pageOf(view({ step: 'identified' }))).toBe('fees')
  expect(pageOf(view({ step: 'settled' }))).toBe('record')
})

describe('the registration', () => {
  it('knows the field of each fault, and says the rest above the entry line', () => {
    const stay = view({ kind: 'inpatient', step: 'admitted' })
    expect(firstAtFault(stay, [fault('lines'), fault('dscg_way')])).toBe('dscg_way')
    expect(firstAtFault(stay, [fault('data.dept_code')])).toBe('dept')
    expect(faultsElsewhere(stay, [fault('lines'), fault('doctor')]).map(({ path }) => path)).toEqual([
      'lines',
    ])
  })

  it('asks an outpatient for the end of the treatment only where the platform wants it', () => {
    const names = (v: InjuryView) => headerFields(v, []).map((field) => field.name)
    expect(names(view({}))).not.toContain('endtime')
    expect(names(view({}, { missing: [fault('endtime')] }))).toContain('endtime')
    expect(names(view({ kind: 'inpatient' }))).toContain('bed')
    expect(names(view({}, { tables: { med_type: 'gs_aka130', treat: '', dscg_way: '' } }))).not.toContain(
      'treat',
    )
    // the form begins with what it asks, where there is no 医疗类别 or 治疗类别 to choose
    const tables = { med_type: '', treat: '', dscg_way: '' }
    const remote = view({ family: 'gy' }, { tables: { ...tables, treat: 'rs_akc191' } })
    const clinic = view({ family: 'bizh' }, { tables })
    for (const one of [remote, clinic, view({})]) expect(`f-${names(one)[0]}`).toBe(pageFocus('header', one))
    expect(names(remote)).not.toContain('med_type')
    expect(names(clinic)).not.toContain('treat')
  })

  it('leaves what the platform has been told, but for what it lets change and for the discharge', () => {
    const stay = view({ kind: 'inpatient', step: 'admitted' }, { can: ['upload', 'change'] })
    expect(mayWrite(stay, 'med_type') || mayChange(stay, 'med_type')).toBe(false)
    expect(mayChange(stay, 'bed')).toBe(true)
    expect(mayWrite(stay, 'dscg_way')).toBe(true)
    const applied = view({ step: 'approved' })
    expect(mayWrite(applied, 'treat')).toBe(false)
    expect(mayWrite(applied, 'dept')).toBe(true)
    expect(mayWrite({ ...applied, doubt: {} as never }, 'dept')).toBe(false)
  })

  it('sends codes, and keeps exactly one main diagnosis', () => {
    expect(argsOf({ dept: { dept_code: '0301', dept_name: '骨科' }, bed: '12' })).toEqual({
      dept_code: '0301',
      bed: '12',
    })
    const one = (diag_code: string, main: boolean) => ({ diag_code, diag_name: '', main, injury: true })
    const moved = makeMain([one('S52', true), one('S62', false)], 1)
    expect(moved.map(({ diag_code, main }) => [diag_code, main])).toEqual([
      ['S62', true],
      ['S52', false],
    ])
    expect(removeDiagnosis(moved, 0)).toEqual([one('S52', true)])
  })
})
