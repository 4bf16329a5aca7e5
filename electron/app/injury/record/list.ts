import {
  type InjuryRecordRow,
  RECORD_STATE_LABEL,
  type RecordState,
} from '../../../../shared/api/injury-record.ts'
import { INJURY_FAMILIES, type InjuryCase } from '../../../../shared/injury.ts'
import type { ApiInput } from '../../../../shared/ipc.ts'
import { maskName } from '../../../../shared/mask.ts'
import { type Fen, ZERO } from '../../../../shared/money.ts'
import type { DocRow } from '../../../journal/port.ts'
import { caseOf } from '../store.ts'
import { doubtfulIn, MATERIAL, PART, type PartData, partOf, type RecordDeps } from './deps.ts'
import { alike } from './form.ts'
import { kindsOf } from './kinds.ts'
import { stateOf } from './view.ts'

/** what needs a hand first */
const ORDER: RecordState[] = ['refused', 'todo', 'ready', 'undone', 'early', 'sent', 'none']

/** Cases with the state of their records. A case that was cancelled at its platform is left out. */
export async function list(
  deps: RecordDeps,
  { text, family, from, to, limit }: ApiInput<'injury.record.list'>,
): Promise<InjuryRecordRow[]> {
  const { journal } = deps
  const found = await journal.searchEncounters({
    ...{ families: family ? [family] : INJURY_FAMILIES, limit },
    ...(text ? { text } : {}),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  })
  const shown = found.filter(({ family, step }) => !without(family).includes(step))
  const doubtful = doubtfulIn(await journal.unfinished())
  const sums = new Map(
    (await journal.feeSums(shown.map(({ encounterId }) => encounterId))).map((one) => [one.encounterId, one]),
  )
  const rows = await Promise.all(
    shown.map(async (row) => {
      const of = caseOf(row)
      const { encounterId: subject } = of
      const [parts, files] = await Promise.all([
        journal.docs({ kind: PART, subject, limit: 500 }),
        journal.docs({ kind: MATERIAL, subject, limit: 500 }),
      ])
      const totalFen = of.kind === 'inpatient' ? (sums.get(subject)?.totalFen ?? ZERO) : linesFen(of)
      return rowOf(of, { parts, files, totalFen, at: row.updatedAt, doubtful })
    }),
  )
  const rank = (row: InjuryRecordRow) => ORDER.indexOf(row.state)
  return rows.sort((a, b) => rank(a) - rank(b) || b.at - a.at)
}

/** Steps in which nothing of a case is told yet, or any more; of gy files go up before anything else does. */
const without = (family: string) =>
  family === 'gy' ? ['open', 'cancelled'] : ['open', 'identified', 'cancelled']

const linesFen = ({ lines }: InjuryCase) =>
  lines.reduce((all, { amountFen }) => (all + amountFen) as Fen, ZERO)

interface Kept {
  parts: readonly DocRow[]
  files: readonly DocRow[]
  totalFen: Fen
  at: number
  doubtful: ReadonlySet<string>
}

function rowOf(of: InjuryCase, { parts, files, totalFen, at, doubtful }: Kept): InjuryRecordRow {
  const { state, note, missing } = recordState(of, parts, files)
  return {
    ...{ encounterId: of.encounterId, family: of.family, kind: of.kind, step: of.step },
    ...{ psn_name: maskName(of.person?.psn_name ?? ''), ipt_otp_no: of.ipt_otp_no },
    ...{ dept: of.dept?.dept_name ?? '', endtime: of.endtime, totalFen, state, note, missing, at },
    materials: {
      waiting: files.filter((row) => row.state === 'new' || row.state === 'refused').length,
      sent: files.filter((row) => row.state === 'sent').length,
    },
    doubtful: [...parts, ...files].some(({ id }) => doubtful.has(id)),
  }
}

interface Summed {
  state: RecordState
  note: string
  missing: number
}

/** The record as a whole: its worst part decides. */
function recordState(of: InjuryCase, parts: readonly DocRow[], files: readonly DocRow[]): Summed {
  const wanted = kindsOf(of).filter(({ tab, optional }) => tab === 'page' && !optional)
  const waiting = files.filter((row) => row.state === 'new').length
  const refusedFile = files.find((row) => row.state === 'refused')
  const sent = files.some((row) => row.state === 'sent')
  const early = wanted.length > 0 && !wanted.some(({ steps }) => steps.includes(of.step))
  const states = parts.map((row) => ({ row, data: partOf(row), state: storedState(row) }))
  const bad = states.find(({ state }) => state === 'refused')
  if (bad) return { state: 'refused', note: bad.data.why, missing: 0 }
  if (refusedFile) return { state: 'refused', note: '有附件被平台拒收', missing: 0 }
  const had = new Set(states.map(({ data }) => data.infno))
  const none = early ? [] : wanted.filter(({ infno }) => !had.has(infno))
  if (none.length > 0) return { state: 'todo', note: '还没有生成', missing: none.length }
  const open = states.filter(({ state }) => state === 'todo')
  if (open.length > 0) {
    const faults = open.flatMap(({ data }) => data.faults)
    return { state: 'todo', note: words(faults), missing: faults.length }
  }
  if (states.some(({ state }) => state === 'ready'))
    return { state: 'ready', note: readyNote(states), missing: 0 }
  if (waiting > 0) return { state: 'ready', note: `${waiting} 个附件待传`, missing: 0 }
  if (early) return { state: 'early', note: '出院登记后填写', missing: 0 }
  if (states.some(({ state }) => state === 'undone'))
    return { state: 'undone', note: undoneNote(states), missing: 0 }
  if (states.length > 0 || sent) return { state: 'sent', note: '', missing: 0 }
  return { state: 'none', note: of.family === 'bizh' ? '这一类就诊没有病案' : '没有附件', missing: 0 }
}

/** As it was last written; what the fee lines say since is looked at when the record is opened. */
function storedState(row: DocRow): RecordState {
  const { sent, sentInput, input, faults } = partOf(row)
  return stateOf(row, { changed: sent !== null && !alike(input, sentInput), missing: faults.length })
}

const FEW = 3
const words = (faults: readonly { message: string }[]) =>
  faults
    .slice(0, FEW)
    .map(({ message }) => message)
    .join('；') + (faults.length > FEW ? `；共 ${faults.length} 处` : '')

type Stated = { data: PartData; state: RecordState; row: DocRow }

const readyNote = (states: readonly Stated[]) =>
  states.some(({ data, state }) => state === 'ready' && data.sent) ? '上传后有改动，要重新上传' : '可以上传'

const undoneNote = (states: readonly Stated[]) =>
  states.find(({ state }) => state === 'undone')?.data.undone?.reason ?? ''

export const stateLabel = (row: InjuryRecordRow) => (row.doubtful ? '查证中' : RECORD_STATE_LABEL[row.state])
