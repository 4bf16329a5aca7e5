import { expect, it, vi } from 'vitest'

vi.mock('../bridge.ts', () => ({ bridge: { on: () => () => {} } }))

const { moveBy, windowOf } = await import('./DataTable.tsx')
const { faultOfField } = await import('./Field.tsx')
const { waitText } = await import('./WaitLine.tsx')
const { median, track, useActivity } = await import('../stores/activity.ts')

it('says nothing for 300 ms, then which call runs, then how long such calls take', () => {
  const call = { label: '2206 门诊预结算', centre: true }
  expect(waitText(call, 299, 400)).toBeNull()
  expect(waitText(call, 300, 400)).toBe('正在进行：2206 门诊预结算')
  expect(waitText(call, 4200, 400)).toBe('正在进行：2206 门诊预结算，已等 4 秒（今天一般 0.4 秒）')
  expect(waitText(call, 4200, null)).toContain('今天还没有同类记录')
  expect(waitText(call, 21_000, 400)).toContain('不会重复扣款')
  expect(waitText({ label: '查询交易', centre: false }, 21_000, 400)).not.toContain('不会重复扣款')
})

it('follows a call while it runs, failed or not, and remembers what it took', async () => {
  let end = (_: Error) => {}
  const work = track('登录', new Promise((_, reject) => (end = reject)))
  expect(useActivity.getState().running.map(({ label }) => label)).toEqual(['登录'])
  end(new Error('no'))
  await expect(work).rejects.toThrow('no')
  expect(useActivity.getState().running).toEqual([])
  expect(useActivity.getState().took_ms.登录).toHaveLength(1)
})

it('takes the middle', () => {
  expect([median([]), median([5]), median([9, 1, 5]), median([1, 3, 5, 100])]).toEqual([null, 5, 5, 4])
})

it('moves a selection within its bounds and leaves other keys alone', () => {
  expect(moveBy('ArrowDown', -1, 3, 10)).toBe(0)
  expect(moveBy('ArrowDown', 2, 3, 10)).toBe(2)
  expect(moveBy('ArrowUp', 0, 3, 10)).toBe(0)
  expect(moveBy('PageDown', 5, 100, 10)).toBe(15)
  expect(moveBy('End', 0, 100, 10)).toBe(99)
  expect(moveBy('Home', 50, 100, 10)).toBe(0)
  expect(moveBy('ArrowDown', -1, 0, 10)).toBeNull()
  expect(moveBy('x', 0, 3, 10)).toBeNull()
})

it('draws a short table whole and of a long one what can be seen', () => {
  expect(windowOf(100, 0, 320)).toEqual([0, 100])
  const [first, end] = windowOf(500, 3200, 320)
  expect(first).toBeLessThanOrEqual(100)
  expect(end).toBeGreaterThanOrEqual(110)
  expect(end - first).toBeLessThan(60)
  expect(windowOf(500, 32 * 495, 320)[1]).toBe(500)
})

it('finds what a fault says of a field, of itself or inside it', () => {
  const fault = (path: string) => ({ path, label: '', rule: 'format' as const, message: '' })
  const faults = [fault('passwordAgain'), fault('cert.certno'), fault('payments[0].amountFen')]
  expect(faultOfField(faults, 'password')).toBeUndefined()
  expect(faultOfField(faults, 'cert')?.path).toBe('cert.certno')
  expect(faultOfField(faults, 'payments')?.path).toBe('payments[0].amountFen')
})
