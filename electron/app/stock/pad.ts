import type { JsonObject } from '../../../shared/contract.ts'
import type { Change, DocRow, Journal } from '../../journal/port.ts'

/** What a record of this capability holds beside its kind and id. */
export interface Sheet<T> {
  state: string
  subject: string
  text: string
  data: T
}

/**
 * Records read and written within one commit: each is read once, the last writing of it counts, and all of
 * them become one list of changes that holds only while nobody else has written them.
 */
export interface Pad {
  get<T>(kind: string, id: string): Promise<Sheet<T> | null>
  put<T>(kind: string, id: string, sheet: Sheet<T>): Promise<void>
  drop(kind: string, id: string): Promise<void>
  /** the version that a record will have after the commit */
  versionOf(kind: string, id: string): number
  changes(): Change[]
}

interface Held {
  row: DocRow | null
  now: Sheet<unknown> | null
  touched: boolean
}

export function openPad(journal: Journal, by: { opter: string; opterName: string }, at: number): Pad {
  const held = new Map<string, Held & { kind: string; id: string }>()
  const hold = async (kind: string, id: string) => {
    const key = `${kind} ${id}`
    const known = held.get(key)
    if (known) return known
    const row = await journal.doc(kind, id)
    const made = { kind, id, row, now: row, touched: false }
    held.set(key, made)
    return made
  }
  const change = ({ kind, id, row, now }: Held & { kind: string; id: string }): Change[] => {
    const expect = row?.version ?? 0
    if (now === null) return row ? [{ t: 'doc.drop', kind, id, expect }] : []
    const { state, subject, text, data } = now
    const sheet = { state, subject, text, data: data as JsonObject }
    return [{ t: 'doc', put: { kind, id, ...sheet, opter: by.opter, opterName: by.opterName, at }, expect }]
  }
  return {
    get: async <T>(kind: string, id: string) => (await hold(kind, id)).now as Sheet<T> | null,
    put: async (kind, id, sheet) => {
      Object.assign(await hold(kind, id), { now: sheet, touched: true })
    },
    drop: async (kind, id) => {
      Object.assign(await hold(kind, id), { now: null, touched: true })
    },
    versionOf: (kind, id) => {
      const found = held.get(`${kind} ${id}`)
      return (found?.row?.version ?? 0) + (found?.touched ? 1 : 0)
    },
    changes: () => [...held.values()].filter(({ touched }) => touched).flatMap(change),
  }
}
