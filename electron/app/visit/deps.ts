import type { JsonObject } from '../../../shared/contract.ts'
import { fail, GuitaiError } from '../../../shared/errors.ts'
import type { Fen } from '../../../shared/money.ts'
import type { Txn } from '../../../shared/txn.ts'
import type { Visit } from '../../../shared/visit.ts'
import type { CardReader, VoucherDecoder } from '../../devices/port.ts'
import type { Engine } from '../../engine/engine.ts'
import type { Lanes } from '../../engine/lane.ts'
import type { His } from '../../his/port.ts'
import type { Journal, ShiftRow } from '../../journal/port.ts'
import type { Caller } from '../registry.ts'
import { loadVisit } from './store.ts'

export interface VisitDeps {
  journal: Journal
  engine: Engine
  his: His
  reader: CardReader | null
  decoder: VoucherDecoder | null
  now(): number
  /** two digits of this counter: part of every number made here */
  slot: number
  window: string
  fixmedins_code: string
  /** true where the patient is insured elsewhere */
  remote(insuplc: string | null): boolean
  /** this site's centre lists the family's share of the account apart (see splitOf) */
  mulaidApart: boolean
  /** commands on one visit run one after the other */
  lanes: Lanes
}

/** A command's surroundings: the visit as stored, and who acts in which shift. */
export interface Acting {
  deps: VisitDeps
  shift: ShiftRow
  by: { opter: string; opterName: string; shiftId: string; sign_no: string | null }
}

/** The shift in which the caller acts. Throws `conflict` where none is open. */
export async function acting(deps: VisitDeps, caller: Caller): Promise<Acting> {
  const { opter, opterName } = caller.operator!
  const shift = await deps.journal.openShift(opter)
  if (!shift) fail('conflict', '还没有签到，不能收费', '没有发送，也没有扣款。', '请先到“班次”里签到。')
  return {
    deps,
    shift,
    by: { opter, opterName, shiftId: shift.shiftId, sign_no: shift.signNo.nhsa ?? null },
  }
}

/**
 * Runs one interface for a visit and answers with the visit after its effect. Throws the outcome's fault
 * where it did not succeed; what is known is on disk in any case.
 */
export async function run(
  act: Acting,
  visit: Visit,
  infno: string,
  purpose: string,
  input: JsonObject,
  more: { amountFen?: Fen; local?: JsonObject } = {},
): Promise<Visit> {
  await free(act.deps, visit)
  const outcome = await act.deps.engine.transact({
    family: 'nhsa',
    infno,
    input,
    by: act.by,
    encounterId: visit.encounterId,
    psnNo: visit.person!.psn_no,
    insuplc: visit.insu!.insuplc_admdvs,
    purpose,
    ...more,
  })
  if (outcome.is !== 'settled') throw new GuitaiError(outcome.fault)
  return loadVisit(act.deps.journal, visit.encounterId)
}

/** The transaction that holds this visit or its patient, if any. */
export async function holder(deps: VisitDeps, visit: Visit): Promise<Txn | null> {
  const open = await deps.journal.unfinished()
  const psnNo = visit.person?.psn_no
  return (
    open.find((t) => t.kind !== 'query' && t.encounterId === visit.encounterId) ??
    open.find((t) => t.kind !== 'query' && psnNo !== undefined && t.psnNo === psnNo) ??
    null
  )
}

async function free(deps: VisitDeps, visit: Visit): Promise<void> {
  const txn = await holder(deps, visit)
  if (!txn) return
  fail(
    'doubt',
    '这位患者有一笔交易还没有结论，暂时不能办理',
    '没有发送，也没有扣款。',
    '请等待查证结果（F12 查看），可先办理下一位患者。',
  )
}
