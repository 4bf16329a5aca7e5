import type { Json } from '../../../shared/contract.ts'
import type { Txn, TxnEvent } from '../../../shared/txn.ts'
import type {
  AuditRow,
  EncounterRow,
  OperatorRow,
  OutboxRow,
  PaymentRow,
  SettlementRow,
  ShiftRow,
} from '../port.ts'

/** How a row of the port lies in its table: field to column, which columns are JSON text, which 0 or 1. */
export interface Shape<R> {
  readonly table: string
  readonly columns: { readonly [K in keyof R & string]-?: string }
  readonly json?: readonly (keyof R & string)[]
  readonly flags?: readonly (keyof R & string)[]
}

export type SqlValue = string | number | null
export type SqlRow = Record<string, SqlValue>

/** `created_at AS "createdAt", …` */
export function selectList<R>(shape: Shape<R>, alias = shape.table): string {
  return Object.entries(shape.columns)
    .map(([field, column]) => `${alias}.${column} AS "${field}"`)
    .join(', ')
}

export function insertSql<R>(shape: Shape<R>): string {
  const columns = Object.values(shape.columns).join(', ')
  const values = Object.keys(shape.columns).map((field) => `@${field}`)
  return `INSERT INTO ${shape.table} (${columns}) VALUES (${values.join(', ')})`
}

/** Inserts, or replaces every column but the key `id`. */
export function upsertSql<R>(shape: Shape<R>, id: keyof R & string): string {
  const set = Object.values<string>(shape.columns)
    .filter((column) => column !== shape.columns[id])
    .map((column) => `${column} = excluded.${column}`)
  return `${insertSql(shape)} ON CONFLICT (${shape.columns[id]}) DO UPDATE SET ${set.join(', ')}`
}

/** JSON text of a value; what JSON cannot say (undefined) is null. */
export const jsonText = (value: unknown): string => JSON.stringify(value) ?? 'null'

export function toSql<R extends object>(shape: Shape<R>, row: R): SqlRow {
  const out: SqlRow = {}
  for (const field in shape.columns) out[field] = (row[field as keyof R] ?? null) as SqlValue
  for (const field of shape.json ?? []) out[field] = jsonText(row[field])
  for (const field of shape.flags ?? []) out[field] = row[field] ? 1 : 0
  return out
}

/** The row as read with `selectList`, its JSON parsed and its flags made booleans, in place. */
export function fromSql<R>(shape: Shape<R>, row: unknown): R {
  const out = row as Record<string, Json>
  for (const field of shape.json ?? []) {
    const text = out[field] as string
    // what most rows hold in most of these columns
    out[field] = text === 'null' ? null : text === '[]' ? [] : JSON.parse(text)
  }
  for (const field of shape.flags ?? []) out[field] = out[field] === 1
  return out as R
}

export type TxnHead = Omit<Txn, 'input' | 'local' | 'output'>

export const TXN: Shape<TxnHead> = {
  table: 'txn',
  columns: {
    msgid: 'msgid',
    family: 'family',
    infno: 'infno',
    kind: 'kind',
    state: 'state',
    parent: 'parent',
    encounterId: 'encounter_id',
    shiftId: 'shift_id',
    opter: 'opter',
    opterName: 'opter_name',
    psnNo: 'psn_no',
    insuplc: 'insuplc',
    amountFen: 'amount_fen',
    purpose: 'purpose',
    refmsgid: 'refmsgid',
    errCode: 'err_code',
    errMsg: 'err_msg',
    attempts: 'attempts',
    nextAt: 'next_at',
    createdAt: 'created_at',
    sentAt: 'sent_at',
    endedAt: 'ended_at',
  },
}

export const TXN_EVENT: Shape<TxnEvent> = {
  table: 'txn_event',
  columns: { at: 'at', from: 'from_state', to: 'to_state', note: 'note' },
}

export type EncounterHead = Omit<EncounterRow, 'data'>

export const ENCOUNTER: Shape<EncounterHead> = {
  table: 'encounter',
  columns: {
    encounterId: 'encounter_id',
    family: 'family',
    kind: 'kind',
    step: 'step',
    active: 'active',
    shiftId: 'shift_id',
    psnNo: 'psn_no',
    psnName: 'psn_name',
    psnPy: 'psn_py',
    certno: 'certno',
    ipt_otp_no: 'ipt_otp_no',
    mdtrt_id: 'mdtrt_id',
    version: 'version',
    updatedAt: 'updated_at',
  },
  flags: ['active'],
}

export const SETTLEMENT: Shape<SettlementRow> = {
  table: 'settlement',
  columns: {
    family: 'family',
    setl_id: 'setl_id',
    msgid: 'msgid',
    encounterId: 'encounter_id',
    shiftId: 'shift_id',
    psnNo: 'psn_no',
    mdtrt_id: 'mdtrt_id',
    insutype: 'insutype',
    med_type: 'med_type',
    totalFen: 'total_fen',
    fundFen: 'fund_fen',
    acctFen: 'acct_fen',
    cashFen: 'cash_fen',
    hospFen: 'hosp_fen',
    reverses: 'reverses',
    setl_time: 'setl_time',
    clr_type: 'clr_type',
    clr_optins: 'clr_optins',
    at: 'at',
  },
}

export const PAYMENT: Shape<PaymentRow> = {
  table: 'payment',
  columns: {
    paymentId: 'payment_id',
    encounterId: 'encounter_id',
    setl_id: 'setl_id',
    shiftId: 'shift_id',
    method: 'method',
    amountFen: 'amount_fen',
    refNo: 'ref_no',
    at: 'at',
  },
}

export const OUTBOX: Shape<OutboxRow> = {
  table: 'outbox',
  columns: {
    id: 'id',
    job: 'job',
    key: 'key',
    payload: 'payload',
    state: 'state',
    attempts: 'attempts',
    nextAt: 'next_at',
    lastError: 'last_error',
    createdAt: 'created_at',
    doneAt: 'done_at',
  },
  json: ['payload'],
}

export const OPERATOR: Shape<OperatorRow> = {
  table: 'operator',
  columns: {
    opter: 'opter',
    opterName: 'opter_name',
    role: 'role',
    password: 'password',
    disabled: 'disabled',
    failures: 'failures',
    lockedUntil: 'locked_until',
    createdAt: 'created_at',
    passwordAt: 'password_at',
  },
  flags: ['disabled'],
}

export const SHIFT: Shape<ShiftRow> = {
  table: 'shift',
  columns: {
    shiftId: 'shift_id',
    opter: 'opter',
    opterName: 'opter_name',
    window: 'window',
    signNo: 'sign_no',
    startedAt: 'started_at',
    endedAt: 'ended_at',
    handedTo: 'handed_to',
    totals: 'totals',
  },
  json: ['signNo', 'totals'],
}

export const AUDIT: Shape<AuditRow> = {
  table: 'audit',
  columns: {
    seq: 'seq',
    at: 'at',
    actor: 'actor',
    action: 'action',
    subject: 'subject',
    detail: 'detail',
    prevHash: 'prev_hash',
    hash: 'hash',
  },
  json: ['detail'],
}
