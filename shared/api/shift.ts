import { z } from 'zod'
import type { Fen } from '../money.ts'

const none = z.object({}).strict()

/** A shift: sign in at the centre (9001), work, sign out (9002), hand over. */
export const shiftInputs = {
  'shift.current': none,
  'shift.signIn': none,
  'shift.totals': z.object({ shiftId: z.string().max(40).optional() }).strict(),
  /** ends the shift; cash counted in fen is compared with the ledger and the difference kept */
  'shift.signOut': z
    .object({
      countedCash: z.number().int().min(0),
      handedTo: z.string().trim().max(20).optional(),
      note: z.string().max(200).optional(),
    })
    .strict(),
  'shift.history': z.object({ limit: z.number().int().min(1).max(200).default(50) }).strict(),
}

export interface ShiftView {
  shiftId: string
  opter: string
  opterName: string
  window: string
  startedAt: number
  endedAt: number | null
  /** 签到流水号 of the centre; null when the site does not sign in */
  sign_no: string | null
  handedTo: string | null
}

export interface TotalsLine {
  key: string
  label: string
  count: number
  refunds: number
  totalFen: Fen
  fundFen: Fen
  acctFen: Fen
  cashFen: Fen
  hospFen: Fen
}

export interface MoneyLine {
  key: string
  label: string
  inFen: Fen
  outFen: Fen
  netFen: Fen
  count: number
}

export interface ShiftTotals {
  shift: ShiftView
  byInsurance: TotalsLine[]
  byMedType: TotalsLine[]
  /** taken and given back for settlements, by method; what deposits paid is no money that moved here */
  byPayment: MoneyLine[]
  /** 押金 taken and given back, by method */
  deposits: MoneyLine[]
  all: TotalsLine
  /** transactions of this shift still in doubt: the totals may change */
  doubtful: number
  /** of a shift that is open: visits at the counter that a centre knows and that are not settled */
  unfinished?: number
  /** the drawer as counted at sign-out; null while the shift is open */
  counted: { cashFen: Fen; differenceFen: Fen; note: string } | null
}

export interface ShiftOutputs {
  'shift.current': ShiftView | null
  'shift.signIn': ShiftView
  'shift.totals': ShiftTotals
  'shift.signOut': ShiftTotals
  'shift.history': ShiftView[]
}
