import type { CrashPoint } from '../../electron/engine/crashpoints.ts'
import { INJURY_POINTS } from '../injury/crash.ts'
import { conclude, printTable, readArgs } from '../report.ts'
import { type CrashReport, POINTS, runCrash } from './crash.ts'

/** npm run crash -- --seeds 60 [--of nhsa|injury] [--points a,b]: both kinds of day unless told. */
const DAYS = { nhsa: POINTS, injury: INJURY_POINTS }
type Day = keyof typeof DAYS

const { seeds, points, of, json } = readArgs({ seeds: 3, points: '', of: '', json: false })
const days = (of ? [of] : Object.keys(DAYS)) as Day[]
if (days.some((day) => !DAYS[day])) refuse(`没有这种日子：${of}。可选：${Object.keys(DAYS).join('、')}`)
const chosen = points ? points.split(',') : null
const strange = chosen?.filter((point) => !POINTS.includes(point as CrashPoint)) ?? []
if (strange.length > 0) refuse(`没有这个崩溃点：${strange.join('、')}。可选：${POINTS.join('、')}`)

const progress = (line: string) => console.error(line)
const reports: CrashReport[] = []
for (const day of days) {
  const wanted = DAYS[day].filter((point) => !chosen || chosen.includes(point))
  if (wanted.length === 0) continue
  const report = await runCrash({ seeds, of: day, points: wanted, progress })
  reports.push(report)
  for (const run of report.runs.filter((r) => r.notes.length > 0)) {
    console.error([`${day} ${run.point ?? 'undisturbed'} seed ${run.seed}`, ...run.notes].join('\n  '))
  }
  if (!json) showPoints(wanted, report)
}
conclude(
  {
    name: 'crash',
    ok: reports.length > 0 && reports.every((report) => report.ok),
    figures: summed(reports.map((report) => report.figures)),
  },
  json,
)

function showPoints(wanted: readonly CrashPoint[], { name, runs }: CrashReport): void {
  printTable([
    [name, 'runs', 'kills', 'wrong'],
    ...wanted.map((point) => {
      const own = runs.filter((run) => run.point === point)
      const kills = own.filter((run) => run.kills > 0).length
      return [point, own.length, kills, own.filter((run) => run.notes.length > 0).length]
    }),
  ])
}

function summed(all: CrashReport['figures'][]): CrashReport['figures'] {
  const sum: Record<string, number> = {}
  for (const figures of all)
    for (const [name, value] of Object.entries(figures)) sum[name] = (sum[name] ?? 0) + Number(value)
  return { ...sum, seeds }
}

function refuse(why: string): never {
  console.error(why)
  process.exit(2)
}
