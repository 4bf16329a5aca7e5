import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import people from '../shared/demo/people.json' with { type: 'json' }
import {
  callIn,
  centreOf,
  effectiveAt,
  logIn,
  openBrowser,
  openPage,
  type Server,
  setFaults,
  setUp,
  startServer,
} from './support/app.ts'
import { hands, signIn } from './support/desk.ts'

/** The main process dies between the settlement's message and its answer; the cashier starts it again. */
let server: Server
let browser: Browser
let page: Page & { errors: string[] }

beforeAll(async () => {
  server = await startServer()
  browser = await openBrowser()
  page = await openPage(browser, server.url)
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

it('the settlement that nobody saw the answer of is found, once, and shown where it was begun', async () => {
  const desk = hands(page)
  await setUp(page)
  await signIn(page)
  await desk.focus('who')
  await desk.type(people[0]!.certno)
  await desk.press('Enter')
  await desk.next('取 HIS 费用')
  await desk.press('F4')
  await desk.next('预结算')
  await desk.press('F6')
  await desk.next('收款结算')
  const centre = await centreOf(page)
  await setFaults(page, [{ kind: 'delay', codes: ['2207'], ms: 60_000, times: 1 }])
  await desk.press('F8')
  await desk.focus('box')
  await desk.enterThrice()
  await expect.poll(async () => (await effectiveAt(centre)).length).toBe(1)
  const [sent] = (await callIn(page, 'txn.search', { infno: '2207' })).rows
  expect(sent!.state).toBe('SENT')
  await server.kill()

  server = await startServer(server.home)
  await page.goto(server.url)
  await logIn(page)
  await desk.next('打印')
  const { rows } = await callIn(page, 'txn.search', { infno: '2207' })
  expect(rows.map((row) => row.state)).toEqual(['SETTLED'])
  expect((await effectiveAt(await centreOf(page))).map((row) => row.msgid)).toEqual([sent!.msgid])
  const totals = await callIn(page, 'shift.totals', {})
  expect(totals.all).toMatchObject({ count: 1, refunds: 0 })
  expect((await callIn(page, 'shell.status', {})).doubtful).toBe(0)
  expect(page.errors).toEqual([])
})
