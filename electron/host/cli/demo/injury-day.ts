import { join } from 'node:path'
import people from '../../../../shared/demo/people.json' with { type: 'json' }
import { INJURY_LABEL, type InjuryFamily, type InjuryKind } from '../../../../shared/injury.ts'
import { type Fen, fen, yuanShow } from '../../../../shared/money.ts'
import type { Payment } from '../../../../shared/visit.ts'
import { compose, type FaultRule, type Guitai, serveInjury, serveSandbox } from '../../../compose.ts'
import { TRAINING_SITE } from '../../../config.ts'
import { type Call, faceOf } from '../face.ts'
import { type Report, type Terminal, table } from '../terminal.ts'
import { advance, type InjuryDeed, type InjuryFate, type InjuryHand, treat } from './injury-clerk.ts'
import { compareInjury } from './injury-ledger.ts'
import { seededRandom } from './plan.ts'

/** Whom each platform of the training sandbox pays for today. */
const WORKERS: Record<InjuryFamily, readonly string[]> = {
  gs: ['李国强', '陈刚', '欧阳明月'],
  bizh: ['李国强', '陈刚', '欧阳明月'],
  gy: ['宋远方', '李国强', '陈刚'],
}
const DEEDS: readonly { family: InjuryFamily; kind: InjuryKind; share: number }[] = [
  { family: 'gs', kind: 'outpatient', share: 5 },
  { family: 'gs', kind: 'inpatient', share: 3 },
  { family: 'bizh', kind: 'outpatient', share: 5 },
  { family: 'bizh', kind: 'inpatient', share: 3 },
  { family: 'gy', kind: 'inpatient', share: 3 },
  { family: 'gy', kind: 'device', share: 1 },
]
const FATES: readonly InjuryFate[] = [
  'settle',
  'settle',
  'settle',
  'settle',
  'undo',
  'again',
  'settle',
  'abandon',
]
/** what moves money, of which some answers are lost today */
const MONEY = [
  'GS3108',
  'GS3015',
  'GS5001',
  'bizh110105',
  'bizh120106',
  'bizh120107',
  'GYU103',
  'GYU303',
  'GYR003',
]
const OPENING = ['GS3001', 'GS3106', 'bizh110104', 'bizh120103', 'GYU101', 'GS3004', 'bizh120002', 'GYU102']

const TIMES = { answer_ms: 1_000, centre_ms: 2_000 }
const TIMING = { look_first_ms: 100, look_longest_ms: 500, tick_ms: 100, outbox_first_ms: 100 }
const WAIT_ms = 20
const LONGEST_ms = 60_000
const TRIES = 12

interface InjuryDesk extends InjuryHand {
  guitai: Guitai
  doing: string
  served: number
  astray: number
  problems: string[]
}

/** A day of injured workers at several counters against the three simulated platforms, with faults. */
export async function injuryDay(
  { counters, patients, seed, dir }: { counters: number; patients: number; seed: number; dir: string },
  io: Terminal,
): Promise<Report> {
  const started = performance.now()
  const centre = await serveSandbox({ seed })
  const platforms = await serveInjury({ seed, faults: weather(patients) })
  const desks: InjuryDesk[] = []
  try {
    io.out(`三个工伤平台 ${platforms.url}，${counters} 个窗口，${patients} 位工伤患者，种子 ${seed}`)
    const at = { url: platforms.url, keys: platforms.keys }
    for (let slot = 1; slot <= counters; slot++) desks.push(await openDesk(dir, centre.url, at, slot))
    await work(desks, planned(patients, seed))
    for (const desk of desks) await ended(desk)
    return await judged(desks, platforms, io, performance.now() - started)
  } finally {
    await Promise.all(desks.map(({ guitai }) => guitai.close()))
    await platforms.close()
    await centre.close()
  }
}

