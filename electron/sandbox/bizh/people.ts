import people from '../../../shared/demo/people.json' with { type: 'json' }
import { refuse } from '../injury/wing.ts'

/** One injury recognised in Guangdong: what visits are charged to. */
export interface Injury {
  bka042: string
  begndate: string
  /** empty: without end */
  enddate: string
}

export interface Worker {
  aac001: string
  name: string
  certno: string
  gend: string
  brdy: string
  card_no: string
  emp_name: string
  aab001: string
  baa027: string
  /** bizh_aac031 */
  fund: string
  why: string
  injuries: Injury[]
  /** in hospital on work injury at another institution */
  elsewhere: string | null
}

interface Told {
  injuries: number
  /** their period ended with the year before last */
  ended?: true
  fund?: string
  why?: string
  elsewhere?: string
}

const TOLD: Record<string, Told> = {
  李国强: { injuries: 1 },
  陈刚: { injuries: 2 },
  王芳: { injuries: 1, fund: '1', why: '用人单位欠缴工伤保险费' },
  张伟: { injuries: 1, ended: true },
  周建国: { injuries: 0 },
  赵敏: { injuries: 1, elsewhere: '岭南示范骨科医院' },
  欧阳明月: { injuries: 1 },
  宋远方: { injuries: 1 },
  罗启航: { injuries: 1, fund: '2', why: '用人单位暂停参保' },
}

/** Those that this platform knows, as of a year. */
export function workers(year: number): Worker[] {
  return Object.entries(TOLD).map(([name, told]) => {
    const { certno, gend, brdy, card_no, area, insu } = people.find((one) => one.psn_name === name)!
    const aac001 = `44${certno.slice(6, 17)}`
    return {
      ...{ aac001, name, certno, gend, brdy, card_no, aab001: `DW${aac001.slice(-6)}` },
      emp_name: insu[0]?.emp_name || '广东示范劳务有限公司',
      baa027: area.startsWith('44') ? area : '440600',
      ...{ fund: told.fund ?? '0', why: told.why ?? '', elsewhere: told.elsewhere ?? null },
      injuries: Array.from({ length: told.injuries }, (_, n) => ({
        bka042: `GS${aac001.slice(-9)}${n + 1}`,
        begndate: `${year - (told.ended ? 4 : 1)}-0${n + 1}-15`,
        enddate: told.ended ? `${year - 2}-12-31` : n === 0 ? '' : `${year + 1}-12-31`,
      })),
    }
  })
}

const KEYS: Record<string, 'aac001' | 'certno' | 'card_no'> = {
  ...{ aac001: 'aac001', aac002: 'certno', bka100: 'card_no' },
}

/** By the identifier that bka895 names; null for a stranger. */
export function workerBy(bka895: string, bka896: string, at_ms: number): Worker | null {
  const key = KEYS[bka895] ?? refuse(`入参类型 ${bka895} 不能用于查询参保人`)
  const all = workers(new Date(at_ms).getFullYear())
  return all.find((one) => one[key].toUpperCase() === bka896.toUpperCase()) ?? null
}

export const workerOf = (aac001: string, at_ms: number): Worker =>
  workerBy('aac001', aac001, at_ms) ?? refuse(`个人电脑号 ${aac001} 不存在`)

/** The injury of a visit that begins on `day`: the one named, or the only one. Refuses where the fund pays none. */
export function injuryFor({ injuries, fund, why, elsewhere }: Worker, bka042: string, day: string): Injury {
  if (fund !== '0') refuse(`工伤保险基金已冻结：${why}`)
  if (elsewhere) refuse(`业务互斥：该参保人正在${elsewhere}住院，尚未出院结算或取消入院登记`)
  const valid = injuries.filter(
    ({ begndate, enddate }) => begndate <= day && (enddate === '' || enddate >= day),
  )
  if (bka042 === '' && valid.length > 1) refuse('有多次工伤认定，请指明工伤凭证号')
  const found = bka042 === '' ? valid[0] : valid.find((one) => one.bka042 === bka042)
  return found ?? refuse(injuries.length === 0 ? '没有工伤认定信息' : '工伤认定不在有效期内或与参保人不符')
}
