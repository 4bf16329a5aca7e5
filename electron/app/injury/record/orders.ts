import type { InjuryOrder } from '../../../../shared/api/injury-record.ts'
import type { JsonObject } from '../../../../shared/contract.ts'
import { fail } from '../../../../shared/errors.ts'
import type { InjuryCase } from '../../../../shared/injury.ts'
import type { ApiInput } from '../../../../shared/ipc.ts'
import { node, rows } from '../../../../shared/settlement.ts'
import type { Change } from '../../../journal/port.ts'
import type { Caller } from '../../registry.ts'
import { loadCase } from '../store.ts'
import { doubtfulIn, officeOf, PART, partOf, type RecordDeps } from './deps.ts'
import { type Facts, factsOf, filled, said } from './facts.ts'
import { alike, faultsOf, meaningOf } from './form.ts'
import { kindOf } from './kinds.ts'
import { asInvalid, newPart, numberOf, partsOf, send } from './parts.ts'

/** 医嘱类别 of the national standard (drord_type) and of gs (gs_yke365): 1 长期, 2 临时. */
const TYPE: Record<string, string> = { 1: '2', 2: '1', 3: '2' }
/** orders of one message */
const A_BATCH = 100

/** One order of the HIS as GS3012 wants it. */
function wireOf(row: JsonObject, { of }: Facts): JsonObject {
  return filled({
    ...{ yke112: said(row, 'drord_no'), yke113: said(row, 'drord_detl_name') },
    ...{ yka286: said(row, 'drord_isu_time'), yka287: said(row, 'dr_name') || (of.doctor?.dr_name ?? '') },
    ykf008: said(row, 'dr_code') || (of.doctor?.atddr_no ?? ''),
    aaz307: said(row, 'isu_dept_code') || (of.dept?.dept_code ?? ''),
    akf002: said(row, 'isu_dept_name') || (of.dept?.dept_name ?? ''),
    ...{ ake005: said(row, 'medins_list_codg'), yke365: TYPE[said(row, 'drord_type')] ?? '2' },
    ...{ yke361: said(row, 'drord_begntime'), yke362: said(row, 'drord_stptime') },
    ...{ yke352: Number(said(row, 'dosage')) || '', yke351: said(row, 'dosage_unit') },
    ...{ yke355: said(row, 'drug_used_way'), yke350: said(row, 'medn_use_frqu') },
  })
}

/** Where an order stands: in which batch, and as what. */
interface Standing {
  part: string
  /** new: its batch never reached the platform */
  state: 'sent' | 'refused' | 'new'
  row: JsonObject
  why: string
}

async function standings(deps: RecordDeps, of: InjuryCase): Promise<Map<string, Standing>> {
  const found = new Map<string, Standing>()
  const waiting = doubtfulIn(await deps.journal.unfinished())
  for (const doc of await partsOf(deps, of)) {
    const data = partOf(doc)
    if (data.infno !== 'GS3012' || doc.state === 'undone') continue
    const doubt = waiting.has(doc.id)
    const state = data.sent || doubt ? 'sent' : doc.state === 'refused' ? 'refused' : 'new'
    const why = doubt ? '正在查证是否上传成功' : data.why
    for (const row of rows(node(data.sentInput ?? data.input, 'data') ?? {}, 'orderinfo')) {
      const no = String(row.yke112)
      if (found.get(no)?.state !== 'sent') found.set(no, { part: doc.id, state, row, why })
    }
  }
  return found
}

const ofCase = ({ family, kind }: InjuryCase) => family === 'gs' && kind === 'inpatient'

