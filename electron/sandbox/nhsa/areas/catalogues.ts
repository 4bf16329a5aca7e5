import type { JsonObject } from '../../../../shared/contract.ts'
import { dateOf } from '../../../../shared/msgid.ts'
import { type ContractBook, openContracts } from '../../../platforms/contracts.ts'
import { type CatalogueItem, catalogue, NO_LIMIT } from '../catalogue.ts'
import type { Area, Ctx } from '../types.ts'
import lists from './catalogues.json' with { type: 'json' }
import { offerRows } from './files.ts'

/** The catalogues of this centre: its price list, and short lists of everything else, in two versions. */
type Cells = Record<string, string>
type Kind = keyof typeof CELLS

const FIRST = 'v1001'
const SECOND = 'v1002'
const BEGAN = '2020-01-01'

let contracts: ContractBook | undefined
const columnsOf = (infno: string): string[] => {
  contracts ??= openContracts({ family: 'nhsa' })
  const node = contracts.get(infno).output.find(({ name }) => name === 'file_row')
  return (node?.fields ?? []).map(({ name }) => name)
}

const listed = (...types: string[]) => catalogue.filter(({ list_type }) => types.includes(list_type))
const { next, ...short } = lists
const list = (infno: keyof typeof short): string[][] => short[infno]

const drug = (item: CatalogueItem): Cells => ({
  ...{ med_list_codg: item.med_list_codg, reg_name: item.name, drug_genname: item.name },
  ...{ drug_spec: item.spec, reg_spec: item.spec, minpacunt_name: item.unit, pinyin: item.pinyin },
  ...{ prodentp_name: '演示制药有限公司', begndate: BEGAN, lmt_used_flag: item.lmt_used_flag },
})

/** First the cells of each row, then how the row is called in the changes of the second version. */
const CELLS = {
  '1301': { rows: () => listed('101').map(drug), code: 'med_list_codg', name: 'reg_name' },
  '1302': {
    rows: () =>
      listed('102').map(({ med_list_codg, name, spec }) => ({
        med_list_codg,
        tcmherb_name: name,
        med_part: spec,
      })),
    ...{ code: 'med_list_codg', name: 'tcmherb_name' },
  },
  '1303': {
    rows: () => list('1303').map(cellsOf('med_list_codg', 'drug_prodname', 'drug_spec', 'prodentp_name')),
    ...{ code: 'med_list_codg', name: 'drug_prodname' },
  },
  '1305': {
    rows: () =>
      listed('201').map(({ med_list_codg, name, unit }) => ({
        ...{ med_list_codg, servitem_name: name, prcunt: unit, prcunt_name: unit, begndate: BEGAN },
      })),
    ...{ code: 'med_list_codg', name: 'servitem_name' },
  },
  '1306': {
    rows: () =>
      listed('301').map(({ med_list_codg, name, spec, unit }) => ({
        ...{ med_list_codg, mcs_name: name, hi_genname: name, spec, spec_mol: spec, pacunt: unit },
        ...{ prodentp_name: '演示医疗器械有限公司', reg_fil_no: `川械注准${med_list_codg.slice(-5)}` },
      })),
    ...{ code: 'med_list_codg', name: 'mcs_name' },
  },
  '1307': {
    rows: () => list('1307').map(cellsOf('diag_code', 'diag_name')),
    ...{ code: 'diag_code', name: 'diag_name' },
  },
  '1308': {
    rows: () => list('1308').map(cellsOf('oprn_oprt_code', 'oprn_oprt_name')),
    ...{ code: 'oprn_oprt_code', name: 'oprn_oprt_name' },
  },
  '1309': {
    rows: () => list('1309').map(cellsOf('opsp_dise_code', 'opsp_dise_name', 'opsp_dise_majcls_name')),
    ...{ code: 'opsp_dise_code', name: 'opsp_dise_name' },
  },
  '1310': {
    rows: () =>
      list('1310').map(
        cellsOf('bydise_setl_list_code', 'bydise_setl_dise_name', 'qua_oprn_oprt_code', 'qua_oprn_oprt_name'),
      ),
    ...{ code: 'bydise_setl_list_code', name: 'bydise_setl_dise_name' },
  },
  '1311': {
    rows: () =>
      list('1311').map(
        cellsOf('daysrg_dise_list_code', 'daysrg_dise_name', 'qua_oprn_oprt_code', 'qua_oprn_oprt_name'),
      ),
    ...{ code: 'daysrg_dise_list_code', name: 'daysrg_dise_name' },
  },
  '1313': {
    rows: () => list('1313').map(cellsOf('mpy_type_code', 'mpy_type')),
    ...{ code: 'mpy_type_code', name: 'mpy_type' },
  },
  '1314': {
    rows: () => list('1314').map(cellsOf('dise_type_code', 'dise_type_name')),
    ...{ code: 'dise_type_code', name: 'dise_type_name' },
  },
  '1315': {
    rows: () => list('1315').map(cellsOf('sds_type_code', 'sds_type_name')),
    ...{ code: 'sds_type_code', name: 'sds_type_name' },
  },
} satisfies Record<string, { rows(): Cells[]; code: string; name: string }>

