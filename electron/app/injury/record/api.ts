import type { InjuryRecordView } from '../../../../shared/api/injury-record.ts'
import { faultOf } from '../../../../shared/errors.ts'
import { INJURY_LABEL, type InjuryCase } from '../../../../shared/injury.ts'
import { type Caller, OFFICE, type Registry } from '../../registry.ts'
import { loadCase } from '../store.ts'
import { codes, fetchCodes, tables } from './codes.ts'
import { officeOf, type RecordDeps } from './deps.ts'
import { list } from './list.ts'
import { attach, describe, detach, download, file, sendMaterials, withdraw } from './materials.ts'
import { materials } from './materials-view.ts'
import { orders, sendOrders } from './orders.ts'
import { add, drop, encounterOf, make, renew, save, send, undo } from './parts.ts'
import { applications, plans } from './rehab-ask.ts'
import { viewOf } from './view.ts'

type Roles = Parameters<Registry['read']>[2]

/** 工伤病案. The offices work on it; cashiers may look. */
export function registerInjuryRecord(reg: Registry, deps: RecordDeps): void {
  const readers: Roles = [...OFFICE, 'cashier']
  /** in turn with the other commands on the case; answers with how the record stands then */
  const onCase = (
    encounterId: string,
    caller: Caller,
    work: () => Promise<InjuryCase>,
  ): Promise<InjuryRecordView> =>
    deps.lanes.run(encounterId, async () => {
      const of = await work()
      return viewOf(deps, of, caller.operator!.opterName)
    })
  reg.read(
    'injury.record.options',
    async () => deps.families.map((family) => ({ family, label: INJURY_LABEL[family] })),
    readers,
  )
  reg.read('injury.record.list', (query) => list(deps, query), readers)
  reg.write(
    'injury.record.make',
    async ({ encounterIds }, caller) => {
      const office = await officeOf(deps, caller)
      const failed: { encounterId: string; why: string }[] = []
      for (const encounterId of encounterIds) {
        await deps.lanes
          .run(encounterId, async () => make(office, await loadCase(deps.journal, encounterId)))
          .catch((error) => failed.push({ encounterId, why: faultOf(error).what }))
      }
      return { made: encounterIds.length - failed.length, failed }
    },
    OFFICE,
  )
  reg.write(
    'injury.record.open',
    ({ encounterId }, caller) =>
      onCase(encounterId, caller, async () => {
        const of = await loadCase(deps.journal, encounterId)
        await make(await officeOf(deps, caller), of)
        return of
      }),
    readers,
  )
  reg.write(
    'injury.record.add',
    (form, caller) => onCase(form.encounterId, caller, () => add(deps, caller, form)),
    OFFICE,
  )
  const onPart = <F extends { id: string }>(
    work: (deps: RecordDeps, caller: Caller, form: F) => Promise<InjuryCase>,
  ) => {
    return (form: F, caller: Caller) => onCase(encounterOf(form.id), caller, () => work(deps, caller, form))
  }
  reg.write('injury.record.save', onPart(save), OFFICE)
  reg.write('injury.record.renew', onPart(renew), OFFICE)
  reg.write('injury.record.drop', onPart(drop), OFFICE)
  reg.write('injury.record.undo', onPart(undo), OFFICE)
  reg.write(
    'injury.record.send',
    (form, caller) => onCase(form.encounterId, caller, () => send(deps, caller, form)),
    OFFICE,
  )
  reg.read('injury.record.orders', (query) => orders(deps, query), readers)
  reg.write(
    'injury.record.sendOrders',
    (form, caller) => onCase(form.encounterId, caller, () => sendOrders(deps, caller, form)),
    OFFICE,
  )
  registerMaterials(reg, deps, readers)
  reg.write('injury.record.applications', (query, caller) => applications(deps, caller, query), OFFICE)
  reg.write('injury.record.plans', (query, caller) => plans(deps, caller, query), OFFICE)
  reg.read('injury.record.tables', ({ family }) => tables(deps, family), readers)
  reg.read('injury.record.codes', (query) => codes(deps, query), readers)
  reg.write(
    'injury.record.fetchCodes',
    (form, caller) =>
      deps.lanes.run(`codes ${form.family}`, async () => {
        await fetchCodes(deps, caller, form)
        return tables(deps, form.family)
      }),
    OFFICE,
  )
}

function registerMaterials(reg: Registry, deps: RecordDeps, readers: Roles): void {
  const inTurn = <T>(encounterId: string, work: () => Promise<T>) =>
    deps.lanes.run(encounterId, async () => {
      await work()
      return materials(deps, encounterId)
    })
  reg.read('injury.record.materials', ({ encounterId }) => materials(deps, encounterId), readers)
  reg.write(
    'injury.record.attach',
    (form, caller) => inTurn(form.encounterId, () => attach(deps, caller, form)),
    OFFICE,
  )
  reg.write(
    'injury.record.describe',
    (form) => inTurn(encounterOf(form.id), () => describe(deps, form)),
    OFFICE,
  )
  reg.write('injury.record.detach', (form) => inTurn(encounterOf(form.id), () => detach(deps, form)), OFFICE)
  reg.write(
    'injury.record.sendMaterials',
    (form, caller) => inTurn(form.encounterId, () => sendMaterials(deps, caller, form)),
    OFFICE,
  )
  reg.write(
    'injury.record.withdraw',
    (form, caller) => inTurn(encounterOf(form.id), () => withdraw(deps, caller, form)),
    OFFICE,
  )
  reg.write('injury.record.file', ({ id }, caller) => file(deps, caller, id), readers)
  reg.write('injury.record.download', (form, caller) => download(deps, caller, form), OFFICE)
}
