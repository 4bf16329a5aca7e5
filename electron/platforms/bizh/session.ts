import { dateOf } from '../../../shared/msgid.ts'

/** A session_id, or why there is none; `refused`: the platform itself said no to this account and password. */
export type Signed = { id: string } | { why: string; refused?: boolean }

export interface Sessions {
  /** one that should still hold; `stale`: the platform did not know that one any more */
  take(stale?: string): Promise<Signed>
  /** what a login on its own brought */
  keep(id: string): void
}

/** pauses after a refused login: many doubts ask again by the clock, and platforms lock accounts */
const PAUSE_first_ms = 60_000
const PAUSE_longest_ms = 15 * 60_000

/**
 * One login for all who need it at the same time, kept until midnight of the day of issue (_envelope.json,
 * session). What the platform refused is not tried again before a pause, that doubles from refusal to refusal,
 * unless the password is another one: `account` tells under which account and password a login would go.
 */
export function createSessions(
  login: () => Promise<Signed>,
  now: () => number,
  account: () => string = () => '',
): Sessions {
  let held: { id: string; day: string } | null = null
  let coming: Promise<Signed> | null = null
  let refused: { account: string; why: string; until_ms: number; pause_ms: number } | null = null
  const keep = (id: string, day = dateOf(now())) => {
    held = { id, day }
    refused = null
  }
  /** The day it was asked for: one that crosses midnight may be of either, and is taken for the older. */
  async function renew(): Promise<Signed> {
    const day = dateOf(now())
    const by = account()
    const before = refused?.account === by ? refused : null
    if (before && now() < before.until_ms) {
      const left_min = Math.ceil((before.until_ms - now()) / 60_000)
      return { why: `${before.why}（账号密码没有改过，${left_min} 分钟内不再重试，以免平台锁定账号）` }
    }
    const signed = await login()
    if ('id' in signed) keep(signed.id, day)
    else if (signed.refused) {
      const pause_ms = before ? Math.min(before.pause_ms * 2, PAUSE_longest_ms) : PAUSE_first_ms
      refused = { account: by, why: signed.why, until_ms: now() + pause_ms, pause_ms }
    }
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
