import type { InjuryAction, InjuryCase } from '../../../../shared/injury.ts'
import type { Way } from '../way.ts'
import { acts } from './gs/acts.ts'
import { application, statement, trial } from './gs/asks.ts'
import { type GsFacts, refsOf } from './gs/facts.ts'
import { identify } from './gs/identify.ts'

/** 每次最多 100 条 (rule of GS3004) */
const BATCH = 100

/**
 * 四川工伤 as a way of a case. Outpatient: GS3106, GS2004 until decided, GS3108. Inpatient: GS3001, GS3004, GS3008,
 * GS3015 after GS3007 has shown that both sides have the same lines. Each call is taken back by GS5001, in the
 * lifecycle's order. Source: contracts/gs/_lifecycle.md.
 */
export function gsWay(facts: GsFacts): Way {
  return {
    ...{ family: 'gs', label: '四川工伤', kinds: ['outpatient', 'inpatient'], batch: BATCH },
    identify: (ask, cert, about) => identify(facts, ask, cert, about),
    can: (of, sums) => (of.kind === 'inpatient' ? inHospital(of, sums) : atTheCounter(of)),
    acts: acts(facts),
    trial: (ask, of, given, clerk) => trial({ facts, of, clerk }, ask, given),
    application: (ask, of) => application({ facts, of }, ask),
    statement: (ask, of) => statement({ facts, of }, ask),
    wants: (of, action) => WANTS[action]?.(of) ?? [],
    tables: () => ({ med_type: 'gs_aka130', treat: 'rs_akc191', dscg_way: 'rs_akc195' }),
  }
}

const settling = (of: InjuryCase): InjuryAction[] => (of.trial ? ['settle', 'trial'] : ['trial'])

/** An application is taken back while it is not decided; one that is lapses by its period. */
function atTheCounter(of: InjuryCase): InjuryAction[] {
  switch (of.step) {
    case 'identified':
      return ['apply']
    case 'applied':
      return ['unapply']
    case 'approved':
      return settling(of)
    case 'settled':
      return ['unsettle']
    default:
      return []
  }
}

/** Undone in the order settlement, discharge, lines, admission. */
function inHospital(of: InjuryCase, { fresh, failed, uploaded }: Parameters<Way['can']>[1]): InjuryAction[] {
  switch (of.step) {
    case 'identified':
      return ['admit']
    case 'admitted': {
      const lines = fresh + failed > 0
      const there = uploaded > 0 && (refsOf(of).uploads?.length ?? 0) > 0
      return [
        ...(lines ? (['upload'] as const) : []),
        ...(['discharge', 'change'] as const),
        ...(there ? (['withdraw'] as const) : []),
        ...(uploaded === 0 ? (['unadmit'] as const) : []),
      ]
    }
    case 'discharged':
      return [...settling(of), 'undischarge']
    case 'settled':
      return ['unsettle']
    default:
      return []
  }
}

type Want = { field: keyof InjuryCase; label: string }
const FILING: Want = { field: 'filing', label: '就医条件登记' }

/** What the messages cannot do without. */
const WANTS: Partial<Record<InjuryAction, (of: InjuryCase) => Want[]>> = {
  apply: () => [
    FILING,
    { field: 'diagnoses', label: '诊断' },
    { field: 'doctor', label: '医师' },
    { field: 'lines', label: '治疗项目' },
  ],
  admit: () => [
    FILING,
    { field: 'ipt_otp_no', label: '住院号' },
    { field: 'dept', label: '入院科室' },
    { field: 'diagnoses', label: '入院诊断' },
  ],
  discharge: () => [
    { field: 'endtime', label: '出院时间' },
    { field: 'dscg_way', label: '出院原因' },
    { field: 'dscg_diagnoses', label: '出院诊断' },
  ],
}
