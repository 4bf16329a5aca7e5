import type { Json, JsonObject } from '../../../shared/contract.ts'
import { datetime } from '../../../shared/msgid.ts'
import { node } from '../../../shared/settlement.ts'
import { SCHEMA_INJURY } from '../injury/schema.ts'
import { Refusal } from '../injury/wing.ts'
import { openLedger, type Store } from '../ledger.ts'
import { openGsWing, SCHEMA_GS } from './index.ts'
import { workers } from './people.ts'

export const AKB020 = 'H51010400001'
const stores: Store[] = []
/** After each test. */
export function closed(): void {
  for (const store of stores.splice(0)) store.close()
}

/** A platform whose clock the test moves, and a hospital that speaks with it without a wrapper. */
export function begin(repeat: 'replay' | 'refuse' = 'replay') {
  const store = openLedger(':memory:', [SCHEMA_INJURY, SCHEMA_GS].join('\n'))
  stores.push(store)
  let now = Date.parse('2026-03-02T10:00:00')
  const wing = openGsWing({ store, repeat, now: () => now })
  let serial = 0
  const write = () => ({ status: 200, type: '', body: '' })
  const send = (code: string, input: JsonObject, id = `M${++serial}`): Json =>
    store.atomically(() => wing.act({ code, id, input, head: {}, write }, now))
  const says = (code: string, input: JsonObject, id?: string): string => {
    try {
      send(code, input, id)
    } catch (error) {
      if (error instanceof Refusal) return error.message
      throw error
    }
    return ''
  }
  const result = (code: string, data: JsonObject, id?: string): JsonObject =>
    node(send(code, { data }, id), 'result') ?? {}
  const pass = (ms: number) => {
    now += ms
  }
  return { store, send, says, result, pass, now: () => now, last: () => `M${serial}` }
}
export type Hospital = ReturnType<typeof begin>

export const worker = (name: string) => workers(2026).find((one) => one.psn_name === name)!
export const clerk = (h: Hospital) => ({ akb020: AKB020, aae011: '张三', aae036: datetime(h.now()) })
export const about = (name: string, aka130: string, h: Hospital) => {
  const of = worker(name)
  const condition = of.conditions.find((one) => one.aka130 === aka130 && !one.at && one.aae016 === '1')
  return {
    ...{ ...clerk(h), aac001: of.aac001, aac003: name, aka130, akc191: '7', yab003: '510100' },
    ...{ aaz127: of.injuries[0]?.aaz127 ?? '', aaz267: condition?.aaz267 ?? '' },
  }
}
export const without = (of: JsonObject, ...names: string[]): JsonObject =>
  Object.fromEntries(Object.entries(of).filter(([name]) => !names.includes(name)))
export const diseinfo = [{ xh: 1, ykd018: 'S62.600', ykd018n: '手指骨折', diag_type: '1', injury_flag: '1' }]
export const page = { page_num: 1, page_size: 100 }

export const admission = (h: Hospital, name = '李国强', ipt_no = 'Z1'): JsonObject => ({
  data: {
    ...without(about(name, '0502', h), 'aae036'),
    ...{ ykc010: ipt_no, akc192: datetime(h.now() - 3_600_000), akc193: 'S62.600', akc050: '手指骨折' },
    ...{ ykc011: '骨科', yke662: '1204', ykc014: datetime(h.now()), diseinfo },
  },
})
export const ofStay = (akc190: string): JsonObject => ({
  ...{ akb020: AKB020, akc190, aac001: worker('李国强').aac001, aka130: '0502', yab003: '510100' },
})
export const line = (h: Hospital, yka105: string, akc226: number, more: JsonObject = {}): JsonObject => ({
  ...{ yka105, yka094: 'XJ01CAA040E001010100011', ake005: 'YP0001', yka095: '阿莫西林胶囊', aka063: '09' },
  ...{ akc226, akc225: 9.8, yka055: Math.round(980 * akc226) / 100, yke123: datetime(h.now()) },
  ...{ yka097: '1204', yka098: '骨科', yka099: '医生甲', aae011: '张三', aae036: datetime(h.now()), ...more },
})
export const fees = (akc190: string, lines: JsonObject[]): JsonObject => {
  const cents = lines.reduce((sum, row) => sum + Math.round(Number(row.yka055) * 100), 0)
  return { data: { ...ofStay(akc190), nums: lines.length, yka055: cents / 100, feeinfo: lines } }
}
export const leaving = (h: Hospital, akc190: string): JsonObject => ({
  data: {
    ...{ ...ofStay(akc190), akc195: '1', akc194: datetime(h.now()), akc196: 'S62.600' },
    ...{ akc185: '手指骨折', ykc015: '骨科', yke663: '1204', yke664: 1, yke665: '1', aae011: '张三' },
    ...{ ykc018: datetime(h.now()), diseinfo },
  },
})
export const settling = (
  h: Hospital,
  akc190: string,
  js_type: string,
  yka055: number,
  nums: number,
): JsonObject => ({
  data: {
    ...{ ...ofStay(akc190), js_type, yka055, nums, ...(js_type === '1' ? { yka110: 'F1' } : {}) },
    ...{ akc194: datetime(h.now()), aae011: '张三', aae036: datetime(h.now()) },
    diseinfo: [{ xh: 1, ykd018: 'S62.600' }],
  },
})
export const undo = (h: Hospital, orig_code: string, orig_sn: string, name = '李国强'): JsonObject => ({
  data: {
    ...{ ...clerk(h), yab003: '510100', orig_code, orig_sn, aac001: worker(name).aac001 },
    undo_reason: '错了',
  },
})

/** Admitted with three lines of 29.4, one of them given back. */
export function settledStay(h: Hospital) {
  const akc190 = String(node(h.send('GS3001', admission(h), 'ADM'), 'result')!.akc190)
  h.send('GS3004', fees(akc190, [line(h, 'a', 3), line(h, 'b', 3), line(h, 'c', -3)]), 'FEE')
  h.send('GS3008', leaving(h, akc190), 'OUT')
  const setl = node(h.send('GS3015', settling(h, akc190, '1', 29.4, 3), 'SET'), 'setlinfo')!
  return { akc190, setl }
}
