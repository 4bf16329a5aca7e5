import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ApiArgs, Channel } from '../shared/ipc.ts'
import { callIn } from './support/app.ts'
import { clerk, who } from './support/clerk.ts'
import { certno, type Desk, openDesk, presettled, settledInCash } from './support/desk.ts'

/** Sichuan's extension by keyboard alone, a tab each, with the centre's own book beside it. */
let desk: Desk

beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk?.close())
beforeEach(async ({ task, onTestFailed }) => {
  onTestFailed(() => desk.picture(`failed sichuan ${task.name.slice(0, 20)}`))
  expect(desk.page.errors).toEqual([])
})

const RESIDENT = '孙丽华'
/** a red square of 1 × 1, each with a tail of its own */
const png = (tail: number) =>
  Buffer.concat([
    Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
      'base64',
    ),
    Buffer.from([tail]),
  ])

const tab = async (n: number, text: string) => {
  await desk.press(`Alt+${n}`)
  await desk.sees(text)
}
const cell = (list: string, text: string) =>
  desk.page.getByRole('grid', { name: list }).getByText(text).first()
const fill = async (name: string, text: string, part = 'data') => {
  await desk.focus(`c-${part}.${name}`)
  if (text) {
    await desk.press('Control+a')
    await desk.type(text)
  }
  await desk.enter()
}
const docs = (kind: string) => desk.app.journal.docs({ kind: `sichuan.${kind}`, limit: 10 })
const family = async () => (await desk.app.journal.payments({})).filter((p) => p.method === 'family')

