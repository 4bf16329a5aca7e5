import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildRenderer } from '../../build/build.ts'
import { openCatalogue } from '../../electron/catalogue/index.ts'
import { compose } from '../../electron/compose.ts'
import { TRAINING_SITE } from '../../electron/config.ts'
import { startWebHost } from '../../electron/host/web.ts'
import { openBrowser, openPage, setUp } from '../support/app.ts'
import { watchFrames } from '../support/frames.ts'
import { COLUMNS } from './import.ts'
import { shapeOf25 } from './import-shape.ts'

/** Longer than this is not watched: what a frame loses it loses in the first seconds too. */
const MOST_ms = 20_000

/**
 * The longest time without a frame of the program's page while its own process brings in a catalogue, and how much
 * of it the page itself worked: the machine may be short of processors, which is no fault of the page.
 */
export async function frames(zip: string, all_ms: number): Promise<{ gap_ms: number; own_ms: number }> {
  const home = mkdtempSync(join(tmpdir(), 'guitai-bench-import-page-'))
  await buildRenderer()
  const app = await compose({ home, host: 'web', site: { ...TRAINING_SITE, security: { idleLock_min: 0 } } })
  const rendererDir = join(import.meta.dirname, '../../dist/renderer')
  const host = await startWebHost({ ...app, port: 0, rendererDir })
  const store = openCatalogue({ path: join(home, 'bench.db') })
  const browser = await openBrowser()
  try {
    const page = await openPage(browser, host.url)
    await setUp(page)
    const stop = new AbortController()
    await store.imports.begin(shapeOf25(COLUMNS), false)
    const brought = (async () => {
      await store.imports.take('1301', { ref: zip, path: zip }, stop.signal, () => {})
      await store.imports.finish('1301', stop.signal, () => {})
    })().catch(() => {})
    const gaps = await watchFrames(page, () => page.waitForTimeout(Math.min(all_ms, MOST_ms)))
    stop.abort()
    await brought
    const worst = gaps.toSorted((a, b) => b.own_ms - a.own_ms)[0]!
    return { gap_ms: Math.round(gaps[0]?.gap_ms ?? 0), own_ms: Math.round(worst.own_ms) }
  } finally {
    await browser.close()
    await store.close()
    await host.close()
    await app.close()
    rmSync(home, { recursive: true, force: true })
  }
}
