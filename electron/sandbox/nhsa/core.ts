import type { FieldFault, Json, JsonObject } from '../../../shared/contract.ts'
import { validate } from '../../../shared/validate.ts'
import { handlers } from './areas/index.ts'
import { provincial } from './areas/province.ts'
import { checkSignIn } from './areas/session.ts'
import { readEnvelope } from './envelope.ts'
import { beginLag, IN_PROGRESS } from './lag.ts'
import { citizenOf } from './people.ts'
import type { Store } from './store.ts'
import type { Book, Ctx, Envelope, Handler, Settings, StoredMessage } from './types.ts'
import { Refusal, refuse } from './types.ts'

export interface CoreOptions extends Settings {
  signInRequired: boolean
  repeatMsgid: 'replay' | 'refuse'
}

/** What the centre has to say to one message. */
export type Answer = { ok: true; output: Json } | { ok: false; err_msg: string }

export interface Core {
  /** Reads and checks one message, acts on it whole or not at all. Never throws. */
  process(infno: string, body: unknown, at_ms: number, lag_ms?: number): Answer
  /** Takes a message in, to act on it at `due_ms`; null when it was taken in, else the refusal. */
  defer(infno: string, body: unknown, at_ms: number, due_ms: number): Answer
  /** Acts on what was deferred and is due. Call before looking at the ledger. */
  runDue(at_ms: number): void
  /** transact, query, …; '' for a code that is not served */
  kindOf(infno: string): string
}

/** Whom and which visit a message is about; '' where it does not say. */
export function subjectOf(input: JsonObject): { psn_no: string; mdtrt_id: string } {
  for (const node of Object.values(input)) {
    const first = (Array.isArray(node) ? node[0] : node) as JsonObject | null
    if (first && typeof first === 'object' && typeof first.psn_no === 'string')
      return { psn_no: first.psn_no, mdtrt_id: String(first.mdtrt_id ?? '') }
  }
  return { psn_no: '', mdtrt_id: '' }
}

interface Centre {
  store: Store
  book: Book
  options: CoreOptions
  handlerOf(infno: string): Handler
}

export function openCore(store: Store, book: Book, options: CoreOptions): Core {
  const made = new Map<string, Handler>()
  const handlerOf = (infno: string) => {
    const own = handlers[infno] ?? made.get(infno)
    if (own) return own
    const handler = provincial(book.get(infno), book)
    made.set(infno, handler)
    return handler
  }
  const centre = { store, book, options, handlerOf }
  return {
    kindOf: (infno) => kindOf(centre, infno),
    process: (infno, body, at_ms, lag_ms = 0) =>
      guarded(() => act(centre, admit(centre, infno, body, at_ms), lag_ms)),
    defer: (infno, body, at_ms, due_ms) =>
      guarded(() => {
        const { env } = admit(centre, infno, body, at_ms)
        const { psn_no, mdtrt_id } = subjectOf(env.input)
        if (!store.get('select 1 from pending where msgid = ?', env.msgid))
          store.insert('pending', { due_ms, msgid: env.msgid, mdtrt_id, psn_no, body: JSON.stringify(env) })
        return refuse(IN_PROGRESS)
      }),
    runDue: (at_ms) => runDue(centre, at_ms),
  }
}

const kindOf = ({ book }: Centre, infno: string) =>
  !infno.startsWith('_') && book.has(infno) && book.get(infno).direction === 'call'
    ? book.get(infno).kind
    : ''

/** Everything that can be said of a message before the ledger is asked; throws a Refusal. */
function admit(centre: Centre, infno: string, body: unknown, at_ms: number): Ctx {
  const { store, options } = centre
  const env = readEnvelope(infno, body)
  if (!kindOf(centre, infno)) refuse(`交易编号 ${infno} 未开通`)
  const ctx: Ctx = { store, book: centre.book, env, at_ms, options }
  if (options.signInRequired && infno !== '9001') checkSignIn(ctx)
  checkInput(centre, env)
  checkArea(env)
  return ctx
}

