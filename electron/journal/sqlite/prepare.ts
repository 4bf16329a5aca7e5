import type { Database } from 'better-sqlite3'
import { GuitaiError } from '../../../shared/errors.ts'
import { type MsgId, nextMsgid } from '../../../shared/msgid.ts'
import { TXN_STATE_LABEL, type Txn, type TxnState } from '../../../shared/txn.ts'
import { type Change, type TxnDraft, UNSENT } from '../port.ts'
import { DISK_FULL } from './faults.ts'
import { insertSql, jsonText, TXN, toSql } from './shapes.ts'

/** What the partial indexes hold; the same words as there, or SQLite does not use them. */
export const OPEN = 'open = 1 AND parent IS NULL'

export interface PrepareOptions {
  fixmedins_code: string
  slot: number
  now: () => number
  minFreeBytes: number
  freeBytes: () => number | null
  /** applies changes within the transaction that runs */
  apply: (changes: readonly Change[]) => void
}

type Binds = (msgid: MsgId) => readonly Change[]

interface Standing {
  msgid: string
  infno: string
  state: TxnState
}

/** See Journal.prepare. One IMMEDIATE transaction: the holding check, the msgid, the row. */
export function createPrepare(
  db: Database,
  options: PrepareOptions,
): (draft: TxnDraft, binds?: Binds) => Txn {
  const { fixmedins_code, slot, now, apply } = options
  const highest = db
    .prepare<[string, string], string>(
      'SELECT msgid FROM txn WHERE msgid >= ? AND msgid < ? ORDER BY msgid DESC LIMIT 1',
    )
    .pluck()
  // ':' follows '9', so the range is the prefix and digits
  const highestUnder = (prefix: string) => (highest.get(prefix, `${prefix}:`) as string | undefined) ?? null
  const insertTxn = db.prepare(insertSql(TXN))
  const insertBody = db.prepare('INSERT INTO txn_body (seq, input, local, output) VALUES (?, ?, ?, NULL)')
  const refuseHeld = createHoldCheck(db)

  const run = db.transaction((draft: TxnDraft, input: string, local: string, binds?: Binds): Txn => {
    refuseHeld(draft)
    const txn: Txn = {
      ...draft,
      ...UNSENT,
      ...(binds ? { state: 'SENT' as const, sentAt: now() } : {}),
      msgid: nextMsgid(fixmedins_code, now(), slot, highestUnder),
    }
    const seq = insertTxn.run(toSql(TXN, txn)).lastInsertRowid
    insertBody.run(seq, input, local)
    if (binds) apply(binds(txn.msgid))
    return txn
  })

  return (draft, binds) => {
    // What finishes a transaction already begun has a parent and may use the reserve.
    if (draft.parent === null) {
      const free = options.freeBytes()
      if (free !== null && free < options.minFreeBytes) throw new GuitaiError({ ...DISK_FULL })
    }
    return run.immediate(draft, jsonText(draft.input), jsonText(draft.local), binds)
  }
}

/** Refuses with kind `doubt` what a standing transaction of the encounter or the patient holds. */
function createHoldCheck(db: Database): (draft: TxnDraft) => void {
  const standing = (index: string, column: string) =>
    db.prepare<[string], Standing>(
      `SELECT msgid, infno, state FROM txn INDEXED BY ${index}
       WHERE ${column} = +? AND ${OPEN} AND kind <> 'query' ORDER BY seq LIMIT 1`,
    )
  const ofEncounter = standing('txn_open_encounter', 'encounter_id')
  const ofPerson = standing('txn_open_psn', 'psn_no')
  return ({ kind, parent, encounterId, psnNo }) => {
    if (kind === 'query' || parent !== null) return
    const same = encounterId === null ? undefined : ofEncounter.get(encounterId)
    const held = same ?? (psnNo === null ? undefined : ofPerson.get(psnNo))
    if (!held) return
    const whose = same ? '这次就诊' : '这位患者'
    throw new GuitaiError({
      kind: 'doubt',
      what: `${whose}还有一笔 ${held.infno} 交易没有结果，状态：${TXN_STATE_LABEL[held.state]}`,
      means: '新的交易没有发送，也没有扣款。',
      todo: '请等那一笔有了结论再办理；长时间没有结论请到“存疑交易”中处理。',
      msgid: held.msgid as MsgId,
    })
  }
}
