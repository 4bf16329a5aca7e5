import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { HisInpatient } from '../electron/his/port.ts'
import { callIn, hold } from './support/app.ts'
import { twoInsurances } from './support/clerk.ts'
import { certno, type Desk, openDesk } from './support/desk.ts'

/** Admission to discharge by keyboard alone, over the web host, with the centre's own ledger beside it. */
let desk: Desk
let before: ReturnType<typeof standing>

const standing = () => desk.app.sandbox!.effective()

beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk?.close())
beforeEach(async ({ task, onTestFailed }) => {
  onTestFailed(() => desk.picture(`failed ${task.name.slice(0, 20)}`))
  expect(desk.page.errors).toEqual([])
  while (await desk.page.locator('.ant-modal:visible').count()) {
    await desk.press('Escape')
    await desk.page.waitForTimeout(100)
  }
  before = standing()
})

const added = () => standing().slice(before.length)
const amountOf = async (label: string) => Number((await desk.figure(label)).replaceAll(',', ''))
/** what stands under a step of the line */
const step = (label: string) => desk.page.locator('.v-steps li', { hasText: label })

/** From the ward's second list to a stay that waits for its patient. */
async function expected(patient: HisInpatient) {
  await desk.press('Shift+F6')
  await desk.focus('ward')
  await desk.press('Alt+2')
  await desk.page.getByRole('grid', { name: '待入院' }).getByText(patient.ipt_no).waitFor()
  await desk.type(patient.ipt_no)
  await expect.poll(() => desk.page.locator('.w-ward tbody tr').count()).toBe(1)
  await desk.enter()
  // the blank screen before it has the same field: this stay, and nothing under way
  await desk.page.locator('.a-facts', { hasText: patient.ipt_no }).waitFor()
  await desk.page.locator('[data-focus="who"]:not([readonly])').waitFor()
  await desk.focus('who')
}

async function admitted(patient: HisInpatient) {
  await expected(patient)
  await desk.type(patient.certno)
  await desk.press('Enter')
  await desk.next('入院登记')
  await desk.press('F8')
  await desk.sees('向医保中心办理入院登记')
  await desk.enter()
  await desk.next('收押金')
}

async function deposited(yuan: string) {
  await desk.press('NumpadAdd')
  await desk.focus('box')
  await desk.type(yuan)
  await desk.enter()
  await expect.poll(() => amountOf('押金余额')).toBe(Number(yuan))
}

/** All that the HIS has, up to the centre. */
async function uploaded() {
  await desk.press('F4')
  await desk.next('上传费用')
  await desk.press('F6')
  await desk.sees('刚才上传成功')
}

async function discharged(patient: HisInpatient) {
  await desk.app.his.wardDischarge(patient.ipt_no)
  await desk.press('Alt+4')
  await desk.sees('病区已写出院')
  await desk.next('出院登记')
  await desk.press('F8')
  await desk.next('预结算')
}

/** The focus in the table of charges; a lone key typed there is held a moment by the scanner. */
async function inFees() {
  await desk.press('Alt+2')
  const isThere = () => desk.page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
  await expect.poll(isThere).toBe('费用明细')
}

/** Types a reason by its arrow and confirms; the box asks nothing else. */
async function reason() {
  await desk.focus('box')
  await desk.press('ArrowDown')
}

const aStay = (name: string) => desk.app.his.addInpatient(certno(name), { med_type: '21' })

