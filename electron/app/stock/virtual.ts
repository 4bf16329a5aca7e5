import { fail, GuitaiError } from '../../../shared/errors.ts'
import { node } from '../../../shared/settlement.ts'
import type { StockDeps } from './deps.ts'
import { type Batch, batchesOf } from './goods.ts'
import { needOf, type RxCode, type RxLine } from './rx.ts'

/** 无医保码时填 NMLC999. Source: 3592B. */
const NO_LIST = 'NMLC999'

/**
 * 3592B, a code of its own for each pack that has none, where the site's centre gives such; elsewhere none. Throws
 * the outcome's fault where the centre does not answer; codes that were given until then are simply not used.
 */
export async function virtualCodes(deps: StockDeps, line: RxLine): Promise<RxCode[]> {
  if (!deps.givesVirtual) return []
  const batches = await batchesOf(deps.journal, line.fixmedins_hilist_id)
  const batch = batches.find(({ cnt }) => cnt > 0) ?? batches.at(-1)
  if (!batch)
    fail(
      'conflict',
      `「${line.fixmedins_hilist_name}」没有批次记录，不能取虚拟追溯码`,
      '没有发送。',
      '请先在进销存里读取 HIS。',
    )
  const codes: RxCode[] = []
  for (let n = 0; n < needOf(line); n++) codes.push(await virtualCode(deps, line, batch))
  return codes
}

async function virtualCode({ machine, now }: StockDeps, line: RxLine, batch: Batch): Promise<RxCode> {
  const { bchno, manu_lotnum, expy_end } = batch
  const { med_list_codg, fixmedins_hilist_id, fixmedins_hilist_name } = line
  const outcome = await machine.transact({
    family: 'nhsa',
    infno: '3592B',
    input: {
      data: {
        med_list_codg: med_list_codg || NO_LIST,
        ...{ fixmedins_hilist_id, fixmedins_hilist_name, fixmedins_bchno: bchno },
      },
    },
  })
  if (outcome.is !== 'settled') throw new GuitaiError(outcome.fault)
  const code = node(outcome.output, 'result')?.drug_trac_codg
  if (typeof code !== 'string' || !code)
    fail('rejected', '中心没有给出虚拟追溯码', '没有改变。', '请重试，或与中心联系。')
  return { drug_trac_codg: code, bchno, manu_lotnum, expy_end, asked: false, at: now(), returnedAt: null }
}
