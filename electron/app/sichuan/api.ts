import type { Json, JsonObject } from '../../../shared/contract.ts'
import { fail } from '../../../shared/errors.ts'
import type { ApiInput } from '../../../shared/ipc.ts'
import { maskDeep, maskName } from '../../../shared/mask.ts'
import { tryYuan, ZERO } from '../../../shared/money.ts'
import { insuranceFor } from '../filing/persons.ts'
import { personView } from '../filing/view.ts'
import { mustSettle } from '../office.ts'
import { whoIs } from '../person.ts'
import type { Caller, Registry } from '../registry.ts'
import { askerOf, officeOf, type SichuanDeps } from './deps.ts'
import { draft, shown, subjectOf } from './draft.ts'
import { askAccounts, pay, unpay } from './family.ts'
import { KINDS } from './kinds.ts'
import { paper, printed } from './paper.ts'
import { keepPicture } from './pictures.ts'
import { records, send, submit, undo } from './records.ts'
import { encounterViews, settlementView, settlementViews } from './views.ts'

type Roles = Parameters<Registry['read']>[2]

/** In turn with the other commands on the visit or stay of the settlement: its refund, above all. */
async function inTurn<T>(
  { journal, lanes }: SichuanDeps,
  setl_id: string,
  work: () => Promise<T>,
): Promise<T> {
  const [settled] = await journal.settlements({ family: 'nhsa', setl_id })
  return lanes.run(settled?.encounterId ?? setl_id, work)
}

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
  reg.read('sichuan.state', async () => ({ open: open() }))
  reg.write(
    'sichuan.person',
    async ({ cert }, caller) => {
      opened()
      const by = await askerOf(deps, caller)
      const { engine, fixmedins_code, now, remote } = deps
      const known = await whoIs({ engine, by, fixmedins_code, now, remote }, cert)
      const insu = insuranceFor(known, '')
      const personId = deps.persons.put(caller.sessionId, known)
      return personView(personId, known, remote(insu?.insuplc_admdvs ?? null))
    },
    roles,
  )
  reg.read('sichuan.settlements', (query) => settlementViews(deps, query), roles)
  reg.read('sichuan.encounters', (query) => encounterViews(deps, query), roles)
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
      inTurn(deps, form.setl_id, async () => {
        opened()
        await pay(deps, caller, form)
        return settlementView(deps, form.setl_id)
      }),
    cashiers,
  )
  reg.write(
    'sichuan.unpay',
    (form, caller) =>
      inTurn(deps, form.setl_id, async () => {
        await unpay(deps, caller, form)
        return settlementView(deps, form.setl_id)
      }),
    cashiers,
  )
  reg.write(
    'sichuan.draft',
    async ({ kind, about }, caller) => {
      opened()
      const of = await subjectOf(deps, caller, about)
      return { code: KINDS[kind].send, input: shown(await draft(deps, kind, of)) }
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
  reg.read('sichuan.records', (query, caller) => records(deps, caller, query), roles)
  reg.write('sichuan.undo', (form, caller) => deps.lanes.run(form.id, () => undo(deps, caller, form)), roles)
  reg.write(
    'sichuan.submit',
    (form, caller) => deps.lanes.run(form.id, () => submit(deps, caller, form)),
    roles,
  )
  reg.write(
    'sichuan.ask',
    (form, caller) => {
      opened()
      return askCentre(deps, caller, form)
    },
    roles,
  )
  reg.write('sichuan.keep', ({ name, content }) => keepPicture(deps.files, name, content), roles)
  reg.write(
    'sichuan.paper',
    (form, caller) => {
      opened()
      return paper(deps, caller, form)
    },
    roles,
  )
  reg.write('sichuan.printed', (form, caller) => printed(deps, caller, form), roles)
}

/** A question to the centre; whom it is about is put in here, so that no number has to leave for the screen. */
async function askCentre(
  deps: SichuanDeps,
  caller: Caller,
  { code, about, input }: ApiInput<'sichuan.ask'>,
): Promise<{ code: string; output: Json }> {
  const office = await officeOf(deps, caller)
  const of = Object.keys(about).length > 0 ? await subjectOf(deps, caller, about) : null
  const asked = (input.data as JsonObject | undefined) ?? {}
  const fields = new Set(deps.contract(code)?.input[0]?.fields.map(({ name }) => name))
  const known = of ? { psn_no: of.person.psn_no, biz_type: of.biz_type, biz_id: of.biz_id } : {}
  const data = {
    ...asked,
    ...Object.fromEntries(Object.entries(known).filter(([name]) => fields.has(name))),
  }
  const output = await mustSettle(
    office.send({
      ...{ family: 'sichuan', infno: code, input: { data } },
      ...(of ? { psnNo: of.person.psn_no, insuplc: of.insuplc } : {}),
    }),
  )
  return { code, output: maskDeep(output) }
}
