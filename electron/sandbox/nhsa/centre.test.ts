import { afterEach, expect, test } from 'vitest'
import type { PostResult } from '../../platforms/http.ts'
import { openCentre } from './centre.ts'
import { admission } from './stay-kit.ts'
import type { Any } from './testkit.ts'
import { named, openClient } from './testkit.ts'
import type { NhsaSandboxOptions } from './types.ts'

const AT = new Date('2026-03-02T09:00:00').getTime()
const wang = named('王芳')
const open: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

/** A centre whose time moves only here; timers run in the order of their moments. */
function simulated(options: NhsaSandboxOptions = {}) {
  let now = AT
  const timers: { at: number; run: () => void }[] = []
  const after = (ms: number, run: () => void) => void timers.push({ at: now + ms, run })
  const centre = openCentre({ now: () => now, after, signInRequired: false, ...options })
  open.push(centre)
  const pass = async (ms: number) => {
    const until = now + ms
    for (;;) {
      const next = timers.sort((a, b) => a.at - b.at).findIndex((timer) => timer.at <= until)
      if (next < 0) break
      const [timer] = timers.splice(next, 1)
      now = timer!.at
      timer!.run()
      await Promise.resolve()
    }
    now = until
  }
  /** Sends, and notes when what came back. */
  const send = (infno: string, body: object, timeout_ms = 30_000) => {
    const got: { result?: PostResult; at?: number; written: number } = { written: 0 }
    const url = `http://centre/nhsa/${infno}`
    const written = () => {
      got.written++
    }
    void centre
      .send({ url, headers: {}, body: JSON.stringify(body), timeout_ms, written })
      .then((result) => Object.assign(got, { result, at: now - AT }))
    return got
  }
  return { centre, send, pass }
}

const said = (result: PostResult | undefined) =>
  result?.is === 'answered' ? JSON.parse(result.body.toString('utf8')) : result

async function client(options: NhsaSandboxOptions = {}) {
  const c = await openClient({ signInRequired: false, ...options })
  open.push(c.sandbox)
  return c
}

test('the same messages through a socket and in the process: the same answers and ledgers', async () => {
  for (const dialect of ['plain', 'text'] as const) {
    const c = await client({ dialect })
    const here = simulated({ dialect })
    const messages: [string, Any][] = [
      ['1101', { data: { mdtrt_cert_type: '02', mdtrt_cert_no: wang.certno } }],
      ['2401', admission(wang, 'ZY1')],
      ['2401', admission(wang, 'ZY1')],
      ['2201', c.registration(wang, 'M1')],
      ['2299', {}],
    ]
    for (const [infno, input] of messages) {
      const body = c.envelope(infno, input)
      const there = await c.post(infno, body)
      const got = here.send(infno, body)
      await here.pass(0)
      expect(got.result).toMatchObject({ is: 'answered', status: there.status })
      expect(said(got.result)).toEqual(JSON.parse(there.raw))
      expect(got.written).toBe(1)
    }
    expect(here.centre.leftovers()).toEqual(c.sandbox.leftovers())
    expect(here.centre.requests()).toBe(messages.length)
  }
})

test('an answer that is held longer than the sender waits: unknown at that moment, and the centre has acted', async () => {
  const c = await client()
  const here = simulated({ faults: [{ kind: 'delay', codes: ['2401'], ms: 40_000 }] })
  const got = here.send('2401', c.envelope('2401', admission(wang, 'ZY1')), 30_000)
  await here.pass(29_999)
  expect(got.result).toBeUndefined()
  await here.pass(1)
  expect(got).toMatchObject({ at: 30_000, result: { is: 'unknown' } })
  expect(here.centre.leftovers().visits).toHaveLength(1)
  const patient = here.send('2401', c.envelope('2401', admission(named('张伟'), 'ZY2')), 60_000)
  await here.pass(40_000)
  expect(patient).toMatchObject({ at: 70_000, result: { is: 'answered' } })
})

test('a dropped connection is unknown, whether the centre acted before it or not', async () => {
  const c = await client()
  const here = simulated()
  for (const kind of ['drop_before', 'drop_after'] as const) {
    here.centre.setFaults([{ kind }])
    const got = here.send('2401', c.envelope('2401', admission(wang, 'ZY1')))
    await here.pass(0)
    expect(got.result).toMatchObject({ is: 'unknown' })
    expect(here.centre.leftovers().visits).toHaveLength(kind === 'drop_after' ? 1 : 0)
  }
  expect(here.centre.struck()).toEqual({ drop_before: 1, drop_after: 1 })
})
