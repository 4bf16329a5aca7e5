import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { JsonObject } from '../shared/contract.ts'
import { type Desk, openDesk } from './support/desk.ts'

/** Dispensing by a scanner and the keyboard alone. */
let desk: Desk
const PATIENCE = { timeout: 60_000, interval: 50 }

beforeAll(async () => {
  desk = await openDesk()
  await desk.press('Control+8')
  await desk.page.locator('.d-list').waitFor()
})
afterAll(() => desk?.close())
beforeEach(async ({ task, onTestFailed }) => {
  onTestFailed(() => desk.picture(`failed dispense ${task.name.slice(0, 20)}`))
  expect(desk.page.errors).toEqual([])
})

/** The trace codes that the demo's purchase of a drug lists. */
async function codesOf(name: string): Promise<string[]> {
  const records = await desk.app.his.feed('stock', 0, 500)
  const found = records.find(({ data }) => data.kind === 'purchase' && data.fixmedins_hilist_name === name)
  return (found!.data.drugtracinfo as JsonObject[]).map((row) => String(row.drug_trac_codg))
}
const said = () => desk.page.locator('.d-said').textContent()
const says = (text: string) => expect.poll(said, PATIENCE).toContain(text)
/** the table of lines has the focus */
const onLines = () =>
  expect
    .poll(() => desk.page.evaluate(() => document.activeElement?.getAttribute('aria-label')), PATIENCE)
    .toBe('处方明细')
const tone = () => desk.page.locator('.d-said').getAttribute('data-tone')

describe('dispensing by keyboard and scanner', () => {
  it('a prescription is scanned open, its packs turn it green, F8 hands it out', async () => {
    await desk.focus('find')
    await desk.picture('dispense list')
    await desk.page.evaluate(() =>
      fetch('/call', {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-guitai-tab': sessionStorage.getItem('guitai.tab') ?? '',
        },
        body: JSON.stringify({ channel: 'stock.read', input: {} }),
      }),
    )
    const [amox, para] = [await codesOf('阿莫西林胶囊'), await codesOf('对乙酰氨基酚片')]
    await desk.scan('LSCF0001')
    await desk.sees('田*')
    await onLines()
    await desk.scan(amox[0]!)
    await says('阿莫西林胶囊　1/2')
    await desk.scan((await codesOf('奥美拉唑肠溶胶囊'))[0]!)
    await says('拿错药了')
    expect(await tone()).toBe('bad')
    await desk.picture('dispense wrong')
    await desk.scan(amox[0]!)
    await says('已经扫过')
    await desk.scan(amox[1]!)
    await says('2/2')
    await desk.press('F8')
    await desk.sees('田*')
    await desk.scan(para[0]!)
    await says('全部扫完，按 F8 发药')
    expect(await desk.page.locator('.d-done').count()).toBe(2)
    await desk.picture('dispense ready')
    await desk.press('F8')
    await says('LSCF0001 已发药')
    await desk.focus('find')
    await desk.scan(amox[1]!)
    await says('阿莫西林胶囊：已售出，田* LSCF0001')
    await desk.press('Escape')
    await desk.focus('find')
  })

  it('a prescription found by initials; a split pack, one without code, one taken back', async () => {
    const [aspirin] = await codesOf('阿司匹林肠溶片')
    await desk.type('gln')
    await expect.poll(() => desk.page.locator('.d-table tbody tr').count(), PATIENCE).toBe(1)
    await desk.press('ArrowDown')
    await desk.enter()
    await desk.sees('古*娜')
    await onLines()
    await desk.press('F2')
    await desk.focus('box')
    await desk.type(aspirin!)
    await desk.enter()
    await says('阿司匹林肠溶片　1/1')
    await desk.press('Alt+w')
    await desk.focus('box')
    await desk.press('ArrowDown')
    await desk.enter()
    await says('复方丹参滴丸 无码发出')
    await desk.press('ArrowUp')
    await desk.press('Delete')
    await says('已取消：阿司匹林肠溶片')
    await desk.press('Alt+c')
    await says('按整盒发')
    await desk.press('Alt+c')
    await says('按拆零发')
    await desk.scan(aspirin!)
    await says('全部扫完')
    await desk.picture('dispense split')
    await desk.press('F8')
    await says('已发药')
    await desk.focus('find')
    await desk.press('Control+a')
    await desk.press('Backspace')
  })

  it('an unknown code asks once which drug it is', async () => {
    await desk.scan('LSCF0003')
    await desk.sees('尉**亮')
    await desk.scan('ABC-0000123456')
    await desk.sees('这盒是哪个药？')
    await desk.picture('dispense ask')
    await desk.focus('box')
    await desk.press('ArrowDown')
    await desk.enter()
    await says('片仔癀软膏　1/1')
    await onLines()
    const [insulin] = await codesOf('甘精胰岛素注射液')
    const [, gtin, expiry, lot, serial] = /^01(\d{14})17(\d{6})10(\w{7})21(\w+)$/.exec(insulin!)!
    await desk.scan(`(01)${gtin}(17)${expiry}(10)${lot}(21)${serial}`)
    await says('全部扫完')
    await desk.press('F8')
    await says('已发药')
  })

  it('what comes back is scanned and free again', async () => {
    const amox = await codesOf('阿莫西林胶囊')
    await desk.focus('find')
    await desk.press('Alt+2')
    await desk.page.locator('.d-table tbody tr').nth(2).waitFor()
    await desk.scan('LSCF0001')
    await desk.sees('田*')
    await desk.press('F9')
    await desk.sees('扫要退的药盒')
    await desk.scan(amox[0]!)
    await expect.poll(() => desk.page.locator('.d-return .done').count(), PATIENCE).toBe(1)
    await desk.picture('dispense return')
    await desk.focus('box')
    await desk.press('ArrowDown')
    await desk.enter()
    await says('已退药，追溯码可以再发')
    await desk.picture('dispense returned')
    await desk.press('Escape')
    await desk.focus('find')
    await desk.scan(amox[0]!)
    await says('阿莫西林胶囊：已退回')
    await desk.press('Alt+1')
  })

  it('scans on each other’s heels are all taken', async () => {
    const [flu] = await codesOf('连花清瘟胶囊')
    await desk.scan('LSCF0004')
    await desk.scan(flu!)
    await desk.sees('单*朵')
    await says('全部扫完')
    await desk.press('Escape')
    await desk.focus('find')
    await desk.sees('正在扫码')
  })
})
