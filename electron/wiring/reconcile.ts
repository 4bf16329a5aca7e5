import { join } from 'node:path'
import { node } from '../../shared/settlement.ts'
import { createAttempts } from '../app/auth/attempts.ts'
import { registerReconcile } from '../app/reconcile/api.ts'
import type { ReconcilePapers } from '../app/reconcile/papers.ts'
import { openRuns } from '../app/reconcile/runs.ts'
import { openFileStore } from '../platforms/nhsa/files.ts'
import { settledShape } from '../platforms/nhsa/life/index.ts'
import type { Parts } from './index.ts'

/** The day and the month against the centre; answers what its papers are printed from. */
export function wireReconcile({
  home,
  site,
  clock,
  journal,
  book,
  engine,
  bus,
  registry,
}: Parts): ReconcilePapers {
  const { now } = clock
  const { reconcile, files, signIn } = site.nhsa
  const attempt = createAttempts({ journal, now })
  return registerReconcile(registry, {
    ...{ journal, engine, bus, now },
    fixmedins_code: site.institution.fixmedins_code,
    slot: site.counter.slot,
    files: openFileStore(join(home, 'files')),
    runs: openRuns(home),
    settings: { ...reconcile, most_bytes: files.most_bytes, signIn },
    meaning: (dict, value) => book.dict(dict)?.values[value] ?? value,
    checkPassword: (opter, password) => attempt(opter, password, 'reconcile.second'),
    settledShape: (output) => settledShape(node(output, 'setlinfo') ?? {}, output),
  })
}
