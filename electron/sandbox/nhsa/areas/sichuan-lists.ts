import type { JsonObject } from '../../../../shared/contract.ts'
import { fen, yuanNumber } from '../../../../shared/money.ts'
import { dateOf, datetime } from '../../../../shared/msgid.ts'
import { personOf } from '../people.ts'
import type { Area, Ctx } from '../types.ts'
import { refuse } from '../types.ts'
import {
  bodyOf,
  type Data,
  dataOf,
  keep,
  newId,
  page,
  type Record_,
  recordOf,
  recordsOf,
  setStas,
  settledOf,
  within,
} from './sichuan-kit.ts'

/** list_stas: 0 not submitted, 1 submitted, 2 quality check failed, 3 in use at the agency. */
const OPEN = new Set(['0', '2'])

/** SCX-0801: one list a settlement; sent again it replaces the one that is not submitted. */
function send(input: JsonObject, ctx: Ctx) {
  const { psn_no = '', setl_id = '' } = input.setlinfo as Data
  const settled = settledOf(ctx, setl_id, psn_no)
  const diagnoses = (input.diseinfo ?? []) as Data[]
  const mains = diagnoses.filter(({ maindiag_flag }) => maindiag_flag === '1').length
  const [chk_rslt, chk_msg] = mains === 1 ? ['1', ''] : ['0', '主诊断应有且只有一个']
  const stas = chk_rslt === '1' ? '0' : '2'
  const [old] = recordsOf(ctx, 'list', 'setl_id', setl_id)
  if (old && !OPEN.has(old.stas)) refuse('结算清单已提交，不能再修改')
  const id = old?.id ?? newId(ctx, 'QD', 'scx_list')
  const body = { input, chk_rslt: chk_rslt!, chk_msg: chk_msg! }
  if (old)
    ctx.store.run(
      "update scx set stas = ?, body = ?, at_ms = ? where kind = 'list' and id = ?",
      stas,
      JSON.stringify(body),
      ctx.at_ms,
      id,
    )
  else keep(ctx, 'list', id, { psn_no, mdtrt_id: settled.mdtrt_id, setl_id }, body, stas)
  return { data: { setl_list_id: id, chk_rslt: chk_rslt!, chk_msg: chk_msg! } }
}

/** SCX-0802 */
function move(input: JsonObject, ctx: Ctx) {
  const data = dataOf(input)
  const row = recordOf(ctx, 'list', data.setl_list_id ?? '', '结算清单')
  if (row.setl_id !== data.setl_id || row.psn_no !== data.psn_no) refuse('结算清单与结算ID 不符')
  if (data.oprt === '1' && row.stas !== '0')
    refuse(row.stas === '2' ? '质控不通过的结算清单不能提交' : '结算清单已提交')
  if (data.oprt === '2' && row.stas !== '1') refuse('只有已提交的结算清单可以撤回')
  if (data.oprt === '2' && !data.undo_rea) refuse('撤回时撤销原因不能为空')
  const list_stas = data.oprt === '1' ? '1' : '0'
  setStas(ctx, row, list_stas)
  return { data: { setl_list_id: row.id, list_stas } }
}

/** SCX-0803 */
function find(input: JsonObject, ctx: Ctx) {
  const data = dataOf(input)
  const keys = ['setl_id', 'mdtrt_id', 'psn_no'] as const
  const all = ctx.store.all<Record_>(
    "select * from scx where kind = 'list' and fixmedins_code = ? order by at_ms, id",
    ctx.env.fixmedins_code,
  )
  const found = all.filter(
    (row) =>
      keys.every((key) => !data[key] || row[key] === data[key]) &&
      (!data.setl_list_id || row.id === data.setl_list_id) &&
      (!data.list_stas || row.stas === data.list_stas) &&
      within(dateOf(row.at_ms), data),
  )
  return {
    data: {
      recordCounts: found.length,
      list: page(found, data).map((row) => {
        const {
          input: sent,
          chk_rslt,
          chk_msg,
        } = bodyOf<{ input: JsonObject; chk_rslt: string; chk_msg: string }>(row)
        const { drg_code = '', drg_name = '' } = (sent.extinfo ?? {}) as Data
        const settled = ctx.store.get<{ medfee_sumamt: number }>(
          'select medfee_sumamt from settlement where setl_id = ?',
          row.setl_id,
        )
        return {
          ...{ setl_list_id: row.id, setl_id: row.setl_id, mdtrt_id: row.mdtrt_id, psn_no: row.psn_no },
          psn_name: personOf(row.psn_no).psn_name,
          medfee_sumamt: yuanNumber(fen(settled?.medfee_sumamt ?? 0)),
          ...{ list_stas: row.stas, chk_rslt, chk_msg, drg_code, drg_name, opt_time: datetime(row.at_ms) },
        }
      }),
    },
  }
}

export const sichuanLists: Area = { 'SCX-0801': send, 'SCX-0802': move, 'SCX-0803': find }
