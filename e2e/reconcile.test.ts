import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dateOf, stamp } from '../shared/msgid.ts'
import { callIn } from './support/app.ts'
import { bookStrange } from './support/centre-books.ts'
import { certno, type Desk, openDesk, settledInCash } from './support/desk.ts'

/** The day against the centre, by keyboard alone. The tests go on from each other. */
const centre = join(mkdtempSync(join(tmpdir(), 'guitai-centre-')), 'centre.db')
const SECOND = { opter: 's01', opterName: '组长', role: 'supervisor' as const, password: 'supervisor-pass' }
let desk: Desk
const sees = (words: RegExp) => desk.page.getByText(words).first().waitFor({ timeout: 60_000 })

beforeAll(async () => {
  desk = await openDesk({ sandbox: { path: centre } })
  await callIn(desk.page, 'auth.saveOperator', { ...SECOND, disabled: false })
})
afterAll(() => desk?.close())

const table = (label: string) => desk.page.getByRole('grid', { name: label })
const group = (words: string) => table('对账分组').getByText(words, { exact: true }).first().waitFor()

function strange(slot: string, setl_id: string): string {
  const [of] = desk.app.sandbox!.effective()
  const msgid = `H51010400001${stamp(Date.now())}${slot}99`
  bookStrange(centre, of!.setl_id, setl_id, msgid)
  return msgid
}

test('what was settled agrees with the centre', async () => {
  await settledInCash(desk, certno('赵敏'))
  await desk.blank()
  await settledInCash(desk, certno('刘洋'))
  await desk.press('Control+F7')
  await group('未对')
  await desk.picture('reconcile-sums')
  await desk.press('F6')
  await group('平')
  await desk.sees('对账一致')
})

test('a settlement that only the centre has is found row by row and undone there', async () => {
  const msgid = strange('01', 'S77777777777771')
  await desk.press('F6')
  await group('不平')
  await desk.picture('reconcile-differs')
  await desk.press('F8')
  await table('差异').getByText('仅中心有').waitFor()
  await desk.sees(msgid)
  await desk.picture('reconcile-run')
  await desk.press('Alt+1')
  await desk.sees('没有差异')
  await desk.press('Alt+2')
  await table('差异').getByText('仅中心有').waitFor()
  await desk.press('F8')
  await desk.page.getByLabel('原因').waitFor()
  await desk.picture('reconcile-mend')
  await desk.type('lost at the counter')
  await desk.enter()
  await table('差异').getByText('已处理').waitFor()
  await desk.sees('没有待处理的差异')
  await desk.picture('reconcile-mended')
  expect(desk.app.sandbox!.effective().map((row) => row.msgid)).not.toContain(msgid)
  await desk.press('Escape')
  await group('不平')
  await desk.press('F6')
  await group('平')
})

test('a day that agrees is closed alone; days and months are turned over by the arrows', async () => {
  await desk.press('F9')
  await desk.sees('各项都与中心相符')
  await desk.enter()
  await sees(/已结账 .*（管理员）/)
  await desk.press('ArrowLeft')
  await desk.sees('这一期没有医保结算')
  await desk.press('ArrowRight')
  await sees(/已结账/)
  await desk.press('F2')
  await desk.sees('未结账')
  await desk.press('F2', 'F3')
  await desk.type(dateOf(Date.now()).replaceAll('-', ''))
  await desk.press('Enter')
  await sees(/已结账/)
})

test('a day with a difference wants a reason and a second person', async () => {
  strange('07', 'S77777777777772')
  await desk.press('F6')
  await group('不平')
  await desk.press('F8')
  await sees(/07 号柜台/)
  await desk.press('Escape', 'F9')
  await desk.sees('与中心不平')
  await desk.type('counter 07 will mend it')
  await desk.press('Enter')
  await desk.type('admin')
  await desk.press('Enter')
  await desk.type('guitai-2026')
  await desk.picture('reconcile-close')
  await desk.enter()
  await desk.sees('复核人不能是结账人自己')
  const opter = desk.page.getByLabel('复核人工号')
  await opter.press('Control+a')
  await desk.type(SECOND.opter)
  await desk.press('Enter')
  await desk.type(SECOND.password)
  await desk.enter()
  await sees(/已结账 .*（管理员、组长）/)
  await desk.picture('reconcile-closed')
  const [closing] = await callIn(desk.page, 'reconcile.closings', {})
  expect(closing).toMatchObject({ secondName: '组长', reason: 'counter 07 will mend it', differences: 1 })
  expect(desk.page.errors).toEqual([])
})

test('what the centre does not have is asked after, then written down as to be dealt with by people', async () => {
  const db = new Database(centre)
  // the strange one above is of the first one's visit
  const [of] = desk.app.sandbox!.effective()
  const row = (await desk.app.journal.settlements({})).find(({ mdtrt_id }) => mdtrt_id !== of!.mdtrt_id)
  db.prepare('delete from settlement where setl_id = ?').run(row!.setl_id)
  db.close()
  await desk.press('F8')
  await table('差异').getByText('仅本院有').waitFor()
  await desk.press('Alt+1')
  await desk.sees('按 F8 向中心查询')
  await desk.press('F8')
  await desk.page.getByLabel('原因').waitFor()
  await desk.type('asked')
  await desk.enter()
  await table('差异').getByText('待人工处理').waitFor()
  await desk.picture('reconcile-absent')
  await desk.sees('按 F8 登记须人工处理')
  await desk.press('F8')
  await desk.page.getByLabel('原因').waitFor()
  await desk.picture('reconcile-decide')
  await desk.type('settled again')
  await desk.enter()
  await table('差异').getByText('已核实，须人工处理').waitFor()
  await desk.picture('reconcile-decided')
  const { family, setl_id } = row!
  expect(await desk.app.journal.settlements({ family, setl_id })).toHaveLength(1)
  expect(desk.page.errors).toEqual([])
})
