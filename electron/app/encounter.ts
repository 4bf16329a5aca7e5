import type { JsonObject } from '../../shared/contract.ts'
import { fail, GuitaiError } from '../../shared/errors.ts'
import { maskName, maskNo } from '../../shared/mask.ts'
import type { Fen } from '../../shared/money.ts'
import type { Txn } from '../../shared/txn.ts'
import type { Cert, Insurance, Person } from '../../shared/visit.ts'
import type { Engine, Outcome } from '../engine/engine.ts'
import type { Lanes } from '../engine/lane.ts'
import type { His } from '../his/port.ts'
import type { Journal, ShiftRow } from '../journal/port.ts'
import type { MappingGuard } from './mapping/guard.ts'
import type { Asking } from './person.ts'
import type { Caller } from './registry.ts'

/** What visits and stays have in common: who acts on them, how a message goes out for one, what holds it. */
export interface Encounter {
  encounterId: string
  version: number
  cert: Cert | null
  person: Person | null
  insu: Insurance | null
}

export interface EncounterDeps {
  journal: Journal
  engine: Engine
  his: His
  now(): number
  /** two digits of this counter: part of every number made here */
  slot: number
  window: string
  fixmedins_code: string
  /** true where the patient is insured elsewhere */
  remote(insuplc: string | null): boolean
  /** this site's centre lists the family's share of the account apart (see splitOf) */
  mulaidApart: boolean
  /** commands on one encounter run one after the other */
  lanes: Lanes
  /** looks whether charges have a valid mapping; without it nobody asks */
  mapped?: MappingGuard
}

/** A command's surroundings: who acts in which shift. */
export interface Acting<D extends EncounterDeps = EncounterDeps> {
  deps: D
  shift: ShiftRow
  by: { opter: string; opterName: string; shiftId: string; sign_no: string | null }
}

/** The shift in which the caller acts. Throws `conflict` where none is open. */
export async function acting<D extends EncounterDeps>(deps: D, caller: Caller): Promise<Acting<D>> {
  const { opter, opterName } = caller.operator!
  const shift = await deps.journal.openShift(opter)
  if (!shift) fail('conflict', '还没有签到，不能收费', '没有发送，也没有扣款。', '请先到“班次”里签到。')
  return {
    deps,
    shift,
    by: { opter, opterName, shiftId: shift.shiftId, sign_no: shift.signNo.nhsa ?? null },
  }
}

export function asking({ deps, by }: Acting, of: Encounter): Asking {
  const { engine, fixmedins_code, now, remote } = deps
  return { engine, by, fixmedins_code, now, remote, encounterId: of.encounterId }
}

export interface Message {
  infno: string
  /** the registered effect */
  purpose: string
  input: JsonObject
  amountFen?: Fen
  local?: JsonObject
}

/** Sends one message for an encounter that nothing holds; the outcome says what is known. */
export async function send(act: Acting, of: Encounter, message: Message): Promise<Outcome> {
  await free(act.deps.journal, of)
  return act.deps.engine.transact({
    ...message,
    family: 'nhsa',
    by: act.by,
    encounterId: of.encounterId,
    psnNo: of.person!.psn_no,
    insuplc: of.insu!.insuplc_admdvs,
  })
}

/** Sends and throws the outcome's fault where it did not succeed; what is known is on disk in any case. */
export async function carryOut(act: Acting, of: Encounter, message: Message): Promise<void> {
  const outcome = await send(act, of, message)
  if (outcome.is !== 'settled') throw new GuitaiError(outcome.fault)
}

/** What of an encounter a doubtful transaction may hold. */
export interface Held {
  encounterId: string
  person: { psn_no: string } | null
}

/** The transaction that holds this encounter or its patient, if any; `open` as journal.unfinished answers. */
export function holderAmong(open: readonly Txn[], of: Held): Txn | null {
  const psnNo = of.person?.psn_no
  return (
    open.find((t) => t.kind !== 'query' && t.encounterId === of.encounterId) ??
    open.find((t) => t.kind !== 'query' && psnNo !== undefined && t.psnNo === psnNo) ??
    null
  )
}

export async function holder(journal: Journal, of: Held): Promise<Txn | null> {
  return holderAmong(await journal.unfinished(), of)
}

/** Refuses while a transaction without a conclusion holds the encounter or its patient. */
export async function free(journal: Journal, of: Held): Promise<void> {
  if (!(await holder(journal, of))) return
  fail(
    'doubt',
    '这位患者有一笔交易还没有结论，暂时不能办理',
    '没有发送，也没有扣款。',
    '请等待查证结果（F12 查看），可先办理下一位患者。',
  )
}

/** Refuses a command that was given on an older picture of the encounter. */
export function expectVersion(of: { version: number }, version: number): void {
  if (of.version !== version) {
    fail(
      'conflict',
      '画面上的内容已经过期，刚才的操作没有执行',
      '没有重复发送，也没有重复扣款。',
      '请看一眼最新的状态再继续。',
    )
  }
}

/** For screens: names and numbers of the person and of what was presented are masked. */
export function masked<E extends Encounter>(of: E): E {
  const { person, cert } = of
  return {
    ...of,
    person: person && {
      ...person,
      psn_name: maskName(person.psn_name),
      certno: maskNo(person.certno),
      psn_no: maskNo(person.psn_no),
    },
    cert: cert && {
      mdtrt_cert_type: cert.mdtrt_cert_type,
      mdtrt_cert_no: maskNo(cert.mdtrt_cert_no),
    },
  }
}

/** The fields of the wire that say what was presented. */
export function certOf(of: Encounter): JsonObject {
  const { mdtrt_cert_type, mdtrt_cert_no, card_sn } = of.cert!
  return { mdtrt_cert_type, mdtrt_cert_no, ...(card_sn ? { card_sn } : {}) }
}

/** The fields that the wire wants for out-of-area patients only. */
export function identityOf(of: Encounter, remote: boolean): JsonObject {
  if (!remote) return {}
  const { psn_cert_type, certno, psn_name } = of.person!
  return { psn_cert_type, certno, psn_type: of.insu!.psn_type, psn_name }
}
