import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  ADMIN,
  callIn,
  logIn,
  openBrowser,
  openPage,
  type Server,
  scan,
  setFaults,
  settleSomebody,
  setUp,
  startServer,
  type,
} from './support/app.ts'

/** One counter's day around the visits, by keyboard alone. The tests go on from each other. */
let server: Server
let browser: Browser
let page: Page & { errors: string[] }

beforeAll(async () => {
  server = await startServer()
  browser = await openBrowser()
  page = await openPage(browser, server.url)
  page.setDefaultTimeout(60_000)
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

const press = (...keys: string[]) =>
  keys.reduce((done, key) => done.then(() => page.keyboard.press(key)), Promise.resolve())
const text = (selector: string) => page.locator(selector).textContent()
const see = (words: string | RegExp) => page.getByText(words).first().waitFor()
const table = (label: string) => page.getByRole('grid', { name: label })
const palette = async (words: string) => {
  await press('Control+k')
  await page.locator('.palette-input').waitFor()
  await type(page, words)
  await page.locator('.palette-hits li').first().waitFor()
  await press('Enter')
}
const focused = () =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.id)
const fieldInFocus = () =>
  page.evaluate(() => document.activeElement?.closest('[data-field]')?.getAttribute('data-field'))

test('the first start makes an administrator and names the field at fault', async () => {
  await page.getByLabel('姓名').waitFor()
  await press('Enter')
  await see('姓名：不能为空')
  expect(await fieldInFocus()).toBe('opterName')
  await type(page, '甲')
  await press('Tab')
  await type(page, 'short')
  await press('Tab')
  await type(page, 'short')
  await press('Enter')
  await see('密码：密码至少 8 位')
  expect(await fieldInFocus()).toBe('password')
  await page.reload()
  await setUp(page)
  expect(await text('.top-bar')).toContain('培训模式')
  expect(await text('.top-bar')).toContain('未签到')
})

test('the shift is signed in with one key, once', async () => {
  await press('F11')
  await see('尚未签到')
  await press('F8')
  await see(/班次 .* 起/)
  await press('Enter', 'Enter')
  expect(await callIn(page, 'shift.history', {})).toHaveLength(1)
  expect(await page.locator('.ant-modal').count()).toBe(0)
})

test('the lock hides the screen, opens to its operator alone and comes back to the same place', async () => {
  await press('Control+l')
  await see('已锁屏')
  expect(await page.locator('.workplace').isVisible()).toBe(false)
  await press('F7', 'F11')
  await page.keyboard.type('wrong-password')
  await press('Enter')
  await page.locator('.fault').waitFor()
  expect(await fieldInFocus()).toBe('password')
  await page.keyboard.type(ADMIN.password)
  await press('Enter')
  await page.locator('.workplace').waitFor({ state: 'visible' })
  await see('签退交班')
})

test('an operator is made, and finds no door to the administrator’s rooms', async () => {
  await press('Shift+F11')
  await table('操作员').waitFor()
  await press('Insert')
  await page.getByLabel('工号').waitFor()
  for (const part of ['c01', '张三']) {
    await type(page, part)
    await press('Tab')
  }
  await press('Tab')
  await type(page, 'cashier-pass')
  await press('Enter')
  await table('操作员').getByText('c01').waitFor()
  await palette('tcdl')
  await logIn(page, 'c01', 'cashier-pass')
  await press('Shift+F11', 'Shift+F12')
  expect(await text('.rail')).not.toMatch(/操作员|审计/)
  await palette('退出')
  await logIn(page)
})

test('a search takes conditions as they are typed and refuses a date that is none', async () => {
  const settled = await settleSomebody(page)
  const amount = (settled.totalFen / 100).toFixed(2)
  await press('F7')
  await table('交易').getByText('2207 门诊结算').waitFor()
  await press('F3', 'Tab')
  await type(page, '2207')
  await press('Tab')
  await type(page, amount)
  await press('Tab')
  await type(page, '99')
  await press('Enter')
  await see(/起始日期：请输入/)
  expect(await fieldInFocus()).toBe('from')
  await type(page, '0')
  await press('Enter')
  await see('共 1 条')
  expect(await focused()).toBe('交易')
  await press('Enter')
  await see('普通门诊')
  expect(await text('.txn-body')).toContain('结算ID')
})

test('names are masked until somebody reveals them, and that is written down', async () => {
  expect(await text('.txn-body')).toContain('*')
  await press('F6')
  await see('明文显示中')
  expect(await text('.txn-body')).not.toContain('*')
  const [newest] = await callIn(page, 'auth.audit', { limit: 1 })
  expect(newest).toMatchObject({ actor: 'admin', action: 'txn.reveal' })
  await press('Alt+2')
  await see('已发送')
  await press('Escape')
  await see('共 1 条')
})

test('what is not known to have happened is listed, explained, asked after and resolved', async () => {
  await setFaults(page, [
    { kind: 'drop_after', codes: ['2207'] },
    { kind: 'drop_before', codes: ['5201', '5203', '5204', '2601'] },
  ])
  await expect(settleSomebody(page)).rejects.toThrow(/不知道中心是否记账/)
  await page.locator('.top-bar .doubtful').waitFor()
  await press('F12')
  await table('存疑交易').getByText('2207 门诊结算').waitFor()
  for (const words of ['发生了什么', '对这笔钱', '系统在做什么', '您可以做什么']) await see(words)
  await press('F6')
  await see(/已试 [1-9]\d* 次/)
  await press('F9', 'Enter')
  await page.getByLabel('原因').waitFor()
  await type(page, 'gone')
  await press('Escape')
  await table('存疑交易').getByText('查询中').waitFor()
  await setFaults(page, [])
  await press('F6')
  await see('没有存疑交易')
  await page.locator('.top-bar .doubtful').waitFor({ state: 'detached' })
})

test('a scan on another screen opens the counter and lands in no field', async () => {
  await press('F7', 'F3')
  const typed = page.getByLabel('查询内容')
  await scan(page, 'not-a-known-code-1')
  await page.locator('.v-screen').waitFor()
  await press('F7')
  expect(await typed.inputValue()).toBe('')
})

test('F1 tells the keys of the screen; Ctrl+K finds an interface by its code', async () => {
  await press('F1')
  await see('到查询框')
  await press('Escape')
  await palette('9001')
  await see('发送 9001')
  await press('F7')
  await table('交易').getByText('9001 签到').waitFor()
})

test('the program comes back to the screen that it was killed on', async () => {
  await server.kill()
  server = await startServer(server.home)
  await page.goto(server.url)
  await logIn(page)
  await table('交易').waitFor()
})

test('the cash is counted, the shift signed out and handed over', async () => {
  await press('F11')
  await see('按收款方式')
  const { all, byPayment } = await callIn(page, 'shift.totals', {})
  expect(all.count).toBe(2)
  const cash = byPayment.find(({ key }) => key === 'cash')?.netFen ?? 0
  await press('F8')
  await page.getByLabel('100 元').waitFor()
  for (let i = 0; i < 8; i++) await press('Enter')
  await type(page, (cash / 100).toFixed(2))
  await see('平账')
  await press('Enter')
  await type(page, 'c01')
  await press('Enter', 'Enter', 'Enter')
  await see('交给 c01')
  await see(/签退$/)
  await press('Enter', 'Enter')
  expect(await text('.top-bar')).toContain('未签到')
  const [shift] = await callIn(page, 'shift.history', {})
  expect(await callIn(page, 'shift.current', {})).toBeNull()
  expect(shift).toMatchObject({ handedTo: 'c01', endedAt: expect.any(Number) })
  expect(page.errors).toEqual([])
})