function cellsOf(...names: string[]) {
  return (values: string[]): Cells => Object.fromEntries(names.map((name, i) => [name, values[i] ?? '']))
}

/** Every row as the file has it; its first column is the catalogue's own number where that is not the code. */
function written(infno: Kind, cells: Cells, ver: string, vali_flag: string): string[] {
  const { code } = CELLS[infno]
  const columns = columnsOf(infno)
  const rid = `${infno}${cells[code]}`
  const time = ver === FIRST ? '2025-01-01 00:00:00' : '2026-01-01 00:00:00'
  const all: Cells = {
    ...{ [columns[0]!]: rid, rid, ver, vali_flag, ver_name: ver === FIRST ? '2025版' : '2026版' },
    ...{ crte_time: time, updt_time: time, ...cells },
  }
  return columns.map((name) => all[name] ?? '')
}

interface Next {
  add: string[][]
  rename: Record<string, string>
  stop: string[]
}

/** What the second version changes; nothing in most catalogues. */
function secondOf(infno: Kind): string[][] {
  const change = (next as Record<string, Next>)[infno]
  if (!change) return []
  const { rows, code, name } = CELLS[infno]
  const of = (value: string) => rows().find((cells) => (cells as Cells)[code] === value) as Cells
  const extra = infno === '1309' ? ['opsp_dise_majcls_name'] : []
  return [
    ...change.add.map((values) => written(infno, cellsOf(code, name, ...extra)(values), SECOND, '1')),
    ...Object.entries(change.rename).map(([value, to]) =>
      written(infno, { ...of(value), [name]: to }, SECOND, '1'),
    ),
    ...change.stop.map((value) => written(infno, of(value), SECOND, '0')),
  ]
}

/** The second version is out when an institution that has the first asks for the second time. */
function isOut(infno: string, ver: string, ctx: Ctx): boolean {
  const row = ctx.store.get<{ times: number }>(
    `insert into catalogue_asked values (?, ?, ?, 1)
     on conflict do update set times = times + 1 returning times`,
    ...[ctx.env.fixmedins_code, infno, ver],
  )
  return (row?.times ?? 0) > 1
}

/** 1301…1315: a file with what is newer than the version, none where nothing is. */
function offered(infno: Kind) {
  return (input: JsonObject, ctx: Ctx) => {
    const { ver = '' } = input.data as Cells
    const rows =
      ver < FIRST || !ver.startsWith('v')
        ? CELLS[infno].rows().map((cells) => written(infno, cells as Cells, FIRST, '1'))
        : ver < SECOND && isOut(infno, ver, ctx)
          ? secondOf(infno)
          : []
    if (rows.length === 0)
      return { file_qury_no: '', filename: '', dld_end_time: dateOf(ctx.at_ms), data_cnt: 0 }
    const { dld_endtime, ...file } = offerRows(ctx, rows)
    return { ...file, dld_end_time: dld_endtime.slice(0, 10), data_cnt: rows.length }
  }
}

/** One page of rows that were updated since, as every query of lists answers. */
function paged(rows: JsonObject[], input: JsonObject): JsonObject {
  const { updt_time, page_num, page_size, ...asked } = input.data as JsonObject
  const wanted = rows.filter(
    (row) =>
      String(row.updt_time) >= String(updt_time) &&
      Object.entries(asked).every(([name, value]) => value === '' || !(name in row) || row[name] === value),
  )
  const pageSize = Math.max(1, Number(page_size))
  const pageNum = Math.max(1, Number(page_num))
  const startRow = (pageNum - 1) * pageSize
  const data = wanted.slice(startRow, startRow + pageSize)
  const pages = Math.max(1, Math.ceil(wanted.length / pageSize))
  return {
    ...{ recordCounts: wanted.length, pages, pageNum, pageSize, size: data.length },
    ...{ startRow: startRow + 1, endRow: startRow + data.length },
    firstPage: String(pageNum === 1),
    lastPage: String(pageNum >= pages),
    data,
  }
}

