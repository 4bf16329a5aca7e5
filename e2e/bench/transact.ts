import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import type { Effect, Engine } from '../../electron/engine/engine.ts'
import { createEngine } from '../../electron/engine/index.ts'
import { openJournal } from '../../electron/journal/index.ts'
import type { Change, Journal } from '../../electron/journal/port.ts'
import { openContracts } from '../../electron/platforms/contracts.ts'
import { nhsaConfig } from '../../electron/platforms/nhsa/config.ts'
import { createNhsa } from '../../electron/platforms/nhsa/index.ts'
import { fen, ZERO } from '../../shared/money.ts'
import type { Report } from '../report.ts'
import { startAnswerer } from './answerer.ts'
import { bareLoop, type Runner } from './bare-loop.ts'
import { fillJournal } from './history.ts'
import { requestOf, SETTLE_ANSWER, SPLIT, VISIT, visitId } from './messages.ts'
import { median, round3 } from './stats.ts'

const SITE = { fixmedins_code: 'H51010400001', fixmedins_name: '柜台演示医院' }
const SMALL_ROWS = 1_000
const PER_ROUND = 10
const MAX_RATIO = 1.3
const MAX_GROWTH = 1.2
/** the journal's clock moves on half a minute a transaction, as at a counter, so that msgids never crowd */
const STEP_ms = 30_000

/**
 * One settlement through engine.transact (validate, PREPARED, SENT, post, result with its effect on visit,
 * ledger and outbox in one commit) beside the least that a program with the same promise has to do: the same
 * post by the same client and as many FULL commits of the same content and as many pages into plain tables.
 * `plain_ratio` is beside commits of the content alone, without pages for any index. In the same rounds the
 * engine on a journal with `rows` transactions beside one with 1,000.
 */
export async function benchTransact(options: { rows: number; rounds: number }): Promise<Report> {
  const dir = mkdtempSync(join(tmpdir(), 'guitai-bench-'))
  const answerer = await startAnswerer(SETTLE_ANSWER)
  const runners: Runner[] = []
  const add = <R extends Runner>(runner: R): R => {
    runners.push(runner)
    return runner
  }
  try {
    const { url } = answerer
    const small = add(await engineOn(join(dir, 'small.db'), SMALL_ROWS, url))
    const big = add(await engineOn(join(dir, 'big.db'), options.rows, url))
    const plain = add(bareLoop(join(dir, 'plain.db'), url, small.commits, 0))
    const pages = await pagesOf(small, join(dir, 'small.db'))
    const pad = Math.max(pages - (await pagesOf(plain, join(dir, 'plain.db'))) - 1, 0)
    const bare = add(bareLoop(join(dir, 'bare.db'), url, small.commits, pad))
    const bare_pages = await pagesOf(bare, join(dir, 'bare.db'))
    const times = await interleave([bare, plain, small, big], options.rounds)
    const [bareTimes, plainTimes, smallTimes, bigTimes] = times as [number[], number[], number[], number[]]
    const ratio = pairwise(smallTimes, bareTimes)
    const growth_ratio = pairwise(bigTimes, smallTimes)
    return {
      name: 'transact',
      ok: ratio <= MAX_RATIO && growth_ratio <= MAX_GROWTH,
      figures: {
        engine_ms: round3(median(smallTimes)),
        bare_ms: round3(median(bareTimes)),
        ratio,
        max_ratio: MAX_RATIO,
        plain_ms: round3(median(plainTimes)),
        plain_ratio: pairwise(smallTimes, plainTimes),
        engine_grown_ms: round3(median(bigTimes)),
        growth_ratio,
        max_growth_ratio: MAX_GROWTH,
        rows: options.rows,
        commits: small.commits,
        pages,
        bare_pages,
        transactions: options.rounds * PER_ROUND,
      },
    }
  } finally {
    for (const runner of runners) await runner.close()
    await answerer.stop()
    rmSync(dir, { recursive: true, force: true })
  }
}

const SAMPLE = 20

/** Pages that one transaction of this runner writes to the log. */
async function pagesOf(runner: Runner, path: string): Promise<number> {
  for (let n = 0; n < SAMPLE; n++) await runner.ready(-100 - n)
  const other = new Sqlite(path)
  other.pragma('wal_checkpoint(TRUNCATE)')
  for (let n = 0; n < SAMPLE; n++) await runner.once(-100 - n)
  const pages = (statSync(`${path}-wal`).size - 32) / (4096 + 24)
  other.close()
  return Math.round(pages / SAMPLE)
}

