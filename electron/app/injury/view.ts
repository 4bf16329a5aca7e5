import type { InjuryHit, InjuryView } from '../../../shared/api/injury.ts'
import {
  INJURY_LABEL,
  type InjuryCase,
  type InjurySettlement,
  type InjuryStep,
} from '../../../shared/injury.ts'
import { maskName, maskNo } from '../../../shared/mask.ts'
import { yuanShow, ZERO } from '../../../shared/money.ts'
import type { Txn } from '../../../shared/txn.ts'
import { doubtOf } from '../doubt/words.ts'
import { editable } from './charges.ts'
import { takesFees } from './fees.ts'
import type { Sums } from './lines.ts'
import { missing, nextOf } from './missing.ts'
import type { Way } from './way.ts'

export interface CaseFacts {
  of: InjuryCase
  /** null: the family is not open here any more; the case can be looked at */
  way: Way | null
  held: Txn | null
  sums: Sums
  /** how often the paper of the settlement was printed */
  printed: number
  labelOf(family: string, infno: string): string
}

const OVER: ReadonlySet<InjuryStep> = new Set(['settled', 'cancelled'])

/** The case as the screen gets it: masked, with what may be done and how far it is. */
export function viewOf(facts: CaseFacts): InjuryView {
  const { of, way, held, sums } = facts
  const free = held === null
  const offered = free && way ? way.can(of, sums) : []
  // what the settlement comes to is known before it is offered
  const can = offered.filter((action) => action !== 'settle' || of.trial !== null)
  const { fresh, freshFen, failed, uploaded, uploadedFen, totalFen } = sums
  return {
    case: masked(of),
    label: way?.label ?? INJURY_LABEL[of.family],
    doubt: held && doubtOf(held, facts.labelOf(held.family, held.infno)),
    steps: stepsOf(facts),
    can,
    edit:
      free && way !== null && (of.kind === 'inpatient' ? of.step === 'open' || takesFees(of) : editable(of)),
    missing: way && !OVER.has(of.step) ? missing(way, of, nextOf(way, of, can)) : [],
    totalFen,
    sums: { fresh, freshFen, failed, uploaded, uploadedFen },
    tables: way?.tables(of.kind) ?? { med_type: '', treat: '', dscg_way: '' },
    printed: facts.printed,
  }
}

/** Names and numbers of the person leave masked; what only the platforms understand does not leave. */
export function masked(of: InjuryCase): InjuryCase {
  const { person, cert } = of
  return {
    ...of,
    person: person && {
      ...person,
      ...{
        psn_no: maskNo(person.psn_no),
        aac002: maskNo(person.aac002),
        psn_name: maskName(person.psn_name),
      },
      ...{ certno: maskNo(person.certno), tel: maskNo(person.tel), more: {} },
    },
    cert: cert && {
      mdtrt_cert_type: cert.mdtrt_cert_type,
      mdtrt_cert_no: maskNo(cert.mdtrt_cert_no),
    },
    tel: maskNo(of.tel),
    coner_name: maskName(of.coner_name),
    filings: of.filings.map((filing) => ({ ...filing, more: {} })),
    settlement: of.settlement && bare(of.settlement),
    past: of.past.map(bare),
    refs: {},
  }
}

const bare = (settlement: InjurySettlement): InjurySettlement => ({ ...settlement, refs: {} })

const ORDER: Record<InjuryCase['kind'], InjuryStep[]> = {
  outpatient: ['open', 'identified', 'applied', 'approved', 'registered', 'settled'],
  inpatient: ['open', 'identified', 'admitted', 'discharged', 'settled'],
  device: ['open', 'identified', 'settled'],
}

type Mark = [key: string, label: string, done: boolean, note: string]

function stepsOf({ of, way, held, sums, printed }: CaseFacts): InjuryView['steps'] {
  const order = ORDER[of.kind]
  const reached = (step: InjuryStep) => order.indexOf(of.step) >= order.indexOf(step)
  const settled = of.step === 'settled'
  const lines = sums.fresh + sums.failed + sums.uploaded
  const charged = of.kind === 'inpatient' ? sums.uploaded > 0 && sums.fresh + sums.failed === 0 : lines > 0
  const stay: Mark[] = [
    ['admit', '入院', reached('admitted'), of.mdtrt_id ?? ''],
    ['fees', '费用', settled || charged, lines > 0 ? `${lines} 条 ${yuanShow(sums.totalFen)}` : ''],
    ['discharge', '出院', reached('discharged'), ''],
  ]
  const visit: Mark[] = [
    ...(way?.acts.apply ? [['apply', '申请', reached('approved'), of.application?.id ?? ''] as Mark] : []),
    ...(way?.acts.register ? [['register', '登记', reached('registered'), of.mdtrt_id ?? ''] as Mark] : []),
    ['fees', '费用', settled || charged, lines > 0 ? `${lines} 项 ${yuanShow(sums.totalFen)}` : ''],
  ]
  const marks: Mark[] = [
    ['read', '识别', of.person !== null, of.person ? maskName(of.person.psn_name) : ''],
    ...(of.kind === 'inpatient' ? stay : of.kind === 'device' ? visit.slice(-1) : visit),
    ['trial', '试算', settled || of.trial !== null, of.trial ? `自付 ${yuanShow(of.trial.cash)}` : ''],
    ['settle', '结算', settled, settled ? (of.settlement?.setl_id ?? '') : ''],
    ['print', '打印', settled && printed > 0, printed > 0 ? `已打 ${printed} 次` : ''],
  ]
  const now = marks.findIndex(([, , done]) => !done)
  return marks.map(([key, label, done, note], index) => ({
    ...{ key, label, note },
    state: done ? 'done' : index === now ? (held ? 'failed' : 'now') : 'next',
  }))
}

export function hitOf(of: InjuryCase, row: { active: boolean; updatedAt: number }, sums: Sums): InjuryHit {
  const { encounterId, family, kind, step, person, ipt_otp_no, mdtrt_id, settlement, opterName } = of
  return {
    ...{ encounterId, family, kind, step, ipt_otp_no, mdtrt_id, opterName },
    active: row.active,
    psn_name: person ? maskName(person.psn_name) : '',
    certnoMasked: person ? maskNo(person.certno) : '',
    setl_id: settlement?.setl_id ?? null,
    totalFen: settlement?.amounts.total ?? sums.totalFen,
    fundFen: settlement?.amounts.fund ?? ZERO,
    at: row.updatedAt,
  }
}
