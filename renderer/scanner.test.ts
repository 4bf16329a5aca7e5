import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { charOf, createScanDetector, deliverScan, onScan, setScanning } from './scanner.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** Keys at a given pace; the clock of the detector is the fake one. */
function bench() {
  const emitted: string[] = []
  const given: string[] = []
  const detector = createScanDetector({ emit: (t) => emitted.push(t), giveBack: (t) => given.push(t) })
  const start = Date.now()
  const now = () => Date.now() - start
  return {
    emitted,
    given,
    type(text: string, gap_ms: number) {
      for (const char of text) {
        detector.char(char, now())
        vi.advanceTimersByTime(gap_ms)
      }
    },
    enter: () => detector.enter(now()),
    other: () => detector.other(),
  }
}

describe('detector', () => {
  it('takes fast keys with Enter for a scan and swallows the Enter', () => {
    const b = bench()
    b.type('4240000000000000000000000001', 12)
    expect(b.enter()).toBe(true)
    expect(b.emitted).toEqual(['4240000000000000000000000001'])
    expect(b.given).toEqual([])
  })

  it('ends a scan without a suffix after 200 ms of silence, not sooner', () => {
    const b = bench()
    b.type('81234567', 10)
    vi.advanceTimersByTime(180)
    expect(b.emitted).toEqual([])
    vi.advanceTimersByTime(20)
    expect(b.emitted).toEqual(['81234567'])
  })

  it('gives every typed key back within 45 ms, in order', () => {
    const b = bench()
    b.type('1121', 120)
    expect(b.given).toEqual(['1', '1', '2', '1'])
    expect(b.enter()).toBe(false)
    expect(b.emitted).toEqual([])
  })

  it('gives a burst back that is too short for a scan, before the Enter passes', () => {
    const b = bench()
    b.type('12345', 20)
    expect(b.enter()).toBe(false)
    expect(b.given).toEqual(['12345'])
    expect(b.emitted).toEqual([])
  })

  it('bears one slow key in a scan whose average is fast', () => {
    const b = bench()
    b.type('123456', 10)
    vi.advanceTimersByTime(90)
    b.type('7890', 10)
    expect(b.enter()).toBe(true)
    expect(b.emitted).toEqual(['1234567890'])
  })

  it('loses and doubles nothing when fast typing turns slow', () => {
    const b = bench()
    b.type('abc', 30)
    b.type('defgh', 150)
    vi.advanceTimersByTime(300)
    expect(b.given.join('')).toBe('abcdefgh')
    expect(b.emitted).toEqual([])
  })

  it('gives back first when another key comes in between', () => {
    const b = bench()
    b.type('12', 10)
    b.other()
    expect(b.given).toEqual(['12'])
    vi.advanceTimersByTime(500)
    expect(b.given).toEqual(['12'])
  })

  it('takes two scans in a row for two', () => {
    const b = bench()
    b.type('1234567', 8)
    b.enter()
    b.type('7654321', 8)
    b.enter()
    expect(b.emitted).toEqual(['1234567', '7654321'])
  })
})

it('reads characters by place on the keyboard', () => {
  expect(charOf('KeyA', false, false)).toBe('a')
  expect(charOf('KeyA', true, false)).toBe('A')
  expect(charOf('KeyA', false, true)).toBe('A')
  expect(charOf('Digit4', false, false)).toBe('4')
  expect(charOf('Digit4', true, false)).toBe('$')
  expect(charOf('Numpad7', true, false)).toBe('7')
  expect(charOf('Semicolon', true, false)).toBe(':')
  expect(charOf('NumpadAdd', false, false)).toBeNull()
  expect(charOf('F2', false, false)).toBeNull()
})

describe('delivery', () => {
  afterEach(() => setScanning(false))

  it('goes to the last subscriber alone, and back to the one before when that leaves', () => {
    setScanning(true)
    const first = vi.fn()
    const second = vi.fn()
    const offFirst = onScan(first)
    const offSecond = onScan(second)
    deliverScan('A')
    offSecond()
    deliverScan('B')
    offFirst()
    expect([first.mock.calls, second.mock.calls]).toEqual([[['B']], [['A']]])
  })

  it('keeps a scan that nobody took for the screen that it opens, but not for long', async () => {
    const opened = vi.fn(() => true)
    setScanning(true, opened)
    deliverScan('A')
    expect(opened).toHaveBeenCalledWith('A')
    const screen = vi.fn()
    onScan(screen)()
    await Promise.resolve()
    expect(screen).toHaveBeenCalledExactlyOnceWith('A')

    deliverScan('B')
    vi.advanceTimersByTime(6000)
    const late = vi.fn()
    onScan(late)()
    await Promise.resolve()
    expect(late).not.toHaveBeenCalled()
  })

  it('forgets a scan that the shell did not want, as while a dialogue asks', async () => {
    setScanning(true, () => false)
    deliverScan('A')
    const screen = vi.fn()
    onScan(screen)()
    await Promise.resolve()
    expect(screen).not.toHaveBeenCalled()
  })

  it('drops what comes while nobody is logged in or the screen is locked', async () => {
    setScanning(false)
    deliverScan('A')
    setScanning(true)
    const screen = vi.fn()
    onScan(screen)()
    await Promise.resolve()
    expect(screen).not.toHaveBeenCalled()
  })
})
