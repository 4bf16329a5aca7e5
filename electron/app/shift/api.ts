import type { Json, JsonObject } from '../../../shared/contract.ts'
import { fail, GuitaiError } from '../../../shared/errors.ts'
import { INJURY_FAMILIES } from '../../../shared/injury.ts'
import { fen, yuanShow } from '../../../shared/money.ts'
import { stamp } from '../../../shared/msgid.ts'
import { node } from '../../../shared/settlement.ts'
import { crashpoint } from '../../engine/crashpoints.ts'
import type { Engine } from '../../engine/engine.ts'
import type { Lanes } from '../../engine/lane.ts'
import type { Journal, ShiftRow } from '../../journal/port.ts'
import { type Bus, CASHIERS, type Caller, isSupervisor, type Registry } from '../registry.ts'
import { cashDue, shiftTotals, shiftView } from './totals.ts'

export interface ShiftDeps {
  journal: Journal
  engine: Engine
  bus: Bus
  lanes: Lanes
  now(): number
  window: string
  slot: number
  /** false where the centre wants no sign-in */
  signIn: boolean
  /** what this machine calls itself on the wire (9001 wants both) */
  machine: { ip: string; mac: string }
  meaning(dict: string, value: string): string
}

export function registerShift(reg: Registry, deps: ShiftDeps): void {
  const { journal } = deps
  const totals = (row: ShiftRow) => shiftTotals(journal, row, deps.meaning)
  const inTurn = <T>(caller: Caller, task: () => Promise<T>) =>
    deps.lanes.run(`shift:${caller.operator!.opter}`, task)

  reg.read('shift.current', async (_input, caller) => {
    const row = await journal.openShift(caller.operator!.opter)
    return row && shiftView(row)
  })
  reg.write('shift.signIn', (_input, caller) => inTurn(caller, () => signIn(deps, caller)), CASHIERS)
  reg.read('shift.totals', async ({ shiftId }, caller) => {
    const row = shiftId ? await journal.shift(shiftId) : await journal.openShift(caller.operator!.opter)
    if (!row) fail('not_found', '没有打开的班次', '没有改变。', '请先签到。')
    const sums = await totals(row)
    return row.endedAt === null ? { ...sums, unfinished: await unfinishedVisits(journal) } : sums
  })
  reg.write('shift.signOut', (input, caller) => inTurn(caller, () => signOut(deps, caller, input)))
  reg.read('shift.history', async ({ limit }, caller) => {
    const all = isSupervisor(caller.operator!.role)
    const rows = await journal.shifts(all ? { limit } : { limit, opter: caller.operator!.opter })
    return rows.map(shiftView)
  })
}

async function signIn(deps: ShiftDeps, caller: Caller) {
  const { opter, opterName } = caller.operator!
  const open = await deps.journal.openShift(opter)
  if (open) return shiftView(open)
  const sign_no = deps.signIn ? await signInAtCentre(deps, opter, opterName) : null
  const now = deps.now()
  const row: ShiftRow = {
    shiftId: `BC${stamp(now)}${String(deps.slot).padStart(2, '0')}${opter}`.slice(0, 40),
    opter,
    opterName,
    window: deps.window,
    signNo: sign_no ? { nhsa: sign_no } : {},
    startedAt: now,
    endedAt: null,
    handedTo: null,
    totals: null,
  }
  const entry = { at: now, actor: opter, action: 'shift.signIn', subject: row.shiftId, detail: null }
  await deps.journal.commit([
    { t: 'shift', put: row },
    { t: 'audit', entry },
  ])
  deps.bus.emit('shell.changed', {})
  return shiftView(row)
}

