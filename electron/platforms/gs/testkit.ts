import type { JsonObject } from '../../../shared/contract.ts'
import type { Txn } from '../../../shared/txn.ts'
import { openContracts } from '../contracts.ts'
import type { PostResult } from '../http.ts'
import type { Reply } from '../port.ts'
import { gsConfig } from './config.ts'
import { createGs } from './index.ts'

export const SITE = { fixmedins_code: 'H51010400001', fixmedins_name: '柜台演示医院' }
export const AT = Date.parse('2026-03-02T09:00:00')
export const MSGID = 'H51010400001202603020900000101' as Txn['msgid']
export const config = (more: Record<string, unknown> = {}) =>
  gsConfig.parse({ baseUrl: 'http://127.0.0.1:1', yab003: '510100', ...more })

export function gs(more: Record<string, unknown> = {}, answer?: PostResult) {
  const book = openContracts({ family: 'gs' })
  const send = answer ? { send: async () => answer } : {}
  return createGs({ config: config(more), site: SITE, book, secret: () => '', now: () => AT, ...send })
}

/** A message as it stands in the journal after it was sent. */
export const sent = (infno: string, input: JsonObject, more: Partial<Txn> = {}): Txn => ({
  ...{ msgid: MSGID, family: 'gs', infno, kind: 'transact', state: 'SENT', parent: null },
  ...{ encounterId: null, shiftId: null, opter: '001', opterName: '张三', psnNo: '5119781102025' },
  ...{ insuplc: null, amountFen: null, purpose: null, input, local: {}, output: null, refmsgid: null },
  ...{ errCode: null, errMsg: null, attempts: 0, nextAt: null, createdAt: AT, sentAt: AT, endedAt: null },
  ...more,
})

export const ok = (output: JsonObject): Reply => ({ is: 'ok', output, refmsgid: 'R', warning: null })
export const refused = (message: string, sort: 'double' | 'absent' | 'session' | 'other'): Reply => ({
  ...{ is: 'refused', code: '-1', message, sort },
})
export const answered = (body: unknown, status = 200): PostResult => ({
  ...{ is: 'answered', status, headers: {} },
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
})
