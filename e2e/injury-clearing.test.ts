import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type InjuryDeed, type InjuryHand, treat } from '../electron/host/cli/demo/injury-clerk.ts'
import { createDispatch } from '../electron/host/dispatch.ts'
import { GuitaiError } from '../shared/errors.ts'
import { dateOf } from '../shared/msgid.ts'
import { ADMIN } from './support/app.ts'
import { certno, type Desk, openDesk } from './support/desk.ts'

/** 工伤清算 by keyboard alone, with both platforms beside it. */
const PATIENCE = { timeout: 60_000, interval: 50 }
let desk: Desk
let call: InjuryHand['call']

/** Another face of the same counter, for what is settled before the office looks at it. */
async function handsOf({ registry, sessions }: Desk['app']): Promise<InjuryHand['call']> {
  const dispatch = createDispatch({ registry, sessions, now: Date.now })
  const ask: InjuryHand['call'] = async (channel, input) => {
    const answer = await dispatch(channel, input, 'hands')
    if (!answer.ok) throw new GuitaiError(answer.fault)
    return answer.value as never
  }
  await ask('auth.login', { opter: ADMIN.opter, password: ADMIN.password })
  return ask
}
const settled = (family: 'gs' | 'gy', kind: InjuryDeed['kind'], name: string) =>
  treat(
    {
      ...{ call, his: desk.app.his, pause: () => new Promise((done) => setTimeout(done, 30)) },
      pay: (due) => (due > 0 ? [{ method: 'cash', amountFen: due }] : []),
    },
    { family, kind, certno: certno(name), fate: 'settle' },
  )

beforeAll(async () => {
  desk = await openDesk()
  call = await handsOf(desk.app)
  await settled('gs', 'outpatient', '李国强')
  await settled('gs', 'outpatient', '欧阳明月')
  await settled('gy', 'inpatient', '李国强')
  await settled('gy', 'device', '宋远方')
  await desk.press('Control+Shift+Digit6')
  await desk.page.locator('.cl-screen').waitFor()
})
afterAll(() => desk?.close())
beforeEach(async ({ task, onTestFailed }) => {
  onTestFailed(() => desk.picture(`failed clearing ${task.name.slice(0, 20)}`))
  expect(desk.page.errors).toEqual([])
})

const [year, month] = dateOf(Date.now()).split('-')
const shownMonth = () => desk.page.getByLabel('月份').textContent()
/** In the first half of a month the one before is looked at first. */
async function toThisMonth() {
  const wanted = `${year} 年 ${month} 月`
  if ((await shownMonth()) !== wanted) await desk.press('Alt+ArrowRight')
  await expect.poll(shownMonth, PATIENCE).toBe(wanted)
}
const side = () => desk.page.locator('.cl-side')
const heading = () => side().locator('h2').textContent()
const selected = () => desk.page.locator('.cl-body > section tr[aria-selected=true]').first().textContent()
/** one line of the sums beside each other */
const sums = (label: string) =>
  side().locator('.cl-sums tr', { hasText: label }).first().locator('td').allTextContents()
const asks = (title: string) => desk.page.locator('.ant-modal-title', { hasText: title }).waitFor()
/** the settlement that money can be taken off, whichever was settled last */
async function ontoTheStay() {
  const grid = desk.page.getByRole('grid', { name: '结算' })
  await grid.locator('tbody tr').nth(1).waitFor()
  const marked = grid.locator('tr[aria-selected=true]')
  if (!(await marked.textContent())?.includes('李*强')) await desk.press('ArrowDown')
  await expect.poll(() => marked.textContent(), PATIENCE).toContain('李*强')
}
const alone = () => desk.page.locator('.ant-modal:visible').waitFor({ state: 'detached' })

