import { splitOfLine } from '../../electron/app/ledger.ts'
import { random } from '../../electron/his/demo/charges.ts'
import { nhsaConfig } from '../../electron/platforms/nhsa/config.ts'
import { readReply } from '../../electron/platforms/nhsa/reply.ts'
import type { Platform, Session } from '../../electron/platforms/port.ts'
import { startNhsaSandbox } from '../../electron/sandbox/nhsa/index.ts'
import type { JsonObject } from '../../shared/contract.ts'
import { tryYuan } from '../../shared/money.ts'
import { node, rows, splitOf } from '../../shared/settlement.ts'
import type { Txn } from '../../shared/txn.ts'
import { beginWork, type Cashier, type Deed, type Fate, patients, work } from '../crash/cashier.ts'
import type { Report } from '../report.ts'
import { openCounter } from '../support/counter.ts'
import { CORRUPTIONS, HEAVY } from './garble.ts'

const CODES = ['2201', '2204', '2207', '2208', '2301', '2304', '2305', '2401']
const MESSAGES = nhsaConfig.shape.messages.parse({})
const HEAVY_RATE = 1 / 500

/** A real answer with the transaction that it answers. */
interface Sample {
  txn: Txn
  body: Buffer
}

interface Centre {
  platform: Platform
  samples: Sample[]
}

/**
 * Corrupted answers through the platform's reading path. crashes: it threw. falseSettled: an answer was taken
 * for a success with an amount, or an id that the counter could have known, other than the true one.
 * newIdChanged: only the number that the centre gives for the first time (mdtrt_id of 2201 and 2401, setl_id of
 * a settlement or its undoing) was hit, and is still a well-formed one. Nothing in the message says it twice, so nobody can
 * tell; the amounts are right, and the next call under that number is refused.
 */
export async function runGarbled(count: number, seed = 1): Promise<Report> {
  const from = Date.now()
  const centres = [await sampled('plain'), await sampled('text')]
  const rnd = random(`garbled ${seed}`)
  const figures = {
    garbled: 0,
    crashes: 0,
    falseSettled: 0,
    newIdChanged: 0,
    settled: 0,
    refused: 0,
    unclear: 0,
  }
  const names = Object.keys(CORRUPTIONS)
  const examples: string[] = []
  for (; figures.garbled < count; figures.garbled++) {
    const { platform, samples } = centres[figures.garbled % 2]!
    const sample = samples[Math.floor(rnd() * samples.length)]!
    const heavy = rnd() < HEAVY_RATE
    const list = heavy ? Object.keys(HEAVY) : names
    const name = list[Math.floor(rnd() * list.length)]!
    const corrupt = (heavy ? HEAVY : CORRUPTIONS)[name]!
    const others = samples.filter((s) => s !== sample).map((s) => s.body)
    const made = corrupt(sample.body, rnd, others)
    const { body, status } = Buffer.isBuffer(made) ? { body: made, status: 200 } : made
    const end = judged(platform, sample, body, status)
    figures[end.is]++
    if (end.is === 'crashes' || end.is === 'falseSettled') {
      examples.push(`${name} ${sample.txn.infno}: ${end.why}`)
    }
  }
  for (const example of examples.slice(0, 20)) console.error(example)
  const seconds = Math.round((Date.now() - from) / 1000)
  return {
    name: 'garbled',
    ok: figures.crashes === 0 && figures.falseSettled === 0 && figures.garbled >= count,
    figures: { ...figures, seconds },
  }
}

type End =
  | { is: 'settled' | 'refused' | 'unclear' | 'newIdChanged' }
  | { is: 'crashes' | 'falseSettled'; why: string }

/** What the engine would make of this answer, beside the truth. */
function judged(platform: Platform, { txn, body: good }: Sample, body: Buffer, status: number): End {
  try {
    const reply = readReply({ is: 'answered', status, headers: {}, body }, MESSAGES, txn.infno)
    if (reply.is !== 'ok') return { is: reply.is === 'refused' ? 'refused' : 'unclear' }
    const read = platform.read(txn, reply.output)
    if ('why' in read) return { is: 'unclear' }
    const truth = factsOf(txn, trueOutput(platform, txn, good))
    const facts = factsOf(txn, read.output)
    const wrong = Object.keys(facts).filter((name) => facts[name] !== null && facts[name] !== truth[name])
    if (wrong.length === 0) return { is: 'settled' }
    if (wrong.every((name) => name === 'new_id')) return { is: 'newIdChanged' }
    const [name] = wrong.filter((n) => n !== 'new_id')
    return { is: 'falseSettled', why: `${name} ${facts[name!]} instead of ${truth[name!]}` }
  } catch (error) {
    return { is: 'crashes', why: String(error) }
  }
}

