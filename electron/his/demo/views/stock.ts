import type { Json, JsonObject } from '../../../../shared/contract.ts'
import catalogue from '../../../../shared/demo/catalogue.json' with { type: 'json' }
import { dateOf, datetime } from '../../../../shared/msgid.ts'
import { random } from '../charges.ts'
import { UNINSURED } from '../hospital.ts'
import { ward } from '../seed.ts'
import { type PrescribedLine, prescription } from './dispense.ts'
import type { DemoRecord } from './index.ts'

/**
 * The storehouse of the demo hospital: every drug with an opening batch (a stock check) and a later purchase
 * whose boxes have trace codes; a few other movements; and prescriptions of people who pay themselves. A record
 * has `kind` and the standard's fields; `bchno` is the batch of the goods, `fixmedins_bchno` the movement's own
 * serial. A purchase also lists `drugtracinfo`, which its message has no place for.
 */
const DAY_ms = 86_400_000
const OPENING = 60
const BOUGHT = 24
/** trace codes of these are GS1, or the maker's own; all others have 20 digits */
const GS1 = new Set(['甘精胰岛素注射液', '人血白蛋白注射液', '吸入用布地奈德混悬液'])
const OWN = new Set(['片仔癀软膏'])
const OVER_THE_COUNTER = new Set(['维生素C泡腾片', '急支糖浆', '片仔癀软膏'])
const HERB = '102'

interface Drug {
  no: number
  name: string
  med_list_codg: string
  fixmedins_hilist_id: string
  unit: string
  pric: string
  hasCodes: boolean
}

export function stockRecords(now: number): DemoRecord[] {
  const { item } = ward()
  const drugs = catalogue
    .filter(({ list_type }) => list_type === '101' || list_type === HERB)
    .map(({ name, med_list_codg, unit, pric, list_type }, i): Drug => {
      const { medins_list_codg } = item(name)
      const hasCodes = list_type !== HERB
      return { no: i + 1, name, med_list_codg, fixmedins_hilist_id: medins_list_codg, unit, pric, hasCodes }
    })
  return [
    ...drugs.map((drug) => opening(drug, now)),
    ...drugs.map((drug) => purchase(drug, now)),
    ...others(drugs, now),
    ...paidThemselves(now),
  ]
}

const two = (n: number) => String(n).padStart(2, '0')
const movement = (key: string, data: JsonObject): DemoRecord => ({ view: 'stock', key, data })

const goodsOf = (drug: Drug): JsonObject => ({
  med_list_codg: drug.med_list_codg,
  fixmedins_hilist_id: drug.fixmedins_hilist_id,
  fixmedins_hilist_name: drug.name,
  rx_flag: OVER_THE_COUNTER.has(drug.name) ? '0' : '1',
})

/** Opening batches end in A, purchases in B; the opening one is a year older. */
function batchOf(drug: Drug, series: 'A' | 'B', now: number): JsonObject & { bchno: string } {
  const made = now - (series === 'A' ? 420 : 60 + drug.no) * DAY_ms
  return {
    bchno: `PC${two(drug.no)}${series}`,
    manu_lotnum: `${dateOf(made).slice(2, 7).replace('-', '')}${two(drug.no)}${series}`,
    manu_date: dateOf(made),
    expy_end: dateOf(made + 730 * DAY_ms),
  }
}

function opening(drug: Drug, now: number): DemoRecord {
  const batch = batchOf(drug, 'A', now)
  return movement(`PD${two(drug.no)}`, {
    kind: 'check',
    ...{ ...goodsOf(drug), ...batch, fixmedins_bchno: batch.bchno },
    invdate: dateOf(now - 3 * DAY_ms),
    inv_cnt: drug.hasCodes ? OPENING : OPENING * 1000,
    pric: cost(drug),
    initial: '1',
  })
}

const cost = ({ pric }: Drug) => Math.round(Number(pric) * 850_000) / 1_000_000

function purchase(drug: Drug, now: number): DemoRecord {
  const batch = batchOf(drug, 'B', now)
  const key = `CG${two(drug.no)}`
  const codes = drug.hasCodes ? codesOf(drug, batch, BOUGHT) : []
  return movement(key, {
    kind: 'purchase',
    ...{ ...goodsOf(drug), ...batch, fixmedins_bchno: batch.bchno },
    dynt_no: `SH${dateOf(now - 2 * DAY_ms).replaceAll('-', '')}${two(drug.no)}`,
    spler_name: '蓉城示范医药有限公司',
    spler_pmtno: '川AA028000001',
    prodentp_name: `示范制药${(drug.no % 5) + 1}厂`,
    aprvno: `国药准字H5102${String(drug.no).padStart(4, '0')}`,
    finl_trns_pric: cost(drug),
    purc_retn_cnt: drug.hasCodes ? BOUGHT : BOUGHT * 500,
    purc_invo_no: `FP${String(20260000 + drug.no)}`,
    purc_retn_stoin_time: datetime(now - 2 * DAY_ms),
    purc_retn_opter_name: '库管 谢明',
    prod_geay_flag: '0',
    purc_invo_file_List: [
      {
        fixmedins_bchno: batch.bchno,
        file_data: Buffer.from(`随货同行单 ${key}`).toString('base64'),
        file_name: `${key}.txt`,
      },
    ],
    drugtracinfo: codes.map((drug_trac_codg) => ({ drug_trac_codg })) as unknown as Json,
  })
}

