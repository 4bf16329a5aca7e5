import type { SelfpayState } from '../../../shared/api/selfpay.ts'
import type { Contract, Dict, FieldFault, Json, JsonObject } from '../../../shared/contract.ts'
import { fail } from '../../../shared/errors.ts'
import type { Fen } from '../../../shared/money.ts'
import type { Lanes } from '../../engine/lane.ts'
import type { His } from '../../his/port.ts'
import type { Change, DocRow } from '../../journal/port.ts'
import type { OfficeDeps } from '../office.ts'
import type { Bus } from '../registry.ts'

export interface SelfpayDeps extends OfficeDeps {
  his: His
  bus: Bus
  now(): number
  lanes: Lanes
  fixmedins_code: string
  fixmedins_name: string
  contract(infno: string): Contract
  dict(name: string): Dict | undefined
}

/** How far a stay is; its id is 医药机构就诊ID. */
export const KIND = 'selfpay'
/** What is to be handed in, apart from how far it is: it is large and changes seldom. */
export const BODY = 'selfpay.body'
/** lines of one 4201A */
export const BATCH = 100

/** As the HIS books it, by the names of 4201A and 4202, or of 4205. */
export interface Body {
  mdtrt: JsonObject
  diags: JsonObject[]
  fees: JsonObject[]
}

export interface BodyData extends Body {
  edits: {
    path: string
    label: string
    from: string
    to: string
    opter: string
    opterName: string
    at: number
  }[]
}

export interface StayData {
  kind: 'inpatient' | 'outpatient'
  psn_name: string
  certno: string
  ipt_otp_no: string
  dept: string
  begntime: string
  endtime: string
  lines: number
  totalFen: Fen
  /** of the HIS's record */
  serial: number
  /** lines at the centre */
  sent: number
  /** why it stands still */
  why: { infno: string; words: string; fields: FieldFault[] } | null
}

export interface StayRow extends Omit<DocRow, 'data' | 'state'> {
  state: SelfpayState
  data: StayData
}

export interface BodyRow extends Omit<DocRow, 'data'> {
  data: BodyData
}

type Docs = Pick<SelfpayDeps, 'journal'>

export async function loadStay({ journal }: Docs, id: string): Promise<StayRow> {
  const row = await journal.doc(KIND, id)
  return row
    ? (row as unknown as StayRow)
    : fail('not_found', '没有这次自费就诊', '没有改变。', '请先按 F2 取待上传清单。')
}

export async function loadBody({ journal }: Docs, id: string): Promise<BodyRow> {
  const row = await journal.doc(BODY, id)
  return row ? (row as unknown as BodyRow) : fail('not_found', '没有这次自费就诊的内容')
}

/** The change that stores one over the version that it was read at. */
export function put(
  { version, createdAt: _, ...row }: Omit<DocRow, 'data'> & { data: StayData | BodyData },
  now: number,
): Change {
  return { t: 'doc', put: { ...row, data: row.data as unknown as Json, at: now }, expect: version }
}

/** Messages about stays that are not concluded, by the stay's id. */
async function openOf({ journal }: Docs): Promise<{ id: string; isLost: boolean }[]> {
  return (await journal.unfinished()).flatMap(({ local, purpose, state }) =>
    purpose === 'selfpay.step' && typeof local.selfpay === 'string'
      ? [{ id: local.selfpay, isLost: state !== 'PREPARED' && state !== 'SENT' }]
      : [],
  )
}

/** Stays whose message is without an answer; those just on their way are no doubt yet. */
export async function doubtfulOf(deps: Docs): Promise<ReadonlySet<string>> {
  return new Set((await openOf(deps)).flatMap(({ id, isLost }) => (isLost ? [id] : [])))
}

/** Stays that may not change now, whether their message is lost or on its way. */
export async function heldOf(deps: Docs): Promise<ReadonlySet<string>> {
  return new Set((await openOf(deps)).map(({ id }) => id))
}

/** Nothing of a stay moves while its last message is not concluded. */
export async function free(deps: Docs, id: string): Promise<void> {
  if (!(await heldOf(deps)).has(id)) return
  fail(
    'doubt',
    '这次就诊有一笔上传还没有结论，暂时不能继续',
    '不涉及扣款。',
    '系统正在查证，有结论后再继续；可先上传别的。',
  )
}
