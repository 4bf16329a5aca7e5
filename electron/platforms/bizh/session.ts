import { dateOf } from '../../../shared/msgid.ts'

/** A session_id, or why there is none. */
export type Signed = { id: string } | { why: string }

export interface Sessions {
  /** one that should still hold; `stale`: the platform did not know that one any more */
  take(stale?: string): Promise<Signed>
  /** what a login on its own brought */
  keep(id: string): void
}

/**
 * One login for all who need it at the same time, kept until midnight of the day of issue (_envelope.json,
 * session).
 */
export function createSessions(login: () => Promise<Signed>, now: () => number): Sessions {
  let held: { id: string; day: string } | null = null
  let coming: Promise<Signed> | null = null
  const keep = (id: string, day = dateOf(now())) => {
    held = { id, day }
  }
  /** The day it was asked for: one that crosses midnight may be of either, and is taken for the older. */
  async function renew(): Promise<Signed> {
    const day = dateOf(now())
    const signed = await login()
    if ('id' in signed) keep(signed.id, day)
    return signed
  }
  return {
    keep,
    async take(stale) {
      if (held && held.id !== stale && held.day === dateOf(now())) return { id: held.id }
      coming ??= renew().finally(() => {
        coming = null
      })
      return coming
    },
  }
}
