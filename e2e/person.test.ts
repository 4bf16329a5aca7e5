import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { JOBS } from '../renderer/shell/jobs.ts'
import { certno, type Desk, openDesk, settledInCash } from './support/desk.ts'

/** The page of a person by keyboard, with the centre's own ledger behind it. */
let desk: Desk
const PERSON = JOBS.find(({ screen }) => screen === 'person')!.combo.replace('Ctrl', 'Control')
const grid = (name: string) => desk.page.getByRole('grid', { name, exact: true })
const rows = (name: string) => grid(name).locator('tbody tr')

beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk?.close())
beforeEach(async ({ task, onTestFailed }) => {
  onTestFailed(() => desk.picture(`failed person ${task.name.slice(0, 20)}`))
  expect(desk.page.errors).toEqual([])
})

describe('the page of a person', () => {
  it('a number: head, visits, and what belongs to the chosen one', async () => {
    await settledInCash(desk, certno('李国强'))
    await desk.press(PERSON)
    await desk.page.locator('.pq-screen').waitFor()
    await desk.focus('who')
    await desk.type(certno('李国强'))
    await desk.enter()
    await rows('就诊').first().waitFor()
    expect(await desk.page.locator('.v-person h2').textContent()).toBe('李*强')
    await rows('明细').first().waitFor()
    await rows('诊断').first().waitFor()
    await rows('结算').first().waitFor()
    await desk.picture('person visits')
    await desk.press('Enter')
    await desk.sees('险种类型')
    expect(await desk.page.locator('.pq-fields').textContent()).not.toContain('李国强')
    await desk.picture('person fields')
    await desk.press('Escape')
    await desk.press('Alt+x')
    await desk.sees('显示中')
    expect(await desk.page.locator('.v-person h2').textContent()).toBe('李国强')
    const trail = await desk.app.journal.auditTrail({ limit: 3 })
    expect(trail.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['person.open', 'person.reveal']),
    )
  })

  it('each section has its own page; the period is typed', async () => {
    for (const [combo, name] of [
      ['Alt+2', '慢特病用药'],
      ['Alt+3', '累计'],
      ['Alt+4', '慢特病备案'],
      ['Alt+5', '在院'],
      ['Alt+6', '门慢特资格'],
    ] as const) {
      await desk.press(combo)
      await grid(name).waitFor()
    }
    await desk.press('Alt+3')
    await rows('累计').filter({ hasText: '业务总费用累计' }).waitFor()
    await desk.picture('person sums')
    await desk.press('Alt+4')
    await desk.sees('没有当前有效的定点备案')
    await desk.press('Alt+7')
    await rows('互认项目').first().waitFor()
    await rows('报告').first().waitFor()
    await desk.picture('person exams')
    await desk.press('Alt+1', 'F6')
    await desk.page.getByLabel('开始日期').waitFor()
    await desk.press('Control+a')
    await desk.type('20200101')
    await desk.press('Tab', 'Control+a')
    await desk.type('20200201')
    await desk.press('Enter')
    await desk.sees('2020-01-01 至 2020-02-01')
    await desk.sees('这段时间在本院没有就诊')
  })

  it('a name, and a section without an answer says so by itself', async () => {
    await desk.press('Alt+n')
    await desk.focus('who')
    desk.app.sandbox!.setFaults([{ kind: 'http500_after', codes: ['5206'] }])
    await desk.type('wf')
    await desk.enter()
    await desk.page.getByRole('grid', { name: '查找人员' }).locator('tbody tr', { hasText: '王芳' }).waitFor()
    await desk.enter()
    await desk.page.getByRole('tab', { name: /累计 没有查到/ }).waitFor()
    expect(await desk.page.locator('.v-person h2').textContent()).toBe('王*')
    await desk.press('Alt+3')
    await desk.sees('累计没有查到')
    await desk.picture('person fault')
    desk.app.sandbox!.setFaults([])
    await desk.press('F4')
    await desk.sees('本年度还没有累计')
  })
})
