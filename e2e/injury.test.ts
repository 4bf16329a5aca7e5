import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { demoCode } from '../electron/compose.ts'
import type { HisInpatient } from '../electron/his/port.ts'
import people from '../shared/demo/people.json' with { type: 'json' }
import { INJURY_FAMILIES, INJURY_STEP_LABEL, type InjuryCase } from '../shared/injury.ts'
import { hold } from './support/app.ts'
import { certno, type Desk, openDesk } from './support/desk.ts'

/** 工伤办理 by keyboard alone, over the web host: three ways, with the counter's own ledger beside it. */
let desk: Desk

beforeAll(async () => {
  desk = await openDesk()
  await desk.press('Shift+F5')
  await desk.page.locator('.v-screen').waitFor()
})
afterAll(() => desk?.close())
beforeEach(async ({ task, onTestFailed }) => {
  onTestFailed(() => desk.picture(`failed injury ${task.name.slice(0, 20)}`))
  expect(desk.page.errors).toEqual([])
  await desk.blank()
})

const amountOf = async (label: string) => Number((await desk.figure(label)).replaceAll(',', ''))
const WAY = { gs: 'Alt+1', bizh: 'Alt+2', gy: 'Alt+3' } as const
const KIND = { outpatient: 'Alt+4', inpatient: 'Alt+5', device: 'Alt+6' } as const
const pressed = (label: string) =>
  desk.page.locator('.i-ways [aria-pressed=true]', { hasText: label }).waitFor({ timeout: 5000 })

/** The way and the kind of the next case, and the focus in its one field. */
async function choose(way: keyof typeof WAY, kind: keyof typeof KIND) {
  await desk.press(WAY[way])
  await pressed({ gs: '四川工伤', bizh: '广东工伤', gy: '跨省工伤' }[way])
  await desk.press(KIND[kind])
  await pressed({ outpatient: '工伤门诊', inpatient: '工伤住院', device: '辅助器具' }[kind])
  await desk.focus('who')
}

async function identify(name: string) {
  await desk.type(certno(name))
  await desk.press('Enter')
}

/** The newest case of this person as the counter has stored it. */
async function stored(name: string): Promise<InjuryCase> {
  const rows = await desk.app.journal.searchEncounters({
    families: INJURY_FAMILIES,
    text: certno(name),
    limit: 5,
  })
  return rows[0]!.data as unknown as InjuryCase
}

/** 医疗类别 of the filing on which he is treated. */
const chosen = ({ filings, filing }: InjuryCase) => filings.find(({ id }) => id === filing)?.med_type

/** Settlements and their reversals of this case cancel out in the ledger, to the fen. */
async function balance(name: string): Promise<{ rows: number; totalFen: number; paidFen: number }> {
  const { encounterId } = await stored(name)
  const rows = await desk.app.journal.settlements({ encounterId })
  for (const row of rows) expect(row.fundFen + row.acctFen + row.cashFen + row.hospFen).toBe(row.totalFen)
  const payments = await desk.app.journal.payments({ encounterId })
  return {
    rows: rows.length,
    totalFen: rows.reduce((sum, row) => sum + row.totalFen, 0),
    paidFen: payments.reduce((sum, p) => sum + p.amountFen, 0),
  }
}

/** From the HIS's list to a stay that waits for its patient, who shows his document. */
async function expected(patient: HisInpatient) {
  await desk.press('F4')
  await desk.sees('HIS 里待办工伤入院的患者')
  await desk.type(patient.ipt_no)
  await expect.poll(() => desk.page.locator('.ant-modal tbody tr').count()).toBe(1)
  await desk.enter()
  await desk.sees(`住院号 ${patient.ipt_no}`)
  await desk.page.locator('[data-focus="who"]:not([readonly])').waitFor()
  await desk.focus('who')
  await desk.type(patient.certno)
  await desk.press('Enter')
}

