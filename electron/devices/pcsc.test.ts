import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { faultOf } from '../../shared/errors.ts'
import { cardFor, LI, WANG } from './bridge/cards.testkit.ts'
import { hasVirtualReader, type VirtualReader, virtualReader } from './bridge/pcscd.testkit.ts'
import { type CardImage, cardOf, type Inserted, insertCard } from './bridge/vcard.testkit.ts'
import { pcscConfig } from './config.ts'
import type { NativeDeps } from './native.ts'
import { openPcsc } from './pcsc.ts'
import type { Device } from './port.ts'

/** The system's own PC/SC service, a virtual reader, the real bridge process. */
let virtual: VirtualReader
let device: Device | null = null
let card: Inserted | null = null
const lines: unknown[] = []

const opened = (settings: Record<string, unknown> = {}, secret: NativeDeps['secret'] = async () => null) => {
  const config = pcscConfig.parse({ kind: 'pcsc', id: 'ss', name: '社保卡', ...settings })
  const told = { changed: () => {}, scan: () => {} }
  device = openPcsc(config, told, { now: Date.now, secret, log: (line) => void lines.push(line) })
  return device
}
const insert = async (image: CardImage, ...rest: [Parameters<typeof insertCard>[2]?]) => {
  card = await insertCard(virtual.port, cardOf(image), ...rest)
  return card
}
const soon = () => AbortSignal.timeout(20_000)
const refusal = (from: Device) => from.reader!.read(soon()).then(() => null, faultOf)
const shows = (from: Device, text: string) =>
  expect.poll(() => from.view().text, { timeout: 15_000 }).toBe(text)

const certOf = (citizen: typeof WANG, psn_name: string) => ({
  ...{ mdtrt_cert_type: '03', mdtrt_cert_no: citizen.card_no, card_sn: citizen.sn },
  ...{ certno: citizen.certno, psn_name },
})

