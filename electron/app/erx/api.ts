import type { Json, JsonObject } from '../../../shared/contract.ts'
import { fail, GuitaiError } from '../../../shared/errors.ts'
import type { ApiInput } from '../../../shared/ipc.ts'
import type { Visit } from '../../../shared/visit.ts'
import type { Engine } from '../../engine/engine.ts'
import type { Lanes } from '../../engine/lane.ts'
import type { His } from '../../his/port.ts'
import type { Change, DocRow, Journal } from '../../journal/port.ts'
import type { Machine } from '../machine.ts'
import { type Caller, OFFICE, type Registry } from '../registry.ts'
import { inboxView, orderView, releaseOrder } from './orders.ts'
import { registerOutside } from './outside.ts'
import { expectVersion, load, localOf, put, type RxData, rxOf } from './store.ts'
import { rxView } from './view.ts'
import * as wire from './wire.ts'

export interface ErxDeps {
  journal: Journal
  engine: Engine
  machine: Machine
  his: His
  now(): number
  fixmedins_code: string
  /** 就医地医保区划 of this site */
  area: string
  /** of this machine, as 7201 and 7202 want it */
  ip: string
  remote(insuplc: string | null): boolean
  /** what is done with one prescription runs one after the other */
  lanes: Lanes
  nameOf(infno: string): string
}

const SERIAL = 'erx.serial'
const PAGE = 200

export function registerErx(reg: Registry, deps: ErxDeps, roles: Parameters<Registry['read']>[2]): void {
  const { journal } = deps
  const one = async (id: string) => rxView(await load(journal, 'rx', id), (await doubtfulOf(journal)).has(id))
  reg.write('erx.read', async () => ({ taken: await readHis(deps) }), roles)
  reg.read(
    'erx.list',
    async ({ states, text, limit }) => {
      const rows = await journal.docs({ kind: 'rx', states, text, limit })
      const doubtful = await doubtfulOf(journal)
      return rows.map((row) => rxView(row, doubtful.has(row.id)))
    },
    roles,
  )
  reg.read('erx.one', ({ id }) => one(id), roles)
  reg.write(
    'erx.upload',
    ({ id, version }, caller) =>
      deps.lanes.run(id, async () => {
        await upload(deps, caller, await movable(deps, id, version, ['new', 'refused']))
        return one(id)
      }),
    roles,
  )
  reg.write(
    'erx.undo',
    (form, caller) =>
      deps.lanes.run(form.id, async () => {
        await undo(
          deps,
          caller,
          await movable(deps, form.id, form.version, ['uploaded', 'approved', 'denied']),
          form,
        )
        return one(form.id)
      }),
    roles,
  )
  reg.read(
    'erx.orders',
    async ({ text, limit }) => (await journal.docs({ kind: 'order', text, limit })).map(orderView),
    roles,
  )
  reg.write(
    'erx.release',
    ({ reason, ...at }, caller) => {
      const now = deps.now()
      return releaseOrder(deps, at, audited(caller, 'erx.release', at.ord_no, { reason }, now), now)
    },
    OFFICE,
  )
  reg.read(
    'erx.inbox',
    async ({ text, limit }) =>
      (await journal.docs({ kind: 'inbound', text, limit })).map((row) => inboxView(row, deps.nameOf)),
    roles,
  )
  registerOutside(reg, deps, roles)
}

/** Takes up what the HIS has written or mended since; one that has gone out stays as it went. */
export async function readHis({
  his,
  journal,
  now,
}: Pick<ErxDeps, 'his' | 'journal' | 'now'>): Promise<number> {
  let taken = 0
  for (;;) {
    const after = Number((await journal.setting(SERIAL)) ?? 0)
    const records = await his.feed('rx', after, PAGE)
    if (records.length === 0) return taken
    const changes: Change[] = []
    for (const { key, data } of records) {
      const old = await journal.doc('rx', key)
      if (old && old.state !== 'new' && old.state !== 'refused') continue
      changes.push(fresh(key, data, old, now()))
      taken++
    }
    await journal.commit([...changes, { t: 'setting', key: SERIAL, value: records.at(-1)!.serial }])
  }
}