async function settled() {
  await desk.press('F8')
  await desk.focus('box')
  await desk.enterThrice()
  await desk.next('打印')
}

/** The case stands at this step, and the screen has heard of it. */
async function reached(name: string, step: InjuryCase['step']) {
  await expect.poll(async () => (await stored(name)).step).toBe(step)
  await desk.page.locator('.v-next:not([aria-disabled])').waitFor()
}

/** F9 with the usual reason; what is taken back is the first of what can be. */
async function takenBack() {
  await desk.press('F9')
  await desk.focus('box')
  await desk.press('ArrowDown')
  await desk.enter()
}

/** Enquires until the application is decided. */
async function approved() {
  await desk.next('查申请结果')
  await desk.picture('injury applied')
  await expect
    .poll(
      async () => {
        if (!(await nextIs('查申请结果'))) return nextIs('试算')
        await desk.press('F6')
        return false
      },
      { timeout: 60_000, interval: 500 },
    )
    .toBe(true)
}

const nextIs = async (label: string) =>
  ((await desk.page.locator('.v-next').textContent()) ?? '').includes(label)

/** One whom the ward expects as an inpatient of work-injury insurance. */
const injured = (name: string) => desk.app.his.addInpatient(certno(name), { med_type: '0502' })

/** papers that went to the browser's printing so far */
let papers = 0

