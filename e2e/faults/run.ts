import { runInjuryFaults } from '../injury/faults.ts'
import { conclude, type Report, readArgs } from '../report.ts'
import { type FaultsReport, runFaults } from './faults.ts'
import { runGarbled } from './garbled.ts'

/** npm run faults -- --seeds 8 [--of nhsa|injury]: both kinds of day unless told, and garbled answers of the first. */
const { seeds, garbled, of, json } = readArgs({ seeds: 8, garbled: 100_000, of: '', json: false })
const reports: (Report | FaultsReport)[] = []
if (of !== 'injury') reports.push(told(await runFaults(seeds)), await runGarbled(garbled))
if (of !== 'nhsa') reports.push(told(await runInjuryFaults(seeds)))
const sum: Record<string, number> = {}
for (const { figures } of reports)
  for (const [name, value] of Object.entries(figures)) sum[name] = (sum[name] ?? 0) + Number(value)
conclude({ name: 'faults', ok: reports.every(({ ok }) => ok), figures: { ...sum, seeds } }, json)

function told(report: FaultsReport): Report {
  const { runs, ...days } = report
  for (const run of runs.filter((r) => r.notes.length > 0)) {
    console.error([`${days.name} ${run.kind} seed ${run.seed}`, ...run.notes].join('\n  '))
  }
  return days
}