/** Made up, the same in every demo: by drug and place in the batch. */
function codesOf(drug: Drug, batch: JsonObject, count: number): string[] {
  const rnd = random(`codes:${drug.no}`)
  const digits = (n: number) => Array.from({ length: n }, () => Math.floor(rnd() * 10)).join('')
  return Array.from({ length: count }, (_, i) => {
    const serial = `${digits(10)}${String(i + 1).padStart(3, '0')}`
    if (OWN.has(drug.name)) return `PZH-${serial}`
    if (!GS1.has(drug.name)) return `8${String(100_000 + drug.no)}${serial}`
    const expiry = String(batch.expy_end).slice(2).replaceAll('-', '')
    return `01${gtin(drug.no)}17${expiry}10${batch.manu_lotnum}21${serial}`
  })
}

/** GTIN-14 with its check digit: weights 3 and 1 by turns. */
function gtin(no: number): string {
  const body = `0690000${String(no).padStart(6, '0')}`
  const total = [...body].reduce((acc, digit, i) => acc + Number(digit) * (i % 2 === 0 ? 3 : 1), 0)
  return `${body}${(10 - (total % 10)) % 10}`
}

/** One of each other kind; the sales are the ward store's, without a prescription. */
function others(drugs: Drug[], now: number): DemoRecord[] {
  const [first, second, third, fourth] = drugs as [Drug, Drug, Drug, Drug]
  const at = datetime(now - DAY_ms)
  const old = (drug: Drug) => batchOf(drug, 'A', now)
  const change = (key: string, drug: Drug, inv_chg_type: string, cnt: number, memo: string) =>
    movement(key, {
      kind: 'change',
      ...{ ...goodsOf(drug), bchno: old(drug).bchno, fixmedins_bchno: `${old(drug).bchno}-${key}` },
      ...{ inv_chg_type, cnt, pric: cost(drug), inv_chg_time: at, inv_chg_opter_name: '库管 谢明', memo },
      trdn_flag: '0',
    })
  const { manu_lotnum: _lot, ...bought } = batchOf(fourth, 'B', now)
  return [
    change('BD01', first, '105', 2, '破损销毁'),
    change('BD02', second, '101', 10, '分院调入'),
    change('BD03', third, '104', 1, '录入有误，已要求删除'),
    movement('CT01', {
      kind: 'purchaseReturn',
      ...{
        ...goodsOf(fourth),
        ...bought,
        fixmedins_bchno: `${bought.bchno}-CT01`,
        of: `CG${two(fourth.no)}`,
      },
      ...{ spler_name: '蓉城示范医药有限公司', finl_trns_pric: cost(fourth), purc_retn_cnt: 2 },
      ...{ purc_invo_no: `FP${String(20260000 + fourth.no)}`, purc_retn_stoin_time: at },
      ...{ purc_retn_opter_name: '库管 谢明', memo: '外包装受潮' },
    }),
    movement('XS01', {
      kind: 'sale',
      ...loose(first, now, 3),
      fixmedins_bchno: 'XS01',
      rtal_docno: 'LS0001',
    }),
    movement('XT01', {
      kind: 'saleReturn',
      ...loose(first, now, 1),
      ...{ fixmedins_bchno: 'XT01', of: 'XS01', memo: '顾客退回一盒' },
    }),
    movement('SC01', {
      kind: 'remove',
      fixmedins_bchno: `${old(third).bchno}-BD03`,
      inv_data_type: '2',
      of: 'BD03',
    }),
  ]
}

/** Over the counter and paid in cash: nobody's settlement stands behind it. */
function loose(drug: Drug, now: number, sel_retn_cnt: number): JsonObject {
  return {
    ...{ ...goodsOf(drug), ...batchOf(drug, 'A', now), sel_retn_cnt, mdtrt_sn: 'LS0001' },
    ...{ prsc_dr_name: '钟家和', phar_name: '药师 邓小蕙', phar_prac_cert_no: 'YS51010001' },
    ...{ hi_feesetl_type: '0', mdtrt_setl_type: '2', trdn_flag: '0', finl_trns_pric: Number(drug.pric) },
    ...{
      drug_prod_barc: 'NDPB999',
      sel_retn_time: datetime(now - DAY_ms),
      sel_retn_opter_name: '药师 邓小蕙',
    },
  }
}

/** 6 of a box of 30 */
const SPLIT = { pric: '0.4733', trdn_flag: '1', sel_retn_cnt: 0.2 }

/** Prescriptions that were paid in cash elsewhere in the house; one of them is for single tablets of a box. */
function paidThemselves(now: number): DemoRecord[] {
  const lines: [name: string, cnt: string, split?: string][][] = [
    [
      ['阿莫西林胶囊', '2'],
      ['对乙酰氨基酚片', '1'],
    ],
    [
      ['阿司匹林肠溶片', '6', '片'],
      ['复方丹参滴丸', '1'],
    ],
    [
      ['甘精胰岛素注射液', '1'],
      ['片仔癀软膏', '1'],
    ],
    [
      ['连花清瘟胶囊', '1'],
      ['黄芪', '70'],
    ],
  ]
  const { item, doctor, departments } = ward()
  const dept = departments[0]!
  return lines.map((list, i): DemoRecord => {
    const person = UNINSURED[i]!
    const bill = {
      ...{ billId: `LSFY${two(i + 1)}`, rxno: `LSCF${String(i + 1).padStart(4, '0')}` },
      at: datetime(now - (4 - i) * 600_000),
      ...{ dept_name: dept.dept_name, doctor: doctor(dept.dept_code, i % 2) },
      lines: list.map(([name, cnt, split]): PrescribedLine => {
        const { hosp_appr_flag: _1, lmt_used_flag: _2, ...drug } = item(name)
        return { ...drug, cnt, ...(split ? { ...SPLIT, unit: split } : {}) }
      }),
    }
    const data = prescription(bill, person, { state: 'paid', mdtrt_setl_type: '2', setl_id: '' })
    return { view: 'dispense', key: bill.rxno, data }
  })
}
