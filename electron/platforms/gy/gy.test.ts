import { afterEach, describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../shared/contract.ts'
import people from '../../../shared/demo/people.json' with { type: 'json' }
import { datetime } from '../../../shared/msgid.ts'
import { node, rows } from '../../../shared/settlement.ts'
import type { Txn } from '../../../shared/txn.ts'
import { openInjury } from '../../sandbox/injury/index.ts'
import { signerOf, sm2Verify, sm3 } from '../../sm/index.ts'
import { openContracts } from '../contracts.ts'
import type { Send } from '../http.ts'
import type { FileStore, Reply } from '../port.ts'
import { AGENCY_CODES, type GyConfig, gyConfig } from './config.ts'
import { opened, sealed, signedText } from './envelope.ts'
import { createGy } from './index.ts'

const NOW = Date.parse('2026-03-02T09:00:00')
const by = { sign_no: null, opter: '001', opterName: '张三' }
const SONG = people.find(({ psn_name }) => psn_name === '宋远方')!
const AKB020 = 'H51010400001'

const open: { close(): void }[] = []
afterEach(() => {
  for (const one of open.splice(0)) one.close()
})

let serial = 0
function txn(infno: string, input: JsonObject, more: Partial<Txn> = {}): Txn {
  const book = openContracts({ family: 'gy' })
  return {
    msgid: `${AKB020}20260302090000${String(++serial).padStart(4, '0')}` as Txn['msgid'],
    ...{ family: 'gy', infno, kind: book.get(infno).kind, state: 'SENT', parent: null, encounterId: null },
    ...{ shiftId: null, opter: '001', opterName: '张三', psnNo: SONG.certno, insuplc: null, amountFen: null },
    ...{ purpose: null, input, local: {}, output: null, refmsgid: null, errCode: null, errMsg: null },
    ...{ attempts: 0, nextAt: null, createdAt: NOW, sentAt: NOW, endedAt: null },
    ...more,
  }
}

function desk(
  over: Partial<GyConfig> = {},
  options: { files?: FileStore; wrap?: (send: Send) => Send } = {},
) {
  const after = (ms: number, run: () => void) => void (ms < 1_000 && queueMicrotask(run))
  const sandbox = openInjury({ now: () => NOW, after })
  open.push(sandbox)
  const config = gyConfig.parse({
    ...{ baseUrl: 'http://platform/gy', sender: '510000', aab299: '510100', keyRef: 'k', answer_ms: 5_000 },
    ...{ platformKey: sandbox.keys.gyPlatform, ...over },
  })
  const platform = createGy({
    ...{ config, site: { fixmedins_code: AKB020, fixmedins_name: '柜台演示医院' }, now: () => NOW },
    ...{ book: openContracts({ family: 'gy' }), signer: signerOf(sandbox.keys.gyPrivate) },
    send: (options.wrap ?? ((send) => send))(sandbox.send),
    ...(options.files ? { files: options.files } : {}),
  })
  const ask = (infno: string, input: JsonObject) => platform.exchange(txn(infno, input), by)
  return { sandbox, config, platform, ask }
}

const outputOf = (reply: Reply): JsonObject => {
  if (reply.is !== 'ok') throw new Error(JSON.stringify(reply))
  return reply.output as JsonObject
}
const verification = (over: JsonObject = {}): JsonObject => ({
  data: {
    ...{
      scene: '01',
      inst_type: '1',
      akb020: AKB020,
      aab299: '510100',
      aac002: SONG.certno,
      aac003: '宋远方',
    },
    ...{ biz_time: datetime(NOW), ...over },
  },
})
const confirmation = (n: number): JsonObject => ({
  list: Array.from({ length: n }, (_, i) => ({
    ...{ row_no: i + 1, dl_transno: 'GYD006', uniq_id: `none${i}`, dl_time: datetime(NOW) },
  })),
})

describe('the wire', () => {
  it('proves address, keys, cipher and signature in one go', async () => {
    const { ask } = desk()
    const said = outputOf(await ask('GYU000', { data: { echo: '你好', aae036: datetime(NOW) } }))
    expect(said).toEqual({ data: { echo: '你好', server_time: datetime(NOW) } })
  })

  it('seals under a key of its own each time; the vector stands in front; what is signed is what is documented', async () => {
    const { sandbox, config } = desk()
    const signer = signerOf(sandbox.keys.gyPrivate)
    // sealed for ourselves, so that it can be opened here
    for (const encoding of ['base64', 'hex'] as const) {
      const own = { ...config, cipher: 'cbc' as const, encoding, platformKey: signer.publicKey }
      const head = { transno: 'GYU000', transid: 'T1', sender: '510000', timestamp: datetime(NOW) }
      const [one, two] = [
        await sealed(head, { a: '甲' }, own, signer),
        await sealed(head, { a: '甲' }, own, signer),
      ]
      expect(one.biz_data).not.toBe(two.biz_data)
      expect(Buffer.from(one.biz_data!, encoding)).toHaveLength(32)
      expect(await opened(one, own, signer)).toBe('{"a":"甲"}')
      const text = ['GYU000', 'T1', '510000', datetime(NOW), one.enc_key, one.biz_data].join('|')
      expect(signedText(config.signed.request, one).toString()).toBe(text)
      expect(sm2Verify(Buffer.from(text), Buffer.from(one.sign!, encoding), signer.publicKey)).toBe(true)
    }
  })

  it('shows people the plain data and no key, and nothing that may not be kept', () => {
    const { platform } = desk()
    const { url, body } = platform.wire(txn('GYU010', { data: { qrcode: '4240001', scene: '01' } }), by)
    expect(url).toBe('http://platform/gy/GYU010')
    expect(body).toContain('密文')
    expect(body).toContain('"scene":"01"')
    expect(body).not.toContain('4240001')
    expect(JSON.parse(body)).toMatchObject({
      transno: 'GYU010',
      sender: '510000',
      version: '1.5.02',
      akb020: AKB020,
    })
  })

  it('takes names, paths, codes and envelope from the site', async () => {
    const seen: { url: string; body: Record<string, string> }[] = []
    const { ask } = desk(
      {
        ...{ path: '/api/gs/{code}', codes: { GYU000: 'G000' }, names: { echo: 'hs' } },
        envelope: { transno: 'jybh', sign: 'qm' },
      },
      {
        wrap: () => async (request) => {
          seen.push({ url: request.url, body: JSON.parse(String(request.body)) })
          return { is: 'unknown', why: '断开' }
        },
      },
    )
    expect(await ask('GYU000', { data: { echo: '1', aae036: datetime(NOW) } })).toMatchObject({
      is: 'unknown',
    })
    expect(seen[0]!.url).toBe('http://platform/gy/api/gs/G000')
    expect(seen[0]!.body).toMatchObject({ jybh: 'G000', qm: expect.any(String) })
    expect(seen[0]!.body.sign).toBeUndefined()
  })

  it('sends nothing where the key does not work', async () => {
    const { config, sandbox } = desk()
    const book = openContracts({ family: 'gy' })
    const broken = {
      ...signerOf(sandbox.keys.gyPrivate),
      sign: async () => Promise.reject(new Error('请插入 USB 密钥')),
    }
    const platform = createGy({
      ...{ config, book, signer: broken, now: () => NOW, send: sandbox.send },
      site: { fixmedins_code: AKB020, fixmedins_name: '柜台演示医院' },
    })
    const before = sandbox.requests()
    const reply = await platform.exchange(txn('GYU000', { data: { echo: '1', aae036: datetime(NOW) } }), by)
    expect(reply).toEqual({ is: 'not_sent', message: '请插入 USB 密钥' })
    expect(sandbox.requests()).toBe(before)
  })
})

describe('what an answer means', () => {
  it('is unknown for every way in which it can be broken, also where a no was made a yes', async () => {
    const { sandbox, ask } = desk()
    sandbox.setFaults([{ kind: 'garble', codes: ['GYU000', 'GYU008'] }])
    const found = new Set<string>()
    for (let n = 0; n < 60; n++) {
      const good = await ask('GYU000', { data: { echo: String(n), aae036: datetime(NOW) } })
      const bad = await ask('GYU008', { list: [] })
      expect(good.is).toBe('unknown')
      expect(bad.is).toBe('unknown')
      if (good.is === 'unknown') found.add(good.message)
    }
    expect([...found].some((why) => why.startsWith('回答的签名不是平台的'))).toBe(true)
  })

  it('is unknown when somebody else signed it, or when it answers another message', async () => {
    const stranger = desk({ platformKey: signerOf('1'.repeat(64)).publicKey })
    const echo = { data: { echo: '1', aae036: datetime(NOW) } }
    expect(await stranger.ask('GYU000', echo)).toMatchObject({ is: 'unknown' })
    let kept: Awaited<ReturnType<Send>> | null = null
    const own = desk({}, { wrap: (send) => async (request) => (kept = await send(request)) })
    expect((await own.ask('GYU000', echo)).is).toBe('ok')
    const other = createGy({
      ...{
        config: own.config,
        book: openContracts({ family: 'gy' }),
        now: () => NOW,
        send: async () => kept!,
      },
      ...{
        site: { fixmedins_code: AKB020, fixmedins_name: '' },
        signer: signerOf(own.sandbox.keys.gyPrivate),
      },
    })
    expect(await other.exchange(txn('GYU000', echo), by)).toEqual({
      is: 'unknown',
      message: '回执是另一笔报文的',
    })
  })

  it('is a refusal where the only row was refused, and the sender’s business where one of several was', async () => {
    const { ask, platform } = desk()
    expect(await ask('GYU008', confirmation(1))).toMatchObject({ is: 'refused', sort: 'other' })
    const several = await ask('GYU008', confirmation(3))
    expect(rows(outputOf(several), 'list').map((row) => row.result_code)).toEqual(['0', '0', '0'])
    const sent = txn('GYU008', confirmation(3))
    const [first, second] = rows(outputOf(several), 'list')
    expect(platform.read(sent, outputOf(several))).toHaveProperty('output')
    expect(platform.read(sent, { list: [first!, second!] })).toEqual({ why: '回执缺少 1 行的处理结果' })
    expect(platform.read(sent, { list: [first!, second!, second!] })).toHaveProperty('why')
  })

  it('knows the codes: repeated serial, nothing to fetch, system fault, work in progress', async () => {
    const words = async (code: string, msg: string, infno = 'GYD006') => {
      const { sandbox, config } = desk()
      const wing = signerOf(sandbox.keys.gyPrivate)
      const own = { ...config, platformKey: wing.publicKey }
      const platform = createGy({
        ...{ config: own, book: openContracts({ family: 'gy' }), now: () => NOW, signer: wing },
        site: { fixmedins_code: AKB020, fixmedins_name: '' },
        send: async (request) => {
          const { transno, transid } = JSON.parse(String(request.body))
          const said: Record<string, string> = { transno, transid, code, msg, timestamp: datetime(NOW) }
          said.sign = (await wing.sign(signedText(own.signed.answer, said))).toString('base64')
          return { is: 'answered', status: 200, headers: {}, body: Buffer.from(JSON.stringify(said)) }
        },
      })
      return platform.exchange(txn(infno, infno === 'GYD006' ? { data: { max_num: 500 } } : { data: {} }), by)
    }
    expect(await words('1004', '流水号用过了')).toMatchObject({ is: 'refused', sort: 'double' })
    expect(outputOf(await words('3002', '无可下载信息'))).toEqual({
      data: { total: 0, has_more: '0', list: [] },
    })
    expect(await words('9999', '系统异常')).toMatchObject({ is: 'unknown' })
    expect(await words('2004', '交易正在处理中')).toMatchObject({ is: 'in_progress' })
    expect(await words('0000', '成功')).toEqual({ is: 'unknown', message: '回答的密文解不开' })
    // the hospital's key is another one there by now: no word of what was sent or asked after
    for (const code of ['1001', '1002'])
      expect(await words(code, '验签失败', 'GYD053')).toMatchObject({
        ...{ is: 'refused', sort: 'session', message: expect.stringContaining('密钥') },
      })
    // lines that are there came with an earlier message; only of its own number a message is double
    expect(await words('2004', '费用明细流水号重复', 'GYU102')).toMatchObject({ sort: 'other' })
    expect(await words('2004', '交易流水号重复', 'GYU102')).toMatchObject({ sort: 'double' })
    // the signed text of a yes, cut elsewhere, is no no
    expect(await words('0000|成功', '')).toMatchObject({ is: 'unknown' })
    // an undo believes only what is said of its own record
    expect(await words('2003', '协议机构不存在', 'GYR002')).toMatchObject({ is: 'refused', sort: 'other' })
    for (const [infno, gone] of [
      ['GYR002', '住院号 Z1 没有入院登记，或已撤销'],
      ['GYR002', '该入院登记已撤销'],
      ['GYR001', '没有可撤销的费用明细'],
      ['GYR001', '费用明细不存在'],
      ['GYR001', '住院号 Z1 没有入院登记，或已撤销'],
      ['GYR003', '结算信息不存在或已撤销'],
      ['GYD053', '历史交易流水号不存在'],
      ['GYD053', '没有查到该笔交易'],
      ['GYD053', '没有该笔历史交易记录'],
    ] as const)
      expect(await words('2003', gone, infno), gone).toMatchObject({ is: 'refused', sort: 'absent' })
    // what has to be undone before, and the records of something else, are no word of this undo's own
    for (const [infno, no] of [
      ['GYR002', '费用明细没有撤销，不能撤销入院登记'],
      ['GYR002', '没有可撤销的费用明细'],
      ['GYR002', '结算记录没有撤销，入院登记不能撤销'],
      ['GYR002', '操作失败，没有撤销入院登记'],
      ['GYR003', '月结没有撤销，不能撤销结算信息'],
      ['GYD053', '协议机构不存在'],
      ['GYD053', '交易编号不存在'],
      ['GYD053', '该机构没有该交易的权限'],
    ] as const)
      expect(await words('2003', no, infno), no).toMatchObject({ is: 'refused', sort: 'other' })
  })

  it('holds a file against its digest and keeps it with the files of messages', async () => {
    const kept: Buffer[] = []
    const files = {
      put: async (content: Buffer) => `file:${kept.push(content)}`,
    } as unknown as FileStore
    const { ask } = desk({}, { files })
    const { list } = node(outputOf(await ask('GYD001', { data: { max_num: 1 } })), 'data') as {
      list: JsonObject[]
    }
    const [paper] = rows(list[0]!, 'filelist')
    const data = node(outputOf(await ask('GYD054', { data: { file_id: paper!.file_id! } })), 'data')!
    expect(data.file_data).toBe('file:1')
    expect(kept[0]!.subarray(0, 5).toString()).toBe('%PDF-')
    expect(data.file_hash).toBe(sm3(kept[0]!).toString('hex'))
  })
})

it('an agency’s calls are those that the contracts say', () => {
  const book = openContracts({ family: 'gy' })
  const own = book
    .codes()
    .filter((code) =>
      book.get(code).rules.some((rule) => rule.startsWith('Caller: the social insurance agency,')),
    )
  expect([...AGENCY_CODES].sort()).toEqual(own)
  const hospital = openContracts({ family: 'gy', without: AGENCY_CODES })
  expect(hospital.codes()).toHaveLength(book.codes().length - own.length)
  expect(hospital.has('GYU004')).toBe(false)
})

describe('identification', () => {
  it('passes where place, period and kind of institution fit, and says what does not', async () => {
    const { ask } = desk()
    const yes = node(outputOf(await ask('GYD051', verification())), 'data')!
    expect(yes).toMatchObject({ verify_result: '1', aab301: '440300' })
    expect(rows(yes, 'filinglist')).toHaveLength(1)
    const luo = people.find(({ psn_name }) => psn_name === '罗启航')!
    const elsewhere = await ask('GYD051', verification({ aac002: luo.certno, aac003: '罗启航' }))
    expect(node(outputOf(elsewhere), 'data')).toMatchObject({ verify_result: '0' })
    expect(node(outputOf(elsewhere), 'data')!.verify_msg).toContain('530100')
    const stranger = people.find(({ psn_name }) => psn_name === '周建国')!
    const nobody = await ask('GYD051', verification({ aac002: stranger.certno, aac003: '周建国' }))
    expect(nobody).toMatchObject({ is: 'refused', sort: 'absent' })
  })
})
