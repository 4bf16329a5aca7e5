import { create } from 'zustand'
import { bridge } from '../bridge.ts'

/** Calls under way and how long their like have taken since the program started, for the waiting line. */
export interface Running {
  id: number
  label: string
  startedAt: number
  /** goes to the centre, so its time limit and the doubt after it apply */
  centre: boolean
}

interface Activity {
  running: readonly Running[]
  took_ms: Readonly<Record<string, readonly number[]>>
}

export const useActivity = create<Activity>(() => ({ running: [], took_ms: {} }))

const KEPT = 50
let lastId = 0

function begin(label: string, centre: boolean): number {
  const id = ++lastId
  const entry = { id, label, centre, startedAt: Date.now() }
  useActivity.setState(({ running }) => ({ running: [...running, entry] }))
  return id
}

function end(id: number, took_ms: number | null): void {
  useActivity.setState((state) => {
    const entry = state.running.find((one) => one.id === id)
    if (!entry) return state
    const known = state.took_ms[entry.label] ?? []
    const took = took_ms ?? Date.now() - entry.startedAt
    return {
      running: state.running.filter((one) => one.id !== id),
      took_ms: { ...state.took_ms, [entry.label]: [...known, took].slice(-KEPT) },
    }
  })
}

/** Follows a promise on the waiting line under a label such as 「查询交易」. */
export async function track<T>(label: string, work: Promise<T>): Promise<T> {
  const id = begin(label, false)
  try {
    return await work
  } finally {
    end(id, null)
  }
}

/** Median of what such calls took; null before the first. */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null
  const sorted = [...values].sort((a, b) => a - b)
  const mid = sorted.length >> 1
  return sorted.length % 2 ? sorted[mid]! : (sorted[mid - 1]! + sorted[mid]!) / 2
}

/** Follows the calls to the centre that the main process tells of; the answer stops it. */
export function watchProgress(): () => void {
  const open = new Map<string, number>()
  return bridge.on('visit.progress', ({ encounterId, infno, label, phase, ms }) => {
    const key = `${encounterId} ${infno}`
    const known = open.get(key)
    if (phase === 'start') {
      if (known === undefined) open.set(key, begin(`${infno} ${label}`, true))
      return
    }
    open.delete(key)
    if (known !== undefined) end(known, ms ?? null)
  })
}
