import type { Field, JsonObject, Node } from '../../../shared/contract.ts'
import { normalise } from '../../../shared/normalise.ts'
import { node } from '../../../shared/settlement.ts'
import type { Txn } from '../../../shared/txn.ts'
import type { ContractBook } from '../contracts.ts'
import { post, type Send } from '../http.ts'
import { withTexts } from '../nhsa/files.ts'
import type { FileStore, Platform, Session, WireMessage } from '../port.ts'
import { checkInput } from './check.ts'
import type { GsConfig } from './config.ts'
import { address, akb020Of, envelope, type Institution } from './envelope.ts'
import { lives } from './life.ts'
import { readReply } from './reply.ts'
import { unsound } from './sound.ts'

export interface GsDeps {
  config: GsConfig
  site: Institution
  book: ContractBook
  /** throws where the reference is unknown */
  secret(ref: string): string
  now(): number
  files?: FileStore
  /** carries one request; HTTP unless a simulation brings a wire of its own */
  send?: Send
}

const isContent = ({ note }: Field) => /base64/i.test(note ?? '')
const holdsContent = ({ fields, nodes = [] }: Node): boolean =>
  fields.some(isContent) || nodes.some(holdsContent)

/** With js_type 0 they calculate only (rules of GS3015, GS3108). */
const CALCULATES: ReadonlySet<string> = new Set(['GS3015', 'GS3108'])

/** 四川工伤联网结算平台 as a platform of the engine. */
export function createGs(deps: GsDeps): Platform {
  const { config, site, book } = deps
  const send = deps.send ?? post
  const lifeOf = lives({ akb020: akb020Of(config, site), yab003: config.yab003, now: deps.now })

  const wire = (txn: Txn, session: Session): WireMessage => ({
    method: 'POST',
    url: address(txn.infno, config),
    headers: { 'content-type': 'application/json; charset=utf-8', accept: 'application/json' },
    body: JSON.stringify(envelope(txn, session, config, site)),
  })

  /** As it leaves: with the files that the stored message only refers to. */
  async function leaving(txn: Txn, session: Session): Promise<WireMessage> {
    if (!book.get(txn.infno).input.some(holdsContent)) return wire(txn, session)
    if (!deps.files) throw new Error('本机没有附件库')
    return wire({ ...txn, input: await withTexts(txn.input, deps.files) }, session)
  }

  function limits(code: string): { answer_ms: number; centre_ms: number } {
    const own = config.perCode[code]
    const answer_ms = own?.answer_ms ?? config.answer_ms
    const sure = lifeOf(code).confirmAbsence
    const centre_ms = own?.centre_ms ?? (sure ? config.centre_ms : Math.min(config.centre_ms, answer_ms))
    return { answer_ms, centre_ms }
  }

  return {
    family: book.family,
    contract: (code) => book.get(code),
    dict: (name) => book.dict(name),
    wire,
    async exchange(txn, session, written) {
      let message: WireMessage
      try {
        message = await leaving(txn, session)
      } catch (error) {
        return { is: 'not_sent', message: error instanceof Error ? error.message : '报文无法组成' }
      }
      const { url, headers, body } = message
      const result = await send({
        ...{ url, headers, body, timeout_ms: limits(txn.infno).answer_ms, reuse: txn.kind === 'query' },
        ...(config.tls.caFile ? { caFile: config.tls.caFile } : {}),
        acceptAnyCertificate: config.tls.acceptAnyCertificate,
        ...(written ? { written } : {}),
      })
      return readReply(result, config, txn)
    },
    read(txn, raw) {
      const output = normalise(book.get(txn.infno), raw).output as JsonObject
      const why = unsound(txn, output)
      return why ? { why } : { output }
    },
    checkInput,
    kindOf: (code, input) =>
      CALCULATES.has(code) && node(input, 'data')?.js_type === '0' ? 'query' : undefined,
    life: lifeOf,
    limits,
    remote: () => false,
  }
}
