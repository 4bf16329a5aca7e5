import type { Json, JsonObject } from '../../../../shared/contract.ts'
import { fen, lineAmount, tryYuan, yuanNumber } from '../../../../shared/money.ts'
import { datetime, stamp } from '../../../../shared/msgid.ts'
import { itemOf } from '../catalogue.ts'
import { credentialOf, holderOf, personOf } from '../people.ts'
import type { Row } from '../store.ts'
import type { Area, Ctx } from '../types.ts'
import { refuse } from '../types.ts'

interface RxRow extends Row {
  hi_rxno: string
  hosp_rxno: string
  fixmedins_code: string
  psn_no: string
  state: 'open' | 'approved' | 'denied' | 'bought' | 'undone'
  auth_rxno: string
  token: string | null
  body: string
}

type Data = Record<string, string>

const REVIEW_ms = 3_000
const PURCHASE_ms = 6_000
const FUND_SHARE = 0.6
const STORE = { fixmedins_code: 'P51010400088', fixmedins_name: '柜台演示大药房' }

const rxOf = (ctx: Ctx, hi_rxno: string): RxRow =>
  ctx.store.get<RxRow>('select * from rx where hi_rxno = ?', hi_rxno) ?? refuse(`处方 ${hi_rxno} 不存在`)

/** 7101: one prescription of a visit that the centre knows; one that may circulate goes its way by itself. */
function upload(input: JsonObject, ctx: Ctx): Json {
  const data = input.data as Data
  const [visit = {}] = input.mdtrtinfo as Data[]
  const { fixmedins_code } = ctx.env
  const person = personOf(visit.psn_no ?? '')
  const known = ctx.store.get(
    'select 1 from visit where mdtrt_id = ? and psn_no = ? and fixmedins_code = ? and stas = 1',
    visit.mdtrt_id ?? '',
    person.psn_no,
    fixmedins_code,
  )
  if (!known) refuse(`就诊登记信息不存在（就诊ID ${visit.mdtrt_id}）`)
  if (
    ctx.store.get(
      "select 1 from rx where fixmedins_code = ? and hosp_rxno = ? and state <> 'undone'",
      fixmedins_code,
      data.hosp_rxno ?? '',
    )
  )
    refuse(`处方编号 ${data.hosp_rxno} 已存在`)
  if ((data.valid_end_time ?? '') <= datetime(ctx.at_ms)) refuse('处方有效截止时间已过')
  for (const drug of input.rxdrugdetail as Data[])
    if (itemOf(drug.med_list_codg ?? '')?.list_type !== '101')
      refuse(`医疗目录编码 ${drug.med_list_codg} 不是可流转的药品`)
  const no = String(ctx.store.next('rx')).padStart(12, '0')
  const hi_rxno = `RX${stamp(ctx.at_ms).slice(0, 8)}${no}`
  ctx.store.insert('rx', {
    hi_rxno,
    hosp_rxno: data.hosp_rxno ?? '',
    fixmedins_code,
    psn_no: person.psn_no,
    state: 'open',
    auth_rxno: `SQ${no}`,
    token: null,
    body: JSON.stringify(input),
    review: null,
    delivery: null,
    at_ms: ctx.at_ms,
  })
  if (data.rx_circ_flag === '1') tellOfStore(ctx, hi_rxno, input)
  return { data: { hi_rxno } }
}

/** A drugstore checks and sells it; the platform tells the hospital of both (7102, 7103). */
function tellOfStore(ctx: Ctx, hi_rxno: string, input: JsonObject): void {
  const review = {
    hi_rxno,
    ...STORE,
    phar_name: '温药师',
    phar_prac_cert_no: 'YS51010400088',
    rchk_phar_certno: '510104198806070045',
    rchk_phar_name: '卢药师',
    rx_chk_stas_codg: '1',
    rx_chk_opnn: '用法用量合理，同意调配',
    rx_chk_time: datetime(ctx.at_ms + REVIEW_ms),
  }
  const sold = (input.rxdrugdetail as JsonObject[]).map((drug) => {
    const listed = itemOf(String(drug.med_list_codg))!
    return {
      drug_genname: drug.drug_genname ?? '',
      drug_dosform: drug.drug_dosform ?? '',
      drug_spec: drug.drug_spec ?? '',
      drug_totlcnt: drug.drug_cnt ?? 0,
      ...STORE,
      prdr_name: '示范制药有限公司',
      pric: Number(listed.pric),
      total_unit: drug.drug_cnt_unit ?? '',
      sumamt: yuanNumber(lineAmount(listed.pric, String(drug.drug_cnt))),
    }
  })
  const total = sold.reduce((sum, { sumamt }) => sum + (tryYuan(sumamt) ?? 0), 0)
  const fund = Math.round(total * FUND_SHARE)
  const own = yuanNumber(fen(total - fund))
  const purchase = {
    hi_rxno,
    fund_pay_sumamt: yuanNumber(fen(fund)),
    psn_part_amt: own,
    acct_pay: 0,
    psn_cash_pay: own,
    setl_time: datetime(ctx.at_ms + PURCHASE_ms),
  }
  tell(ctx, '7102', ctx.at_ms + REVIEW_ms, { data: review })
  tell(ctx, '7103', ctx.at_ms + PURCHASE_ms, { data: purchase, seltdelts: sold })
}