describe('四川工伤 by keyboard', () => {
  it('an outpatient: application, approval, calculation, settlement, slip, and all of it taken back', async () => {
    await choose('gs', 'outpatient')
    await desk.app.his.addBills(certno('李国强'), 1)
    await identify('李国强')
    await desk.next('取 HIS 费用')
    await desk.sees('手指骨折')
    await desk.picture('injury gs known')
    await desk.press('F4')
    await desk.next('门诊申请')
    // a line that has nothing to do with the injury is said to be so, and to be so no more
    await desk.press('Alt+1')
    await desk.type(' ')
    await desk.sees('其中非工伤 1 条')
    await desk.picture('injury gs bill')
    await desk.type(' ')
    await desk.page.getByText('其中非工伤').waitFor({ state: 'detached' })
    await desk.press('F8')
    await approved()
    await desk.press('F6')
    await desk.next('收款结算')
    expect(await amountOf('工伤基金')).toBeGreaterThan(0)
    await desk.press('F8')
    await desk.focus('box')
    await desk.picture('injury gs pay')
    await desk.press('Escape')
    await desk.next('收款结算')
    await settled()
    await desk.sees('有效')
    await desk.press('F10')
    await desk.sees('结算小票')
    await desk.picture('injury gs slip')
    await desk.enter()
    await desk.printed(++papers)
    await desk.next('下一位')
    expect((await balance('李国强')).rows).toBe(1)

    await takenBack()
    await desk.next('打印')
    await desk.sees('已撤销')
    expect(await balance('李国强')).toMatchObject({ rows: 2, totalFen: 0, paidFen: 0 })
    await desk.press('F10')
    await desk.sees('结算小票')
    await desk.enter()
    await desk.printed(++papers)
    await desk.next('试算')
  })

  it('a stay: admitted, charged, discharged, settled, printed, and taken back step by step', async () => {
    const patient = await injured('李国强')
    await choose('gs', 'inpatient')
    await expected(patient)
    // 住院 and 康复住院 are filed for him: the ward has booked the one, and the other can still be chosen
    await desk.next('入院登记')
    expect((await stored('李国强')).filings.filter(({ why }) => why === null)).toHaveLength(2)
    await desk.page.locator('.v-who [data-focus="filing"]').focus()
    await desk.press('ArrowDown')
    await desk.enter()
    await expect.poll(async () => chosen(await stored('李国强'))).toBe('0503')
    await desk.focus('primary')
    await desk.page.locator('.v-who [data-focus="filing"]').focus()
    await desk.press('ArrowUp')
    await desk.enter()
    await expect.poll(async () => chosen(await stored('李国强'))).toBe('0502')
    await desk.next('入院登记')
    await desk.picture('injury gs admission')
    await desk.press('F8')
    await desk.sees('向四川工伤平台办理入院登记')
    await desk.enter()
    await desk.next('取 HIS 费用')
    await desk.app.his.addCharges(patient.ipt_no, 9)
    await desk.press('F4')
    await desk.next('上传明细')
    await desk.picture('injury gs charges')
    await desk.press('F6')
    await desk.next('出院登记')
    await desk.app.his.wardDischarge(patient.ipt_no)
    // the discharge is looked at before it is sent
    await desk.press('F8')
    await desk.sees('出院原因')
    await desk.picture('injury gs discharge')
    await desk.press('F8')
    await desk.next('试算')
    await desk.press('F6')
    await desk.next('收款结算')
    await settled()
    await desk.press('F10')
    await desk.sees('工伤结算单')
    await desk.picture('injury gs form')
    await desk.enter()
    await desk.printed(++papers)
    await desk.next('下一位')

    await takenBack()
    await desk.next('打印')
    await reached('李国强', 'discharged')
    expect(await balance('李国强')).toMatchObject({ rows: 2, totalFen: 0, paidFen: 0 })
    await takenBack()
    await reached('李国强', 'admitted')
    // the paper that nobody printed is in the way no longer: what the case needs next is
    await desk.next('出院登记')
    await desk.press('F9')
    await desk.sees('次序：')
    await desk.picture('injury gs undo')
    await desk.press('Escape')
    await takenBack()
    await desk.page.locator('.v-much', { hasText: '未上传' }).waitFor()
    await takenBack()
    await reached('李国强', 'identified')
  })

  it('two recognised injuries: one is chosen by the arrows before anything else', async () => {
    await choose('gs', 'outpatient')
    await desk.app.his.addBills(certno('陈刚'), 1)
    await identify('陈刚')
    await desk.focus('recognition')
    await desk.next('选定工伤认定')
    await desk.picture('injury two')
    await desk.press('ArrowDown')
    await desk.enter()
    await desk.next('取 HIS 费用')
    const of = await stored('陈刚')
    expect(of.recognition).toBe(of.recognitions[1]!.id)
  })

  it('a frozen fund, an ended recognition and nobody hurt are clear noes; another way is one key away', async () => {
    await choose('gs', 'outpatient')
    await identify('王芳')
    await desk.sees('不能按工伤结算')
    await desk.next('换一位')
    // charges taken here would be kept from who does pay
    await desk.sees('费用不取到这里')
    await desk.page.locator('.key-bar button:disabled', { hasText: '取费用' }).waitFor()
    await desk.picture('injury frozen')
    await desk.blank()
    await identify('张伟')
    await desk.sees('不能按工伤结算')
    await desk.blank()
    await identify('周建国')
    await desk.sees('不能按四川工伤办理')
    await desk.picture('injury nobody hurt')
    await desk.blank()
    // insured elsewhere: unknown here, known on the cross-province way
    await identify('宋远方')
    await desk.sees('不能按四川工伤办理')
    await desk.press('Alt+3')
    await desk.sees('参保地')
    await desk.picture('injury other way')
    expect((await stored('宋远方')).family).toBe('gy')
  })

  it('业务互斥: who is in hospital elsewhere hears where, and what frees him', async () => {
    const hospital = { gs: '天府示范骨科医院', bizh: '岭南示范骨科医院' } as const
    for (const way of ['gs', 'bizh'] as const) {
      await choose(way, 'inpatient')
      await identify('赵敏')
      await desk.sees('业务互斥：正在别的医院工伤住院')
      const said = desk.page.locator('.v-what .i-no')
      await said.getByText(hospital[way]).first().waitFor()
      expect(await said.innerText()).toContain('出院结算或取消入院')
      expect(await said.innerText()).not.toContain('改走')
      await desk.picture(`injury elsewhere ${way}`)
      await desk.blank()
    }
  })
})

