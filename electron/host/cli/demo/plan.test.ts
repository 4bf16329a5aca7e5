import { describe, expect, it } from 'vitest'
import { planDay } from './plan.ts'

describe('the plan of a demo day', () => {
  it('is the same for the same seed and another for another', () => {
    expect(planDay(60, 7)).toEqual(planDay(60, 7))
    expect(planDay(60, 7)).not.toEqual(planDay(60, 8))
  })

  it.each([1, 2, 3])('shows every way to come, to pay and to leave in 60 patients (seed %i)', (seed) => {
    const day = planDay(60, seed)
    const all = <K extends keyof (typeof day)[number]>(key: K) => new Set(day.map((p) => p[key]))
    expect([...all('entry')].sort()).toEqual(['card', 'scan', 'typed'])
    expect([...all('charges')].sort()).toEqual(['both', 'his', 'keyed'])
    expect([...all('pays')].sort()).toEqual(['cash', 'split', 'wechat'])
    expect(all('ending').size).toBe(6)
    expect(all('selfPay')).toEqual(new Set([true, false]))
    const insured = day.filter((p) => !p.selfPay).map((p) => p.person)
    expect(insured.some((p) => p.insu.length > 1)).toBe(true)
    expect(insured.some((p) => p.area !== '510100')).toBe(true)
    expect(insured.some((p) => p.insu.every((i) => i.psn_insu_stas !== '1'))).toBe(true)
  })
})