function tell(ctx: Ctx, infno: string, due_ms: number, input: JsonObject): void {
  const msgid = `PT${stamp(due_ms)}${String(ctx.store.next('telling')).padStart(6, '0')}`
  ctx.store.insert('telling', { due_ms, infno, msgid, input: JSON.stringify(input) })
}

/** 7104: while nobody has bought it. */
function undo(input: JsonObject, ctx: Ctx): Json {
  const rx = rxOf(ctx, (input.data as Data).hi_rxno ?? '')
  if (rx.fixmedins_code !== ctx.env.fixmedins_code) refuse('处方不是本机构开具')
  if (rx.state === 'undone') refuse(`处方 ${rx.hi_rxno} 不存在或已撤销`)
  if (rx.state === 'bought') refuse('处方已结算，不能撤销')
  ctx.store.run("update rx set state = 'undone' where hi_rxno = ?", rx.hi_rxno)
  ctx.store.run("delete from telling where json_extract(input, '$.data.hi_rxno') = ?", rx.hi_rxno)
  return null
}

/** The QR code of a prescription: EPC, its number, filled up to 27 characters. */
const rxCode = (hi_rxno: string) => `EPC${hi_rxno}`.padEnd(27, '0').slice(0, 27)

/** 7201: a token for one download. */
function parse(input: JsonObject, ctx: Ctx): Json {
  const { epc_qrcd = '' } = input.data as Data
  const rx = ctx.store
    .all<RxRow>("select * from rx where state in ('open', 'approved')")
    .find((row) => rxCode(row.hi_rxno) === epc_qrcd)
  if (!rx) refuse('处方二维码无效或处方已失效')
  const person = personOf(rx.psn_no)
  const token = `TK${stamp(ctx.at_ms)}${String(ctx.store.next('rx_token')).padStart(8, '0')}`
  ctx.store.run('update rx set token = ? where hi_rxno = ?', token, rx.hi_rxno)
  return {
    data: {
      epc_token: token,
      cert_type: person.psn_cert_type,
      name: person.psn_name,
      certno: person.certno,
      insuplc_admdvs: person.insu[0]!.insuplc_admdvs,
    },
  }
}

/** 7202: what this person may still buy. */
function list(input: JsonObject, ctx: Ctx): Json {
  const person = holderOf(credentialOf(input.data as JsonObject), ctx)
  const rows = ctx.store.all<RxRow>(
    "select * from rx where psn_no = ? and state in ('open', 'approved') order by hi_rxno",
    person.psn_no,
  )
  return {
    data: rows.map((rx) => {
      const { data, mdtrtinfo } = JSON.parse(rx.body) as { data: Data; mdtrtinfo: Data[] }
      return {
        auth_rxno: rx.auth_rxno,
        diag_name: mdtrtinfo[0]!.diag_name!,
        fixmedins_code: rx.fixmedins_code,
        fixmedins_name: ctx.env.fixmedins_name,
        prsc_time: data.prsc_time!,
        dept_name: mdtrtinfo[0]!.prsc_dept_name!,
        valid_end_time: data.valid_end_time!,
      }
    }),
  }
}

/** 7203: by token, once, or by number. */
function download(input: JsonObject, ctx: Ctx): Json {
  const { epc_token = '', auth_rxno = '' } = input.data as Data
  const rx = epc_token
    ? ctx.store.get<RxRow>('select * from rx where token = ?', epc_token)
    : ctx.store.get<RxRow>(
        "select * from rx where auth_rxno = ? and state in ('open', 'approved')",
        auth_rxno,
      )
  if (!rx) refuse(epc_token ? '处方令牌无效或已使用' : '处方授权编号无效')
  ctx.store.run('update rx set token = null where hi_rxno = ?', rx.hi_rxno)
  const { data, rxdrugdetail, mdtrtinfo, diseinfo } = JSON.parse(rx.body) as {
    data: JsonObject
    rxdrugdetail: JsonObject[]
    mdtrtinfo: JsonObject[]
    diseinfo: JsonObject[]
  }
  const {
    hosp_rxno: _,
    init_rxno: __,
    rx_type_code: ___,
    dr_sign_info: _d,
    phar_sign_info: _p,
    ...head
  } = data
  const { fixmedins_sign_info: _f, rx_cotn_flag: _c, rx_circ_flag: _r, ...shown } = head
  const {
    prsc_dr_cert_type: _t,
    prsc_dr_certno: _n,
    rgst_fee: _g,
    medfee_sumamt: _m,
    ...visit
  } = mdtrtinfo[0]!
  return {
    data: {
      ...shown,
      hi_rxno: rx.hi_rxno,
      fixmedins_code: rx.fixmedins_code,
      fixmedins_name: ctx.env.fixmedins_name,
      rept_flag: data.rept_flag ?? '0',
    },
    rxdrugdetail: rxdrugdetail.map((drug) => ({ drug_prodname: drug.drug_genname!, ...drug })),
    mdtrtinfo: visit,
    diseinfo,
  }
}

