import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Desk, openDesk } from './support/desk.ts'

/** 医保目录 by keyboard: download, look for, read, see what a version changed. */
let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

const PATIENCE = { timeout: 120_000, interval: 50 }
const rows = (label: string) => desk.page.locator(`[aria-label="${label}"] tbody tr`)
const cells = async (label: string, column: number) =>
  rows(label).locator(`td:nth-child(${column})`).allTextContents()
const chosen = () =>
  desk.page.locator('[aria-label="目录列表"] tr[aria-selected="true"] td:nth-child(1)').textContent()
/** to a catalogue of the list, by the arrows */
async function choose(kind: string) {
  await desk.press('F6')
  await desk.press('Home')
  for (let n = 0; n < 30 && (await chosen()) !== kind; n++) await desk.press('ArrowDown')
  expect(await chosen()).toBe(kind)
}
const stateOf = async (kind: string) => {
  const at = (await cells('目录列表', 1)).indexOf(kind)
  return (await cells('目录列表', 5))[at] ?? ''
}

it('says what to do first, downloads all by one key, and shows how far', async () => {
  await desk.press('Control+1')
  await desk.focus('search')
  await desk.sees('还没有下载过目录')
  await desk.picture('terms-empty')
  await desk.press('Shift+F4')
  await desk.sees('正在下载')
  await desk.picture('terms-loading')
  await expect.poll(() => stateOf('1319'), PATIENCE).toMatch(/^\d\d-\d\d$/)
  expect((await cells('目录列表', 5)).every((state) => /^\d\d-\d\d$/.test(state))).toBe(true)
  expect(desk.page.errors).toEqual([])
})

it('finds as one types, by initials, two characters and code; the first is open beside', async () => {
  await desk.press('Alt+1')
  await desk.focus('search')
  await desk.type('jxlwy')
  await expect.poll(() => cells('查找结果', 1), PATIENCE).toEqual(['急性阑尾炎', '急性阑尾炎伴局限性腹膜炎'])
  await desk.sees('K35.800x001')
  await desk.press('Escape')
  await desk.page.keyboard.insertText('阑尾')
  await expect.poll(async () => (await cells('查找结果', 1)).length, PATIENCE).toBeGreaterThan(3)
  await desk.picture('terms-found')
  await desk.press('Escape')
  await desk.type('xa10abg')
  await expect.poll(() => cells('查找结果', 1), PATIENCE).toEqual(['甘精胰岛素注射液'])
  const entry = desk.page.locator('[aria-label="条目"]')
  await expect.poll(() => entry.textContent(), PATIENCE).toContain('先行自付比例10%')
  expect(await entry.textContent()).toContain('定价上限65.34 元')
  await desk.picture('terms-entry')
})

it('what holds is told at the date that one asks about', async () => {
  await desk.press('Alt+1')
  await desk.press('Escape')
  await desk.type('yszlx')
  await desk.press('Escape')
  await desk.page.keyboard.insertText('西替利嗪')
  const entry = desk.page.locator('[aria-label="条目"]')
  await expect.poll(() => entry.textContent(), PATIENCE).toContain('02 乙类')
  await desk.page.getByLabel('在哪一天').fill('2025-12-31')
  await expect.poll(() => entry.locator('.t-terms').textContent(), PATIENCE).toContain('03 丙类')
})

it('the next version is fetched for one catalogue, and its changes are listed and exported', async () => {
  await choose('1307')
  await desk.press('F4')
  await desk.sees('已更新到版本 v1002：新增 1、变更 1、停用 1')
  await desk.press('Alt+2')
  await expect.poll(() => cells('版本变化', 1), PATIENCE).toEqual(['新增', '变更', '停用'])
  await desk.sees('诊断名称：功能性消化不良 → 功能性消化不良（餐后不适）')
  await desk.picture('terms-changes')
  await desk.press('ArrowRight')
  await expect.poll(() => cells('版本变化', 1), PATIENCE).toEqual(['新增'])
  await desk.press('Control+e')
  await desk.sees('已导出 1 行')
})

it('a download that goes wrong is red with its reason, and F4 goes on with it', async () => {
  await choose('1309')
  desk.app.sandbox!.setFaults([{ kind: 'drop_before', codes: ['9102'] }])
  await desk.press('F4')
  await expect.poll(() => stateOf('1309'), PATIENCE).toBe('没有成功')
  await desk.sees('1 个没有下载成功')
  await desk.picture('terms-failed')
  desk.app.sandbox!.setFaults([])
  await desk.press('F4')
  await desk.sees('已更新到版本 v1002')
})

it('from the beginning and cancelling ask first; Esc leaves all as it is', async () => {
  await choose('1308')
  await desk.press('Control+F4')
  await desk.sees('从头下载手术操作目录？')
  await desk.press('Escape')
  await desk.page.locator('.ant-modal:visible').waitFor({ state: 'hidden' })
  await desk.press('Control+F4')
  await desk.enter()
  await desk.sees('已更新到版本 v1002：新增')
})

it('code tables and institutions are asked for by Enter', async () => {
  await desk.press('Alt+3')
  await desk.focus('dicts')
  await desk.type('med_type')
  await desk.enter()
  await expect.poll(async () => (await cells('字典', 1)).length, PATIENCE).toBeGreaterThan(3)
  await desk.picture('terms-dicts')
  await desk.press('Alt+4')
  await desk.focus('institutions')
  await desk.type('H51010400001')
  await desk.enter()
  await expect.poll(async () => (await cells('医药机构列表', 1))[0], PATIENCE).toBe('H51010400001')
  await desk.picture('terms-institutions')
  expect(desk.page.errors).toEqual([])
})
