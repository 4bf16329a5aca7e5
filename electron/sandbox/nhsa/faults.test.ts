import { afterEach, expect, test } from 'vitest'
import type { Client } from './testkit.ts'
import { named, openClient } from './testkit.ts'

let c: Client
const open = async (options: Parameters<typeof openClient>[0] = {}) => {
  c = await openClient({ signInRequired: false, ...options })
  return c
}
afterEach(() => c.sandbox.close())

const wang = named('王芳')

test('drop_before does nothing, drop_after has settled; neither answers', async () => {
  await open()
  const { visit, input } = await c.upToDetails(wang, '1')
  c.sandbox.setFaults([{ kind: 'drop_before', codes: ['2207'], times: 1 }])
  await expect(c.call('2207', input)).rejects.toThrow()
  expect(c.sandbox.ledger()).toEqual([])
  c.sandbox.setFaults([{ kind: 'drop_after', times: 1 }])
  const msgid = c.nextMsgid()
  await expect(c.call('2207', input, { msgid })).rejects.toThrow()
  expect(c.sandbox.effective()).toMatchObject([{ msgid }])
  expect((await c.ok('5203', c.seek(visit))).setlinfo.medins_setl_id).toBe(msgid)
})

test('faults strike transact codes unless told, by rate and times, the same for the same seed', async () => {
  await open({ seed: 5 })
  c.sandbox.setFaults([{ kind: 'drop_before' }])
  await c.ok('1101', { data: { mdtrt_cert_type: '02', mdtrt_cert_no: wang.certno } })
  await expect(c.call('2202', { data: {} })).rejects.toThrow()
  const strikes = async (seed: number) => {
    const own = await openClient({
      seed,
      signInRequired: false,
      faults: [{ kind: 'drop_before', codes: ['5201'], rate: 0.5 }],
    })
    const ask = {
      data: {
        psn_no: wang.psn_no,
        begntime: '2026-03-02 00:00:00',
        endtime: '2026-03-02 23:59:59',
        med_type: '11',
      },
    }
    const row: boolean[] = []
    for (let i = 0; i < 24; i++)
      row.push(
        await own.call('5201', ask).then(
          () => false,
          () => true,
        ),
      )
    await own.sandbox.close()
    return row
  }
  const [a, b, other] = [await strikes(3), await strikes(3), await strikes(4)]
  expect(a).toEqual(b)
  expect(other).not.toEqual(a)
  expect(new Set(a).size).toBe(2)
})

test('delay holds the answer back, not the booking', async () => {
  await open()
  const { input } = await c.upToDetails(wang, '1')
  c.sandbox.setFaults([{ kind: 'delay', codes: ['2207'], ms: 60_000 }])
  const abort = new AbortController()
  const waiting = fetch(`${c.sandbox.url}/2207`, {
    method: 'POST',
    body: JSON.stringify(c.envelope('2207', input)),
    signal: abort.signal,
  })
  while (c.sandbox.effective().length === 0) await new Promise((resolve) => setImmediate(resolve))
  abort.abort()
  await expect(waiting).rejects.toThrow()
})

test('repeat: delivered twice, booked once', async () => {
  await open({ faults: [{ kind: 'repeat' }] })
  const { input, visit } = await c.upToDetails(wang, '1')
  const { setlinfo } = await c.ok('2207', input)
  expect(c.sandbox.ledger()).toHaveLength(1)
  await c.ok('2208', { data: { setl_id: setlinfo.setl_id, mdtrt_id: visit.mdtrt_id, psn_no: wang.psn_no } })
  expect(c.sandbox.ledger()).toHaveLength(2)
})

test('garble: HTTP 200 in many wrong shapes, and never a whole answer', async () => {
  await open({ seed: 9, faults: [{ kind: 'garble', codes: ['2207', '2205'] }] })
  const { input } = await c.upToDetails(wang, '1')
  const msgid = c.nextMsgid()
  const raws = new Set<string>()
  for (let i = 0; i < 80; i++) {
    const { status, infcode, output, raw } = await c.call('2207', input, { msgid })
    raws.add(raw)
    expect(status).toBe(200)
    expect(Number(infcode ?? Number.NaN) === 0 && infcode !== '' && Boolean(output?.setlinfo?.setl_id)).toBe(
      false,
    )
  }
  expect(raws.size).toBeGreaterThan(12)
  expect(c.sandbox.ledger()).toHaveLength(1)
  for (let i = 0; i < 40; i++) {
    const { infcode } = await c.call('2205', {
      data: { mdtrt_id: '1', chrg_bchno: 'x', psn_no: wang.psn_no },
    })
    expect(infcode).not.toBe(0) // a refusal never reads as done
  }
  const { mdtrt_id } = await c.register(wang, '2')
  for (let i = 0; i < 60; i++) {
    const { infcode } = await c.call('2205', { data: { mdtrt_id, chrg_bchno: '0000', psn_no: wang.psn_no } })
    expect(infcode).not.toBe(0) // nor does a code without output slip through whole
  }
})

