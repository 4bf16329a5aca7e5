import type { JsonObject } from '../../../shared/contract.ts'
import { fail } from '../../../shared/errors.ts'
import type { Engine } from '../../engine/engine.ts'
import type { Journal, OperatorRow } from '../../journal/port.ts'
import type { FileStore } from '../../platforms/port.ts'
import type { Bus, Caller } from '../registry.ts'
import type { Runs } from './runs.ts'

export interface ReconcileDeps {
  journal: Journal
  engine: Engine
  bus: Bus
  now(): number
  fixmedins_code: string
  /** two digits of every msgid that this counter sends */
  slot: number
  files: FileStore
  runs: Runs
  settings: {
    refunds: 'included' | 'excluded'
    resultLists: 'all' | 'differences'
    same: readonly string[]
    onlyHere: readonly string[]
    /** of a file, packed */
    most_bytes: number
    /** the centre wants a sign-in before anything else */
    signIn: boolean
  }
  meaning(dict: string, value: string): string
  /** checks a password and counts what is wrong; throws GuitaiError `denied` or `locked` */
  checkPassword(opter: string, password: string): Promise<OperatorRow>
  /** 5203's answer under the names of 2207's */
  settledShape(output: JsonObject): JsonObject
}

export interface By {
  opter: string
  opterName: string
  shiftId: string | null
  sign_no: string | null
}

/** Who asks the centre, and under which sign-in. Throws `conflict` where one is needed and none is there. */
export async function actingFor(deps: ReconcileDeps, caller: Caller): Promise<By> {
  const { opter, opterName } = caller.operator!
  const shift = await deps.journal.openShift(opter)
  if (!shift && deps.settings.signIn) {
    fail('conflict', '还没有签到，不能与中心对账', '没有发送，账本没有改变。', '请先到“班次”里签到。')
  }
  return { opter, opterName, shiftId: shift?.shiftId ?? null, sign_no: shift?.signNo.nhsa ?? null }
}

/** refd_setl_flag of 3201 and 3202. */
export const refundFlag = ({ settings }: ReconcileDeps) => (settings.refunds === 'included' ? '1' : '0')