describe('四川工伤清算 by keyboard', () => {
  it('looks at another month and back', async () => {
    await toThisMonth()
    await desk.press('Alt+ArrowLeft')
    await desk.sees('这个月在本机没有办成的四川工伤结算')
    await desk.picture('clearing empty')
    await desk.press('Alt+ArrowRight')
    await desk.next('清算申请')
    await desk.sees('本月还没有结束')
    expect(await sums('笔数')).toEqual(['2', '—', '—'])
    await desk.picture('clearing ready')
  })

  it('applies once, takes it back with a reason, and applies anew', async () => {
    await desk.press('F8')
    await asks('清算申请')
    await desk.type('周主任')
    await desk.picture('clearing apply')
    await desk.enterThrice()
    await desk.sees('工伤门诊 的清算申请已报送')
    await alone()
    await expect.poll(heading, PATIENCE).toContain('已申请')
    const [details, sent] = await sums('基金支付')
    expect(sent).toBe(details)
    await desk.press('F9')
    await asks('回退')
    await desk.focus('box')
    await desk.press('ArrowDown')
    await desk.enter()
    await desk.sees('工伤门诊 的申请已回退')
    await expect.poll(heading, PATIENCE).toContain('待申请')
    await desk.press('F8')
    await asks('清算申请')
    await desk.enter()
    await alone()
    await desk.next('查询进度')
    expect(desk.app.injury!.effective().filter(({ family }) => family === 'gs')).toHaveLength(2)
  })

  it('follows it to the payment: what was deducted, and the form on paper', async () => {
    for (let i = 0; i < 8 && !(await heading())?.includes('已拨付'); i++) {
      await desk.press('F7')
      await desk.sees('已按平台的清算申请更新')
      await desk.page.waitForTimeout(200)
    }
    await desk.next('清算单')
    const three = await sums('基金支付')
    expect(new Set(three).size).toBe(1)
    expect(await side().locator('[data-unequal]').count()).toBe(0)
    await desk.picture('clearing paid')
    await desk.press('F6')
    await asks('扣款明细')
    await desk.sees('超出医疗服务价格标准')
    await desk.picture('clearing deductions')
    await desk.press('Escape')
    await alone()
    await desk.press('F10')
    await asks('打印')
    await desk.sees('清算拨付金额')
    await desk.sees('按 F9 保存到下载')
    await desk.picture('clearing form')
    await desk.enter()
    await desk.printed(1)
    await alone()
    await desk.press('F10')
    await asks('重打（已打 1 次）')
    await desk.press('Escape')
    await alone()
  })
})

describe('跨省工伤 by keyboard', () => {
  it('deducts not more than the fund paid, and cancels one', async () => {
    await desk.press('Alt+3')
    await desk.sees('还没有下载过')
    await desk.press('F8')
    await asks('新增审核扣款')
    await ontoTheStay()
    await desk.press('Enter')
    await desk.focus('amount')
    await desk.type('99999999')
    await desk.enter()
    await desk.sees('这笔结算还能扣')
    await desk.picture('clearing deduct')
    await desk.press('Control+a')
    await desk.type('5')
    await desk.enter()
    await desk.focus('box')
    await desk.press('ArrowDown')
    await desk.enter()
    await desk.sees('扣款 5.00 元已上传')
    await alone()
    await expect.poll(selected, PATIENCE).toContain('有效')
    await desk.press('F9')
    await desk.focus('box')
    await desk.press('ArrowDown')
    await desk.enter()
    await desk.sees('的扣款已撤销')
    await expect.poll(selected, PATIENCE).toContain('已撤销')
    await desk.press('F8')
    await ontoTheStay()
    await desk.press('Enter')
    await desk.focus('amount')
    await desk.type('3.5')
    await desk.enter()
    await desk.focus('box')
    await desk.press('ArrowDown')
    await desk.enter()
    await desk.sees('扣款 3.50 元已上传')
    await alone()
    await desk.picture('clearing deducted')
  })

  it('closes the month once, and holds it against what the platform has', async () => {
    await desk.press('Alt+2')
    await toThisMonth()
    await desk.next('月结')
    const rows = desk.page.getByRole('grid', { name: '机构类型' }).locator('tbody tr')
    await expect.poll(() => rows.count(), PATIENCE).toBe(2)
    await desk.picture('clearing month')
    for (const at of ['Home', 'End']) {
      await desk.press(at)
      await desk.next('月结')
      await desk.press('F8')
      await asks('月结')
      await desk.enterThrice()
      await alone()
      await expect.poll(heading, PATIENCE).toContain('已月结')
    }
    expect((await rows.allTextContents()).every((row) => row.includes('已月结'))).toBe(true)
    await call('injury.exchange.run', { code: 'GYD003' })
    await expect.poll(() => side().getByText('平台', { exact: true }).count(), PATIENCE).toBe(1)
    expect(await side().locator('[data-unequal]').count()).toBe(0)
    await desk.picture('clearing closed')
  })

  it('shows what was shared out beside its details, and gives it out as a sheet', async () => {
    await expect
      .poll(
        async () => {
          await call('injury.exchange.run', { code: 'GYD005' })
          return (await call('injury.clearing.shares', {})).rows.length
        },
        { timeout: 60_000, interval: 500 },
      )
      .toBeGreaterThanOrEqual(2)
    await desk.press('Alt+4')
    await expect.poll(selected, PATIENCE).toContain('一致')
    await desk.picture('clearing shares')
    const [stated, summed] = await sums('清分金额')
    expect(stated).toBe(summed)
    await desk.press('Control+e')
    await desk.sees('已导出')
  })
})
