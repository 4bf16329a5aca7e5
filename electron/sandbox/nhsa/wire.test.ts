import { createHash, createHmac } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { openContracts } from '../../platforms/contracts.ts'
import { handlers } from './areas/index.ts'
import { itemOf } from './catalogue.ts'
import { citizens } from './people.ts'
import type { Any, Client } from './testkit.ts'
import { named, openClient } from './testkit.ts'

let c: Client
const open = async (options: Parameters<typeof openClient>[0] = {}) => {
  c = await openClient({ signInRequired: false, ...options })
  return c
}
afterEach(() => c?.sandbox.close())

const wang = named('王芳')
const who = { data: { mdtrt_cert_type: '02', mdtrt_cert_no: wang.certno } }

test('every code served has a contract, and every national and Sichuan code a handler of its own', () => {
  const provinces = openContracts({ family: 'nhsa', overlays: ['hunan', 'jiangxi'] })
  const books = [openContracts({ family: 'nhsa' }), openContracts({ family: 'sichuan' })]
  const known = [provinces, ...books]
  expect(Object.keys(handlers).filter((code) => !known.some((book) => book.has(code)))).toEqual([])
  const called = books.flatMap((book) => book.list()).filter(({ direction }) => direction === 'call')
  expect(called.map(({ code }) => code).filter((code) => !Object.hasOwn(handlers, code))).toEqual([])
})

test('the wrapper of an answer', async () => {
  await open()
  const message = JSON.parse((await c.call('1101', who)).raw)
  expect(message).toMatchObject({ infcode: 0, err_msg: '', warn_msg: '' })
  expect(message.inf_refmsgid).toMatch(/^51010020260302090000\d{10}$/)
  expect(message.refmsg_time).toBe('20260302090000000')
})

test('text dialect: numbers as text, null for absent, one row as an object', async () => {
  await open({ dialect: 'text' })
  const message = JSON.parse((await c.call('1101', who)).raw)
  expect(message).toMatchObject({ infcode: '0', err_msg: 'success', warn_msg: null })
  expect(message.output.insuinfo).toMatchObject({ balc: '3560.2', paus_insu_date: null })
  const { visit, input } = await c.upToDetails(wang, '1')
  const { setlinfo } = await c.ok('2207', input)
  expect(setlinfo.medfee_sumamt).toBe('648.8')
  const back = await c.ok('2208', {
    data: { setl_id: setlinfo.setl_id, mdtrt_id: visit.mdtrt_id, psn_no: wang.psn_no },
  })
  expect(back.setlinfo).toMatchObject({ pdn_cash_pay: '-32.8', psn_part_amt: null })
  expect(back.setlinfo.psn_cash_pay).toBeUndefined()
  const no = JSON.parse((await c.call('2207', { data: { ...input.data, mdtrt_id: '9' } })).raw)
  expect(no).toMatchObject({ infcode: '-1', inf_refmsgid: null, output: null })
})

test('an out-of-area patient names identity and both regions', async () => {
  await open()
  const song = named('宋远方')
  const bare = { data: { mdtrt_cert_type: '03', mdtrt_cert_no: song.card_no, card_sn: song.card_sn } }
  expect((await c.call('1101', bare, { insuplc_admdvs: '440300' })).err_msg).toMatch(/证件/)
  const { input } = await c.upToDetails(song, '1')
  const { setlinfo } = await c.ok('2207', input)
  expect(setlinfo).toMatchObject({ clr_optins: '440300' })
  expect((await c.call('2207', input, { insuplc_admdvs: '510100' })).err_msg).toMatch(/参保地/)
})

test('civil servant, aid, newborn, a name beyond the BMP', async () => {
  await open()
  const settle = async (name: string) => {
    const { input } = await c.upToDetails(named(name), name)
    return (await c.ok('2207', input)).setlinfo
  }
  expect((await settle('赵敏')).cvlserv_pay).toBeGreaterThan(0)
  expect((await settle('胡志明')).maf_pay).toBeGreaterThan(0)
  expect(await settle('何沐阳')).toMatchObject({ age: 1, acct_pay: 0 })
  expect((await settle('唐𬌗')).psn_name).toBe('唐𬌗')
  c.pass(-60 * 86_400_000)
  expect(
    (await c.ok('1101', { data: { mdtrt_cert_type: '02', mdtrt_cert_no: named('何沐阳').certno } })).baseinfo
      .age,
  ).toBe(0.8)
})

test('an e-voucher code is good once, its token for a while', async () => {
  await open()
  const code = c.demoCode(wang, 1)
  expect(code).toMatch(/^424\d{25}$/)
  const { code: result, data } = await c.decode(code)
  expect(result).toBe(0)
  expect(data).toMatchObject({ userName: '王芳', idNo: wang.certno, insuOrg: '510100' })
  expect((await c.decode(code)).code).not.toBe(0)
  expect((await c.decode(`${code.slice(0, 20)}0000000`)).code).toBe(500159)
  expect((await c.decode(c.demoCode(wang, 2))).data.ecToken).not.toBe(data.ecToken)
  const byToken = { data: { mdtrt_cert_type: '01', mdtrt_cert_no: data.ecToken } }
  expect((await c.ok('1101', byToken)).baseinfo.psn_no).toBe(wang.psn_no)
  c.pass(31 * 60_000)
  expect((await c.call('1101', byToken)).err_msg).toMatch(/过期/)
})

