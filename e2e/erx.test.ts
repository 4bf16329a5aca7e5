import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { certno, type Desk, openDesk, presettled } from './support/desk.ts'

/** Prescriptions that leave the house and come in, by keyboard alone. */
let desk: Desk

beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk?.close())
beforeEach(async ({ task, onTestFailed }) => {
  onTestFailed(() => desk.picture(`failed erx ${task.name.slice(0, 20)}`))
  expect(desk.page.errors).toEqual([])
})

const row = (text: string) => desk.page.locator('[role=row], tr', { hasText: text }).first()
const rx = () => desk.app.journal.docs({ kind: 'rx', text: '王芳', order: 'id', limit: 5 })

describe('prescriptions by keyboard', () => {
  it('the list says how prescriptions get there; F4 brings them, F8 sends one, the platform answers', async () => {
    await presettled(desk, certno('王芳'))
    await desk.press('Control+Shift+8')
    await desk.sees('可外购的处方')
    await desk.sees('按 F4 从 HIS 提取')
    await desk.press('F4')
    await desk.sees('取到 5 张新的处方')
    await desk.press('F3')
    await desk.focus('search')
    await desk.type('WP00000001')
    await desk.sees('苯磺酸氨氯地平片')
    await desk.press('ArrowDown')
    await desk.picture('erx own')
    await desk.press('F8')
    await desk.sees('医保处方编号 RX')
    await desk.sees('已购药')
    await desk.sees('柜台演示大药房')
    await desk.picture('erx bought')
    expect((await rx())[0]).toMatchObject({ state: 'bought' })
    await expect.poll(() => row('WP00000001').textContent()).toContain('已购药')
  })

  it('one without a visit at the window is not sent and says what to do', async () => {
    await desk.press('F3')
    await desk.press('Control+a')
    await desk.type('WP00000003')
    await desk.sees('2型糖尿病')
    await desk.press('ArrowDown')
    const before = desk.app.sandbox!.requests()
    await desk.press('F8')
    await desk.sees('没有医保就诊登记')
    expect(desk.app.sandbox!.requests()).toBe(before)
  })

  it('a withdrawal wants a reason', async () => {
    await desk.press('F3')
    await desk.press('Control+a')
    await desk.type('WP00000002')
    await desk.sees('高脂血症')
    await desk.press('ArrowDown')
    await desk.press('F8')
    await desk.sees('WP00000002 已上传')
    await expect.poll(() => row('WP00000002').textContent()).toContain('已上传')
    await desk.press('F9')
    await desk.focus('box')
    await desk.enter()
    await desk.press('ArrowDown')
    await desk.picture('erx undo')
    await desk.enter()
    await desk.sees('已撤销')
  })

  it('an outside prescription by its code: fetched, checked, on its way', async () => {
    const [first] = await rx()
    await desk.app.his.putRecord('rx', 'WP00000099', {
      ...((first!.data as { record: object }).record as { data: object }),
      data: { ...(first!.data as { record: { data: object } }).record.data, hosp_rxno: 'WP00000099' },
    } as never)
    await desk.press('F4')
    await desk.sees('取到 1 张新的处方')
    await desk.press('F3')
    await desk.press('Control+a')
    await desk.type('WP00000099')
    await expect.poll(() => row('WP00000099').count()).toBe(1)
    await desk.press('ArrowDown')
    await desk.press('F8')
    await desk.sees('WP00000099 已上传')
    const sent = await desk.app.journal.doc('rx', 'WP00000099')
    await desk.press('Alt+2')
    await desk.sees('扫患者的处方二维码')
    await desk.scan(`EPC${sent!.subject}`.padEnd(27, '0').slice(0, 27))
    await desk.page.getByLabel('处方', { exact: true }).getByText('柜台演示医院').first().waitFor()
    await desk.press('F6')
    await desk.sees('审核处方')
    await desk.enter()
    await desk.sees('药师姓名：不能为空')
    await desk.picture('erx review missing')
    const fill = async (label: string, text: string) => {
      await desk.page.getByLabel(label, { exact: true }).focus()
      await desk.type(text)
    }
    await fill('药师姓名', 'jmy')
    await fill('药师证件号码', '51010419800101')
    await fill('复核药师姓名', 'wry')
    await fill('复核药师证件编号', '51010419800102')
    await desk.enter()
    await desk.sees('审核通过')
    await desk.picture('erx outside')
  })

  it('what the platform told stands in the inbox', async () => {
    await desk.press('Alt+3')
    await desk.sees('处方购药结果反馈')
    await desk.sees('内置沙箱')
    await desk.picture('erx inbox')
  })

  it('a bill confirmed online is let go to the windows with a reason, by F9', async () => {
    const [bill] = await desk.app.his.addBills(certno('陈刚'), 1)
    const ord_no = bill!.billId
    const yuan = (await desk.app.his.bill(ord_no))!.totalFen / 100
    const order = {
      ...{ hi_ord_no: 'HI9', ord_no, fixmedins_code: 'H51010400001', psn_no: 'P1', psn_name: '陈刚' },
      ...{ insutype: '310', med_type: '11', ord_time: '2026-01-05 09:58:00', medfee_sumamt: yuan },
      ...{ fund_pay_sumamt: 0, acct_pay: 0, psn_cash_pay: yuan },
    }
    const message = { infno: '6201', msgid: 'A9', input: { data: order } }
    await desk.app.inbound.receive('6201', message as never, 'test')
    await desk.sees('已确认，待结算')
    expect(await desk.app.his.bill(ord_no)).toMatchObject({ window: '线上支付' })
    await desk.press('F9')
    await desk.focus('box')
    await desk.enter()
    await desk.press('ArrowDown')
    await desk.picture('erx release')
    await desk.enter()
    await desk.sees('已放行到窗口')
    expect(await desk.app.his.bill(ord_no)).toMatchObject({ state: 'open', window: null })
    await desk.picture('erx released')
  })
})
