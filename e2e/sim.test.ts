import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeTemplate } from './crash/crash.ts'
import { createSimClock } from './sim/clock.ts'
import { runDay } from './sim/day.ts'
import { INJURY_WINDOWS } from './sim/injury.ts'

let root: string
let template: string

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'guitai-sim-'))
  template = await makeTemplate(root)
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

test('the clock runs what is due in its order, and nothing that was called off', async () => {
  const clock = createSimClock(1_000)
  const seen: string[] = []
  clock.after(20, () => seen.push(`b ${clock.now()}`))
  clock.after(10, () => seen.push(`a ${clock.now()}`))
  clock.after(10, () => void clock.sleep(5).then(() => seen.push(`slept ${clock.now()}`)))
  clock.after(15, () => seen.push('never'))()
  let steps = 0
  await clock.runUntil(1_030, async () => {
    steps += 1
  })
  expect(seen).toEqual(['a 1010', 'slept 1015', 'b 1020'])
  expect([steps, clock.now()]).toEqual([3, 1_030])
})

test('a small hospital’s day with faults and power cuts loses, doubles and hides nothing', async () => {
  const sizes = { days: 1, counters: 6, patients: 120, stays: 10 }
  const day = await runDay({ seed: 1, ...sizes, root, template })
  expect(day.breaches).toEqual([])
  expect(day.notes).toEqual([])
  expect(Object.values(day.differences).every((n) => n === 0)).toBe(true)
  expect(day.cuts).toBe(sizes.counters + INJURY_WINDOWS.length)
  expect(day.injuries).toBeGreaterThan(10)
  expect(day.struck).toBeGreaterThan(10)
  expect(day.settlements).toBeGreaterThan(80)
})
