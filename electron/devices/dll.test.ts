import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { faultOf } from '../../shared/errors.ts'
import { type FakeLibrary, fakeLibrary } from './bridge/fake-library.testkit.ts'
import { dllConfig } from './config.ts'
import { openDll } from './dll.ts'
import type { NativeDeps } from './native.ts'
import type { Device } from './port.ts'
import { dllVoucherDecoder } from './voucher-dll.ts'

/** The real bridge process with a library compiled from C behind it. */
const told = { changed: () => {}, scan: () => {} }
const lines: Record<string, unknown>[] = []
const deps: NativeDeps = { now: Date.now, secret: async () => null, log: (line) => void lines.push(line) }

let library: FakeLibrary
let older: FakeLibrary
let hsm: Server
let hsmAnswers: (body: string) => { status?: number; body: string }
const asked: unknown[] = []
let device: Device | null = null
const closing: (() => void)[] = []

beforeAll(async () => {
  library = fakeLibrary()
  older = fakeLibrary('STEP1_OUT_ONLY')
  hsm = createServer(async (req, res) => {
    let text = ''
    for await (const chunk of req) text += chunk
    asked.push(JSON.parse(text))
    const { status = 200, body } = hsmAnswers(text)
    res.writeHead(status, { 'content-type': 'application/json' }).end(body)
  })
  await new Promise<void>((resolve) => hsm.listen(0, '127.0.0.1', resolve))
})
afterEach(async () => {
  await device?.close()
  for (const close of closing.splice(0)) close()
  asked.length = 0
})
afterAll(() => {
  hsm.close()
  library.remove()
  older.remove()
})

function opened(settings: Record<string, unknown> = {}): Device {
  device = openDll(
    dllConfig.parse({ kind: 'dll', id: 'ss', name: '社保卡', library: library.path, ...settings }),
    told,
    deps,
  )
  return device
}
const withHsm = () => ({ hsm: { url: `http://127.0.0.1:${(hsm.address() as AddressInfo).port}/` } })
const soon = () => AbortSignal.timeout(20_000)
const read = (from: Device, signal = soon()) => from.reader!.read(signal)
const refusal = (from: Device, signal = soon()) => read(from, signal).then(() => null, faultOf)

const cert = {
  mdtrt_cert_type: '03',
  mdtrt_cert_no: 'A12345678',
  card_sn: '51010012345678901234567890ABCDEF',
  certno: '510104198503120221',
  psn_name: '王芳',
}

