import { rm } from 'node:fs/promises'
import type { Dict, Field, JsonObject, Node } from '../../../shared/contract.ts'
import { normalise } from '../../../shared/normalise.ts'
import type { Txn } from '../../../shared/txn.ts'
import type { ContractBook } from '../contracts.ts'
import { type Post, post, type Send } from '../http.ts'
import type { FileStore, Platform, Reply, Session, WireMessage } from '../port.ts'
import { checkInput } from './check.ts'
import type { NhsaConfig } from './config.ts'
import { address, authHeaders, envelope, type Institution, shown } from './envelope.ts'
import {
  carriedFile,
  contentOf,
  filled,
  form,
  isFile,
  keepFile,
  messageIn,
  mostOf,
  withTexts,
} from './files.ts'
import { lives } from './life/index.ts'
import { readReply } from './reply.ts'
import { unsound } from './sound.ts'

export interface NhsaDeps {
  config: NhsaConfig
  site: Institution
  book: ContractBook
  /** address of each code where the site's path style is `service`: _envelope.json service_paths */
  servicePaths: Record<string, string>
  /** throws where the reference is unknown */
  secret(ref: string): string
  now(): number
  /** where the files of messages are kept; without it none is sent or taken */
  files?: FileStore
  /** carries one request; HTTP unless a simulation brings a wire of its own */
  send?: Send
}

const isContent = ({ type, note }: Field) => type === 'file' || /base64/i.test(note ?? '')
const holdsContent = ({ fields, nodes = [] }: Node): boolean =>
  fields.some(isContent) || nodes.some(holdsContent)

/** 国家医保两定接口 as a platform of the engine. */
export function createNhsa(deps: NhsaDeps): Platform {
  const { config, site, book } = deps
  const send = deps.send ?? post
  const lifeOf = lives(config)

  function wire(txn: Txn, session: Session): WireMessage {
    return {
      method: 'POST',
      url: address(txn.infno, config, deps.servicePaths),
      headers: {
        'content-type': 'application/json;charset=utf-8',
        accept: 'application/json',
        ...authHeaders(txn.infno, config, deps.secret, deps.now()),
      },
      body: JSON.stringify(envelope(txn, session, config, site)),
    }
  }

  /** As it leaves: with the file that the stored message only refers to. */
  async function leaving(
    txn: Txn,
    session: Session,
  ): Promise<Omit<WireMessage, 'body'> & Pick<Post, 'body'>> {
    const carried = carriedFile(book.get(txn.infno), txn.input)
    if (!carried) return wire(await withReports(txn), session)
    if (!deps.files) throw new Error('本机没有附件库')
    const bytes = await deps.files.get(carried.ref)
    if (bytes.length > config.files.most_bytes) throw new Error('附件超过本站的大小上限')
    // the form is 9101's own way; what else carries a file has it inside its JSON
    const upload = wayOf(txn.infno)
    const message = wire({ ...txn, input: filled(txn.input, carried, contentOf(upload, bytes)) }, session)
    if (upload !== 'multipart') return message
    const name = String((txn.input[carried.node] as JsonObject).filename ?? 'file.zip')
    const { type, body } = form(message.body, { name, bytes })
    return { ...message, headers: { ...message.headers, 'content-type': type }, body }
  }

  const wayOf = (infno: string) =>
    config.files.upload === 'multipart' && infno !== '9101' ? 'base64' : config.files.upload

  /** Only where the contract has a file, or says of a text that it is base64: every message passes here. */
  async function withReports(txn: Txn): Promise<Txn> {
    const some = book.get(txn.infno).input.some(holdsContent)
    return some && deps.files ? { ...txn, input: await withTexts(txn.input, deps.files) } : txn
  }

  async function exchange(txn: Txn, session: Session, written?: () => void): Promise<Reply> {
    let message: Awaited<ReturnType<typeof leaving>>
    try {
      message = await leaving(txn, session)
    } catch (error) {
      return { is: 'not_sent', message: error instanceof Error ? error.message : '报文无法组成' }
    }
    const into = txn.kind === 'download' && deps.files ? deps.files.spot() : null
    const result = await send({
      ...message,
      ...(into === null ? {} : { into }),
      timeout_ms: limits(txn.infno).answer_ms,
      ...(config.tls.caFile ? { caFile: config.tls.caFile } : {}),
      acceptAnyCertificate: config.tls.acceptAnyCertificate,
      reuse: txn.kind === 'query',
      ...(written ? { written } : {}),
    })
    if (into === null || !deps.files) return readReply(result, config.messages, txn.infno)
    try {
      const most = mostOf(txn.input, config.files.most_bytes)
      const said = await messageIn(result, into)
      if (said === null && result.is === 'answered')
        return await keepFile({ path: into, bytes: result.filed ?? 0 }, deps.files, most)
      if (said?.is === 'answered' && isFile(said)) return await keepFile(said.body, deps.files, most)
      return readReply(said ?? result, config.messages, txn.infno)
    } finally {
      await rm(into, { force: true })
    }
  }

  function limits(code: string): { answer_ms: number; centre_ms: number } {
    const own = config.perCode[code]
    const answer_ms = own?.answer_ms ?? config.answer_ms
    const money = lifeOf(code, 'transact').confirmAbsence
    const centre_ms = own?.centre_ms ?? (money ? config.centre_ms : Math.min(config.centre_ms, answer_ms))
    return { answer_ms, centre_ms }
  }

  return {
    family: book.family,
    contract: (code) => book.get(code),
    dict: (name): Dict | undefined => book.dict(name),
    wire: (txn, session) => shown(wire(txn, session)),
    exchange,
    read(txn, raw) {
      const { output } = normalise(book.get(txn.infno), raw)
      const why = unsound(txn, output as JsonObject, config)
      return why ? { why } : { output: output as JsonObject }
    },
    checkInput,
    life: (code) => lifeOf(code, book.get(code).kind),
    limits,
    remote: (insuplc) => insuplc !== null && insuplc.slice(0, 4) !== config.mdtrtarea_admvs.slice(0, 4),
  }
}
