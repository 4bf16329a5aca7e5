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
  const takenBack = vi.fn()
  const detector = createScanDetector({
    emit: (t) => emitted.push(t),
    giveBack: (t) => given.push(t),
    takeBack: takenBack,
  })
  const start = Date.now()
  const now = () => Date.now() - start
  return {
    emitted,
    given,
    takenBack,
    /** a key read late, at the time it was struck */
    struck: (char: string, at: number) => detector.char(char, at),
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

  it('while the page is busy lets the keys that wait be read before it decides', () => {
    const b = bench()
    const now = vi.spyOn(performance, 'now')
    b.struck('4', 0)
    // the timer is due, but the page was held up for 100 ms: the scanner's keys lie unread
    now.mockReturnValue(100_000)
    vi.advanceTimersByTime(45)
    expect(b.given).toEqual([])
    for (const [i, char] of [...'24000000'].entries()) b.struck(char, 8 * (i + 1))
    now.mockRestore()
    expect(b.enter()).toBe(true)
    expect([b.emitted, b.given]).toEqual([['424000000'], []])
  })

  it('takes back a first key that was given back too soon, and the code is whole', () => {
    const b = bench()
    b.struck('4', 0)
    vi.advanceTimersByTime(100)
    expect(b.given).toEqual(['4'])
    for (const [i, char] of [...'24000000'].entries()) b.struck(char, 8 * (i + 1))
    expect(b.takenBack).toHaveBeenCalledOnce()
    expect(b.enter()).toBe(true)
    expect(b.emitted).toEqual(['424000000'])
  })

  it('gives nothing back twice when what was taken back proves typed', () => {
    const b = bench()
    b.struck('a', 0)
    vi.advanceTimersByTime(100)
    b.struck('b', 30)
    vi.advanceTimersByTime(100)
    expect(b.given).toEqual(['a', 'b'])
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
  afterEach(() => {
    setScanning(false)
    vi.runAllTimers()
  })

  it('goes to the last subscriber alone, and back to the one before when that leaves', () => {
    setScanning(true)
    const first = vi.fn()
    const second = vi.fn()
    const offFirst = onScan(first)
    const offSecond = onScan(second)
    deliverScan('A')
    offSecond()
    deliverScan('B')
    vi.advanceTimersByTime(80)
    offFirst()
    expect([first.mock.calls, second.mock.calls]).toEqual([[['B']], [['A']]])
  })

  it('spaces a flood out, in order, and forgets what is too much; a few at once all arrive', () => {
    setScanning(true)
    const got: string[] = []
    const off = onScan((text) => got.push(text))
    for (const text of ['A', 'B', 'C']) deliverScan(text)
    expect(got).toEqual(['A'])
    vi.advanceTimersByTime(160)
    expect(got).toEqual(['A', 'B', 'C'])
    vi.advanceTimersByTime(1000)
    for (let i = 0; i < 1000; i += 1) deliverScan(String(i))
    vi.advanceTimersByTime(1000)
    expect(got.length).toBeLessThan(20)
    vi.advanceTimersByTime(10_000)
    expect(got.slice(3)).toEqual(Array.from({ length: 26 }, (_, i) => String(i)))
    off()
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

    vi.advanceTimersByTime(80)
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
