import { migration as txn } from './0001-txn.ts'
import { migration as encounter } from './0002-encounter.ts'
import { migration as ledger } from './0003-ledger.ts'
import { migration as outbox } from './0004-outbox.ts'
import { migration as staff } from './0005-staff.ts'
import { migration as audit } from './0006-audit.ts'
import { migration as setting } from './0007-setting.ts'
import { migration as inpatient } from './0008-inpatient.ts'
import { migration as clearing } from './0009-clearing.ts'
import { migration as print } from './0010-print.ts'
import { migration as docs } from './0011-docs.ts'
import { migration as uploadBody } from './0012-upload-body.ts'
import { migration as family } from './0013-family.ts'
import { migration as settlementKey } from './0014-settlement-key.ts'

/** One step forward of the schema; `id` is its place, from 1 without gaps. A shipped step never changes. */
export interface Migration {
  id: number
  name: string
  sql: string
}

export const MIGRATIONS: readonly Migration[] = [
  txn,
  encounter,
  ledger,
  outbox,
  staff,
  audit,
  setting,
  inpatient,
  clearing,
  print,
  docs,
  uploadBody,
  family,
  settlementKey,
]
