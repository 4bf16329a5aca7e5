import { afterEach, describe, expect, it } from 'vitest'
import people from '../shared/demo/people.json' with { type: 'json' }
import { faultOf } from '../shared/errors.ts'
import { dateOf } from '../shared/msgid.ts'
import { sample, seededBy } from '../shared/sample.ts'
import { type Counter, type CounterOptions, OPTER, openCounter } from './support/counter.ts'

/** The console through its channels, against the centre's own book. */
const counters: Counter[] = []
const open = async (options: CounterOptions = {}) => {
  const counter = await openCounter(options)
  counters.push(counter)
  return counter
}
afterEach(async () => {
  for (const counter of counters.splice(0)) await counter.close()
})

const fault = (promise: Promise<unknown>) => promise.then(() => null, faultOf)
const wang = people.find((p) => p.psn_name === '王芳')!
const who = { data: { mdtrt_cert_type: '02', mdtrt_cert_no: wang.certno, certno: wang.certno } }
const asked = { family: 'nhsa', code: '1101', input: who }
const last = async (c: Counter) => (await c.app.journal.searchTxns({ offset: 0, limit: 1 })).rows[0]

async function as(c: Counter, role: 'cashier' | 'office') {
  const operator = { opter: role, opterName: role, role, disabled: false, password: OPTER.password }
  await c.call('auth.saveOperator', operator)
  await c.call('auth.logout', {})
  await c.call('auth.login', { opter: role, password: OPTER.password })
}

describe('the console', () => {
  /** where the messages of the other families name their interface */
  const named: Record<string, (body: string) => unknown> = {
    bizh: (body) => /<function_id>(\w+)</.exec(body)?.[1],
    gy: (body) => JSON.parse(body).transno,
  }

  it('has every interface of every family: each can be shown, filled by its contract and laid out as a message', async () => {
    const c = await open({ nhsa: { overlays: ['sichuan', 'hunan', 'jiangxi'] } })
    const rows = await c.call('console.list', {})
    expect(new Set(rows.map(({ family }) => family))).toEqual(
      new Set(['nhsa', 'sichuan', 'gs', 'bizh', 'gy']),
    )
    expect(rows.length).toBeGreaterThan(200)
    let sent = 0
    for (const { family, code, direction } of rows) {
      const { contract, life } = await c.call('console.contract', { family, code })
      expect([code, life.ask, life.undo].every(Boolean)).toBe(true)
      const { dict } = c.app.platforms.get(family)!
      const options = { dict, at_ms: Date.now(), random: seededBy(code) }
      const input = sample(contract, 'input', options) as Record<string, never>
      const dry = c.call('console.dry', { family, code, input })
      if (direction === 'serve') {
        expect([code, (await fault(dry))?.what]).toEqual([code, expect.stringContaining('由中心调用医院')])
        continue
      }
      const broken = await fault(dry)
      // a made-up message may break a rule of money that no contract knows; no field of it is at fault
      expect([code, broken?.fields ?? []]).toEqual([code, []])
      if (broken) continue
      const { body } = await dry
      expect([code, named[family]?.(body) ?? JSON.parse(body).infno]).toEqual([code, code])
      sent++
    }
    expect(sent).toBeGreaterThan(200)
    expect(await last(c)).toMatchObject({ infno: '9001' })
  })

  it('answers masked; names and numbers in clear are audited, and so is what is sent', async () => {
    const c = await open()
    const answer = await c.call('console.send', asked)
    expect(answer).toMatchObject({ is: 'settled', stateLabel: '成功', fault: null, revealed: false })
    expect(JSON.stringify(answer)).not.toContain(wang.psn_name)
    const clear = await c.call('console.answer', { msgid: answer.msgid, reveal: true })
    expect(clear.fields).toContainEqual(
      expect.objectContaining({ label: '基本信息 · 人员姓名', value: '王芳' }),
    )
    expect(await c.call('console.draft', { msgid: answer.msgid })).toMatchObject({ code: '1101', input: who })
    const trail = await c.call('auth.audit', { limit: 3 })
    expect(trail.map(({ action, subject }) => [action, subject])).toEqual([
      ['console.draft', answer.msgid],
      ['txn.reveal', answer.msgid],
      ['console.send', '1101'],
    ])
  })

  it('refuses a wrong value by its field; nothing is written or sent', async () => {
    const c = await open()
    const before = await last(c)
    const input = { data: { mdtrt_cert_type: '99', mdtrt_cert_no: '1' } }
    const said = await fault(c.call('console.send', { ...asked, input }))
    expect(said).toMatchObject({ kind: 'invalid', fields: [{ path: 'data.mdtrt_cert_type', rule: 'dict' }] })
    expect(await fault(c.call('console.send', { ...asked, insuplc: '51' }))).toMatchObject({
      kind: 'invalid',
    })
    const remote = await fault(c.call('console.dry', { ...asked, insuplc: '110100' }))
    expect(remote?.fields?.map(({ path }) => path)).toEqual(['data.psn_cert_type', 'data.psn_name'])
    expect(await c.call('console.remote', { family: 'nhsa', insuplc: '110100' })).toEqual({ remote: true })
    expect((await last(c))?.msgid).toBe(before?.msgid)
  })

  it('is not for cashiers; who has no shift sends as the system operator, and the audit names the person', async () => {
    const c = await open()
    await as(c, 'cashier')
    expect(await fault(c.call('console.send', asked))).toMatchObject({ kind: 'denied' })
    expect(await c.call('console.dicts', { names: ['gend', 'none'] })).toMatchObject([
      { name: 'gend', dict: { name: 'gend' }, py: { '1': 'n' } },
      { name: 'none', dict: null },
    ])
    await c.call('auth.logout', {})
    await c.call('auth.login', { opter: OPTER.opter, password: OPTER.password })
    await as(c, 'office')
    const { msgid } = await c.call('console.send', asked)
    expect(await c.app.journal.txn(msgid)).toMatchObject({ opter: 'SYS', shiftId: null })
    const trail = await c.app.journal.auditTrail({ limit: 1 })
    expect(trail[0]).toMatchObject({ action: 'console.send', actor: 'office' })
  })

  it('a lost answer is in doubt, holds the person, and is found out', async () => {
    const c = await open()
    const { msgid } = await c.call('console.send', asked)
    const { output } = await c.call('console.answer', { msgid, reveal: true })
    const { psn_no } = (output as { baseinfo: { psn_no: string } }).baseinfo
    c.app.sandbox!.setFaults([{ kind: 'drop_after', codes: ['2505'], times: 2 }])
    const data = {
      ...{ psn_no, biz_appy_type: '03', begndate: dateOf(Date.now()), fix_srt_no: '1' },
      ...{ fixmedins_code: 'H51010400001', fixmedins_name: '柜台演示医院' },
    }
    const send = () =>
      c.call('console.send', { family: 'nhsa', code: '2505', input: { data }, insuplc: '510100' })
    const doubt = await send()
    expect(doubt).toMatchObject({ is: 'doubtful', fault: { kind: 'doubt' } })
    expect((await c.app.journal.txn(doubt.msgid))?.psnNo).toBe(psn_no)
    expect(await fault(send())).toMatchObject({ kind: 'doubt' })
    await expect
      .poll(async () => (await c.call('console.answer', { msgid: doubt.msgid })).is, { timeout: 60_000 })
      .toBe('settled')
  })
})