test('x-tif headers: signature, account, time and nonce', async () => {
  const at_s = new Date('2026-03-02T09:00:00').getTime() / 1000
  await open({ headers: { scheme: 'x-tif', key: 'app', secret: 'tok' } })
  const headers = (over: Record<string, string> = {}, nonce = String(Math.random())) => ({
    'x-tif-paasid': 'app',
    'x-tif-timestamp': String(at_s),
    'x-tif-nonce': nonce,
    'x-tif-signature': createHash('sha256').update(`${at_s}tok${nonce}${at_s}`).digest('hex'),
    ...over,
  })
  const send = (h: Record<string, string>) => c.post('1101', c.envelope('1101', who), h)
  expect(await send(headers())).toMatchObject({ status: 200, infcode: 0 })
  expect(await send(headers({}, 'once'))).toMatchObject({ status: 200 })
  for (const bad of [
    {},
    headers({}, 'once'),
    headers({ 'x-tif-paasid': 'other' }),
    headers({ 'x-tif-signature': '0'.repeat(64) }),
    headers({ 'x-tif-timestamp': String(at_s - 3600) }),
  ]) {
    const answer = await send(bad)
    expect(answer.status).toBe(401)
    expect(JSON.parse(answer.raw)).toMatchObject({ code: 401, type: 'error', data: null })
  }
})

test('csb headers: HMAC over the sorted names, and its address shape', async () => {
  const at = String(new Date('2026-03-02T09:00:00').getTime())
  await open({ headers: { scheme: 'csb', key: 'ak', secret: 'sk' } })
  const headers = (over: Record<string, string> = {}) => {
    const names: Record<string, string> = {
      _api_access_key: 'ak',
      _api_name: '1101',
      _api_timestamp: at,
      _api_version: '1.0.0',
      ...over,
    }
    const text = Object.entries(names)
      .map(([k, v]) => `${k}=${v}`)
      .join('&')
    return { ...names, _api_signature: createHmac('sha1', 'sk').update(text).digest('base64') }
  }
  const send = (h: Record<string, string>, at = '1101') => c.post(at, c.envelope('1101', who), h)
  expect(await send(headers())).toMatchObject({ status: 200, infcode: 0 })
  expect(await send(headers(), '1.0.0/hsa-fsi-1101')).toMatchObject({ status: 200, infcode: 0 })
  expect(await send(headers(), 'fsi/api/fsiPsnInfoService/queryPsnInfo')).toMatchObject({ infcode: 0 })
  expect(JSON.parse((await send({ ...headers(), _api_name: '2207' })).raw)).toEqual({
    code: 401,
    message: '签名不一致',
  })
  expect(await send(headers({ _api_access_key: 'x' }))).toMatchObject({ status: 401, message: '非法用户' })
  expect(await send(headers({ _api_timestamp: '1' }))).toMatchObject({
    status: 401,
    message: '签名时间戳超时',
  })
  expect(await send({})).toMatchObject({ status: 401 })
})

test('other processes look in and set faults over HTTP', async () => {
  await open()
  const origin = new URL(c.sandbox.url).origin
  const { input } = await c.upToDetails(wang, '1')
  const set = await fetch(`${origin}/_sandbox/faults`, {
    method: 'POST',
    body: '[{"kind":"drop_after","codes":["2207"]}]',
  })
  expect(set.status).toBe(200)
  await expect(c.call('2207', input)).rejects.toThrow()
  const state = (await (await fetch(`${origin}/_sandbox/state`)).json()) as Any
  expect(state.effective).toMatchObject([{ medfee_sumamt: 64880 }])
  expect(state.people).toHaveLength(citizens.length)
  expect(state.leftovers).toEqual({ visits: [], details: [] })
  expect(
    (await fetch(`${origin}/_sandbox/faults`, { method: 'POST', body: '[{"kind":"boom"}]' })).status,
  ).toBe(400)
  expect((await fetch(`${c.sandbox.url}/1101`, { method: 'POST', body: 'no json' })).status).toBe(400)
})

test('citizens and catalogue are sound', () => {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  for (const p of citizens) {
    const total = weights.reduce((t, w, i) => t + w * Number(p.certno[i]), 0)
    expect(p.certno[17]).toBe('10X98765432'[total % 11])
    expect(p.certno.slice(6, 14)).toBe(p.brdy.replaceAll('-', ''))
    expect(p.card_sn).toMatch(/^\d{6}[0-9A-F]{26}$/)
    expect(p.card_sn.startsWith(p.area)).toBe(true)
    expect(Number(p.certno[16]) % 2).toBe(p.gend === '1' ? 1 : 0)
  }
  expect(new Set(citizens.flatMap((p) => [p.psn_no, p.certno, p.card_no])).size).toBe(citizens.length * 3)
  expect(itemOf('T001700661')?.name).toBe('黄芪')
})
