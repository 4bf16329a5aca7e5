import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../shared/contract.ts'
import type { Txn } from '../../../shared/txn.ts'
import { element, parseXml } from '../../../shared/xml.ts'
import { openContracts } from '../contracts.ts'
import type { Post, PostResult } from '../http.ts'
import type { Reply } from '../port.ts'
import { type BizhConfig, bizhConfig } from './config.ts'
import { createBizh } from './index.ts'

const book = openContracts({ family: 'bizh' })
const NIGHT = new Date(2026, 2, 2, 23, 59).getTime()
const PASSWORD = 'p<&>word'

type Said = string | PostResult
const answered = (body: string | Buffer, status = 200): PostResult => ({
  ...{ is: 'answered', status, headers: {}, body: Buffer.from(body) },
})
const said = (code: number, message: string, ...content: string[]) =>
  element('program', [
    element('return_code', String(code)),
    element('return_code_message', message),
    ...content,
  ])

/** A platform whose far end answers by function and session; `sessions` are given out one after the other. */
function opened(over: Partial<Record<keyof BizhConfig, unknown>> = {}) {
  const config = bizhConfig.parse({
    ...{ baseUrl: 'http://far/', user: 'h1', passwordRef: 'pw', ...over },
  })
  const seen: { function_id: string; session_id: string | null; body: string; post: Post }[] = []
  const clock = { now: NIGHT }
  const vault = { password: PASSWORD }
  let issued = 0
  let valid: string | null = null
  const far = {
    /** what a call in a good session is answered */
    say: (_function: string): Said => said(1, '成功'),
    login: (): Said => {
      valid = `S${++issued}`
      return said(1, '', element('session_id', valid))
    },
    forget: () => {
      valid = null
    },
  }
  const platform = createBizh({
    ...{ config, book, site: { fixmedins_code: 'H1', fixmedins_name: '院' }, now: () => clock.now },
    secret: (ref) => {
      if (ref !== 'pw') throw new Error(`没有密钥 ${ref}`)
      return vault.password
    },
    async send(post) {
      await Promise.resolve()
      const body = String(post.body)
      const root = parseXml(body)
      const of = (name: string) => root.children.find((one) => one.name === name)?.text ?? null
      const function_id = of('function_id') ?? ''
      const session_id = of('session_id')
      seen.push({ function_id, session_id, body, post })
      const answer =
        function_id === 'sys0001'
          ? far.login()
          : session_id === valid
            ? far.say(function_id)
            : said(-9, '会话失效，请重新登录')
      return typeof answer === 'string' ? answered(answer) : answer
    },
  })
  const ask = (infno: string, program: JsonObject, local: JsonObject = {}) =>
    platform.exchange(txnOf(infno, program, local), { sign_no: null, opter: '1', opterName: '一' })
  return { platform, far, seen, clock, vault, ask }
}

const txnOf = (infno: string, program: JsonObject, local: JsonObject = {}): Txn =>
  ({
    ...{ msgid: 'M1', family: 'bizh', infno, kind: book.get(infno).kind, input: { program }, local },
    ...{ amountFen: null, psnNo: 'P1', createdAt: NIGHT, sentAt: NIGHT },
  }) as unknown as Txn

const LINE = {
  ...{ ake005: 'A1', ake006: '药<1>&', bka051: '2026-03-02', bka056: 0.1234, bka057: 2.5 },
  bka058: 0.31,
}
const CHARGE = {
  ...{ akb020: 'H1', aaz218: 'V1', bka014: '1', bka015: '一', bka893: '1', feeinfo: [LINE] },
}

