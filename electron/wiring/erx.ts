import { readHis, registerErx } from '../app/erx/api.ts'
import { erxEffects } from '../app/erx/effects.ts'
import { orderHandlers } from '../app/erx/orders.ts'
import { rxHandlers } from '../app/erx/told.ts'
import { createLanes } from '../engine/lane.ts'
import { address, type Parts } from './index.ts'

/** Prescriptions that leave the house (7101–7205), and what the platform calls the hospital with. */
export function wireErx(parts: Parts): void {
  const { registry, journal, engine, machine, his, clock, site, nhsa, book } = parts
  const { fixmedins_code } = site.institution
  for (const [name, effect] of erxEffects()) parts.effects.set(name, effect)
  for (const handler of [...orderHandlers({ journal, his, fixmedins_code }), ...rxHandlers(journal)])
    parts.inbound.register(handler)
  registerErx(
    registry,
    {
      ...{ journal, engine, machine, his, fixmedins_code, remote: nhsa.remote },
      now: clock.now,
      area: site.nhsa.mdtrtarea_admvs,
      ip: address().ip,
      lanes: createLanes(),
      nameOf: (infno) => (book.has(infno) ? book.get(infno).name : infno),
    },
    ['admin', 'supervisor', 'office', 'pharmacist'],
  )
  parts.tasks.register({
    id: 'erx.read',
    label: '提取可外购的处方',
    group: '上传',
    plan: { every_min: 10 },
    run: async () => `取到 ${await readHis({ his, journal, now: clock.now })} 张处方`,
  })
}
