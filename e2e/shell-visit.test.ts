import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildRenderer, buildShell } from '../build/build.ts'
import type { ShiftTotals } from '../shared/api/shift.ts'
import type { PersonHit } from '../shared/api/visit.ts'
import type { Answer } from '../shared/ipc.ts'
import { launchShell, type Shell } from './electron-double/launch.ts'
import { setUp } from './support/app.ts'
import { hands, signIn } from './support/desk.ts'

/** The counter in the shell itself (Electron or its double): card to slip by keyboard, over IPC. */
const dir = mkdtempSync(join(tmpdir(), 'guitai-shell-visit-'))
const printer = join(dir, 'printer')
let shell: Shell

beforeAll(async () => {
  await buildRenderer()
  await buildShell()
  shell = await launchShell({ home: join(dir, 'home'), env: { GUITAI_DOUBLE_PRINTER: printer } })
})
afterAll(async () => {
  await shell?.close()
  rmSync(dir, { recursive: true, force: true })
})

async function call<T>(channel: string, input: unknown = {}): Promise<T> {
  const answer = (await shell.page.evaluate(
    ([name, value]) => window.guitai?.call(name as never, value as never),
    [channel, input] as const,
  )) as Answer<T>
  if (!answer.ok) throw new Error(answer.fault.what)
  return answer.value
}

it('settles a patient and prints the slip without a dialogue, kept as PDF', async () => {
  const desk = hands(shell.page)
  await setUp(shell.page)
  await signIn(shell.page)
  const people = await call<PersonHit[]>('visit.findPerson', { text: '5101' })
  const person = people.find((p) => p.openBills > 0)!
  await desk.focus('who')
  await desk.type(person.cert.mdtrt_cert_no)
  await desk.press('Enter')
  await desk.next('取 HIS 费用')
  await desk.press('F4')
  await desk.next('预结算')
  await desk.press('F6')
  await desk.next('收款结算')
  await desk.press('F8')
  await desk.focus('box')
  await desk.enterThrice()
  await desk.next('打印')
  const totals = await call<ShiftTotals>('shift.totals')
  expect(totals.all).toMatchObject({ count: 1, refunds: 0, totalFen: person.openFen })

  await desk.press('F10')
  await shell.page.getByLabel('预览').waitFor()
  await desk.enter()
  await desk.next('下一位')
  const slips = join(dir, 'home', 'slips')
  const kept = () => (existsSync(slips) ? readdirSync(slips, { recursive: true, encoding: 'utf8' }) : [])
  await expect.poll(() => kept().filter((name) => name.endsWith('.pdf')).length).toBe(1)
  const pdf = kept().find((name) => name.endsWith('.pdf'))!
  expect(readFileSync(join(slips, pdf), 'latin1').slice(0, 5)).toBe('%PDF-')
  if (shell.kind === 'double') expect(readdirSync(printer)).toHaveLength(1)
})
