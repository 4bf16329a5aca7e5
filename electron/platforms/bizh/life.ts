import { feeSum, payOf, sameLines } from '../../../shared/bizh.ts'
import type { Json, JsonObject } from '../../../shared/contract.ts'
import { rows } from '../../../shared/settlement.ts'
import type { Txn } from '../../../shared/txn.ts'
import type { Life, Reply, Verdict } from '../port.ts'
import { feesOf, isRefund, programOf } from './reply.ts'
import { knownOf } from './sound.ts'
import { ROOT } from './wire.ts'

/**
 * Messages of this family carry no number, so what became of one is asked by what it was about: the visit, its
 * batches, its lines. Source: contracts/bizh/_lifecycle.md. What was there before comes with the transaction
 * (`knownOf`); without it two things that look alike cannot be told apart, and a person decides.
 */
const NOTHING_KNOWN: Life = {
  ask: null,
  undo: null,
  confirmAbsence: false,
  doubleStands: false,
  absentIsDone: false,
}

type Judge = (txn: Txn, rows: JsonObject[], reply: Reply) => Verdict
type About = (txn: Txn) => JsonObject

const yes = (content: JsonObject = {}): Verdict => ({ v: 'yes', output: { [ROOT]: content } })
const NO: Verdict = { v: 'no' }
const cannot = (why: string): Verdict => ({ v: 'cannot', why })
const sent = ({ input }: Txn): JsonObject => programOf(input)

/** A question and the rows of its answer; that nothing is found is an answer without rows. */
function query(infno: string, set: string, input: About, judge: Judge): NonNullable<Life['ask']> {
  return {
    by: 'query',
    infno,
    input: (txn) => ({ [ROOT]: { akb020: sent(txn).akb020 ?? '', ...input(txn) } }),
    judge(txn, reply) {
      if (reply.is === 'ok') return judge(txn, rows(programOf(reply.output as JsonObject), set), reply)
      if (reply.is === 'in_progress') return { v: 'not_yet', why: reply.message }
      if (reply.is === 'refused' && reply.sort === 'absent') return judge(txn, [], reply)
      return cannot(reply.is === 'refused' ? reply.message : '平台不回答这个问题')
    },
  }
}

const byVisit: About = (txn) => ({ bka895: 'aaz218', bka896: sent(txn).aaz218 ?? '' })
const byPerson: About = (txn) => ({ bka895: 'aac001', bka896: sent(txn).aac001 ?? '' })

/** A registration or admission of this person under this 门诊号 or 住院号 that was not there before. */
const begun: Judge = (txn, found) => {
  const { bka025, aac001 } = sent(txn)
  const before = new Set((knownOf(txn).visits ?? []) as Json[])
  const fresh = found.filter((row) => row.aac001 === aac001 && !before.has(row.aaz218 ?? ''))
  const own = fresh.filter((row) => row.bka025 === bka025)
  if (own.length === 0)
    return fresh.every((row) => row.bka025) ? NO : cannot('平台上有这位患者没有门诊（住院）号的登记')
  if (own.length > 1) return cannot(`平台上有 ${own.length} 条同号的登记`)
  return yes({ aaz218: own[0]!.aaz218 ?? '' })
}

const beginning = (ask: NonNullable<Life['ask']>, about: About, infno: string): Life => ({
  ...NOTHING_KNOWN,
  ask,
  doubleStands: true,
  record: {
    label: '就医登记号',
    infno,
    input: (txn, number) => ({
      [ROOT]: { akb020: sent(txn).akb020 ?? '', ...about(txn), bka895: 'aaz218', bka896: number },
    }),
    read: (txn, number, output) => {
      const found = rows(programOf(output), 'bizinfo').find(({ aaz218 }) => aaz218 === number)
      const own = found?.bka025 === sent(txn).bka025 && found?.aac001 === sent(txn).aac001
      return own ? { [ROOT]: { aaz218: number } } : null
    },
  },
})

/** What takes something back: "not there" means that it is done. */
const taking = (ask: NonNullable<Life['ask']>): Life => ({ ...NOTHING_KNOWN, ask, absentIsDone: true })

