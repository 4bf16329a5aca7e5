import { createHash } from 'node:crypto'
import type { JsonObject } from '../../../shared/contract.ts'
import { normalise } from '../../../shared/normalise.ts'
import type { Txn } from '../../../shared/txn.ts'
import type { ContractBook } from '../contracts.ts'
import { type PostResult, post, type Send } from '../http.ts'
import type { FileStore, Platform, Reply } from '../port.ts'
import type { BizhConfig } from './config.ts'
import { lifeOf } from './life.ts'
import { programOf, readReply } from './reply.ts'
import { createSessions, type Signed } from './session.ts'
import { checkInput, HIDDEN, unsound } from './sound.ts'
import { address, CONTENT_TYPE, LOGIN, program, ROOT } from './wire.ts'

export interface BizhDeps {
  config: BizhConfig
  site: { fixmedins_code: string; fixmedins_name: string }
  book: ContractBook
  /** throws where the reference is unknown */
  secret(ref: string): string
  now(): number
  files?: FileStore
  /** carries one request; HTTP unless a simulation brings a wire of its own */
  send?: Send
}

type Message = Pick<Txn, 'infno' | 'kind' | 'input'>

/** 广东工伤联网结算 as a platform of the engine. It signs in by itself; nobody sees or journals the session. */
export function createBizh(deps: BizhDeps): Platform {
  const { config, book } = deps
  const send = deps.send ?? post
  const sessions = createSessions(login, deps.now, account)

  const limits = (code: string) => {
    const own = config.perCode[code]
    return {
      answer_ms: own?.answer_ms ?? config.answer_ms,
      centre_ms: own?.centre_ms ?? config.centre_ms,
    }
  }
  const bodyOf = ({ infno, input }: Message, session_id: string | null) =>
    program(book.get(infno), input, session_id, config)

  function carry({ infno, kind }: Message, body: string, written?: () => void): Promise<PostResult> {
    return send({
      ...{ url: address(config), headers: { 'content-type': CONTENT_TYPE }, body },
      timeout_ms: limits(infno).answer_ms,
      ...(config.tls.caFile ? { caFile: config.tls.caFile } : {}),
      acceptAnyCertificate: config.tls.acceptAnyCertificate,
      reuse: kind === 'query',
      ...(written ? { written } : {}),
    })
  }

  /** Another text for each password, which it does not show. */
  function account(): string {
    try {
      return createHash('sha256').update(deps.secret(config.passwordRef)).digest('hex')
    } catch {
      return ''
    }
  }

  /** The one message that carries the password: it is put in here and stands nowhere else. */
  async function signIn(written?: () => void): Promise<Reply> {
    const account = { userid: config.user, password: deps.secret(config.passwordRef) }
    const message: Message = { infno: LOGIN, kind: 'session', input: { [ROOT]: account } }
    return readReply(await carry(message, bodyOf(message, null), written), message, config)
  }

  async function login(): Promise<Signed> {
    try {
      const reply = await signIn()
      if (reply.is !== 'ok')
        return { why: `登录平台没有成功：${reply.message}`, refused: reply.is === 'refused' }
      const id = programOf(reply.output as JsonObject).session_id
      return typeof id === 'string' && id !== '' ? { id } : { why: '登录平台没有得到会话' }
    } catch (error) {
      return { why: error instanceof Error ? error.message : '登录平台没有成功' }
    }
  }

  /** A login that somebody wanted to see: its session serves all others, and is not shown. */
  async function shownLogin(written?: () => void): Promise<Reply> {
    const reply = await signIn(written)
    if (reply.is !== 'ok') return reply
    const content = programOf(reply.output as JsonObject)
    if (typeof content.session_id !== 'string' || content.session_id === '') return reply
    sessions.keep(content.session_id)
    return { ...reply, output: { [ROOT]: { ...content, session_id: HIDDEN } } }
  }

  /** Where the platform says that it knows no such session, it has done nothing: once more under a new one. */
  async function underSession(txn: Txn, written?: () => void): Promise<Reply> {
    const first = await sessions.take()
    if ('why' in first) return { is: 'not_sent', message: first.why }
    const reply = readReply(await carry(txn, bodyOf(txn, first.id), written), txn, config)
    if (reply.is !== 'refused' || reply.sort !== 'session') return reply
    const next = await sessions.take(first.id)
    if ('why' in next) return { ...reply, message: `${reply.message}；${next.why}` }
    return readReply(await carry(txn, bodyOf(txn, next.id), written), txn, config)
  }

  return {
    family: book.family,
    contract: (code) => book.get(code),
    dict: (name) => book.dict(name),
    wire: (txn) => ({
      method: 'POST',
      url: address(config),
      headers: { 'content-type': CONTENT_TYPE },
      body: bodyOf(hidden(txn), txn.infno === LOGIN ? null : HIDDEN),
    }),
    async exchange(txn, _session, written) {
      try {
        return await (txn.infno === LOGIN ? shownLogin(written) : underSession(txn, written))
      } catch (error) {
        return { is: 'not_sent', message: error instanceof Error ? error.message : '报文无法组成' }
      }
    },
    read(txn, raw) {
      const read = normalise(book.get(txn.infno), raw).output as JsonObject
      // of many codes the return code is all there is to an answer
      const output = { ...read, [ROOT]: programOf(read) }
      const why = unsound(txn, output)
      return why ? { why } : { output }
    },
    checkInput,
    life: lifeOf,
    limits,
    remote: () => false,
  }
}

function hidden(txn: Txn): Message {
  if (txn.infno !== LOGIN) return txn
  return { ...txn, input: { [ROOT]: { ...programOf(txn.input), password: HIDDEN } } }
}
