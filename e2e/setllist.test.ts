import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { callIn } from './support/app.ts'
import { clerk, who } from './support/clerk.ts'
import type { Counter } from './support/counter.ts'
import { type Desk, openDesk } from './support/desk.ts'

/** Settlement lists by keyboard alone, with the centre's own book beside them. */
let desk: Desk

beforeAll(async () => {
  desk = await openDesk()
  await settled(0, '1302')
  await settled(1, '1201')
  await settled(2, '1203')
  await desk.press('Control+5')
  await desk.page.locator('.sl-screen').waitFor()
})
afterAll(() => desk?.close())
beforeEach(async ({ task, onTestFailed }) => {
  onTestFailed(() => desk.picture(`failed setllist ${task.name.slice(0, 20)}`))
  expect(desk.page.errors).toEqual([])
})

/** A stay of one ward, settled for good at the counter next door. */
async function settled(n: number, dept_code: string) {
  const counter = {
    app: desk.app,
    call: (channel: never, input: never) => callIn(desk.page, channel, input),
    now: Date.now,
  } as unknown as Counter
  const at = clerk(counter)
  const identified = await at.identified(who(n), { dept_code } as object)
  const { encounterId, version } = identified.stay
  let view = await counter.call('admission.admit', { encounterId, version })
  view = await at.deposit(view, 100_000)
  view = (await at.charged(view, 15)).view
  view = await at.discharged(view)
  view = await at.settled(view)
  await desk.app.his.wardDischarge(view.stay.ipt_no)
}

describe('settlement lists by keyboard', () => {
  it('made in one go; what the front page lacks is found, mended, uploaded, submitted', async () => {
    await desk.sees('3 份还没有生成')
    await desk.picture('setllist none')
    await desk.press('F4')
    await desk.sees('1 份有错要改')
    await desk.focus('')
    await desk.picture('setllist made')
    await desk.enter()
    await desk.page.locator('.sl-editor').waitFor()
    await desk.sees('要改的 2 处')
    await desk.page.locator('.sl-form .cf-field').first().waitFor()
    await desk.picture('setllist editor')
    await desk.press('F4')
    await desk.focus('sl-setlinfo.resp_nurs_code')
    await desk.type('N510104000001')
    await desk.sees('要改的 1 处')
    await desk.press('F4')
    await desk.focus('sl-oprninfo[0].anst_dr_code')
    await desk.press('Alt+PageUp', 'Alt+PageDown')
    await desk.press('F4')
    await desk.focus('sl-oprninfo[0].anst_dr_code')
    await desk.picture('setllist operation')
    await desk.type('D510104000077')
    await desk.sees('没有错误：按 F6 上传')
    await desk.press('F6')
    await desk.sees('已上传：按 F8 提交')
    await desk.press('F8')
    await desk.sees('已提交，等中心审核')
    await desk.picture('setllist submitted')
    await desk.press('Alt+k')
    await desk.sees('内容与中心一致')
    await desk.picture('setllist compare')
    await desk.press('Enter')
    await desk.press('Alt+h')
    await desk.sees('责任护士代码')
    await desk.picture('setllist history')
    await desk.press('Escape')
    await expect.poll(() => desk.page.locator('.ant-modal:visible').count()).toBe(0)
    await desk.press('Escape')
    await desk.page.locator('.sl-table').waitFor()
  })

  it('a main diagnosis that is a symptom is hinted at, and the centre turns it down; taken back and mended', async () => {
    await desk.sees('2 份可以上传')
    await desk.enter()
    await desk.page.locator('.sl-editor').waitFor()
    await desk.focus('sl-setlinfo.hi_no')
    await desk.page.getByLabel('联系人姓名').focus()
    await desk.press('End')
    await desk.type('1')
    await desk.sees('这一项是隐藏的')
    expect(await desk.page.getByLabel('联系人姓名').inputValue()).toMatch(/\*\S$/)
    await desk.press('F10')
    await expect.poll(() => desk.page.getByLabel('联系人姓名').inputValue()).not.toContain('*')
    for (let i = 0; i < 12; i++) {
      if ((await desk.page.locator('.sl-form h2').textContent()) === '住院诊断') break
      await desk.press('Alt+PageDown')
    }
    await desk.focus('')
    await desk.page.locator('.sl-form .cf-table').waitFor()
    await desk.press('F3')
    await desk.page.getByLabel('编码、名称或拼音首字母').waitFor()
    await desk.type('R50')
    await desk.page.locator('.v-list tbody tr', { hasText: 'R50.900' }).waitFor()
    await desk.picture('setllist code')
    await desk.enter()
    await desk.sees('症状体征或损伤外因一般不作主要诊断')
    await desk.picture('setllist diagnoses')
    await desk.press('F6')
    await desk.sees('已上传：按 F8 提交')
    await desk.press('F8')
    await desk.sees('已提交，等中心审核')
    await desk.press('Alt+k')
    await desk.sees('主要诊断不应是症状体征或损伤外因的编码')
    await desk.press('Enter')
    await desk.press('Escape')
    await desk.page.locator('.sl-table').waitFor()
    await desk.sees('退回待改')
    await desk.picture('setllist returned')
    await desk.press('Alt+q')
    await desk.sees('有问题')
    await desk.picture('setllist quality')
    await desk.press('Escape')
    await desk.press('Alt+t')
    await desk.sees('应上传')
    await expect.poll(() => desk.page.locator('.sl-rows tbody tr').first().textContent()).toBe('中心321')
    await desk.picture('setllist counts')
    await desk.press('Enter')
    await desk.enter()
    await desk.page.locator('.sl-editor').waitFor()
    await desk.press('F9')
    await desk.sees('已上传：按 F8 提交')
    await desk.press('Escape')
    await desk.page.locator('.sl-table').waitFor()
  })

  it('all that is ready goes in one go', async () => {
    await desk.press('Alt+a')
    await desk.press('F6')
    await desk.sees('有错的不会发送')
    await desk.enter()
    await desk.sees('已上传，清单流水号')
    await desk.picture('setllist batch')
    await desk.press('Escape')
    await desk.press('Control+e')
    await desk.sees('已导出 3 行')
  })
})
