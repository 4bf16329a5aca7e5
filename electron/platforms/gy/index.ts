import type { JsonObject } from '../../../shared/contract.ts'
import { normalise } from '../../../shared/normalise.ts'
import { node } from '../../../shared/settlement.ts'
import type { Txn } from '../../../shared/txn.ts'
import { type Signer, sm3 } from '../../sm/index.ts'
import type { ContractBook } from '../contracts.ts'
import { post, type Send } from '../http.ts'
import { withTexts } from '../nhsa/files.ts'
import type { FileStore, Platform, Reply } from '../port.ts'
import { checkInput } from './check.ts'
import type { GyConfig } from './config.ts'
import { bare, headOf, named, sealed, shown } from './envelope.ts'
import { lives } from './life.ts'
import { readReply } from './reply.ts'
import { unsound } from './sound.ts'

export interface GyDeps {
  config: GyConfig
  site: { fixmedins_code: string; fixmedins_name: string }
  book: ContractBook
  signer: Signer
  now(): number
  /** where the files of messages are kept; without it none is sent, and what comes stays in its message */
  files?: FileStore
  /** carries one request; HTTP unless a simulation brings a wire of its own */
  send?: Send
}

/** Messages whose texts are files: the stored message holds their references. */
const WITH_FILES = 'GYU002'
const FILE = 'GYD054'

/** 工伤保险异地就医系统 as a platform of the engine. There is no sign-in: the keys say who speaks. */
export function createGy(deps: GyDeps): Platform {
  const { config, book, signer, site } = deps
  const send = deps.send ?? post
  const lifeOf = lives(config)
  const base = config.baseUrl.replace(/\/+$/, '')
  const urlOf = (code: string) =>
    base + (config.path ?? '/{code}').replace('{code}', config.codes[code] ?? code)
  const headers = { 'content-type': 'application/json;charset=utf-8', accept: 'application/json' }
  const head = (txn: Txn) => headOf(txn, config, site.fixmedins_code, deps.now())
  const limits = (code: string) => {
    const own = config.perCode[code]
    return {
      answer_ms: own?.answer_ms ?? config.answer_ms,
      centre_ms: own?.centre_ms ?? config.centre_ms,
    }
  }

  async function leaving(txn: Txn): Promise<string> {
    const files = txn.infno === WITH_FILES ? deps.files : undefined
    const input = files ? await withTexts(txn.input, files) : txn.input
    return JSON.stringify(named(await sealed(head(txn), input, config, signer), config.envelope))
  }

  /** The file that came goes to where the files of messages are, after its digest was held against it. */
  async function kept(reply: Reply): Promise<Reply> {
    if (reply.is !== 'ok' || !deps.files) return reply
    const data = node(reply.output as JsonObject, 'data') ?? {}
    const { file_data, file_hash, file_size } = data
    const bytes = Buffer.from(String(file_data ?? ''), 'base64')
    if (bytes.length === 0 || Number(file_size) !== bytes.length)
      return { is: 'unknown', message: '平台给的附件是空的，或大小不对' }
    if (file_hash && String(file_hash).toLowerCase() !== sm3(bytes).toString('hex'))
      return { is: 'unknown', message: '平台给的附件与它的摘要不符' }
    return { ...reply, output: { data: { ...data, file_data: await deps.files.put(bytes) } } }
  }

  return {
    family: book.family,
    contract: (code) => book.get(code),
    dict: (name) => book.dict(name),
    wire: (txn) => ({
      ...{ method: 'POST', url: urlOf(txn.infno), headers },
      body: shown(head(txn), txn, config),
    }),
    async exchange(txn, _session, written): Promise<Reply> {
      let body: string
      try {
        body = await leaving(txn)
      } catch (error) {
        return { is: 'not_sent', message: error instanceof Error ? error.message : '报文无法组成' }
      }
      const result = await send({
        ...{ url: urlOf(txn.infno), headers, body, timeout_ms: limits(txn.infno).answer_ms },
        ...(config.tls.caFile ? { caFile: config.tls.caFile } : {}),
        acceptAnyCertificate: config.tls.acceptAnyCertificate,
        reuse: txn.kind === 'query',
        ...(written ? { written } : {}),
      })
      const reply = await readReply(result, txn, config, signer)
      return txn.infno === FILE ? kept(reply) : reply
    },
    read(txn, raw) {
      const { output } = normalise(book.get(txn.infno), raw)
      const why = unsound(txn, output as JsonObject)
      return why ? { why } : { output: bare(txn.infno, output as JsonObject) }
    },
    checkInput,
    kept: bare,
    life: lifeOf,
    limits,
    // every patient of this family is insured elsewhere; no contract of it asks
    remote: () => false,
  }
}