describe('广东工伤 by keyboard', () => {
  it('an outpatient: registered, settled, taken back batch and registration', async () => {
    await choose('bizh', 'outpatient')
    await desk.app.his.addBills(certno('欧阳明月'), 1)
    await identify('欧阳明月')
    await desk.next('取 HIS 费用')
    await desk.press('F4')
    await desk.next('门诊登记')
    await desk.press('F8')
    await desk.next('试算')
    await desk.press('F6')
    await desk.next('收款结算')
    await desk.picture('injury bizh trial')
    await settled()
    await desk.press('Alt+p')
    await desk.sees('就医登记号')
    await desk.picture('injury bizh record')
    await takenBack()
    await desk.next('打印')
    expect(await balance('欧阳明月')).toMatchObject({ rows: 2, totalFen: 0, paidFen: 0 })
    await takenBack()
    await reached('欧阳明月', 'identified')
  })

  it('a stay: admitted, its bed changed, charged, discharged, settled, undone', async () => {
    const patient = await injured('李国强')
    await choose('bizh', 'inpatient')
    await expected(patient)
    await desk.next('入院登记')
    await desk.press('F8')
    await desk.sees('向广东工伤平台办理入院登记')
    await desk.enter()
    await desk.next('取 HIS 费用')
    await desk.press('Alt+2')
    await desk.page.locator('[data-focus="f-bed"]').focus()
    await desk.press('Control+a')
    await desk.type('外99')
    await desk.enter()
    await desk.next('保存修改')
    await desk.picture('injury bizh change')
    await desk.press('F8')
    await desk.next('取 HIS 费用')
    expect((await stored('李国强')).bed).toBe('外99')
    await desk.app.his.addCharges(patient.ipt_no, 5)
    await desk.press('F4')
    await desk.next('上传明细')
    await desk.press('F6')
    await desk.next('出院登记')
    await desk.app.his.wardDischarge(patient.ipt_no)
    await desk.press('F8')
    await desk.sees('出院原因')
    await desk.press('F8')
    await desk.next('试算')
    await desk.press('F6')
    await desk.next('收款结算')
    await settled()
    await takenBack()
    await desk.next('打印')
    expect(await balance('李国强')).toMatchObject({ rows: 2, totalFen: 0, paidFen: 0 })
  })
})

describe('跨省工伤 by keyboard', () => {
  it('a stay on a filing: admitted, charged, settled, and all of it undone at once', async () => {
    const patient = await injured('宋远方')
    await choose('gy', 'inpatient')
    await expected(patient)
    await desk.next('入院登记')
    await desk.press('F8')
    await desk.sees('向跨省工伤平台办理入院登记')
    await desk.enter()
    await desk.next('取 HIS 费用')
    await desk.app.his.addCharges(patient.ipt_no, 5)
    await desk.press('F4')
    await desk.next('上传明细')
    await desk.press('F6')
    await desk.next('出院登记')
    await desk.app.his.wardDischarge(patient.ipt_no)
    await desk.press('F8')
    await desk.sees('出院原因')
    await desk.press('F8')
    await desk.next('试算')
    await desk.press('F6')
    await desk.next('收款结算')
    await desk.picture('injury gy trial')
    await settled()
    await takenBack()
    await desk.next('打印')
    expect(await balance('宋远方')).toMatchObject({ rows: 2, totalFen: 0, paidFen: 0 })
  })

  it('a confirmed device: charged and settled without a stay', async () => {
    await choose('gy', 'device')
    await identify('宋远方')
    await desk.next('取 HIS 费用')
    await desk.press('F4')
    await desk.next('试算')
    await desk.press('Alt+2')
    await desk.sees('已确认配置的辅助器具')
    await desk.picture('injury gy device')
    await desk.press('F6')
    await desk.next('收款结算')
    await settled()
    expect((await stored('宋远方')).kind).toBe('device')
    expect((await balance('宋远方')).rows).toBe(1)
  })

  it('a filing for another place is a clear no', async () => {
    await choose('gy', 'inpatient')
    await identify('罗启航')
    await desk.sees('不能按')
    await desk.picture('injury gy no filing')
  })
})

