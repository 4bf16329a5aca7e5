import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Desk, openDesk } from './support/desk.ts'

/** 进销存 by keyboard alone, with the centre's own ledger of goods behind it. */
let desk: Desk
const PATIENCE = { timeout: 60_000, interval: 50 }

beforeAll(async () => {
  desk = await openDesk()
  await desk.press('Control+9')
  await desk.page.locator('.s-screen').waitFor()
})
afterAll(() => desk?.close())
beforeEach(async ({ task, onTestFailed }) => {
  onTestFailed(() => desk.picture(`failed stock ${task.name.slice(0, 20)}`))
  expect(desk.page.errors).toEqual([])
})

const rows = () => desk.page.locator('.s-table tbody tr')
const firstState = () => rows().first().locator('td').first().textContent()
const boxes = () => desk.page.locator('.ant-modal:visible').count()
/** waits until no box is open */
const boxGone = () => expect.poll(boxes, PATIENCE).toBe(0)

describe('goods by keyboard', () => {
  it('reads the HIS, sends every kind and says what came of it', async () => {
    await desk.sees('按 F4 读取并上传')
    await desk.picture('stock empty')
    await desk.press('F4')
    await desk.sees('读取进销存 83 条')
    const unfinished = desk.page.locator('.s-kinds .in-doubt, .s-kinds .waiting')
    await expect.poll(() => unfinished.count(), PATIENCE).toBe(0)
    await desk.page.locator('.s-table tbody tr').first().waitFor()
    await desk.picture('stock read')
    await desk.press('Alt+4')
    await desk.sees('顾客退回一盒')
    await desk.press('Enter')
    await desk.sees('商品销售流水号')
    await desk.picture('stock detail')
    await desk.press('Escape')
    await boxGone()
  })

  it('a refused row is red with its reason; mended and read again it is taken', async () => {
    const { data } = (await desk.app.his.record('stock', 'CG01'))!
    const bad = { ...data, bchno: 'PC77', fixmedins_bchno: 'PC77', expy_end: '2020-01-01', drugtracinfo: [] }
    await desk.app.his.putRecord('stock', 'CG77', bad)
    await desk.press('Alt+1')
    await desk.press('F4')
    await desk.sees('拒绝 1 条')
    await desk.sees('有效期止早于生产日期')
    await expect
      .poll(() => desk.page.locator('.s-kinds .in-doubt').textContent(), PATIENCE)
      .toContain('被拒 1')
    await desk.press('Alt+o')
    await expect.poll(() => rows().count(), PATIENCE).toBe(1)
    await desk.picture('stock refused')
    await desk.press('F8')
    await desk.sees('重传 1 条，中心收下 0 条')
    await desk.app.his.putRecord('stock', 'CG77', { ...bad, expy_end: '2099-12-31' })
    await desk.press('F4')
    await desk.sees('采购没有未完成的记录')
    await desk.press('Alt+o')
  })

  it('what went up wrongly is deleted at the centre and may be sent anew', async () => {
    await desk.press('F3')
    await desk.focus('find')
    await desk.type('CG77')
    await expect.poll(() => rows().count(), PATIENCE).toBe(1)
    await desk.press('F9')
    await desk.focus('box')
    await desk.press('ArrowDown')
    await desk.picture('stock remove')
    await desk.enter()
    await desk.sees('已从中心删除 CG77')
    await expect.poll(firstState, PATIENCE).toBe('已撤')
    await desk.press('F8')
    await desk.sees('重传 1 条，中心收下 1 条')
    await expect.poll(firstState, PATIENCE).toBe('已上传')
  })

  it('the stock of one product: batches, where its packs are, what went up', async () => {
    await desk.press('F6')
    await desk.focus('find')
    await desk.type('amxl')
    await expect.poll(() => rows().count(), PATIENCE).toBe(1)
    await desk.picture('stock products')
    await desk.enter()
    await desk.sees('PC01A')
    await desk.picture('stock batches')
    await desk.press('Alt+2')
    await desk.sees('在库')
    await desk.picture('stock codes')
    await desk.press('Alt+3')
    await desk.sees('破损销毁')
    await desk.picture('stock history')
    await desk.press('Escape')
    await boxGone()
    await desk.press('Escape')
    await desk.press('Escape')
    await desk.page.locator('.s-kinds').waitFor()
  })
})
