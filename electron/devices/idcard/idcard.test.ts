import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { faultOf } from '../../../shared/errors.ts'
import { idCardConfig } from '../config.ts'
import type { Device } from '../port.ts'
import { after, listener, openPty, type Pty, until } from '../testkit.ts'
import { openIdCard } from './index.ts'
import { answerFrame, type FakeReader, fakeReader, LI, readAnswer, WANG } from './testkit.ts'

/** The driver on a real terminal, against a reader written from the protocol. */
let pty: Pty
let reader: FakeReader
let device: Device

beforeEach(async () => {
  pty = await openPty()
  reader = fakeReader(pty)
  const config = idCardConfig.parse({
    ...{ kind: 'idcard', id: 'id1', name: '身份证阅读器', port: pty.path, answer_ms: 1000 },
  })
  const { told, deps } = listener()
  device = openIdCard(config, told, deps)
  await until(() => device.view().state === 'ready' && reader.seen.includes('11ff'))
  await after(20)
  reader.seen.length = 0
})
afterEach(async () => {
  await device.close()
  await pty.close()
})

const read = (limit_ms = 3000) => device.reader!.read(AbortSignal.timeout(limit_ms))
const faultOfRead = (limit_ms?: number) => read(limit_ms).then(() => null, faultOf)

describe('one card', () => {
  it('is found, selected, read, and must be found again for the next read', async () => {
    reader.put(WANG)
    const { cert, label } = await read()
    expect(label).toBe('居民身份证')
    expect(cert).toMatchObject({ psn_name: '王芳', certno: '510104198503120221', psn_cert_type: '01' })
    expect(reader.seen).toEqual(['2001', '2002', '3001'])
    expect(device.view().lastEvent?.text).toBe('读出居民身份证 王*')
    await read()
    expect(reader.seen.slice(3)).toEqual(['2001', '2002', '3001'])
  })

  it('laid on late is waited for; one that never comes is said in Chinese', async () => {
    const reading = read()
    await until(() => reader.seen.length > 1)
    expect(device.view().state).toBe('busy')
    reader.put(WANG)
    expect((await reading).cert.psn_name).toBe('王芳')
    reader.put(null)
    expect(await faultOfRead(100)).toMatchObject({ kind: 'not_found', what: '没有等到身份证' })
  })

  it('comes whole out of split frames with noise before them', async () => {
    reader.put(WANG)
    const noise = Buffer.from('00ffaaaa96aaaaaa', 'hex')
    const split = (whole: Buffer) => [
      noise,
      ...[0, 3, 7, 300, 301, 1200].map((at, i, all) => whole.subarray(at, all[i + 1])),
    ]
    reader.bend((whole) => [noise, whole], split, split)
    expect((await read()).cert.certno).toBe(WANG.certno)
  })

  it('with a wrong check byte is found and read again', async () => {
    reader.put(WANG)
    const same = (whole: Buffer) => [whole]
    const wrong = (whole: Buffer) => {
      whole[600]! ^= 1
      return [whole]
    }
    reader.bend(same, same, wrong)
    expect((await read()).cert.certno).toBe(WANG.certno)
    expect(reader.seen).toEqual(['2001', '2002', '3001', '2001', '2002', '3001'])
  })

  it('that is wrong each time is refused in Chinese', async () => {
    reader.put({ ...WANG, certno: '510104198503120222' })
    expect(await faultOfRead()).toMatchObject({ kind: 'rejected', what: expect.stringContaining('校验位') })
  })
})

describe('two cards within 50 ms', () => {
  it('swapped between two steps: one of them comes out whole, never a mixture', async () => {
    for (const step of [0, 1, 2]) {
      reader.put(WANG)
      const swap = (whole: Buffer) => {
        setTimeout(() => reader.put(LI), 5)
        return [whole, Buffer.alloc(0), Buffer.alloc(0), Buffer.alloc(0), Buffer.alloc(0)]
      }
      const same = (whole: Buffer) => [whole]
      reader.bend(...[same, same, same].with(step, swap))
      const { cert } = await read()
      const whole = [WANG, LI].find(({ certno }) => certno === cert.certno)
      expect(cert.psn_name).toBe(whole?.psn_name)
    }
  })

  it("sent on each other's heels: the second is no answer to a later question", async () => {
    reader.put(WANG)
    const same = (whole: Buffer) => [whole]
    const stray = readAnswer(LI)
    reader.bend(same, same, (whole) => [whole, stray.subarray(0, 500), stray.subarray(500)])
    expect((await read()).cert.psn_name).toBe('王芳')
    reader.put(null)
    expect(await faultOfRead(300)).toMatchObject({ what: '没有等到身份证' })
    reader.put(WANG)
    // a whole document that nobody asked for, before the answer to each question
    const late = (whole: Buffer) => [stray, whole]
    reader.bend(late, late, same)
    expect((await read()).cert.psn_name).toBe('王芳')
  })
})

describe('trouble on the line', () => {
  it('unplugged in mid-read: a Chinese reason at once, then ready again when plugged in', async () => {
    reader.put(WANG)
    const same = (whole: Buffer) => [whole]
    const cut = (whole: Buffer) => {
      setTimeout(() => void pty.unplug(), 20)
      return [whole.subarray(0, 700)]
    }
    reader.bend(same, same, cut)
    expect(await faultOfRead()).toMatchObject({
      kind: 'unreachable',
      what: '身份证阅读器在读卡时断开了',
    })
    expect(device.view()).toMatchObject({ state: 'absent' })
    await pty.replug()
    await until(() => device.view().state === 'ready')
    expect((await read()).cert.psn_name).toBe('王芳')
  })

  it('a reader that never answers is at fault after its time, and well again when it speaks', async () => {
    reader.silent(true)
    expect(await faultOfRead()).toMatchObject({
      kind: 'unreachable',
      what: '身份证阅读器 1 秒没有应答',
    })
    expect(device.view()).toMatchObject({ state: 'fault' })
    reader.silent(false)
    reader.put(LI)
    expect((await read()).cert.psn_name).toBe('李建国')
    expect(device.view()).toMatchObject({ state: 'ready' })
  })

  it('tests by the number of its security module and a card', async () => {
    reader.put(WANG)
    expect(await device.test()).toMatch(/应答正常，安全模块 .+；读出居民身份证 王\*/)
  })

  it('a card taken away before it was read is refused in Chinese', async () => {
    reader.put(WANG)
    const takenAway = () => {
      reader.put(null)
      return [answerFrame(0x81)]
    }
    reader.bend((whole) => [whole], takenAway)
    expect(await faultOfRead()).toMatchObject({
      kind: 'rejected',
      what: '身份证没有读全：选卡被阅读器拒绝（81），证件可能移动过或换了一张',
    })
  })
})
