import type { CrashPoint } from '../../electron/engine/crashpoints.ts'
import { conclude, printTable, readArgs } from '../report.ts'
import { POINTS, runCrash } from './crash.ts'

const { seeds, points, json } = readArgs({ seeds: 3, points: '', json: false })
const chosen = points ? points.split(',') : POINTS
const strange = chosen.filter((point) => !POINTS.includes(point as CrashPoint))
if (strange.length > 0) {
  console.error(`没有这个崩溃点：${strange.join('、')}。可选：${POINTS.join('、')}`)
  process.exit(2)
}
const progress = (line: string) => console.error(line)
const { runs, ...report } = await runCrash({ seeds, points: chosen as CrashPoint[], progress })
for (const run of runs.filter((r) => r.notes.length > 0)) {
  console.error([`${run.point ?? 'undisturbed'} seed ${run.seed}`, ...run.notes].join('\n  '))
}
if (!json) {
  printTable([
    ['point', 'runs', 'kills', 'wrong'],
    ...chosen.map((point) => {
      const own = runs.filter((run) => run.point === point)
      const kills = own.filter((run) => run.kills > 0).length
      return [point, own.length, kills, own.filter((run) => run.notes.length > 0).length]
    }),
  ])
}
conclude(report, json)