describe('the message', () => {
  it('is bare XML with function and session first, data sets in rows, dates and numbers as the platform has them', async () => {
    const { ask, seen } = opened()
    await ask('bizh110105', CHARGE)
    const { post, body } = seen[1]!
    expect(post.url).toBe('http://far/hygeia_esb_sj/api/call.action')
    expect(post.headers).toEqual({ 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' })
    const names = parseXml(body).children.map(({ name }) => name)
    expect(names).toEqual([
      ...['function_id', 'session_id', 'akb020', 'aaz218', 'bka014', 'bka015', 'bka893', 'feeinfo'],
    ])
    expect(body).toContain('<ake006>药&lt;1&gt;&amp;</ake006>')
    expect(body).toContain('<bka051>20260302</bka051><bka056>0.1234</bka056><bka057>2.5</bka057>')
    expect(
      parseXml(body)
        .children.at(-1)!
        .children.map(({ name }) => name),
    ).toEqual(['row'])
  })

  it('takes the names of the site, and reads its answers by them', async () => {
    const over = { names: { aaz218: 'visit_no' }, codes: { bizh110104: 'x4' }, envelope: { row: 'line' } }
    const { ask, seen, far, platform } = opened({ ...over, path: 'api' })
    far.say = (code) => said(code === 'x4' ? 1 : -1, '', element('visit_no', 'V9'))
    const reply = await ask('bizh110104', { akb020: 'H1', aac001: 'P1' })
    expect(reply).toMatchObject({ is: 'ok', output: { program: { aaz218: 'V9' } } })
    expect(seen.map(({ post }) => post.url)).toEqual(['http://far/api', 'http://far/api'])
    const { body } = platform.wire(txnOf('bizh110105', CHARGE), { sign_no: null, opter: '', opterName: '' })
    expect(body).toContain('<visit_no>V1</visit_no>')
    expect(body).toContain('<feeinfo><line>')
  })
})

describe('the session', () => {
  it('is one for all calls of a day, opened once for those that come together', async () => {
    const { ask, seen, clock } = opened()
    await Promise.all(['1', '2', '3'].map((akb020) => ask('bizh120205', { akb020 })))
    await ask('bizh120205', { akb020: '4' })
    expect(seen.map(({ function_id }) => function_id).sort()).toEqual([
      ...Array(4).fill('bizh120205'),
      'sys0001',
    ])
    clock.now += 60_000 // midnight
    await ask('bizh120205', { akb020: '5' })
    expect(seen.slice(-2).map(({ function_id, session_id }) => [function_id, session_id])).toEqual([
      ['sys0001', null],
      ['bizh120205', 'S2'],
    ])
  })

  it('that the platform forgot is renewed, and each call repeated once, unseen', async () => {
    const { ask, seen, far } = opened()
    await ask('bizh120205', { akb020: '1' })
    far.forget()
    const replies = await Promise.all(['2', '3'].map((akb020) => ask('bizh120205', { akb020 })))
    expect(replies.map(({ is }) => is)).toEqual(['ok', 'ok'])
    expect(seen.filter(({ function_id }) => function_id === 'sys0001')).toHaveLength(2)
    far.say = () => said(-9, '会话失效')
    const before = seen.length
    expect(await ask('bizh120205', { akb020: '4' })).toMatchObject({ is: 'refused', sort: 'session' })
    expect(seen.slice(before).map(({ function_id }) => function_id)).toEqual([
      ...['bizh120205', 'sys0001', 'bizh120205'],
    ])
  })

  it('that cannot be opened leaves the call unsent', async () => {
    const { ask, far, seen } = opened()
    far.login = () => said(-1, '密码错误')
    expect(await ask('bizh110105', CHARGE)).toEqual({
      ...{ is: 'not_sent', message: '登录平台没有成功：密码错误' },
    })
    expect(seen).toHaveLength(1)
    const { ask: other } = opened({ passwordRef: 'gone' })
    expect(await other('bizh110105', CHARGE)).toEqual({ is: 'not_sent', message: '没有密钥 gone' })
  })

  it('that was refused is not asked for again and again: many doubts look by the clock, and accounts get locked', async () => {
    const { ask, far, seen, clock, vault } = opened()
    const login = far.login
    far.login = () => said(-1, '密码错误')
    const go = () => ask('bizh120205', { akb020: '1' })
    const logins = () => seen.filter(({ function_id }) => function_id === 'sys0001').length
    await go()
    for (let i = 0; i < 20; i++) await go()
    expect(logins()).toBe(1)
    expect(await go()).toMatchObject({ is: 'not_sent', message: expect.stringMatching(/密码错误.*1 分钟内/) })
    // a quarter of an hour of looks every half minute: after 1, 2, 4 and 8 minutes
    for (let i = 0; i < 31; i++) {
      clock.now += 30_000
      await go()
    }
    expect(logins()).toBe(5)
    vault.password = '新的'
    far.login = login
    expect(await go()).toMatchObject({ is: 'ok' })
    // nobody refused this one: the line was down
    far.forget()
    far.login = () => ({ is: 'unknown', why: '断开' })
    for (let i = 0; i < 3; i++) await go()
    expect(logins()).toBe(9)
  })

  it('never shows its password or its number, whoever asks', async () => {
    const { platform, ask, seen } = opened()
    const input = { userid: 'someone', password: '***' }
    expect(platform.checkInput('sys0001', { program: { ...input, password: 'real' } })).toContain('密钥库')
    expect(platform.checkInput('sys0001', { program: input })).toBeNull()
    const reply = (await ask('sys0001', input)) as Extract<Reply, { is: 'ok' }>
    expect(reply.output).toEqual({ program: { session_id: '***' } })
    expect(platform.read(txnOf('sys0001', input), reply.output)).toHaveProperty('output')
    expect(seen[0]!.body).toContain('<password>p&lt;&amp;&gt;word</password>')
    await ask('bizh120205', { akb020: '1' })
    expect(seen).toHaveLength(2) // under the session of the login that was shown
    const session = { sign_no: null, opter: '', opterName: '' }
    for (const one of [txnOf('sys0001', input), txnOf('bizh120205', { akb020: '1' })]) {
      const { body } = platform.wire(one, session)
      expect(body).toContain('***')
      expect(body).not.toMatch(/;word|>S1/)
    }
  })
})

describe('an answer', () => {
  const replyTo = async (answer: Said, infno = 'bizh120106', program: JsonObject = { aaz218: 'V1' }) => {
    const { ask, far } = opened()
    far.say = () => answer
    return ask(infno, program)
  }

  it('is a yes or a no only where a whole program says so', async () => {
    expect(await replyTo(said(0, '操作成功'))).toMatchObject({ is: 'ok', warning: null })
    expect(await replyTo(said(1, '请核对卡号'))).toMatchObject({ is: 'ok', warning: '请核对卡号' })
    expect(await replyTo(said(-1, '业务互斥'))).toMatchObject({ is: 'refused', code: '-1', sort: 'other' })
    expect(await replyTo(said(-1, '交易正在处理中'))).toMatchObject({ is: 'in_progress' })
    expect(await replyTo({ is: 'not_sent', why: '网络不通' })).toMatchObject({ is: 'not_sent' })
    for (const bad of [
      ...['', '{}', 'null', '<html><body>502</body></html>', said(1, '').slice(0, -3), `${said(1, '')}x`],
      ...[said(-1, ''), said(-1, '系统异常：空指针'), said(-1, '数据库访问超时')],
      element('program', [element('return_code', 'OK')]),
      element('program', [element('return_code_message', '成功')]),
      `<!DOCTYPE program [<!ENTITY a "1">]><program><return_code>&a;</return_code></program>`,
    ])
      expect(await replyTo(bad), bad).toMatchObject({ is: 'unknown' })
    expect(await replyTo(answered(said(1, '成功'), 500))).toMatchObject({ is: 'unknown' })
    expect(await replyTo(answered(said(-1, '不能结算'), 500))).toMatchObject({ is: 'refused' })
    const torn = Buffer.from(said(1, '成功'))
    torn[torn.indexOf('成')] = 0xff
    expect(await replyTo(answered(torn))).toMatchObject({ is: 'unknown' })
  })

  it('that something is not there or was there before is heard of what may say so', async () => {
    const sorts = async (message: string, infno: string, program: JsonObject = { aaz218: 'V1' }) => {
      const reply = await replyTo(said(-1, message), infno, program)
      return reply.is === 'refused' ? reply.sort : reply.is
    }
    expect(await sorts('该门诊登记不存在', 'bizh110106')).toBe('absent')
    expect(await sorts('就医登记号不存在', 'bizh120002')).toBe('other')
    expect(await sorts('该业务未结算', 'bizh120107')).toBe('absent')
    expect(await sorts('该业务未结算', 'bizh120108')).toBe('other')
    expect(await sorts('业务互斥：尚未出院结算', 'bizh120001')).toBe('other')
    expect(await sorts('该业务未结算，没有结算单', 'bizh120206')).toBe('absent')
    expect(await sorts('已出院', 'bizh120105')).toBe('double')
    expect(await sorts('已出院', 'bizh120002')).toBe('other')
    expect(await sorts('费用序列号重复', 'bizh120002')).toBe('double')
    expect(await sorts('不能重复退费', 'bizh110105', CHARGE)).toBe('double')
    const refund = { ...CHARGE, feeinfo: [{ ...LINE, bka057: -2.5, bka058: -0.31 }] }
    expect(await sorts('不能重复退费', 'bizh110105', refund)).toBe('absent')
    expect(await sorts('费用序列号不存在', 'bizh110105', refund)).toBe('other')
  })

  it.each([
    ['bizh110102', '未查询到门诊业务信息'],
    ['bizh110103', '未查询到已收费的费用信息'],
    ['bizh120102', '就医登记号 GD26112100000002 不存在'],
    ['bizh120004', '没有找到费用明细，不存在可删除的费用'],
    ['bizh120108', '尚未办理出院登记，不存在可取消的出院登记'],
  ])('of %s: “%s” is a no of the very thing', async (infno, message) => {
    expect(await replyTo(said(-1, message), infno, { aaz218: 'V1' })).toMatchObject({ sort: 'absent' })
  })

  it.each(['bizh110103', 'bizh120206', 'bizh120102', 'bizh120107', 'bizh110106'])(
    'of %s, that another thing is missing says nothing of what was sent',
    async (infno) => {
      const others = [
        '医疗机构编码不存在',
        '业务类型不存在',
        '未找到对应的交易号',
        '未查询到该参保人的信息',
        '无此权限',
      ]
      for (const message of others)
        expect(await replyTo(said(-1, message), infno, { aaz218: 'V1' }), message).toMatchObject({
          sort: 'other',
        })
    },
  )

  it('is read into the contract: rows, dates, numbers', () => {
    const { platform } = opened()
    const txn = txnOf('bizh110001', { bka895: 'aac002' })
    const raw = { program: { personinfo: [{ aac001: 'P', aac006: '19850312' }], freezeinfo: '' } }
    expect(platform.read(txn, raw)).toEqual({
      ...{ output: { program: { personinfo: [{ aac001: 'P', aac006: '1985-03-12' }] } } },
    })
  })
})
