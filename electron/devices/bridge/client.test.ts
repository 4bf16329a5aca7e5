import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { faultOf } from '../../../shared/errors.ts'
import { type Bridge, bridgeEntry, openBridge } from './client.ts'
import { type FakeLibrary, fakeLibrary } from './fake-library.testkit.ts'
import type { SscardRequest } from './protocol.ts'

const folder = mkdtempSync(join(tmpdir(), 'guitai-bridge-'))
let bridge: Bridge
let failures: Record<string, unknown>[]
let library: FakeLibrary

beforeAll(() => {
  library = fakeLibrary()
})
afterEach(() => bridge.close())
afterAll(() => {
  library.remove()
  rmSync(folder, { recursive: true, force: true })
})

/** A bridge whose program is these lines; `say(value)` writes a frame, `asked` waits for each request. */
function bridgeDoing(lines: string, delays_ms = [0]): Bridge {
  const entry = join(folder, `${Math.random()}.mjs`)
  const frames = join(import.meta.dirname, 'frames.ts')
  writeFileSync(
    entry,
    `import { frame, frameReader } from ${JSON.stringify(frames)}
     const say = (value) => process.stdout.write(frame(value))
     const raw = (bytes) => process.stdout.write(bytes)
     const asked = (then) => process.stdin.on('data', frameReader(then))
     ${lines}`,
  )
  return open(entry, delays_ms)
}

function open(entry?: string, delays_ms = [0], onEvent = (_event: unknown) => {}): Bridge {
  failures = []
  bridge = openBridge({
    ...(entry ? { entry } : {}),
    ...{ log: (line) => void failures.push(line), delays_ms, onEvent },
  })
  return bridge
}
const request = { do: 'pcsc.watch' } as const
const outcome = (timeout_ms = 20_000) => bridge.call(request, { timeout_ms }).catch(faultOf)

describe('a bridge that misbehaves', () => {
  it.each([
    ['prints', `raw('hello from the reader library')`],
    ['answers no JSON', `asked(() => raw(Buffer.of(0, 0, 0, 2, 0x7b, 0x5d)))`],
    [
      'answers more than allowed',
      `asked(() => raw(Buffer.concat([Buffer.of(0, 0x20, 0, 0), Buffer.alloc(99)])))`,
    ],
    ['answers another request', `asked(({ id }) => say({ id: id + 1, ok: 1 }))`],
    ['answers twice', `asked(({ id }) => { say({ id, ok: 1 }); say({ id, ok: 2 }) })`],
    ['answers something else', `asked(({ id }) => say({ id, fault: 'x' }))`],
  ])('that %s is stopped and started anew', async (name, lines) => {
    bridgeDoing(`${lines}; setInterval(() => {}, 1000)`)
    const first = await outcome()
    if (name === 'answers twice') expect(first).toBe(1)
    else expect(first).toMatchObject({ kind: 'unreachable', what: '读卡程序的回答无法识别，已重新启动它' })
    await expect.poll(() => failures).toHaveLength(1)
    expect(bridge.pid()).toBe(null)
  })

  it('hangs: its request fails in time, the next one goes to a new process', async () => {
    bridgeDoing(`asked(({ id }) => { if (process.env.BRIDGE_MODE === 'good') say({ id, ok: 'good' }) })`)
    expect(await outcome(300)).toMatchObject({
      kind: 'unreachable',
      what: expect.stringContaining('没有回答'),
    })
    process.env.BRIDGE_MODE = 'good'
    expect(await outcome()).toBe('good')
    delete process.env.BRIDGE_MODE
  })

  it('waits longer from failure to failure, and not after a success', async () => {
    const waits: number[] = []
    bridgeDoing(
      `asked(({ id }) => (process.env.BRIDGE_MODE ? say({ id, ok: 1 }) : process.exit(3)))`,
      [0, 200, 400],
    )
    for (let i = 0; i < 3; i += 1) {
      const from = performance.now()
      expect(await outcome()).toMatchObject({ what: '读卡程序或厂商动态库异常退出（退出码 3）' })
      waits.push(performance.now() - from)
    }
    expect(failures.map((line) => line.failures)).toEqual([1, 2, 3])
    expect(waits[2]).toBeGreaterThan(190)
    process.env.BRIDGE_MODE = 'good'
    const from = performance.now()
    expect(await outcome()).toBe(1)
    expect(performance.now() - from).toBeGreaterThan(390)
    delete process.env.BRIDGE_MODE
    bridge.stop()
    expect(await outcome()).toMatchObject({ kind: 'unreachable' })
    expect(failures.at(-1)).toMatchObject({ failures: 1 })
  })

  it('hands on what it tells unasked, and keeps this program’s own settings from it', async () => {
    process.env.GUITAI_PASSPHRASE = 'secret'
    const events: unknown[] = []
    bridgeDoing(`asked(({ id }) => { say({ event: 'x' }); say({ id, ok: Object.keys(process.env) }) })`)
    bridge.close()
    const entry = join(folder, 'tells.mjs')
    writeFileSync(
      entry,
      `import { frame, frameReader } from ${JSON.stringify(join(import.meta.dirname, 'frames.ts'))}
       process.stdin.on('data', frameReader(({ id }) => {
         for (const it of [{ event: 'x' }, { id, ok: Object.keys(process.env) }]) process.stdout.write(frame(it))
       }))`,
    )
    open(entry, [0], (event) => events.push(event))
    const names = (await outcome()) as string[]
    delete process.env.GUITAI_PASSPHRASE
    expect(events).toEqual([{ event: 'x' }])
    expect(names).toContain('PATH')
    expect(names.filter((name) => /GUITAI|NODE_OPTIONS|VITEST/.test(name))).toEqual([])
  })

  it('closes at once, also in mid-call', async () => {
    bridgeDoing('asked(() => {})')
    const waiting = outcome()
    await expect.poll(() => bridge.pid()).not.toBe(null)
    const pid = bridge.pid()!
    bridge.close()
    expect(await waiting).toMatchObject({ what: '读卡程序已关闭' })
    expect(await outcome()).toMatchObject({ what: '读卡程序已关闭' })
    await expect.poll(() => alive(pid)).toBe(false)
  })
})

