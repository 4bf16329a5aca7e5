import { appendFileSync } from 'node:fs'
import type { CDPSession, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { demoCode } from '../electron/compose.ts'
import { TRAINING_SITE } from '../electron/config.ts'
import { fakeReader } from '../electron/devices/idcard/testkit.ts'
import { openPty, type Pty, until } from '../electron/devices/testkit.ts'
import people from '../shared/demo/people.json' with { type: 'json' }
import { type } from './support/app.ts'
import { type Desk, openDesk } from './support/desk.ts'
import { watchFrames } from './support/frames.ts'

/** The counter with a scanner and a document reader on real terminals, in a browser. */
let scanner: Pty
let idcard: Pty
let desk: Desk
let reader: ReturnType<typeof fakeReader>

beforeAll(async () => {
  scanner = await openPty()
  idcard = await openPty()
  reader = fakeReader(idcard)
  desk = await openDesk({
    site: {
      ...TRAINING_SITE,
      security: { idleLock_min: 0 },
      devices: [
        { kind: 'scanner', id: 'scan1', name: '柜台扫码枪', port: scanner.path },
        { kind: 'idcard', id: 'id1', name: '身份证阅读器', port: idcard.path, answer_ms: 3000 },
      ],
    },
  })
  await until(() => desk.app.devices.list().every(({ state }) => state === 'ready'))
})
afterAll(async () => {
  await desk?.close()
  await scanner?.close()
  await idcard?.close()
})
afterEach(() => expect(desk.page.errors).toEqual([]))

const GS = '\x1d'
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** From now on: whatever changes any field of the page. */
const watchTyping = (page: Page) =>
  page.evaluate(() => {
    const typed: string[] = []
    Reflect.set(window, 'typed', typed)
    window.addEventListener('input', (e) => typed.push((e.target as HTMLInputElement).value), true)
  })
const typedSince = (page: Page) => page.evaluate(() => Reflect.get(window, 'typed') as string[])
const focused = (page: Page) => page.evaluate(() => document.activeElement?.tagName)
const someone = (name: string) => people.find((p) => p.psn_name === name)!

describe('a serial scan', () => {
  it('identifies the patient while an input has the focus, and nothing is typed into it', async () => {
    await desk.blank()
    await desk.type('12')
    expect(await focused(desk.page)).toBe('INPUT')
    await watchTyping(desk.page)
    scanner.send(`${demoCode(someone('欧阳明月'), 7)}\r\n`)
    await desk.next('取 HIS 费用')
    await desk.sees('欧**月')
    expect(await typedSince(desk.page)).toEqual([])
  })

  it('that is no voucher is named', async () => {
    await desk.blank()
    scanner.send('81234567890123456789\r\n')
    await desk.sees('扫到的是药品追溯码')
  })
})

/** A key struck at a time of its own, whether or not the page has read the one before. */
const strike = async (cdp: CDPSession, key: string, code: string, timestamp: number, modifiers = 0) => {
  const vk = code === 'Enter' ? 13 : code === 'BracketRight' ? 221 : key.toUpperCase().charCodeAt(0)
  const event = { key, code, modifiers, timestamp, windowsVirtualKeyCode: vk }
  const text = modifiers ? '' : code === 'Enter' ? '\r' : key
  const down = cdp.send('Input.dispatchKeyEvent', { type: text ? 'keyDown' : 'rawKeyDown', text, ...event })
  await Promise.all([down, cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event })])
}

