import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { openCatalogue } from '../../electron/catalogue/index.ts'
import {
  hasRealTables,
  load,
  realKinds,
  realLines,
  table,
  WITHOUT_TABLES,
} from '../../electron/catalogue/testkit.ts'
import { compose } from '../../electron/compose.ts'
import { TRAINING_SITE } from '../../electron/config.ts'
import { startWebHost } from '../../electron/host/web.ts'
import { initials } from '../../shared/pinyin.ts'
import type { Report } from '../report.ts'
import { ADMIN } from '../support/app.ts'
import { median, percentile, round3 } from './stats.ts'

const MAX_P95_ms = 16
const NAMES = 60
/** typed as letters by some and not at all by others */
const ROMAN = /[Ⅰ-ⅿ]/
const LIMIT = 50
/** codes that are found by what is inside them */
const LONG = 15

/** Nothing is called so, and no code is: each way has to find out. */
const MISSES = [
  '鑫犇',
  '龘靐齉',
  'zqxvwz',
  'qqqq',
  'K99.999x999',
  '00990099',
  '急性鱻',
  'vvvvx',
  '犇',
  'bbbbbbbb',
]

/** Every way in which a person asks for a name, typed to different lengths. */
function queriesOf(names: readonly { code: string; name: string }[]): string[] {
  return names.flatMap(({ code, name }) => {
    const chars = [...name]
    const sound = initials(name)
    return [
      ...[chars[0]!, chars.slice(0, 2).join(''), chars.slice(-2).join(''), name],
      ...[sound.slice(0, 2), sound.slice(0, 4), sound, sound.slice(1)],
      ...[code.slice(0, 3), code, ...(code.length >= LONG ? [code.slice(2)] : [])],
    ].filter((text) => text.length > 0)
  })
}

/**
 * All the real code tables, searched through the whole stack: the channel of the web host, asked as a page asks.
 * The plan of every question is asked for too: nothing may look at each row.
 */
export async function benchSearch(): Promise<Report> {
  if (!hasRealTables) return { name: 'search', ok: false, figures: { missing: WITHOUT_TABLES } }
  const home = mkdtempSync(join(tmpdir(), 'guitai-bench-search-'))
  const store = openCatalogue({ path: join(home, 'catalogue.db') })
  let rows = 0
  for (const kind of realKinds()) rows += (await load(store, kind, realLines(kind))).rows
  const plans = store.plans()
  const scans = plans.filter(isScan)
  await store.close()
  const app = await compose({
    ...{ home, host: 'web' },
    site: {
      ...TRAINING_SITE,
      nhsa: { ...TRAINING_SITE.nhsa, overlays: ['hunan'] },
      security: { idleLock_min: 0 },
    },
  })
  const host = await startWebHost({ ...app, port: 0, rendererDir: home })
  const line = await lineTo(host)
  try {
    await line.call('auth.setup', ADMIN)
    const hits = await timed(line, queriesOf(sample()))
    const misses = await timed(line, MISSES)
    const nothing = await timed(line, Array(100).fill(''))
    const all = [...hits, ...misses].map(({ ms }) => ms)
    const p95_ms = round3(percentile(all, 0.95))
    const slowest = [...hits, ...misses].toSorted((a, b) => b.ms - a.ms)[0]!
    const wrong =
      misses.filter(({ found }) => found > 0).length + hits.filter(({ found }) => found === 0).length
    return {
      name: 'search',
      ok: p95_ms <= MAX_P95_ms && scans.length === 0 && wrong === 0,
      figures: {
        ...{ rows, tables: realKinds().length, queries: all.length, wrong },
        /** the way there and back alone */
        bare_p95_ms: round3(
          percentile(
            nothing.map(({ ms }) => ms),
            0.95,
          ),
        ),
        p50_ms: round3(median(all)),
        ...{ p95_ms, max_p95_ms: MAX_P95_ms },
        miss_p95_ms: round3(
          percentile(
            misses.map(({ ms }) => ms),
            0.95,
          ),
        ),
        ...{ max_ms: round3(slowest.ms), slowest: slowest.text },
        ...{ plans: plans.length, scans: scans.length, plan: scans[0] ?? [...new Set(plans)].join('; ') },
      },
    }
  } finally {
    line.close()
    await host.close()
    await app.close()
    rmSync(home, { recursive: true, force: true })
  }
}

/** A virtual table is always said to be scanned; asked by a match it looks its tokens up (M). */
const isScan = (line: string) =>
  (/^SCAN /.test(line) && !/VIRTUAL TABLE INDEX \d+:\S*M/.test(line)) || line.includes('TEMP B-TREE')

function sample(): { code: string; name: string }[] {
  return ['icd10_yb2', 'icd9cm3_yb2', 'drug_products', 'service_items_15', 'tcm_disease_2021'].flatMap(
    (name) => {
      const rows = table(name).map((row) => ({ code: row.code!, name: row.name ?? row.reg_name! }))
      const step = Math.floor(rows.length / (NAMES / 5))
      return rows.filter(({ name }, i) => i % step === 0 && !ROMAN.test(name)).slice(0, NAMES / 5)
    },
  )
}

interface Timed {
  text: string
  ms: number
  found: number
}

type Line = Awaited<ReturnType<typeof lineTo>>

/** What a page does, without the page: a browser beside it would take the processors that are measured. */
async function lineTo({ url, origin }: { url: string; origin: string }) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const send = (to: string, headers: Record<string, string>, body?: string) =>
    new Promise<{ text: string; cookie: string }>((resolve, reject) => {
      const sent = request(to, { agent, method: body === undefined ? 'GET' : 'POST', headers }, (res) => {
        let text = ''
        res.setEncoding('utf8')
        res.on('data', (piece: string) => {
          text += piece
        })
        res.on('end', () => resolve({ text, cookie: String(res.headers['set-cookie']).split(';')[0]! }))
      })
      sent.on('error', reject).end(body)
    })
  const { cookie } = await send(url, {})
  const own = { cookie, origin, 'content-type': 'application/json', 'x-guitai-tab': 'b'.repeat(24) }
  return {
    async call(channel: string, input: object): Promise<unknown> {
      const { text } = await send(`${origin}/call`, own, JSON.stringify({ channel, input }))
      const answer = JSON.parse(text) as { ok: boolean; value: unknown }
      if (!answer.ok) throw new Error(text)
      return answer.value
    },
    close: () => agent.destroy(),
  }
}

/** The call, its way there and back through the web host, and the reading of the answer. */
async function timed(line: Line, texts: readonly string[]): Promise<Timed[]> {
  const ask = async (text: string) =>
    ((await line.call('terms.search', { text, limit: LIMIT })) as unknown[]).length
  for (const text of texts.slice(0, 20)) await ask(text)
  const times: Timed[] = []
  for (const text of texts) {
    const from = performance.now()
    const found = await ask(text)
    times.push({ text, ms: performance.now() - from, found })
  }
  return times
}