/** The orders that the wards wrote, the newest last, with what became of each. */
export async function orders(
  deps: RecordDeps,
  { encounterId }: ApiInput<'injury.record.orders'>,
): Promise<{ rows: InjuryOrder[]; blocked: string }> {
  const of = await loadCase(deps.journal, encounterId)
  if (!ofCase(of)) return { rows: [], blocked: '这一类就诊不用上传医嘱' }
  const facts = await factsOf(deps, of, '')
  const known = await standings(deps, of)
  const meaning = meaningOf(deps.dict)
  const kind = kindOf('gs', 'GS3012')
  const written = rows(facts.notes, 'orders').map((row): InjuryOrder => {
    const wire = wireOf(row, facts)
    const at = known.get(String(wire.yke112))
    const isChanged = at?.state === 'sent' && !alike(wire, at.row)
    return {
      ...{ no: String(wire.yke112), type: String(wire.yke365), content: String(wire.yke113) },
      typeLabel: meaning('gs_yke365', String(wire.yke365)),
      ...{ beganAt: said(wire, 'yke361'), stoppedAt: said(wire, 'yke362'), dr_name: said(wire, 'yka287') },
      state: isChanged ? 'changed' : (at?.state ?? 'new'),
      ...{
        part: at?.part ?? null,
        why: isChanged ? '上传后医嘱有变化：撤销这一批后重新上传' : (at?.why ?? ''),
      },
    }
  })
  return { rows: written, blocked: kind.steps.includes(of.step) ? '' : kind.early }
}

/** Sends the orders named, a hundred a message; those of a batch that was refused go in a new one. */
export async function sendOrders(
  deps: RecordDeps,
  caller: Caller,
  { encounterId, nos }: ApiInput<'injury.record.sendOrders'>,
): Promise<InjuryCase> {
  const of = await loadCase(deps.journal, encounterId)
  const office = await officeOf(deps, caller)
  const facts = await factsOf(deps, of, office.by.opterName)
  const known = await standings(deps, of)
  const kind = kindOf('gs', 'GS3012')
  if (!ofCase(of) || !kind.steps.includes(of.step)) fail('conflict', kind.early, '没有发送。')
  const wanted = new Set(nos)
  const chosen = rows(facts.notes, 'orders')
    .filter((row) => wanted.has(said(row, 'drord_no')))
    .map((row) => wireOf(row, facts))
  const twice = chosen.find((row) => known.get(String(row.yke112))?.state === 'sent')
  if (twice) fail('conflict', `医嘱 ${twice.yke112} 已经上传`, '没有发送。', '要更正请先撤销它所在的那一批。')
  if (chosen.length === 0) fail('invalid', '没有要上传的医嘱')
  // a refused batch gives way to the one that takes its orders along
  const stale = [...new Set(chosen.flatMap((row) => known.get(String(row.yke112))?.part ?? []))]
  const dropped = await refused(deps, stale)
  for (let i = 0; i < chosen.length; i += A_BATCH) {
    const input = { data: { ...headOf(facts), orderinfo: chosen.slice(i, i + A_BATCH) } }
    const faults = faultsOf(kind, input, facts, deps)
    if (faults.length > 0) asInvalid(kind.label, faults)
    const change = newPart(facts, office.by, kind, { input, from: {}, faults }, `${numberOf(deps)}${i}`)
    await deps.journal.commit([...(i === 0 ? dropped : []), change])
    if (change.t === 'doc')
      await send(deps, caller, { encounterId, parts: [{ id: change.put.id, version: 1 }] })
  }
  return of
}

async function refused({ journal }: RecordDeps, ids: readonly string[]): Promise<Change[]> {
  const found = ids.length === 0 ? [] : await journal.docs({ kind: PART, ids: [...ids], limit: ids.length })
  return found
    .filter((row) => !partOf(row).sent)
    .map((row) => ({ t: 'doc.drop', kind: PART, id: row.id, expect: row.version }))
}

const headOf = ({ of, names }: Facts): JsonObject => ({
  ...{ akb020: names.akb020, akc190: of.mdtrt_id ?? '', aac001: of.person?.psn_no ?? '' },
  ...{ aka130: of.med_type, yab003: names.yab003 },
})
