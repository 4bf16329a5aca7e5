import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Desk, openDesk } from './support/desk.ts'

/** Departments and staff by keyboard alone, with the centre's own book beside them. */
let desk: Desk

beforeAll(async () => {
  desk = await openDesk()
  await desk.press('Control+Digit3')
  await desk.page.locator('.st-screen').waitFor()
})
afterAll(() => desk?.close())
beforeEach(async ({ task, onTestFailed }) => {
  onTestFailed(() => desk.picture(`failed staff ${task.name.slice(0, 20)}`))
  expect(desk.page.errors).toEqual([])
})

const selected = () => desk.page.getByRole('grid').locator('tr[aria-selected=true]')
const onto = async (text: string) => {
  await desk.press('Home')
  for (let i = 0; i < 80; i++) {
    if ((await selected().textContent())?.includes(text)) return
    await desk.press('ArrowDown')
    await desk.page.waitForTimeout(40)
  }
  throw new Error(`no row with ${text}`)
}

describe('departments and staff by keyboard', () => {
  it('compares, shows what differs first, and changes it at the centre', async () => {
    await desk.sees('还没有与中心核对过')
    await desk.picture('staff empty')
    await desk.press('F4')
    await desk.sees('核对完成')
    await onto('骨科门诊')
    await desk.sees('骨伤科门诊')
    await desk.picture('staff differs')
    await desk.press('F6')
    await desk.sees('科室 0302 已变更')
  })

  it('uploads all that the centre does not have; the one refused says why', async () => {
    await desk.press('F8')
    await desk.sees('上传了 16 个科室，1 个没有收下')
    await onto('口腔科门诊')
    await desk.sees('不能都为 0')
    await desk.picture('staff refused')
  })

  it('withdraws what only the centre has, with a reason', async () => {
    await onto('肝病门诊')
    await desk.press('F9')
    await desk.focus('box')
    await desk.press('ArrowDown')
    await desk.picture('staff drop')
    await desk.enter()
    await desk.sees('肝病门诊 已从中心撤销')
  })

  it('shows the staff whose codes want a hand', async () => {
    await desk.press('Alt+Digit2')
    await onto('逄云帆')
    await desk.sees('请本人在国家医保信息业务编码平台申领')
    await desk.picture('staff people')
  })
})
