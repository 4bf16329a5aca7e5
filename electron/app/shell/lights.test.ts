import { expect, test } from 'vitest'
import type { Engine } from '../../engine/engine.ts'
import { centreLight, injuryLights } from './api.ts'

type Beat = ReturnType<Engine['pulse']>[number]
const beat = (family: string, more: Partial<Beat>): Beat => ({
  ...{ family, calls: 4, failures: 0, median_ms: 400, last: 0, lastFailed: false },
  ...more,
})
const engine = (...beats: Beat[]) => ({ pulse: () => beats })

test('each open platform has a light of its own answers', () => {
  const lights = injuryLights({
    engine: engine(
      beat('nhsa', {}),
      beat('gs', { lastFailed: true, failures: 2 }),
      beat('gy', { median_ms: 5_000 }),
    ),
    injury: ['gs', 'bizh', 'gy'],
  })
  expect(lights).toEqual([
    { family: 'gs', label: '四川工伤', state: 'down', text: '四川工伤平台：最近一次没有回答（共 2 次）' },
    { family: 'bizh', label: '广东工伤', state: 'off', text: '广东工伤平台：最近 5 分钟没有交易' },
    { family: 'gy', label: '跨省工伤', state: 'slow', text: '跨省工伤平台：较慢，一般 5.0 秒' },
  ])
})

test('the national centre is not lit by what another platform does', () => {
  const down = beat('gs', { lastFailed: true, failures: 1 })
  expect(centreLight({ engine: engine(down) }).state).toBe('off')
  expect(centreLight({ engine: engine(down, beat('nhsa', {})) })).toEqual({
    ...{ state: 'ok', text: '医保中心：正常，一般 0.4 秒' },
  })
})