/** 7204: a drugstore's pharmacist (or a hospital's pharmacy for outside prescriptions) has judged it. */
function review(input: JsonObject, ctx: Ctx): Json {
  const data = input.data as Data
  const rx = rxOf(ctx, data.hi_rxno ?? '')
  if (rx.state !== 'open' && rx.state !== 'approved') refuse('处方当前状态不能审核')
  ctx.store.run(
    'update rx set state = ?, review = ? where hi_rxno = ?',
    data.rx_chk_stas_codg === '1' ? 'approved' : 'denied',
    JSON.stringify(data),
    rx.hi_rxno,
  )
  return null
}

/** 7205 */
function deliver(input: JsonObject, ctx: Ctx): Json {
  const data = input.data as Data
  const rx = rxOf(ctx, data.hi_rxno ?? '')
  if (rx.state === 'undone' || rx.state === 'denied') refuse('处方已撤销或审核不通过，不能配送')
  ctx.store.run('update rx set delivery = ? where hi_rxno = ?', JSON.stringify(data), rx.hi_rxno)
  return null
}

/** 6101: the same order again has the same number. */
function order(input: JsonObject, ctx: Ctx): Json {
  const { ord_no = '', psn_no = '' } = input.data as Data
  personOf(psn_no)
  const total = (input.drugdetail as JsonObject[]).reduce(
    (sum, row) => sum + (tryYuan(row.det_item_fee_sumamt) ?? 0),
    0,
  )
  if (total !== tryYuan((input.data as JsonObject).medfee_sumamt)) refuse('医疗费总额与费用明细合计不一致')
  const { fixmedins_code } = ctx.env
  const old = ctx.store.get<{ hi_ord_no: string }>(
    'select hi_ord_no from online_order where fixmedins_code = ? and ord_no = ?',
    fixmedins_code,
    ord_no,
  )
  const hi_ord_no =
    old?.hi_ord_no ?? `ORD${stamp(ctx.at_ms)}${String(ctx.store.next('order')).padStart(6, '0')}`
  if (!old)
    ctx.store.insert('online_order', { fixmedins_code, ord_no, hi_ord_no, body: JSON.stringify(input) })
  return { data: { hi_ord_no, ord_no } }
}

/** 6101, 7101–7205 */
export const erx: Area = {
  '6101': order,
  '7101': upload,
  '7104': undo,
  '7201': parse,
  '7202': list,
  '7203': download,
  '7204': review,
  '7205': deliver,
}

/** What the platform tells a hospital by itself. */
export interface Telling {
  infno: string
  msgid: string
  input: JsonObject
}

/** What is due by now, oldest first; the same again until it was taken. */
export function dueTellings(store: Ctx['store'], now: number): Telling[] {
  const rows = store.all<{ infno: string; msgid: string; input: string }>(
    'select infno, msgid, input from telling where due_ms <= ? order by due_ms, id',
    now,
  )
  return rows.map((row) => ({ ...row, input: JSON.parse(row.input) }))
}

const AGAIN_ms = 5_000

/** The hospital has taken it; or it has not, and will be told again. */
export function told(store: Ctx['store'], msgid: string, taken: boolean, now: number): void {
  store.atomically(() => {
    const row = store.get<{ infno: string; input: string }>('select * from telling where msgid = ?', msgid)
    if (!row) return
    if (!taken) {
      store.run('update telling set due_ms = ? where msgid = ?', now + AGAIN_ms, msgid)
      return
    }
    const { data } = JSON.parse(row.input) as { data: Data }
    const state = row.infno === '7103' ? 'bought' : data.rx_chk_stas_codg === '1' ? 'approved' : 'denied'
    store.run("update rx set state = ? where hi_rxno = ? and state <> 'undone'", state, data.hi_rxno ?? '')
    store.run('delete from telling where msgid = ?', msgid)
  })
}
