import type { SichuanRecord, SichuanSettlement } from '../../../shared/api/sichuan.ts'
import type { JsonObject } from '../../../shared/contract.ts'
import { node, rows } from '../../../shared/settlement.ts'
import type { TableExport } from '../export/port.ts'
import { type AskAs, type ColumnOf, tableOf } from '../export/tables.ts'

interface Deps {
  ask: AskAs
  meaning(dict: string, value: string): string
}

const MOST = 500

/** Settlements with what hangs on them, records of one kind, and the province's information as Excel. */
export const sichuanTables = (deps: Deps): TableExport[] => [settlements(deps), records(deps), info(deps)]

function settlements({ ask }: Deps): TableExport {
  const columns: readonly ColumnOf<SichuanSettlement>[] = [
    { title: '结算时间', kind: 'time', of: (row) => row.at },
    { title: '姓名', width: 10, of: (row) => row.psn_name },
    { title: '类别', width: 8, of: (row) => (row.inpatient ? '住院' : '门诊') },
    { title: '结算ID', width: 28, of: (row) => row.setl_id },
    { title: '就诊ID', width: 28, of: (row) => row.mdtrt_id },
    { title: '总额', kind: 'fen', of: (row) => row.totalFen },
    { title: '个人现金', kind: 'fen', of: (row) => row.cashFen },
    {
      title: '共济支付',
      kind: 'fen',
      of: (row) => (row.family?.state === 'paid' ? row.family.totalFen : null),
    },
    {
      title: '共济支付流水号',
      width: 20,
      of: (row) => (row.family?.state === 'paid' ? row.family.mulaid_sn : null),
    },
    { title: '电子票据', width: 10, of: (row) => (row.bill ? '已上传' : '未上传') },
    { title: '查证中', width: 8, of: (row) => (row.doubtful ? '是' : '') },
  ]
  return tableOf({ id: 'sichuan.settlements', label: '四川扩展结算' }, columns, async function* (q, caller) {
    yield* await ask('sichuan.settlements', { ...q, limit: MOST }, caller)
  })
}

function records({ ask }: Deps): TableExport {
  const columns: readonly ColumnOf<SichuanRecord>[] = [
    { title: '时间', kind: 'time', of: (row) => row.at },
    { title: '姓名', width: 10, of: (row) => row.psn_name },
    { title: '内容', width: 40, of: (row) => row.title },
    { title: '中心编号', width: 24, of: (row) => row.number },
    { title: '状态', width: 10, of: (row) => row.stateLabel },
    { title: '说明', width: 50, of: (row) => row.note },
    { title: '经办人', width: 12, of: (row) => row.opterName },
  ]
  return tableOf({ id: 'sichuan.records', label: '四川扩展记录' }, columns, async function* (q, caller) {
    yield* await ask('sichuan.records', { ...q, limit: MOST }, caller)
  })
}

const PAGE = 100

function info({ ask, meaning }: Deps): TableExport {
  const text = (name: string) => (row: JsonObject) => String(row[name] ?? '')
  const columns: readonly ColumnOf<JsonObject>[] = [
    {
      title: '信息类别',
      width: 14,
      of: (row) => meaning('scx_info_type', String(row.info_type ?? '')),
    },
    { title: '信息编码', width: 20, of: text('info_code') },
    { title: '信息名称', width: 30, of: text('info_name') },
    { title: '信息内容', width: 60, of: text('info_value') },
    { title: '开始日期', width: 12, of: text('begndate') },
    { title: '结束日期', width: 12, of: text('enddate') },
    { title: '有效标志', width: 10, of: (row) => meaning('vali_flag', String(row.vali_flag ?? '')) },
    { title: '更新时间', width: 20, of: text('updt_time') },
  ]
  return tableOf({ id: 'sichuan.info', label: '四川其他信息' }, columns, async function* (q, caller) {
    for (let page_num = 1; ; page_num++) {
      const data = { ...q, page_num, page_size: PAGE }
      const query = { code: 'SCX-0101', about: {}, input: { data } }
      const { output } = await ask('sichuan.ask', query, caller)
      const found = rows(node(output, 'data') ?? {}, 'info')
      yield* found
      if (found.length < PAGE) return
    }
  })
}
