import { describe, expect, it } from 'vitest'
import { NOTHING } from './crash/ledgers.ts'
import { KINDS, runFaults } from './faults/faults.ts'
import { runGarbled } from './faults/garbled.ts'
import { runInjuryFaults } from './injury/faults.ts'

/** Half of the eight mixtures of a centre's habits: 5203 with or without setl_id, msgid replayed or refused, dialect. */
const SEEDS = 4
const GARBLED = 5_000

describe('faults', () => {
  it('whole days under each kind of fault end without a difference or a doubt', {
    timeout: 600_000,
  }, async () => {
    const { figures, runs, ok } = await runFaults(SEEDS)
    expect(runs.filter((run) => run.notes.length > 0)).toEqual([])
    expect(figures).toMatchObject({ ...NOTHING, runs: KINDS.length * SEEDS })
    for (const kind of KINDS) expect(figures[`struck_${kind}`], kind).toBeGreaterThan(0)
    expect(ok).toBe(true)
  })

  it('days of injured workers end so too', { timeout: 600_000 }, async () => {
    const { figures, runs, ok } = await runInjuryFaults(1)
    expect(runs.filter((run) => run.notes.length > 0)).toEqual([])
    expect(figures).toMatchObject({ ...NOTHING, runs: KINDS.length })
    expect(ok).toBe(true)
  })

  it('a garbled answer neither throws nor passes for another success', { timeout: 600_000 }, async () => {
    const { figures } = await runGarbled(GARBLED, 7)
    expect(figures).toMatchObject({ garbled: GARBLED, crashes: 0, falseSettled: 0 })
    // the corruptions reach every branch: most spoil the answer, some leave it whole
    expect(figures.unclear).toBeGreaterThan(GARBLED / 4)
    expect(figures.settled).toBeGreaterThan(0)
    expect(figures.refused).toBeGreaterThan(0)
  })
})
