import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Answer, ApiArgs, ApiOutput, Channel } from '../../../shared/ipc.ts'
import { createDispatch } from '../../host/dispatch.ts'
import type { AuditRow, Change, Journal, OperatorRow } from '../../journal/port.ts'
import { createBus, createRegistry } from '../registry.ts'
import { registerAuth } from './api.ts'
import { lockFor_ms } from './attempts.ts'
import { createSessions } from './sessions.ts'

vi.mock('./password.ts', async (original) => {
  const real = await original<typeof import('./password.ts')>()
  return {
    // some 90 passwords are hashed here; at the full cost that would take 10 s
    hashPassword: (password: string) => real.hashPassword(password, { N: 16, r: 8, p: 1 }),
    verifyPassword: async (password: string, stored: string) => ({
      ...(await real.verifyPassword(password, stored)),
      stale: false,
    }),
  }
})

/** As much of the journal as operators and audit need; every read and write lets others run in between. */
function memoryJournal() {
  const rows = new Map<string, OperatorRow>()
  const entries: Omit<AuditRow, 'seq' | 'prevHash' | 'hash'>[] = []
  const turn = () => new Promise((resolve) => setImmediate(resolve))
  const journal = {
    async operator(opter: string) {
      await turn()
      return rows.get(opter) ?? null
    },
    async operators() {
      await turn()
      return [...rows.values()]
    },
    async commit(changes: readonly Change[]) {
      await turn()
      for (const change of changes) {
        if (change.t === 'operator') rows.set(change.put.opter, change.put)
        else if (change.t === 'audit') entries.push(change.entry)
        else throw new Error(`unexpected change ${change.t}`)
      }
    },
    async auditTrail() {
      return entries.map((entry, i) => ({ ...entry, seq: i + 1, prevHash: '', hash: '' })).reverse()
    },
    auditVerify: async () => ({ rows: entries.length, brokenAt: null }),
  } as unknown as Journal
  return { journal, rows, entries }
}

let clock = 0
let store: ReturnType<typeof memoryJournal>
let events: [string, string | null][]
let call: <C extends Channel>(channel: C, input: ApiArgs<C>, face?: string) => Promise<Answer<ApiOutput<C>>>
let sweep: () => void
let stop: () => void

beforeEach(() => {
  clock = 1_000_000
  store = memoryJournal()
  events = []
  const registry = createRegistry()
  const bus = createBus()
  bus.subscribe((event, _payload, sessionId) => void events.push([event, sessionId]))
  const sessions = createSessions({ idleLock_ms: 600_000, now: () => clock })
  sweep = sessions.sweep
  stop = registerAuth(registry, { journal: store.journal, sessions, bus, now: () => clock }).stop
  const dispatch = createDispatch({ registry, sessions, now: () => clock })
  call = (channel, input, face = 'a') => dispatch(channel, input, face) as never
})

afterEach(() => stop())

const setup = (face = 'a', opter = 'boss') =>
  call('auth.setup', { opter, opterName: '管理员', password: 'boss-password' }, face)
const cashier = { opter: 'c1', opterName: '张三', role: 'cashier' as const, disabled: false }
const actions = () => store.entries.map(({ action }) => action)
const faultOf = async (answer: Promise<Answer<unknown>>) => {
  const got = await answer
  return got.ok ? null : got.fault
}
const kindOf = async (answer: Promise<Answer<unknown>>) => (await faultOf(answer))?.kind ?? 'ok'

describe('first start', () => {
  it('makes one administrator and logs it in', async () => {
    expect(await call('auth.state', {})).toMatchObject({ value: { needsSetup: true, operator: null } })
    expect(await setup()).toMatchObject({
      value: { needsSetup: false, operator: { opter: 'boss', role: 'admin' }, locked: false },
    })
    expect(store.rows.get('boss')?.password).not.toContain('boss-password')
    expect(await kindOf(setup('b', 'other'))).toBe('conflict')
  })

  it('lets only one of two setups at once pass', async () => {
    const kinds = await Promise.all([kindOf(setup('a', 'one')), kindOf(setup('b', 'two'))])
    expect(kinds.sort()).toEqual(['conflict', 'ok'])
    expect(store.rows.size).toBe(1)
  })
})

describe('login', () => {
  const login = (password: string, opter = 'boss') => call('auth.login', { opter, password }, 'b')

  it('says the same of a wrong password and of a number that nobody has', async () => {
    await setup()
    const wrong = await faultOf(login('nope'))
    expect(wrong).toMatchObject({ kind: 'denied', what: '工号或密码不正确' })
    expect(await faultOf(login('nope', '110101199003071234'))).toEqual(wrong)
    expect(JSON.stringify(store.entries)).not.toContain('199003071234')
  })

  it.each(['boss', 'nobody'])('locks %s after five failures, longer each time', async (opter) => {
    await setup()
    for (let i = 0; i < 4; i++) expect(await kindOf(login('nope', opter))).toBe('denied')
    expect((await faultOf(login('nope', opter)))?.what).toContain('还需 5 分钟')
    expect(await kindOf(login('boss-password', opter))).toBe('locked')
    clock += 5 * 60_000
    expect((await faultOf(login('nope', opter)))?.what).toContain('还需 10 分钟')
    clock += 10 * 60_000
    if (opter !== 'boss') return
    expect(await kindOf(login('boss-password'))).toBe('ok')
    expect(store.rows.get('boss')).toMatchObject({ failures: 0, lockedUntil: null })
    expect(actions().filter((action) => action === 'auth.login.failed')).toHaveLength(6)
  })

  it('counts guesses that come at once, one by one', async () => {
    await setup()
    await Promise.all(Array.from({ length: 5 }, () => login('nope')))
    expect(store.rows.get('boss')?.failures).toBe(5)
    expect(await kindOf(login('boss-password'))).toBe('locked')
  })

  it('doubles up to one hour', () => {
    expect([4, 5, 6, 7, 8, 9, 40].map((n) => lockFor_ms(n) / 60_000)).toEqual([0, 5, 10, 20, 40, 60, 60])
  })

  it('takes only who is logged in for logged in', async () => {
    await setup()
    expect(await kindOf(call('auth.operators', {}, 'b'))).toBe('denied')
    await call('auth.logout', {})
    expect(await call('auth.state', {})).toMatchObject({ value: { needsSetup: false, operator: null } })
    expect(actions()).toEqual(['auth.setup', 'auth.logout'])
  })
})

