import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Desk, openDesk } from './support/desk.ts'

/** The worklist of uploads by keyboard alone, over the demo hospital's views and the centre's own book. */
let desk: Desk

beforeAll(async () => {
  desk = await openDesk()
  await desk.press('Control+Digit4')
  await desk.page.locator('.u-screen').waitFor()
})
afterAll(() => desk?.close())
beforeEach(async ({ task, onTestFailed }) => {
  onTestFailed(() => desk.picture(`failed uploads ${task.name.slice(0, 20)}`))
  expect(desk.page.errors).toEqual([])
})

const grid = (label: string) => desk.page.getByRole('grid', { name: label, exact: true })
const focused = (label: string) =>
  expect
    .poll(() => grid(label).evaluate((el) => el === document.activeElement), { timeout: 60_000 })
    .toBe(true)
/** moves the selection of the table that has the focus onto the row with this text */
async function onto(label: string, text: string) {
  const selected = grid(label).locator('tr[aria-selected=true]')
  await grid(label).locator('tbody tr', { hasText: text }).first().waitFor()
  await desk.press('Home')
  for (let i = 0; i < 60; i++) {
    if ((await selected.textContent())?.includes(text)) return
    await desk.press('ArrowDown')
    await desk.page.waitForTimeout(40)
  }
  throw new Error(`no row with ${text}`)
}

describe('uploads by keyboard', () => {
  it('reads the HIS, sends, and shows first what the centre would not take, with the field', async () => {
    await focused('上传记录')
    await desk.sees('没有待处理的记录')
    await desk.picture('uploads empty')
    await desk.press('F4')
    await desk.sees('个来源已读取')
    await desk.press('F8')
    await desk.sees('个来源已开始上传')
    await onto('上传记录', '科室代码')
    await desk.sees('码表里没有代码“1201”')
    await desk.picture('uploads todo')
  })

  it('mends one field from its code table, with a reason, and it goes up', async () => {
    await desk.enter()
    await desk.focus('m-dept_code')
    await desk.press('Control+a')
    await desk.type('A03.01')
    await desk.picture('uploads mend')
    await desk.enter()
    await desk.focus('box')
    await desk.enter()
    await desk.sees('已改正，正在重传')
    await expect
      .poll(async () => {
        const rows = await desk.app.journal.uploads({
          sources: ['clinical.4602'],
          states: ['held'],
          limit: 9,
        })
        return rows.length
      })
      .toBe(1)
    await focused('上传记录')
  })

  it('all of one reason again, once the cause is gone', async () => {
    await desk.press('Escape')
    await focused('上传来源')
    await onto('上传来源', '4504')
    await desk.enter()
    await focused('上传记录')
    await onto('上传记录', '细菌代号')
    await desk.picture('uploads source')
    await desk.press('F9')
    await focused('原因')
    await desk.picture('uploads reasons')
    await desk.enter()
    await desk.sees('条重新上传')
    await focused('上传记录')
  })

  it('gives a row up with a reason; looks at what was accepted and at its message', async () => {
    await onto('上传记录', '细菌代号')
    await desk.press('Delete')
    await desk.focus('box')
    await desk.press('ArrowDown')
    await desk.enter()
    await desk.sees('已撤下')
    await desk.press('Alt+Digit4')
    await desk.sees('氨苄西林')
    await desk.press('Alt+Digit3')
    await onto('上传记录', '头孢曲松')
    await desk.picture('uploads accepted')
    await desk.press('F10')
    await desk.sees('药敏记录报告记录')
  })
})
