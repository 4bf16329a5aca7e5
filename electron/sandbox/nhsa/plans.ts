/**
 * The made-up benefit rules of this centre. All money in fen, all ratios in ten-thousandths.
 * A plan holds for one insutype and some med_types; plans with the same group share deductible and ceiling.
 */
export interface Plan {
  group: string
  insutype: string
  med_types: string[]
  /** of a stay, else of an outpatient visit */
  stay?: true
  /** a year's deductible; with `stay` that of each stay, which its interim settlements share */
  dedcFen: number
  ratio: number
  /** instead of ratio for psn_type 12… (retired) */
  ratioRetired?: number
  /** instead of the above at a hospital of this hosp_lv */
  byLevel?: Record<string, { dedcFen: number; ratio: number; ratioRetired?: number }>
  /** what the basic fund pays in a year at most */
  ceilingFen: number
  /** instead of QUOTA_FEN */
  quotaFen?: number
}

export const PLANS: Plan[] = [
  {
    group: '普通门诊',
    insutype: '310',
    med_types: ['11', '12', '13', '9903'],
    dedcFen: 20_000,
    ratio: 6000,
    ratioRetired: 7000,
    ceilingFen: 300_000,
  },
  {
    group: '慢特病',
    insutype: '310',
    med_types: ['14', '9904'],
    dedcFen: 0,
    ratio: 8500,
    ratioRetired: 9000,
    ceilingFen: 2_000_000,
  },
  {
    group: '生育',
    insutype: '310',
    med_types: ['51', '53'],
    dedcFen: 0,
    ratio: 10_000,
    ceilingFen: 150_000,
  },
  {
    group: '普通门诊',
    insutype: '390',
    med_types: ['11', '12', '13', '9903'],
    dedcFen: 5000,
    ratio: 5500,
    ceilingFen: 40_000,
  },
  { group: '两病', insutype: '390', med_types: ['9901'], dedcFen: 0, ratio: 6000, ceilingFen: 80_000 },
  {
    group: '慢特病',
    insutype: '390',
    med_types: ['14', '9904'],
    dedcFen: 20_000,
    ratio: 6500,
    ceilingFen: 500_000,
  },
  {
    group: '住院',
    insutype: '310',
    med_types: ['21', '22', '23', '24', '26', '28', '2101', '2102'],
    stay: true,
    dedcFen: 60_000,
    ratio: 8800,
    ratioRetired: 9200,
    byLevel: { '02': { dedcFen: 90_000, ratio: 8500, ratioRetired: 9000 } },
    ceilingFen: 20_000_000,
    quotaFen: 600_000,
  },
  {
    group: '生育住院',
    insutype: '310',
    med_types: ['52', '53'],
    stay: true,
    dedcFen: 0,
    ratio: 10_000,
    ceilingFen: 500_000,
  },
  {
    group: '住院',
    insutype: '390',
    med_types: ['21', '22', '23', '24', '26', '28', '2101', '2102'],
    stay: true,
    dedcFen: 30_000,
    ratio: 7500,
    byLevel: { '02': { dedcFen: 60_000, ratio: 6500 } },
    ceilingFen: 15_000_000,
    quotaFen: 400_000,
  },
  {
    group: '生育住院',
    insutype: '390',
    med_types: ['52', '53', '2106', '2107'],
    stay: true,
    dedcFen: 0,
    ratio: 8000,
    ceilingFen: 300_000,
  },
]

/** 大额医疗费用补助: of the fund's share above the basic ceiling, employees only. */
export const LARGE = { insutype: '310', ratio: 5000, ceilingFen: 500_000 }
/** 公务员医疗补助: of what remains for the person within scope, the deductible included. */
export const CIVIL = { ratio: 5000, ceilingFen: 200_000 }
/** 医疗救助 by psn_idet_type: of what then remains within scope. */
export const AID: Record<string, { ratio: number; ceilingFen: number }> = {
  '2303': { ratio: 7000, ceilingFen: 100_000 },
  '2304': { ratio: 10_000, ceilingFen: 500_000 },
}
/** psn_setlway 02 按定额结算: the basic fund pays so much a settlement, the hospital bears its excess. */
export const QUOTA_FEN = 15_000
/** The personal account pays any own share but 全自费, of employees only. */
export const ACCOUNT_INSUTYPES = ['310']

/** hosp_lv of this area's hospitals where it is not LEVEL. */
const LEVELS: Record<string, string> = { H51010000009: '02' }
const LEVEL = '05'

export const levelOf = (fixmedins_code: string): string => LEVELS[fixmedins_code] ?? LEVEL

/** The plan that holds; `stay` undefined: of either kind. */
export function planFor(insutype: string, med_type: string, stay?: boolean): Plan | undefined {
  return PLANS.find(
    (p) =>
      p.insutype === insutype &&
      p.med_types.includes(med_type) &&
      (stay === undefined || (p.stay === true) === stay),
  )
}
