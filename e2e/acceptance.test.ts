import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Desk, openDesk } from './support/desk.ts'

/** The acceptance rehearsal by keyboard, with the centre's own book beside it. */
let desk: Desk
/** as it was saved */
let report = ''

beforeAll(async () => {
  desk = await openDesk()
  await desk.press('Control+Shift+3')
  await desk.page.locator('.acc-screen').waitFor()
})
afterAll(() => desk?.close())
beforeEach(async ({ task, onTestFailed }) => {
  onTestFailed(() => desk.picture(`failed acceptance ${task.name.slice(0, 20)}`))
  expect(desk.page.errors).toEqual([])
})

const head = () => desk.page.locator('.acc-screen .row').first()
const figures = () => desk.page.locator('.acc-figures')
const ended = (word: string) => head().getByText(word, { exact: true }).waitFor({ timeout: 90_000 })

describe('the acceptance rehearsal by keyboard', () => {
  it('wants a test person and a yes before anything leaves', async () => {
    await desk.sees('还没有自检过')
    await desk.focus('acc-cert')
    const before = desk.app.sandbox!.requests()
    await desk.press('Control+a', 'Delete', 'F8')
    await desk.sees('请输入测试人员的就诊凭证编号')
    await desk.focus('acc-cert')
    await desk.type('510105197811020259')
    await desk.press('F8')
    await desk.sees('随后全部撤销')
    await desk.picture('acceptance question')
    await desk.press('Escape')
    await desk.focus('acc-cert')
    expect(desk.app.sandbox!.requests()).toBe(before)
  })

  it('is cancelled: what it made is taken back, the rest is not tried', async () => {
    await desk.press('F8')
    await desk.sees('随后全部撤销')
    await desk.enter()
    await desk.page.locator('.data-table').getByText('门诊结算', { exact: false }).first().waitFor()
    await desk.press('Delete')
    await ended('已取消')
    expect(desk.app.sandbox!.leftovers()).toEqual({ visits: [], details: [] })
    expect(desk.app.sandbox!.effective()).toEqual([])
    await desk.sees('没有执行')
    await desk.press('Escape')
    await desk.focus('acc-cert')
  })

  it('runs whole: every interface green, nothing left, its report saved', async () => {
    await desk.press('F8')
    await desk.sees('随后全部撤销')
    await desk.enter()
    await desk.sees('正在进行')
    await desk.picture('acceptance running')
    await ended('已完成')
    expect(await figures().innerText()).toMatch(/(\d+) \/ \1 个接口通过/)
    expect(desk.app.sandbox!.leftovers()).toEqual({ visits: [], details: [] })
    expect(desk.app.sandbox!.effective()).toEqual([])
    await desk.picture('acceptance done')
    const download = desk.page.waitForEvent('download')
    await desk.press('F9')
    report = readFileSync(await (await download).path(), 'utf8')
    expect(report).toContain('医保接口自检报告')
    expect(report).not.toContain('510105197811020259')
    await desk.sees('报告已保存')
  })

  it('opens request and answer of a step, masked, and goes on to the next', async () => {
    await desk.page.locator('.data-table').focus()
    await desk.press('Home', 'ArrowDown')
    await desk.enter()
    await desk.page.locator('.acc-pair').waitFor()
    await desk.sees('"baseinfo"')
    const shown = await desk.page.locator('.acc-pair').innerText()
    expect(shown).not.toContain('510105197811020259')
    expect(shown).toContain('李*强')
    await desk.picture('acceptance message')
    await desk.press('ArrowRight')
    await desk.sees('人员待遇享受检查')
    await desk.press('Escape', 'F4')
    await desk.sees('没有未通过的接口')
    await desk.press('Escape')
    await desk.focus('acc-cert')
    await desk.picture('acceptance history')
  })

  it('shows which interface failed and the centre’s words', async () => {
    await desk.press('Control+a')
    await desk.type('510105000000000000')
    await desk.press('F8')
    await desk.sees('随后全部撤销')
    await desk.enter()
    // nobody knows the name to this number, and 四川工伤 wants it
    await desk.sees('HIS 里没有这个证件号码的患者')
    const name = desk.page.getByLabel('姓名', { exact: true })
    await expect.poll(() => name.evaluate((box) => box === document.activeElement)).toBe(true)
    await desk.picture('acceptance name')
    await desk.type('nobody')
    await desk.press('F8')
    await desk.sees('随后全部撤销')
    await desk.enter()
    await ended('已完成')
    await desk.press('F4')
    await desk.sees('未找到该身份证号码的参保人员信息')
    await desk.picture('acceptance failed')
    expect(desk.app.sandbox!.leftovers()).toEqual({ visits: [], details: [] })
  })

  it('prints its report from the file alone', async () => {
    const paper = await desk.page.context().newPage()
    await paper.setContent(report)
    const pdf = await paper.pdf({ preferCSSPageSize: true })
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    expect(pdf.length).toBeGreaterThan(20_000)
    await paper.close()
  })
})
