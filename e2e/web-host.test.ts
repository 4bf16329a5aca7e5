import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildRenderer } from '../build/build.ts'
import { compose, type Guitai } from '../electron/compose.ts'
import { startWebHost, type WebHost } from '../electron/host/web.ts'

/** The browser host in a real browser: the page under its policy, tabs, reload, and a lost main process. */
const dir = mkdtempSync(join(tmpdir(), 'guitai-webhost-'))
const rendererDir = join(import.meta.dirname, '..', 'dist', 'renderer')
let system: Guitai
let host: WebHost
let browser: Browser
const complaints: string[] = []

beforeAll(async () => {
  await buildRenderer()
  system = await compose({ home: join(dir, 'home'), host: 'web' })
  host = await startWebHost({ ...system, rendererDir })
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
  })
})
afterAll(async () => {
  await browser?.close()
  await host?.close()
  await system?.close()
  rmSync(dir, { recursive: true, force: true })
})

/** In the page: a call as the bridge makes it, with the tab's own id. */
const call = (page: Page, channel: string, input: unknown = {}) =>
  page.evaluate(
    async ([name, value]) => {
      const response = await fetch('/call', {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-guitai-tab': sessionStorage.getItem('guitai.tab') ?? '',
        },
        body: JSON.stringify({ channel: name, input: value }),
      })
      return (await response.json()) as { ok: boolean; value?: unknown; fault?: { kind: string } }
    },
    [channel, input] as const,
  )

async function open(context: Awaited<ReturnType<Browser['newContext']>>): Promise<Page> {
  const page = await context.newPage()
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  const listening = page.waitForEvent('websocket')
  await page.goto(host.url)
  await listening
  await page.waitForFunction(() => document.getElementById('root')?.childElementCount)
  return page
}

it('shows the page under its policy; tabs are faces, a reload keeps the login', async () => {
  const context = await browser.newContext()
  const [one, two] = [await open(context), await open(context)]
  expect(one.url()).toBe(`${host.origin}/`)
  await call(one, 'auth.setup', { opter: 'boss', opterName: '管理员', password: 'boss-password' })
  await one.reload()
  expect(await call(one, 'auth.state')).toMatchObject({ value: { operator: { opter: 'boss' } } })
  expect(await call(two, 'auth.state')).toMatchObject({ value: { operator: null } })
  expect(complaints).toEqual([])
  await context.close()
})

it('refuses a browser that never had the start address', async () => {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(host.origin)
  await page.waitForFunction(() => sessionStorage.getItem('guitai.tab'))
  expect(await call(page, 'auth.state')).toMatchObject({ ok: false, fault: { kind: 'denied' } })
  await context.close()
})

it('sends nothing and hears nothing from a page of another address on this machine', async () => {
  const context = await browser.newContext()
  await (await open(context)).close()
  const foreign = await context.newPage()
  // the same host under its other name is another origin, and carries no cookie of ours
  await foreign.goto(host.origin.replace('127.0.0.1', 'localhost'))
  const outcome = await foreign.evaluate(async (origin) => {
    const posted = await fetch(`${origin}/call`, { method: 'POST', body: '{}', credentials: 'include' }).then(
      () => 'read',
      () => 'refused',
    )
    return { posted }
  }, host.origin)
  expect(outcome).toEqual({ posted: 'refused' })
  await context.close()
})