const clinic: About = () => ({ bka006: '410' })
const stay: About = () => ({ aka130: '42', bka891: '0' })
const asked = (infno: string, ...about: About[]) => {
  const input: About = (txn) => Object.assign({}, ...about.map((one) => one(txn)))
  return (judge: Judge) => query(infno, 'bizinfo', input, judge)
}
const clinicByVisit = asked('bizh110102', clinic, byVisit)
const stayByVisit = asked('bizh120102', stay, byVisit)
const there = (txn: Txn, found: JsonObject[]) => found.find(({ aaz218 }) => aaz218 === sent(txn).aaz218)
const isOut = ({ bka032 }: JsonObject) => bka032 !== undefined && bka032 !== null && bka032 !== ''

/** Where a stay that 120102 shows as not settled stands. */
const staged = (wanted: 'in' | 'out'): Judge => {
  return (txn, found) => {
    const row = there(txn, found)
    // a stay that is known to be there: the list lags, or was spoiled on the line
    if (!row) return { v: 'not_yet', why: '平台上没有列出这次未结算的住院' }
    return isOut(row) === (wanted === 'out') ? yes({ aaz218: row.aaz218 ?? '' }) : NO
  }
}

/**
 * Batches of 110103 (bka001 0: all of them): ours is the one that came after what was known before and holds the
 * lines that were sent. That nothing happened is believed only of a list that has not changed.
 */
const batch: Judge = (txn, found, reply) => {
  if (reply.is === 'refused' && isRefund(txn)) return cannot(reply.message)
  const { last, count } = knownOf(txn)
  const known = typeof last === 'number' && typeof count === 'number'
  const groups = Map.groupBy(found, ({ bka001 }) => Number(bka001))
  const own = [...groups].filter(([no, of]) => (!known || no > last) && sameLines(of, feesOf(txn.input)))
  const [one, ...more] = own
  if (!one) {
    const unchanged = known ? found.length === count : !isRefund(txn)
    return unchanged ? NO : cannot('平台上的费用批次有变化，但与发送的明细不同')
  }
  if (more.length > 0 || !known) return cannot('平台上有相同明细的费用批次，无法判断是不是这一笔')
  const content = batchOf(txn, one[0])
  return content ? yes(content) : cannot(`费用批次 ${one[0]} 已记账，金额无法得知`)
}

/** The answer as it would have come: the amounts are those of the calculation on the same lines just before. */
function batchOf(txn: Txn, bka001: number): JsonObject | null {
  const pay = knownOf(txn).pay as JsonObject | undefined
  const read = pay && payOf(pay)
  if (!read || 'why' in read || read.split.total !== feeSum(feesOf(txn.input))) return null
  return { payinfo: [{ ...pay, bka001 }] }
}

const allBatches = query(
  'bizh110103',
  'feeinfo',
  (txn) => ({ ...clinic(txn), ...byVisit(txn), bka001: 0 }),
  batch,
)

const batches: Life = {
  ...NOTHING_KNOWN,
  // a calculation without an answer is over: nothing was to be booked
  ask: {
    ...allBatches,
    judge: (txn, reply) => (sent(txn).bka893 === '1' ? allBatches.judge(txn, reply) : yes()),
  },
  doubleStands: true,
  // of a refund alone: nothing else is answered by these words (reply.ts)
  absentIsDone: true,
  record: {
    label: '费用批次',
    infno: 'bizh110103',
    input: (txn, number) => ({
      [ROOT]: { akb020: sent(txn).akb020 ?? '', ...clinic(txn), ...byVisit(txn), bka001: Number(number) },
    }),
    read: (txn, number, output) => {
      const found = rows(programOf(output), 'feeinfo').filter(({ bka001 }) => bka001 === Number(number))
      const content = sameLines(found, feesOf(txn.input)) ? batchOf(txn, Number(number)) : null
      return content && { [ROOT]: content }
    },
  },
}

/** Lines of a stay by 120113, which names no serials: their number and sum beside what was there before. */
const uploaded: Judge = (txn, found) => {
  const { count, totalFen } = knownOf(txn)
  const lines = feesOf(txn.input)
  const total = feeSum(found.map(({ money }) => ({ bka058: money ?? null })))
  const added = feeSum(lines)
  if (typeof count !== 'number' || typeof totalFen !== 'number' || total === null || added === null)
    return cannot('不知道发送之前平台上有哪些明细')
  if (found.length === count && total === totalFen) return NO
  if (found.length === count + lines.length && total === totalFen + added) return yes()
  return cannot(`平台上有 ${found.length} 条明细，既不是发送之前的 ${count} 条，也不是发送之后的`)
}

