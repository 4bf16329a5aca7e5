import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildRenderer, buildShell } from '../build/build.ts'
import type { PrintAnswer } from '../shared/api/print.ts'
import type { Answer } from '../shared/ipc.ts'
import { launchShell, type Shell } from './electron-double/launch.ts'

/** The built shell, on Electron where its runtime is installed and on the double of it otherwise. */
const dir = mkdtempSync(join(tmpdir(), 'guitai-shell-'))
let shell: Shell
const printer = join(dir, 'printer')
const start = () => launchShell({ home: join(dir, 'home'), env: { GUITAI_DOUBLE_PRINTER: printer } })
const boss = { opter: 'boss', password: 'boss-password' }

beforeAll(async () => {
  await buildRenderer()
  await buildShell()
  shell = await start()
})
afterAll(async () => {
  await shell?.close()
  rmSync(dir, { recursive: true, force: true })
})

/** In the page: a call over the bridge, as the renderer makes it. */
const call = <T = Record<string, unknown>>(channel: string, input: unknown = {}) =>
  shell.page.evaluate(([name, value]) => window.guitai?.call(name as never, value as never), [
    channel,
    input,
  ] as const) as Promise<Answer<T>>

describe('the shell', () => {
  it('shows the program and answers its calls', async () => {
    await shell.page.waitForFunction(() => document.getElementById('root')?.childElementCount)
    expect(await shell.page.title()).toContain('柜台')
    expect(await call('auth.state')).toMatchObject({ ok: true, value: { needsSetup: true, operator: null } })
    expect(await call('shift.current')).toMatchObject({ ok: false, fault: { kind: 'denied' } })
    expect(await call('no.such')).toMatchObject({ ok: false, fault: { kind: 'not_found' } })
    expect(await call('auth.login', { opter: '', password: 'x' })).toMatchObject({
      ok: false,
      fault: { kind: 'invalid', fields: [{ path: 'opter', label: '工号', rule: 'missing' }] },
    })
  })

  it('gives the page one bridge and nothing of Node or Electron', async () => {
    const seen = await shell.page.evaluate(() => ({
      types: [
        'require',
        'process',
        'module',
        'ipcRenderer',
        'Buffer',
        'global',
        '__toMain',
        '__fromMain',
      ].map((name) => typeof (window as unknown as Record<string, unknown>)[name]),
      bridge: Object.keys(window.guitai ?? {}).sort(),
      frozen: Object.isFrozen(window.guitai),
      host: window.guitai?.host,
    }))
    expect(seen.types).toEqual(Array(8).fill('undefined'))
    expect(seen).toMatchObject({ bridge: ['call', 'host', 'on'], frozen: true, host: 'electron' })
  })

  it('tells its faces what happens, until they stop listening', async () => {
    await call('auth.setup', { ...boss, opterName: '管理员' })
    const heard = await shell.page.evaluate(async () => {
      const got: string[] = []
      const locked = () =>
        new Promise<void>((resolve) => {
          const off = window.guitai?.on('session.locked', () => {
            got.push('locked')
            off?.()
            resolve()
          })
        })
      const first = locked()
      await window.guitai?.call('auth.lock', {})
      await first
      await window.guitai?.call('auth.unlock', { password: 'boss-password' })
      await window.guitai?.call('auth.lock', {})
      return got
    })
    expect(heard).toEqual(['locked'])
    expect(await call('auth.state')).toMatchObject({ value: { locked: true, operator: { opter: 'boss' } } })
  })

  it('stays where it is: no navigation, no new window, no other page inside', async () => {
    const before = shell.page.url()
    await shell.page.evaluate(() => {
      window.location.href = 'https://example.com/'
    })
    const opened = await shell.page.evaluate(async () => {
      const other = window.open('https://example.com/')
      for (let i = 0; i < 100 && other && !other.closed; i++) {
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
      return other !== null && !other.closed
    })
    expect(opened).toBe(false)
    const framed = await shell.page.evaluate(async () => {
      const frame = document.createElement('iframe')
      frame.src = 'https://example.com/'
      document.body.append(frame)
      await new Promise((resolve) => setTimeout(resolve, 300))
      let same = false
      try {
        same = frame.contentDocument !== null
      } catch {}
      frame.remove()
      return same
    })
    expect(framed).toBe(false)
    expect(shell.page.url()).toBe(before)
    expect(await call('auth.state')).toMatchObject({ ok: true })
  })

  it('grants no permission but to copy', async () => {
    const ask = (name: string) =>
      shell.page.evaluate(
        async (permission) =>
          (await navigator.permissions.query({ name: permission as 'geolocation' })).state,
        name,
      )
    for (const name of ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read']) {
      expect([name, await ask(name)]).toEqual([name, 'denied'])
    }
  })

  it('lets no script in and nothing out', async () => {
    const outcome = await shell.page.evaluate(async () => {
      const script = document.createElement('script')
      script.textContent = 'window.slipped = true'
      document.head.append(script)
      const reached = await fetch('https://example.com/').then(
        () => true,
        () => false,
      )
      return { slipped: 'slipped' in window, reached }
    })
    expect(outcome).toEqual({ slipped: false, reached: false })
  })

  it('serves its own files only', async () => {
    const status = (path: string) => shell.page.evaluate(async (p) => (await fetch(p)).status, path)
    expect(await status('/index.html')).toBe(200)
    expect(await status('/../package.json')).toBe(404)
    expect(await status('/..%2f..%2fpackage.json')).toBe(404)
  })

  it('keeps the login over a reload', async () => {
    await shell.page.reload()
    await shell.page.waitForFunction(() => 'guitai' in window)
    expect(await call('auth.state')).toMatchObject({ value: { locked: true, operator: { opter: 'boss' } } })
  })

  it('refuses a page that is not its own, even with the bridge in hand', async () => {
    await shell.load('data:text/html,<title>foreign</title>')
    expect(await shell.page.title()).toBe('foreign')
    expect(await call('auth.state')).toMatchObject({
      ok: false,
      fault: { kind: 'denied', what: '请求来自别的网页' },
    })
    await shell.load('guitai://app/')
  })

  it('is one program: a second start on the same home ends at once', async () => {
    await expect(start()).rejects.toThrow()
    expect(await call('auth.state')).toMatchObject({ ok: true })
  })

  it('lets a command end that is running when the window is closed', async () => {
    expect(await call('auth.login', boss)).toMatchObject({ ok: true })
    await shell.page.evaluate(() => void window.guitai?.call('shift.signIn', {}))
    expect(await shell.closeWindow()).toBe(0)
    shell = await start()
    await call('auth.login', boss)
    expect(await call('shift.current')).toMatchObject({ ok: true, value: { opter: 'boss', endedAt: null } })
  })

  it('prints by itself and keeps a PDF on the right paper', async () => {
    const shift = await call<{ shiftId: string }>('shift.current')
    const answer = await call<PrintAnswer>('print.shift', { shiftId: shift.ok && shift.value.shiftId })
    if (!answer.ok) throw new Error(answer.fault.what)
    const { value } = answer
    const { width_mm } = value.document.paper
    const sizes = [value.pdfPath ?? '']
    if (shell.kind === 'double') {
      expect(value.printed).toBe(true)
      sizes.push(...readdirSync(printer).map((name) => join(printer, name)))
      expect(sizes).toHaveLength(2)
    }
    for (const path of sizes) {
      const pdf = readFileSync(path, 'latin1')
      expect(pdf.slice(0, 5)).toBe('%PDF-')
      const width_pt = Number(/\/MediaBox\s*\[\s*0 0 ([\d.]+)/.exec(pdf)?.[1])
      expect((width_pt / 72) * 25.4).toBeCloseTo(width_mm, 0)
    }
  })
})