describe('at the counter, whatever the way', () => {
  it('Enter alone leads from the number to the slip', async () => {
    await choose('bizh', 'outpatient')
    await desk.app.his.addBills(certno('欧阳明月'), 1)
    await identify('欧阳明月')
    const steps = ['取 HIS 费用', '门诊登记', '试算', '收款结算']
    for (const label of steps) {
      await desk.next(label)
      await desk.focus('primary')
      await desk.enter()
    }
    await desk.focus('box')
    await desk.enter()
    await desk.next('打印')
    await desk.focus('primary')
    await desk.enter()
    await desk.sees('工伤门诊结算单')
    await desk.enter()
    await desk.printed(++papers)
    await desk.next('下一位')
    await desk.focus('primary')
    await desk.enter()
    await desk.focus('who')
  })

  it('a charge by hand, taken off again; the name in clear for a moment; a reload comes back to the person', async () => {
    await choose('bizh', 'outpatient')
    await identify('李国强')
    await desk.next('取 HIS 费用')
    await desk.press('Insert')
    await desk.focus('entry')
    await desk.type('DR')
    await desk.enter()
    await desk.focus('cnt')
    await desk.type('2')
    await desk.press('Enter')
    await desk.next('门诊登记')
    await expect.poll(async () => (await stored('李国强')).lines.length).toBe(1)
    await desk.press('Alt+x')
    await desk.sees('李国强')
    await desk.reload()
    await desk.next('门诊登记')
    await desk.sees('李*强')
    await desk.press('Alt+1')
    await desk.press('Delete')
    await expect.poll(async () => (await stored('李国强')).lines.length).toBe(0)
    // what the platform never saw is given up with a reason
    await takenBack()
    await desk.focus('who')
    expect((await stored('李国强')).step).toBe('cancelled')
  })

  it('is found by Ctrl+K and from its transactions, where its paper is printed again', async () => {
    const { page } = desk
    await desk.press('Control+k')
    // on its heels, as a quick hand does
    await page.keyboard.type('syf', { delay: 60 })
    const hit = page.locator('.palette-hits li', { hasText: INJURY_STEP_LABEL.settled })
    await hit.first().waitFor()
    while (!(await page.locator('.palette-hits li[aria-current=true]').textContent())?.includes('已结算'))
      await desk.press('ArrowDown')
    await desk.enter()
    await desk.sees('宋*方')
    await desk.sees('辅助器具')
    const { rows } = await desk.app.journal.searchTxns({ infno: 'GYU303', offset: 0, limit: 1 })
    await desk.press('F7', 'F3')
    await desk.type(rows[0]!.msgid)
    await desk.press('Enter')
    await expect.poll(() => page.locator('[aria-label="交易"] tbody tr').count()).toBe(1)
    await desk.enter()
    await desk.sees('到工伤办理')
    await desk.press('Shift+F10')
    await desk.sees('跨省工伤')
    await desk.picture('injury printed again')
    await desk.press('Escape', 'F8')
    await desk.page.locator('.v-screen').waitFor()
    await desk.sees('宋*方')
  })

  it('what is typed before all is back waits, and goes the way that was chosen', async () => {
    await choose('bizh', 'outpatient')
    const [release, stop] = await hold(desk.page, 'injury.options')
    await desk.reload()
    await desk.focus('who')
    await desk.page.keyboard.type(certno('欧阳明月'), { delay: 60 })
    await desk.page.keyboard.press('Enter')
    release()
    await desk.next('取 HIS 费用')
    await stop()
    expect((await stored('欧阳明月')).family).toBe('bizh')
    await takenBack()
    await desk.focus('who')
  })

  it('a line that the platform refuses is shown with its reason and taken back by the ward', async () => {
    const patient = await injured('陈刚')
    await choose('bizh', 'inpatient')
    await expected(patient)
    await desk.focus('recognition')
    await desk.enter()
    await desk.next('入院登记')
    await desk.press('F8')
    await desk.enter()
    await desk.next('取 HIS 费用')
    await desk.app.his.addCharges(patient.ipt_no, 4, { bad: true })
    await desk.press('F4')
    await desk.next('上传明细')
    await desk.press('F6')
    await desk.next('重传失败明细')
    await desk.press('Alt+1')
    await desk.picture('injury refused line')
    await expect.poll(() => desk.page.locator('.v-lines .in-doubt').count()).toBeGreaterThan(0)
  })

  it('an answer that is lost: nobody settles twice, and the end is found by itself', async () => {
    await choose('bizh', 'outpatient')
    await desk.app.his.addBills(certno('欧阳明月'), 1)
    await identify('欧阳明月')
    await desk.next('取 HIS 费用')
    await desk.press('F4')
    await desk.next('门诊登记')
    await desk.press('F8')
    await desk.next('试算')
    await desk.press('F6')
    await desk.next('收款结算')
    // what is asked before a settlement gets through; its own answer is lost, and the question after it too
    desk.app.injury!.setFaults([
      { kind: 'drop_after', codes: ['bizh110105'], times: 1 },
      { kind: 'drop_before', codes: ['bizh110103'] },
    ])
    await desk.press('F8')
    await desk.focus('box')
    await desk.enterThrice()
    await desk.sees('结果待核实')
    await desk.next('下一位')
    await desk.picture('injury doubt')
    await desk.press('Alt+n')
    await desk.focus('who')
    await desk.sees('待核实')
    await desk.picture('injury doubt in the list')
    desk.app.injury!.setFaults([])
    await expect
      .poll(async () => (await stored('欧阳明月')).step, { timeout: 60_000, interval: 250 })
      .toBe('settled')
    // once the list has heard of it, it stands last there, behind what needs a hand
    const last = desk.page.locator('[data-focus="cases"] tbody tr').last()
    await last.filter({ hasText: INJURY_STEP_LABEL.settled }).waitFor()
    await desk.press('ArrowDown', 'End')
    await expect.poll(() => last.getAttribute('aria-selected')).toBe('true')
    await desk.enter()
    await desk.next('打印')
    expect((await balance('欧阳明月')).rows).toBe(1)
  })

  it("a scanned e-voucher, on the smaller of the counters' screens and in the dark: nothing is cut off", async () => {
    await desk.page.setViewportSize({ width: 1280, height: 1024 })
    await desk.page.emulateMedia({ colorScheme: 'dark' })
    await desk.reload()
    await choose('bizh', 'outpatient')
    await desk.picture('injury 1280 dark list')
    await desk.app.his.addBills(certno('李国强'), 1)
    await desk.scan(demoCode(people.find((p) => p.psn_name === '李国强')!, 1))
    await desk.next('取 HIS 费用')
    await desk.sees('医保电子凭证')
    await desk.press('F4')
    await desk.next('门诊登记')
    await desk.picture('injury 1280 dark')
    const cut = await desk.page.evaluate(() =>
      [...document.querySelectorAll('.key-bar, .v-strip, .v-who, .v-much')]
        .filter((part) => part.scrollWidth > part.clientWidth)
        .map((part) => part.className),
    )
    expect(cut).toEqual([])
    await takenBack()
    await desk.focus('who')
    await desk.page.emulateMedia({ colorScheme: 'light' })
    await desk.page.setViewportSize({ width: 1366, height: 768 })
    await desk.reload()
  })
})