describe('lock', () => {
  it('locks by hand and by time, tells the face and the audit, and opens with the password', async () => {
    await setup()
    expect(await call('auth.lock', {})).toMatchObject({
      value: { locked: true, operator: { opter: 'boss' } },
    })
    expect(await kindOf(call('auth.saveOperator', cashier))).toBe('locked')
    expect(await kindOf(call('auth.unlock', { password: 'nope' }))).toBe('denied')
    expect(await call('auth.unlock', { password: 'boss-password' })).toMatchObject({
      value: { locked: false },
    })
    clock += 600_000
    sweep()
    sweep()
    expect(await call('auth.state', {})).toMatchObject({ value: { locked: true } })
    expect(events).toEqual([
      ['session.locked', 'a'],
      ['session.locked', 'a'],
    ])
    await vi.waitFor(() => expect(actions().filter((action) => action === 'auth.lock')).toHaveLength(2))
  })

  it('counts wrong passwords of an unlock like those of a login', async () => {
    await setup()
    await call('auth.lock', {})
    for (let i = 0; i < 5; i++) await call('auth.unlock', { password: 'nope' })
    expect(await kindOf(call('auth.unlock', { password: 'boss-password' }))).toBe('locked')
    expect(await kindOf(call('auth.login', { opter: 'boss', password: 'boss-password' }, 'b'))).toBe('locked')
  })
})

describe('operators', () => {
  it('are made and changed by administrators only', async () => {
    await setup()
    expect(await kindOf(call('auth.saveOperator', cashier))).toBe('invalid')
    await call('auth.saveOperator', { ...cashier, password: 'c1-password' })
    await call('auth.login', { opter: 'c1', password: 'c1-password' }, 'b')
    for (const face of ['b', 'stranger']) {
      expect(await kindOf(call('auth.saveOperator', { ...cashier, role: 'admin' }, face))).toBe('denied')
      expect(await kindOf(call('auth.operators', {}, face))).toBe('denied')
      expect(await kindOf(call('auth.audit', {}, face))).toBe('denied')
    }
    expect(store.rows.get('c1')?.role).toBe('cashier')
  })

  it('change at once for those logged in; a disabled one is out', async () => {
    await setup()
    await call('auth.saveOperator', { ...cashier, password: 'c1-password' })
    await call('auth.login', { opter: 'c1', password: 'c1-password' }, 'b')
    await call('auth.saveOperator', { ...cashier, role: 'supervisor' })
    expect(await kindOf(call('auth.audit', {}, 'b'))).toBe('ok')
    await call('auth.saveOperator', { ...cashier, disabled: true })
    expect(await kindOf(call('auth.audit', {}, 'b'))).toBe('denied')
    const again = await faultOf(call('auth.login', { opter: 'c1', password: 'c1-password' }, 'b'))
    expect(again?.what).toBe('该工号已停用')
  })

  it('keep at least one administrator', async () => {
    await setup()
    const boss = { opter: 'boss', opterName: '管理员', role: 'admin' as const, disabled: false }
    expect(await kindOf(call('auth.saveOperator', { ...boss, role: 'cashier' }))).toBe('conflict')
    expect(await kindOf(call('auth.saveOperator', { ...boss, disabled: true }))).toBe('conflict')
    await call('auth.saveOperator', { ...boss, opter: 'b2', password: 'b2-password' })
    expect(await kindOf(call('auth.saveOperator', { ...boss, role: 'cashier' }))).toBe('ok')
    expect(await kindOf(call('auth.operators', {}))).toBe('denied')
  })

  it('get free again by a new password from an administrator', async () => {
    await setup()
    await call('auth.saveOperator', { ...cashier, password: 'c1-password' })
    for (let i = 0; i < 5; i++) await call('auth.login', { opter: 'c1', password: 'nope' }, 'b')
    await call('auth.saveOperator', { ...cashier, password: 'new-password' })
    expect(await kindOf(call('auth.login', { opter: 'c1', password: 'new-password' }, 'b'))).toBe('ok')
  })

  it('change their own password with the old one', async () => {
    await setup()
    const change = (old: string, password: string) => kindOf(call('auth.changePassword', { old, password }))
    expect(await change('nope', 'boss-password-2')).toBe('denied')
    expect(await change('boss-password', 'boss-password')).toBe('invalid')
    expect(await change('boss-password', 'boss-password-2')).toBe('ok')
    expect(await kindOf(call('auth.login', { opter: 'boss', password: 'boss-password-2' }, 'b'))).toBe('ok')
  })
})