test('http500_after: a gateway fails, the centre has acted', async () => {
  await open({ faults: [{ kind: 'http500_after', codes: ['2207'] }] })
  const { input } = await c.upToDetails(wang, '1')
  const answer = await c.call('2207', input)
  expect(answer.status).toBeGreaterThanOrEqual(500)
  expect(answer.infcode).toBeUndefined()
  expect(c.sandbox.effective()).toHaveLength(1)
})

test('in_progress: not yet, to the sender and to every question, then booked', async () => {
  await open()
  const { visit, input } = await c.upToDetails(wang, '1')
  c.sandbox.setFaults([{ kind: 'in_progress', codes: ['2207'], ms: 5000, times: 1 }])
  const msgid = c.nextMsgid()
  const not_yet = /处理中/
  expect((await c.call('2207', input, { msgid })).err_msg).toMatch(not_yet)
  expect((await c.call('2207', input, { msgid })).err_msg).toMatch(not_yet)
  expect((await c.call('5203', c.seek(visit))).err_msg).toMatch(not_yet)
  expect(
    (await c.call('2601', { data: { psn_no: wang.psn_no, omsgid: msgid, oinfno: '2207' } })).err_msg,
  ).toMatch(not_yet)
  expect((await c.call('2207', input)).err_msg).toMatch(/未完成的交易/)
  expect(c.sandbox.ledger()).toEqual([])
  c.pass(4999)
  expect((await c.call('5203', c.seek(visit))).err_msg).toMatch(not_yet)
  c.pass(1)
  expect((await c.ok('5203', c.seek(visit))).setlinfo.medins_setl_id).toBe(msgid)
  expect((await c.ok('2207', input, { msgid })).setlinfo.medins_setl_id).toBe(msgid)
  expect(c.sandbox.ledger()).toHaveLength(1)
})

test('in_progress of a registration: 5201 says so; a bad message is refused at once', async () => {
  await open({ faults: [{ kind: 'in_progress', codes: ['2201'], ms: 5000 }] })
  const ask = {
    data: {
      psn_no: wang.psn_no,
      begntime: '2026-03-02 00:00:00',
      endtime: '2026-03-02 23:59:59',
      med_type: '11',
    },
  }
  expect((await c.call('2201', { data: {} })).err_msg).toMatch(/人员编号/)
  expect((await c.call('2201', c.registration(wang, '1'))).err_msg).toMatch(/处理中/)
  expect((await c.call('5201', ask)).err_msg).toMatch(/处理中/)
  c.pass(5000)
  expect((await c.ok('5201', ask)).mdtrtinfo).toMatchObject([{ ipt_otp_no: '1', psn_name: '王芳' }])
})

test('lag: booked, unanswered, and unseen by the queries for a while', async () => {
  await open()
  const { visit, input } = await c.upToDetails(wang, '1')
  c.sandbox.setFaults([{ kind: 'lag', ms: 5000 }])
  await expect(c.call('2207', input)).rejects.toThrow()
  await expect(c.call('2201', c.registration(named('张伟'), '2'))).rejects.toThrow()
  c.sandbox.setFaults([])
  const zhang = {
    data: {
      psn_no: named('张伟').psn_no,
      begntime: '2026-03-02 00:00:00',
      endtime: '2026-03-02 23:59:59',
      med_type: '11',
    },
  }
  expect(c.sandbox.effective()).toHaveLength(1)
  expect((await c.call('5203', c.seek(visit))).err_msg).toMatch(/未找到/)
  expect(await c.ok('5204', c.seek(visit))).toMatchObject([{ setl_id: '' }, { setl_id: '' }, { setl_id: '' }])
  expect((await c.ok('5201', zhang)).mdtrtinfo).toEqual([])
  c.pass(5000)
  const { setlinfo } = await c.ok('5203', c.seek(visit))
  expect(await c.ok('5204', c.seek(visit, setlinfo.setl_id))).toHaveLength(3)
  expect((await c.ok('5201', zhang)).mdtrtinfo).toHaveLength(1)
})
