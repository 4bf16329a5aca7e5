import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { writeSheet } from '../electron/app/export/sheets.ts'
import { callIn } from './support/app.ts'
import { certno, charged, type Desk, openDesk } from './support/desk.ts'

/** 目录对照 by keyboard alone, and the way from a charge that may not go up to its mapping and back. */
let desk: Desk
let folder: string
const PATIENCE = { timeout: 60_000, interval: 50 }
const KINDS = ['1301', '1302', '1305', '1306']

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'guitai-mapping-'))
  desk = await openDesk()
  await callIn(desk.page, 'terms.download', { kinds: KINDS })
  for (;;) {
    const known = await callIn(desk.page, 'terms.list', {})
    if (
      known.filter(({ kind, rows, work }) => KINDS.includes(kind) && rows > 0 && work === 'none').length === 4
    )
      break
    await desk.page.waitForTimeout(200)
  }
  await desk.press('Control+2')
  await desk.page.locator('.m-screen').waitFor()
})
afterAll(async () => {
  await desk?.close()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(async ({ task, onTestFailed }) => {
  onTestFailed(() => desk.picture(`failed mapping ${task.name.slice(0, 20)}`))
  expect(desk.page.errors).toEqual([])
})

const items = () => desk.page.getByRole('grid', { name: '院内项目' }).locator('tbody tr[aria-selected]')
const offers = () => desk.page.getByRole('grid', { name: '推荐' }).locator('tbody tr[aria-selected]')
const chosen = () => desk.page.getByRole('complementary', { name: '对照' })
const tab = (label: string) => desk.page.getByRole('tab', { name: label })
const counts = (label: string, count: number) =>
  expect.poll(() => tab(label).textContent(), PATIENCE).toMatch(new RegExp(`${label} ${count}$`))

/** one item alone in the list */
async function show(id: string) {
  await desk.press('Alt+0', 'F6')
  await desk.focus('find')
  await desk.press('Control+a')
  await desk.type(id)
  await expect.poll(() => items().count(), PATIENCE).toBe(1)
  await expect.poll(() => items().first().textContent()).toContain(id)
  await desk.press('ArrowDown')
}
async function clear() {
  await desk.press('F6')
  await desk.focus('find')
  await desk.press('Escape')
  await expect.poll(() => items().count(), PATIENCE).toBeGreaterThan(20)
}

describe('目录对照', () => {
  it('proposes what is certain and what is likely; all that is certain is approved at once and goes up', async () => {
    await desk.press('F2')
    await desk.sees('推荐了')
    await desk.sees('确定')
    await desk.picture('mapping proposed')
    const sure = Number(
      /审核确定的 (\d+) 项/.exec((await desk.page.locator('.key-bar').textContent()) ?? '')![1],
    )
    expect(sure).toBeGreaterThan(2)
    await desk.press('F7')
    await desk.sees('项推荐是确定的')
    await desk.picture('mapping approve all')
    await desk.enter()
    await desk.sees(`已审核 ${sure} 项`)
    // the outbox sends by itself what was approved
    await counts('已上传', 72 + sure)
    await counts('待上传', 0)
  })

  it('a likely proposal is approved by Enter, and the next one is chosen', async () => {
    await desk.press('Alt+2')
    await expect.poll(() => items().count(), PATIENCE).toBeGreaterThan(0)
    const first = await chosen().locator('h2').textContent()
    await desk.picture('mapping review')
    await desk.enter()
    await desk.sees(`${first}：已审核`)
    await expect.poll(() => chosen().locator('h2').textContent()).not.toBe(first)
  })

  it('an item without one: what it may be is chosen, or looked for; what is wrong is told at its field', async () => {
    await show('YP0203')
    await desk.enter()
    await desk.focus('')
    await desk.press('F3')
    await desk.focus('lookup')
    await desk.type('blfhsjn')
    await expect.poll(() => offers().first().textContent(), PATIENCE).toContain('布洛芬缓释胶囊')
    await desk.picture('mapping lookup')
    await desk.page.getByLabel('结束日期').focus()
    await desk.type('2020-01-01')
    await desk.enter()
    await desk.enter()
    await desk.sees('结束日期：不能早于')
    await desk.picture('mapping at fault')
    await desk.page.getByLabel('结束日期').focus()
    await desk.type('2030-12-31')
    await desk.enter()
    await desk.enter()
    await desk.sees('左氧氟沙星片：已审核')
    await expect.poll(() => items().first().textContent(), PATIENCE).toContain('已上传')
    await desk.press('F9')
    await desk.focus('box')
    await desk.type('对错了')
    await desk.enter()
    await desk.sees('左氧氟沙星片：已撤销')
    await clear()
  })

  it('an Excel sheet is shown before it changes anything, its bad cells by row and column', async () => {
    const path = join(folder, '对照.xlsx')
    async function* rows() {
      yield ['YP0203', 'XJ01MAZ093A001010100014', '2026/1/1', '']
      yield ['NONE', 'XJ01MAZ093A001010100014', '', '']
    }
    const columns = ['医院目录编码', '医疗目录编码', '开始日期', '结束日期'].map((title) => ({ title }))
    await writeSheet({ path, name: '对照', columns, rows: rows(), signal: new AbortController().signal })
    const chooser = desk.page.waitForEvent('filechooser')
    await desk.press('Alt+i')
    await (await chooser).setFiles(path)
    await desk.sees('第 3 行 医院目录编码：价表里没有 NONE')
    await desk.picture('mapping import')
    await desk.enter()
    await desk.sees('已导入 1 项')
    await show('YP0203')
    await desk.sees('Excel 导入')
    await desk.press('Alt+x')
    await desk.sees('不会再推荐同一项')
    await clear()
  })

  it('1317 tells what the centre does not have', async () => {
    await desk.press('F10')
    await desk.sees('与中心一致')
    await desk.sees('中心没有 1 项')
    await desk.picture('mapping compared')
  })
})

describe('a charge without a valid mapping', () => {
  it('is named before anything is sent; one key leads to its mapping and one back', async () => {
    await show('YP0001')
    await desk.press('F9')
    await desk.focus('box')
    await desk.type('调整')
    await desk.enter()
    await desk.sees('阿莫西林胶囊：已撤销')
    await desk.press('F5')
    await desk.page.locator('.v-screen').waitFor()
    await charged(desk, certno('李国强'))
    await desk.press('Insert')
    await desk.focus('entry')
    await desk.type('amxl')
    await desk.enter()
    await desk.enter()
    await expect.poll(() => desk.page.locator('.v-lines').textContent(), PATIENCE).toContain('阿莫西林胶囊')
    await desk.press('F6')
    await desk.sees('目录对照已撤销，不能随医保上传')
    await desk.picture('mapping guard')
    await desk.press('Alt+m')
    await desk.page.locator('.m-screen').waitFor()
    await expect.poll(() => chosen().locator('h2').textContent(), PATIENCE).toBe('阿莫西林胶囊')
    await desk.picture('mapping from a charge')
    await desk.enter()
    await desk.enter()
    await desk.sees('阿莫西林胶囊：已审核')
    await counts('待上传', 0)
    await expect.poll(() => items().first().textContent(), PATIENCE).toContain('已上传')
    await desk.press('Escape')
    await desk.page.locator('.v-screen').waitFor()
    await desk.press('F6')
    await desk.next('收款结算')
    expect(desk.page.errors).toEqual([])
  })
})
