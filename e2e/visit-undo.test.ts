import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { certno, charged, type Desk, openDesk, presettled, settledInCash } from './support/desk.ts'

/** Changing one's mind, and trouble, by keyboard alone; the centre's own ledger says what is left there. */
let desk: Desk
/** what other visits of this run have left open at the centre */
let before: ReturnType<typeof leftovers>
let settledBefore = 0
const leftovers = () => desk.app.sandbox!.leftovers()

beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk?.close())
beforeEach(async ({ task, onTestFailed }) => {
  onTestFailed(() => desk.picture(`failed ${task.name.slice(0, 20)}`))
  expect(desk.page.errors).toEqual([])
  await desk.blank()
  before = leftovers()
  settledBefore = standing().length
})

const standing = () => desk.app.sandbox!.effective()

describe('undoing', () => {
  it('refund keeps the registration; Esc then leaves nothing', async () => {
    await settledInCash(desk, certno('赵敏'))
    await desk.press('F9')
    await desk.focus('box')
    await desk.enter()
    await desk.sees('退费原因：请填写')
    await desk.press('ArrowDown')
    await desk.enter()
    await desk.focus('after')
    await desk.picture('refund')
    await desk.enter()
    await desk.sees('已退费')
    await desk.next('打印')
    expect(standing()).toHaveLength(settledBefore)
    expect(leftovers()).not.toEqual(before)
    await desk.press('Escape')
    await desk.next('预结算')
    await desk.press('Escape')
    await expect.poll(leftovers).toEqual(before)
    await desk.next('预结算')
    await desk.press('F9')
    await desk.sees('撤销本次就诊')
    await desk.enter()
    await desk.sees('已撤销')
  })

  it('refund and cancel from the list of settled visits', async () => {
    await settledInCash(desk, certno('刘洋'))
    await desk.blank()
    expect(standing()).toHaveLength(settledBefore + 1)
    await desk.press('F9')
    await desk.sees('已结算的就诊')
    await desk.type(certno('刘洋'))
    await desk.picture('search')
    await desk.enter()
    await desk.next('打印')
    await desk.press('F9')
    await desk.focus('box')
    await desk.type('kaicuole')
    await desk.enter()
    await desk.focus('after')
    await desk.press('ArrowDown')
    await desk.enter()
    await desk.sees('退给患者')
    await desk.next('打印')
    await desk.picture('refunded')
    expect(standing()).toHaveLength(settledBefore)
    expect(leftovers()).toEqual(before)
  })

  it('Esc at every step leaves nothing at the centre', async () => {
    await charged(desk, certno('张伟'))
    await desk.press('F6')
    await desk.next('收款结算')
    await desk.press('F8')
    await desk.focus('box')
    await desk.press('Escape')
    await desk.focus('primary')
    await desk.press('Escape')
    await desk.next('预结算')
    expect(leftovers().details).toEqual(before.details)
    await desk.press('Escape')
    await desk.next('预结算')
    expect(leftovers()).toEqual(before)
    await desk.press('Escape')
    await desk.sees('换一位患者')
    await desk.enter()
    await desk.focus('who')
    await desk.press('Escape')
    await desk.focus('who')
  })

  it('F9 withdraws a visit that is only pre-settled', async () => {
    await presettled(desk, certno('张伟'))
    await desk.press('F9')
    await desk.sees('撤销本次就诊')
    await desk.enter()
    await desk.sees('已撤销')
    expect(leftovers()).toEqual(before)
  })
})

describe('trouble', () => {
  it('comes back to the same patient and step', async () => {
    await presettled(desk, certno('吴秀兰'))
    await desk.reload()
    await desk.next('收款结算')
    await desk.focus('primary')
    await desk.sees('吴*兰')
  })

  it('no answer: the doubt in words, the next patient meanwhile, and the result by itself', async () => {
    await presettled(desk, certno('胡志明'))
    desk.app.sandbox!.setFaults([
      { kind: 'drop_after', codes: ['2207'], times: 1 },
      { kind: 'delay', codes: ['5203'], times: 1, ms: 4000 },
    ])
    await desk.press('F8')
    await desk.focus('box')
    await desk.enter()
    await desk.sees('结果待核实')
    await desk.next('下一位')
    await desk.picture('doubt')
    await desk.enter()
    await desk.focus('who')
    await desk.type(certno('孙丽华'))
    await desk.enter()
    await desk.next('取 HIS 费用')
    await expect.poll(() => standing().length, { timeout: 60_000 }).toBe(settledBefore + 1)
    const tabs = await desk.page.locator('.v-tab').allTextContents()
    await desk.press(`Alt+${1 + tabs.findIndex((text) => text.includes('胡*明'))}`)
    await desk.next('打印')
    expect(standing()).toHaveLength(settledBefore + 1)
  })
})