describe.skipIf(!hasVirtualReader)('a social security card on a PC/SC reader', () => {
  beforeAll(async () => {
    virtual = await virtualReader()
  }, 90_000)
  afterEach(async () => {
    card?.remove()
    card = null
    await device?.close()
  })
  afterAll(() => virtual?.close())

  it('is waited for, read, and seen to go', async () => {
    const reader = opened()
    await shows(reader, '就绪，等待插卡')
    expect(await reader.test()).toBe('读卡器正常（Virtual PCD 00 00），没有插卡')
    const reading = reader.reader!.read(soon())
    await insert(cardFor(2, WANG))
    expect(await reading).toEqual({ cert: certOf(WANG, '王芳'), label: '第二代社会保障卡' })
    expect(await reader.test()).toBe('读出第二代社会保障卡，王*，卡号 A1*****78')
    await shows(reader, '就绪，卡已插入')
    card?.remove()
    await shows(reader, '就绪，等待插卡')
    expect(reader.view().lastEvent?.text).toBe('卡已取走')
    await insert(cardFor(1, LI))
    expect(await reader.reader!.read(soon())).toEqual({ cert: certOf(LI, '李强'), label: '第一代社会保障卡' })
    expect(JSON.stringify(lines)).not.toMatch(/王芳|510104|A1234/)
  })

  it('of the third generation gives its number, and says what the rest would need', async () => {
    const reader = opened()
    await shows(reader, '就绪，等待插卡')
    await insert(cardFor(3, WANG, { ef06Closed: 0x6982 }))
    const { mdtrt_cert_type, mdtrt_cert_no, card_sn } = certOf(WANG, '')
    expect(await reader.reader!.read(soon())).toEqual({
      cert: { mdtrt_cert_type, mdtrt_cert_no, card_sn },
      label: '第三代社会保障卡，持卡人信息需 PSAM 或加密机认证，只读出卡号',
    })
  })

  it('is opened by the region’s PIN; a PIN once refused is kept from the next card', async () => {
    const closed = { ef06Closed: 0x6982, pin: '123456' }
    let pin = '123456'
    const reader = opened({ pinRef: 'ef06' }, async (ref) => (ref === 'ef06' ? pin : null))
    await shows(reader, '就绪，等待插卡')
    const image = cardOf(cardFor(2, WANG, closed))
    card = await insertCard(virtual.port, image)
    expect((await reader.reader!.read(soon())).cert).toEqual(certOf(WANG, '王芳'))
    pin = '999999'
    expect(await refusal(reader)).toMatchObject({ what: '配置的 PIN 与卡不符，这张卡还可以试 2 次' })
    expect((await reader.reader!.read(soon())).label).toBe('第二代社会保障卡，持卡人信息需 PIN，只读出卡号')
    expect(image.tries()).toBe(2)
    pin = '123456'
    await reader.reset()
    await shows(reader, '就绪，卡已插入')
    expect((await reader.reader!.read(soon())).cert).toEqual(certOf(WANG, '王芳'))
  })

  it('may be slow', async () => {
    const reader = opened()
    await shows(reader, '就绪，等待插卡')
    await insert(cardFor(2, WANG), () => new Promise((resolve) => setTimeout(() => resolve(null), 80)))
    expect((await reader.reader!.read(soon())).cert).toEqual(certOf(WANG, '王芳'))
  })

  it('taken out in mid-read is no card at all', async () => {
    const reader = opened()
    await shows(reader, '就绪，等待插卡')
    await insert(cardFor(2, WANG), (nth) => {
      if (nth === 11) card?.remove()
      return null
    })
    expect(await refusal(reader)).toMatchObject({
      kind: 'rejected',
      what: expect.stringMatching(/取走|中断|作废/),
      means: '没有读出卡片，没有扣款。',
    })
    await shows(reader, '就绪，等待插卡')
    await insert(cardFor(2, LI))
    expect((await reader.reader!.read(soon())).cert).toEqual(certOf(LI, '李强'))
  })

  it('changed for another in mid-read never lends it its number', async () => {
    const reader = opened()
    await shows(reader, '就绪，等待插卡')
    const second = cardOf(cardFor(2, LI))
    // the service notices nothing: the same connection, another card
    await insert(cardFor(2, WANG), (nth, apdu) => (nth < 12 ? null : second.answer(apdu)))
    expect(await refusal(reader)).toMatchObject({
      kind: 'rejected',
      what: expect.stringMatching(/换了卡|EF/),
    })
    // and one pulled out and the next put in at once
    card?.remove()
    await shows(reader, '就绪，等待插卡')
    let next: Promise<Inserted> | null = null
    await insert(cardFor(2, WANG), (nth) => {
      if (nth === 12) {
        card?.remove()
        next = insertCard(virtual.port, cardOf(cardFor(2, LI)))
      }
      return null
    })
    expect(await refusal(reader)).toMatchObject({ kind: 'rejected' })
    card = await next!
    // the service may take a moment to see that there was a change
    await expect
      .poll(
        () =>
          reader.reader!.read(soon()).then(
            ({ cert }) => cert,
            () => null,
          ),
        { timeout: 15_000 },
      )
      .toEqual(certOf(LI, '李强'))
  })

  it('is read on the reader whose name is configured', async () => {
    const reader = opened({ reader: 'PCD 00 01' })
    await shows(reader, '就绪，等待插卡')
    await insert(cardFor(2, WANG))
    const other = await insertCard(virtual.port + 1, cardOf(cardFor(2, LI)))
    expect((await reader.reader!.read(soon())).cert).toEqual(certOf(LI, '李强'))
    other.remove()
    await reader.close()
    const none = opened({ reader: '德卡' })
    await shows(none, '没有名称含“德卡”的读卡器')
    expect(none.view().state).toBe('absent')
    expect(await refusal(none)).toMatchObject({ kind: 'unreachable', what: '没有名称含“德卡”的读卡器' })
  })

  it('comes back with its reader after the service died', async () => {
    const reader = opened()
    await shows(reader, '就绪，等待插卡')
    await virtual.stop()
    await shows(reader, '系统的智能卡服务没有运行')
    expect(reader.view()).toMatchObject({ state: 'absent', lastEvent: { text: '读卡器已拔出' } })
    expect(await refusal(reader)).toMatchObject({ kind: 'unreachable' })
    await virtual.start()
    await shows(reader, '就绪，等待插卡')
    await insert(cardFor(2, WANG))
    expect((await reader.reader!.read(soon())).cert).toEqual(certOf(WANG, '王芳'))
  })
})

it('is read by the Node that the configuration names', async () => {
  const reader = opened({ runtime: '/no/such/node' })
  await expect.poll(() => JSON.stringify(reader.view())).toContain('读卡程序')
  expect(await refusal(reader)).toMatchObject({
    kind: 'unreachable',
    what: expect.stringContaining('/no/such/node'),
  })
  await reader.close()
})
