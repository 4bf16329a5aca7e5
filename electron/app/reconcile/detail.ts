import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReconcileRun } from '../../../shared/api/reconcile.ts'
import type { JsonObject } from '../../../shared/contract.ts'
import { fail, GuitaiError } from '../../../shared/errors.ts'
import { yuanNumber, yuanText } from '../../../shared/money.ts'
import { stamp } from '../../../shared/msgid.ts'
import { node } from '../../../shared/settlement.ts'
import type { SettlementRow } from '../../journal/port.ts'
import { type By, type ReconcileDeps, refundFlag } from './deps.ts'
import { type Range, settlementsOf } from './ledger.ts'
import { runJob } from './match/job.ts'
import { added, noSums } from './totals.ts'

/** What is reconciled row by row: all 险种 of one 清算类别 × 经办机构. */
export interface Scope extends Range {
  clr_type: string
  clr_optins: string
}

/** columns of the uploaded file: 3202 file_row without the extension */
const UPLOADED = 7
/** the result is unpacked up to so many times the limit of a file */
const UNFOLDS = 20
const WORK = 'reconcile'

/**
 * 3202 with its files: our rows → TXT → ZIP → 9101 → 3202 → 9102 → unpacked and matched in a thread of its
 * own. Nothing of a run that fails or is cancelled is kept. Throws GuitaiError.
 */
export async function runDetail(
  deps: ReconcileDeps,
  by: By,
  scope: Scope,
  signal: AbortSignal,
): Promise<ReconcileRun> {
  const { from, to, clr_type, clr_optins } = scope
  const runId = `DZ${stamp(deps.now())}${String(deps.slot).padStart(2, '0')}${randomBytes(2).toString('hex')}`
  const run = await deps.runs.begin(runId)
  const tell = (label: string, done: number) => deps.bus.emit('work.progress', { work: WORK, label, done })
  const go = (label: string, done: number) => {
    signal.throwIfAborted()
    tell(label, done)
  }
  try {
    go('整理本院明细', 0)
    const here = join(run.dir, 'here.txt')
    const sums = await writeRows(deps, scope, here)
    const zip = join(run.dir, 'upload.zip')
    await runJob({ is: 'pack', from: here, to: zip, name: `${runId}.txt`, columns: UPLOADED }, signal)
    const ref = await deps.files.put({ path: zip })
    go('上传明细文件（9101）', 0.15)
    const uploaded = await upload(deps, by, `${runId}.zip`, ref)
    go('中心对明细账（3202）', 0.25)
    const result = await statement(deps, by, scope, sums, uploaded)
    go('下载对账结果（9102）', 0.4)
    const answer = await download(deps, by, result)
    go('逐笔比对', 0.5)
    const there = join(run.dir, 'there.txt')
    const matched = await runJob(
      {
        is: 'match',
        ...{ here, there, zip: deps.files.path(answer), most_bytes: deps.settings.most_bytes * UNFOLDS },
        ...{ parts: join(run.dir, 'parts'), results: run.dir, lists: deps.settings.resultLists },
        codes: { same: deps.settings.same, onlyHere: deps.settings.onlyHere },
      },
      signal,
      (done) => tell('逐笔比对', 0.5 + done / 2),
    )
    await Promise.all([rm(here), rm(there)])
    const at = deps.now()
    const kept = { runId, from, to, clr_type, clr_optins, at, opterName: by.opterName, ...matched }
    const detail = { from, to, clr_type, clr_optins, ...matched.counts, upload: ref, result: answer }
    const entry = { at, actor: by.opter, action: 'reconcile.detail', subject: runId, detail }
    await deps.journal.commit([{ t: 'audit', entry }])
    return await run.finish(kept)
  } catch (error) {
    await run.drop()
    if (signal.aborted) fail('conflict', '对明细账已取消', '账本没有改变。', '需要时请重新对明细账。')
    throw error
  } finally {
    tell('', 1)
  }
}

/** Our rows as 3202 wants them, and behind them the message ids, which are for the matching. */
async function writeRows(deps: ReconcileDeps, scope: Scope, path: string) {
  let sums = noSums()
  const lines = async function* () {
    for await (const row of settlementsOf(deps, scope)) {
      if (row.clr_type !== scope.clr_type || row.clr_optins !== scope.clr_optins) continue
      sums = added(sums, row)
      yield lineOf(row)
    }
  }
  await pipeline(Readable.from(lines()), createWriteStream(path, { mode: 0o600 }))
  return sums
}

function lineOf(row: SettlementRow): string {
  const cells = [
    row.setl_id,
    row.mdtrt_id || 'null',
    row.psnNo || 'null',
    yuanText(row.totalFen),
    yuanText(row.fundFen),
    yuanText(row.acctFen),
    row.reverses === null ? '0' : '1',
    row.msgid,
  ]
  return `${cells.join('\t')}\n`
}

async function ask(deps: ReconcileDeps, by: By, infno: string, input: JsonObject): Promise<JsonObject> {
  const outcome = await deps.engine.transact({ family: 'nhsa', infno, input, by })
  if (outcome.is !== 'settled') throw new GuitaiError(outcome.fault)
  return outcome.output
}

/** What the answer must name, or the next step cannot be taken. */
function needed(of: JsonObject | null, field: string, label: string): string {
  const value = of?.[field]
  if (typeof value === 'string' && value !== '') return value
  fail('rejected', `中心没有返回${label}`, '账本没有改变。', '请重试；仍然如此请联系医保办。')
}

async function upload(deps: ReconcileDeps, by: By, filename: string, ref: string): Promise<string> {
  const fsUploadIn = { in: ref, filename, fixmedins_code: deps.fixmedins_code }
  return needed(await ask(deps, by, '9101', { fsUploadIn }), 'file_qury_no', '文件查询号')
}

async function statement(
  deps: ReconcileDeps,
  by: By,
  scope: Scope,
  sums: ReturnType<typeof noSums>,
  file_qury_no: string,
) {
  const data = {
    setl_optins: scope.clr_optins,
    file_qury_no,
    stmt_begndate: scope.from,
    stmt_enddate: scope.to,
    medfee_sumamt: yuanNumber(sums.totalFen),
    fund_pay_sumamt: yuanNumber(sums.fundFen),
    cash_payamt: yuanNumber(sums.cashFen),
    fixmedins_setl_cnt: sums.count + sums.refunds,
    clr_type: scope.clr_type,
    refd_setl_flag: refundFlag(deps),
  }
  const fileinfo = node(await ask(deps, by, '3202', { data }), 'fileinfo')
  return {
    file_qury_no: needed(fileinfo, 'file_qury_no', '结果文件查询号'),
    filename: needed(fileinfo, 'filename', '结果文件名'),
  }
}

/** The result's place in the file store. */
async function download(
  deps: ReconcileDeps,
  by: By,
  file: { file_qury_no: string; filename: string },
): Promise<string> {
  const fsDownloadIn = { ...file, fixmedins_code: deps.fixmedins_code }
  return needed(await ask(deps, by, '9102', { fsDownloadIn }), 'body', '结果文件')
}
