import { create } from 'zustand'
import type { WardRow } from '../../../shared/api/admission.ts'
import { faultOf } from '../../../shared/errors.ts'
import { call } from '../../bridge.ts'
import { track } from '../../stores/activity.ts'

/** What uploading one stay came to. */
export interface Done {
  encounterId: string
  who: string
  sent: number
  failed: number
  /** why nothing could be sent; null where something was */
  why: string | null
}

export interface Upload {
  /** whose turn it is; null while nothing runs */
  now: string | null
  total: number
  done: readonly Done[]
  stopping: boolean
}

/** Lives as long as the page, so that a long run goes on while another screen is open. */
export const useUpload = create<Upload>(() => ({ now: null, total: 0, done: [], stopping: false }))
const { getState: get, setState: set } = useUpload

/** Something is to be sent, and the stay is where that can be done. */
export const canUpload = (row: WardRow) =>
  row.unsentLines > 0 &&
  !row.doubtful &&
  !row.selfPay &&
  (row.step === 'admitted' || row.step === 'discharged')

const nameOf = (row: WardRow) => `${row.bed} ${row.psn_name}`.trim()

/** Takes what the HIS has booked and uploads it. A refusal is told and stops nobody else. */
async function uploadOne(row: WardRow): Promise<Done> {
  const said = { encounterId: row.encounterId, who: nameOf(row), sent: 0, failed: 0, why: null }
  try {
    const { stay } = await call('admission.get', { encounterId: row.encounterId })
    const at = { encounterId: stay.encounterId, version: stay.version }
    const { view } = await call('admission.loadFees', at)
    const { sent, failed } = await call('admission.upload', { ...at, version: view.stay.version })
    return { ...said, sent, failed: failed.length }
  } catch (error) {
    return { ...said, why: faultOf(error).what }
  }
}

/** One after another; refused while a run is on. Esc stops it after the stay at work. */
export async function uploadAll(rows: readonly WardRow[]): Promise<void> {
  if (get().now !== null || rows.length === 0) return
  set({ total: rows.length, done: [], stopping: false })
  for (const row of rows) {
    if (get().stopping) break
    set({ now: nameOf(row) })
    const done = await track(`上传 ${nameOf(row)} 的费用`, uploadOne(row))
    set((s) => ({ done: [...s.done, done] }))
  }
  set({ now: null })
}

export const stopUpload = () => set({ stopping: true })
export const forgetUpload = () => set({ done: [], total: 0 })