/** 5203 and 5204 name setl_id as required, and some centres answer without it: their handler decides. */
const setlIdMayMiss = (infno: string, fault: FieldFault) =>
  (infno === '5203' || infno === '5204') && fault.rule === 'missing' && fault.path === 'data.setl_id'

function checkInput({ book }: Centre, env: Envelope): void {
  const faults = validate(book.get(env.infno), 'input', env.input, {
    dict: (name) => book.dict(name),
    remote: env.insuplc_admdvs !== '' && env.insuplc_admdvs !== env.mdtrtarea_admvs,
  }).filter((fault) => !setlIdMayMiss(env.infno, fault))
  const messages = faults.slice(0, 5).map((fault) => fault.message)
  if (messages.length) refuse(messages.join('；'))
}

/** Acts whole or not at all. A transact code's success is kept under its msgid. */
function act(centre: Centre, ctx: Ctx, lag_ms = 0): Json {
  const { store } = centre
  return store.atomically(() => {
    const { infno, msgid, input, fixmedins_code } = ctx.env
    const { psn_no, mdtrt_id } = subjectOf(input)
    const kind = kindOf(centre, infno)
    const transact = kind === 'transact'
    if (transact) {
      const before = earlier(centre, ctx.env)
      if (before !== undefined) return before
    }
    if (transact || kind === 'upload') checkBusy(store, ctx.env, mdtrt_id)
    if (lag_ms) beginLag(ctx, msgid, mdtrt_id, lag_ms)
    const output = centre.handlerOf(infno)(input, ctx)
    if (transact) {
      const texts = { input: JSON.stringify(input), output: JSON.stringify(output) }
      const row = { fixmedins_code, msgid, infno, psn_no, ...texts, at_ms: ctx.at_ms, reversed: 0 }
      store.insert('message', row)
    }
    return output
  })
}

/** The stored answer of a msgid that has succeeded before; a refused one is judged anew. */
function earlier({ store, options }: Centre, env: Envelope): Json | undefined {
  const old = store.get<StoredMessage>(
    'select * from message where fixmedins_code = ? and msgid = ?',
    env.fixmedins_code,
    env.msgid,
  )
  if (!old) return undefined
  if (old.infno !== env.infno || old.input !== JSON.stringify(env.input))
    refuse('发送方报文ID重复，且内容与原报文不一致')
  if (options.repeatMsgid === 'refuse') refuse('发送方报文ID重复')
  if (old.reversed) refuse('该报文对应的交易已冲正')
  return JSON.parse(old.output) as Json
}

function checkBusy(store: Store, env: Envelope, mdtrt_id: string): void {
  if (store.get('select 1 from pending where msgid = ?', env.msgid)) refuse(IN_PROGRESS)
  if (env.infno === '2601' || !mdtrt_id) return
  if (store.get('select 1 from pending where mdtrt_id = ?', mdtrt_id))
    refuse('该就诊有未完成的交易，请稍后再试')
}

function runDue(centre: Centre, at_ms: number): void {
  const { store, options } = centre
  const due = store.all<{ id: number; due_ms: number; body: string }>(
    'select id, due_ms, body from pending where due_ms <= ? order by due_ms, id',
    at_ms,
  )
  for (const { id, due_ms, body } of due)
    store.atomically(() => {
      store.run('delete from pending where id = ?', id)
      const env = JSON.parse(body) as Envelope
      guarded(() => act(centre, { store, book: centre.book, env, at_ms: due_ms, options }))
    })
}

/** Every message about a person names where that person is insured. Source: 公共报文 insuplc_admdvs. */
function checkArea(env: Envelope): void {
  const { psn_no } = subjectOf(env.input)
  const person = citizenOf(psn_no)
  if (!person) return
  if (!env.insuplc_admdvs) refuse('参保地医保区划（insuplc_admdvs）不能为空')
  if (!person.insu.some((i) => i.insuplc_admdvs === env.insuplc_admdvs))
    refuse(`参保地医保区划 ${env.insuplc_admdvs} 与人员参保地不符`)
}

function guarded(work: () => Json): Answer {
  try {
    return { ok: true, output: work() }
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, err_msg: error.message }
    return { ok: false, err_msg: `系统异常：${error instanceof Error ? error.message : String(error)}` }
  }
}
