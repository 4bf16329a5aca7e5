import type { RxDrug, RxState, RxView, TakenRx } from '../../../shared/api/erx.ts'
import type { JsonObject } from '../../../shared/contract.ts'
import { maskName, maskNo } from '../../../shared/mask.ts'
import type { DocRow } from '../../journal/port.ts'
import { rxOf, takenOf } from './store.ts'

const STATE: Record<RxState, string> = {
  new: '待上传',
  refused: '中心拒收',
  uploaded: '已上传，待审核',
  approved: '审核通过',
  denied: '审核不通过',
  bought: '已购药',
  undone: '已撤销',
}
const TAKEN: Record<TakenRx['state'], string> = {
  taken: '待审核',
  approved: '审核通过',
  denied: '审核不通过',
}
const DELIVERY: Record<string, string> = {
  '0': '待配送',
  '1': '配送中',
  '2': '配送完成',
  '3': '配送取消',
  '4': '配送异常',
}

export const deliveryLabel = (code: string): string => DELIVERY[code] ?? code

const text = (value: unknown) => (value === null || value === undefined ? '' : String(value))
const first = (value: unknown) => ((Array.isArray(value) ? value[0] : value) ?? {}) as JsonObject

const drugsOf = (rows: unknown): RxDrug[] =>
  ((rows ?? []) as JsonObject[]).map((row) => ({
    med_list_codg: text(row.med_list_codg),
    drug_genname: text(row.drug_genname),
    drug_spec: text(row.drug_spec),
    drug_cnt: Number(row.drug_cnt ?? 0),
    drug_cnt_unit: text(row.drug_cnt_unit),
    medc_way_dscr: text(row.medc_way_dscr),
    medc_days: Number(row.medc_days ?? 0),
  }))

export function rxView(row: DocRow, doubtful: boolean): RxView {
  const { record, hi_rxno, why, review, purchase } = rxOf(row)
  const state = row.state as RxState
  const data = first(record.data)
  const visit = first(record.mdtrtinfo)
  const unknown = state === 'uploaded' && hi_rxno === null
  return {
    id: row.id,
    version: row.version,
    state,
    stateLabel: doubtful ? '查证中' : STATE[state],
    doubtful,
    hi_rxno,
    psn_name: maskName(text(record.psn_name)),
    certno: maskNo(text(record.certno)),
    diag_name: text(visit.diag_name),
    dept_name: text(visit.prsc_dept_name),
    dr_name: text(visit.prsc_dr_name),
    prsc_time: text(data.prsc_time),
    valid_end_time: text(data.valid_end_time),
    drugs: drugsOf(record.rxdrugdetail),
    needsDoctor: !visit.prsc_dr_certno,
    note: unknown ? '中心已收到，但没有告知医保处方编号，审核和购药结果无法对上，请与平台核对。' : why,
    review,
    purchase,
  }
}

export function takenView(row: DocRow): TakenRx {
  const { output, review, delivery } = takenOf(row)
  const data = first(output.data)
  const visit = first(output.mdtrtinfo)
  const state = row.state as TakenRx['state']
  return {
    id: row.id,
    version: row.version,
    state,
    stateLabel: TAKEN[state],
    psn_name: maskName(text(visit.patn_name)),
    fixmedins_name: text(data.fixmedins_name),
    dept_name: text(visit.prsc_dept_name),
    dr_name: text(visit.prsc_dr_name),
    diag_name: text(visit.diag_name),
    prsc_time: text(data.prsc_time),
    valid_end_time: text(data.valid_end_time),
    drugs: drugsOf(output.rxdrugdetail),
    review,
    delivery: delivery.map(({ code, entp, at }) => ({ label: deliveryLabel(code), entp, at })),
  }
}
