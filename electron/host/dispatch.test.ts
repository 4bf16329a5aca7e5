import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { fail } from '../../shared/errors.ts'
import { inputs } from '../../shared/ipc.ts'
import { createSessions } from '../app/auth/sessions.ts'
import { createRegistry } from '../app/registry.ts'
import { createDispatch } from './dispatch.ts'
import { LABELS } from './labels.ts'

const cashier = { opter: 'c1', opterName: '张三', role: 'cashier' as const }

function setup() {
  const clock = { now: 1000 }
  const sessions = createSessions({ idleLock_ms: 60_000, now: () => clock.now })
  const registry = createRegistry()
  const lines: Record<string, unknown>[] = []
  const dispatch = createDispatch({
    registry,
    sessions,
    now: () => clock.now,
    log: (line) => lines.push(line),
  })
  return { clock, sessions, registry, lines, dispatch }
}

const faultOf = async (answer: Promise<{ ok: boolean; fault?: unknown }>) =>
  (await answer) as unknown as { ok: false; fault: { kind: string; what: string; fields?: unknown[] } }

describe('dispatch', () => {
  it('refuses unknown channels, also those that stand on the prototype', async () => {
    const { dispatch } = setup()
    for (const channel of ['no.such', 'toString', '__proto__', 'auth.state']) {
      expect((await faultOf(dispatch(channel, {}, 's'))).fault.kind).toBe('not_found')
    }
  })

  it('names every faulty field in Chinese by its label', async () => {
    const { dispatch, registry, sessions } = setup()
    registry.write('visit.settle', async () => fail('internal', 'must not be reached'))
    sessions.login('s', cashier)
    const input = {
      encounterId: '',
      version: '1',
      payments: [
        { method: 'cash', amountFen: 1 },
        { method: 'gold', amountFen: 1.5 },
      ],
      psn: 1,
    }
    const { fault } = await faultOf(dispatch('visit.settle', input, 's'))
    expect(fault.kind).toBe('invalid')
    expect(fault.fields).toEqual([
      { path: 'encounterId', label: '就诊记录号', rule: 'missing', message: '就诊记录号：不能为空' },
      { path: 'version', label: '版本', rule: 'type', message: '版本：应为数字' },
      {
        path: 'payments[1].method',
        label: '收款方式',
        rule: 'dict',
        message: '第 2 行 收款方式：只能是 cash、card、wechat、alipay 之一',
      },
      { path: 'payments[1].amountFen', label: '金额', rule: 'type', message: '第 2 行 金额：应为整数' },
      { path: 'psn', label: 'psn', rule: 'unknown', message: 'psn：不认识的字段' },
    ])
  })

  it('keeps the words that a schema brings itself', async () => {
    const { dispatch, registry } = setup()
    registry.open('auth.setup', async () => fail('internal', 'must not be reached'))
    const { fault } = await faultOf(
      dispatch('auth.setup', { opter: '张', opterName: '张三', password: 'short' }, 's'),
    )
    expect(fault.fields).toMatchObject([
      { message: '工号：工号只能用字母、数字、下划线和短横线' },
      { message: '密码：密码至少 8 位', rule: 'length' },
    ])
  })

  it('hands checked input with defaults and the caller to the handler', async () => {
    const { dispatch, registry, sessions } = setup()
    registry.read('catalogue.items', async (input, caller) => [{ input, caller }] as never)
    sessions.login('s', cashier)
    expect(await dispatch('catalogue.items', { text: ' ab ' }, 's')).toEqual({
      ok: true,
      value: [
        { input: { text: 'ab', limit: 20 }, caller: { sessionId: 's', operator: cashier, locked: false } },
      ],
    })
  })

  it('lets nobody read before login, nobody write while locked, and heeds roles', async () => {
    const { dispatch, registry, sessions } = setup()
    registry.read('shell.status', async () => ({}) as never)
    registry.write('shell.remember', async () => ({ saved: true }))
    registry.read('auth.operators', async () => [], ['admin'])
    const remember = () => dispatch('shell.remember', { key: 'a', value: 'b' }, 's')
    expect((await faultOf(dispatch('shell.status', {}, 's'))).fault.kind).toBe('denied')
    sessions.login('s', cashier)
    expect((await remember()).ok).toBe(true)
    expect((await faultOf(dispatch('shell.status', {}, 'other'))).fault.kind).toBe('denied')
    expect((await faultOf(dispatch('auth.operators', {}, 's'))).fault.kind).toBe('denied')
    sessions.lock('s')
    expect((await faultOf(remember())).fault.kind).toBe('locked')
    expect((await dispatch('shell.status', {}, 's')).ok).toBe(true)
  })

  it('locks an idle session; calls that a face makes by itself do not keep it awake', async () => {
    const { dispatch, registry, sessions, clock } = setup()
    registry.read('shell.status', async () => ({}) as never)
    registry.write('shell.remember', async () => ({ saved: true }))
    const remember = () => dispatch('shell.remember', { key: 'a', value: 'b' }, 's')
    sessions.login('s', cashier)
    clock.now += 59_000
    expect((await remember()).ok).toBe(true)
    clock.now += 59_000
    await dispatch('shell.status', {}, 's')
    clock.now += 1_000
    expect((await faultOf(remember())).fault.kind).toBe('locked')
  })

  it('does so too where the exchange of work-injury insurance is looked at by the clock', async () => {
    const { dispatch, registry, sessions, clock } = setup()
    registry.read('injury.exchange.late', async () => [])
    registry.write('visit.open', async () => 1 as never)
    sessions.login('s', cashier)
    clock.now += 59_000
    expect(await dispatch('injury.exchange.late', {}, 's')).toMatchObject({ ok: true })
    clock.now += 2_000
    expect((await faultOf(dispatch('visit.open', {}, 's'))).fault.kind).toBe('locked')
  })

  it('passes a fault on, hides an inner error and logs it masked', async () => {
    const { dispatch, registry, lines } = setup()
    registry.open('auth.login', async () => fail('conflict', '已有人在办理'))
    registry.open('auth.state', async () => {
      throw new TypeError('bad 110101199003071234')
    })
    expect((await faultOf(dispatch('auth.login', { opter: 'a', password: 'b' }, 's'))).fault.what).toBe(
      '已有人在办理',
    )
    expect(lines).toEqual([])
    const answer = await faultOf(dispatch('auth.state', {}, 's'))
    expect(answer.fault).toMatchObject({ kind: 'internal', what: '程序内部出错' })
    expect(JSON.stringify(answer)).not.toContain('1101')
    expect(lines[0]).toMatchObject({ event: 'handler.failed', channel: 'auth.state', error: 'TypeError' })
    expect(JSON.stringify(lines)).not.toContain('199003071234')
    expect(JSON.stringify(lines)).toContain('110101********1234')
  })

  it('lets running calls end and takes no new ones when the program ends', async () => {
    const { dispatch, registry } = setup()
    let finish = () => {}
    const held = new Promise<void>((resolve) => {
      finish = resolve
    })
    registry.open('auth.state', () => held as never)
    const running = dispatch('auth.state', {}, 's')
    let drained = false
    const drain = dispatch.drain().then(() => {
      drained = true
    })
    expect((await faultOf(dispatch('auth.state', {}, 's'))).fault.what).toBe('程序正在结束')
    expect(drained).toBe(false)
    finish()
    expect((await running).ok).toBe(true)
    await drain
    expect(drained).toBe(true)
  })

  it('knows a Chinese label for every field of every channel', () => {
    const names = new Set<string>()
    const walk = (schema: unknown): void => {
      if (schema === null || typeof schema !== 'object') return
      if ('properties' in schema) for (const name of Object.keys(schema.properties as object)) names.add(name)
      for (const value of Object.values(schema)) walk(value)
    }
    for (const schema of Object.values(inputs)) walk(z.toJSONSchema(schema, { io: 'input' }))
    expect([...names].filter((name) => !LABELS[name])).toEqual([])
    expect(names.size).toBeGreaterThan(30)
  })
})
