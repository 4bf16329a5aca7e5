import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { TRAINING_SITE } from '../electron/config.ts'
import { setFaults } from './support/app.ts'
import { certno, type Desk, openDesk } from './support/desk.ts'

/** The audit of details before the money, by keyboard, where the site wants reasons. */
let desk: Desk
const PATIENCE = { timeout: 60_000, interval: 25 }
const site = { ...TRAINING_SITE, security: { idleLock_min: 0 }, review: { charges: 'reason' as const } }
const reviews = (states?: string[]) =>
  desk.app.journal.docs({ kind: 'review', ...(states ? { states } : {}), limit: 20 })
const sent = async (infno: string) =>
  (await desk.app.journal.searchTxns({ infno, offset: 0, limit: 50 })).rows.map(({ state }) => state)

beforeAll(async () => {
  desk = await openDesk({ site })
})
afterAll(() => desk?.close())
beforeEach(async ({ task, onTestFailed }) => {
  onTestFailed(() => desk.picture(`failed review ${task.name.slice(0, 20)}`))
  expect(desk.page.errors).toEqual([])
})

/** a visit with charges, and one more line by hand */
const withLine = async (name: string, item: string, cnt = '1') => {
  await desk.app.his.addBills(certno(name), 1)
  await desk.blank()
  await desk.type(certno(name))
  await desk.press('Enter')
  await desk.next('取 HIS 费用')
  await desk.press('F4')
  await desk.next('预结算')
  await desk.press('Insert')
  await desk.focus('entry')
  await desk.type(item)
  await desk.enter()
  await desk.focus('cnt')
  await desk.type(cnt)
  await desk.enter()
  await desk.focus('entry')
}

describe('the audit before the pre-settlement', () => {
  it('holds a clear finding back until a reason is given, and keeps it', async () => {
    await withLine('王芳', 'jhsymtnp')
    await desk.press('F6')
    await desk.sees('限慢性粒细胞白血病或胃肠间质瘤支付')
    await desk.picture('review reason')
    expect(await sent('2204')).toEqual([])
    await desk.enter()
    await desk.sees('请填写继续的原因')
    await desk.press('ArrowDown')
    await desk.enter()
    await desk.next('收款结算')
    expect(await sent('3101')).toEqual(['SETTLED'])
    const [kept] = await reviews(['answered'])
    const data = kept!.data as { answers: Record<string, { dspo_way: string; dspo_way_rea: string }> }
    expect(Object.values(data.answers)).toMatchObject([
      { dspo_way: '1', dspo_way_rea: '病情需要，已告知患者', opterName: '管理员' },
    ])
    const trail = await desk.app.journal.auditTrail({ limit: 3 })
    expect(trail.map(({ action }) => action)).toContain('review.answer')
    await desk.sees('明细审核有 1 条提醒')
    await desk.press('Alt+g')
    await desk.sees('管理员：继续，病情需要，已告知患者')
    await desk.press('Escape')
    await desk.next('收款结算')
  })

  it('a finding that is only suspicious is shown once and holds nothing up', async () => {
    await withLine('李国强', 'amxl', '40')
    await desk.press('F6')
    await desk.sees('超过一个月用量')
    await desk.picture('review shown')
    await desk.enter()
    await desk.next('收款结算')
    expect((await reviews(['found'])).length).toBe(1)
  })

  it('goes back to the details, and the changed ones are audited anew', async () => {
    await withLine('陈刚', 'jhsymtnp')
    await desk.press('F6')
    await desk.sees('限慢性粒细胞白血病或胃肠间质瘤支付')
    const asked = (await sent('3101')).length
    await desk.press('F9')
    await desk.next('预结算')
    const line = desk.page.getByRole('grid', { name: '费用明细' }).locator('tr', { hasText: '伊马替尼' })
    await line.dispatchEvent('mousedown')
    await desk.page.getByRole('grid', { name: '费用明细' }).focus()
    await desk.press('Delete')
    await expect.poll(() => line.count(), PATIENCE).toBe(0)
    await desk.press('F6')
    await desk.next('收款结算')
    expect((await sent('3101')).length).toBe(asked + 1)
    expect((await reviews(['answered'])).length).toBe(2)
  })

  it('no answer of the audit never holds the money up', async () => {
    await setFaults(desk.page, [{ kind: 'http500_after', codes: ['3101'] }])
    await withLine('刘洋', 'amxl')
    await desk.press('F6')
    await desk.next('收款结算')
    await desk.sees('明细审核没有应答')
    await desk.picture('review silent')
    expect((await reviews(['silent'])).length).toBe(1)
    await setFaults(desk.page, [])
  })
})
