import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fileSecrets } from '../electron/host/file-secrets.ts'
import people from '../shared/demo/people.json' with { type: 'json' }
import { openCounter } from './support/counter.ts'

const CLI = join(import.meta.dirname, '../electron/host/cli.ts')
const person = people[0]!
const who = { data: { mdtrt_cert_type: '02', mdtrt_cert_no: person.certno } }

interface Ended {
  status: number | null
  out: string
  err: string
}

function start(args: string[], env: Record<string, string> = {}): ChildProcess {
  const { GUITAI_PASSPHRASE: _, ...rest } = process.env
  return spawn(process.execPath, [CLI, ...args], { env: { ...rest, ...env } })
}

function run(args: string[], more: { stdin?: string; env?: Record<string, string> } = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = start(args, more.env)
    let out = ''
    let err = ''
    child.stdout?.on('data', (chunk) => {
      out += chunk
    })
    child.stderr?.on('data', (chunk) => {
      err += chunk
    })
    child.on('error', reject)
    child.on('close', (status) => resolve({ status, out, err }))
    child.stdin?.end(more.stdin ?? '')
  })
}

// biome-ignore lint/suspicious/noExplicitAny: figures differ from command to command
const last = ({ out }: Ended): { name: string; ok: boolean; figures: any } =>
  JSON.parse(out.trimEnd().split('\n').at(-1) ?? '')

let dir: string
let file: string
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'guitai-cli-'))
  file = join(dir, '1101.json')
  writeFileSync(file, JSON.stringify(who))
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

describe('call', () => {
  const home = () => join(dir, 'call')
  const call = (...args: string[]) => run(['call', ...args, '--home', home()])

  it('signs in, asks, and prints the answer as a labelled table with personal data masked', async () => {
    const ended = await call('nhsa', '1101', '--input', file)
    expect(ended.err).toBe('')
    expect(ended.status).toBe(0)
    expect(ended.out).toMatch(/基本信息 · 人员姓名 +王\*/)
    expect(ended.out).toMatch(/险种类型 +310 +职工基本医疗保险 +insuinfo\[0\]\.insutype/)
    expect(ended.out).not.toContain(person.certno)
  })

  it('answers machines with one object, whole', async () => {
    const ended = await run(['call', 'nhsa', '1101', '--input', '-', '--home', home(), '--json'], {
      stdin: JSON.stringify(who),
    })
    expect(ended.out.trimEnd().split('\n')).toHaveLength(1)
    const { name, ok, figures } = last(ended)
    expect({ name, ok, status: ended.status }).toEqual({ name: 'call', ok: true, status: 0 })
    expect(figures.output.baseinfo).toMatchObject({ psn_name: person.psn_name, certno: person.certno })
    expect(figures.state).toBe('SETTLED')
  })

  it('--dry shows the message, sends nothing and journals nothing', async () => {
    const fresh = join(dir, 'dry')
    const ended = await run(['call', 'nhsa', '1101', '--input', file, '--home', fresh, '--dry', '--json'])
    expect(ended.status).toBe(0)
    expect(last(ended).figures.body).toMatchObject({
      infno: '1101',
      input: who,
      fixmedins_code: 'H51010400001',
    })
    const counter = await openCounter({ home: fresh, bare: true })
    try {
      expect(counter.app.sandbox!.requests()).toBe(0)
      expect((await counter.app.journal.searchTxns({ offset: 0, limit: 10 })).total).toBe(0)
    } finally {
      await counter.close()
    }
  })

  it('names each field at fault and sends nothing', async () => {
    const bad = join(dir, 'bad.json')
    writeFileSync(bad, JSON.stringify({ data: { mdtrt_cert_type: '99', nonsense: 1 } }))
    const ended = await call('nhsa', '1101', '--input', bad)
    expect(ended.status).toBe(1)
    expect(ended.err).toContain('data.mdtrt_cert_type  就诊凭证类型：码表里没有代码“99”')
    expect(ended.err).toContain('data.mdtrt_cert_no  就诊凭证编号：必填')
    expect(ended.err).toContain('data.nonsense')
    expect(ended.err).toContain('没有发送')
  })

  it('passes on the centre’s refusal in its own words', async () => {
    const stranger = join(dir, 'stranger.json')
    writeFileSync(
      stranger,
      JSON.stringify({ data: { mdtrt_cert_type: '02', mdtrt_cert_no: '110101190001011009' } }),
    )
    const ended = await call('nhsa', '1101', '--input', stranger, '--json')
    expect(ended.status).toBe(1)
    expect(last(ended)).toMatchObject({ ok: false, figures: { is: 'rejected', state: 'REJECTED' } })
    expect(ended.err).toContain('未找到该身份证号码')
  })

  it.each([
    [['nhsa', '9999'], '没有接口 9999'],
    [['xnhis', '1101'], '没有接口族 xnhis'],
  ])('knows no %j', async (names, words) => {
    const ended = await call(...names, '--input', file)
    expect(ended.status).toBe(1)
    expect(ended.err).toContain(words)
  })

  it.each([
    [['nhsa', '1101'], '请给出'],
    [['nhsa', '1101', '--input', 'x', '--inptu', 'y'], '--inptu'],
  ])('shows its usage for %j', async (names, words) => {
    const ended = await call(...names)
    expect(ended.status).toBe(2)
    expect(ended.err).toContain(words)
    expect(ended.err).toContain('用法')
  })

  it('leaves no shift open and keeps what it did in the journal and the audit', async () => {
    const counter = await openCounter({ home: home(), bare: true })
    try {
      const { journal } = counter.app
      const shifts = await journal.shifts({})
      expect(shifts.length).toBeGreaterThan(0)
      expect(shifts.filter((shift) => shift.endedAt === null)).toEqual([])
      const { rows } = await journal.searchTxns({ infno: '1101', offset: 0, limit: 50 })
      expect(rows.map((row) => row.state).sort()).toEqual(['REJECTED', 'SETTLED', 'SETTLED'])
      const audit = await journal.auditTrail({ limit: 100 })
      expect(audit.filter((entry) => entry.action === 'cli.call')).toHaveLength(3)
    } finally {
      await counter.close()
    }
  })

  it('is told that the home is in use', async () => {
    const counter = await openCounter({ home: home(), bare: true })
    try {
      const ended = await call('nhsa', '1101', '--input', file)
      expect(ended.status).toBe(1)
      expect(ended.err).toContain('另一个柜台程序正在使用这个账本')
    } finally {
      await counter.close()
    }
  })
})

