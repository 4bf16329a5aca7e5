import type { Contract, JsonObject } from '../../shared/contract.ts'
import { fail } from '../../shared/errors.ts'
import type { Journal } from '../journal/port.ts'
import { isInjury } from './injury/store.ts'

/** Codes of visits and stays that change what this counter's ledger says of them. */
const OF_ENCOUNTERS = /^(220[245]|220[78]A?|230[1245]|2304A|240[1245]|2601|SCX-020[23])$/

/** The same of work-injury insurance, by family. */
const OF_CASES: Record<string, RegExp> = {
  gs: /^(GS3001|GS3003|GS3004|GS3008|GS3015|GS3106|GS3108|GS5001)$/,
  bizh: /^bizh(11010[456]|12000[24]|12010[3-9])$/,
  gy: /^(GYU10[123]|GYU303|GYR00[123])$/,
}
/** Names under which their messages say which case, settlement, application or earlier message is meant. */
const OF_CASE = ['akc190', 'aaz218', 'ykc700', 'ykc112', 'yka103', 'ykc618', 'ykc010', 'bka025', 'orig_sn']

/**
 * Refuses, before anything is sent, a message past the ledger (console, terminal) about a visit, a stay or a
 * message that this counter has in its own: the centre would change and the ledger would not know.
 */
export async function notInLedger(journal: Journal, contract: Contract, input: JsonObject): Promise<void> {
  if (isInjury(contract.family)) return notInCases(journal, contract, input)
  if (contract.kind !== 'transact' || !OF_ENCOUNTERS.test(contract.code)) return
  for (const node of Object.values(input)) {
    const first = ((Array.isArray(node) ? node[0] : node) ?? {}) as JsonObject
    const { mdtrt_id, omsgid } = first
    const own =
      (typeof omsgid === 'string' && omsgid && (await journal.txn(omsgid))?.encounterId) ||
      (typeof mdtrt_id === 'string' &&
        mdtrt_id &&
        (await journal.searchEncounters({ text: mdtrt_id, limit: 1 })).some(
          (row) => row.mdtrt_id === mdtrt_id,
        ))
    if (own)
      fail(
        'conflict',
        '这次就诊在本机的账本里，不能绕过收费流程发送',
        '没有发送，也没有扣款。',
        '请在门诊收费或住院办理里操作。',
      )
  }
}

async function notInCases(journal: Journal, { family, code }: Contract, input: JsonObject): Promise<void> {
  if (!OF_CASES[family]?.test(code)) return
  for (const node of Object.values(input)) {
    const all = (Array.isArray(node) ? node : [node]) as (JsonObject | null)[]
    for (const row of all) {
      const told = OF_CASE.flatMap((name) =>
        typeof row?.[name] === 'string' && row[name] ? [row[name]] : [],
      )
      for (const value of new Set(told as string[])) {
        if (!(await knows(journal, family, value))) continue
        fail(
          'conflict',
          '这次工伤就诊在本机的账本里，不能绕过收费流程发送',
          '没有发送，也没有扣款。',
          '请在“工伤办理”里操作。',
        )
      }
    }
  }
}

async function knows(journal: Journal, family: string, value: string): Promise<boolean> {
  const [found, [settled], sent] = await Promise.all([
    journal.searchEncounters({ families: [family], text: value, limit: 20 }),
    journal.settlements({ family, setl_id: value }),
    journal.txn(value),
  ])
  return (
    found.some((row) => row.mdtrt_id === value || row.ipt_otp_no === value) ||
    settled !== undefined ||
    (sent?.family === family && sent.encounterId !== null)
  )
}
