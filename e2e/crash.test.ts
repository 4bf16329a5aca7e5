import { describe, expect, it } from 'vitest'
import { POINTS, runCrash } from './crash/crash.ts'
import { NOTHING } from './crash/ledgers.ts'

const SEEDS = 1
/** of the points of an injury day; `npm run crash` passes all of them */
const IN_THE_GATE = [
  ...(['transact.sent', 'wire.written', 'transact.answered', 'resolve.asked'] as const),
  ...(['resolve.undone', 'stay.between_batches', 'stay.before_settle'] as const),
]

describe('kill -9 at every named point', () => {
  it('loses nothing, doubles nothing, explains every fen', { timeout: 600_000 }, async () => {
    const { figures, runs, ok } = await runCrash({ seeds: SEEDS, beside: 1 })
    const wrong = runs.filter((run) => run.notes.length > 0)
    expect(wrong).toEqual([])
    expect(figures).toMatchObject({ ...NOTHING, points: POINTS.length, reached: POINTS.length })
    expect(POINTS.length).toBeGreaterThanOrEqual(15)
    expect(figures.kills).toBeGreaterThanOrEqual(POINTS.length * SEEDS * 0.9)
    expect(ok).toBe(true)
  })

  it('the same on the three platforms of work-injury insurance', { timeout: 600_000 }, async () => {
    const { figures, runs, ok } = await runCrash({ seeds: 1, of: 'injury', points: IN_THE_GATE, beside: 1 })
    expect(runs.filter((run) => run.notes.length > 0)).toEqual([])
    expect(figures).toMatchObject({ ...NOTHING, reached: IN_THE_GATE.length })
    expect(ok).toBe(true)
  })
})
