import type { ShareItem, ShareRow } from '../../../../shared/api/injury-clearing.ts'
import type { JsonObject } from '../../../../shared/contract.ts'
import { fail } from '../../../../shared/errors.ts'
import type { ApiInput } from '../../../../shared/ipc.ts'
import { maskName } from '../../../../shared/mask.ts'
import { fen, yuanShow } from '../../../../shared/money.ts'
import { rows } from '../../../../shared/settlement.ts'
import { gyOf, lastDownload } from './deductions.ts'
import type { ClearingDeps } from './deps.ts'
import { money, moneyOr, text, total } from './model.ts'
import { type Downloaded, downloaded, downloads } from './sources.ts'

const detailsOf = (row: JsonObject): ShareRow['details'] => {
  const list = rows(row, 'detlist')
  return {
    ...{ count: list.length, totalFen: total(list, 'akc264'), fundFen: total(list, 'akb068') },
    ...{ deductFen: total(list, 'kk_amt'), amountFen: total(list, 'qf_amt') },
  }
}

/** What was shared out, each beside the sums of its details; newest period first. */
export async function shareRows(
  deps: ClearingDeps,
  { offset, limit }: ApiInput<'injury.clearing.shares'>,
): Promise<{ rows: ShareRow[]; total: number; downloadedAt: number | null }> {
  gyOf(deps)
  const direction = (value: string) => deps.dict('gy', 'gy_qf_dir')?.values[value] ?? value
  const found = await downloads(deps.journal, 'GYD005')
  found.sort((a, b) => (orderOf(a) < orderOf(b) ? 1 : -1))
  const shown = found.slice(offset, offset + limit).map(({ id, row }): ShareRow => {
    const details = detailsOf(row)
    return {
      ...{ id, qf_no: text(row, 'qf_no'), period: text(row, 'qf_period'), opposite: text(row, 'opp_admdvs') },
      ...{ direction: direction(text(row, 'qf_dir')), count: Number(row.qf_num ?? 0), details },
      ...{ totalFen: money(row, 'akc264'), fundFen: money(row, 'akb068'), amountFen: money(row, 'qf_amt') },
      ...{ time: text(row, 'qf_time'), unequal: unequalOf(row, details) },
    }
  })
  return { rows: shown, total: found.length, downloadedAt: (await lastDownload(deps, 'GYD005')).lastAt }
}

/** The id decides between two of one time, so that the pages of a list fit together. */
const orderOf = ({ id, row }: Downloaded) => `${text(row, 'qf_period')} ${text(row, 'qf_time')} ${id}`

/** Where what is stated is not the sum of the details; what is not stated is not compared. */
function unequalOf(row: JsonObject, details: ShareRow['details']): string[] {
  const said: [label: string, stated: number | null, summed: number][] = [
    ['结算总金额', moneyOr(row, 'akc264'), details.totalFen],
    ['统筹支付金额', moneyOr(row, 'akb068'), details.fundFen],
    ['清分金额', moneyOr(row, 'qf_amt'), details.amountFen],
  ]
  return [
    ...(Number(row.qf_num) === details.count
      ? []
      : [`清分人次 ${String(row.qf_num)}，明细 ${details.count} 条`]),
    ...said
      .filter(([, stated, summed]) => stated !== null && stated !== summed)
      .map(
        ([label, stated, summed]) => `${label} ${yuanShow(fen(stated!))}，明细合计 ${yuanShow(fen(summed))}`,
      ),
  ]
}

/** The settlements in one, each held against the own ledger where it is this institution's. */
export async function shareItems(
  deps: ClearingDeps,
  { id }: ApiInput<'injury.clearing.shareItems'>,
): Promise<ShareItem[]> {
  const { journal } = deps
  const { akb020 } = gyOf(deps)
  const found = await downloaded(journal, 'GYD005', id)
  if (!found) return fail('not_found', '没有这条清分', '没有改变。', '请刷新列表。')
  const items = rows(found.row, 'detlist').map(async (row): Promise<ShareItem> => {
    const mine =
      text(row, 'akb020') === akb020
        ? (await journal.settlements({ family: 'gy', setl_id: text(row, 'ykc618') }))[0]
        : undefined
    const notes = [
      ...(money(row, 'akb068') - money(row, 'kk_amt') === money(row, 'qf_amt')
        ? []
        : ['清分金额不等于统筹支付减扣款']),
      ...(text(row, 'akb020') !== akb020
        ? []
        : !mine || mine.reverses !== null
          ? ['本机账本里没有']
          : mine.fundFen === money(row, 'akb068') && mine.totalFen === money(row, 'akc264')
            ? []
            : ['与本机账本的金额不一致']),
    ]
    return {
      ...{ ykc618: text(row, 'ykc618'), psn_name: maskName(text(row, 'aac003')) },
      ...{ institution: text(row, 'akb020'), totalFen: money(row, 'akc264'), fundFen: money(row, 'akb068') },
      ...{ deductFen: money(row, 'kk_amt'), amountFen: money(row, 'qf_amt'), yzz062: text(row, 'yzz062') },
      note: notes.join('；'),
    }
  })
  return Promise.all(items)
}