async function signInAtCentre(deps: ShiftDeps, opter: string, opterName: string): Promise<string> {
  const input: JsonObject = { signIn: { opter_no: opter, ...deps.machine } }
  const by = { opter, opterName, shiftId: null, sign_no: null }
  const outcome = await deps.engine.transact({ family: 'nhsa', infno: '9001', input, by })
  crashpoint('shift.signed_in')
  if (outcome.is !== 'settled') throw new GuitaiError(outcome.fault)
  return String(node(outcome.output, 'signinoutb')!.sign_no)
}

/**
 * Ends the shift: refused while one of its transactions is in doubt, since its totals may still change. The
 * centre's sign-out may fail without keeping the cashier; the audit says so.
 */
async function signOut(
  deps: ShiftDeps,
  caller: Caller,
  input: { countedCash: number; handedTo?: string | undefined; note?: string | undefined },
) {
  const { opter, opterName } = caller.operator!
  const row = await deps.journal.openShift(opter)
  if (!row) fail('conflict', '没有打开的班次', '没有改变。', '请先签到。')
  const totals = await shiftTotals(deps.journal, row, deps.meaning)
  if (totals.doubtful > 0) {
    fail(
      'doubt',
      `本班还有 ${totals.doubtful} 笔存疑交易，不能交班`,
      '班次没有结束，合计还可能变化。',
      '请在 F12 里等待查证，或请收费组长处理。',
    )
  }
  const difference = fen(input.countedCash - cashDue(totals))
  if (difference !== 0 && !input.note) {
    fail(
      'invalid',
      `点钞与账面相差 ${yuanShow(difference)} 元，请填写备注`,
      '班次没有结束。',
      '请重新点钞，或在“备注”里写明原因。',
    )
  }
  const unfinished = await unfinishedVisits(deps.journal)
  if (unfinished > 0 && !input.note) {
    fail(
      'conflict',
      `还有 ${unfinished} 个就诊没有办完，请先办完或放弃；确实要留给下一班请填写备注`,
      '班次没有结束；中心可能留有登记和明细。',
      '回到“门诊收费”或“工伤办理”逐个办完，或在“备注”里写明原因。',
    )
  }
  const sign_no = row.signNo.nhsa
  const left = sign_no ? await signOutAtCentre(deps, opter, opterName, row.shiftId, sign_no) : ''
  const now = deps.now()
  const cashFen = fen(input.countedCash)
  const kept = { ...totals, counted: { cashFen, differenceFen: difference, note: input.note ?? '' } }
  const ended: ShiftRow = {
    ...row,
    endedAt: now,
    handedTo: input.handedTo ?? null,
    totals: kept as unknown as Json,
  }
  const detail = {
    differenceFen: difference,
    note: input.note ?? '',
    handedTo: input.handedTo ?? '',
    centre: left,
  }
  const entry = { at: now, actor: opter, action: 'shift.signOut', subject: row.shiftId, detail }
  await deps.journal.commit([
    { t: 'shift', put: ended },
    { t: 'audit', entry },
  ])
  deps.bus.emit('shell.changed', {})
  return { ...kept, shift: shiftView(ended) }
}

const AT_CENTRE = ['registered', 'diagnosed', 'uploaded', 'presettled', 'refunded']

/** Visits that hold something at a centre and are neither settled nor withdrawn. Stays last days: not they. */
async function unfinishedVisits(journal: Journal): Promise<number> {
  const rows = await journal.searchEncounters({
    kind: 'outpatient',
    families: ['nhsa', 'local', ...INJURY_FAMILIES],
    active: true,
    steps: AT_CENTRE,
    limit: 50,
  })
  return rows.filter((row) => row.mdtrt_id !== null).length
}

async function signOutAtCentre(
  deps: ShiftDeps,
  opter: string,
  opterName: string,
  shiftId: string,
  sign_no: string,
): Promise<string> {
  const outcome = await deps.engine.transact({
    family: 'nhsa',
    infno: '9002',
    input: { signOut: { sign_no, opter_no: opter } },
    by: { opter, opterName, shiftId, sign_no },
  })
  return outcome.is === 'settled' ? '已签退' : outcome.fault.what
}
