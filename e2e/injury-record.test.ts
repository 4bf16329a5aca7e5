import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ApiArgs, ApiOutput, Channel } from '../shared/ipc.ts'
import { callIn } from './support/app.ts'
import { type Desk, openDesk } from './support/desk.ts'
import { admitted, type Called, settledStay } from './support/injured.ts'
import { jpg, pdf, png } from './support/papers.ts'

/** The records of injured workers by keyboard alone; how the stays came about is the counter's own story. */
let desk: Desk
let to: Called

beforeAll(async () => {
  desk = await openDesk()
  // held open from the start: a chooser that opens before somebody listens is lost
  desk.page.on('filechooser', () => {})
  to = {
    app: desk.app,
    call: <C extends Channel>(channel: C, input: ApiArgs<C>): Promise<ApiOutput<C>> =>
      callIn(desk.page, channel, input),
  }
})
afterAll(() => desk?.close())
beforeEach(async ({ task, onTestFailed }) => {
  onTestFailed(() => desk.picture(`failed record ${task.name.slice(0, 20)}`))
  expect(desk.page.errors).toEqual([])
})

/** The list, anew: what was done elsewhere is in it. */
async function list() {
  while (await desk.page.locator('.ant-modal:visible').count()) {
    await desk.press('Escape')
    await desk.page.waitForTimeout(150)
  }
  await desk.press('F5')
  await desk.page.locator('.v-screen').waitFor()
  await desk.press('Control+Shift+Digit5')
  await desk.page.locator('.ir-screen, .ir-case').first().waitFor()
  while (await desk.page.locator('.ir-case').count()) {
    await desk.press('Escape')
    await desk.page.waitForTimeout(150)
  }
  await desk.page.locator('.ir-screen').waitFor()
}
/** Opens the case of a 住院号 from the list. */
async function open(ipt_no: string) {
  await list()
  await desk.press('F3')
  await desk.focus('find')
  await desk.press('Control+a')
  await desk.type(ipt_no)
  await expect.poll(() => desk.page.locator('.ir-table tbody tr').count()).toBe(1)
  await desk.press('Enter')
  await desk.enter()
  await desk.page.locator('.ir-case').waitFor()
}

/** The tab key by key: the next control, until it is this one. */
const fill = async (name: string, text: string) => {
  await desk.focus(`ir-${name}`)
  await desk.press('Control+a')
  await desk.type(text)
  await desk.enter()
}
const state = (label: string) =>
  desk.page.locator('.ir-parts button', { hasText: label }).locator('b').first()
const isState = (label: string, text: string) =>
  expect.poll(() => state(label).textContent(), { timeout: 60_000 }).toContain(text)
const at = async (focus: string) => {
  await desk.page.locator(`[data-focus="${focus}"]`).first().waitFor()
  await desk.page.locator(`[data-focus="${focus}"]`).first().focus()
}

describe('四川 by keyboard', () => {
  let ipt_no = ''

  it('front page: made for all, what is missing has the focus, sent, taken back, sent again', async () => {
    const { case: of } = await settledStay(to, await admitted(to, 'gs', '李国强'))
    ipt_no = of.ipt_otp_no
    await list()
    await desk.sees('还没有生成病案')
    await desk.press('F4')
    await desk.sees('已生成 1 份')
    await desk.sees('可以上传')
    await desk.press('Control+e')
    await desk.sees('已导出 1 行')
    await desk.picture('record list')
    await open(ipt_no)
    await desk.next('上传病案首页')
    await at('ir-baseinfo.attending_dr')
    await desk.press('Control+a', 'Delete')
    await desk.next('补填 主治医师')
    await desk.picture('record missing')
    await desk.press('F6')
    await fill('baseinfo.attending_dr', '水铁军')
    await desk.next('上传病案首页')
    await desk.press('F8')
    await desk.sees('已上传：病案首页')
    await isState('病案首页', '已传')
    await desk.picture('record sent')
    await desk.press('F9')
    await desk.focus('box')
    await desk.press('ArrowDown')
    await desk.enter()
    await isState('病案首页', '已撤销')
    await desk.press('F8')
    await isState('病案首页', '已传')
  })

  it('attachments: chosen, told what they are, looked at, sent, taken back', async () => {
    await open(ipt_no)
    await desk.press('Alt+3')
    await desk.next('选择文件')
    const choosing = desk.page.waitForEvent('filechooser')
    await desk.press('F6')
    await (await choosing).setFiles([
      { name: '认定书.pdf', mimeType: 'application/pdf', buffer: pdf('1') },
      { name: '片子.png', mimeType: 'image/png', buffer: png(1) },
      { name: '票据.jpg', mimeType: 'image/jpeg', buffer: jpg(1) },
    ])
    await desk.sees('3 个文件是什么材料')
    await desk.press('ArrowDown', 'ArrowDown')
    await desk.picture('record kind')
    await desk.enter()
    // it proves one of two businesses
    await desk.focus('biz_sn')
    await desk.enter()
    await desk.next('上传 3 个附件')
    await at('files')
    await desk.page.locator('[data-focus="files"] [tabindex="0"]').focus()
    await desk.press('Home', 'ArrowDown')
    await desk.page.locator('.ir-preview img').waitFor()
    await desk.picture('record preview')
    await desk.press('F7')
    await desk.focus('mat_type')
    await desk.press('ArrowDown')
    await desk.enter()
    await desk.focus('biz_sn')
    await desk.enter()
    await desk.press('F8')
    await desk.sees('已上传 3 个附件')
    await desk.press('F9')
    await desk.focus('box')
    await desk.press('ArrowDown')
    await desk.enter()
    await desk.sees('已撤回')
    await desk.picture('record files')
    expect(await desk.page.locator('[data-focus="files"] td b', { hasText: '已传' }).count()).toBe(2)
  })

  it("rehabilitation: an accepted application, a plan of two items, an evaluation, the platform's paper", async () => {
    const { case: of } = await admitted(to, 'gs', '欧阳明月', '康复')
    await open(of.ipt_otp_no)
    await desk.next('查询康复申请')
    await desk.press('F3')
    await desk.sees('可以使用')
    await desk.picture('rehab applications')
    await desk.enter()
    await desk.focus('ir-data.plan_eval')
    await desk.picture('rehab plan')
    await fill('data.plan_eval', '双手握力下降')
    await fill('data.plan_goal', '恢复抓握')
    await fill('data.plan_content', '每日手功能训练')
    await at('ir-data.planitem')
    await desk.page.locator('[data-focus="ir-data.planitem"] [tabindex="0"]').focus()
    await desk.press('Insert')
    await fill('data.planitem[0].yka094', 'KF001')
    await desk.enter()
    await fill('data.planitem[0].yka095', '手功能训练')
    await at('ir-data.planitem[0].item_times')
    await fill('data.planitem[0].item_times', '10')
    await fill('data.planitem[0].akc225', '35.5')
    await fill('data.planitem[0].yka055', '355')
    await desk.next('上传康复治疗方案')
    await desk.picture('rehab ready')
    await desk.press('F8')
    await isState('康复治疗方案', '已传')
    await desk.press('F7')
    await desk.focus('ir-data.eval_type')
    await fill('data.eval_type', '1')
    await at('ir-data.eval_result')
    await fill('data.eval_result', '握力 3 级')
    await fill('data.eval_effect', '2')
    await desk.page.locator('[data-focus="ir-data.evalitem"] [tabindex="0"]').focus()
    await desk.press('Insert')
    await fill('data.evalitem[0].eval_item', '握力')
    await at('ir-data.evalitem[0].eval_score_after')
    await fill('data.evalitem[0].eval_score_after', '3')
    await desk.next('上传康复效果评估')
    await desk.press('F8')
    await isState('康复效果评估', '已传')
    await desk.press('F10')
    await desk.sees('恢复抓握')
    await desk.enter()
    await desk.page.locator('.ir-preview').waitFor()
    await desk.picture('rehab paper')
    await desk.press('Escape', 'Escape')
  })
})

