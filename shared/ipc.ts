import type { z } from 'zod'
import { type AdmissionOutputs, admissionInputs } from './api/admission.ts'
import { type AuthOutputs, authInputs } from './api/auth.ts'
import { type CatalogueOutputs, catalogueInputs } from './api/catalogue.ts'
import { type DeviceOutputs, deviceInputs } from './api/devices.ts'
import { type FilingOutputs, filingInputs } from './api/filing.ts'
import { type PrintOutputs, printInputs } from './api/print.ts'
import { type ReconcileOutputs, reconcileInputs } from './api/reconcile.ts'
import { type ShellOutputs, shellInputs } from './api/shell.ts'
import { type ShiftOutputs, shiftInputs } from './api/shift.ts'
import { type TxnOutputs, txnInputs } from './api/txn.ts'
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
  DeviceOutputs

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
  'doubt.changed': { open: number }
  'session.locked': Record<string, never>
}

/** The bridge as the renderer sees it, whatever carries it. */
export interface Bridge {
  host: 'electron' | 'web'
  call<C extends Channel>(channel: C, input: ApiArgs<C>): Promise<Answer<ApiOutput<C>>>
  on<E extends keyof Events>(event: E, listener: (payload: Events[E]) => void): () => void
}
