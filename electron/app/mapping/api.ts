import { randomUUID } from 'node:crypto'
import { fail } from '../../../shared/errors.ts'
import { dateOf } from '../../../shared/msgid.ts'
import { senderOf } from '../office.ts'
import { type Caller, OFFICE, type Registry } from '../registry.ts'
import type { TaskRun } from '../tasks/port.ts'
import { approve, approveAll, refuse, withdraw } from './approve.ts'
import { compare } from './compare.ts'
import { loadDoc, type MappingDeps, personOf } from './deps.ts'
import { LANE, proposeAll, readItems } from './items.ts'
import { type Doc, KIND, SOURCE } from './model.ts'
import { carryOut, createIntake, type Planned, plan } from './sheet.ts'
import { lookUp, suggest } from './suggest.ts'
import { allViews, type Kept, listing, viewsOf } from './view.ts'

export function registerMapping(reg: Registry, deps: MappingDeps): void {
  const { lanes, uploads } = deps
  const views = createViews(deps)
  const intake = createIntake(deps.dir)
  const imports = new Map<string, { importId: string; planned: Planned[] }>()

  /** Whatever writes mappings does so in turn; what the screens know of them is read anew after. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> =>
    lanes
      .run(LANE, async () => {
        await deps.ready()
        return work()
      })
      .finally(views.stale)
  const view = async (doc: Doc) => (await viewsOf(deps, [doc]))[0]!
  const changing = (work: () => Promise<Doc>) => inTurn(async () => view(await work()))

  reg.read(
    'mapping.list',
    async (query) => {
      await deps.ready()
      return listing(deps, await views.all(), query)
    },
    OFFICE,
  )
  reg.read('mapping.get', async ({ id }) => view(await loadDoc(deps, id)), OFFICE)
  reg.read(
    'mapping.suggest',
    async ({ id, text }) => {
      const { data } = await loadDoc(deps, id)
      const today = dateOf(deps.now())
      return text
        ? lookUp(deps.catalogue, data.item, text, today)
        : suggest(deps.catalogue, data.item, today, data.not)
    },
    OFFICE,
  )
  reg.write('mapping.read', () => readAll(), OFFICE)
  reg.write('mapping.approve', (input, caller) => changing(() => approve(deps, caller, input)), OFFICE)
  reg.write(
    'mapping.approveAll',
    ({ list_type }, caller) => inTurn(() => approveAll(deps, caller, list_type)),
    OFFICE,
  )
  reg.write(
    'mapping.refuse',
    ({ id, version }, caller) => changing(() => refuse(deps, caller, id, version)),
    OFFICE,
  )
  reg.write('mapping.withdraw', (input, caller) => changing(() => withdraw(deps, caller, input)), OFFICE)
  reg.write(
    'mapping.upload',
    async () => {
      const { accepted, refused, held, left } = await uploads.send(SOURCE).finally(views.stale)
      return { accepted, refused: refused + held, left }
    },
    OFFICE,
  )
  reg.write(
    'mapping.compare',
    (_input, caller) => inTurn(async () => compare(deps, personOf(caller), await senderOf(deps, caller))),
    OFFICE,
  )
  reg.write(
    'mapping.import',
    async (input, caller) => {
      const rows = await intake(caller.sessionId, input)
      if (!rows) return null
      await deps.ready()
      const { preview, planned } = await plan(deps, rows)
      const importId = randomUUID()
      imports.set(caller.sessionId, { importId, planned })
      return { ...preview, importId }
    },
    OFFICE,
  )
  reg.write(
    'mapping.importApply',
    ({ importId }, caller) =>
      inTurn(async () => ({ changed: await carryOut(deps, personOf(caller), take(caller, importId)) })),
    OFFICE,
  )

  function take({ sessionId }: Caller, importId: string): Planned[] {
    const kept = imports.get(sessionId)
    if (kept?.importId !== importId)
      fail('conflict', '这次导入已经过期', '没有改变。', '请重新选择文件导入。')
    imports.delete(sessionId)
    return kept.planned
  }
  deps.bus.subscribe((event, payload) => {
    if (event === 'uploads.changed' && (payload as { source: string }).source === SOURCE) views.stale()
  })
  async function readAll(run?: TaskRun) {
    const read = await inTurn(() => readItems(deps))
    const proposed = await proposeAll(deps, run?.signal, (done) => run?.progress(done, '推荐对照'))
    views.stale()
    return { read, proposed }
  }
  deps.tasks.register({
    id: 'mapping.items',
    label: '院内目录与推荐',
    group: '下载',
    plan: { every_min: 60 },
    async run(run) {
      const { read, proposed } = await readAll(run)
      return `读取 ${read} 项，推荐 ${proposed} 项`
    },
  })
}

/** All rows for the screen, read anew where one has changed. */
function createViews(deps: MappingDeps) {
  let known: { mark: string; all: Promise<Kept[]> } | null = null
  return {
    stale: () => {
      known = null
    },
    async all(): Promise<Kept[]> {
      const [newest] = await deps.journal.docs({ kind: KIND, limit: 1 })
      // what has expired is told by the day
      const mark = newest ? `${newest.id} ${newest.version} ${newest.at} ${dateOf(deps.now())}` : ''
      if (known?.mark !== mark) known = { mark, all: allViews(deps) }
      return known.all
    },
  }
}
