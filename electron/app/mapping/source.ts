import type { Json, JsonObject } from '../../../shared/contract.ts'
import type { Effect } from '../../engine/engine.ts'
import type { UploadRow } from '../../journal/port.ts'
import type { NewUpload, UploadSource } from '../upload/port.ts'
import { type Doc, type Item, type Mapped, putDoc, SOURCE } from './model.ts'

/** rows of one message (3301, rules) */
export const BATCH = 100

/** 3301 of one item. What only describes it is left out where it is too long to be sent. */
export function rowOf(item: Item, mapped: Mapped): JsonObject {
  const describing = {
    aprvno: [item.aprvno, 30],
    dosform: [item.dosform, 200],
    prcunt: [item.unit, 100],
    spec: [item.spec, 200],
    prdr_name: [item.maker, 200],
  } as const
  return {
    fixmedins_hilist_id: item.medins_list_codg,
    fixmedins_hilist_name: item.name,
    list_type: item.list_type,
    med_list_codg: mapped.med_list_codg,
    begndate: mapped.begndate,
    enddate: mapped.enddate,
    ...Object.fromEntries(
      Object.entries(describing)
        .filter(([, [text, length]]) => text !== '' && [...text].length <= length)
        .map(([name, [text]]) => [name, text]),
    ),
  }
}

/** The row of an approved item, and the document as it stands from then on, at `version`. */
export function uploadOf(doc: Doc): NewUpload {
  const payload = { data: rowOf(doc.data.item, doc.data.wanted!), doc: doc as unknown as Json }
  return { key: doc.data.uploadKey!, psn_no: '', title: doc.data.item.name, payload }
}

const docIn = ({ payload }: UploadRow): Doc => (payload as { doc: Json }).doc as unknown as Doc

/** Approved mappings on their way; acceptance makes the document stand in the same commit. */
export const mappingSource: UploadSource = {
  id: SOURCE,
  label: '目录对照',
  group: '目录对照',
  family: 'nhsa',
  infno: '3301',
  batch: BATCH,
  view: null,
  message: (rows) => ({ input: { data: rows.map(({ payload }) => (payload as { data: Json }).data) } }),
  accepted: (rows, _output, now) =>
    rows.map((row) => {
      const doc = docIn(row)
      const data = { ...doc.data, stands: doc.data.wanted, note: '' }
      return putDoc({ ...doc, state: 'there', data }, now)
    }),
}

/** 3302: the document as it stands when the centre says yes travels with the message. */
export const WITHDRAW = 'mapping.withdraw'

export const withdrawEffect: Effect = ({ txn, outcome, now }) => {
  const next = txn.local.next as unknown as Doc | undefined
  return outcome === 'settled' && next ? [putDoc(next, now)] : []
}
