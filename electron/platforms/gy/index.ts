import type { Txn } from '../../../shared/txn.ts'
import type { Signer } from '../../sm/index.ts'
import type { ContractBook } from '../contracts.ts'
import { post, type Send } from '../http.ts'
import type { FileStore, Life, Platform } from '../port.ts'
import type { GyConfig } from './config.ts'

export interface GyDeps {
  config: GyConfig
  site: { fixmedins_code: string; fixmedins_name: string }
  book: ContractBook
  signer: Signer
  now(): number
  files?: FileStore
  /** carries one request; HTTP unless a simulation brings a wire of its own */
  send?: Send
}

const NOTHING_KNOWN: Life = {
  ask: null,
  undo: null,
  confirmAbsence: false,
  doubleStands: false,
  absentIsDone: false,
}

export function createGy(deps: GyDeps): Platform {
  const { config, book } = deps
  const send = deps.send ?? post
  const wire = (txn: Txn) => ({
    method: 'POST',
    url: config.baseUrl,
    headers: {},
    body: JSON.stringify(txn.input),
  })
  return {
    family: book.family,
    contract: (code) => book.get(code),
    dict: (name) => book.dict(name),
    wire,
    async exchange(txn) {
      await send({ ...wire(txn), timeout_ms: config.answer_ms })
      return { is: 'not_sent', message: '接口族还没有接好' }
    },
    read: (_txn, output) => ({ output: output as never }),
    checkInput: () => null,
    life: () => NOTHING_KNOWN,
    limits: () => ({ answer_ms: config.answer_ms, centre_ms: config.centre_ms }),
    remote: () => false,
  }
}
