import type { z } from 'zod'
import { type AcceptanceOutputs, acceptanceInputs } from './api/acceptance.ts'
import { type AdmissionOutputs, admissionInputs } from './api/admission.ts'
import { type AuthOutputs, authInputs } from './api/auth.ts'
import { type CatalogueOutputs, catalogueInputs } from './api/catalogue.ts'
import { type ConsoleOutputs, consoleInputs } from './api/console.ts'
import { type DeviceOutputs, deviceInputs } from './api/devices.ts'
import { type ErxOutputs, erxInputs } from './api/erx.ts'
import { type ExportOutputs, exportInputs } from './api/export.ts'
import { type FilingOutputs, filingInputs } from './api/filing.ts'
import { type InjuryOutputs, injuryInputs } from './api/injury.ts'
import { type InjuryClearingOutputs, injuryClearingInputs } from './api/injury-clearing.ts'
import { type InjuryExchangeOutputs, injuryExchangeInputs } from './api/injury-exchange.ts'
import { type InjuryRecordOutputs, injuryRecordInputs } from './api/injury-record.ts'
import { type MappingOutputs, mappingInputs } from './api/mapping.ts'
import { type MonitorOutputs, monitorInputs } from './api/monitor.ts'
import { type PersonOutputs, personInputs } from './api/person.ts'
import { type PrintOutputs, printInputs } from './api/print.ts'
import { type ReconcileOutputs, reconcileInputs } from './api/reconcile.ts'
import { type ReviewOutputs, reviewInputs } from './api/review.ts'
import { type SelfpayOutputs, selfpayInputs } from './api/selfpay.ts'
import { type SetllistOutputs, setllistInputs } from './api/setllist.ts'
import { type ShellOutputs, shellInputs } from './api/shell.ts'
import { type ShiftOutputs, shiftInputs } from './api/shift.ts'
import { type SichuanOutputs, sichuanInputs } from './api/sichuan.ts'
import { type StaffOutputs, staffInputs } from './api/staff.ts'
import { type StockOutputs, stockInputs } from './api/stock.ts'
import { type TermsOutputs, termsInputs } from './api/terms.ts'
import { type TxnOutputs, txnInputs } from './api/txn.ts'
import { type UploadsOutputs, uploadsInputs } from './api/uploads.ts'
import { type VisitOutputs, visitInputs } from './api/visit.ts'
import type { Fault } from './errors.ts'

/** The one channel map. A capability's inputs are schemas (checked by the host), its outputs are types. */
export const inputs = {
  ...authInputs,
  ...shellInputs,
  ...shiftInputs,
  ...visitInputs,
  ...txnInputs,
  ...printInputs,
  ...catalogueInputs,
  ...admissionInputs,
  ...filingInputs,
  ...reconcileInputs,
  ...deviceInputs,
  ...termsInputs,
  ...mappingInputs,
  ...staffInputs,
  ...uploadsInputs,
  ...stockInputs,
  ...setllistInputs,
  ...selfpayInputs,
  ...personInputs,
  ...consoleInputs,
  ...erxInputs,
  ...sichuanInputs,
  ...monitorInputs,
  ...acceptanceInputs,
  ...reviewInputs,
  ...exportInputs,
  ...injuryInputs,
  ...injuryRecordInputs,
  ...injuryClearingInputs,
  ...injuryExchangeInputs,
} as const

export type Channel = keyof typeof inputs
type Outputs = AuthOutputs &
  ShellOutputs &
  ShiftOutputs &
  VisitOutputs &
  TxnOutputs &
  PrintOutputs &
  CatalogueOutputs &
  AdmissionOutputs &
  FilingOutputs &
  ReconcileOutputs &
  DeviceOutputs &
  TermsOutputs &
  MappingOutputs &
  StaffOutputs &
  UploadsOutputs &
  StockOutputs &
  SetllistOutputs &
  SelfpayOutputs &
  PersonOutputs &
  ConsoleOutputs &
  ErxOutputs &
  SichuanOutputs &
  MonitorOutputs &
  AcceptanceOutputs &
  ReviewOutputs &
  ExportOutputs &
  InjuryOutputs &
  InjuryRecordOutputs &
  InjuryClearingOutputs &
  InjuryExchangeOutputs

/** What a handler receives. */
export type ApiInput<C extends Channel> = z.output<(typeof inputs)[C]>
/** What a caller may pass. */
export type ApiArgs<C extends Channel> = z.input<(typeof inputs)[C]>
export type ApiOutput<C extends Channel> = Outputs[C]

/** What comes back over any transport. */
export type Answer<T> = { ok: true; value: T } | { ok: false; fault: Fault }

/** What the main process tells its faces unasked. */
export interface Events {
  /** counts and lights of the shell changed: ask shell.status again */
  'shell.changed': Record<string, never>
  /** an encounter, visit or stay, moved on (by its own command, or by the resolver) */
  'visit.changed': { encounterId: string; version: number }
  /** a step of a running command, for the waiting line */
  'visit.progress': { encounterId: string; infno: string; label: string; phase: 'start' | 'end'; ms?: number }
  /** a device or a scan spoke */
  'device.scan': { text: string }
  /** a device came, went or failed: ask devices.list again */
  'devices.changed': Record<string, never>
  /** a print job came out or failed: ask print.jobs again */
  'print.changed': Record<string, never>
  /** how far a longer piece of work is, 0…1 */
  'work.progress': { work: string; label: string; done: number }
  /** rows of an upload source moved: ask uploads.* again */
  'uploads.changed': { source: string }
  /** a task began, got on or ended: ask monitor.tasks again */
  'tasks.changed': Record<string, never>
  /** a threshold was passed, or is kept again: ask monitor.alarms again */
  'alarm.changed': Record<string, never>
  /** the platform told us something about a prescription or an order */
  'inbound.changed': { infno: string }
  /** something was downloaded from, or sent to, a work-injury platform: ask injury.exchange.* again */
  'injury.changed': { family: string }
  'doubt.changed': { open: number }
  'session.locked': Record<string, never>
}

/** The bridge as the renderer sees it, whatever carries it. */
export interface Bridge {
  host: 'electron' | 'web'
  call<C extends Channel>(channel: C, input: ApiArgs<C>): Promise<Answer<ApiOutput<C>>>
  on<E extends keyof Events>(event: E, listener: (payload: Events[E]) => void): () => void
}
