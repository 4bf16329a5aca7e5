import type { Fault } from '../../../shared/errors.ts'
import type { ApiArgs } from '../../../shared/ipc.ts'
import { tryYuan } from '../../../shared/money.ts'
import type { TxnState } from '../../../shared/txn.ts'
import { fieldFault } from '../../components/Field.tsx'
import { dayText, parseDay } from '../../format.ts'

/** The search form as typed. */
export interface Form {
  text: string
  infno: string
  states: TxnState[]
  amount: string
  from: string
  to: string
  opter: string
  withQueries: boolean
}

export const PAGE = 200

export function emptyForm(now: number): Form {
  const today = dayText(now)
  return {
    text: '',
    infno: '',
    states: [],
    amount: '',
    from: today,
    to: today,
    opter: '',
    withQueries: false,
  }
}

export type Search = ApiArgs<'txn.search'>

/** The call's input from what was typed; the first thing wrong as a fault that names its field. */
export function searchOf(form: Form, offset: number, now: number): { ok: Search } | { fault: Fault } {
  const amountFen = form.amount.trim() === '' ? undefined : tryYuan(form.amount)
  if (amountFen === null) return { fault: fieldFault('amountFen', '金额', '金额：请输入元，最多两位小数') }
  const from = form.from.trim() === '' ? undefined : parseDay(form.from, now)
  if (from === null) return { fault: fieldFault('from', '起始日期', '起始日期：请输入如 1121 或 2026-11-21') }
  const last = form.to.trim() === '' ? undefined : parseDay(form.to, now)
  if (last === null) return { fault: fieldFault('to', '截止日期', '截止日期：请输入如 1121 或 2026-11-21') }
  if (from !== undefined && last !== undefined && last < from) {
    return { fault: fieldFault('to', '截止日期', '截止日期：不能早于起始日期') }
  }
  const input: Search = { text: form.text.trim(), withoutQueries: !form.withQueries, offset, limit: PAGE }
  if (form.infno.trim()) input.infno = form.infno.trim()
  if (form.opter.trim()) input.opter = form.opter.trim()
  if (form.states.length > 0) input.states = form.states
  if (amountFen !== undefined) input.amountFen = amountFen
  if (from !== undefined) input.from = from
  if (last !== undefined) input.to = endOfDay(last)
  return { ok: input }
}

/** The last millisecond of a local day, also where a clock change makes it 23 or 25 hours long. */
function endOfDay(start: number): number {
  const date = new Date(start)
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime() - 1
}
