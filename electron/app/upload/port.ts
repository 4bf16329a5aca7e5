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
  /**
   * What one record of the view gives to upload: nothing, one row, or several. Without it the record is the row:
   * its key, its data, psn_no out of it. A record at which it throws is held with those words.
   */
  read?(record: HisRecord): NewUpload[] | Promise<NewUpload[]>
  /**
   * The centre takes a newer record of a key in the place of the older: one that was accepted goes up again when
   * the HIS has changed it
   */
  replaces?: true
  /** rows with another answer may not share a message (one patient, one kind, …) */
  together?(row: UploadRow): string
  /** what carries these rows, 1…batch of them; file fields hold references */
  message(rows: readonly UploadRow[]): UploadMessage
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

/** `infno`: instead of the source's own, where a single row may go by another interface */
export interface UploadMessage {
  input: JsonObject
  insuplc?: string
  infno?: string
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
  read(source: string, signal?: AbortSignal): Promise<number>
  /**
   * Sends what waits, in order, until nothing is left or `signal` is aborted. Throws GuitaiError where the way is
   * blocked: `unreachable`, `doubt` (a message without an answer stands before the rest), `rejected` (the centre
   * refuses this hospital or this interface as such), `storage`. Nothing is lost then: the rest waits.
   */
  send(source: string, signal?: AbortSignal): Promise<Sent>
  /** lets the outbox send this source soon, and again until it could */
  wake(source: string): Promise<void>
  /** what it is doing, or why it last stopped */
  status(source: string): UploadStatus
}

export interface Sent {
  accepted: number
  refused: number
  held: number
  /** still waiting; 0 unless it was told to stop */
  left: number
}

export interface UploadStatus {
  doing: 'read' | 'send' | null
  /** why the last run stopped before its end, in Chinese */
  blocked: string | null
  readAt: number | null
  sentAt: number | null
}
