import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { match } from '../../electron/app/reconcile/match/match.ts'
import { yuanText } from '../../shared/money.ts'
import type { CentreBook, CounterBook } from '../crash/ledgers.ts'
import { CODES } from '../reconcile/inject.ts'

/**
 * What the reconciliation of the whole hospital against the centre finds: nothing, on a sound day. What 2601
 * undid is in no statement (3201 rules).
 */
export function reconciled(books: readonly CounterBook[], centre: CentreBook, root: string): string[] {
  const dir = mkdtempSync(join(root, 'reconcile-'))
  const [here, there] = [join(dir, 'here.txt'), join(dir, 'there.txt')]
  const ours = books.flatMap((book) => book.settlements).filter((row) => row.mdtrt_id !== null)
  write(
    here,
    ours.map((row) => [
      ...[row.setl_id, row.mdtrt_id, row.psnNo],
      ...[yuanText(row.totalFen), yuanText(row.fundFen), yuanText(row.acctFen)],
      ...[row.reverses === null ? '0' : '1', row.msgid],
    ]),
  )
  const theirs = centre.ledger.filter((row) => !row.voided)
  write(
    there,
    theirs.map((row) => [
      ...[row.psn_no, row.mdtrt_id, row.setl_id, row.msgid, '0', row.reverses === undefined ? '0' : '1', ''],
      ...[yuanText(row.medfee_sumamt), yuanText(row.fund_pay_sumamt), yuanText(row.acct_pay)],
    ]),
  )
  const found: string[] = []
  const result = match({
    ...{ here, there, dir: join(dir, 'parts'), codes: CODES, lists: 'all' },
    found: ({ kind, here, there }) =>
      found.push(`reconcile ${kind}: here ${here?.setl_id ?? '-'}, there ${there?.setl_id ?? '-'}`),
  })
  rmSync(dir, { recursive: true, force: true })
  return result.here === ours.length && result.there === theirs.length ? found : [...found, 'reconcile: rows']
}

function write(file: string, rows: (string | null)[][]): void {
  writeFileSync(file, rows.map((cells) => `${cells.map((cell) => cell || 'null').join('\t')}\n`).join(''))
}
