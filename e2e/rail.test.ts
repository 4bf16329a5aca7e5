import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Desk, openDesk } from './support/desk.ts'

/** The rail with every job on it, at the counters' two sizes: no group is out of reach, no label breaks. */
let desk: Desk

beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk?.close())

const SIZES = [
  [1366, 768],
  [1280, 1024],
] as const
/** a screen of each group; the whole of the group stands open then */
const SCREENS = { 窗口: 'F12', 医保办: 'Control+Shift+7', 药房: 'Control+8', 系统: 'Control+F8' } as const

for (const [width, height] of SIZES) {
  it(`has every group and every job in sight at ${width}×${height}`, async () => {
    await desk.page.setViewportSize({ width, height })
    for (const [group, key] of Object.entries(SCREENS)) {
      await desk.press(key)
      const open = desk.page.locator('.rail-group[aria-expanded=true]', { hasText: group })
      await open.waitFor()
      await desk.picture(`rail ${width} ${group}`)
      const seen = await desk.page.evaluate(() => {
        const rail = document.querySelector('.rail')!
        const floor = rail.getBoundingClientRect().bottom
        const buttons = [...rail.querySelectorAll('button')]
        const label = (button: Element) => button.querySelector('span') ?? button
        const text = (button: Element) => label(button).textContent ?? ''
        const range = document.createRange()
        const lines = (button: Element) => {
          range.selectNodeContents(label(button))
          return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size
        }
        return {
          groups: [...rail.querySelectorAll('.rail-group')].map(text),
          hidden: buttons.filter((one) => one.getBoundingClientRect().bottom > floor + 1).map(text),
          broken: buttons.filter((one) => lines(one) > 1).map(text),
        }
      })
      expect(seen).toEqual({ groups: Object.keys(SCREENS), hidden: [], broken: [] })
    }
  })
}
