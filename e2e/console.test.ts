import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { certno, type Desk, openDesk } from './support/desk.ts'

/** The interface console by keyboard alone. */
let desk: Desk
const OPEN = 'Control+Shift+Digit2'

beforeAll(async () => {
  desk = await openDesk()
  await desk.press(OPEN)
  await desk.page.locator('.k-screen').waitFor()
})
afterAll(() => desk?.close())
beforeEach(async ({ task, onTestFailed }) => {
  onTestFailed(() => desk.picture(`failed console ${task.name.slice(0, 20)}`))
  expect(desk.page.errors).toEqual([])
})

/** from anywhere on the screen to the form of an interface */
const find = async (text: string) => {
  await desk.press('F3')
  await desk.focus('k-find')
  await desk.press('Control+a')
  await desk.type(text)
  await desk.enter()
}
const open = async (text: string, first: string) => {
  await find(text)
  await desk.focus(first)
}
/** types into the field that has the focus, and goes on */
const fill = async (path: string, text: string) => {
  await desk.focus(`c-${path}`)
  if (text) await desk.type(text)
  await desk.enter()
}
/** waits until the focus is in a list */
const inside = (name: string) =>
  expect
    .poll(() =>
      desk.page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-focus]')?.dataset.focus),
    )
    .toBe(name)
const answer = () => desk.page.locator('.k-side')
const lastSent = async () => (await desk.app.journal.searchTxns({ offset: 0, limit: 1 })).rows[0]?.infno

