import type { MappingState } from '../../../shared/api/mapping.ts'
import type { Json, JsonObject } from '../../../shared/contract.ts'
import type { HisRecord } from '../../his/port.ts'
import type { Change, DocRow, UploadRow } from '../../journal/port.ts'

export const KIND = 'mapping'
export const SOURCE = 'mapping'
/** The interface that brings the catalogue of a list_type (3301, rules: list_type says which one is asked). */
export const CATALOGUE_OF: Record<string, string> = {
  '101': '1301',
  '102': '1302',
  '103': '1303',
  '104': '1304',
  '201': '1305',
  '301': '1306',
}

/** An item of the hospital's price list, as its view gives it. */
export interface Item {
  medins_list_codg: string
  name: string
  spec: string
  dosform: string
  unit: string
  maker: string
  aprvno: string
  pric: string
  list_type: string
  /** what the HIS itself says that it is; '' where it says nothing */
  med_list_codg: string
}

/** What an item is matched with, and from when to when. */
export interface Mapped {
  med_list_codg: string
  med_list_name: string
  begndate: string
  enddate: string
}

/**
 * A mapping's row keeps its item, what it is to be (`wanted`: proposed in state review, approved after), and
 * what the centre is known to have (`stands`). In state `waiting` the row of the upload says how far it is: the
 * document itself does not move until the centre has taken it, for that commit names its version.
 */
export interface MappingData {
  item: Item
  wanted: Mapped | null
  stands: Mapped | null
  /** why it is proposed, or what is to be seen to */
  note: string
  sure: boolean
  /** entries that a person has refused */
  not: string[]
  /** of the row in the upload, once approved */
  uploadKey: string | null
}
export type DocState = Exclude<MappingState, 'expired' | 'refused'>

export interface Doc extends Omit<DocRow, 'data' | 'state'> {
  state: DocState
  data: MappingData
}

export const asDoc = (row: DocRow): Doc => row as unknown as Doc

/** The change that stores a document over the version that it was read at. */
export function putDoc(doc: Doc, at: number, by?: { opter: string; opterName: string }): Change {
  const { version, createdAt: _, ...put } = doc
  return { t: 'doc', put: { ...put, data: put.data as unknown as Json, at, ...by }, expect: version }
}

const text = (data: JsonObject, name: string): string => {
  const value = data[name]
  return value === null || value === undefined ? '' : String(value).trim()
}

export function itemOf({ key, data }: HisRecord): Item {
  return {
    medins_list_codg: key,
    name: text(data, 'medins_list_name'),
    spec: text(data, 'spec'),
    dosform: text(data, 'dosform'),
    unit: text(data, 'prcunt'),
    maker: text(data, 'prdr_name'),
    aprvno: text(data, 'aprvno'),
    pric: text(data, 'pric'),
    list_type: text(data, 'list_type'),
    med_list_codg: text(data, 'med_list_codg'),
  }
}

/** What the HIS says that it has told the centre already; null where it does not say so. */
export function matchedOf({ data }: HisRecord): Mapped | null {
  const [med_list_codg, begndate, enddate] = ['med_list_codg', 'begndate', 'enddate'].map((name) =>
    text(data, name),
  )
  if (!med_list_codg || !begndate || !enddate) return null
  return { med_list_codg, med_list_name: text(data, 'medins_list_name'), begndate, enddate }
}

/** What a person sees: the document, and of one that waits the row of its upload. */
export function stateOf(doc: Doc, upload: UploadRow | undefined, today: string): MappingState {
  if (doc.state === 'waiting') return !upload || /^(waiting|sent)$/.test(upload.state) ? 'waiting' : 'refused'
  return doc.state === 'there' && doc.data.stands!.enddate < today ? 'expired' : doc.state
}

/** Whether charges of that day may go under it: what the centre has, in its period. */
export const holdsAt = (stands: Mapped | null, day: string): boolean =>
  stands !== null && stands.begndate <= day && day <= stands.enddate
