import type { Send } from '../../platforms/http.ts'
import { openLedger } from '../ledger.ts'
import { type FaultDesk, openFaultDesk } from '../nhsa/faults.ts'
import type { FaultKind, FaultRule } from '../nhsa/types.ts'
import { wings } from '../wings.ts'
import { effectiveOf, type InjuryLedgerRow, type InjuryLeftover, ledgerOf, leftoversOf } from './ledger.ts'
import { SCHEMA_INJURY } from './schema.ts'
import { type Answer, type Incoming, type Opened, Refusal, type Wing, type Written } from './wing.ts'

export interface InjurySandboxOptions {
  /** SQLite file of the ledgers, default ':memory:' */
  path?: string
  port?: number
  seed?: number
  /** epoch ms */
  now?: () => number
  faults?: FaultRule[]
  /** what a message number gets that has succeeded before; default replay */
  repeat?: 'replay' | 'refuse'
}

/** What the training site needs to speak with it. */
export interface InjuryKeys {
  bizhPassword: string
  /** private key of the hospital in gy, 64 hexadecimal digits */
  gyPrivate: string
  /** public key of the gy platform, 130 */
  gyPlatform: string
}

/** What can be seen of the platforms, and made to go wrong there. */
export interface InjuryView {
  keys: InjuryKeys
  ledger(): InjuryLedgerRow[]
  effective(): InjuryLedgerRow[]
  leftovers(): InjuryLeftover[]
  setFaults(rules: FaultRule[]): void
  /** all sign-ins are forgotten */
  expire(): void
  struck(): Partial<Record<FaultKind, number>>
  requests(): number
}

export type Reply = Written | 'drop'
const JSON_TYPE = 'application/json;charset=utf-8'

/** The platforms without a door: ledgers, rules, faults. */
export function buildInjury(options: InjurySandboxOptions) {
  const now = options.now ?? Date.now
  const found = wings()
  const store = openLedger(options.path ?? ':memory:', [SCHEMA_INJURY, ...found.schemas].join('\n'))
  const { list, keys } = found.open({ store, repeat: options.repeat ?? 'replay', now })
  // one set of rules and one count for all; each platform breaks its answers in its own way
  const rules = openFaultDesk(options.seed ?? 1, options.faults ?? [])
  const breakers = new Map(
    list.map((wing) => [wing.family, openFaultDesk(options.seed ?? 1, [], wing.shapes)]),
  )
  let requests = 0

  function answer(wing: Wing, opened: Opened): Answer {
    try {
      return { ok: true, output: store.atomically(() => wing.act(opened, now())) }
    } catch (error) {
      if (error instanceof Refusal)
        return { ok: false, message: error.message, ...(error.code ? { code: error.code } : {}) }
      return { ok: false, message: `系统异常：${error instanceof Error ? error.message : String(error)}` }
    }
  }

  /** What was taken in and is due by now happens, whoever waits for it. */
  function runDue(): void {
    const due = store.all<{ no: number; family: string; path: string; headers: string; body: Buffer }>(
      'select * from pending where due_ms <= ? order by due_ms, no',
      now(),
    )
    for (const { no, family, path, headers, body } of due) {
      store.run('delete from pending where no = ?', no)
      const wing = list.find((one) => one.family === family)
      const opened = wing?.open({ path, headers: JSON.parse(headers), body }, now())
      if (wing && opened && 'code' in opened) answer(wing, opened)
    }
  }

  function later(wing: Wing, opened: Opened, { path, headers, body }: Incoming, ms: number): void {
    if (opened.id && store.get('select 1 from pending where family = ? and id = ?', wing.family, opened.id))
      return
    store.insert('pending', {
      family: wing.family,
      id: opened.id,
      due_ms: now() + ms,
      path,
      headers: JSON.stringify(headers),
      body: body as never,
    })
  }

  /** One request under the faults of the day; `hold_ms`: how long its answer waits. */
  function exchange(family: string, incoming: Incoming): { reply: Reply; hold_ms: number } {
    const wing = list.find((one) => one.family === family)
    const at_once = (reply: Reply) => ({ reply, hold_ms: 0 })
    if (!wing) return at_once({ status: 404, type: JSON_TYPE, body: '{"message":"服务不存在"}' })
    requests++
    runDue()
    const opened = wing.open(incoming, now())
    if (!('code' in opened)) return at_once(opened)
    const rule = rules.pick(opened.code, wing.kindOf(opened.code))
    const ms = rule?.ms ?? 1000
    const whole = () => opened.write(answer(wing, opened), now())
    const busy =
      opened.id !== '' && store.get('select 1 from pending where family = ? and id = ?', family, opened.id)
    if (busy) return at_once(opened.write({ ok: false, message: wing.inProgress }, now()))
    switch (rule?.kind) {
      case undefined:
        return at_once(whole())
      case 'drop_before':
        return at_once('drop')
      case 'drop_after':
        whole()
        return at_once('drop')
      case 'lag': // it arrives later than its sender waits
        later(wing, opened, incoming, ms)
        return at_once('drop')
      case 'delay':
        return { reply: whole(), hold_ms: ms }
      case 'repeat': // as a proxy that delivers twice and passes the second answer on
        whole()
        return at_once(whole())
      case 'in_progress':
        later(wing, opened, incoming, ms)
        return at_once(opened.write({ ok: false, message: wing.inProgress }, now()))
      case 'garble': {
        const said = answer(wing, opened)
        const written = opened.write(said, now())
        const desk = breakers.get(wing.family) as FaultDesk
        return at_once({ ...written, body: desk.garble(String(written.body), said) })
      }
      case 'http500_after': {
        whole()
        const { status, type, text } = rules.failure()
        return at_once({ status, type, body: text })
      }
    }
  }

  const due = () => {
    runDue()
    return store
  }
  const view: InjuryView = {
    keys,
    ledger: () => ledgerOf(due()),
    effective: () => effectiveOf(due()),
    leftovers: () => leftoversOf(due()),
    setFaults: rules.set,
    expire: () => {
      for (const wing of list) wing.expire?.()
    },
    struck: rules.struck,
    requests: () => requests,
  }
  return { store, exchange, view }
}

/** The address of a request: /gs/…, /bizh/…, /gy/… */
export function addressOf(path: string): { family: string; rest: string } {
  const [, family = '', rest = ''] = /^\/([^/]*)(.*)$/.exec(path) ?? []
  return { family, rest }
}

/** The same without sockets, for simulations. */
export function openInjury(
  options: InjurySandboxOptions & { after(ms: number, run: () => void): void },
): InjuryView & { send: Send; close(): void } {
  const { store, exchange, view } = buildInjury(options)
  const send: Send = (request) =>
    new Promise((resolve) => {
      const limit = () => resolve({ is: 'unknown', why: `${request.timeout_ms / 1000} 秒内没有回答` })
      options.after(request.timeout_ms, limit)
      request.written?.()
      const { family, rest } = addressOf(new URL(request.url).pathname)
      const incoming = { path: rest, headers: request.headers, body: Buffer.from(request.body) }
      const { reply, hold_ms } = exchange(family, incoming)
      options.after(hold_ms, () => {
        if (reply === 'drop') return resolve({ is: 'unknown', why: '连接被断开' })
        const headers = { 'content-type': reply.type }
        resolve({ is: 'answered', status: reply.status, headers, body: Buffer.from(reply.body) })
      })
    })
  return { ...view, send, close: () => store.close() }
}
