import type { JsonObject } from '../../../shared/contract.ts'
import people from '../../../shared/demo/people.json' with { type: 'json' }
import { type Fen, fen } from '../../../shared/money.ts'

/** One recognised injury, and what may be treated on it here. */
export interface Injury {
  aaz127: string
  alc011: string
  alc020: string
  alc022: string
  alc028: string
  alc028n: string
  ala040?: string
  ala017?: string
  begndate: string
  enddate: string
}

/** 就医条件登记 */
export interface Condition {
  aaz267: string
  aaz127: string
  aka130: string
  akc191: string
  /** another institution's: its code and name; else whoever asks */
  at?: { akb020: string; akb021: string }
  begndate: string
  enddate: string
  limitFen: Fen
  aae016: string
}

export interface Worker {
  aac001: string
  psn_name: string
  certno: string
  gend: string
  brdy: string
  card_no: string
  card_sn: string
  emp_name: string
  aac008: string
  injuries: Injury[]
  conditions: Condition[]
  rehab: { rehab_appy_no: string; aaz127: string; rehab_type: string } | null
  /** admitted on work injury at another hospital */
  elsewhere: string | null
}

/** What is told of one worker; the years count from the day that is asked. */
interface Told {
  aac008?: string
  elsewhere?: string
  /** validity ended with the year before last */
  ended?: true
  rehab?: string
  injuries: { where: string; code: string; name: string; grade?: string; disease?: string; limit?: number }[]
}

const TOLD: Record<string, Told> = {
  李国强: {
    rehab: '2',
    injuries: [{ where: '左手示指、中指', code: 'S62.600', name: '手指骨折', grade: '09' }],
  },
  陈刚: {
    injuries: [
      { where: '右侧胫骨', code: 'S82.200', name: '胫骨干骨折', grade: '08' },
      { where: '腰椎', code: 'S32.000', name: '腰椎骨折', limit: 300 },
    ],
  },
  王芳: { aac008: '2', injuries: [{ where: '右足', code: 'S92.300', name: '跖骨骨折', grade: '10' }] },
  张伟: { ended: true, injuries: [{ where: '右腕', code: 'S63.500', name: '腕关节扭伤' }] },
  周建国: { injuries: [] },
  赵敏: {
    elsewhere: '天府示范骨科医院',
    injuries: [{ where: '左侧股骨', code: 'S72.300', name: '股骨干骨折', grade: '07' }],
  },
  欧阳明月: {
    rehab: '4',
    injuries: [
      { where: '双手', code: 'T75.200', name: '振动的影响', grade: '07', disease: '职业性手臂振动病' },
    ],
  },
}

/** The most that one treatment may cost the fund unless told otherwise, in yuan. */
const LIMIT = { '0501': 20_000, '0502': 80_000, '0503': 60_000 } as const
const ELSEWHERE = { akb020: 'H51010400099', akb021: '天府示范骨科医院' }

/** The workers that this platform knows, as of a year. */
export function workers(year: number): Worker[] {
  return Object.entries(TOLD).map(([name, told]) => {
    const person = people.find(({ psn_name }) => psn_name === name)!
    const { psn_name, certno, gend, brdy, card_no, card_sn } = person
    const aac001 = `51${certno.slice(6, 17)}`
    const from = `${year - (told.ended ? 4 : 1)}-01-01`
    const to = `${year + (told.ended ? -2 : 1)}-12-31`
    const injuries = told.injuries.map(
      (one, n): Injury => ({
        aaz127: `RD${aac001.slice(-9)}${n + 1}`,
        alc011: `成人社工认字〔${year - 1}〕${aac001.slice(-4)}${n + 1}号`,
        alc020: `${year - (told.ended ? 4 : 1)}-0${n + 1}-15`,
        ...{ alc022: one.where, alc028: one.code, alc028n: one.name },
        ...(one.grade ? { ala040: one.grade } : {}),
        ...(one.disease ? { ala017: one.disease } : {}),
        ...{ begndate: from, enddate: to },
      }),
    )
    const conditions = injuries.flatMap(({ aaz127 }, n) =>
      (['0502', '0501', ...(told.rehab ? (['0503'] as const) : [])] as const).map(
        (aka130): Condition => ({
          ...{ aaz267: `TJ${aac001.slice(-9)}${n + 1}${aka130.slice(-1)}`, aaz127, aka130 },
          akc191: aka130 === '0503' ? '4' : '7',
          ...{ begndate: from, enddate: to, aae016: '1' },
          limitFen: fen((told.injuries[n]!.limit ?? LIMIT[aka130]) * 100),
        }),
      ),
    )
    const first = injuries[0]?.aaz127
    return {
      ...{ aac001, psn_name, certno, gend, brdy, card_no, card_sn, aac008: told.aac008 ?? '1' },
      emp_name: person.insu[0]?.emp_name || '成都示范劳务有限公司',
      ...{ injuries, conditions: [...conditions, ...others(name, first, from, to)] },
      rehab:
        told.rehab && first
          ? { rehab_appy_no: `KF${aac001.slice(-9)}`, aaz127: first, rehab_type: told.rehab }
          : null,
      elsewhere: told.elsewhere ?? null,
    }
  })
}

/** What is registered and does not hold here: at another hospital, or not yet reviewed. */
function others(name: string, aaz127: string | undefined, begndate: string, enddate: string): Condition[] {
  if (name !== '陈刚' || !aaz127) return []
  const same = { aaz127, akc191: '7', begndate, enddate, limitFen: fen(2_000_000) }
  return [
    { ...same, aaz267: `TJ${aaz127.slice(2)}8`, aka130: '0502', aae016: '1', at: ELSEWHERE },
    { ...same, aaz267: `TJ${aaz127.slice(2)}9`, aka130: '0501', aae016: '0' },
  ]
}

export const workerOf = (aac001: string, at_ms: number): Worker | undefined =>
  workers(new Date(at_ms).getFullYear()).find((one) => one.aac001 === aac001)

/** What GS1001, GS3001 and GS3106 tell alike. */
export const identity = (worker: Worker): JsonObject => ({
  ...{ aac001: worker.aac001, aac003: worker.psn_name, aac004: worker.gend, aac006: worker.brdy },
})
