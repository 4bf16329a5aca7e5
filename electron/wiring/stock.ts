import { readAndSend, registerStock } from '../app/stock/api.ts'
import { PHARMACY, type StockDeps } from '../app/stock/deps.ts'
import { stockTables } from '../app/stock/export.ts'
import { followVisit } from '../app/stock/follow.ts'
import { joinPending } from '../app/stock/pending.ts'
import { stockSources } from '../app/stock/sources.ts'
import { tracesOf } from '../app/stock/traces.ts'
import type { TracePort } from '../app/visit/deps.ts'
import { createLanes } from '../engine/lane.ts'
import type { Parts } from './index.ts'

const READ_min = 10

/** Stock movements (3501–3507A) and dispensing by trace code. */
export function wireStock(parts: Parts): void {
  const { registry, journal, his, uploads, bus, clock, site, book, nhsa, log, tasks, exports } = parts
  const contract = (infno: string) => book.get(infno)
  for (const source of stockSources(site.stock.form, contract)) uploads.register(source)
  const deps: StockDeps = {
    ...{ journal, his, uploads, bus, log, contract, machine: parts.machine },
    givesVirtual: book.has('3592B'),
    now: clock.now,
    lanes: createLanes(),
    dict: (name) => book.dict(name),
    remote: nhsa.remote,
    drugs: site.trace.drugs,
  }
  registerStock(registry, deps)
  tasks.register({
    id: 'stock.read',
    label: '读取进销存和处方并上传',
    group: '上传',
    plan: { every_min: READ_min },
    run: ({ signal }) => readAndSend(deps, signal),
  })
  for (const table of stockTables(deps)) exports.register({ ...table, roles: PHARMACY })
  const told = (error: unknown) => log({ level: 'warn', at: 'stock', error: String(error) })
  bus.subscribe((event, payload) => {
    if (event === 'visit.changed')
      void followVisit(deps, (payload as { encounterId: string }).encounterId).catch(told)
    if (event === 'uploads.changed' && WAITED_FOR.has((payload as { source: string }).source))
      void joinPending(deps).catch(told)
  })
}

/** what a return has to wait for */
const WAITED_FOR = new Set(['stock.sale', 'stock.purchase', 'stock.change', 'stock.check'])

/** What the settlement of a visit asks of trace codes. */
export const traces = ({ journal, his, site }: Parts): TracePort =>
  tracesOf({ journal, his, drugs: site.trace.drugs })
