import { conclude, readArgs } from '../report.ts'
import { runFaults } from './faults.ts'

const { seeds, json } = readArgs({ seeds: 8, garbled: 100_000, json: false })
const { runs, ...report } = await runFaults(seeds)
for (const run of runs.filter((r) => r.notes.length > 0)) {
  console.error([`${run.kind} seed ${run.seed}`, ...run.notes].join('\n  '))
}
conclude(report, json)
