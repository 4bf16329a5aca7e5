import { fail } from '../../../shared/errors.ts'
import type { ApiOutput } from '../../../shared/ipc.ts'
import { createLanes } from '../../engine/lane.ts'
import type { Registry } from '../registry.ts'
import { closePeriod, closingOf, closingView, standingOf } from './close.ts'
import { actingFor, type ReconcileDeps } from './deps.ts'
import { runDetail } from './detail.ts'
import type { Range } from './ledger.ts'
import { mend, viewOf } from './mend.ts'
import { type ReconcilePapers, reconcilePapers } from './papers.ts'
import { checkGroup, groupsOf } from './totals.ts'

/** Who may undo something at the centre with no patient at the counter. */
const SUPERVISING = ['supervisor', 'admin'] as const

/** The day and the month against the centre. Closings and mendings go one after the other. */
export function registerReconcile(reg: Registry, deps: ReconcileDeps): ReconcilePapers {
  const { journal, runs, bus } = deps
  const lanes = createLanes()
  let atWork: AbortController | null = null

  reg.read('reconcile.sums', (range) => sums(deps, range))
  reg.write('reconcile.check', async ({ group: only, ...range }, caller) => {
    const by = await actingFor(deps, caller)
    const groups = await groupsOf(deps, range)
    const wanted = groups.filter(({ key }) => only === undefined || key === only)
    const failed: ApiOutput<'reconcile.check'>['failed'] = []
    for (const [index, group] of wanted.entries()) {
      const label = `对总账（3201）${group.insutypeLabel} ${group.clrTypeLabel}`
      bus.emit('work.progress', { work: 'reconcile', label, done: index / wanted.length })
      const why = await checkGroup(deps, by, range, group)
      if (why !== null) failed.push({ key: group.key, why })
    }
    bus.emit('work.progress', { work: 'reconcile', label: '', done: 1 })
    return { groups: await groupsOf(deps, range), failed }
  })
  reg.write('reconcile.detail', async (scope, caller) => {
    if (atWork) fail('conflict', '正在对另一份明细账', '没有改变。', '请等它完成，或按 Esc 取消。')
    const mine = new AbortController()
    atWork = mine
    try {
      return await runDetail(deps, await actingFor(deps, caller), scope, mine.signal)
    } finally {
      atWork = null
    }
  })
  reg.write('reconcile.cancel', async () => {
    const cancelled = atWork !== null
    atWork?.abort()
    return { cancelled }
  })
  reg.read('reconcile.run', async ({ runId, ...query }) => {
    const run = await runs.get(runId)
    const mended = await runs.mended(runId)
    const { rows, total } = await runs.page(run, query)
    const views = await Promise.all(rows.map((row) => viewOf(deps, run, row, mended.get(row.rowId))))
    return { run, rows: views, total }
  })
  reg.read('reconcile.runs', (range) => runs.list(range))
  reg.write(
    'reconcile.mend',
    async ({ runId, rowId, ...asked }, caller) => {
      const by = await actingFor(deps, caller)
      return lanes.run('mend', async () => {
        const run = await runs.get(runId)
        const row = await runs.row(run, rowId)
        return viewOf(deps, run, row, await mend(deps, by, run, row, asked))
      })
    },
    SUPERVISING,
  )
  reg.write('reconcile.close', (input, caller) => lanes.run('close', () => closePeriod(deps, caller, input)))
  reg.read('reconcile.closings', async ({ limit }) => (await journal.closings({ limit })).map(closingView))
  return reconcilePapers(deps)
}

async function sums(deps: ReconcileDeps, range: Range): Promise<ApiOutput<'reconcile.sums'>> {
  const { groups, doubtful, problems } = await standingOf(deps, range)
  return { groups, doubtful, problems, closed: await closingOf(deps, range) }
}
