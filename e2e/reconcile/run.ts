import { conclude, readArgs } from '../report.ts'
import { tryOnce } from './trial.ts'

/**
 * npm run reconcile -- --runs 1000 --rows 10000 [--seed 1] [--json]: the five kinds of difference injected at
 * random, and how many of them the matcher missed or invented. A run is repeated by its seed with --runs 1.
 */
const { runs, rows, seed, json } = readArgs({ runs: 1000, rows: 10_000, seed: 1, json: false })
const figures = { runs, rows, injected: 0, missed: 0, falsely: 0 }
const COLUMNS = [10, 10, 11, 7] as const

for (let run = 0; run < runs; run++) {
  const lists = run % 5 === 4 ? 'differences' : 'all'
  const trial = await tryOnce({ rows, seed: seed + run, lists, columns: COLUMNS[run % 4]!, share: 0.02 })
  figures.injected += trial.injected
  figures.missed += trial.missed.length
  figures.falsely += trial.falsely.length
  const wrong = [...trial.missed.map((name) => `漏 ${name}`), ...trial.falsely.map((name) => `误 ${name}`)]
  for (const line of wrong.slice(0, 5)) console.error(`种子 ${seed + run}：${line}`)
}
const ok = figures.missed === 0 && figures.falsely === 0 && figures.injected > 0
conclude({ name: 'reconcile', ok, figures }, json)
