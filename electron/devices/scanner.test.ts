import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { scannerConfig } from './config.ts'
import type { Device } from './port.ts'
import { openScanner } from './scanner.ts'
import { after, listener, openPty, type Pty, until } from './testkit.ts'

/** The driver on a real terminal. */
let pty: Pty
let device: Device | null = null
let heard: ReturnType<typeof listener>

beforeEach(async () => {
  pty = await openPty()
})
afterEach(async () => {
  await device?.close()
  await pty.close()
})

async function open(options: object = {}) {
  heard = listener()
  const base = { kind: 'scanner', id: 's1', name: '扫码枪', port: pty.path }
  device = openScanner(scannerConfig.parse({ ...base, ...options }), heard.told, heard.deps)
  const { view } = device
  await until(() => view().state === 'ready')
  return device
}

const CODE = '81234567890123456789'

describe('codes with a suffix', () => {
  it('come out whole: two in one read, one over several, CR, LF or both', async () => {
    await open()
    pty.send('111111\r\n222222\r')
    await until(() => heard.scans.length === 2)
    for (const part of ['333', '3', '33\n\n\r', '444444', '\r\n']) {
      pty.send(part)
      await after(15)
    }
    await until(() => heard.scans.length === 4)
    expect(heard.scans).toEqual(['111111', '222222', '333333', '444444'])
  })

  it('lose what frames them and what is noise around them; GS stays', async () => {
    await open()
    pty.send(Buffer.from(`\x02${CODE}\x03\r\x00\x00]d2010690123456789221S1\x1d10B1\r\n`, 'latin1'))
    await until(() => heard.scans.length === 2)
    expect(heard.scans).toEqual([CODE, ']d2010690123456789221S1\x1d10B1'])
  })

  it('disturbed by bytes that are no text are dropped, and it is said', async () => {
    const { view } = await open()
    pty.send(Buffer.concat([Buffer.from('1234'), Buffer.from([0xff, 0xfe]), Buffer.from('5678\r')]))
    await until(() => view().lastEvent?.text.includes('乱码') === true)
    pty.send('999999\r')
    await until(() => heard.scans.length === 1)
    expect(heard.scans).toEqual(['999999'])
  })

  it('that never end are dropped at 4096 bytes; the next one comes through', async () => {
    const { view } = await open()
    pty.send('9'.repeat(6000))
    await after(20)
    expect(heard.scans).toEqual([])
    pty.send('\r777777\r')
    await until(() => heard.scans.length === 1)
    expect(heard.scans).toEqual(['777777'])
    pty.send('8'.repeat(9000))
    await until(() => view().lastEvent?.text.includes('4096') === true)
  })

  it('cut off without a suffix do not spoil the next', async () => {
    const { view } = await open()
    pty.send('12345')
    await until(() => view().lastEvent?.text.includes('没有结束符') === true)
    pty.send('666666\r')
    await until(() => heard.scans.length === 1)
    expect(heard.scans).toEqual(['666666'])
  })
})

describe('codes without a suffix', () => {
  it('end at silence', async () => {
    await open({ suffix: 'silence', silence_ms: 400 })
    pty.send('1234')
    await after(10)
    pty.send('5678')
    await until(() => heard.scans.length === 1)
    pty.send(CODE)
    await until(() => heard.scans.length === 2)
    expect(heard.scans).toEqual(['12345678', CODE])
  })
})

it('GBK text is decoded, also split inside a character', async () => {
  await open({ encoding: 'gbk' })
  pty.send(Buffer.from([0xd5]))
  await after(20)
  pty.send(Buffer.from([0xc5, 0xc8, 0xfd, 0x0d]))
  await until(() => heard.scans.length === 1)
  expect(heard.scans).toEqual(['张三'])
})

it('the test sends the trigger and tells what came', async () => {
  const { test } = await open({ trigger: '7E01303030302353434E545247313B03' })
  pty.onData((bytes) => {
    if (bytes.includes('SCNTRG1')) pty.send(`${CODE}\r\n`)
  })
  expect(await test()).toBe('扫到 20 位：药品追溯码')
  expect(pty.received().toString('latin1')).toBe('~\x010000#SCNTRG1;\x03')
})

it('unplugged in the middle of a code and plugged in again, it goes on with the next code', async () => {
  const { view } = await open()
  pty.send('12345')
  await after(30)
  await pty.unplug()
  await until(() => view().state === 'absent')
  expect(view().text).toContain('插好后自动')
  await pty.replug()
  await until(() => view().state === 'ready')
  pty.send('888888\r')
  await until(() => heard.scans.length === 1)
  expect(heard.scans).toEqual(['888888'])
})

it('a port that another program holds is a fault with a reason', async () => {
  await open()
  const other = openScanner(
    scannerConfig.parse({ kind: 'scanner', id: 's2', name: '另一支', port: pty.path }),
    heard.told,
    heard.deps,
  )
  await until(() => other.view().state === 'fault')
  expect(other.view().text).toContain('被其他程序占用')
  await device!.close()
  await other.reset()
  expect(other.view().state).toBe('ready')
  await other.close()
})

it('1,000 scans at once are all delivered, in order', async () => {
  await open()
  const all = Array.from({ length: 1000 }, (_, i) => `8${String(i).padStart(19, '0')}`)
  for (const code of all) pty.send(`${code}\r\n`)
  await until(() => heard.scans.length === 1000)
  expect(heard.scans).toEqual(all)
})
