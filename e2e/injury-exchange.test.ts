import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Desk, openDesk } from './support/desk.ts'

/** 工伤交换 by keyboard alone, with the cross-province platform beside it. */
const PATIENCE = { timeout: 60_000, interval: 25 }
let desk: Desk

beforeAll(async () => {
  desk = await openDesk({ injurySandbox: {} })
  await desk.press('Control+Shift+Digit7')
  await desk.page.locator('.x-screen').waitFor()
})
afterAll(() => desk?.close())
beforeEach(async ({ task, onTestFailed }) => {
  onTestFailed(() => desk.picture(`failed exchange ${task.name.slice(0, 20)}`))
  expect(desk.page.errors).toEqual([])
})

const selected = () => desk.page.locator('.x-body > section tr[aria-selected=true]')
const text = async () => (await selected().textContent()) ?? ''
/** moves the mark onto the row with these words */
const onto = async (words: string) => {
  await desk.press('Home')
  for (let i = 0; i < 60; i++) {
    if ((await text()).includes(words)) return
    await desk.press('ArrowDown')
    await desk.page.waitForTimeout(40)
  }
  throw new Error(`no row with ${words}`)
}
const side = () => desk.page.locator('.x-side')
const faults = (...codes: string[]) =>
  desk.app.injury!.setFaults(codes.map((code) => ({ kind: 'drop_after', codes: [code], rate: 1 })))

describe('the exchange by keyboard', () => {
  it('tests the connection and says how each download stands', async () => {
    await desk.sees('异地就医备案')
    await desk.picture('exchange empty')
    await desk.press('F7')
    await desk.sees('连通正常')
    await onto('GYD006')
    await desk.press('F8')
    await desk.sees('GYD006 下载并确认')
    expect(await text()).toContain('已取完')
    await desk.picture('exchange downloaded')
  })

  it('whose answer was lost is red, with one key to make it good', async () => {
    await onto('GYD009')
    await desk.press('F8')
    await desk.sees('GYD009 下载并确认 36 条')
    faults('GYD001')
    await onto('GYD001')
    await desk.press('F8')
    await expect.poll(text, PATIENCE).toContain('回答没有收到')
    await desk.sees('没有得到中心的回答')
    await desk.picture('exchange lost')
    faults()
    await expect.poll(() => side().locator('.v-next').textContent(), PATIENCE).toContain('核对并确认')
    await desk.press('F6')
    await desk.sees('没有收到，已重新下载 640 条')
    expect(await text()).toContain('640')
  })

  it('asks for one download once more, with a reason', async () => {
    await onto('GYD009')
    await desk.press('F9')
    await desk.focus('box')
    await desk.press('ArrowDown')
    await desk.picture('exchange again')
    await desk.enter()
    await desk.sees('下载并确认 36 条')
  })

  it('decides an application with its paper open, and refuses one with words', async () => {
    await desk.press('Alt+Digit2')
    await desk.sees('待审核')
    await desk.picture('exchange applications')
    await desk.page.locator('[data-focus=paper]').first().focus()
    await desk.page.keyboard.press('Enter')
    await desk.page.locator('object.x-paper').waitFor()
    await desk.picture('exchange paper')
    await desk.press('Escape')
    await desk.press('F2')
    await expect.poll(() => side().textContent(), PATIENCE).toMatch(/社会保障号码\d{17}/)
    await desk.press('F8')
    await desk.picture('exchange review')
    await desk.enter()
    await desk.sees('审核结果已登记')
    await desk.page.locator('.x-list').locator('[role=grid]').focus()
    await desk.press('F8')
    await desk.press('ArrowDown')
    await desk.press('Tab')
    await desk.focus('box')
    await desk.type('cailiao')
    await desk.enter()
    await expect.poll(() => desk.page.locator('.ant-modal:visible').count(), PATIENCE).toBe(0)
    await desk.press('Alt+s', 'Alt+s')
    await expect.poll(() => desk.page.locator('.x-list tbody').textContent(), PATIENCE).toContain('未通过')
  })

  it('ends a filing for ever, and offers nothing to bring it back', async () => {
    await desk.press('F4')
    await desk.press('F3')
    await desk.focus('search')
    await desk.type('GYBB00000007')
    await desk.press('ArrowDown')
    await expect.poll(() => desk.page.locator('.x-list tbody tr').count(), PATIENCE).toBe(1)
    expect(await text()).toContain('有效')
    await desk.picture('exchange filing')
    await desk.press('F8')
    await desk.press('ArrowDown', 'ArrowDown', 'ArrowDown')
    await desk.sees('失效后不能再变为有效')
    await desk.press('Tab')
    await desk.focus('box')
    await desk.press('ArrowDown')
    await desk.picture('exchange change')
    await desk.enter()
    await desk.sees('备案变更已登记')
    await expect.poll(text, PATIENCE).toContain('无效')
    expect(await side().locator('.v-next').count()).toBe(0)
  })

  it('shows what came of stays and settlements, what was taken back struck through', async () => {
    await desk.press('Alt+Digit1')
    for (const code of ['GYD101', 'GYD103', 'GYD403']) {
      await onto(code)
      await desk.press('F8')
      await desk.sees(`${code} 下载并确认`)
    }
    await desk.press('Alt+Digit3')
    await desk.press('F3')
    await desk.page.keyboard.press('Control+a')
    await desk.page.keyboard.press('Delete')
    await desk.type('ZY2026000003')
    await desk.press('ArrowDown')
    await expect.poll(text, PATIENCE).toContain('ZY2026000003')
    expect(await text()).toContain('已撤销')
    await desk.sees('录入有误')
    await desk.picture('exchange undone')
    await desk.press('F3')
    await desk.page.keyboard.press('Control+a')
    await desk.page.keyboard.press('Delete')
    await desk.type('ZY2026000001')
    await desk.press('ArrowDown')
    await expect.poll(text, PATIENCE).toContain('ZY2026000001')
    await desk.press('F8')
    await desk.sees('费用明细：下载并确认 45 条')
    await desk.press('F6')
    await expect.poll(() => desk.page.locator('.x-list tbody tr').count(), PATIENCE).toBe(45)
    await desk.picture('exchange lines')
  })

  it('looks up an old message, and one person’s settlements', async () => {
    await desk.press('F10')
    await desk.focus('aac003')
    await desk.press('Escape')
    await desk.press('Alt+Digit1')
    await desk.press('F10')
    await desk.focus('otransno')
    await desk.type('GYU101')
    await desk.press('Tab')
    await desk.type('123')
    await desk.enter()
    await desk.sees('未收到')
    await desk.picture('exchange lookup')
    await desk.press('Escape')
  })

  it('tells of this house as an institution, its missing field named', async () => {
    await desk.press('Alt+Digit4')
    await desk.sees('协议有效')
    await desk.press('Alt+n')
    await desk.page.locator('.x-form').waitFor()
    await desk.picture('exchange institution')
    await desk.press('F8')
    await desk.sees('机构统一社会信用代码')
    await desk.press('Escape')
    await desk.page.locator('.x-list').waitFor()
  })

  it('says what is late, and takes a table out as Excel', async () => {
    await desk.press('Alt+Digit5')
    await desk.sees('没有超过 30 分钟的')
    await desk.picture('exchange late')
    await desk.press('Alt+Digit4')
    await desk.page.locator('.x-list').waitFor()
    const [download] = await Promise.all([desk.page.waitForEvent('download'), desk.press('Control+e')])
    expect(download.suggestedFilename()).toContain('工伤异地')
    expect(
      readFileSync(await download.path())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK')
  })
})