describe('四川扩展 by keyboard', () => {
  it('has a tab each, with what was settled at this counter', async () => {
    await settledInCash(desk, certno('陈刚'))
    await desk.blank()
    await presettled(desk, certno('王芳'))
    await desk.press('Control+7')
    await desk.sees('本窗口的结算')
    expect(await desk.page.locator('[role=tab]').count()).toBe(8)
  })

  it('a relative pays: shown who pays what, sent once, the patient gets it back; undone with a reason', async () => {
    await cell('本窗口的结算', '可以共济').waitFor()
    await desk.picture('sichuan family')
    await desk.press('F6')
    await desk.focus('payer-0')
    await desk.sees('退给患者现金')
    await desk.press('Control+a')
    await desk.type('99999')
    await desk.sees('不够支付')
    await desk.press('Control+a')
    await desk.type('1.00')
    await desk.sees('付 1.00 元；退给患者现金 1.00 元')
    await desk.picture('sichuan payers')
    await desk.enterThrice()
    await desk.sees('请退给患者现金 1.00 元')
    await cell('本窗口的结算', '已共济支付').waitFor()
    expect((await family()).map(({ amountFen }) => amountFen)).toEqual([100])
    await desk.picture('sichuan paid')
    await desk.press('F9')
    await desk.focus('box')
    await desk.press('ArrowDown')
    await desk.enter()
    await desk.focus('way')
    await desk.picture('sichuan unpay')
    await desk.enter()
    await desk.sees('请向患者收现金 1.00 元')
    await cell('本窗口的结算', '可再办').waitFor()
    expect((await family()).map(({ amountFen }) => amountFen)).toEqual([100, -100])
  })

  it('a payment without an answer is looked after and ends as one', async () => {
    desk.app.sandbox!.setFaults([{ kind: 'drop_after', codes: ['SCX-0202'], times: 2 }])
    await desk.press('F6')
    await desk.focus('payer-0')
    await desk.press('Control+a')
    await desk.type('2')
    await desk.enter()
    await desk.sees('查证')
    await cell('本窗口的结算', '已共济支付').waitFor({ timeout: 60_000 })
    expect((await family()).map(({ amountFen }) => amountFen)).toEqual([100, -100, 200])
  })

  it('an e-bill: the numbers are scanned, a missing one is named; turned red with the red numbers', async () => {
    await tab(2, '没有电子票据的在前')
    await cell('没有电子票据的在前', '未上传').waitFor()
    await desk.press('F6')
    await desk.focus('c-data.elec_bill_code')
    await desk.scan('51060126')
    await desk.enter()
    await desk.focus('c-data.elec_billno')
    await desk.scan('0000012345')
    await desk.press('F8')
    await desk.sees('必填')
    await desk.focus('c-data.elec_bill_chkcode')
    await desk.picture('sichuan bill')
    await desk.type('a1b2c3')
    await desk.press('F8')
    await desk.sees('电子票据已上传：陈* 51060126 0000012345')
    await cell('没有电子票据的在前', '已上传').waitFor()
    await desk.picture('sichuan bill sent')
    await desk.press('F4')
    await cell('中心的电子票据', '0000012345').waitFor()
    await desk.picture('sichuan bill centre')
    await desk.press('Escape')
    await desk.press('F9')
    await desk.focus('red_bill_code')
    await desk.type('51060126')
    await desk.enter()
    await desk.focus('red_billno')
    await desk.type('0000012346')
    await desk.enter()
    await desk.focus('box')
    await desk.press('ArrowDown')
    await desk.picture('sichuan red')
    await desk.enter()
    await desk.sees('已冲红')
    await expect.poll(async () => (await docs('bill'))[0]?.state).toBe('undone')
  })

  it('a special mark on a visit that is not settled; the half-filled form waits in its tab', async () => {
    await tab(3, '在办的就诊')
    await cell('在办的就诊', '王*').waitFor()
    await desk.press('F6')
    await fill('ipt_psn_sp_flag_type', '01')
    await tab(8, '信息编码')
    await desk.sees('填写中')
    await tab(3, '外伤')
    await desk.press('F8')
    await desk.focus('c-data.ipt_psn_sp_flag')
    await desk.type('1')
    await desk.press('F8')
    await desk.sees('特殊标识已上传：王* 外伤 1')
    await desk.picture('sichuan mark')
    await desk.press('F9')
    await desk.focus('box')
    await desk.press('ArrowDown')
    await desk.enter()
    await desk.sees('已撤销标识')
    await expect.poll(async () => (await docs('mark'))[0]?.state).toBe('undone')
  })

  it('pictures are chosen, shown, sent by reference, fetched again and deleted', async () => {
    await tab(4, '已结算的')
    await cell('已结算的', '陈*').waitFor()
    await desk.press('F6')
    await desk.focus('pictures')
    await desk.sees('文件类别')
    await desk.press('F8')
    await desk.focus('c-data.file_type')
    await desk.type('05')
    await desk.enter()
    await desk.press('F8')
    await desk.sees('还没有选择文件')
    const file = desk.page.locator('.sc-fields input[type=file]')
    const files = ['发票.png', '小结.png'].map((name, i) => ({ name, mimeType: 'image/png', buffer: png(i) }))
    await file.setInputFiles(files)
    await desk.sees('2. 小结.png')
    await desk.picture('sichuan pictures')
    await desk.press('F8')
    await desk.sees('图片文件已上传：陈* 票据 发票.png、小结.png')
    const { rows } = await desk.app.journal.searchTxns({ infno: 'SCX-0501', offset: 0, limit: 1 })
    const sent = await desk.app.journal.txn(rows[0]!.msgid)
    expect(JSON.stringify(sent!.input)).toContain('"file_data":"file:')
    await cell('已结算的', '陈*').waitFor()
    await desk.press('F4')
    await cell('中心的图片文件', '小结.png').waitFor()
    await desk.enter()
    await desk.page.locator('img.sc-shown').waitFor()
    await desk.picture('sichuan picture shown')
    await desk.press('Escape')
    await desk.press('Escape')
    await desk.press('F9')
    await desk.focus('box')
    await desk.press('ArrowDown')
    await desk.enter()
    await desk.sees('已删除文件')
    await expect.poll(async () => (await docs('picture'))[0]?.state).toBe('undone')
  })

  it('a paper of the platform: seen, registered and printed; the second print wants a reason', async () => {
    await tab(5, '单据类型')
    await cell('本窗口的结算', '陈*').waitFor()
    await desk.press('F10')
    await desk.sees('医保平台数据')
    await desk.picture('sichuan paper')
    await desk.enter()
    await desk.printed(1)
    await desk.sees('门诊结算单已登记并打印，第 1 次')
    await desk.press('F10')
    await desk.focus('box')
    await desk.press('ArrowDown')
    await desk.enter()
    await desk.printed(2)
    await desk.sees('第 2 次')
    const { rows } = await desk.app.journal.searchTxns({ infno: 'SCX-0602', offset: 0, limit: 5 })
    expect(rows).toHaveLength(2)
  })

  it('two diseases: identified, filed for a resident, listed by the centre, withdrawn', async () => {
    await tab(6, '城乡两病备案记录')
    await desk.focus('who')
    await desk.type(certno(RESIDENT))
    await desk.enter()
    await desk.sees('这个人还没有从这里办过')
    await desk.press('F6')
    await desk.focus('c-data.opsp_dise_code')
    await desk.press('F4')
    await desk.sees('选这位医师')
    await desk.enter()
    await desk.focus('c-data.appy_rea')
    const typed = {
      opsp_dise_code: 'M03900',
      opsp_dise_name: '高血压病',
      hosp_opnn: '同意',
      appyer_tel: '13800001111',
    }
    for (const [name, text] of Object.entries(typed)) {
      await desk.page.locator(`[data-focus="c-data.${name}"]`).focus()
      await desk.page.keyboard.insertText(text)
    }
    await desk.page.locator('[data-focus="c-data.two_dise_type"]').focus()
    await desk.type('1')
    await desk.enter()
    await desk.picture('sichuan two')
    await desk.press('F8')
    await desk.sees('城乡两病备案已上传')
    await desk.press('F4')
    await cell('中心的城乡两病备案', '高血压病').waitFor()
    await desk.picture('sichuan two centre')
    await desk.enter()
    await desk.press('F9')
    await desk.focus('box')
    await desk.press('ArrowDown')
    await desk.enter()
    await desk.sees('已撤销备案')
    await desk.press('Escape')
    await desk.focus('who')
  })

  it('a settlement list: sent with what the province adds, submitted, taken back', async () => {
    const call = <C extends Channel>(channel: C, input: ApiArgs<C>) => callIn(desk.page, channel, input)
    const by = clerk({ app: desk.app, call, now: Date.now } as never)
    const admitted = await by.deposit(await by.admitted(who(1)), 100_000)
    const { stay } = await by.settled(await by.discharged((await by.charged(admitted, 3)).view))
    const { setl_id } = stay.settlements.at(-1)!
    await tab(7, '要结算清单的结算')
    await cell('要结算清单的结算', setl_id).waitFor()
    await desk.press('F6')
    await desk.sees('还没有生成结算清单')
    await desk.app.his.wardDischarge(stay.ipt_no)
    const { version } = await call('setllist.open', { setl_id })
    const nurse = { node: 'setlinfo', field: 'resp_nurs_code', value: 'N510104000001' }
    const changes = [
      { op: 'set' as const, ...nurse },
      { op: 'rows' as const, node: 'oprninfo', rows: [] },
    ]
    await call('setllist.edit', { setl_id, version, changes })
    await desk.press('F6')
    await fill('drg_code', 'FM19', 'extinfo')
    await desk.press('F8')
    await desk.sees('结算清单已上传')
    await cell('结算清单记录', '已上传').waitFor()
    await desk.press('F7')
    await desk.sees('清单已提交')
    await desk.press('F4')
    await cell('中心的结算清单', 'FM19').waitFor()
    await desk.picture('sichuan list centre')
    await desk.press('Escape')
    await desk.press('F9')
    await desk.focus('box')
    await desk.press('ArrowDown')
    await desk.enter()
    await desk.sees('已撤回清单')
    await expect.poll(async () => (await docs('list'))[0]?.state).toBe('stands')
  })

  it('the province’s information is paged and taken out as Excel', async () => {
    await tab(8, '省级字典')
    await desk.press('F6')
    await desk.sees('三级医院住院起付线')
    await desk.picture('sichuan info')
    await desk.press('F3')
    await desk.focus('search')
    await desk.type('MULAID_LIMIT')
    await desk.enter()
    await desk.sees('共 1 条')
    await desk.press('Control+e')
    await desk.sees('已导出 1 行')
  })
})

describe('a site without it', () => {
  it('says how to open it', async () => {
    await desk.close()
    const { TRAINING_SITE } = await import('../electron/config.ts')
    const nhsa = { ...TRAINING_SITE.nhsa, overlays: [] }
    desk = await openDesk({ site: { ...TRAINING_SITE, nhsa, security: { idleLock_min: 0 } } as never })
    await desk.press('Control+7')
    await desk.sees('本站点没有开通四川扩展')
    await desk.sees('nhsa.overlays')
    await desk.picture('sichuan closed')
  })
})
