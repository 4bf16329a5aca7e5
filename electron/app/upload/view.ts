import type { UploadDetail, UploadLine, UploadReason, UploadSourceView } from '../../../shared/api/uploads.ts'
import type { Json, JsonObject } from '../../../shared/contract.ts'
import { maskDeep, maskName, maskNo } from '../../../shared/mask.ts'
import type { AuditRow, Journal, UploadRow, UploadState } from '../../journal/port.ts'
import type { Platform } from '../../platforms/port.ts'
import { rowFault } from './blame.ts'
import { refusalsOf } from './effect.ts'
import type { UploadSource, Uploads } from './port.ts'

export const STATE_LABEL: Record<UploadState, string> = {
  waiting: '等待',
  held: '待改',
  sent: '在途',
  accepted: '已收',
  refused: '已拒',
  withdrawn: '已撤下',
}

type Counts = Awaited<ReturnType<Journal['uploadCounts']>>

export function sourceView(source: UploadSource, uploads: Uploads, counts: Counts): UploadSourceView {
  const own = counts.filter((c) => c.source === source.id)
  const of = (state: UploadState) => own.find((c) => c.state === state)?.count ?? 0
  const open = own.filter((c) => c.state === 'waiting' || c.state === 'held' || c.state === 'refused')
  const { id, label, group, infno, view } = source
  return {
    ...{ id, label, group, infno, reads: view !== null },
    waiting: of('waiting'),
    held: of('held'),
    refused: of('refused'),
    sent: of('sent'),
    accepted: of('accepted'),
    withdrawn: of('withdrawn'),
    oldestAt: open.length > 0 ? Math.min(...open.map((c) => c.oldestAt)) : null,
    ...uploads.status(id),
  }
}

export function lineOf(row: UploadRow, source: UploadSource | undefined): UploadLine {
  return {
    source: row.source,
    sourceLabel: source?.label ?? row.source,
    key: row.key,
    state: row.state,
    stateLabel: STATE_LABEL[row.state],
    title: row.title,
    why: row.why ?? '',
    fields: [...new Set(row.fields.map((field) => field.label))],
    attempts: row.attempts,
    msgid: row.msgid,
    createdAt: row.createdAt,
    at: row.at,
  }
}

/** Words without what differs from row to row, so that rows that fail for the same reason stand together. */
export const fold = (why: string): string => why.replace(/[A-Za-z]*\d[\w.:-]*/g, '…').replace(/(… ?)+/g, '…')

export function reasonsOf(found: Awaited<ReturnType<Journal['uploadReasons']>>): UploadReason[] {
  const sums = new Map<string, UploadReason>()
  for (const { state, why, count } of found) {
    const words = fold(why)
    const mark = `${state} ${words}`
    const sum = sums.get(mark) ?? { state, words, count: 0 }
    sums.set(mark, { ...sum, count: sum.count + count })
  }
  return [...sums.values()].sort((a, b) => b.count - a.count)
}

export function detailOf(
  row: UploadRow,
  source: UploadSource,
  platform: Platform,
  acts: readonly AuditRow[],
): UploadDetail {
  const open = row.state === 'held' || row.state === 'refused' || row.state === 'waiting'
  const fault = open ? rowFault(source, platform, row) : null
  const last = {
    msgid: row.msgid,
    at: row.at,
    why: row.state === 'accepted' ? '中心收下' : STATE_LABEL[row.state],
  }
  const refusals = refusalsOf(row)
  const known = refusals.some(({ msgid }) => msgid === row.msgid)
  return {
    line: lineOf(row, source),
    infno: source.infno,
    contract: platform.contract(source.infno),
    input: messageOf(source, row),
    faults: row.fields.length > 0 ? row.fields : (fault?.fields ?? []),
    messages: row.msgid === null || known ? refusals : [...refusals, last],
    acts: acts.map(({ at, actor, action, detail }) => ({
      at,
      opter: actor,
      action,
      detail: JSON.stringify(detail),
    })),
  }
}

function messageOf(source: UploadSource, row: UploadRow): JsonObject | null {
  try {
    return masked(source.message([row]).input)
  } catch {
    return null
  }
}

/** What uploads say of patients beyond the fields that every message has. */
const NAMES = new Set(['name', 'patient_name', 'illhis_stte_name', 'coner_name'])
const NUMBERS = new Set([
  'psn_tel',
  'coner_tel',
  'empr_tel',
  'curr_addr',
  'resd_addr',
  'coner_addr',
  'empr_addr',
])

function masked(input: JsonObject): JsonObject {
  const walk = (value: Json, key: string): Json => {
    if (Array.isArray(value)) return value.map((each) => walk(each, key))
    if (value !== null && typeof value === 'object')
      return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, walk(each, name)]))
    if (typeof value !== 'string' || value === '') return value
    if (NAMES.has(key)) return maskName(value)
    return NUMBERS.has(key) ? maskNo(value) : value
  }
  return walk(maskDeep(input), '') as JsonObject
}
