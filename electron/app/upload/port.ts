import type { JsonObject } from '../../../shared/contract.ts'
import type { HisRecord, HisView } from '../../his/port.ts'
import type { Change, UploadRow } from '../../journal/port.ts'

/** One kind of record that goes to a platform without a cashier, as data: a capability registers its own. */
export interface UploadSource {
  /** 'stock.sale', 'clinical.4301', 'mapping', … */
  id: string
  label: string
  /** shown together in the worklist: 进销存, 临床, 目录对照, … */
  group: string
  family: string
  /** the interface that carries `batch` rows in one message */
  infno: string
  /** rows of one message at most, by the contract */
  batch: number
  /** the HIS view that it is read from; null: the program itself adds its rows */
  view: HisView | null
  /** what one record of the view gives to upload: nothing, one row, or several */
  read?(record: HisRecord): NewUpload[]
  /** rows with another answer may not share a message (one patient, one kind, …) */
  together?(row: UploadRow): string
  /** the message that carries these rows, 1…batch of them; file fields hold references */
  message(rows: readonly UploadRow[]): { input: JsonObject; insuplc?: string }
  /** faults beyond the contract's own check, by key, in Chinese: such a row is held and not sent */
  check?(row: UploadRow): string | null
  /** rows that an accepting answer names as refused: key → the centre's words */
  refused?(rows: readonly UploadRow[], output: JsonObject): ReadonlyMap<string, string>
  /** what the centre gave back for one accepted row */
  answer?(row: UploadRow, output: JsonObject): JsonObject | null
  /** what acceptance changes elsewhere, in the same commit. Pure */
  accepted?(rows: readonly UploadRow[], output: JsonObject, now: number): Change[]
  /** the same for rows that the centre refused */
  rejected?(rows: readonly UploadRow[], why: string, now: number): Change[]
}

export interface NewUpload {
  key: string
  psn_no: string
  title: string
  payload: JsonObject
}

/** The machine behind all uploads. Registered sources are read and sent by tasks; see app/tasks. */
export interface Uploads {
  register(source: UploadSource): void
  sources(): readonly UploadSource[]
  /** changes that take these rows up; commit them with whatever caused them, then `wake` */
  adding(source: string, rows: readonly NewUpload[]): Change[]
  /** reads what is new in the source's view; answers how many rows were taken up */
  read(source: string): Promise<number>
  /** sends what waits, in order, until nothing is left or the way is blocked */
  send(source: string): Promise<{ accepted: number; refused: number; held: number; left: number }>
  /** lets the outbox send this source soon */
  wake(source: string): Promise<void>
}