describe('from the pre-admission to the bill', () => {
  it('a failed line is shown with its reason, the rest of the deposit goes back, the bill is printed', async () => {
    const patient = await aStay('胡志明')
    await admitted(patient)
    await expect.poll(() => step('入院').textContent()).toMatch(/\d{8}/)
    await desk.press('NumpadAdd')
    await desk.focus('box')
    await desk.enter()
    await desk.sees('金额：请输入大于 0 的金额')
    await desk.type('5000')
    await desk.press('NumpadMultiply')
    await expect
      .poll(() => desk.page.locator('.a-methods [aria-pressed=true]').textContent())
      .toContain('微信')
    await desk.picture('deposit')
    await desk.enterThrice()
    await desk.printed(1)
    await expect.poll(() => amountOf('押金余额')).toBe(5000)

    await desk.app.his.addCharges(patient.ipt_no, 12, { bad: true })
    await desk.press('F4')
    await desk.next('上传费用')
    await desk.press('F6')
    await desk.sees('失败 1 条')
    await desk.sees('不在医保目录内')
    await desk.next('重传失败明细')
    await desk.picture('failed line')
    // the ward cannot mend it: taken back by a line of its own, which goes the same way
    await inFees()
    await desk.press('-')
    await desk.sees('记一条负数明细')
    await desk.enter()
    await desk.next('上传费用')
    await desk.press('F6')
    await expect.poll(() => desk.page.locator('.a-parts').textContent()).not.toContain('上传失败')

    await discharged(patient)
    await desk.press('F6')
    await desk.next('结算')
    const cash = await amountOf('个人应付')
    expect(cash).toBeGreaterThan(0)
    expect(await amountOf('应退')).toBeCloseTo(5000 - cash, 2)
    await desk.press('F8')
    await desk.focus('box')
    expect(await amountOf('用押金')).toBeCloseTo(cash, 2)
    await desk.picture('settle')
    await desk.enterThrice()
    await desk.next('打印')
    expect(added()).toHaveLength(1)
    await desk.press('F10')
    await desk.sees('住院医疗费结算单')
    await desk.picture('bill')
    await desk.enter()
    await desk.printed(2)
    await desk.next('办结')
    await desk.press('Alt+n')
    await desk.focus('ward')
    await expect.poll(() => desk.page.getByText(patient.ipt_no).count()).toBe(0)
  })

  it('an interim settlement leaves the patient in, and a reload comes back to the same page', async () => {
    const patient = await aStay('刘洋')
    await admitted(patient)
    await deposited('3000')
    await desk.app.his.addCharges(patient.ipt_no, 8)
    await desk.press('Alt+2')
    await uploaded()
    await desk.press('Alt+5')
    await desk.next('中途预结算')
    await desk.press('Control+F6')
    await desk.next('结算')
    await desk.sees('中途预结算')
    await desk.press('F8')
    await desk.focus('box')
    await desk.enter()
    await desk.sees('1 次')
    expect(added()).toHaveLength(1)
    await desk.reload()
    await desk.focus('primary')
    await expect.poll(() => desk.page.locator('.v-strip [aria-pressed=true]').textContent()).toContain('结算')
    await expect.poll(() => desk.page.getByRole('grid', { name: '结算记录' }).textContent()).toContain('中途')
    await desk.picture('interim')
  })

  it('a settlement is taken back, the money becomes a deposit, then it is settled again', async () => {
    const patient = await aStay('陈刚')
    await admitted(patient)
    await desk.app.his.addCharges(patient.ipt_no, 10)
    await desk.press('Alt+2')
    await uploaded()
    await discharged(patient)
    await desk.press('F6')
    await desk.next('结算')
    const due = await amountOf('应补')
    expect(due).toBeGreaterThan(0)
    await desk.press('F8')
    await desk.focus('box')
    await desk.press('NumpadSubtract')
    await desk.enter()
    await desk.next('打印')
    expect(added()).toHaveLength(1)
    await desk.press('F9')
    await desk.sees('撤销最近一次有效的结算')
    await reason()
    await desk.enter()
    await desk.focus('after')
    await desk.picture('undo settlement')
    await desk.enter()
    await desk.next('预结算')
    expect(added()).toHaveLength(0)
    await expect.poll(() => amountOf('押金余额')).toBeCloseTo(due, 2)
    await desk.press('F6')
    await desk.next('结算')
    await desk.press('F8')
    await desk.focus('box')
    await desk.enter()
    await desk.next('打印')
    expect(added()).toHaveLength(1)
  })
})

