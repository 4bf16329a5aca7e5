import type { Json, JsonObject } from '../../../shared/contract.ts'
import type { InjuryFamily } from '../../../shared/injury.ts'
import type { Fen } from '../../../shared/money.ts'
import type { Row, Store } from '../ledger.ts'
import type { Opened, WingDeps } from './wing.ts'
import { refuse } from './wing.ts'

/** One settlement in a platform's book; what takes it back is a row of its own with negative amounts. */
export interface InjuryLedgerRow {
  family: InjuryFamily
  setl_id: string
  /** of the message that made it; '' where the family numbers none */
  msgid: string
  mdtrt_id: string
  psn_no: string
  total: Fen
  fund: Fen
  cash: Fen
  hosp: Fen
  at_ms: number
  reverses: string | null
  /** taken back, or what took it back */
  voided: boolean
}

export interface InjuryLeftover {
  family: InjuryFamily
  mdtrt_id: string
  psn_no: string
  ipt_otp_no: string
  state: string
}

const rowOf = (row: Row): InjuryLedgerRow => ({
  ...(row as unknown as InjuryLedgerRow),
  voided: row.voided === 1,
})

const COLUMNS = 'family, setl_id, msgid, mdtrt_id, psn_no, total, fund, cash, hosp, at_ms, reverses, voided'

export const ledgerOf = (store: Store): InjuryLedgerRow[] =>
  store.all(`select ${COLUMNS} from settlement order by at_ms, setl_id`).map(rowOf)

/** Settlements that stand. */
export const effectiveOf = (store: Store): InjuryLedgerRow[] =>
  store
    .all(`select ${COLUMNS} from settlement where voided = 0 and reverses is null order by at_ms, setl_id`)
    .map(rowOf)

/** Registered or admitted, and neither settled nor cancelled; lines that are in no settlement go with them. */
export const leftoversOf = (store: Store): InjuryLeftover[] =>
  store.all<InjuryLeftover & Row>(
    `select family, mdtrt_id, psn_no, ipt_otp_no, state from visit where state in ('open', 'out') order by at_ms`,
  )

/** Books one settlement. Throws where the parts do not make the total: a mistake of the sandbox itself. */
export function book(
  store: Store,
  row: Omit<InjuryLedgerRow, 'voided' | 'reverses'> & { reverses?: string; info?: JsonObject },
): void {
  const { info = {}, reverses = null, ...facts } = row
  if (facts.total !== facts.fund + facts.cash + facts.hosp) throw new Error(`${facts.setl_id}: 金额不平`)
  store.insert('settlement', { ...facts, reverses, voided: 0, info: JSON.stringify(info) })
}

/** Takes a settlement back: a negative row, both out of force. */
export function unbook(
  store: Store,
  family: InjuryFamily,
  setl_id: string,
  by: { setl_id: string; msgid: string; at_ms: number },
): void {
  const row = store.get(
    'select * from settlement where family = ? and setl_id = ? and voided = 0',
    family,
    setl_id,
  )
  if (!row) refuse('结算信息不存在或已撤销')
  store.run('update settlement set voided = 1 where family = ? and setl_id = ?', family, setl_id)
  const minus = (name: string) => -Number(row[name])
  store.insert('settlement', {
    ...row,
    ...by,
    total: minus('total'),
    fund: minus('fund'),
    cash: minus('cash'),
    hosp: minus('hosp'),
    reverses: setl_id,
    voided: 1,
  })
}

/**
 * A message number that has succeeded before is answered as then, or refused as repeated; a refused one is judged
 * anew. For what changes something, in families that number their messages.
 */
export function once(
  { store, repeat }: WingDeps,
  family: InjuryFamily,
  opened: Opened,
  at_ms: number,
  act: () => Json,
): Json {
  const { id, code, input } = opened
  const text = JSON.stringify(input)
  const old = store.get<{ code: string; input: string; output: string; undone: number }>(
    'select * from message where family = ? and id = ?',
    family,
    id,
  )
  if (old) {
    if (old.code !== code || old.input !== text) refuse('交易流水号重复，且内容与原报文不一致')
    if (repeat === 'refuse') refuse('交易流水号重复')
    if (old.undone) refuse('该流水号对应的交易已回退')
    return JSON.parse(old.output) as Json
  }
  const output = act()
  store.insert('message', { family, id, code, input: text, output: JSON.stringify(output), at_ms, undone: 0 })
  return output
}