describe('the console by keyboard', () => {
  it('1101 found by its code, filled, sent; the answer is labelled and masked', async () => {
    await open('1101', 'c-data.mdtrt_cert_type')
    await desk.picture('console form')
    await fill('data.mdtrt_cert_type', 'sf')
    await fill('data.mdtrt_cert_no', certno('王芳'))
    await desk.press('F8')
    await desk.focus('k-answer')
    await answer().getByText('险种类型').first().waitFor()
    await answer().getByText('王*').first().waitFor()
    await desk.picture('console answer')
    expect(await answer().textContent()).not.toContain(certno('王芳'))
    await desk.press('Alt+r')
    await answer().getByText('王芳').first().waitFor()
    await desk.press('Alt+5')
    await answer().getByText('"psn_name": "王芳"').waitFor()
    await desk.press('Alt+r', 'Alt+5')
    await answer().getByText('王*').first().waitFor()
    const trail = await desk.app.journal.auditTrail({ limit: 20 })
    expect(trail.map(({ action }) => action)).toEqual(expect.arrayContaining(['console.send', 'txn.reveal']))
  })

  it('a wrong value is named at its field at once, and nothing is sent', async () => {
    await open('1101', 'c-data.mdtrt_cert_type')
    const before = await desk.app.journal.searchTxns({ offset: 0, limit: 1 })
    await desk.press('Control+a')
    await desk.type('99')
    await desk.press('Tab')
    await desk.sees('就诊凭证类型：码表里没有代码“99”')
    await desk.press('F8')
    await desk.focus('c-data.mdtrt_cert_type')
    await desk.sees('没有发送：就诊凭证类型')
    await desk.picture('console fault')
    await desk.press('Control+a')
    await desk.type('03')
    await desk.enter()
    await desk.press('F8')
    await desk.focus('c-data.card_sn')
    await desk.sees('卡识别码：就诊凭证类型为 03 时必填')
    expect((await desk.app.journal.searchTxns({ offset: 0, limit: 1 })).total).toBe(before.total)
  })

  it('the form and the JSON keep step; a JSON that is none is named by its line', async () => {
    await desk.press('Alt+2')
    await desk.focus('k-json')
    await desk.sees('就诊凭证类型为 03 时必填')
    await desk.press('Control+a')
    await desk.page.keyboard.insertText(
      '{\n "data": {\n  "mdtrt_cert_type": "02"\n  "mdtrt_cert_no": "1"\n }\n}',
    )
    await desk.sees('第 4 行第 3 个字符')
    await desk.picture('console json')
    await desk.press('F8')
    await desk.sees('JSON 还没有写对，没有发送')
    await desk.press('Control+a')
    await desk.page.keyboard.insertText('{"data": {"mdtrt_cert_type": "02", "mdtrt_cert_no": "P7"}}')
    await desk.sees('符合契约，可以发送')
    await desk.press('Alt+1')
    await expect.poll(() => desk.page.getByLabel('就诊凭证编号').inputValue()).toBe('P7')
    await desk.press('Alt+3')
    await desk.sees('"infno": "1101"')
    await desk.picture('console wire')
  })

  it('an example is saved without personal numbers, and taken up again', async () => {
    await desk.press('Alt+1')
    await desk.focus('c-data.mdtrt_cert_type')
    await desk.press('Control+s')
    await desk.focus('box')
    await desk.sees('里面有个人信息：就诊凭证编号')
    await desk.type('sfz')
    await desk.picture('console save')
    await desk.enter()
    await desk.sees('已存为样例“sfz”')
    await desk.press('Alt+n', 'Alt+7')
    await inside('k-examples')
    await desk.enter()
    await desk.focus('c-data.mdtrt_cert_type')
    await desk.sees('已取用样例“sfz”')
    await expect.poll(() => desk.page.getByLabel('就诊凭证类型').inputValue()).toBe('02 居民身份证')
    expect(await desk.page.getByLabel('就诊凭证编号').inputValue()).toBe('')
    await desk.press('Alt+7')
    await inside('k-examples')
    await desk.press('F9')
    await desk.sees('其他人也不能再取用')
    await desk.enter()
    await desk.sees('还没有保存的样例')
  })

  it('the history opens an earlier input as a new draft with its answer', async () => {
    await desk.press('Alt+6')
    await inside('k-history')
    await desk.enter()
    await desk.focus('c-data.mdtrt_cert_type')
    await expect.poll(() => desk.page.getByLabel('就诊凭证编号').inputValue()).toBe(certno('王芳'))
    await answer().getByText('王*').first().waitFor()
  })

  it('what changes the centre asks first, and says what takes it back', async () => {
    await open('mzgh', 'c-data.psn_no')
    await desk.press('F6')
    await desk.sees('已按契约补全必填项')
    await desk.press('F8')
    await desk.sees('将在中心办理“门诊挂号”')
    await desk.sees('可以用 2202“门诊挂号撤销”撤销')
    await desk.picture('console ask')
    await desk.press('Escape')
    expect(await lastSent()).not.toBe('2201')
    await desk.press('F8')
    await desk.sees('将在中心办理“门诊挂号”')
    await desk.enter()
    await expect.poll(lastSent).toBe('2201')
    await desk.sees('中心没有受理“门诊挂号”')
    await desk.picture('console refused')
  })

  it('rows are added, copied and taken out by keys, the faulty one is shown', async () => {
    await find('2204')
    await inside('c-feedetail')
    await desk.press('F6')
    await inside('c-feedetail')
    await desk.press('Control+d', 'Insert')
    await expect.poll(() => desk.page.locator('.cf-table tbody tr').count()).toBe(3)
    await desk.picture('console rows')
    await desk.press('F8')
    await desk.sees('第 3 行')
    await desk.focus('c-feedetail[2].feedetl_sn')
    await desk.press('Control+Delete')
    await expect.poll(() => desk.page.locator('.cf-table tbody tr').count()).toBe(2)
    await desk.press('Alt+n')
  })

  it('a file goes with its message; the message keeps a reference until it leaves', async () => {
    await open('9101', 'c-fsUploadIn.in')
    const buffer = Buffer.from(`PK${'x'.repeat(700_000)}`)
    const file = { name: 'detail.zip', mimeType: 'application/zip', buffer }
    await desk.page.locator('.cf input[type=file]').setInputFiles(file)
    await desk.sees('detail.zip（701 kB）')
    await desk.press('F6')
    await desk.sees('已按契约补全必填项')
    await desk.press('F8')
    await desk.sees('向中心上传“文件上传”的内容')
    await desk.enter()
    await desk.focus('k-answer')
    await answer().getByText('文件查询号').first().waitFor()
    const { rows } = await desk.app.journal.searchTxns({ infno: '9101', offset: 0, limit: 1 })
    const sent = await desk.app.journal.txn(rows[0]!.msgid)
    expect((sent!.input.fsUploadIn as { in: string }).in).toMatch(/^file:/)
  })

  it('the document says everything of an interface and prints', async () => {
    await find('2204')
    await inside('c-feedetail')
    await desk.press('Alt+4')
    await desk.sees('用 5204“费用明细查询”查')
    await desk.picture('console document')
    await desk.press('F10')
    await desk.printed(1)
  })

  it('codes of a province appear where the site has them; what the centre calls shows its document only', async () => {
    await find('scx-0101')
    await desk.focus('c-data.info_type')
    await desk.page.getByRole('heading', { name: 'SCX-0101' }).waitFor()
    await desk.picture('console sichuan')
    await open('6201', 'k-doc')
    await desk.sees('由中心发起，不能发送')
    await desk.press('Control+k')
    await desk.page.locator('.palette-input:focus').waitFor()
    await desk.type('1101')
    await desk.sees('打开调试台')
    await desk.enter()
    await desk.focus('c-data.mdtrt_cert_type')
  })
})

describe('a site in Hunan', () => {
  it('finds 2507 in the console and sends it', async () => {
    await desk.close()
    const { TRAINING_SITE } = await import('../electron/config.ts')
    const nhsa = { ...TRAINING_SITE.nhsa, overlays: ['hunan'] }
    const home = mkdtempSync(join(tmpdir(), 'guitai-hunan-'))
    desk = await openDesk({ home, site: { ...TRAINING_SITE, nhsa, security: { idleLock_min: 0 } } })
    await desk.press(OPEN)
    await desk.focus('k-find')
    await desk.type('2507')
    await desk.picture('console hunan')
    await desk.enter()
    await desk.focus('c-data.dcla_souc')
    await desk.press('F6')
    await desk.sees('已按契约补全必填项')
    await desk.press('F8')
    await desk.sees('中心的记录会因此改变')
    await desk.enter()
    await expect.poll(lastSent).toBe('2507')
    await desk.focus('k-answer')
    await answer().getByText('成功').first().waitFor()
  })
})
