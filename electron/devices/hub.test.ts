import { afterEach, describe, expect, it, vi } from 'vitest'
import { faultOf, GuitaiError } from '../../shared/errors.ts'
import { deviceConfig } from './config.ts'
import { demoReader } from './demo-reader.ts'
import { anyOf, openDevices } from './hub.ts'
import { fakeReader, WANG } from './idcard/testkit.ts'
import type { CardReader, DeviceHub } from './port.ts'
import { openPty, type Pty, until } from './testkit.ts'

type Read = Awaited<ReturnType<CardReader['read']>>
const fault = (kind: 'unreachable' | 'rejected' | 'not_found', what: string) =>
  new GuitaiError({ kind, what, means: '', todo: '' })
const card = (no: string): Read => ({ label: '卡', cert: { mdtrt_cert_type: '03', mdtrt_cert_no: no } })

/** A reader whose read ends as told: with a card, or with a fault; at the signal it stops waiting. */
function reader(id: string) {
  const settled = Promise.withResolvers<Read>()
  const stopped = vi.fn()
  const one: CardReader = {
    id,
    name: id,
    state: () => ({ ok: true, text: `${id}：就绪` }),
    read(signal) {
      signal.addEventListener('abort', () => {
        stopped()
        settled.reject(fault('not_found', '没有等到卡'))
      })
      return settled.promise
    },
  }
  return { ...one, give: settled.resolve, break: settled.reject, stopped }
}
const never = () => new AbortController().signal

describe('all readers as one', () => {
  it('give the first card that any of them reads, and the others stop', async () => {
    const [a, b] = [reader('a'), reader('b')]
    const reading = anyOf([a, b]).read(never())
    b.give(card('B'))
    expect((await reading).cert.mdtrt_cert_no).toBe('B')
    expect(a.stopped).toHaveBeenCalledOnce()
  })

  it('one that fails does not spoil the others', async () => {
    const [a, b] = [reader('a'), reader('b')]
    const reading = anyOf([a, b]).read(never())
    a.break(fault('unreachable', '没有接上'))
    await Promise.resolve()
    b.give(card('B'))
    expect((await reading).cert.mdtrt_cert_no).toBe('B')
  })

  it('a card that was seen and refused is told of soon, not after the whole wait', async () => {
    const [a, b] = [reader('a'), reader('b')]
    const reading = anyOf([a, b]).read(AbortSignal.timeout(20_000)).catch(faultOf)
    a.break(fault('rejected', '没有读全'))
    expect(await reading).toMatchObject({ what: '没有读全' })
    expect(b.stopped).toHaveBeenCalledOnce()
  })

  it('that are all gone say so, each with its reason; a wait in vain says that', async () => {
    const [a, b] = [reader('a'), reader('b')]
    const reading = anyOf([a, b]).read(never()).catch(faultOf)
    a.break(fault('unreachable', '身份证阅读器没有接上'))
    b.break(fault('unreachable', '社保卡读卡器没有接上'))
    expect(await reading).toMatchObject({
      kind: 'unreachable',
      what: '没有可用的读卡器：身份证阅读器没有接上；社保卡读卡器没有接上',
    })
    const [c, d] = [reader('c'), reader('d')]
    const waiting = anyOf([c, d]).read(AbortSignal.timeout(20)).catch(faultOf)
    c.break(fault('unreachable', '没有接上'))
    expect(await waiting).toMatchObject({ kind: 'not_found', what: '没有等到卡' })
  })
})

describe('the hub', () => {
  let hub: DeviceHub | null = null
  let pty: Pty | null = null
  afterEach(async () => {
    await hub?.close()
    await pty?.close()
    hub = pty = null
  })
  const open = (configs: object[], more: Partial<Parameters<typeof openDevices>[0]> = {}) => {
    hub = openDevices({
      configs: configs.map((config) => deviceConfig.parse(config)),
      demo: demoReader(() => 0),
      ...{ secrets: undefined, now: () => 0, onChanged: () => {}, onScan: () => {}, log: () => {} },
      ...more,
    })
    return hub
  }
  const idcard = (port: string) => ({ kind: 'idcard', id: 'id1', name: '身份证阅读器', port })
  const scanner = (port: string) => ({ kind: 'scanner', id: 's1', name: '扫码枪', port })

  it('without devices has no light and no reader; in training the simulated one', async () => {
    expect(open([], { demo: null }).reader()).toBeNull()
    expect(hub!.light()).toBeNull()
    expect(open([]).reader()?.id).toBe('demo-reader')
    expect(hub!.light()).toEqual({ ok: true, text: '模拟读卡器：就绪（培训模式）' })
    await expect(hub!.test('nobody')).rejects.toThrow('没有设备 nobody')
  })

  it('a configured reader goes before the simulated one; the worst device is the light', async () => {
    pty = await openPty()
    const desk = fakeReader(pty)
    desk.put(WANG)
    open([idcard(pty.path), scanner('/nowhere/tty')])
    await until(() => hub!.list()[0]?.state === 'ready')
    expect((await hub!.reader()!.read(never())).cert.psn_name).toBe('王芳')
    expect(hub!.list().map(({ id }) => id)).toEqual(['id1', 's1', 'demo-reader'])
    await until(() => hub!.light()?.text === '扫码枪：没有接上，插好后自动连接')
    expect(hub!.light()?.ok).toBe(false)
  })

  it('delivers each of many scans and tells of few changes; closing frees the port at once', async () => {
    pty = await openPty()
    let changes = 0
    const scans: string[] = []
    open([scanner(pty.path)], { onChanged: () => (changes += 1), onScan: (text) => scans.push(text) })
    await until(() => hub!.list()[0]?.state === 'ready')
    for (let i = 0; i < 300; i += 1) pty.send(`${100_000 + i}\r`)
    await until(() => scans.length === 300)
    expect(changes).toBeLessThan(30)
    await hub!.close()
    const second = open([scanner(pty.path)])
    await until(() => second.list()[0]?.state !== 'absent')
    expect(second.list()[0]?.state).toBe('ready')
  })
})
