import type { SetllistView } from '../../../shared/api/setllist.ts'
import { fail } from '../../../shared/errors.ts'
import { senderOf } from '../office.ts'
import { type Caller, OFFICE, type Registry } from '../registry.ts'
import { counts, hidden, history, quality } from './centre.ts'
import { askCentre, differences } from './compare.ts'
import { doubtfulOf, free, type ListRow, listOf, loadList, type SetllistDeps, STATE_LABEL } from './deps.ts'
import { edited } from './edit.ts'
import { putList } from './effects.ts'
import { changeable, isVoid, judged, openList } from './make.ts'
import { changeState, checkAll, makeAll, rebuild, takeState, uploadAll } from './send.ts'
import { viewOf } from './view.ts'
import { createWorklist } from './worklist.ts'

/** Registers the settlement lists; the answer is the worklist, for the task that tells what is due. */
export function registerSetllist(reg: Registry, deps: SetllistDeps): ReturnType<typeof createWorklist> {
  const worklist = createWorklist(deps)
  const { journal, lanes, now } = deps
  const view = async (row: ListRow, reveal = false): Promise<SetllistView> => {
    const [doubtful, gone] = await Promise.all([doubtfulOf(deps), isVoid(deps, row)])
    const told = { state: gone ? ('void' as const) : row.state, doubtful: doubtful.has(row.id), reveal }
    return viewOf(row, told, deps)
  }
  /** One command on one list: in turn, on the version that was seen, and not while a message is open. */
  const change = (setl_id: string, version: number, work: (row: ListRow) => Promise<ListRow>) =>
    lanes.run(setl_id, async () => {
      const row = await loadList(deps, setl_id)
      await free(deps, setl_id)
      if (row.version !== version)
        fail('conflict', '清单已经被改过，刚才的修改没有执行', '没有改变。', '请看一眼最新的内容再改。')
      changeable(row)
      return view(await work(row))
    })

  reg.read('setllist.list', (query) => worklist.list(query), OFFICE)
  reg.write(
    'setllist.open',
    ({ setl_id }, caller) => lanes.run(setl_id, async () => view(await openList(deps, setl_id, caller))),
    OFFICE,
  )
  reg.write(
    'setllist.reveal',
    async ({ setl_id }, caller) => {
      const row = await loadList(deps, setl_id)
      await journal.commit([audit(deps, caller, 'setllist.reveal', setl_id)])
      return view(row, true)
    },
    OFFICE,
  )
  reg.write('setllist.make', ({ setl_ids }, caller) => makeAll(deps, setl_ids, caller), OFFICE)
  reg.write(
    'setllist.rebuild',
    ({ setl_id, version }, caller) => change(setl_id, version, (row) => rebuild(deps, row, caller)),
    OFFICE,
  )
  reg.write(
    'setllist.edit',
    ({ setl_id, version, changes }, caller) =>
      change(setl_id, version, async (row) => {
        const { opter, opterName } = caller.operator!
        const by = { opter, opterName, at: now() }
        const contract = deps.contract(row.data.form)
        const data = changes.reduce((data, one) => edited(data, one, contract, by), row.data)
        if (data === row.data) return row
        const next = judged({ ...row, data }, deps)
        await journal.commit([putList(next, now())])
        return { ...next, version: next.version + 1 }
      }),
    OFFICE,
  )
  reg.write('setllist.upload', ({ setl_ids }, caller) => uploadAll(deps, setl_ids, caller), OFFICE)
  reg.write(
    'setllist.submit',
    ({ setl_ids, stas_type }, caller) => changeState(deps, setl_ids, stas_type, caller),
    OFFICE,
  )
  reg.write('setllist.check', ({ setl_ids }, caller) => checkAll(deps, setl_ids, caller), OFFICE)
  registerQuestions(reg, deps, worklist)
  return worklist
}

function registerQuestions(
  reg: Registry,
  deps: SetllistDeps,
  worklist: ReturnType<typeof createWorklist>,
): void {
  reg.write(
    'setllist.compare',
    ({ setl_id }, caller) =>
      deps.lanes.run(setl_id, async () => {
        const row = await loadList(deps, setl_id)
        await free(deps, setl_id)
        const { output, ...told } = await askCentre(row, await senderOf(deps, caller))
        await takeState(deps, row, told)
        const { state } = listOf((await deps.journal.doc(row.kind, setl_id))!)
        const found = differences(deps.contract(row.data.form), row.data.input, output)
        return {
          state,
          stateLabel: STATE_LABEL[state],
          chk_cont: told.chk_cont,
          differences: found.map(hidden),
        }
      }),
    OFFICE,
  )
  reg.write(
    'setllist.quality',
    async ({ setl_ym }, caller) => quality(deps, setl_ym, await senderOf(deps, caller)),
    OFFICE,
  )
  reg.write(
    'setllist.counts',
    async ({ setl_ym }, caller) => counts(deps, setl_ym, await senderOf(deps, caller), worklist),
    OFFICE,
  )
  reg.read('setllist.history', ({ setl_id }) => history(deps, setl_id), OFFICE)
}

function audit({ now }: SetllistDeps, caller: Caller, action: string, subject: string) {
  const entry = { at: now(), actor: caller.operator!.opter, action, subject, detail: {} }
  return { t: 'audit' as const, entry }
}
