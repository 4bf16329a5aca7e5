import type { SichuanKind } from '../../../shared/api/sichuan.ts'
import type { JsonObject } from '../../../shared/contract.ts'
import { fail } from '../../../shared/errors.ts'
import type { ApiInput } from '../../../shared/ipc.ts'
import { yuanNumber } from '../../../shared/money.ts'
import { dateOf, datetime } from '../../../shared/msgid.ts'
import type { Person } from '../../../shared/visit.ts'
import { insuranceFor } from '../filing/persons.ts'
import type { Caller } from '../registry.ts'
import type { SichuanDeps } from './deps.ts'
import { holderOf, standing } from './family.ts'

type About = ApiInput<'sichuan.send'>['about']

/** Whom a record is about, and the visit or settlement that it hangs on. */
export interface Subject {
  person: Person
  insutype: string
  insuplc: string
  mdtrt_id: string
  ipt_otp_no: string
  setl_id: string
}

/** By settlement, by encounter, or by a person identified in this session. Throws `invalid` for none. */
export async function subjectOf(deps: SichuanDeps, caller: Caller, about: About): Promise<Subject> {
  if (about.setl_id) {
    const settled = await standing(deps, about.setl_id)
    return { ...(await ofEncounter(deps, settled.encounterId)), setl_id: settled.setl_id }
  }
  if (about.encounterId) return ofEncounter(deps, about.encounterId)
  if (!about.personId) return fail('invalid', '请先选择结算、就诊或人员')
  const known = deps.persons.get(caller.sessionId, about.personId)
  const insu = insuranceFor(known, '')
  return {
    person: known.person,
    ...{ insutype: insu?.insutype ?? '', insuplc: insu?.insuplc_admdvs ?? deps.area },
    ...{ mdtrt_id: '', ipt_otp_no: '', setl_id: '' },
  }
}

async function ofEncounter(deps: SichuanDeps, encounterId: string): Promise<Subject> {
  const { person, insu } = await holderOf(deps, encounterId)
  const row = await deps.journal.encounter(encounterId)
  return {
    ...{ person, insutype: insu.insutype, insuplc: insu.insuplc_admdvs, setl_id: '' },
    ...{ mdtrt_id: row?.mdtrt_id ?? '', ipt_otp_no: row?.ipt_otp_no ?? '' },
  }
}

/** A new message with what is known filled in; the rest is the person's to write. */
export async function draft(
  deps: SichuanDeps,
  caller: Caller,
  kind: SichuanKind,
  about: About,
): Promise<JsonObject> {
  const of = await subjectOf(deps, caller, about)
  const { person, mdtrt_id, setl_id } = of
  const by = { opter: caller.operator!.opter, opter_name: caller.operator!.opterName }
  const stamp = { ...by, opt_time: datetime(deps.now()) }
  const today = dateOf(deps.now())
  const who = { psn_no: person.psn_no, psn_name: person.psn_name }
  switch (kind) {
    case 'mark':
      return {
        data: {
          ...{ mdtrt_id, ...who, psn_cert_type: person.psn_cert_type, certno: person.certno },
          ...{ ipt_otp_no: of.ipt_otp_no, admdvs: deps.area, ...stamp },
        },
      }
    case 'bill':
      return { data: { mdtrt_id, setl_id, ...who, ...(await billOf(deps, of, today)), ...stamp } }
    case 'picture':
      return {
        data: {
          ...{ biz_type: setl_id ? '01' : '03', biz_id: setl_id || mdtrt_id || person.psn_no },
          ...{ psn_no: person.psn_no, mdtrt_id, ...stamp, file: [] },
        },
      }
    case 'two':
      return {
        data: {
          ...{ psn_no: person.psn_no, insutype: of.insutype, insuplc_admdvs: of.insuplc },
          ...{ hosp_appy_time: datetime(deps.now()), begndate: today, appyer: person.psn_name, ...stamp },
        },
      }
    case 'list':
      return listOf(deps, of, stamp)
  }
}

async function billOf(deps: SichuanDeps, of: Subject, today: string): Promise<JsonObject> {
  const settled = await standing(deps, of.setl_id || fail('invalid', '请先选择结算'))
  const row = await deps.journal.encounter(settled.encounterId)
  return {
    ...{ bill_amt: yuanNumber(settled.totalFen), bill_date: today, bill_payer: of.person.psn_name },
    ...{ elec_bill_type: row?.kind === 'inpatient' ? '2' : '1', bill_org: deps.fixmedins_name },
    billitem: [{ chrgitm_name: '医疗费', chrgitm_amt: yuanNumber(settled.totalFen) }],
  }
}

/** The list as the settlement-list screen made it; its own draft is the source. */
async function listOf(deps: SichuanDeps, of: Subject, stamp: JsonObject): Promise<JsonObject> {
  const row = await deps.journal.doc('setllist', of.setl_id)
  const made = (row?.data as { input?: JsonObject } | undefined)?.input
  const setlinfo = { ...((made?.setlinfo as JsonObject | undefined) ?? {}) }
  return {
    ...(made ?? {}),
    setlinfo: { ...setlinfo, psn_no: of.person.psn_no, setl_id: of.setl_id },
    extinfo: { list_stas: '0', ...stamp },
  }
}