function weather(patients: number): FaultRule[] {
  const rate = Math.min(0.3, 6 / patients)
  return [
    { kind: 'drop_after', codes: [...MONEY, ...OPENING], rate, times: 8 },
    { kind: 'http500_after', codes: MONEY, rate, times: 4 },
    { kind: 'drop_before', codes: [...MONEY, ...OPENING], rate, times: 4 },
    { kind: 'garble', codes: [...MONEY, ...OPENING], rate, times: 4 },
    { kind: 'repeat', codes: OPENING, rate, times: 4 },
    { kind: 'delay', codes: MONEY, rate, times: 2, ms: TIMES.answer_ms + 500 },
    { kind: 'in_progress', codes: MONEY, rate, times: 2, ms: 600 },
  ]
}

/** The same kinds of cases in the same shares whatever the seed, in a seeded order. */
function planned(patients: number, seed: number): InjuryDeed[] {
  const random = seededRandom(seed)
  const kinds = DEEDS.flatMap(({ family, kind, share }) =>
    Array.from({ length: share }, () => ({ family, kind })),
  )
  const list = Array.from({ length: patients }, (_, i) => {
    const { family, kind } = kinds[i % kinds.length]!
    const names = kind === 'device' ? WORKERS[family].slice(0, 1) : WORKERS[family]
    const name = names[Math.floor(random() * names.length)]
    const { certno } = people.find(({ psn_name }) => psn_name === name)!
    return { family, kind, certno, fate: FATES[i % FATES.length]! }
  })
  const keyed = list.map((value) => ({ value, at: random() }))
  return keyed.sort((a, b) => a.at - b.at).map(({ value }) => value)
}

async function openDesk(
  dir: string,
  sandboxUrl: string,
  injuryAt: { url: string; keys: Awaited<ReturnType<typeof serveInjury>>['keys'] },
  slot: number,
): Promise<InjuryDesk> {
  const { first, gs, bizh, gy } = TRAINING_SITE.injury!
  const guitai = await compose({
    ...{ home: join(dir, `counter-${slot}`), host: 'cli', sandboxUrl, injuryAt, timing: TIMING },
    site: {
      ...TRAINING_SITE,
      counter: { window: `${slot}号窗口`, slot },
      injury: { first, gs: { ...gs!, ...TIMES }, bizh: { ...bizh!, ...TIMES }, gy: { ...gy!, ...TIMES } },
      his: { kind: 'demo', path: join(dir, 'his-demo.db') },
      security: { idleLock_min: 0 },
    },
  })
  const call: Call = faceOf(guitai, 'demo')
  const opter = `S${String(slot).padStart(3, '0')}`
  await call('auth.setup', { opter, opterName: `收费员${slot}`, password: 'guitai-demo' })
  await call('shift.signIn', {})
  return {
    ...{ guitai, call, his: guitai.his, doing: '', served: 0, astray: 0, problems: [] },
    pause: () => new Promise((resolve) => setTimeout(resolve, WAIT_ms)),
    pay: inCash,
  }
}

const inCash = (due: Fen): Payment[] =>
  due > 0 ? [{ method: 'cash', amountFen: due, tenderedFen: fen(Math.ceil(due / 10_000) * 10_000) }] : []

/** Each counter calls the next worker who is not already at another one. */
async function work(desks: InjuryDesk[], queue: InjuryDeed[]): Promise<void> {
  const busy = new Set<string>()
  const shift = async (desk: InjuryDesk) => {
    while (queue.length > 0) {
      const index = queue.findIndex(({ certno }) => !busy.has(certno))
      const [deed] = index < 0 ? [] : queue.splice(index, 1)
      if (!deed) {
        await desk.pause()
        continue
      }
      busy.add(deed.certno)
      await one(desk, deed)
      busy.delete(deed.certno)
    }
  }
  await Promise.all(desks.map(shift))
}

