import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildRenderer } from '../build/build.ts'
import { startWebHost, type WebHost } from '../electron/host/web.ts'
import people from '../shared/demo/people.json' with { type: 'json' }
import { logIn, openBrowser, openPage, type } from './support/app.ts'
import { at, type Counter, inCash, openCounter, presettled } from './support/counter.ts'

/** A centre that answers no question without setl_id and reverses nothing: only a person can tell. */
let counter: Counter
let host: WebHost
let browser: Browser
let page: Page & { errors: string[] }

beforeAll(async () => {
  await buildRenderer()
  counter = await openCounter({
    sandbox: { question5203: 'needs_setl_id', reversible: [] },
    nhsa: { answer_ms: 1_000, centre_ms: 100 },
    timing: { look_first_ms: 10, look_longest_ms: 20, tick_ms: 10 },
  })
  host = await startWebHost({ ...counter.app, rendererDir: 'dist/renderer' })
  browser = await openBrowser()
  page = await openPage(browser, host.url)
})

afterAll(async () => {
  await browser.close()
  await host.close()
  await counter.close()
})

it('ends with a person, who books what the centre’s own record says', async () => {
  const ready = await presettled(counter, people[0]!.certno)
  counter.app.sandbox!.setFaults([{ kind: 'drop_after', codes: ['2207'], times: 1 }])
  await counter.call('visit.settle', { ...at(ready), payments: inCash(ready) }).catch(() => null)
  await expect.poll(async () => (await counter.call('doubt.list', {}))[0]?.state).toBe('MANUAL')
  const { setl_id } = counter.app.sandbox!.effective()[0]!

  await logIn(page)
  await page.keyboard.press('F12')
  await page.getByText('待人工处理').first().waitFor()
  await page.keyboard.press('F8')
  await page.getByText('人工认定').first().waitFor()
  await page.getByLabel('中心没有记账').focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Tab')
  await type(page, 'S99999999999999')
  await page.keyboard.press('Tab')
  await page.keyboard.insertText('医保办王老师电话核实')
  await page.locator('.confirm-ok').focus()
  await page.keyboard.press('Enter')
  await page
    .getByText(/没有受理“结算信息查询”/)
    .first()
    .waitFor()
  expect((await counter.call('doubt.list', {}))[0]?.state).toBe('MANUAL')

  await page.getByLabel('中心的结算ID').focus()
  await page.keyboard.press('Control+A')
  await type(page, setl_id)
  await page.locator('.confirm-ok').focus()
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await counter.call('doubt.list', {})).length).toBe(0)
  const view = await counter.call('visit.get', { encounterId: ready.visit.encounterId })
  expect(view.visit.settlement?.setl_id).toBe(setl_id)
  expect(view.visit.settlement?.amounts.total).toBe(ready.totalFen)
  expect(await counter.app.journal.settlements({ family: 'nhsa', setl_id })).toHaveLength(1)
  expect(page.errors).toEqual([])
})
