/**
 * 发送方报文ID: fixmedins_code(12) + yyyyMMddHHmmss(14) + sequence(4), unique in the institution
 * (national standard, 公共报文). The first two digits of the sequence are the counter's slot, so that
 * counters with journals of their own cannot collide; the last two count within the second.
 */
export type MsgId = string & { readonly __msgid: unique symbol }

const SLOTS = 100
const PER_SECOND = 100

const pad = (n: number, width: number) => String(n).padStart(width, '0')

/** yyyyMMddHHmmss in local time. */
export function stamp(at_ms: number): string {
  const d = new Date(at_ms)
  return (
    pad(d.getFullYear(), 4) +
    pad(d.getMonth() + 1, 2) +
    pad(d.getDate(), 2) +
    pad(d.getHours(), 2) +
    pad(d.getMinutes(), 2) +
    pad(d.getSeconds(), 2)
  )
}

/** The wire's datetime, yyyy-MM-dd HH:mm:ss, in local time. */
export function datetime(at_ms: number): string {
  const s = stamp(at_ms)
  return `${s.slice(0, 4)}-${s.slice(4, 6)}-${s.slice(6, 8)} ${s.slice(8, 10)}:${s.slice(10, 12)}:${s.slice(12, 14)}`
}

export function dateOf(at_ms: number): string {
  return datetime(at_ms).slice(0, 10)
}

/** All msgids of one slot and second begin with this; the journal asks for the highest below it. */
function msgidPrefix(fixmedins_code: string, at_ms: number, slot: number): string {
  if (slot < 0 || slot >= SLOTS) throw new RangeError(`slot ${slot}`)
  return fixmedins_code + stamp(at_ms) + pad(slot, 2)
}

/**
 * The next free msgid given a look-up of the highest one already used under a prefix. Clock jumps do not
 * matter: whatever second the clock claims, what the journal holds for it is stepped over.
 */
export function nextMsgid(
  fixmedins_code: string,
  at_ms: number,
  slot: number,
  highest: (prefix: string) => string | null,
): MsgId {
  for (let at = at_ms; ; at += 1000) {
    const prefix = msgidPrefix(fixmedins_code, at, slot)
    const last = highest(prefix)
    const seq = last === null ? 0 : Number(last.slice(-2)) + 1
    if (seq < PER_SECOND) return (prefix + pad(seq, 2)) as MsgId
  }
}