function trueOutput(platform: Platform, txn: Txn, body: Buffer): JsonObject {
  const reply = readReply({ is: 'answered', status: 200, headers: {}, body }, MESSAGES, txn.infno)
  const read = reply.is === 'ok' ? platform.read(txn, reply.output) : { why: reply.message }
  if ('why' in read) throw new Error(`the good answer of ${txn.infno} cannot be read: ${read.why}`)
  return read.output
}

type Facts = Record<string, string | number | null>

const NODE: Record<string, string> = { '2201': 'data', '2401': 'result' }

/** What the counter books of an answer. Null: the answer does not say. */
function factsOf(txn: Txn, output: JsonObject): Facts {
  if (txn.infno === '2204' || txn.infno === '2301') return detailFacts(txn, output)
  const data = node(output, NODE[txn.infno] ?? 'setlinfo') ?? {}
  const text = (name: string) => (data[name] === undefined || data[name] === null ? null : String(data[name]))
  // what we sent and the answer only repeats is kept as we sent it: other letter case is no other id
  const echo = (name: string) => text(name)?.toUpperCase() ?? null
  if (txn.infno === '2201') {
    return { new_id: text('mdtrt_id'), psn_no: echo('psn_no'), ipt_otp_no: echo('ipt_otp_no') }
  }
  if (txn.infno === '2401') return { new_id: text('mdtrt_id') }
  const read = splitOf(data)
  if ('why' in read) throw new Error(`settled with amounts that cannot be read: ${read.why}`)
  return { new_id: text('setl_id'), mdtrt_id: echo('mdtrt_id'), psn_no: echo('psn_no'), ...read.split }
}

/** A line's split as the uploads take it over. */
function detailFacts(txn: Txn, output: JsonObject): Facts {
  const sent = new Map(
    rows(txn.input, 'feedetail').map((r) => [r.feedetl_sn, tryYuan(r.det_item_fee_sumamt)]),
  )
  const facts: Facts = {}
  for (const row of rows(output, 'result')) {
    const amount = sent.get(row.feedetl_sn ?? null) ?? null
    const split = amount === null ? null : splitOfLine(row, amount)
    for (const [name, part] of Object.entries(split ?? {})) facts[`${row.feedetl_sn} ${name}`] = part
  }
  return facts
}

/** A morning at a centre of this dialect; then each message again under its msgid, answered from its memory. */
async function sampled(dialect: 'plain' | 'text'): Promise<Centre> {
  const sandbox = await startNhsaSandbox({ dialect })
  const counter = await openCounter({ sandboxUrl: sandbox.url, bare: true })
  const cashier: Cashier = { counter, rnd: random(dialect), setFaults: async () => {}, turn_ms: 20, told: [] }
  try {
    await beginWork(counter)
    const deeds = (fate: Fate, ...who: number[]): Deed[] =>
      who.map((i) => ({ certno: patients[i]!, fate, fault: null, newShift: false }))
    await work(cashier, [...deeds('refund', 0, 3, 9, 17, 21), ...deeds('stayAgain', 5, 12)])
    const { journal, platforms } = counter.app
    const platform = platforms.get('nhsa')!
    const { rows: hits } = await journal.searchTxns({ states: ['SETTLED'], offset: 0, limit: 1_000 })
    const shift = (await journal.shifts({ limit: 1 }))[0]!
    const session: Session = { sign_no: shift.signNo.nhsa!, opter: shift.opter, opterName: shift.opterName }
    const samples: Sample[] = []
    for (const { msgid } of hits.filter((hit) => CODES.includes(hit.infno))) {
      const txn = (await journal.txn(msgid))!
      const { url, headers, body } = platform.wire(txn, session)
      const answer = await fetch(url, { method: 'POST', headers, body })
      samples.push({ txn, body: Buffer.from(await answer.arrayBuffer()) })
      trueOutput(platform, txn, samples.at(-1)!.body)
    }
    return { platform, samples }
  } finally {
    await counter.close()
    await sandbox.close()
  }
}
