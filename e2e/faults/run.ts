import { conclude, type Report, readArgs } from '../report.ts'
import { runFaults } from './faults.ts'
import { runGarbled } from './garbled.ts'

const { seeds, garbled, json } = readArgs({ seeds: 8, garbled: 100_000, json: false })
const { runs, ...days } = await runFaults(seeds)
for (const run of runs.filter((r) => r.notes.length > 0)) {
  console.error([`${run.kind} seed ${run.seed}`, ...run.notes].join('\n  '))
}
const answers = await runGarbled(garbled)
const seconds = Number(days.figures.seconds) + Number(answers.figures.seconds)
const report: Report = {
  name: 'faults',
  ok: days.ok && answers.ok,
  figures: { ...days.figures, ...answers.figures, seconds },
}
conclude(report, json)