const kept = (rid: string, ctx: Ctx, updt_time = BEGAN): JsonObject => ({
  ...{ insu_admdvs: ctx.env.mdtrtarea_admvs, poolarea_no: ctx.env.mdtrtarea_admvs, vali_flag: '1', rid },
  ...{ begndate: BEGAN, enddate: '', updt_time, crte_time: BEGAN },
})

/** One drug was 丙 until this day: a code with two periods. */
const TURNED = { med_list_codg: 'XR06AEX092A001010100029', day: '2026-01-01', before: '03' }

function insured(ctx: Ctx): JsonObject[] {
  return catalogue.flatMap((item): JsonObject[] => {
    const { med_list_codg: hilist_code, name: hilist_name, med_chrgitm_type, lmt_used_flag, list_type } = item
    const row = (rid: string, chrgitm_lv: string) => ({
      ...kept(rid, ctx),
      ...{ hilist_code, hilist_name, med_chrgitm_type, chrgitm_lv, lmt_used_flag, list_type },
      ...{
        med_use_flag: '1',
        matn_used_flag: '0',
        hilist_use_type: '1',
        lmt_cpnd_type: '1',
        pinyin: item.pinyin,
      },
    })
    if (hilist_code !== TURNED.med_list_codg) return [row(`12${hilist_code}`, item.chrgitm_lv)]
    const before = { ...row(`12A${hilist_code}`, TURNED.before), enddate: '2025-12-31' }
    const now = { ...row(`12${hilist_code}`, item.chrgitm_lv), begndate: TURNED.day, updt_time: TURNED.day }
    return [before, now]
  })
}

const matched = (ctx: Ctx): JsonObject[] =>
  catalogue.map(({ med_list_codg, list_type }) => ({
    ...kept(`16${med_list_codg}`, ctx),
    ...{ med_list_codg, hilist_code: med_list_codg, list_type },
  }))

/** One limit for each level of hospital, the same here. */
const limited = (ctx: Ctx): JsonObject[] =>
  catalogue
    .filter(({ pric_uplmt_amt }) => pric_uplmt_amt !== NO_LIMIT)
    .flatMap(({ med_list_codg, pric_uplmt_amt }) =>
      ['1', '2', '3'].map((level) => ({
        ...kept(`18${level}${med_list_codg}`, ctx),
        ...{ hilist_code: med_list_codg, hilist_lmtpric_type: level, overlmt_dspo_way: '1' },
        hilist_pric_uplmt_amt: Number(pric_uplmt_amt),
      })),
    )

const shared = (ctx: Ctx): JsonObject[] =>
  catalogue
    .filter(({ selfpay_prop }) => Number(selfpay_prop) > 0)
    .flatMap(({ med_list_codg, selfpay_prop }) =>
      ['310', '390'].map((psn) => ({
        ...kept(`19${psn}${med_list_codg}`, ctx),
        ...{ hilist_code: med_list_codg, selfpay_prop_psn_type: psn, selfpay_prop_type: '10' },
        selfpay_prop: Number(selfpay_prop),
      })),
    )

const ethnic = (): JsonObject[] =>
  list('1304').map(([med_list_codg = '', drug_genname = '', drug_spec = '', memo = '']) => ({
    ...{ med_list_codg, drug_genname, drug_spec, memo, vali_flag: '1', rid: `04${med_list_codg}` },
    ...{ begndate: BEGAN, crte_time: BEGAN, updt_time: BEGAN, opt_time: BEGAN, ver: FIRST, dosform: '' },
    ...{ crter_id: '1', crter_name: '目录管理员', crte_optins_no: '510000' },
    ...{ opter_id: '1', opter_name: '目录管理员', optins_no: '510000' },
  }))

const files = Object.keys(CELLS).map((infno) => [infno, offered(infno as Kind)])

/** 1301–1316, 1318, 1319; 1317 is told by who keeps the mappings, 1320… by the provinces' own. */
export const catalogues: Area = {
  ...Object.fromEntries(files),
  '1304': (input) => paged(ethnic(), input),
  '1312': (input, ctx) => paged(insured(ctx), input),
  '1316': (input, ctx) => paged(matched(ctx), input),
  '1318': (input, ctx) => paged(limited(ctx), input),
  '1319': (input, ctx) => paged(shared(ctx), input),
}