const listed = (judge: Judge) =>
  query('bizh120113', 'feelist', (txn) => ({ aaz218: sent(txn).aaz218 ?? '' }), judge)

/**
 * The sheet of a settlement under the names of 120106's answer. It does not say what is paid from the account: the
 * calculation just before does, where it came to the same.
 */
function settledBy(txn: Txn, sheet: JsonObject): JsonObject | null {
  const { aaz218 = '', akb020 = '' } = sent(txn)
  if (sheet.aaz218 !== aaz218) return null
  const { bka979: akc264 = null, bka812: bka831 = null, bka811: bka832 = null } = sheet
  const pay = knownOf(txn).pay as JsonObject | undefined
  const same = pay && pay.akc264 === akc264 && pay.bka831 === bka831 && pay.bka832 === bka832
  return { ...(same ? pay : {}), akb020, aaz218, akc264, bka831, bka832 }
}

const settling: Life = {
  ...NOTHING_KNOWN,
  ask: {
    by: 'query',
    infno: 'bizh120206',
    input: (txn) => ({ [ROOT]: { akb020: sent(txn).akb020 ?? '', aaz218: sent(txn).aaz218 ?? '' } }),
    judge(txn, reply) {
      if (reply.is === 'in_progress') return { v: 'not_yet', why: reply.message }
      if (reply.is === 'refused' && reply.sort === 'absent') return NO
      const content = reply.is === 'ok' ? settledBy(txn, programOf(reply.output as JsonObject)) : null
      return content ? yes(content) : cannot(reply.is === 'refused' ? reply.message : '平台没有给出结算单')
    },
  },
  // 120107 leaves nothing behind and says so where there was nothing: money is believed absent on its word only
  undo: {
    infno: 'bizh120107',
    input: (txn) => ({ [ROOT]: { akb020: sent(txn).akb020 ?? '', aaz218: sent(txn).aaz218 ?? '' } }),
  },
  confirmAbsence: true,
  doubleStands: true,
  record: {
    label: '就医登记号',
    infno: 'bizh120206',
    input: (txn, aaz218) => ({ [ROOT]: { akb020: sent(txn).akb020 ?? '', aaz218 } }),
    read: (txn, _number, output) => {
      const content = settledBy(txn, programOf(output))
      return content && { [ROOT]: content }
    },
  },
}

const again: Life = {
  ...NOTHING_KNOWN,
  ask: {
    by: 'resend',
    judge: (_txn, reply) => {
      if (reply.is === 'ok') return { v: 'yes', output: (reply.output ?? {}) as JsonObject }
      if (reply.is === 'in_progress') return { v: 'not_yet', why: reply.message }
      return reply.is === 'refused' && reply.sort === 'double' ? yes() : NO
    },
  },
  doubleStands: true,
}

const LIVES: Record<string, Life> = {
  bizh110104: beginning(asked('bizh110102', clinic, byPerson)(begun), clinic, 'bizh110102'),
  bizh110105: batches,
  bizh110106: taking(clinicByVisit((txn, found) => (there(txn, found) ? NO : yes()))),
  bizh120103: beginning(asked('bizh120102', stay, byPerson)(begun), stay, 'bizh120102'),
  bizh120104: again,
  bizh120002: { ...NOTHING_KNOWN, ask: listed(uploaded), doubleStands: true },
  bizh120004: taking(listed((_txn, found) => (found.length === 0 ? yes() : NO))),
  bizh120105: { ...NOTHING_KNOWN, ask: stayByVisit(staged('out')), doubleStands: true },
  bizh120106: settling,
  // what stands among the unsettled ones has no settlement any more
  bizh120107: taking(stayByVisit((txn, found) => (there(txn, found) ? yes() : NO))),
  bizh120108: taking(stayByVisit(staged('in'))),
  bizh120109: taking(stayByVisit((txn, found) => (there(txn, found) ? NO : yes()))),
}

/** Sending a page of the record again replaces it. */
export const lifeOf = (code: string): Life =>
  LIVES[code] ?? (/^bizh2001\d\d$/.test(code) ? again : NOTHING_KNOWN)
