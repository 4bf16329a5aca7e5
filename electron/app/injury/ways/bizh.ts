import type { InjuryStatement } from '../../../../shared/api/injury.ts'
import type { JsonObject } from '../../../../shared/contract.ts'
import { INJURY_LABEL, type InjuryAction, type InjuryCase } from '../../../../shared/injury.ts'
import { tryYuan, yuanShow, ZERO } from '../../../../shared/money.ts'
import type { Act, Ask, Way, WayDeps } from '../way.ts'
import { clinicActs } from './bizh-clinic.ts'
import { identify, KIND_OF, programOf, setOf, text } from './bizh-person.ts'
import { stayActs } from './bizh-stay.ts'

/** 广东工伤 as a way of a case: visits charged in batches, stays step by step. Source: contracts/bizh/_lifecycle.md. */
export interface BizhWayDeps extends WayDeps {
  /** whether the city lets 120004 remove the lines of a stay */
  removeLines: boolean
}

/** limits, _envelope.json */
const MOST_LINES = 300

export function bizhWay(deps: BizhWayDeps): Way {
  const clinic = clinicActs(deps)
  const stay = stayActs(deps)
  /** By the kind of case: both ends of it are settled, with messages of their own. */
  const either = (outpatient: Act, inpatient: Act): Act => {
    const of = ({ kind }: InjuryCase) => (kind === 'inpatient' ? inpatient : outpatient)
    return {
      infno: (one) => of(one).infno as string,
      prepare: async (ask, one, given, clerk) => (await of(one).prepare?.(ask, one, given, clerk)) ?? {},
      input: (one, given, clerk) => of(one).input(one, given, clerk),
      booked: (one, told) => of(one).booked(one, told),
    }
  }
  const { register, unregister } = clinic
  const { admit, unadmit, change, upload, withdraw, discharge, undischarge } = stay
  return {
    ...{ family: 'bizh', label: INJURY_LABEL.bizh, kinds: ['outpatient', 'inpatient'], batch: MOST_LINES },
    // 业务类型 follows from the kind; 入院情况 goes with the discharge
    tables: (kind) => ({
      med_type: '',
      treat: kind === 'inpatient' ? 'bizh_bkf003' : '',
      dscg_way: 'bizh_bkf004',
    }),
    identify: (ask, cert, about) => identify(deps, ask, cert, about),
    can: (of, sums) => can(of, sums, deps.removeLines),
    acts: {
      ...{ register, unregister, admit, unadmit, change, upload, withdraw, discharge, undischarge },
      settle: either(clinic.settle, stay.settle),
      unsettle: either(clinic.unsettle, stay.unsettle),
    },
    trial: (ask, of, given, clerk) => (of.kind === 'inpatient' ? stay : clinic).trial(ask, of, given, clerk),
    statement: (ask, of) => (of.kind === 'inpatient' ? sheetOf : batchOf)(deps, ask, of),
    wants: (_of, action) => [...(WANTS[action] ?? [])],
  }
}

const WANTS: Partial<Record<InjuryAction, { field: keyof InjuryCase; label: string }[]>> = {
  register: [
    { field: 'dept', label: '科室' },
    { field: 'diagnoses', label: '诊断' },
  ],
  admit: [
    { field: 'ipt_otp_no', label: '住院号' },
    { field: 'dept', label: '科室' },
    { field: 'diagnoses', label: '入院诊断' },
  ],
  discharge: [
    { field: 'dscg_diagnoses', label: '出院诊断' },
    { field: 'dscg_way', label: '出院转归' },
  ],
}

type Sums = Parameters<Way['can']>[1]

/** Backwards one step at a time; without 120004 the admission goes with its lines. */
function can(of: InjuryCase, { fresh, failed, uploaded }: Sums, removeLines: boolean): InjuryAction[] {
  const settling: InjuryAction[] = of.trial ? ['settle', 'trial'] : ['trial', 'settle']
  switch (of.step) {
    case 'identified':
      return [of.kind === 'inpatient' ? 'admit' : 'register']
    case 'registered':
      return [...settling, 'unregister']
    case 'admitted': {
      const first: InjuryAction = fresh + failed > 0 ? 'upload' : 'discharge'
      const tried: InjuryAction[] = uploaded > 0 ? ['trial'] : []
      const back: InjuryAction = uploaded > 0 && removeLines ? 'withdraw' : 'unadmit'
      return [first, ...tried, 'change', back]
    }
    case 'discharged':
      return [...settling, 'undischarge']
    case 'settled':
      return ['unsettle']
    default:
      return []
  }
}