const sscard = (mode: string, timeout_ms: number) => {
  library.mode(mode)
  const asking: SscardRequest = { do: 'sscard', library: library.path, fn: 'iReadCardBas', args: [3] }
  return bridge.call(asking, { timeout_ms }).catch(faultOf)
}

const HANG_ms = 600

describe('the real bridge', { timeout: 120_000 }, () => {
  it('never holds up this process, hanging or dying twenty times', async () => {
    open()
    expect(await sscard('ok', 20_000)).toMatchObject({ code: 0 })
    const delay = monitorEventLoopDelay({ resolution: 5 })
    delay.enable()
    for (let i = 0; i < 20; i += 1) {
      const hangs = i % 2 === 0
      const got = await sscard(hangs ? 'hang' : 'abort', hangs ? HANG_ms : 20_000)
      expect(got).toMatchObject({ kind: 'unreachable' })
    }
    delay.disable()
    const ms = (ns: number) => Math.round(ns / 1e5) / 10
    console.log(
      `event loop while the bridge failed 20 times: p99 ${ms(delay.percentile(99))} ms, max ${ms(delay.max)} ms`,
    )
    // whoever waited for the bridge would wait as long as it hangs; what is left is a busy machine's
    expect(ms(delay.max)).toBeLessThan(HANG_ms)
    expect(await sscard('ok', 20_000)).toMatchObject({ code: 0 })
  })

  it('ends with the process that started it, even while a library hangs', async () => {
    open()
    library.mode('hang')
    const pidFile = join(folder, 'pid')
    const parent = join(folder, 'parent.mjs')
    writeFileSync(
      parent,
      `import { openBridge } from ${JSON.stringify(join(import.meta.dirname, 'client.ts'))}
       import { writeFileSync } from 'node:fs'
       const bridge = openBridge({ log() {} })
       void bridge.call({ do: 'sscard', library: ${JSON.stringify(library.path)}, fn: 'iReadCardBas', args: [3] })
       setTimeout(() => writeFileSync(${JSON.stringify(pidFile)}, String(bridge.pid())), 1000)`,
    )
    const child = spawn(process.execPath, [parent], { stdio: 'ignore' })
    await expect.poll(() => read(pidFile), { timeout: 20_000 }).not.toBe('')
    const pid = Number(read(pidFile))
    expect(alive(pid)).toBe(true)
    child.kill('SIGKILL')
    await expect.poll(() => alive(pid), { timeout: 10_000 }).toBe(false)
  })
})

describe('where the bridge is', () => {
  it('is the source here, the bundle under Electron', () => {
    expect(bridgeEntry({})).toBe(join(import.meta.dirname, 'main.ts'))
    expect(bridgeEntry({ electron: '45.0.0' })).toMatch(/dist\/electron\/bridge\.mjs$/)
  })
})

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    // a zombie is dead: its parent has not looked yet
    return !/^State:\s*Z/m.test(read(`/proc/${pid}/status`))
  } catch {
    return false
  }
}
