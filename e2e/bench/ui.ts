import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser, Page } from 'playwright'
import { build } from 'vite'
import { buildRenderer } from '../../build/build.ts'
import { compose, type Guitai } from '../../electron/compose.ts'
import { TRAINING_SITE } from '../../electron/config.ts'
import { type Call, faceOf } from '../../electron/host/cli/face.ts'
import { startWebHost } from '../../electron/host/web.ts'
import people from '../../shared/demo/people.json' with { type: 'json' }
import type { Report } from '../report.ts'
import { ADMIN, callIn, openBrowser, openPage, setUp } from '../support/app.ts'
import { median, percentile, round3 } from './stats.ts'
import { keyTimes, usableAfterReload, watchKeys, watchUsable } from './ui-probes.ts'

const ROOT = join(import.meta.dirname, '../..')
const RENDERER = join(ROOT, 'dist/renderer')
const LINES = 500
const LOADS = 9
const MAX_RATIO = 2
const MAX_P95_ms = 100
const MAX_BYTES = 500_000
/** slower than a scanner, faster than most cashiers */
const PAUSE_ms = 60

const COUNTER_READY =
  "document.querySelector('.v-screen') !== null && document.activeElement?.closest('[data-focus]') != null"
const BARE_READY =
  "document.querySelectorAll('.ant-table-row').length === 3 && document.activeElement?.tagName === 'INPUT'"

/**
 * The counter in the production build from the web host, after login, beside a bare page of React and antd
 * built and served in the same way: from navigation to the frame in which one can type, nothing cached, loads
 * interleaved. Then keys in a visit of 500 lines, to the painted answer. Then the scripts of the first load.
 */
export async function benchUi(): Promise<Report> {
  const dir = mkdtempSync(join(tmpdir(), 'guitai-bench-'))
  await buildRenderer()
  const bareDir = await buildBare(dir)
  const site = { ...TRAINING_SITE, security: { idleLock_min: 0 } }
  const app = await compose({ home: join(dir, 'home'), host: 'web', site })
  const host = await startWebHost({ ...app, port: 0, rendererDir: RENDERER })
  const bareHost = await startWebHost({ ...app, port: 0, rendererDir: bareDir })
  const browser = await openBrowser()
  try {
    const page = await openPage(browser, host.url)
    await setUp(page)
    await callIn(page, 'shift.signIn', {})
    const loads = await compareLoads(browser, page, bareHost.url)
    const keys = await timeKeys(page, app)
    const bytes_gzip = initialBytes(RENDERER)
    const p95_ms = round3(percentile(keys, 0.95))
    return {
      name: 'ui',
      ok: loads.ratio <= MAX_RATIO && p95_ms <= MAX_P95_ms && bytes_gzip <= MAX_BYTES,
      figures: {
        ...loads,
        max_ratio: MAX_RATIO,
        p50_ms: round3(median(keys)),
        p95_ms,
        max_p95_ms: MAX_P95_ms,
        keys: keys.length,
        lines: LINES,
        bytes_gzip,
        max_bytes_gzip: MAX_BYTES,
      },
    }
  } finally {
    await browser.close()
    await host.close()
    await bareHost.close()
    await app.close()
    rmSync(dir, { recursive: true, force: true })
  }
}

/** With the settings of the counter's own build. */
async function buildBare(dir: string): Promise<string> {
  const outDir = join(dir, 'bare')
  const configFile = join(ROOT, 'vite.config.ts')
  await build({ configFile, root: join(import.meta.dirname, 'bare'), logLevel: 'warn', build: { outDir } })
  return outDir
}

async function compareLoads(browser: Browser, page: Page, bareUrl: string) {
  const bare = await openPage(browser, bareUrl)
  const pages = [
    { page, ready: COUNTER_READY, times: [] as number[] },
    { page: bare, ready: BARE_READY, times: [] as number[] },
  ]
  for (const { page, ready } of pages) {
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('Network.enable')
    await devtools.send('Network.setCacheDisabled', { cacheDisabled: true })
    await watchUsable(page, ready)
  }
  for (let round = -2; round < LOADS; round++) {
    for (const one of round % 2 === 0 ? pages : pages.toReversed()) {
      await one.page.bringToFront()
      const usable_ms = await usableAfterReload(one.page)
      if (round >= 0) one.times.push(usable_ms)
    }
  }
  const [counter, other] = pages.map(({ times }) => median(times)) as [number, number]
  await bare.context().close()
  return { usable_ms: round3(counter), bare_ms: round3(other), ratio: round3(counter / other), loads: LOADS }
}

/** Moves through the bill, then types into the entry field, as a cashier does. */
async function timeKeys(page: Page, app: Guitai): Promise<number[]> {
  const call = faceOf(app, 'bench')
  await call('auth.login', { opter: ADMIN.opter, password: ADMIN.password })
  await longVisit(call)
  await watchKeys(page)
  await page.bringToFront()
  await usableAfterReload(page)
  await page.keyboard.press('Alt+1')
  await page.locator(`[role="grid"][aria-rowcount="${LINES}"]`).waitFor()
  await page.keyboard.press('Insert')
  await page.waitForFunction(() => document.activeElement?.closest('[data-focus="entry"]') != null)
  const run = (key: string, n: number) => Array.from({ length: n }, () => key)
  const moves = [
    ...run('ArrowUp', 60),
    ...run('PageUp', 10),
    ...run('ArrowDown', 20),
    'Home',
    'End',
    'ArrowUp',
  ]
  const typing = [...'amxl', ...run('Backspace', 4), ...'tbqs', ...run('Backspace', 4)]
  return keyTimes(page, [...moves, 'Insert', ...typing, ...typing], PAUSE_ms)
}

async function longVisit(call: Call): Promise<void> {
  const found = await call('catalogue.items', { text: '', limit: 50 })
  const items = found.filter((item) => item.med_list_codg !== '')
  const { certno } = people[0]!
  let view = await call('visit.open', {})
  const at = () => ({ encounterId: view.visit.encounterId, version: view.visit.version })
  const cert = { mdtrt_cert_type: '02', mdtrt_cert_no: certno, certno } as const
  view = await call('visit.identify', { ...at(), cert })
  for (let i = 0; i < LINES; i++) {
    const { medins_list_codg } = items[i % items.length]!
    view = await call('visit.addLine', { ...at(), medins_list_codg, cnt: String(1 + (i % 5)) })
  }
}

/** Bytes after gzip of the entry script and of all that it imports before it runs. */
export function initialBytes(dir: string): number {
  const html = readFileSync(join(dir, 'index.html'), 'utf8')
  const seen = new Set<string>()
  const visit = (name: string): number => {
    if (seen.has(name)) return 0
    seen.add(name)
    const code = readFileSync(join(dir, 'assets', name))
    const imports = [...code.toString('utf8').matchAll(STATIC_IMPORT)].map((match) => match[1]!)
    return gzipSync(code, { level: 9 }).length + imports.reduce((sum, next) => sum + visit(next), 0)
  }
  const entries = [...html.matchAll(/<(?:script|link)[^>]*(?:src|href)="\/assets\/([^"]+\.js)"/g)]
  if (entries.length === 0) throw new Error('index.html names no script')
  return entries.reduce((sum, [, name]) => sum + visit(name!), 0)
}

/** `import{a as b}from"./x.js"` and `import"./x.js"`, never `import("./x.js")`. */
const STATIC_IMPORT = /\bimport\s*(?:[\w${},*\s]+?\bfrom\s*)?["']\.\/([^"']+\.js)["']/g
