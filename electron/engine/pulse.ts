import type { Clock } from './core.ts'

const WINDOW_ms = 300_000

/** Answer times of the last five minutes by family: what the light in the shell shows. */
export function createPulse(clock: Clock) {
  const beats = new Map<string, { at: number; ms: number; failed: boolean }[]>()

  function beat(family: string, ms: number, failed: boolean): void {
    const list = beats.get(family) ?? []
    list.push({ at: clock.now(), ms, failed })
    if (list.length > 500) list.splice(0, list.length - 500)
    beats.set(family, list)
  }

  function read() {
    const since = clock.now() - WINDOW_ms
    return [...beats].map(([family, list]) => {
      const recent = list.filter((b) => b.at >= since)
      const times = recent
        .filter((b) => !b.failed)
        .map((b) => b.ms)
        .sort((a, b) => a - b)
      return {
        family,
        calls: recent.length,
        failures: recent.filter((b) => b.failed).length,
        median_ms: times[times.length >> 1] ?? null,
        last: list.at(-1)?.at ?? null,
        lastFailed: list.at(-1)?.failed ?? false,
      }
    })
  }

  return { beat, read }
}

export type Pulse = ReturnType<typeof createPulse>