/** Milliseconds a transaction, one list a runner, one value a round. Who goes first changes. */
async function interleave(runners: Runner[], rounds: number): Promise<number[][]> {
  const times: number[][] = runners.map(() => [])
  let serial = 0
  for (let round = -5; round < rounds; round++) {
    for (let i = 0; i < runners.length; i++) {
      const who = (i + Math.abs(round)) % runners.length
      const runner = runners[who]!
      const from = serial
      serial += PER_ROUND
      for (let n = from; n < serial; n++) await runner.ready(n)
      const start = performance.now()
      for (let n = from; n < serial; n++) await runner.once(n)
      if (round >= 0) times[who]!.push((performance.now() - start) / PER_ROUND)
    }
  }
  return times
}

/** Median over the rounds of how much longer the one took than the other. */
const pairwise = (a: number[], b: number[]) => round3(median(a.map((value, i) => value / b[i]!)))

async function engineOn(path: string, rows: number, url: string): Promise<Runner & { commits: number }> {
  const started_ms = Date.now()
  let at_ms = started_ms
  const open = async () => (await openJournal({ path, ...SITE, slot: 1, now: () => at_ms })).journal
  await (await open()).close()
  fillJournal(path, rows, started_ms)
  const journal = await open()
  const counted = countCommits(journal)
  const engine = engineOf(counted.journal, url, () => at_ms)
  const runner = {
    async ready(n: number) {
      at_ms += STEP_ms
      await journal.commit([visitChange(n, 'presettled', 0, at_ms)])
    },
    async once(n: number) {
      const outcome = await engine.transact(requestOf(n))
      if (outcome.is !== 'settled') throw new Error(`not settled: ${outcome.fault.what}`)
    },
    close: () => journal.close(),
  }
  await runner.ready(-1)
  counted.reset()
  await runner.once(-1)
  return { ...runner, commits: counted.count() }
}

function countCommits(journal: Journal) {
  let count = 0
  const counting: Journal = {
    ...journal,
    prepare: (...args) => {
      count++
      return journal.prepare(...args)
    },
    commit: (changes) => {
      count++
      return journal.commit(changes)
    },
  }
  return {
    journal: counting,
    count: () => count,
    reset: () => {
      count = 0
    },
  }
}

function engineOf(journal: Journal, url: string, now: () => number): Engine {
  const config = nhsaConfig.parse({ baseUrl: url, mdtrtarea_admvs: '510100' })
  const book = openContracts({ family: 'nhsa' })
  const secret = () => ''
  const nhsa = createNhsa({ config, site: SITE, book, servicePaths: {}, secret, now })
  return createEngine({
    journal,
    platforms: new Map([['nhsa', nhsa]]),
    effects: new Map([['bench.settle', settled]]),
    jobs: new Map(),
    clock: { now, after: () => () => {} },
    sessionFor: async (txn) => ({ sign_no: 'S1', opter: txn.opter, opterName: txn.opterName }),
    notify: () => {},
    log: (line) => {
      throw new Error(JSON.stringify(line))
    },
  })
}

function visitChange(n: number, step: string, expect: number, at: number): Change {
  return {
    t: 'encounter',
    expect,
    at,
    put: {
      encounterId: visitId(n),
      family: 'nhsa',
      kind: 'outpatient',
      step,
      active: true,
      shiftId: 'BC1',
      psnNo: '51010000001000010000',
      psnName: '王芳',
      psnPy: 'wf',
      certno: '510104198503120221',
      ipt_otp_no: visitId(n),
      mdtrt_id: '510100000000000001',
      data: { ...VISIT, step },
    },
  }
}

/** What a settlement does to the rest of the journal: visit, ledger, payment, word to the HIS. */
const settled: Effect = ({ txn, outcome, encounter, now }) => {
  if (outcome !== 'settled' || !encounter) return []
  const { encounterId, msgid, shiftId, psnNo } = { ...txn, encounterId: encounter.encounterId }
  const { version: _v, updatedAt: _u, ...put } = encounter
  const setl_id = `S${encounterId}`
  const ids = { encounterId, shiftId, setl_id }
  return [
    { t: 'encounter', expect: encounter.version, at: now, put: { ...put, step: 'settled' } },
    {
      t: 'settlement',
      add: {
        family: 'nhsa',
        ...ids,
        ...SPLIT,
        msgid,
        psnNo,
        mdtrt_id: encounter.mdtrt_id,
        insutype: '310',
        med_type: '11',
        hospFen: ZERO,
        reverses: null,
        setl_time: '2026-01-01 08:00:01',
        clr_type: '11',
        clr_optins: '510100',
        at: now,
      },
    },
    {
      t: 'payment',
      add: {
        ...ids,
        paymentId: `P${encounterId}`,
        method: 'cash',
        amountFen: fen(SPLIT.cashFen),
        refNo: null,
        at: now,
      },
    },
    {
      t: 'outbox',
      add: { job: 'his.writeBack', key: encounterId, payload: { setl_id }, nextAt: now, createdAt: now },
    },
  ]
}
