import type { DifferenceKind, LedgerSide } from '../../../../shared/api/reconcile.ts'
import { fen } from '../../../../shared/money.ts'
import { cell, fenOf, find, type Row, sameBytes } from './lines.ts'

/** Where what stands in a row. Columns from 0; source: 3202 file_row of input and output. */
export interface Layout {
  setl_id: number
  mdtrt_id: number
  psn_no: number
  msgid: number
  refd: number
  /** the first of 医疗费总额, 基金支付总额, 个人账户支出, which stand together */
  amounts: number
  /** a row with fewer columns is none */
  least: number
}

/** Our rows: the seven columns of the uploaded file, and the message id, which stays here. */
export const HERE: Layout = { setl_id: 0, mdtrt_id: 1, psn_no: 2, amounts: 3, refd: 6, msgid: 7, least: 8 }

/** The centre's result file; some provinces leave out columns 8 to 10, some add an 11th. */
export const THERE: Layout = { psn_no: 0, mdtrt_id: 1, setl_id: 2, msgid: 3, refd: 5, amounts: 7, least: 6 }
const STMT_RSLT = 4
const MEMO = 6

/** What the centre's 对账结果 of a row means, as far as the rows themselves do not say it. */
export interface Codes {
  same: readonly string[]
  /** 医药机构多: the centre has no such settlement; the row only repeats ours */
  onlyHere: readonly string[]
}

export function textOf(row: Row, column: number): string {
  return find(row, column) ? row.buf.toString('utf8', cell.from, cell.to) : ''
}

const memoOf = (there: Row) => textOf(there, MEMO)

/** null: not given; NaN: no amount. */
function amountOf(row: Row, column: number): number | null {
  return find(row, column) ? fenOf(row.buf, cell.from, cell.to) : null
}

function isRefund(row: Row, column: number): boolean {
  return find(row, column) && cell.to - cell.from === 1 && row.buf[cell.from] === 0x31
}

/** null where one of them is empty. */
function sameCell(a: Row, aColumn: number, b: Row, bColumn: number): boolean | null {
  if (!find(a, aColumn)) return null
  const { from, to } = cell
  if (!find(b, bColumn)) return null
  return sameBytes(a.buf, from, to, b.buf, cell.from, cell.to)
}

const LOCAL_END = 0x52 // 'R'

/** Our number of a refund whose answer never came ends in R: the centre's is another (life/common.ts). */
function isLocalNumber(here: Row): boolean {
  return find(here, HERE.setl_id) && here.buf[cell.to - 1] === LOCAL_END
}

/**
 * What a pair of rows differs in, null where in nothing. Amounts in fen; what the centre does not list (seven
 * columns) is taken from its own verdict.
 */
export function judgePair(here: Row, there: Row, codes: Codes): 'amount' | 'state' | null {
  const amounts = sameAmounts(here, there)
  if (amounts === false) return 'amount'
  if (sameCell(here, HERE.msgid, there, THERE.msgid) === false) return 'state'
  if (isRefund(here, HERE.refd) !== isRefund(there, THERE.refd)) return 'state'
  if (sameCell(here, HERE.setl_id, there, THERE.setl_id) !== true) {
    // under another number the centre calls both rows strange, and that is no difference in itself
    return isLocalNumber(here) ? null : 'state'
  }
  if (amounts === null && find(there, STMT_RSLT) && !verdictIs(there, codes.same)) return 'amount'
  return null
}

/** null: the centre lists no amounts. */
function sameAmounts(here: Row, there: Row): boolean | null {
  if (sameText(here, there)) return true
  if (amountOf(there, THERE.amounts) === null) return null
  for (let i = 0; i < 3; i++) {
    const theirs = amountOf(there, THERE.amounts + i) ?? 0
    if (theirs !== (amountOf(here, HERE.amounts + i) ?? 0)) return false
  }
  return true
}

/** The three amounts written alike, byte by byte: nearly every row, and no number need be read. */
function sameText(here: Row, there: Row): boolean {
  if (there.cells < THERE.amounts + 3) return false
  const [a, b] = [HERE.amounts, THERE.amounts]
  return sameBytes(here.buf, here.at[a]!, here.at[a + 3]!, there.buf, there.at[b]!, there.at[b + 3]!)
    ? amountOf(there, b) !== null
    : false
}

/** Whether the row only says that the centre has none. */
export function saysOnlyHere(there: Row, codes: Codes): boolean {
  return find(there, STMT_RSLT) && verdictIs(there, codes.onlyHere)
}

/** After `find`: the verdict in `cell` is one of these. */
function verdictIs({ buf }: Row, codes: readonly string[]): boolean {
  return codes.some((code) => {
    if (code.length !== cell.to - cell.from) return false
    for (let i = 0; i < code.length; i++) if (buf[cell.from + i] !== code.charCodeAt(i)) return false
    return true
  })
}

export function sameMsgid(here: Row, there: Row): boolean {
  return sameCell(here, HERE.msgid, there, THERE.msgid) === true
}

/** One difference as it is found and kept. */
export interface Found {
  kind: DifferenceKind
  here: LedgerSide | null
  there: LedgerSide | null
  memo: string
}

export function sideOf(row: Row, layout: Layout): LedgerSide {
  const amount = (column: number) => {
    const value = amountOf(row, column)
    return value === null || Number.isNaN(value) ? null : fen(value)
  }
  return {
    setl_id: textOf(row, layout.setl_id),
    mdtrt_id: textOf(row, layout.mdtrt_id),
    psn_no: textOf(row, layout.psn_no),
    msgid: textOf(row, layout.msgid),
    totalFen: amount(layout.amounts),
    fundFen: amount(layout.amounts + 1),
    acctFen: amount(layout.amounts + 2),
    refunded: isRefund(row, layout.refd),
  }
}

export function pairOf(kind: DifferenceKind, here: Row, there: Row): Found {
  return { kind, here: sideOf(here, HERE), there: sideOf(there, THERE), memo: memoOf(there) }
}

export const hereOnly = (kind: DifferenceKind, here: Row): Found => {
  return { kind, here: sideOf(here, HERE), there: null, memo: '' }
}

export const thereOnly = (kind: DifferenceKind, there: Row): Found => {
  return { kind, here: null, there: sideOf(there, THERE), memo: memoOf(there) }
}
