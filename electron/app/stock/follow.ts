import { visitOf } from '../visit/store.ts'
import { inTurn, type StockDeps, SYSTEM } from './deps.ts'
import { openPad } from './pad.ts'
import { joinPending } from './pending.ts'
import { putRx, RX, type Rx } from './rx.ts'
import { sellScanned } from './sell.ts'

/**
 * A visit moved: what its prescriptions waited for is taken up, and drugs of a refunded one are to come back.
 * What is missed here (the program ends in between) the reading of the HIS finds.
 */
export async function followVisit(deps: StockDeps, encounterId: string): Promise<void> {
  const row = await deps.journal.encounter(encounterId)
  if (row?.kind !== 'outpatient' || (row.step !== 'settled' && row.step !== 'refunded')) return
  const visit = visitOf(row)
  const rxnos = [...new Set(visit.lines.flatMap((line) => line.rxno ?? []))]
  if (rxnos.length === 0) return
  if (visit.step === 'refunded') return markRefunded(deps, rxnos)
  await sellScanned(deps, rxnos)
  await joinPending(deps)
}

function markRefunded(deps: StockDeps, rxnos: readonly string[]): Promise<void> {
  return inTurn(deps, async () => {
    const pad = openPad(deps.journal, SYSTEM, deps.now())
    for (const rxno of rxnos) {
      const rx = (await pad.get<Rx>(RX, rxno))?.data
      if (rx && rx.paid !== 'refunded') await putRx(pad, { ...rx, paid: 'refunded' })
    }
    await deps.journal.commit(pad.changes())
  })
}