describe('ways back and beside', () => {
  it('an admission is changed by 2403 and cancelled by 2404 with its details', async () => {
    const patient = await aStay('林小雨')
    await admitted(patient)
    await desk.press('Alt+1')
    await desk.focus('f-med_type')
    // Enter walks through the form: 医疗类别, 入院时间, 科室, 医生, 床位
    for (const field of ['begntime', 'dept', 'doctor', 'bed']) {
      await desk.press('Enter')
      await desk.focus(`f-${field}`)
    }
    await desk.type('99')
    await desk.press('Enter')
    await desk.next('保存变更')
    await desk.press('F8')
    await desk.next('收押金')
    await desk.app.his.addCharges(patient.ipt_no, 5)
    await desk.press('Alt+2')
    await uploaded()
    await desk.press('Alt+1')
    await desk.press('F9')
    await desk.sees('撤销住院号')
    await reason()
    await desk.enter()
    await desk.focus('after')
    await desk.picture('cancel')
    await desk.enter()
    await desk.next('回病区')
    await desk.sees('已撤销')
    const left = desk.app.sandbox!.leftovers()
    expect(JSON.stringify(left)).not.toContain(patient.ipt_no)
  })

  it('Alt+I asks what the patient is insured with now, and offers the others or says that there is none', async () => {
    const two = await aStay(twoInsurances.psn_name)
    await admitted(two)
    await desk.press('Alt+i')
    await desk.sees('更换险种为')
    await reason()
    await desk.picture('change insurance')
    await desk.enter()
    await desk.next('收押金')
    await expect.poll(() => desk.page.locator('.ant-modal:visible').count()).toBe(0)
    const [row] = await desk.app.journal.searchEncounters({ text: two.ipt_no, limit: 1 })
    expect(row!.data).toMatchObject({ step: 'admitted', insu: { insutype: '390' } })
    const one = await aStay('孙丽华')
    await admitted(one)
    desk.app.sandbox!.setFaults([{ kind: 'http500_after', codes: ['1101'], times: 1 }])
    await desk.press('Alt+i')
    await desk.page.locator('.ant-modal').getByText('发生了什么').waitFor()
    await desk.enter()
    await desk.sees('中心没有这位患者的其他险种')
    await desk.picture('no other insurance')
    await desk.enter()
    await desk.next('收押金')
  })

  it('Alt+Y asks for a patient from elsewhere at his own region, by the document of the pre-admission', async () => {
    const patient = await aStay('宋远方')
    await expected(patient)
    await desk.press('Alt+y')
    await desk.focus('remote-insuplc_admdvs')
    await desk.type('440300')
    await desk.enter()
    for (const [name, value] of [
      ['certno', patient.certno],
      ['psn_name', patient.psn_name],
    ] as const) {
      await desk.focus(`remote-${name}`)
      expect(await desk.page.locator(`[data-focus="remote-${name}"]`).inputValue()).toBe(value)
      await desk.enter()
    }
    await desk.focus('remote-psn_cert_type')
    await desk.picture('remote admission')
    await desk.enter()
    await desk.sees('异地就医')
    const { rows } = await callIn(desk.page, 'txn.search', { infno: '1101', withoutQueries: false })
    const { wire } = await callIn(desk.page, 'txn.get', { msgid: rows[0]!.msgid, reveal: true })
    expect(JSON.parse(wire.slice(wire.indexOf('{')))).toMatchObject({
      insuplc_admdvs: '440300',
      input: { data: { certno: patient.certno, psn_name: patient.psn_name, psn_cert_type: '01' } },
    })
    await desk.next('入院登记')
    await desk.press('F8')
    await desk.enter()
    await desk.next('收押金')
  })

  it('Alt+B offers the newborns whom the HIS has under this mother, or takes a typed one', async () => {
    const all = await desk.app.his.inpatients('', 'waiting', 200)
    const child = all.find(({ motherIptNo }) => motherIptNo !== null)!
    const mother = all.find(({ ipt_no }) => ipt_no === child.motherIptNo)!
    await expected(mother)
    await desk.type(mother.certno)
    await desk.press('Enter')
    await desk.next('入院登记')
    await desk.press('Alt+b')
    await desk.focus('newborn')
    const ipt_no = desk.page.locator('[data-focus="newborn-ipt_no"]')
    expect(await ipt_no.inputValue()).toBe(child.ipt_no)
    await desk.picture('newborns')
    // another one by hand, then the one of the HIS after all
    await desk.press('ArrowDown')
    await expect.poll(() => ipt_no.inputValue()).toBe('')
    await desk.enter()
    await desk.focus('newborn-ipt_no')
    await desk.press('Shift+Tab')
    await desk.focus('newborn')
    await desk.press('ArrowUp')
    await expect.poll(() => ipt_no.inputValue()).toBe(child.ipt_no)
    await desk.enter()
    await desk.page.locator('.a-baby', { hasText: child.psn_name }).waitFor()
    await desk.next('入院登记')
  })

  it('details marked with Space are withdrawn alone', async () => {
    const patient = await aStay('司马文轩')
    await admitted(patient)
    await desk.app.his.addCharges(patient.ipt_no, 6)
    await desk.press('Alt+2')
    await uploaded()
    await inFees()
    for (const key of ['0', 'Space', 'Space']) {
      await desk.press(key)
      await desk.page.waitForTimeout(150)
    }
    await desk.sees('标记（2）')
    await desk.press('Delete')
    await desk.sees('从中心撤回标记的 2 条明细')
    await reason()
    await desk.enter()
    await desk.next('上传费用')
    await expect.poll(() => desk.page.locator('output[aria-label="未上传"]').count()).toBe(1)
    await desk.picture('withdrawn')
  })
})