function fresh(id: string, record: JsonObject, old: DocRow | null, at: number): Change {
  const data: RxData = { record, hi_rxno: null, why: '', review: null, purchase: null }
  const text = [id, record.psn_name, record.certno].map((word) => String(word ?? '')).join(' ')
  const row = { kind: 'rx', id, state: 'new', subject: '', text, data: data as unknown as Json, at }
  return { t: 'doc', put: { ...row, opter: 'HIS', opterName: 'HIS' }, expect: old?.version ?? 0 }
}

/** Prescriptions that a message without an answer holds. */
async function doubtfulOf(journal: Journal): Promise<ReadonlySet<string>> {
  const open = await journal.unfinished()
  return new Set(open.flatMap(({ local }) => (typeof local.rx === 'string' ? [local.rx] : [])))
}

async function movable(deps: ErxDeps, id: string, version: number, states: string[]): Promise<DocRow> {
  const row = await load(deps.journal, 'rx', id)
  expectVersion(row, version)
  if ((await doubtfulOf(deps.journal)).has(id))
    fail('doubt', '这张处方有一笔交易还没有结论', '没有发送。', '请等待查证结果（F12 查看）。')
  if (!states.includes(row.state))
    fail('conflict', '这张处方现在的状态不能这样办理', '没有发送。', '请刷新后查看。')
  return row
}

/** 7101. The visit at the centre is the newest of this person here that stands. */
async function upload({ journal, machine, now }: ErxDeps, caller: Caller, row: DocRow): Promise<void> {
  const { record } = rxOf(row)
  const insured = await insuredOf(journal, String(record.certno ?? ''))
  const draft = put(row, { data: { ...rxOf(row), why: '' } }, now())
  await journal.commit([draft, audited(caller, 'erx.upload', row.id, {}, now())])
  const outcome = await machine.transact({
    ...{ family: 'nhsa', infno: '7101', input: wire.upload(record, insured), purpose: 'erx.upload' },
    psnNo: insured.person.psn_no,
    insuplc: insured.insu.insuplc_admdvs,
    local: localOf({ ...row, version: row.version + 1 }, { rx: row.id }),
  })
  if (outcome.is !== 'settled') throw new GuitaiError(outcome.fault)
}

async function insuredOf(journal: Journal, certno: string): Promise<wire.Insured> {
  const rows = certno ? await journal.searchEncounters({ text: certno, limit: 20 }) : []
  for (const row of rows) {
    const { person, insu, mdtrt_id } = row.data as unknown as Pick<Visit, 'person' | 'insu' | 'mdtrt_id'>
    if (person && insu && mdtrt_id && person.certno === certno) return { person, insu, mdtrt_id }
  }
  return fail(
    'conflict',
    '这位患者在本机没有医保就诊登记，处方不能上传',
    '没有发送。',
    '请先在门诊收费里登记，再上传处方。',
  )
}

async function undo(
  { machine, journal, now }: ErxDeps,
  caller: Caller,
  row: DocRow,
  form: ApiInput<'erx.undo'>,
): Promise<void> {
  const { record, hi_rxno } = rxOf(row)
  if (!hi_rxno)
    fail('conflict', '中心没有告知这张处方的医保处方编号，不能撤销', '没有发送。', '请与平台核对后处理。')
  const input = wire.undo(record, hi_rxno, form, now())
  await journal.commit([audited(caller, 'erx.undo', row.id, { reason: form.undo_rea }, now())])
  const outcome = await machine.transact({
    ...{ family: 'nhsa', infno: '7104', input, purpose: 'erx.undo', local: localOf(row, { rx: row.id }) },
  })
  if (outcome.is !== 'settled') throw new GuitaiError(outcome.fault)
}

export function audited(
  caller: Caller,
  action: string,
  subject: string,
  detail: JsonObject,
  at: number,
): Change {
  return { t: 'audit', entry: { at, actor: caller.operator!.opter, action, subject, detail } }
}
