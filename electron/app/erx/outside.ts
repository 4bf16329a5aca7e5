import type { Json, JsonObject } from '../../../shared/contract.ts'
import { fail, GuitaiError } from '../../../shared/errors.ts'
import { datetime } from '../../../shared/msgid.ts'
import { node, rows } from '../../../shared/settlement.ts'
import type { DocRow } from '../../journal/port.ts'
import { whoIs } from '../person.ts'
import type { Caller, Registry } from '../registry.ts'
import { audited, type ErxDeps } from './api.ts'
import { expectVersion, load, localOf, type TakenData, takenOf } from './store.ts'
import { deliveryLabel, takenView } from './view.ts'
import * as wire from './wire.ts'

/** Outside prescriptions that the house's own pharmacy fills: 7201–7205. */
export function registerOutside(reg: Registry, deps: ErxDeps, roles: Parameters<Registry['read']>[2]): void {
  const { journal, lanes } = deps
  reg.write(
    'erx.scan',
    async ({ epc_qrcd }, caller) => {
      const found = await ask(deps, '7201', { data: { epc_qrcd, ...(await terminal(deps, caller)) } })
      const { epc_token, insuplc_admdvs } = node(found, 'data') as Record<string, string>
      return fetch(deps, caller, { epc_token: epc_token!, insuplc_admdvs: insuplc_admdvs! })
    },
    roles,
  )
  reg.write('erx.find', ({ cert }, caller) => find(deps, caller, cert), roles)
  reg.write('erx.fetch', (by, caller) => fetch(deps, caller, by), roles)
  reg.read(
    'erx.taken',
    async ({ text, limit }) => (await journal.docs({ kind: 'rx.in', text, limit })).map(takenView),
    roles,
  )
  const step = (
    caller: Caller,
    { id, version }: { id: string; version: number },
    states: string[],
    message: (row: DocRow) => { infno: string; purpose: string; input: JsonObject; local: JsonObject },
  ) =>
    lanes.run(id, async () => {
      const row = await load(journal, 'rx.in', id)
      expectVersion(row, version)
      if (!states.includes(row.state))
        fail('conflict', '这张处方现在的状态不能这样办理', '没有发送。', '请刷新后查看。')
      const { local, ...request } = message(row)
      await journal.commit([audited(caller, request.purpose, id, {}, deps.now())])
      const outcome = await deps.machine.transact({ family: 'nhsa', ...request, local: localOf(row, local) })
      if (outcome.is !== 'settled') throw new GuitaiError(outcome.fault)
      return takenView(await load(journal, 'rx.in', id))
    })
  reg.write(
    'erx.review',
    (form, caller) =>
      step(caller, form, ['taken', 'denied'], (row) => ({
        ...{ infno: '7204', purpose: 'erx.review', input: wire.review(row.id, form, deps.now()) },
        local: {
          review: {
            passed: form.rx_chk_stas_codg === '1',
            opnn: form.rx_chk_opnn,
            by: form.phar_name,
            where: '本院药房',
            at: datetime(deps.now()),
          },
        },
      })),
    roles,
  )
  reg.write(
    'erx.deliver',
    (form, caller) =>
      step(caller, form, ['approved'], (row) => ({
        ...{ infno: '7205', purpose: 'erx.deliver', local: {} },
        input: wire.deliver(row.id, form, deliveryLabel(form.delv_stas_codg), deps.now()),
      })),
    roles,
  )
}

async function find(deps: ErxDeps, caller: Caller, cert: Parameters<typeof whoIs>[1]) {
  const { engine, machine, fixmedins_code, now, remote } = deps
  const known = await whoIs({ engine, by: await machine.by(), fixmedins_code, now, remote }, cert)
  const insuplc_admdvs = known.insurances[0]?.insuplc_admdvs ?? deps.area
  const { mdtrt_cert_type, mdtrt_cert_no, card_sn } = cert
  const shown = { mdtrt_cert_type, mdtrt_cert_no, ...(card_sn ? { card_sn } : {}) }
  const { app_chnl_id: _, app_chnl_user_id: __, dev_info: ___, ...by } = await terminal(deps, caller)
  const output = await ask(deps, '7202', { data: { ...shown, insuplc_admdvs, ...by } }, insuplc_admdvs)
  return rows(output, 'data').map((row) => ({
    auth_rxno: String(row.auth_rxno),
    insuplc_admdvs,
    diag_name: String(row.diag_name ?? ''),
    fixmedins_name: String(row.fixmedins_name ?? ''),
    dept_name: String(row.dept_name ?? ''),
    prsc_time: String(row.prsc_time ?? ''),
    valid_end_time: String(row.valid_end_time ?? ''),
  }))
}

/** Who asks from where, as 7201 and 7202 want it. */
async function terminal({ fixmedins_code, ip }: ErxDeps, caller: Caller) {
  const { opter, opterName } = caller.operator!
  const here = { ip_info: ip, opter, opter_name: opterName, optins: fixmedins_code }
  return { app_chnl_id: fixmedins_code, app_chnl_user_id: opter, dev_info: ip, ...here }
}

/** 7203, and the prescription is here. Fetched again, what was done with it stays. */
async function fetch(
  deps: ErxDeps,
  caller: Caller,
  by: { epc_token: string; insuplc_admdvs: string } | { auth_rxno: string; insuplc_admdvs: string },
) {
  const output = await ask(deps, '7203', { data: by }, by.insuplc_admdvs)
  const id = String(node(output, 'data')?.hi_rxno ?? '')
  if (!id) fail('rejected', '中心的处方没有医保处方编号', '没有保存。', '请与平台核对。')
  const old = await deps.journal.doc('rx.in', id)
  const visit = node(output, 'mdtrtinfo') ?? {}
  const data: TakenData = { review: null, delivery: [], ...(old ? takenOf(old) : {}), output }
  const text = [id, visit.patn_name, visit.certno].map((word) => String(word ?? '')).join(' ')
  const { opter, opterName } = caller.operator!
  const row = { kind: 'rx.in', id, state: old?.state ?? 'taken', subject: String(visit.psn_no ?? ''), text }
  const put = { ...row, data: data as unknown as Json, opter, opterName, at: deps.now() }
  await deps.journal.commit([{ t: 'doc', put, expect: old?.version ?? 0 }])
  return takenView(await load(deps.journal, 'rx.in', id))
}

async function ask(deps: ErxDeps, infno: string, input: JsonObject, insuplc?: string): Promise<JsonObject> {
  const outcome = await deps.machine.transact({
    family: 'nhsa',
    infno,
    input,
    ...(insuplc ? { insuplc } : {}),
  })
  if (outcome.is !== 'settled') throw new GuitaiError(outcome.fault)
  return outcome.output
}
