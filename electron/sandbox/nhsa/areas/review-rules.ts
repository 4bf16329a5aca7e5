/**
 * The rules of this centre's audit of details, as data that can be read and drilled with. They are made up
 * for the made-up catalogue; a real authority has its own and publishes little of it.
 */
export interface Order {
  rx_id: string
  hilist_code: string
  hilist_name: string
  hilist_type: string
  cnt: number
  sumamt: number
  /** 1: of this prescription, 0: of an earlier one */
  current: boolean
  day: string
}

export interface Case {
  gend: string
  brdy: string
  today: string
  diagnoses: readonly string[]
  orders: readonly Order[]
}

export interface Broken {
  /** the first is the one to blame, the rest are concerned */
  orders: readonly Order[]
  text: string
}

export interface Rule {
  rule_id: string
  rule_name: string
  /** 1 明确违规, 2 高度可疑, 3 轻度可疑 */
  sev_deg: '1' | '2' | '3'
  /** 1 就诊类, 2 项目类 */
  vola_bhvr_type: '1' | '2'
  vola_evid: string
  find(of: Case): Broken[]
}

const DRUG = '101'
/** more of one drug in one prescription than a month takes, and far more */
const MANY = 10
const FAR_MORE = 30
/** items of one sex only: 1 男, 2 女 */
const OF_SEX: Record<string, { gend: '1' | '2'; word: string }> = {
  '003314000020000': { gend: '2', word: '女性' },
}
/** items of an age only, in years */
const OF_AGE: Record<string, { from: number; to: number; word: string }> = {
  '001201000070000': { from: 0, to: 1, word: '新生儿' },
  XC10AAA231A001010100023: { from: 10, to: 200, word: '10 岁以上' },
  XA10BBG116A001010100021: { from: 18, to: 200, word: '成人' },
}
/** restricted drugs and the diagnoses (first characters) under which they are paid */
const FOR_DISEASE: Record<string, { begins: readonly string[]; word: string }> = {
  XA02BCP032B001010100027: { begins: ['K2', 'K92'], word: '消化性溃疡或消化道出血' },
  XB05AAB001B001010100034: { begins: ['K70', 'K74', 'E88', 'R18'], word: '低蛋白血症或肝硬化腹水' },
  XL01EAY001A001010100035: { begins: ['C92', 'C49', 'D48'], word: '慢性粒细胞白血病或胃肠间质瘤' },
}
/** pairs that are not given together */
const NOT_TOGETHER: readonly (readonly [string, string, string])[] = [
  ['XB01ACA200A001010100024', 'XM01AEB259E002010100015', '阿司匹林与布洛芬合用增加出血风险'],
]

const current = ({ orders }: Case) => orders.filter((order) => order.current)

export const RULES: readonly Rule[] = [
  {
    ...{ rule_id: 'R01', rule_name: '超性别限定', sev_deg: '1', vola_bhvr_type: '2' },
    vola_evid: '医疗服务项目限定性别',
    find: (of) =>
      current(of).flatMap((order) => {
        const wanted = OF_SEX[order.hilist_code]
        return wanted && wanted.gend !== of.gend
          ? [{ orders: [order], text: `“${order.hilist_name}”限${wanted.word}使用` }]
          : []
      }),
  },
  {
    ...{ rule_id: 'R02', rule_name: '超年龄限定', sev_deg: '1', vola_bhvr_type: '2' },
    vola_evid: '药品说明书及医疗服务项目内涵限定年龄',
    find: (of) =>
      current(of).flatMap((order) => {
        const wanted = OF_AGE[order.hilist_code]
        const age = ageIn(of.brdy, of.today)
        return wanted && (age < wanted.from || age > wanted.to)
          ? [{ orders: [order], text: `“${order.hilist_name}”限${wanted.word}使用，患者 ${age} 岁` }]
          : []
      }),
  },
  {
    ...{ rule_id: 'R03', rule_name: '限定支付范围用药无相应诊断', sev_deg: '1', vola_bhvr_type: '2' },
    vola_evid: '国家基本医疗保险药品目录限定支付范围',
    find: (of) =>
      current(of).flatMap((order) => {
        const wanted = FOR_DISEASE[order.hilist_code]
        const fits = wanted?.begins.some((begin) => of.diagnoses.some((code) => code.startsWith(begin)))
        return wanted && !fits
          ? [{ orders: [order], text: `“${order.hilist_name}”限${wanted.word}支付，本次诊断不符` }]
          : []
      }),
  },
  {
    ...{ rule_id: 'R04', rule_name: '重复用药', sev_deg: '2', vola_bhvr_type: '2' },
    vola_evid: '同一药品同日重复开具',
    find: (of) =>
      [...Map.groupBy(current(of).filter(isDrug), ({ hilist_code, day }) => `${hilist_code} ${day}`).values()]
        .filter((same) => same.length > 1)
        .map((orders) => ({ orders, text: `“${orders[0]!.hilist_name}”同日开具 ${orders.length} 次` })),
  },
  {
    ...{ rule_id: 'R05', rule_name: '药物相互作用', sev_deg: '2', vola_bhvr_type: '2' },
    vola_evid: '药品说明书',
    find: (of) =>
      NOT_TOGETHER.flatMap(([a, b, text]) => {
        const one = current(of).find(({ hilist_code }) => hilist_code === a)
        const other = current(of).find(({ hilist_code }) => hilist_code === b)
        return one && other ? [{ orders: [one, other], text }] : []
      }),
  },
  {
    ...{ rule_id: 'R06', rule_name: '超量用药', sev_deg: '2', vola_bhvr_type: '2' },
    vola_evid: '处方管理办法第十九条',
    find: (of) => over(of, FAR_MORE, Number.POSITIVE_INFINITY),
  },
  {
    ...{ rule_id: 'R07', rule_name: '用量偏大', sev_deg: '3', vola_bhvr_type: '2' },
    vola_evid: '处方管理办法第十九条',
    find: (of) => over(of, MANY, FAR_MORE),
  },
  {
    ...{ rule_id: 'R08', rule_name: '无诊断', sev_deg: '1', vola_bhvr_type: '1' },
    vola_evid: '诊疗规范',
    find: (of) =>
      of.diagnoses.length === 0 && of.orders[0] ? [{ orders: [of.orders[0]], text: '本次就诊没有诊断' }] : [],
  },
]

const isDrug = ({ hilist_type }: Order) => hilist_type === DRUG

const over = (of: Case, more: number, upTo: number): Broken[] =>
  current(of)
    .filter((order) => isDrug(order) && order.cnt > more && order.cnt <= upTo)
    .map((order) => ({
      orders: [order],
      text: `“${order.hilist_name}”一次开具 ${order.cnt}，超过一个月用量`,
    }))

/** Whole years on a day, both yyyy-MM-dd. */
function ageIn(brdy: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(brdy.slice(0, 4))
  return today.slice(5) < brdy.slice(5) ? years - 1 : years
}