describe('广东 by keyboard', () => {
  it("the whole record: six messages, a birth and a tumour's treatment begun by hand", async () => {
    const { case: of } = await settledStay(to, await admitted(to, 'bizh', '陈刚'))
    await open(of.ipt_otp_no)
    await desk.next('上传 4 项')
    await desk.picture('bizh page')
    await desk.press('Alt+o')
    await desk.page.locator('[data-focus="ir-program.yzy194"]').waitFor()
    await desk.picture('bizh whole')
    await desk.press('Alt+o')
    const begun = new Set(await desk.page.locator('.ir-parts button > span').allTextContents())
    for (const label of ['手术', '分娩婴儿', '肿瘤治疗']) {
      if (begun.has(label)) continue
      await desk.press('Alt+a')
      await desk.page.locator('.ant-modal').waitFor()
      const offers = await desk.page.locator('.ant-modal .v-option').allTextContents()
      for (let n = offers.indexOf(label); n > 0; n--) await desk.press('ArrowDown')
      await desk.enter()
      await isState(label, '待填')
    }
    const rowsOf = async (label: string) => {
      await desk.page.locator('.ir-parts button', { hasText: label }).click()
      await desk.page.locator('[data-focus="ir-program.detail"] [tabindex="0"]').focus()
      await desk.press('Insert')
    }
    await rowsOf('分娩婴儿')
    await desk.focus('ir-program.detail[0].aac004')
    await fill('program.detail[0].aac004', '2')
    await isState('分娩婴儿', '待传')
    await rowsOf('肿瘤治疗')
    await at('ir-program.detail[0].yzy266')
    await fill('program.detail[0].yzy266', '顺铂 60mg')
    await isState('肿瘤治疗', '待传')
    if ((await state('手术').textContent())?.startsWith('待填')) {
      await rowsOf('手术')
      await at('ir-program.detail[0].yzy207')
      await fill('program.detail[0].yzy207', '79.3500')
      await fill('program.detail[0].yzy208', '骨折内固定术')
      await fill('program.detail[0].yzy209', '今天')
      await isState('手术', '待传')
    }
    await desk.picture('bizh ready')
    await desk.press('F8')
    await desk.sees('已上传：')
    for (const label of ['病案首页', '诊断', '手术', '分娩婴儿', '肿瘤治疗', '出院小结'])
      await isState(label, '已传')
    await desk.next('已全部上传，回列表')
    await desk.picture('bizh sent')
  })
})

describe('跨省 by keyboard', () => {
  it('an attachment goes up and comes back from the platform as it was', async () => {
    const { case: of } = await admitted(to, 'gy', '宋远方')
    await open(of.ipt_otp_no)
    await desk.next('选择文件')
    const choosing = desk.page.waitForEvent('filechooser')
    await desk.press('F6')
    await (await choosing).setFiles({ name: '康复方案.jpg', mimeType: 'image/jpeg', buffer: jpg(7) })
    await desk.sees('1 个文件是什么材料')
    await desk.press('ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown')
    await desk.enter()
    await desk.next('上传 1 个附件')
    await desk.press('F8')
    await desk.sees('已上传 1 个附件')
    await desk.press('F4')
    await desk.sees('平台上的附件')
    await desk.picture('gy platform')
    await desk.enter()
    await desk.page.locator('.ant-modal .ir-preview img').waitFor()
    await desk.picture('gy download')
    await desk.press('Escape', 'Escape')
  })
})
