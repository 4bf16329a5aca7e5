import type { JsonObject } from '../../../shared/contract.ts'
import { demoItemCode } from '../../../shared/demo/codes.ts'
import staff from '../../../shared/demo/staff.json' with { type: 'json' }
import { type CatalogueItem, catalogue, NO_LIMIT } from '../nhsa/catalogue.ts'
import { type Handler, paged, text } from './kit.ts'
import { levelOf } from './split.ts'

/** When the made-up tables last changed. */
const SINCE = '2025-01-01 00:00:00'
const FROM = '2025-01-01'

/** 目录类别 by the list of the national catalogue. */
const KIND: Record<string, string> = { '101': '1', '102': '1', '201': '2', '301': '4' }
/** 对照类别 of GS1010 by the same. */
const MAPPED: Record<string, string> = { '101': 'drug', '102': 'drug', '201': 'service', '301': 'material' }

const changed = (data: JsonObject) => !data.upd_time || text(data.upd_time) <= SINCE

/** GS1012 */
const items: Handler = ({ data }) => {
  const found = catalogue.filter(
    (item) =>
      changed(data) &&
      KIND[item.list_type] === data.ylml_type &&
      (!data.yka094 || item.med_list_codg === data.yka094),
  )
  const { total, rows } = paged(data, found)
  return { result: { total, catalog: rows.map(itemRow) } }
}

function itemRow(item: CatalogueItem): JsonObject {
  return {
    ...{ ylml_type: KIND[item.list_type]!, yka094: item.med_list_codg, yka095: item.name },
    ...{ aka065: levelOf(item), aka063: item.med_chrgitm_type, aka074: item.spec, aka067: item.unit },
    ...(item.pric_uplmt_amt === NO_LIMIT ? {} : { unit_price_limit: Number(item.pric_uplmt_amt) }),
    ...{ ratio_ip: 0, ratio_rehab: 0, ratio_op: Number(item.selfpay_prop) },
    ...{ aae030: FROM, aae100: '1', upd_time: SINCE },
  }
}

/** GS1010 */
const maps: Handler = ({ data }) => {
  const { code_type, src_code } = data
  const found = [...itemMaps(), ...staffMaps()].filter(
    (row) => changed(data) && row.code_type === code_type && (!src_code || row.src_code === src_code),
  )
  const { total, rows } = paged(data, found)
  return { result: { total, mapinfo: rows } }
}

const valid = { aae030: FROM, aae100: '1', upd_time: SINCE }

const itemMaps = (): JsonObject[] =>
  catalogue.map((item, n) => ({
    ...{ code_type: MAPPED[item.list_type] ?? 'service', src_code: demoItemCode(item.list_type, n + 1) },
    ...{ src_name: item.name, dst_code: item.med_list_codg, dst_name: item.name, ...valid },
  }))

const staffMaps = (): JsonObject[] =>
  staff.map(({ prac_psn_code: code, prac_psn_name: name }) => ({
    ...{ code_type: 'physician', src_code: code, src_name: name, dst_code: `GS${code}`, dst_name: name },
    ...valid,
  }))

export const tables: Record<string, Handler> = { GS1010: maps, GS1012: items }