describe('demo', () => {
  it('plays a short day with faults; both ledgers agree', async () => {
    const ended = await run(['demo', '--counters', '2', '--patients', '12', '--seed', '3', '--json'])
    const { name, ok, figures } = last(ended)
    expect(ended.err).toContain('两边账目一致')
    expect({ name, ok, status: ended.status }).toEqual({ name: 'demo', ok: true, status: 0 })
    expect(figures).toMatchObject({ lost: 0, duplicated: 0, unexplained: 0, unknown: 0, manual: 0 })
    expect(figures.settled).toBeGreaterThan(5)
    expect(figures.refunded).toBeGreaterThan(0)
    expect(figures.faults).toBeGreaterThan(0)
  })
})

describe('sandbox', () => {
  it('serves other clients until it is stopped', async () => {
    const child = start(['sandbox', '--port', '0', '--fault', 'drop_after:0.5'])
    const ended = new Promise((resolve) => child.on('close', resolve))
    const text = await new Promise<string>((resolve) => {
      let out = ''
      child.stdout?.on('data', (chunk) => {
        out += chunk
        if (out.includes('Ctrl+C')) resolve(out)
      })
    })
    expect(text).toContain(person.psn_name)
    const [, url = '', body = ''] = /curl -s (\S+\/9001) .*-d '(.*)'/.exec(text) ?? []
    const headers = { 'content-type': 'application/json' }
    const answer = (await (await fetch(url, { method: 'POST', headers, body })).json()) as {
      infcode: number
      output: { signinoutb: { sign_no: string } }
    }
    expect(answer.infcode).toBe(0)
    expect(answer.output.signinoutb.sign_no).not.toBe('')
    const taken = await run(['sandbox', '--port', new URL(url).port])
    expect(taken).toMatchObject({ status: 1, err: expect.stringContaining('已被占用') })
    child.kill('SIGINT')
    expect(await ended).toBe(0)
  })

  it('refuses an unknown kind of fault', async () => {
    const ended = await run(['sandbox', '--fault', 'nothing'])
    expect(ended).toMatchObject({ status: 2, err: expect.stringContaining('drop_after') })
  })
})

describe('secret, backup, restore', () => {
  it('keeps a secret sealed, under the pass phrase only', async () => {
    const home = join(dir, 'secret')
    const env = { GUITAI_PASSPHRASE: 'correct horse' }
    const stored = await run(['secret', 'token', '--home', home], { stdin: 's3cret-值\n', env })
    expect(stored).toMatchObject({ status: 0, err: '' })
    expect(stored.out).not.toContain('s3cret')
    const sealed = join(home, 'secrets.sealed.json')
    expect(readFileSync(sealed, 'utf8')).not.toContain('s3cret')
    expect(statSync(sealed).mode & 0o077).toBe(0)
    expect(await fileSecrets(sealed, env.GUITAI_PASSPHRASE).get('token')).toBe('s3cret-值')
    const wrong = await run(['secret', 'token', '--home', home], {
      stdin: 'x',
      env: { GUITAI_PASSPHRASE: 'no' },
    })
    expect(wrong).toMatchObject({ status: 1, err: expect.stringContaining('口令不对') })
    const none = await run(['secret', 'token', '--home', home], { stdin: 'x' })
    expect(none).toMatchObject({ status: 1, err: expect.stringContaining('GUITAI_PASSPHRASE') })
    const empty = await run(['secret', 'token', '--home', home], { stdin: '\n', env })
    expect(empty).toMatchObject({ status: 1, err: expect.stringContaining('空的') })
    expect(await run(['secret', 'token', '--forget', '--home', home], { env })).toMatchObject({ status: 0 })
    expect(await fileSecrets(sealed, env.GUITAI_PASSPHRASE).get('token')).toBeNull()
  })

  it('brings a journal back from a backup and keeps the one that was there', async () => {
    const home = join(dir, 'backup')
    const copy = join(dir, 'copy.db')
    await run(['call', 'nhsa', '1101', '--input', file, '--home', home])
    expect(await run(['backup', copy, '--home', home])).toMatchObject({ status: 0, err: '' })
    const again = await run(['backup', copy, '--home', home])
    expect(again).toMatchObject({ status: 1, err: expect.stringContaining('已存在') })
    const other = join(dir, 'other')
    const restored = await run(['restore', copy, '--home', other, '--json'])
    expect(restored.status).toBe(0)
    expect(existsSync(join(other, 'journal.db'))).toBe(true)
    const counter = await openCounter({ home: other, bare: true })
    try {
      const found = await counter.app.journal.searchTxns({ infno: '1101', offset: 0, limit: 10 })
      expect(found.total).toBe(1)
      const refused = await run(['restore', copy, '--home', other])
      expect(refused).toMatchObject({ status: 1, err: expect.stringContaining('正在使用') })
    } finally {
      await counter.close()
    }
  })
})
