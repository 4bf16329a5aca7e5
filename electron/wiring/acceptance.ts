import { join } from 'node:path'
import people from '../../shared/demo/people.json' with { type: 'json' }
import { INJURY_LABEL } from '../../shared/injury.ts'
import { registerAcceptance } from '../app/acceptance/api.ts'
import { acceptanceEffects } from '../app/acceptance/effects.ts'
import { COLUMNS } from '../app/acceptance/report.ts'
import { loadRun } from '../app/acceptance/store.ts'
import { tableOf } from '../app/export/tables.ts'
import { OFFICE } from '../app/registry.ts'
import { address, type Parts } from './index.ts'

/** Insured, at home, with money on the account and a relative's: whom the simulated centre tries everything on. */
const TEST_PERSON = '李国强'
/** of the residents' insurance */
const RESIDENT = '孙丽华'
const certnoOf = (name: string) => people.find(({ psn_name }) => psn_name === name)!.certno
const LABELS: Record<string, string> = {
  nhsa: '国家医保两定接口',
  sichuan: '四川扩展交易',
  ...INJURY_LABEL,
}

/** The acceptance rehearsal. */
export function wireAcceptance(parts: Parts): { stop(): Promise<void> } {
  const { registry, journal, engine, his, bus, clock, site, books, files, effects, exports, inbound } = parts
  const bookOf = (family: string) => books.get(family) ?? parts.book
  for (const [name, effect] of acceptanceEffects(site.nhsa.mulaidApart)) effects.set(name, effect)
  const { training } = site
  const rehearsal = registerAcceptance(registry, {
    ...{ journal, engine, his, bus, training, log: parts.log, version: parts.version },
    now: clock.now,
    slot: site.counter.slot,
    families: [...books.keys()].map((family) => ({ family, label: LABELS[family] ?? family })),
    institution: site.institution,
    area: site.nhsa.mdtrtarea_admvs,
    centre: training ? '内置模拟中心' : site.nhsa.baseUrl,
    reversible: site.nhsa.reversible,
    mulaidApart: site.nhsa.mulaidApart,
    machine: address(),
    testPerson: training ? { mdtrt_cert_type: '02', mdtrt_cert_no: certnoOf(TEST_PERSON) } : null,
    resident: training ? certnoOf(RESIDENT) : null,
    has: ({ family = 'nhsa', infno }) =>
      (books.get(family)?.has(infno) ?? false) &&
      (infno !== 'bizh120004' || site.injury.bizh?.removeLines !== false),
    contract: (family, infno) => bookOf(family).get(infno),
    dict: (family, name) => bookOf(family).dict(name),
    put: (content) => files.put(content),
    receive: (infno, body) => inbound.receive(infno, body, '自检'),
    dir: join(parts.home, 'exports'),
  })
  exports.register(
    tableOf({ id: 'acceptance', label: '自检报告', roles: OFFICE }, COLUMNS, async function* (query) {
      yield* (await loadRun(journal, String(query.runId ?? ''), null)).rows
    }),
  )
  return rehearsal
}
