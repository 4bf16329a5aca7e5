import type { Step } from '../port.ts'
import type { Facts, World } from '../world.ts'

/** An item of its own, so that no mapping of the hospital is touched. */
const item = ({ facts }: World) => ({
  ...{
    fixmedins_hilist_id: `ZJ${String(facts.run)}`,
    begndate: facts.begndate,
    enddate: '2099-12-31',
  },
})

export const mapping: Step[] = [
  { infno: '3301', nobody: true, over: item },
  { infno: '3302', nobody: true, undoes: true, after: '3301', over: item },
]

const department = (n: number) => (world: World) => ({
  ...{ hosp_dept_codg: `ZJ${n}`, hosp_dept_name: `自检科室${n}`, begntime: world.facts.begntime },
  ...{ dept_resper_name: world.facts.dr_name, dept_resper_tel: '02800000000', itro: '自检' },
  ...{ caty: 'A03', dept_estbdat: '2000-01-01 00:00:00' },
})

export const departments: Step[] = [
  { infno: '3401', nobody: true, over: department(1) },
  { infno: '3401A', nobody: true, over: department(2) },
  { infno: '3402', nobody: true, over: department(1) },
  { infno: '5101', nobody: true },
  { infno: '5102', nobody: true, over: () => ({ prac_psn_type: '1' }) },
  { infno: '3403', about: '科室 1', nobody: true, undoes: true, after: '3401', over: department(1) },
  { infno: '3403', about: '科室 2', nobody: true, undoes: true, after: '3401A', over: department(2) },
]

const KINDS: Record<string, string> = { '1': '盘存', '2': '库存变更', '3': '采购', '4': '销售' }

/** A product and, of each kind of movement, a batch of its own; a return names the batch of what it takes back. */
const goods =
  (form: string, kind: string, more: Facts = {}) =>
  ({ facts }: World): Facts => ({
    ...{ fixmedins_hilist_id: `ZJ${form}${String(facts.run)}`, manu_lotnum: `ZJ${String(facts.run)}` },
    ...{ fixmedins_bchno: `ZJ${form}${kind}${String(facts.run)}`, inv_data_type: kind },
    ...{ manu_date: '2026-01-01', expy_end: '2099-12-31', inv_cnt: 10, inv_chg_type: '101', cnt: 1 },
    ...{ purc_retn_cnt: 10, sel_retn_cnt: 1, finl_trns_pric: facts.pric, mdtrt_setl_type: '2' },
    ...{ mdtrt_sn: facts.mdtrt_sn, setl_id: `ZJ${String(facts.run)}`, rtal_docno: `ZJ${String(facts.run)}` },
    drug_prod_barc: `ZJ${String(facts.run)}`,
    ...more,
  })

/** What made the rows of each kind, the newest first. */
const MADE_BY = [
  ['4', '3505'],
  ['3', '3503'],
  ['2', '3502'],
  ['1', '3501'],
] as const

/** One row of each business, in the form of one row and in that of many; what was sent is deleted again. */
function business(form: '' | 'A'): Step[] {
  const step = (infno: string, kind: string, more: Facts = {}): Step => ({
    ...{ infno: `${infno}${form}`, nobody: true, over: goods(form, kind, more) },
  })
  const deletion = ([kind, after]: readonly [string, string]): Step => ({
    after: `${after}${form}`,
    ...{ infno: `3507${form}`, about: KINDS[kind]!, nobody: true, undoes: true, over: goods(form, kind) },
  })
  return [
    step('3501', '1'),
    step('3502', '2'),
    step('3503', '3'),
    step('3505', '4'),
    step('3506', '4'),
    step('3504', '3', { purc_retn_cnt: 1 }),
    ...MADE_BY.map(deletion),
  ]
}

export const stock: Step[] = [...business(''), ...business('A')]