describe('a reader library behind the bridge', () => {
  it('reads a card, name in GBK, whatever a wrapper puts in front and whatever the library prints', async () => {
    const plain = opened()
    library.mode('ok')
    expect(await read(plain)).toMatchObject({ cert })
    expect(await plain.test()).toBe('动态库正常，读出 王*，卡号 A1*****78')
    library.mode('print')
    expect(await read(plain)).toMatchObject({ cert })
    library.mode('wrapped')
    expect(await refusal(plain)).toMatchObject({
      kind: 'rejected',
      what: expect.stringContaining('格式不符'),
    })
    await plain.close()
    expect(await read(opened({ offset: 2 }))).toMatchObject({ cert })
  })

  it('hands on iType and says in Chinese what the codes mean', async () => {
    const reader = opened({ iType: 4 })
    library.mode('type')
    expect(await refusal(reader)).toMatchObject({
      kind: 'rejected',
      what: '卡没有应答，可能插反或已损坏（代码 -4）',
    })
    library.mode('code -25538')
    expect(await refusal(reader)).toMatchObject({ what: '外部认证失败，还可以试 2 次（代码 -25538）' })
    library.mode('code -37634')
    expect(await refusal(reader)).toMatchObject({ what: '卡返回状态 9302（代码 -37634）' })
    library.mode('code -2203')
    expect(await refusal(reader)).toMatchObject({ what: expect.stringContaining('没有加密机服务') })
  })

  it('waits for a card until told not to', async () => {
    const reader = opened()
    library.mode('code -2')
    expect(await refusal(reader, AbortSignal.timeout(900))).toMatchObject({ kind: /not_found|conflict/ })
    expect(await reader.test()).toBe('动态库正常：读卡器上没有卡（代码 -2）')
    const waiting = read(reader)
    setTimeout(() => library.mode('ok'), 400)
    expect(await waiting).toMatchObject({ cert })
  })

  it('goes by the HSM where the PSAM is missing', async () => {
    hsmAnswers = () => ({ body: '{"key":"KEY"}' })
    library.mode('hsm')
    const reader = opened(withHsm())
    expect(await read(reader)).toMatchObject({ cert })
    expect(asked).toEqual([{ step1: '510100|1|03|R1|000000000001|' }])
    library.mode('hsm-old')
    expect(await read(reader)).toMatchObject({ cert })
    library.mode('hsm-swap')
    expect(await refusal(reader)).toMatchObject({ kind: 'rejected', what: expect.stringContaining('换了卡') })
    library.mode('hsm')
    hsmAnswers = () => ({ status: 500, body: '' })
    expect(await refusal(reader)).toMatchObject({
      kind: 'unreachable',
      what: expect.stringContaining('加密机'),
    })
    hsmAnswers = () => ({ body: '{"other":1}' })
    expect(await refusal(reader)).toMatchObject({ kind: 'rejected', what: expect.stringContaining('key') })
    hsmAnswers = () => ({ body: `{"key":"${'K'.repeat(100_000)}"}` })
    expect(await refusal(reader)).toMatchObject({ kind: 'unreachable' })
  })

  it('calls Step1 without iType where the library wants it so', async () => {
    hsmAnswers = () => ({ body: '{"key":"KEY"}' })
    older.mode('hsm')
    const settings = { library: older.path, hsm: { ...withHsm().hsm, step1: 'out' } }
    expect(await read(opened(settings))).toMatchObject({ cert })
  })

  it('survives a library that hangs, dies or fills its buffer with garbage', async () => {
    const hanging = opened({ timeout_ms: 1_000 })
    library.mode('hang')
    expect(await refusal(hanging)).toMatchObject({
      kind: 'unreachable',
      what: expect.stringContaining('1 秒'),
    })
    expect(hanging.view()).toMatchObject({ state: 'fault' })
    library.mode('ok')
    await hanging.reset()
    expect(hanging.view()).toMatchObject({ state: 'ready' })
    await hanging.close()
    const reader = opened()
    library.mode('abort')
    expect(await refusal(reader)).toMatchObject({
      kind: 'unreachable',
      what: expect.stringContaining('SIGABRT'),
    })
    library.mode('garbage')
    expect(await refusal(reader)).toMatchObject({
      kind: 'rejected',
      what: expect.stringContaining('格式不符'),
    })
    library.mode('ok')
    expect(await read(reader)).toMatchObject({ cert })
    expect(reader.view()).toMatchObject({ state: 'ready', lastEvent: { text: '读出一张社会保障卡' } })
    expect(JSON.stringify(lines)).not.toMatch(/王芳|510104|A1234/)
  })

  it('gives up at once when told to, though the library hangs', async () => {
    const reader = opened()
    library.mode('hang')
    const stop = new AbortController()
    const reading = refusal(reader, stop.signal)
    setTimeout(() => stop.abort(), 500)
    expect(await reading).toMatchObject({ what: '已取消读卡' })
    library.mode('ok')
    expect(await read(reader)).toMatchObject({ cert })
  })

  it('says what is missing: the file, the runtime', async () => {
    const gone = opened({ library: '/no/such/SSCardDriver.so' })
    expect(gone.view()).toMatchObject({ state: 'absent', text: '找不到动态库文件' })
    expect(await refusal(gone)).toMatchObject({
      kind: 'unreachable',
      what: expect.stringContaining('装不进来'),
    })
    await gone.close()
    const node = opened({ runtime: '/no/such/node' })
    expect(await refusal(node)).toMatchObject({
      kind: 'unreachable',
      what: expect.stringContaining('/no/such/node'),
    })
  })
})

describe('a voucher library behind the bridge', () => {
  const by = { opter: '001', opterName: '张三' }
  const decoder = (encoding: 'gbk' | 'utf-8' = 'gbk', path = library.path) => {
    const options = { library: path, url: 'http://a/b', orgId: 'H1', timeout_ms: 5_000, encoding }
    const made = dllVoucherDecoder(options, deps)
    closing.push(made.close)
    return made
  }

  it('asks ec.query with texts in GBK and takes the token', async () => {
    library.mode('ec')
    expect(await decoder().decode('4241', '01301', by)).toEqual({
      ...{ mdtrt_cert_type: '01', mdtrt_cert_no: 'http://a/b', psn_name: '王芳' },
    })
    const wrongEncoding = await decoder('utf-8').decode('4241', '01301', by)
    expect(wrongEncoding.mdtrt_cert_no).toBe('?')
  })

  it('says what the library said', async () => {
    library.mode('ec-no')
    expect(await decoder().decode('4241', '01301', by).catch(faultOf)).toMatchObject({
      ...{ kind: 'rejected', what: '电子凭证动态库报告：已过期' },
    })
    library.mode('ec-silent')
    expect(await decoder().decode('4241', '01301', by).catch(faultOf)).toMatchObject({ kind: 'rejected' })
    expect(await decoder('gbk', older.path).decode('4241', '01301', by).catch(faultOf)).toMatchObject({
      ...{ kind: 'unreachable', what: '动态库里没有 NationEcTrans 函数' },
    })
  })
})