describe('a keyboard scanner', () => {
  const codeOf = (char: string) => (/\d/.test(char) ? `Digit${char}` : `Key${char.toUpperCase()}`)
  /** 5 ms a key, by the keys' own times */
  async function wedge(text: string) {
    const cdp = await desk.page.context().newCDPSession(desk.page)
    const began = Date.now() / 1000
    const at = (index: number) => began + index * 0.005
    const struck = [...text].map((char, i) =>
      char === GS ? strike(cdp, ']', 'BracketRight', at(i), 2) : strike(cdp, char, codeOf(char), at(i)),
    )
    await Promise.all([...struck, strike(cdp, 'Enter', 'Enter', at(text.length))])
  }

  it('types nothing into the field in focus while the page is kept busy', async () => {
    await desk.blank()
    await desk.type('12')
    await watchTyping(desk.page)
    await desk.page.evaluate(() => {
      const busy = setInterval(() => {
        for (const until = performance.now() + 120; performance.now() < until; );
      }, 130)
      setTimeout(() => clearInterval(busy), 3000)
    })
    await wedge(demoCode(someone('欧阳明月'), 8))
    await desk.next('取 HIS 费用')
    await desk.sees('欧**月')
    expect(await typedSince(desk.page)).toEqual([])
  })

  it('sends FNC1 of a GS1 code as Ctrl+]', async () => {
    await desk.press('Control+F8')
    await desk.sees('扫码识别')
    await wedge(`010690123456789210AB12${GS}21S0001`)
    await desk.sees('药品追溯码（GS1）')
    await desk.sees('序列号（21）')
    await desk.press('F5')
  })
})

describe('the document reader', () => {
  it('reads the patient on F2', async () => {
    await desk.blank()
    const { psn_name, certno } = someone('刘洋')
    const card = { kind: 'resident', psn_name, certno, gend: '1', naty: '01', brdy: '1990-01-01' } as const
    const rest = { foreignName: '', nationality: '', addr: '', issuer: '', passNo: '' }
    reader.put({ ...card, ...rest, begndate: '2020-01-01', enddate: '长期' })
    await desk.press('F2')
    await desk.next('取 HIS 费用')
    await desk.sees('刘*')
    reader.put(null)
  })
})

describe('the devices page', () => {
  it('shows each device, tests it, follows it when it is unplugged, and tells what a code is', async () => {
    await desk.press('Control+F8')
    const table = desk.page.getByRole('grid', { name: '设备' })
    await table.getByText('柜台扫码枪').waitFor()
    await desk.press('F8')
    await desk.sees('请扫一个码')
    scanner.send('81234567890123456789\r\n')
    await desk.sees('柜台扫码枪：扫到 20 位：药品追溯码')
    await desk.sees('前 7 位药品标识码')
    await desk.picture('devices')
    await desk.press('F3')
    await type(desk.page, '110105194912310038')
    await desk.press('Enter')
    await desk.sees('也可能是')
    await desk.sees('110105********0038')
    await scanner.unplug()
    await desk.sees('未接上')
    await desk.picture('devices-absent')
    await scanner.replug()
    await desk.page.getByText('未接上').waitFor({ state: 'detached' })
    await desk.press('F9')
    await desk.sees('已重新打开')
  })
})

/** `npm run bench -- devices` names a file: then the frames are watched at the pace and written there. */
const MEASURED = process.env.GUITAI_FRAMES
const LENGTH_ms = MEASURED ? 10_000 : 2_000

async function watched(name: string, during: () => Promise<void>) {
  if (!MEASURED) return during()
  const [worst] = await watchFrames(desk.page, during)
  appendFileSync(MEASURED, `${JSON.stringify({ name, ...worst })}\n`)
}

async function flood() {
  const began = performance.now()
  for (let i = 0; i < 1000; i += 1) {
    scanner.send(`8${String(i).padStart(19, '0')}\r\n`)
    await pause(Math.max(0, began + ((i + 1) * LENGTH_ms) / 1000 - performance.now()))
  }
}

describe('a device that misbehaves', () => {
  it('hangs: it is told, and the counter goes on', async () => {
    await desk.press('F5')
    await desk.blank()
    reader.silent(true)
    await watched('hang', async () => {
      await desk.press('F2')
      await desk.sees('没有应答')
      await pause(1000)
    })
    expect(desk.app.devices.light()).toMatchObject({ ok: false })
    reader.silent(false)
    await desk.blank()
    await desk.type(someone('刘洋').certno)
    await desk.press('Enter')
    await desk.next('取 HIS 费用')
  })

  it('floods: every scan is heard, and the counter goes on', async () => {
    await desk.blank()
    const heard: string[] = []
    const stop = desk.app.bus.subscribe((event) => event === 'device.scan' && heard.push(event))
    await watched('flood', flood)
    await until(() => heard.length >= 1000)
    stop()
    expect(heard).toHaveLength(1000)
    await desk.press('Control+F8')
    await desk.sees('扫码识别')
    await watched('flood_page', flood)
    await desk.sees('药品追溯码')
  })
})
