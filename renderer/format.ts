const two = (n: number) => String(n).padStart(2, '0')

/** '11-21 08:30'; the year only when it is not this one. Local time. */
export function timeShow(at: number, now = Date.now()): string {
  const date = new Date(at)
  const year = date.getFullYear() === new Date(now).getFullYear() ? '' : `${date.getFullYear()}-`
  return `${year}${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`
}

/** '2026-11-21 08:30:05', local time. */
export function timeFull(at: number): string {
  const date = new Date(at)
  return `${dayText(at)} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`
}

/** '2026-11-21', local time. */
export function dayText(at: number): string {
  const date = new Date(at)
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** '85 毫秒', '1.42 秒', '12 秒', '—' for null. */
export function tookShow(ms: number | null): string {
  if (ms === null) return '—'
  if (ms < 1000) return `${Math.round(ms)} 毫秒`
  return ms < 10_000 ? `${(ms / 1000).toFixed(2)} 秒` : `${Math.round(ms / 1000)} 秒`
}

/** '45 秒后', '3 分 05 秒后', '马上' once it is due. */
export function countdown(until: number, now: number): string {
  const left = Math.ceil((until - now) / 1000)
  if (left <= 0) return '马上'
  return left < 60 ? `${left} 秒后` : `${Math.floor(left / 60)} 分 ${two(left % 60)} 秒后`
}

/**
 * Start of the local day that a person typed on the number pad: 20261121, 2026-11-21, 1121, 11-21, 21, 今天,
 * 昨天, -7 (days ago). A day without a year is the last such day. null for anything else.
 */
export function parseDay(text: string, now = Date.now()): number | null {
  const today = new Date(now)
  today.setHours(0, 0, 0, 0)
  const back = (days: number) =>
    new Date(today.getFullYear(), today.getMonth(), today.getDate() - days).getTime()
  const typed = text.trim()
  if (typed === '今天' || typed === '0') return back(0)
  if (typed === '昨天') return back(1)
  const ago = /^-(\d{1,3})$/.exec(typed)
  if (ago) return back(Number(ago[1]))
  const parts =
    /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?$/.exec(typed) ??
    /^()(\d{1,2})[-/.月](\d{1,2})日?$/.exec(typed) ??
    /^()(\d{2})(\d{2})$/.exec(typed) ??
    /^()()(\d{1,2})$/.exec(typed)
  if (!parts) return null
  const day = Number(parts[3])
  const month = parts[2] ? Number(parts[2]) - 1 : today.getMonth()
  const exact = (year: number, inMonth: number) => {
    const date = new Date(year, inMonth, day)
    return date.getDate() === day ? date.getTime() : null
  }
  if (parts[1]) return month >= 0 && month < 12 ? exact(Number(parts[1]), month) : null
  if (month < 0 || month > 11) return null
  const here = exact(today.getFullYear(), month)
  if (here !== null && here <= now) return here
  return parts[2] ? exact(today.getFullYear() - 1, month) : exact(today.getFullYear(), month - 1)
}
