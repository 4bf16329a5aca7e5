import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { expect } from 'vitest'
import { buildRenderer } from '../../build/build.ts'
import { type ComposeOptions, compose, type Guitai } from '../../electron/compose.ts'
import { TRAINING_SITE } from '../../electron/config.ts'
import { startWebHost } from '../../electron/host/web.ts'
import people from '../../shared/demo/people.json' with { type: 'json' }
import { openBrowser, openPage, rest, scan, setUp, type } from './app.ts'

const PATIENCE = { timeout: 60_000, interval: 25 }
/** a lone key is held this long by the scanner before it counts as typed */
const HELD_ms = 80

/** the screen takes two Enters within 300 ms for one */
const TWICE_ms = 350

/** The outpatient counter in a browser, by keyboard alone; the same process holds the centre, to look at. */
export interface Desk {
  app: Guitai
  page: Page & { errors: string[] }
  /** each once the page is at rest */
  press(...combos: string[]): Promise<void>
  /** an Enter that is meant: two close together count as one */
  enter(): Promise<void>
  /** an Enter and two more on its heels */
  enterThrice(): Promise<void>
  type(text: string): Promise<void>
  scan(text: string): Promise<void>
  /** whatever is on the screen: away with the box, off to a blank counter */
  blank(): Promise<void>
  /** waits until the focus is there: a `data-focus` name */
  focus(name: string): Promise<void>
  /** waits until this is the one next action and nothing runs */
  next(label: string): Promise<void>
  /** waits until so many slips went to the browser's printing */
  printed(count: number): Promise<void>
  /** the amount shown under a label */
  figure(label: string): Promise<string>
  /** waits for text on the screen */
  sees(text: string): Promise<void>
  picture(name: string): Promise<void>
  reload(): Promise<void>
  close(): Promise<void>
}

export async function openDesk(options: Partial<ComposeOptions> = {}): Promise<Desk> {
  await buildRenderer()
  const home = mkdtempSync(join(tmpdir(), 'guitai-desk-'))
  const site = { ...TRAINING_SITE, security: { idleLock_min: 0 } }
  const app = await compose({ home, host: 'web', site, ...options })
  const rendererDir = join(import.meta.dirname, '../../dist/renderer')
  const host = await startWebHost({ ...app, port: 0, rendererDir })
  const browser = await openBrowser()
  const page = await openPage(browser, host.url)
  await countPrints(page)
  await setUp(page)
  await signIn(page)
  const close = async () => {
    await browser.close()
    await host.close()
    await app.close()
    rmSync(home, { recursive: true, force: true })
  }
  return { app, page, ...hands(page), close }
}

/** The browser's print dialogue takes the focus away; here it only counts. */
const countPrints = (page: Page) =>
  page.addInitScript(() => {
    window.print = () => {
      if (window.top) window.top.name = String(Number(window.top.name) + 1)
    }
  })

/** Opens the shift on its own screen and comes back to the counter. */
export async function signIn(page: Page) {
  await page.keyboard.press('F11')
  await page.locator('.key-bar button:enabled', { hasText: '签到' }).waitFor()
  await page.keyboard.press('F8')
  await page
    .getByText(/班次 .* 起/)
    .first()
    .waitFor()
  await page.keyboard.press('F5')
  await page.locator('.v-screen').waitFor()
}

/** The same hands on any face's page. */
export function hands(page: Page): Omit<Desk, 'app' | 'page' | 'close'> {
  const where = () => page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset.focus ?? '')
  const settle = () => page.waitForTimeout(HELD_ms)
  return {
    async press(...combos) {
      for (const combo of combos) {
        await rest(page)
        await page.keyboard.press(combo)
      }
    },
    async enter() {
      await page.waitForTimeout(TWICE_ms)
      await rest(page)
      await page.keyboard.press('Enter')
    },
    async enterThrice() {
      await page.waitForTimeout(TWICE_ms)
      await rest(page)
      await Promise.all([1, 2, 3].map(() => page.keyboard.press('Enter')))
    },
    async type(text) {
      await rest(page)
      await type(page, text)
      await settle()
    },
    scan: (text) => scan(page, text),
    async blank() {
      while (await page.locator('.ant-modal:visible').count()) {
        await page.keyboard.press('Escape')
        await settle()
      }
      await rest(page)
      await page.keyboard.press('Alt+n')
      await expect.poll(where, PATIENCE).toBe('who')
    },
    focus: (name) => expect.poll(where, PATIENCE).toBe(name),
    async next(label) {
      const next = page.locator('.v-next:not([aria-disabled])')
      await expect.poll(() => next.textContent({ timeout: 500 }).catch(() => ''), PATIENCE).toContain(label)
    },
    printed: (count) => expect.poll(() => page.evaluate(() => Number(window.name)), PATIENCE).toBe(count),
    figure: async (label) => (await page.locator(`output[aria-label="${label}"]`).last().textContent()) ?? '',
    sees: (text) => page.getByText(text).first().waitFor({ timeout: PATIENCE.timeout }),
    async picture(name) {
      const folder = process.env.GUITAI_PICTURES
      if (folder) await page.screenshot({ path: join(folder, `${name}.png`) })
    },
    async reload() {
      await page.reload()
      await page.locator('.v-screen').waitFor()
    },
  }
}

/** From a blank counter to a patient with charges of the HIS. */
export async function charged(desk: Desk, certno: string) {
  await desk.app.his.addBills(certno, 1)
  await desk.focus('who')
  await desk.type(certno)
  await desk.press('Enter')
  await desk.next('取 HIS 费用')
  await desk.press('F4')
  await desk.next('预结算')
}

export async function presettled(desk: Desk, certno: string) {
  await charged(desk, certno)
  await desk.press('F6')
  await desk.next('收款结算')
}

export async function settledInCash(desk: Desk, certno: string) {
  await presettled(desk, certno)
  await desk.press('F8')
  await desk.focus('box')
  await desk.enter()
  await desk.next('打印')
}

/** The document number of a demo citizen. */
export const certno = (name: string) => people.find((p) => p.psn_name === name)!.certno
