import type { Fen } from '../../shared/money.ts'
import type { MsgId } from '../../shared/msgid.ts'
import { type OpenedJournal, type OpenJournalOptions, openJournal } from './index.ts'
import type { AuditRow, Change, EncounterRow, PaymentRow, SettlementRow, TxnDraft } from './port.ts'

/** Rows for the tests of the journal; each takes what a test wants to be different. */
export const CODE = 'H51010000001'
/** 2026-03-02 08:00:00 local */
export const T0 = new Date(2026, 2, 2, 8).getTime()

export function open(path: string, more: Partial<OpenJournalOptions> = {}): Promise<OpenedJournal> {
  return openJournal({ path, fixmedins_code: CODE, slot: 7, busyTimeout_ms: 0, ...more })
}

export function draft(more: Partial<TxnDraft> = {}): TxnDraft {
  return {
    family: 'nhsa',
    infno: '2207',
    kind: 'transact',
    parent: null,
    encounterId: null,
    shiftId: null,
    opter: 'c01',
    opterName: '王芳',
    psnNo: null,
    insuplc: null,
    amountFen: null,
    purpose: null,
    input: { data: { psn_no: '51000001' } },
    local: { payments: [] },
    createdAt: T0,
    ...more,
  }
}

export function encounter(
  encounterId: string,
  more: Partial<EncounterRow> = {},
): Omit<EncounterRow, 'version' | 'updatedAt'> {
  return {
    encounterId,
    family: 'nhsa',
    kind: 'outpatient',
    step: 'open',
    active: true,
    shiftId: null,
    psnNo: null,
    psnName: null,
    psnPy: null,
    certno: null,
    ipt_otp_no: `OP${encounterId}`,
    mdtrt_id: null,
    data: { lines: [] },
    ...more,
  }
}

export const fen = (n: number) => n as Fen

export function settlement(setl_id: string, more: Partial<SettlementRow> = {}): SettlementRow {
  return {
    family: 'nhsa',
    setl_id,
    msgid: 'm',
    encounterId: 'E1',
    shiftId: null,
    psnNo: null,
    mdtrt_id: null,
    insutype: '310',
    med_type: '11',
    totalFen: fen(10_000),
    fundFen: fen(6000),
    acctFen: fen(1000),
    cashFen: fen(2900),
    hospFen: fen(100),
    reverses: null,
    setl_time: '2026-03-02 08:00:00',
    clr_type: '11',
    clr_optins: '510100',
    at: T0,
    ...more,
  }
}

export function payment(paymentId: string, more: Partial<PaymentRow> = {}): PaymentRow {
  return {
    paymentId,
    encounterId: 'E1',
    setl_id: 'S1',
    shiftId: null,
    method: 'cash',
    amountFen: fen(2900),
    refNo: null,
    at: T0,
    ...more,
  }
}

export function audit(more: Partial<AuditRow> = {}): Change {
  const entry = { at: T0, actor: 'c01', action: 'login', subject: 'c01', detail: { b: 1, a: ['x'] }, ...more }
  return { t: 'audit', entry }
}

/** The move every transaction makes before its first byte. */
export function sent(msgid: MsgId, at = T0): Change {
  return { t: 'txn', msgid, from: ['PREPARED'], to: 'SENT', at, set: { sentAt: at } }
}

/** What a settled answer commits in one go. */
export function settled(msgid: MsgId, encounterId: string, n: string, version: number): Change[] {
  return [
    {
      t: 'txn',
      msgid,
      from: ['SENT'],
      to: 'SETTLED',
      at: T0,
      note: '中心已结算',
      set: { output: { setlinfo: { setl_id: `S${n}` } }, refmsgid: `R${n}`, endedAt: T0 },
    },
    { t: 'encounter', put: encounter(encounterId, { step: 'settled' }), expect: version, at: T0 },
    { t: 'settlement', add: settlement(`S${n}`, { msgid, encounterId }) },
    { t: 'payment', add: payment(`P${n}`, { encounterId, setl_id: `S${n}` }) },
    audit({ action: 'settle', subject: msgid }),
  ]
}