describe('files and examples', () => {
  it('a file comes in pieces and travels with its message; one that is too large or torn is refused', async () => {
    const c = await open({ nhsa: { files: { most_bytes: 2000 } } })
    const bytes = Buffer.from(`PK${'x'.repeat(1500)}`)
    const piece = (from: number, to?: number) => bytes.subarray(from, to).toString('base64')
    const put = (at: number, base64: string, id = 'a', of = 2) =>
      c.call('console.putFile', { name: 'a.zip', base64, id, at, of })
    expect(await put(0, piece(0, 900))).toMatchObject({ ref: null, bytes: 900 })
    const { ref } = await put(1, piece(900))
    expect(ref).toMatch(/^file:[0-9a-f]{64}$/)
    expect((await fault(put(1, piece(900), 'b')))?.what).toContain('没有完整送到')
    await put(0, Buffer.alloc(1500).toString('base64'), 'c')
    expect((await fault(put(1, Buffer.alloc(1500).toString('base64'), 'c')))?.what).toContain('大小上限')
    expect((await fault(put(0, '', 'd', 1)))?.what).toContain('空的')
    expect(await fault(put(0, '不是', 'e', 1))).toMatchObject({ kind: 'invalid' })
    const fsUploadIn = { in: ref!, filename: 'a.zip', fixmedins_code: 'H51010400001' }
    const sent = await c.call('console.send', { family: 'nhsa', code: '9101', input: { fsUploadIn } })
    expect(sent.is).toBe('settled')
    expect((sent.output as { file_qury_no: string }).file_qury_no).toBeTruthy()
  })

  it('examples are kept without what identifies a person, unless one says so, and are shared', async () => {
    const c = await open()
    const save = (name: string, personal: boolean) =>
      c.call('console.saveExample', { ...asked, name, personal, insuplc: '510100' })
    const bare = await save('不带人', false)
    const full = await save('带人', true)
    expect((await c.call('console.example', { id: bare.id })).input).toEqual({
      data: { mdtrt_cert_type: '02' },
    })
    expect(await c.call('console.example', { id: full.id })).toEqual({
      name: '带人',
      input: who,
      insuplc: '510100',
    })
    await as(c, 'office')
    const seen = await c.call('console.examples', { family: 'nhsa', code: '1101' })
    expect(seen.map(({ name }) => name).sort()).toEqual(['不带人', '带人'])
    expect(await c.call('console.examples', { family: 'nhsa', code: '2201' })).toEqual([])
    await c.call('console.dropExample', { id: full.id, version: full.version })
    expect(await fault(c.call('console.dropExample', { id: full.id, version: 1 }))).toMatchObject({
      kind: 'not_found',
    })
    expect(await c.call('console.examples', { family: 'nhsa', code: '1101' })).toHaveLength(1)
  })
})
