import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { demoCode } from '../electron/compose.ts'
import people from '../shared/demo/people.json' with { type: 'json' }
import { dateOf } from '../shared/msgid.ts'
import { callIn } from './support/app.ts'
import { certno, type Desk, openDesk, presettled } from './support/desk.ts'

/** A patient insured elsewhere, by keyboard: card, settlement, refund; and what only he is asked. */
let desk: Desk
const away = people.find(({ area }) => area === '440300')!
const ONLY_REMOTE = ['psn_cert_type', 'certno', 'psn_type', 'psn_name']

beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk?.close())
beforeEach(async ({ task, onTestFailed }) => {
  onTestFailed(() => desk.picture(`failed remote ${task.name.slice(0, 20)}`))
  expect(desk.page.errors).toEqual([])
  await desk.blank()
})

/** the messages of one person as they left, oldest first */
async function messages(text: string) {
  const { rows } = await callIn(desk.page, 'txn.search', { text, limit: 100, withoutQueries: false })
  const sent = await Promise.all(
    rows.map(async ({ msgid, infno }) => {
      const { wire } = await callIn(desk.page, 'txn.get', { msgid, reveal: true })
      return { infno, body: JSON.parse(wire.slice(wire.indexOf('{'))) as Message }
    }),
  )
  return sent.reverse()
}
interface Message {
  insuplc_admdvs: string
  input: { data?: Record<string, unknown> }
}

describe('a patient from elsewhere', () => {
  it('goes from card to settlement and refund, his region in every message, marked on screen and slip', async () => {
    await desk.app.his.addBills(away.certno, 1)
    for (let turn = 0; turn < people.indexOf(away); turn++) await callIn(desk.page, 'visit.readCard', {})
    await desk.press('F2')
    await desk.next('取 HIS 费用')
    await desk.sees('异地参保')
    await desk.picture('remote person')
    await desk.press('F4')
    await desk.next('预结算')
    await desk.press('F6')
    await desk.next('收款结算')
    await desk.press('F8')
    await desk.focus('box')
    await desk.enter()
    await desk.next('打印')
    await desk.press('F10')
    await desk.sees('（异地）')
    await desk.picture('remote slip')
    await desk.press('Escape')
    await desk.press('F9')
    await desk.focus('box')
    await desk.press('ArrowDown')
    await desk.enter()
    await desk.focus('after')
    await desk.enter()
    await expect.poll(() => desk.app.sandbox!.effective()).toEqual([])
    const sent = await messages(away.psn_no)
    expect(sent.map(({ infno }) => infno)).toEqual(
      expect.arrayContaining(['2001', '2201', '2203A', '2204', '2206', '2207', '2208']),
    )
    for (const { infno, body } of sent) {
      expect(body.insuplc_admdvs, infno).toBe('440300')
      if (!['2201', '2206', '2207'].includes(infno)) continue
      for (const name of ONLY_REMOTE) expect(body.input.data?.[name], `${infno} ${name}`).toBeTruthy()
    }
  })

  it('is asked for at the region that he names, by a box that walks from field to field', async () => {
    await desk.press('Alt+y')
    await desk.focus('remote-insuplc_admdvs')
    await desk.type('440300')
    await desk.enter()
    await desk.focus('remote-certno')
    await desk.enter()
    await desk.focus('remote-psn_name')
    await desk.press('Shift+Tab')
    await desk.type(away.certno)
    await desk.enter()
    await desk.focus('remote-psn_name')
    await desk.picture('remote box')
    await desk.type(away.psn_name)
    await desk.enter()
    await desk.focus('remote-psn_cert_type')
    await desk.enter()
    await desk.sees('异地参保')
    const { rows } = await callIn(desk.page, 'txn.search', { infno: '1101', withoutQueries: false })
    const { wire } = await callIn(desk.page, 'txn.get', { msgid: rows[0]!.msgid, reveal: true })
    const body = JSON.parse(wire.slice(wire.indexOf('{'))) as Message
    expect(body.insuplc_admdvs).toBe('440300')
    expect(body.input.data).toMatchObject({
      certno: away.certno,
      psn_name: away.psn_name,
      psn_cert_type: '01',
    })
  })

  it('is asked for where his e-voucher says', async () => {
    await desk.scan(demoCode(away, 1))
    await desk.sees('异地参保')
    const { rows } = await callIn(desk.page, 'txn.search', { infno: '1101', withoutQueries: false })
    const { wire } = await callIn(desk.page, 'txn.get', { msgid: rows[0]!.msgid, reveal: true })
    expect((JSON.parse(wire.slice(wire.indexOf('{'))) as Message).insuplc_admdvs).toBe('440300')
  })

  it('a local patient is asked nothing of it and sends nothing of it', async () => {
    await presettled(desk, certno('刘洋'))
    expect(await desk.page.getByText('异地').count()).toBe(0)
    const { psn_no } = people.find((p) => p.psn_name === '刘洋')!
    for (const { infno, body } of await messages(psn_no)) {
      // before anybody is known nothing is said of where he is insured: 不填视为本地
      expect(body.insuplc_admdvs, infno).toBe(infno === '1101' ? '' : '510100')
      if (infno === '1101') continue
      expect(
        Object.keys(body.input.data ?? {}).filter((key) => ONLY_REMOTE.includes(key)),
        infno,
      ).toEqual([])
    }
  })
})

describe('a 慢特病 visit', () => {
  it('is offered the diseases filed for the patient, and takes a typed one', async () => {
    const today = dateOf(Date.now())
    const cert = { mdtrt_cert_type: '02' as const, mdtrt_cert_no: certno('王芳'), certno: certno('王芳') }
    const { personId } = await callIn(desk.page, 'filing.person', { cert })
    await callIn(desk.page, 'filing.chronic', {
      ...{ personId, insutype: '310', opsp_dise_code: 'M03900', opsp_dise_name: '高血压病' },
      ...{ hosp_ide_date: today, diag_dr_codg: 'D1', diag_dr_name: '医生甲', begndate: today },
    })
    await desk.type(certno('王芳'))
    await desk.enter()
    await desk.next('取 HIS 费用')
    await desk.app.his.addBills(certno('王芳'), 1)
    await desk.press('F4')
    await desk.next('预结算')
    const field = (name: string) => desk.page.locator(`[data-focus="${name}"]`)
    await field('med_type').focus()
    await desk.type('14')
    await desk.enter()
    await desk.press('F6')
    await desk.focus('dise')
    await desk.sees('已备案')
    await desk.page.locator('.v-hits li').first().waitFor()
    await desk.enter()
    await expect.poll(() => field('dise').inputValue()).toBe('高血压病')
    await field('dise').focus()
    await desk.type('gxy')
    const offer = desk.page.locator('.v-hits li').first()
    await expect.poll(() => offer.textContent({ timeout: 500 }).catch(() => '已备案')).not.toContain('已备案')
    await desk.enter()
    await expect.poll(() => field('dise').inputValue()).not.toBe('高血压病')
    await desk.press('F6')
    await desk.sees('未备案或不在有效期内')
    await desk.press('Escape')
    await desk.next('预结算')
    // a field that has the focus already is not entered anew, and offers nothing
    await field('med_type').focus()
    await field('dise').focus()
    await desk.page.locator('.v-hits li').first().waitFor()
    await desk.press('ArrowDown')
    await desk.enter()
    await expect.poll(() => field('dise').inputValue()).toBe('高血压病')
    await desk.press('F6')
    await desk.next('收款结算')
  })
})
