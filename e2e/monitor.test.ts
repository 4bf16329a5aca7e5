import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Clock } from '../electron/engine/core.ts'
import { JOBS } from '../renderer/shell/jobs.ts'
import { certno, type Desk, openDesk, presettled } from './support/desk.ts'

/** Tasks, figures, dead letters and alarms by keyboard; the minute passes when the test says so. */
let desk: Desk
const MONITOR = JOBS.find(({ screen }) => screen === 'monitor')!.combo.replace('Ctrl', 'Control')
const PATIENCE = { timeout: 60_000, interval: 25 }

function minuteClock(): Clock & { minute(): void } {
  let ahead_ms = 0
  const held = new Set<() => void>()
  return {
    now: () => Date.now() + ahead_ms,
    after(ms, run) {
      if (ms < 20_000) {
        const timer = setTimeout(run, ms)
        return () => clearTimeout(timer)
      }
      held.add(run)
      return () => void held.delete(run)
    },
    minute() {
      ahead_ms += 60_000
      const due = [...held]
      held.clear()
      for (const run of due) run()
    },
  }
}
const clock = minuteClock()
const alarms = () => desk.app.journal.docs({ kind: 'alarm', limit: 9 })
const tab = (name: string | RegExp) => desk.page.getByRole('tab', { name, selected: true }).waitFor()

beforeAll(async () => {
  desk = await openDesk({ clock })
})
afterAll(() => desk?.close())
beforeEach(async ({ task, onTestFailed }) => {
  onTestFailed(() => desk.picture(`failed monitor ${task.name.slice(0, 20)}`))
  expect(desk.page.errors).toEqual([])
})

describe('the page of tasks', () => {
  it('runs a task now and says what it did', async () => {
    await desk.press(MONITOR)
    const rows = desk.page.getByRole('grid', { name: '任务' }).locator('tbody tr')
    await rows.first().waitFor()
    const sizes = rows.filter({ hasText: '磁盘占用报告' })
    await sizes.dispatchEvent('mousedown')
    await desk.picture('monitor tasks')
    await desk.press('F8')
    await desk.sees('账本 ')
    await desk.sees('管理员 手工执行')
    expect(await sizes.textContent()).toContain('完成')
    const [entry] = await desk.app.journal.auditTrail({ limit: 1 })
    expect(entry).toMatchObject({ actor: 'admin', action: 'monitor.run', subject: 'upkeep.sizes' })
  })

  it('counts what went out by code and leads to its transactions', async () => {
    await desk.press('F5')
    await presettled(desk, certno('王芳'))
    await desk.press(MONITOR, 'Alt+2')
    await tab('接口')
    const row = desk.page.getByRole('grid', { name: '接口统计' }).locator('tbody tr', { hasText: '2206' })
    await row.dispatchEvent('mousedown')
    expect(await row.textContent()).toMatch(/2206.+国家医保1000\.0%/)
    await desk.picture('monitor figures')
    await desk.press('F7')
    const found = desk.page.locator('.data-table tbody tr')
    await found.first().waitFor()
    expect(await found.allTextContents()).toEqual([expect.stringContaining('2206')])
  })
})

describe('an alarm', () => {
  it('stands over every screen until somebody has seen it', async () => {
    const { journal } = desk.app
    const now = clock.now()
    const add = { job: 'his.writeBack', key: 'MZ1', payload: {}, nextAt: now + 9e6, createdAt: now }
    await journal.commit([{ t: 'outbox', add }])
    const [row] = (await journal.outboxList(9)).filter(({ key }) => key === 'MZ1')
    const lastError = 'HIS 没有这张处方'
    await journal.commit([
      { t: 'outbox.mark', id: row!.id, state: 'dead', attempts: 20, nextAt: now, lastError, at: now },
    ])
    clock.minute()
    await expect.poll(async () => (await alarms()).map(({ state }) => state), PATIENCE).toEqual(['open'])
    await desk.press('F5')
    await desk.sees('告警：1 件回写或上传多次失败')
    await desk.picture('monitor banner')
    await desk.press(MONITOR)
    await tab(/告警 ?1$/)
    await desk.sees('请按原因处理后重新投递')
    await desk.picture('monitor alarms')
    await desk.press('F8')
    await desk.sees('已知悉')
    await desk.press('F5')
    await desk.page.getByLabel('1 条告警已知悉，还没有恢复').waitFor()
    expect(await desk.page.locator('.banner', { hasText: '告警' }).count()).toBe(0)
  })

  it('goes when its cause does: the dead letter is given up with a reason', async () => {
    await desk.press(MONITOR, 'Alt+4')
    await tab('告警')
    await desk.press('F7')
    await tab(/待发与死信 ?1$/)
    await desk.sees('原因：HIS 没有这张处方')
    await desk.picture('monitor letters')
    await desk.press('Delete')
    await desk.focus('box')
    await desk.press('ArrowDown')
    await desk.enter()
    await desk.sees('没有等待的，全部送达')
    clock.minute()
    await expect.poll(async () => (await alarms()).map(({ state }) => state), PATIENCE).toEqual(['cleared'])
    await desk.press('Alt+4')
    await desk.sees('已恢复')
    const [entry] = await desk.app.journal.auditTrail({ limit: 1 })
    expect(entry).toMatchObject({ action: 'monitor.forget', detail: { reason: '已手工补录', key: 'MZ1' } })
  })
})
