import { randomUUID } from 'node:crypto'
import { fail } from '../../../shared/errors.ts'
import type { Insurance, Person } from '../../../shared/visit.ts'
import type { Sessions } from '../auth/sessions.ts'

/** Long enough for one person at the window; after it the card is read again. */
export const KEPT_ms = 30 * 60_000

export interface Known {
  person: Person
  insurances: Insurance[]
}

/**
 * Who was identified at which face. In memory only: the face gets a random number instead of the person's
 * own, good for its session, until that ends or 30 minutes are over.
 */
export interface Persons {
  put(sessionId: string, known: Known): string
  /** throws `not_found` where nobody stands behind the number (any more) */
  get(sessionId: string, personId: string): Known
}

export function createPersons(deps: { now: () => number; sessions: Pick<Sessions, 'onEnd'> }): Persons {
  const { now } = deps
  const kept = new Map<string, { sessionId: string; until: number; known: Known }>()
  deps.sessions.onEnd((ended) => {
    for (const [id, { sessionId }] of kept) if (sessionId === ended) kept.delete(id)
  })
  const sweep = () => {
    for (const [id, { until }] of kept) if (now() >= until) kept.delete(id)
  }
  return {
    put(sessionId, known) {
      sweep()
      const id = randomUUID()
      kept.set(id, { sessionId, until: now() + KEPT_ms, known })
      return id
    },
    get(sessionId, personId) {
      sweep()
      const entry = kept.get(personId)
      if (!entry || entry.sessionId !== sessionId) {
        fail('not_found', '这位人员的识别已过期', '没有发送。', '请重新读卡（F2）、扫码或输入证件号码。')
      }
      return entry.known
    },
  }
}

/** The insurance that a filing is made under: the one named, else the first in normal state. */
export function insuranceFor({ insurances }: Known, insutype: string): Insurance | null {
  if (insutype) return insurances.find((one) => one.insutype === insutype) ?? null
  return insurances.find((one) => one.psn_insu_stas === '1') ?? insurances[0] ?? null
}