describe('the ward', () => {
  it('filters, sorts, and uploads everybody one after another', async () => {
    await desk.press('Shift+F6')
    await desk.focus('ward')
    const rows = desk.page.locator('.w-ward tbody tr')
    await expect.poll(() => rows.count()).toBeGreaterThan(1)
    const all = await rows.count()
    for (const row of await desk.app.his.inpatients('', 'in', 50)) {
      await desk.app.his.addCharges(row.ipt_no, 2)
    }
    await desk.press('F2')
    await expect.poll(() => desk.page.locator('.w-summary').textContent()).toMatch(/未上传 [1-9]/)
    await desk.press('Alt+o')
    await desk.sees('按押金差额排序')
    await desk.type('ly')
    await expect.poll(() => rows.count()).toBeLessThan(all)
    await desk.picture('ward filtered')
    await desk.press('Escape')
    await desk.press('Shift+F4')
    await desk.sees('上传完成')
    await desk.picture('ward')
    await expect.poll(() => desk.page.locator('.w-summary').textContent()).toMatch(/未上传 0/)
  })

  it('Enter on the heels of what is typed waits for who is meant', async () => {
    const rows = desk.page.locator('.w-ward tbody tr')
    const inside = await desk.app.his.inpatients('', 'in', 50)
    const shown = await rows.allTextContents()
    // not the one on whom Enter stands while the answer is on its way
    const last = inside.find(({ ipt_no }) => shown.at(-1)!.includes(ipt_no))!
    const [release, stop] = await hold(desk.page, 'admission.ward')
    await desk.page.keyboard.type(last.ipt_no, { delay: 60 })
    await desk.page.keyboard.press('Enter')
    await desk.focus('ward')
    release()
    await desk.page.locator('.v-who').waitFor()
    await stop()
    await desk.sees(last.ipt_no)
    await desk.press('Shift+F6')
    await desk.focus('ward')
  })

  it('Ctrl+K finds somebody in hospital', async () => {
    await desk.press('Control+k')
    await desk.page.getByLabel('查找一切').waitFor()
    await desk.type('ly')
    await desk.page.locator('.palette-hits', { hasText: '住院' }).getByText('在院').first().waitFor()
    await desk.press('Escape')
  })
})
