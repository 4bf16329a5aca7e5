import type { DocRow, UploadRow } from '../port.ts'
import type { Shape } from './shapes.ts'

export const DOC: Shape<DocRow> = {
  table: 'doc',
  columns: {
    kind: 'kind',
    id: 'id',
    state: 'state',
    subject: 'subject',
    text: 'text',
    data: 'data',
    opter: 'opter',
    opterName: 'opter_name',
    version: 'version',
    createdAt: 'created_at',
    at: 'at',
  },
  json: ['data'],
}

/** What it carries stands in upload_body. */
export const UPLOAD: Shape<UploadRow> = {
  table: 'upload',
  columns: {
    seq: 'seq',
    source: 'source',
    key: 'key',
    state: 'state',
    psn_no: 'psn_no',
    title: 'title',
    payload: 'payload',
    msgid: 'msgid',
    why: 'why',
    fields: 'fields',
    answer: 'answer',
    attempts: 'attempts',
    createdAt: 'created_at',
    at: 'at',
  },
  json: ['payload', 'fields', 'answer'],
}
