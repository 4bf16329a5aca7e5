import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readSheet } from '../electron/app/export/sheets.ts'
import { settleSomebody } from './support/app.ts'
import { type Desk, openDesk } from './support/desk.ts'

/** A table leaves as Excel by one key, through the browser's own download. */
let desk: Desk
const never = new AbortController().signal

beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk?.close())

async function download(): Promise<{ name: string; cells: string[][]; url: string }> {
  const coming = desk.page.waitForEvent('download')
  await desk.press('Control+e')
  const file = await coming
  const path = await file.path()
  expect(readFileSync(path).subarray(0, 2).toString()).toBe('PK')
  const rows = await readSheet(path, 1_000, never)
  return { name: file.suggestedFilename(), cells: rows.map(({ cells }) => cells), url: file.url() }
}

it('what the transactions page shows is in the file, masked, and the address works once', async () => {
  await settleSomebody(desk.page)
  await desk.press('F7')
  await desk.page.getByRole('grid', { name: '交易' }).waitFor()
  await desk.sees('共')
  const shown = await desk.page.locator('[role=grid] tbody tr').count()
  const { name, cells, url } = await download()
  expect(name).toMatch(/^交易记录-\d{14}\.xlsx$/)
  expect(cells[0]!.slice(0, 4)).toEqual(['时间', '接口', '接口名称', '患者'])
  expect(cells).toHaveLength(shown + 1)
  const told = cells
    .slice(1)
    .map((row) => row[3])
    .filter(Boolean)
  expect(told.length).toBeGreaterThan(0)
  for (const name of told) expect(name).toContain('*')
  await desk.sees(`已导出 ${shown} 行`)
  await desk.picture('export txns')
  expect(await desk.page.evaluate(async (at) => (await fetch(at)).status, url)).toBe(404)
  expect(desk.page.errors).toEqual([])
})

it('the audit page has the export among its rows, and itself leaves the same way', async () => {
  await desk.press('Shift+F12')
  await desk.page.getByRole('grid', { name: '审计' }).waitFor()
  await desk.sees('导出表格')
  const { cells } = await download()
  expect(cells.find((row) => row[3] === 'export.table')?.[4]).toBe('交易记录')
})