/** What does not get through at once is brought to its end from the list of cases in work, as a clerk would. */
async function one(desk: InjuryDesk, deed: InjuryDeed): Promise<void> {
  desk.served += 1
  try {
    await treat(desk, deed)
  } catch (error) {
    desk.astray += 1
    desk.doing = error instanceof Error ? error.message : String(error)
  }
  await ended(desk)
}

async function ended(desk: InjuryDesk): Promise<void> {
  const since = Date.now()
  for (let tries = 0; Date.now() - since < LONGEST_ms; ) {
    const views = await desk.call('injury.working', {})
    if (views.length === 0) return
    for (const view of views.filter(({ doubt }) => !doubt)) {
      await advance(desk, view, tries > TRIES / 2 ? TRIES : 0).catch((error: Error) => {
        tries += 1
        desk.doing = error.message
      })
    }
    await desk.pause()
  }
  desk.problems.push(`有工伤业务办不完：${desk.doing}`)
}

async function judged(
  desks: InjuryDesk[],
  platforms: Awaited<ReturnType<typeof serveInjury>>,
  io: Terminal,
  took_ms: number,
): Promise<Report> {
  const rows = (await Promise.all(desks.map(({ guitai }) => guitai.journal.settlements({})))).flat()
  const open = (await Promise.all(desks.map(({ guitai }) => guitai.journal.unfinished()))).flat()
  const comparison = compareInjury(rows, platforms.effective())
  const left = platforms.leftovers().map((one) => `${one.family} 平台留有未撤销的登记 ${one.mdtrt_id}`)
  const remarks = [...desks.flatMap(({ problems }) => problems), ...left]
  const struck = Object.values(platforms.struck()).reduce((sum, n) => sum + n, 0)
  const figures = {
    patients: desks.reduce((sum, { served }) => sum + served, 0),
    settled: rows.filter(({ reverses }) => reverses === null).length,
    refunded: rows.filter(({ reverses }) => reverses !== null).length,
    faults: struck,
    lost: comparison.lost.length,
    duplicated: comparison.duplicated.length,
    unexplained: comparison.unexplained.length + remarks.length,
    unknown: open.filter(({ state }) => state !== 'MANUAL').length,
    manual: open.filter(({ state }) => state === 'MANUAL').length,
    took_ms: Math.round(took_ms),
  }
  const wrong = figures.lost + figures.duplicated + figures.unexplained + figures.unknown + figures.manual
  const report = { name: 'demo.injury', ok: wrong === 0 && figures.settled > 0, figures }
  show(report, comparison, remarks, io)
  return report
}

function show(
  report: Report,
  { lines, ...lists }: ReturnType<typeof compareInjury>,
  remarks: string[],
  io: Terminal,
) {
  const money = (n: number) => yuanShow(fen(n))
  const cells = lines.flatMap(({ family, here, there }) =>
    [here, there].map((of, i) => [
      ...(i === 0 ? [INJURY_LABEL[family as InjuryFamily], '本机'] : ['', '平台']),
      ...[String(of.count), money(of.totalFen), money(of.fundFen), money(of.cashFen)],
    ]),
  )
  io.out('\n本机账与平台账（工伤）')
  io.out(table(['平台', '', '有效笔数', '总额', '基金', '现金'], cells, [2, 3, 4, 5]))
  for (const line of [...lists.lost, ...lists.duplicated, ...lists.unexplained, ...remarks]) io.out(line)
  const f = report.figures
  io.out(
    `工伤 ${f.patients} 位，结算 ${f.settled} 笔，撤销 ${f.refunded} 笔，遇到故障 ${f.faults} 次；丢失 ${f.lost}，重复 ${f.duplicated}，` +
      `说不清 ${f.unexplained}，未知 ${f.unknown}，待人工 ${f.manual}；用时 ${(Number(f.took_ms) / 1000).toFixed(1)} 秒`,
  )
  io.out(report.ok ? '两边账目一致。' : '账目不一致，请看上面的说明。')
}
