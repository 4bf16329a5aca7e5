import type { SichuanKind } from '../../../shared/api/sichuan.ts'
import type { Json, JsonObject } from '../../../shared/contract.ts'
import { fail } from '../../../shared/errors.ts'
import type { ApiInput } from '../../../shared/ipc.ts'
import { maskDeep } from '../../../shared/mask.ts'
import { yuanNumber } from '../../../shared/money.ts'
import { dateOf, datetime } from '../../../shared/msgid.ts'
import { node } from '../../../shared/settlement.ts'
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
  /** what pictures are filed under */
  biz_type: string
  biz_id: string
}

/** 居民医保: the two diseases are filed under it alone. Source: rule of SCX-0701. */
const RESIDENT = '390'

/** By settlement, by encounter, or by a person identified in this session. Throws `invalid` for none. */
export async function subjectOf(deps: SichuanDeps, caller: Caller, about: About): Promise<Subject> {
  if (about.setl_id) {
    const { encounterId, setl_id } = await standing(deps, about.setl_id)
    return { ...(await ofEncounter(deps, encounterId)), setl_id, biz_id: setl_id }
  }
  if (about.encounterId) return ofEncounter(deps, about.encounterId)
  if (!about.personId) return fail('invalid', '请先选择结算、就诊或人员')
  const known = deps.persons.get(caller.sessionId, about.personId)
  const resident = known.insurances.find((i) => i.insutype === RESIDENT && i.psn_insu_stas === '1')
  const insu = resident ?? insuranceFor(known, '')
  return {
    person: known.person,
    ...{ insutype: insu?.insutype ?? '', insuplc: insu?.insuplc_admdvs ?? deps.area },
    ...{ mdtrt_id: '', ipt_otp_no: '', setl_id: '', biz_type: '03', biz_id: known.person.psn_no },
  }
}

async function ofEncounter(deps: SichuanDeps, encounterId: string): Promise<Subject> {
  const { person, insu } = await holderOf(deps, encounterId)
  const row = await deps.journal.encounter(encounterId)
  const mdtrt_id = row?.mdtrt_id ?? ''
  return {
    ...{ person, insutype: insu.insutype, insuplc: insu.insuplc_admdvs, setl_id: '' },
    ...{ mdtrt_id, ipt_otp_no: row?.ipt_otp_no ?? '' },
    ...{ biz_type: row?.kind === 'inpatient' ? '02' : '01', biz_id: mdtrt_id },
  }
}

/** A new message with what is known; the rest is the person's to write. */
export async function draft(deps: SichuanDeps, kind: SichuanKind, of: Subject): Promise<JsonObject> {
  const { person, mdtrt_id, setl_id } = of
  const { psn_no, psn_name } = person
  const today = dateOf(deps.now())
  switch (kind) {
    case 'mark':
      return {
        data: {
          ...{ mdtrt_id, psn_no, psn_name, psn_cert_type: person.psn_cert_type, certno: person.certno },
          ...{ ipt_otp_no: of.ipt_otp_no, admdvs: deps.area },
        },
      }
    case 'bill':
      return { data: { mdtrt_id, setl_id, psn_no, psn_name, ...(await billOf(deps, of, today)) } }
    case 'picture':
      return { data: { biz_type: of.biz_type, biz_id: of.biz_id, psn_no, mdtrt_id, file: [] } }
    case 'two':
      return {
        data: {
          ...{ psn_no, insutype: of.insutype, insuplc_admdvs: of.insuplc, appyer: psn_name },
          ...{ hosp_appy_time: datetime(deps.now()), begndate: today },
        },
      }
    case 'list':
      return listOf(deps, of)
  }
}

async function billOf(deps: SichuanDeps, of: Subject, today: string): Promise<JsonObject> {
  const settled = await standing(deps, of.setl_id || fail('invalid', '请先选择结算'))
  const isStay = of.biz_type === '02'
  return {
    ...{ bill_amt: yuanNumber(settled.totalFen), bill_date: today, bill_payer: of.person.psn_name },
    ...{ elec_bill_type: isStay ? '2' : '1', bill_org: deps.fixmedins_name },
    billitem: [{ chrgitm_name: '医疗费', chrgitm_amt: yuanNumber(settled.totalFen) }],
  }
}

/** The list as the settlement-list screen made it; only what the province adds is written here. */
async function listOf({ journal }: SichuanDeps, of: Subject): Promise<JsonObject> {
  const row = await journal.doc('setllist', of.setl_id || fail('invalid', '请先选择结算'))
  const { input: made, faults = 0 } = (row?.data ?? {}) as { input?: JsonObject; faults?: number }
  if (!made)
    fail(
      'not_found',
      '这次结算还没有生成结算清单',
      '没有发送。',
      '请先在“结算清单”里打开它，改好后再来上传。',
    )
  if (faults > 0)
    fail('conflict', `结算清单还有 ${faults} 处要改`, '没有发送。', '请先在“结算清单”里改好，再来上传。')
  const { psn_no } = of.person
  const [before] = await journal.docs({
    ...{ kind: 'sichuan.list', subject: of.setl_id, states: ['stands'], limit: 1 },
  })
  const number = (before?.data as { number?: string } | undefined)?.number
  return {
    ...made,
    setlinfo: { ...(node(made, 'setlinfo') ?? {}), psn_no, setl_id: of.setl_id },
    extinfo: { list_stas: '0', ...(number ? { setl_list_id: number } : {}) },
  }
}

/** What is this side's to say, whatever the form says; none of it has to leave for the screen. */
const OWN = new Set([
  ...['psn_no', 'psn_name', 'psn_cert_type', 'certno', 'mdtrt_id', 'setl_id', 'ipt_otp_no'],
  ...['biz_type', 'biz_id', 'insutype', 'insuplc_admdvs', 'admdvs'],
])

const entries = (message: JsonObject) => Object.entries(node(message, 'data') ?? {})

/** The part of a draft that a person fills in, for the screen. */
export function shown(whole: JsonObject): JsonObject {
  if (whole.extinfo) return { extinfo: whole.extinfo }
  return { data: maskDeep(Object.fromEntries(entries(whole).filter(([name]) => !OWN.has(name)))) }
}

/** The form with what this side knows; a masked name that came back untouched is the real one again. */
export function merged(whole: JsonObject, form: JsonObject): JsonObject {
  if (whole.extinfo)
    return { ...whole, extinfo: { ...node(whole, 'extinfo'), ...(node(form, 'extinfo') ?? {}) } }
  const known = node(whole, 'data') ?? {}
  const masked: JsonObject = maskDeep(known)
  const typed = entries(form).map(([name, value]): [string, Json] => [
    name,
    typeof value === 'string' && value === masked[name] ? known[name]! : value,
  ])
  const own = entries(whole).filter(([name]) => OWN.has(name))
  return { ...form, data: Object.fromEntries([...typed, ...own]) }
}
