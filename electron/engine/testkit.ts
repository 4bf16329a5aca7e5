import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Contract, JsonObject } from '../../shared/contract.ts'
import type { Txn } from '../../shared/txn.ts'
import { openJournal } from '../journal/index.ts'
import type { Life, Platform, Reply, Session, Verdict } from '../platforms/port.ts'
import type { Clock, EngineEvent } from './core.ts'
import type { Effects, Jobs } from './engine.ts'
import { createEngine } from './index.ts'

/** A clock that stands still until a test moves it. */
export function standingClock(start = Date.parse('2026-03-02T09:00:00')): Clock & { pass(ms: number): void } {
  let now = start
  return {
    now: () => now,
    after: () => () => {},
    pass(ms) {
      now += ms
    },
  }
}

export const ANSWERED: Reply = { is: 'ok', output: { done: 'yes' }, refmsgid: 'R1', warning: null }
export const LOST: Reply = { is: 'unknown', message: '连接被断开' }

const contract = (code: string, kind: Contract['kind']): Contract => ({
  family: 'test',
  code,
  name: `测试${code}`,
  group: '',
  direction: 'call',
  kind,
  input: [
    {
      name: 'data',
      many: false,
      required: true,
      fields: [{ name: 'psn_no', label: '人员编号', type: 'string', length: 30, required: true }],
    },
  ],
  output: [],
  rules: [],
  evidence: 'field-table',
})

/**
 * A platform whose answers the test writes down: PAY can be asked after by ASK and undone by UNDO, SEND may
 * be repeated, LONE can be neither asked nor undone. `sent` lists what left, in order.
 */
export function scriptedPlatform(centre_ms = 10_000) {
  const answers: Record<string, Reply[]> = {}
  const sent: Txn[] = []
  const byQuery = (txn: Txn, reply: Reply): Verdict => {
    if (reply.is === 'refused')
      return reply.sort === 'absent' ? { v: 'no' } : { v: 'cannot', why: reply.message }
    if (reply.is === 'in_progress') return { v: 'not_yet', why: reply.message }
    return { v: 'yes', output: { found: txn.msgid } }
  }
  const data = (txn: Txn): JsonObject => ({ data: { psn_no: txn.psnNo } })
  const lives: Record<string, Life> = {
    PAY: {
      ask: { by: 'query', infno: 'ASK', input: data, judge: byQuery },
      undo: { infno: 'UNDO', input: data },
      confirmAbsence: true,
      doubleStands: false,
      absentIsDone: false,
    },
    SEND: {
      ask: {
        by: 'resend',
        judge: (_t, reply) => (reply.is === 'ok' ? { v: 'yes', output: {} } : { v: 'no' }),
      },
      undo: null,
      confirmAbsence: false,
      doubleStands: true,
      absentIsDone: false,
    },
  }
  lives.HOLD = { ...lives.PAY!, undo: null }
  const take: Life = { ...lives.SEND!, absentIsDone: true }
  const none: Life = {
    ask: null,
    undo: null,
    confirmAbsence: false,
    doubleStands: false,
    absentIsDone: false,
  }
  const platform: Platform = {
    family: 'test',
    contract: (code) => contract(code, code === 'ASK' ? 'query' : 'transact'),
    dict: () => undefined,
    wire: () => ({ method: 'POST', url: '', headers: {}, body: '' }),
    async exchange(txn: Txn, _session: Session, written?: () => void) {
      written?.()
      sent.push(txn)
      return answers[txn.infno]?.shift() ?? ANSWERED
    },
    read: (_txn, output) => (output === 'garbage' ? { why: '看不懂' } : { output: output as JsonObject }),
    checkInput: (_code, input) => ((input.data as JsonObject).psn_no === 'BROKEN' ? '金额不符' : null),
    life: (code) => (code === 'TAKE' ? take : (lives[code] ?? none)),
    limits: () => ({ answer_ms: 1_000, centre_ms }),
    remote: () => false,
  }
  return {
    platform,
    sent,
    codes: () => sent.map((t) => t.infno),
    answer: (code: string, ...replies: Reply[]) => {
      answers[code] = [...(answers[code] ?? []), ...replies]
    },
  }
}

export async function openTestEngine(
  options: { effects?: Effects; jobs?: Jobs; home?: string; centre_ms?: number } = {},
) {
  const home = options.home ?? mkdtempSync(join(tmpdir(), 'guitai-engine-'))
  const clock = standingClock()
  const script = scriptedPlatform(options.centre_ms)
  const { journal } = await openJournal({
    path: join(home, 'journal.db'),
    fixmedins_code: 'H51010400001',
    slot: 1,
    now: clock.now,
  })
  const events: EngineEvent[] = []
  const effects: Effects = options.effects ?? new Map()
  const jobs: Jobs = options.jobs ?? new Map()
  const engine = createEngine({
    journal,
    platforms: new Map([['test', script.platform]]),
    effects,
    jobs,
    clock,
    sessionFor: async () => ({ sign_no: null, opter: '001', opterName: '张三' }),
    notify: (event) => events.push(event),
    log: () => {},
  })
  const request = (infno: string, psnNo = 'P1', more = {}) => ({
    family: 'test',
    infno,
    input: { data: { psn_no: psnNo } },
    by: { opter: '001', opterName: '张三', shiftId: null, sign_no: null },
    psnNo,
    ...more,
  })
  return { engine, journal, clock, events, home, request, effects, jobs, ...script }
}