type Fact = [label: string, value: unknown]
const facts = (list: Fact[]): InjuryStatement['facts'] =>
  list.flatMap(([label, value]) =>
    value === undefined || value === null || value === '' ? [] : [{ label, value: String(value) }],
  )
const money = (value: unknown) => tryYuan(value) ?? ZERO
const shown = (value: unknown) => {
  const amount = tryYuan(value)
  return amount === null ? '' : yuanShow(amount)
}

/** bizh120206 and 120113: the settlement sheet of a stay and its fee list. */
async function sheetOf(
  { institution, meaning }: BizhWayDeps,
  ask: Ask,
  of: InjuryCase,
): Promise<InjuryStatement> {
  const program = { akb020: institution.fixmedins_code, aaz218: of.mdtrt_id ?? '' }
  const sheet = programOf(await ask('bizh120206', { program }))
  const list = setOf(await ask('bizh120113', { program }), 'feelist')
  return {
    facts: facts([
      ['医疗机构', institution.fixmedins_name],
      ['就医登记号', sheet.aaz218],
      ['姓名', sheet.aac003],
      ['性别', meaning('bizh_aac004', text(sheet.aac004))],
      ['个人电脑号', sheet.aac001],
      ['社保卡号', sheet.bka100],
      ['业务类型', meaning('bizh_aka130', text(sheet.aka130))],
      ['住院号', sheet.bka025],
      ['科室', sheet.bka020],
      ['入院日期', sheet.bka017],
      ['出院日期', sheet.bka032],
      ['住院天数', sheet.bka030],
      ['结算日期', sheet.bka045],
      ['总费用', shown(sheet.bka979)],
      ['工伤保险支付', shown(sheet.bka811)],
      ['个人支付', shown(sheet.bka812)],
    ]),
    funds: rowsOf(sheet),
    lines: list.map((row) => ({
      ...{ name: text(row.ake006), spec: text(row.bka054), unit: '', pric: String(row.bka056 ?? '') },
      ...{ cnt: String(row.dosage ?? ''), amountFen: money(row.money) },
      note: money(row.pay_first) === 0 ? '' : `自付 ${shown(row.pay_first)}`,
    })),
  }
}

const rowsOf = (sheet: JsonObject): InjuryStatement['funds'] =>
  setOf({ program: sheet }, 'fundinfo').map((row) => {
    return { label: text(row.bka800), amountFen: money(row.bka801_7) }
  })

/** bizh110103: a visit has no sheet; its batch, and what was settled of it. */
async function batchOf({ institution }: BizhWayDeps, ask: Ask, of: InjuryCase): Promise<InjuryStatement> {
  const { setl_id, setl_time, amounts, refs } = of.settlement!
  const akb020 = institution.fixmedins_code
  const about = { bka895: 'aaz218', bka896: of.mdtrt_id ?? '', akb020, bka006: KIND_OF.outpatient.bka006 }
  const output = await ask('bizh110103', { program: { ...about, bka001: refs.bka001! } })
  const [visit] = setOf(output, 'bizinfo')
  return {
    facts: facts([
      ['医疗机构', institution.fixmedins_name],
      ['就医登记号', of.mdtrt_id],
      ['费用批次', refs.bka001],
      ['结算编号', setl_id],
      ['姓名', visit?.aac003],
      ['个人电脑号', visit?.aac001],
      ['工伤凭证号', visit?.bka042],
      ['门诊号', visit?.bka025],
      ['就诊日期', visit?.bka017],
      ['结算时间', setl_time],
      ['总费用', yuanShow(amounts.total)],
      ['工伤保险支付', yuanShow(amounts.fund)],
      ['个人支付', yuanShow(amounts.cash)],
    ]),
    funds: amounts.funds.map(({ label, amount }) => ({ label, amountFen: amount })),
    lines: setOf(output, 'feeinfo').map((row) => ({
      ...{ name: text(row.ake006), spec: text(row.bka054), unit: text(row.bka055) },
      ...{ pric: String(row.bka056 ?? ''), cnt: String(row.bka057 ?? ''), amountFen: money(row.bka058) },
      note: row.bka061 === '1' ? '非工伤' : '',
    })),
  }
}
