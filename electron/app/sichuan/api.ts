import type { JsonObject } from '../../../shared/contract.ts'
import { fail, GuitaiError } from '../../../shared/errors.ts'
import { maskDeep, maskName } from '../../../shared/mask.ts'
import { tryYuan, ZERO } from '../../../shared/money.ts'
import { acting } from '../encounter.ts'
import { insuranceFor } from '../filing/persons.ts'
import { personView } from '../filing/view.ts'
import { whoIs } from '../person.ts'
import type { Registry } from '../registry.ts'
import type { SichuanDeps } from './deps.ts'
import { draft, subjectOf } from './draft.ts'
import { askAccounts, pay, settlementViews, unpay } from './family.ts'
import { KINDS } from './kinds.ts'
import { paper } from './paper.ts'
import { keepPicture } from './pictures.ts'
import { records, send, submit, undo } from './records.ts'

type Roles = Parameters<Registry['read']>[2]

/** `roles`: who may look after records; `cashiers`: who may move a relative's money. */
export function registerSichuan(reg: Registry, deps: SichuanDeps, roles: Roles, cashiers: Roles): void {
  const open = () => deps.contract('SCX-0101') !== null
  const opened = () => {
    if (!open())
      fail(
        'not_found',
        '本站点没有开通四川扩展',
        '没有发送。',
        '请信息科在 site.json 的 nhsa.overlays 里加上 sichuan。',
      )
  }
  const one = async (setl_id: string) =>
    (await settlementViews(deps, { text: '', limit: 200 })).find((row) => row.setl_id === setl_id) ??
    fail('not_found', `没有结算 ${setl_id}`)
  reg.read('sichuan.state', async () => ({ open: open() }))
  reg.write(
    'sichuan.person',
    async ({ cert }, caller) => {
      opened()
      const { by } = await acting(deps, caller)
      const { engine, fixmedins_code, now, remote } = deps
      const known = await whoIs({ engine, by, fixmedins_code, now, remote }, cert)
      const insu = insuranceFor(known, '')
      const personId = deps.persons.put(caller.sessionId, known)
      return personView(personId, known, remote(insu?.insuplc_admdvs ?? null))
    },
    roles,
  )
  reg.read('sichuan.settlements', (query) => settlementViews(deps, query), roles)
  reg.write(
    'sichuan.accounts',
    async ({ setl_id }, caller) => {
      opened()
      const payers = await askAccounts(deps, caller, setl_id)
      return payers.map((row, payer) => ({
        ...{ payer, psn_name: maskName(String(row.psn_name ?? '')), valid: row.mulaid_stas === '1' },
        rlts: deps.dict('scx_mulaid_rlts')?.values[String(row.mulaid_rlts)] ?? String(row.mulaid_rlts ?? ''),
        balcFen: tryYuan(row.balc) ?? ZERO,
        avlFen: tryYuan(row.avl_amt) ?? tryYuan(row.balc) ?? ZERO,
      }))
    },
    cashiers,
  )
  reg.write(
    'sichuan.pay',
    (form, caller) =>
      deps.lanes.run(form.setl_id, async () => {
        opened()
        await pay(deps, caller, form)
        return one(form.setl_id)
      }),
    cashiers,
  )
  reg.write(
    'sichuan.unpay',
    (form, caller) =>
      deps.lanes.run(form.setl_id, async () => {
        await unpay(deps, caller, form)
        return one(form.setl_id)
      }),
    cashiers,
  )
  reg.write(
    'sichuan.draft',
    async ({ kind, about }, caller) => {
      opened()
      return { code: KINDS[kind].send, input: await draft(deps, caller, kind, about) }
    },
    roles,
  )
  reg.write(
    'sichuan.send',
    (form, caller) => {
      opened()
      return deps.lanes.run(`${form.kind} ${JSON.stringify(form.about)}`, () => send(deps, caller, form))
    },
    roles,
  )
  reg.read('sichuan.records', (query) => records(deps, query), roles)
  reg.write('sichuan.undo', (form, caller) => deps.lanes.run(form.id, () => undo(deps, caller, form)), roles)
  reg.write(
    'sichuan.submit',
    (form, caller) => deps.lanes.run(form.id, () => submit(deps, caller, form)),
    roles,
  )
  reg.write(
    'sichuan.ask',
    async ({ code, about, input }, caller) => {
      opened()
      const { by } = await acting(deps, caller)
      const isAboutSomebody = Object.keys(about).length > 0
      const of = isAboutSomebody ? await subjectOf(deps, caller, about) : null
      const data = {
        ...((input.data as JsonObject | undefined) ?? {}),
        ...(of ? { psn_no: of.person.psn_no } : {}),
      }
      const outcome = await deps.engine.transact({
        ...{ family: 'sichuan', infno: code, by, input: { data } },
        ...(of ? { psnNo: of.person.psn_no, insuplc: of.insuplc } : {}),
      })
      if (outcome.is !== 'settled') throw new GuitaiError(outcome.fault)
      return { code, output: maskDeep(outcome.output) as JsonObject }
    },
    roles,
  )
  reg.write('sichuan.keep', ({ name, content }) => keepPicture(deps.files, name, content), roles)
  reg.write('sichuan.paper', (form, caller) => paper(deps, caller, form), roles)
}
