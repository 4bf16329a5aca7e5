import type { SetllistDifference } from '../../../shared/api/setllist.ts'
import type { Contract, Field, Json, JsonObject } from '../../../shared/contract.ts'
import { node, rows } from '../../../shared/settlement.ts'
import { mustSettle, type Sender } from '../office.ts'
import type { ListRow } from './deps.ts'
import { nodeOf } from './fit.ts'
import { text } from './rule.ts'

/** 4103 names some fields otherwise than 4101 and 4101A; provinces print either. Source: 4103, notes. */
const NAMED: Record<string, string[]> = {
  poscode: ['emp_poscode'],
  adm_way: ['adm_way_code'],
  opsp_mdtrt_date: ['opsp_mdtrt_time'],
  refldept_dept: ['refl_caty'],
  adm_dept_code: ['adm_dept_codg'],
  dscg_dept_code: ['dscg_dept_codg'],
  otp_wm_dise: ['otp_wm_diag'],
  wm_dise_code: ['otp_wm_diag_dise_code'],
  otp_tcm_dise: ['otp_tcm_diag'],
  tcm_dise_code: ['otp_tcm_diag_dise_code'],
  acp_medins_name: ['acp_optins_name'],
  days_rinp_flag_31: ['dscg31days_rinp_flag'],
  days_rinp_pup_31: ['rinp_pup'],
  setl_begn_date: ['setl_begndate'],
  setl_end_date: ['setl_enddate'],
  nwb_age: ['age_days'],
  psn_selfpay: ['psn_selfpay_amt'],
  psn_ownpay: ['psn_ownpay_fee'],
  acct_pay: ['acct_payamt'],
  patn_cert_type: ['psn_cert_type'],
  insuplc: ['insu_admdvs'],
  med_chrgitm: ['med_chrgitm_type'],
  amt: ['item_sumamt'],
  claa_sumfee: ['item_claa_sumfee', 'item_claa_amt'],
  clab_amt: ['item_clab_amt'],
  fulamt_ownpay_amt: ['item_fulamt_ownpay_amt', 'item_ownpay_amt'],
}
const DURATIONS: Record<string, string> = {
  vent_used_dura: 'vent_used',
  pwcry_bfadm_coma_dura: 'bfadm_coma',
  pwcry_afadm_coma_dura: 'afadm_coma',
}
/** what is ours alone, or the centre's own affair */
const LEFT_OUT = new Set(['dcla_time', 'stas_type', 'hsorg', 'hsorg_opter', 'oth_amt', 'hi_type', 'age'])
/** what a row of a list is kept under there: its own number, and whose it is */
const ROW_KEY = /^(setl_list_\w+_id|psn_no|mdtrt_id|setl_id)$/i

/** Asks 4103. Throws where the centre does not answer or has no such list. */
export async function askCentre(row: ListRow, send: Sender) {
  const { psn_no, insuplc } = row.data.of
  const output = await mustSettle(
    send({
      ...{ family: 'nhsa', infno: '4103', input: { data: { psn_no, setl_id: row.id } } },
      ...{ psnNo: psn_no, insuplc },
    }),
  )
  const info = node(output, 'setlinfo') ?? {}
  return { output, stas_type: text(info.stas_type), chk_cont: text(info.chk_cont) }
}

function theirsOf(field: Field, from: JsonObject): Json | undefined {
  const dura = DURATIONS[field.name]
  if (dura && from[`${dura}_days`] !== undefined)
    return ['days', 'h_cnt', 'm_cnt'].map((part) => Number(from[`${dura}_${part}`] ?? 0)).join('/')
  if (field.name === 'oprn_oprt_type' && from.main_oprn_flag !== undefined)
    return text(from.main_oprn_flag) === '1' ? '1' : '2'
  for (const name of [field.name, ...(NAMED[field.name] ?? [])])
    if (from[name] !== undefined) return from[name]
  return undefined
}

const same = (field: Field, a: Json | undefined, b: Json | undefined): boolean => {
  if (text(a) === text(b)) return true
  const isNumber = field.type === 'number' || field.type === 'integer'
  if (isNumber) return Number(text(a)) === Number(text(b))
  // the day is what both say where one has it without the hour
  return field.type === 'date' && text(a).slice(0, 10) === text(b).slice(0, 10)
}

/** What of the list the centre has otherwise. Fields that 4103 does not answer at all are passed over. */
export function differences(contract: Contract, ours: JsonObject, theirs: JsonObject): SetllistDifference[] {
  const found: SetllistDifference[] = []
  const compare = (name: string, at: string, a: JsonObject, b: JsonObject) => {
    for (const field of nodeOf(contract, name)?.fields ?? []) {
      if (at !== '' && ROW_KEY.test(field.name)) continue
      const other = theirsOf(field, b)
      if (LEFT_OUT.has(field.name) || other === undefined || same(field, a[field.name], other)) continue
      found.push({ label: `${at}${field.label}`, ours: text(a[field.name]), theirs: text(other) })
    }
  }
  for (const { name, label = name, many } of contract.input) {
    if (!many) {
      compare(name, '', node(ours, name) ?? {}, node(theirs, name) ?? {})
      continue
    }
    if (theirs[name] === undefined) continue
    const [a, b] = [rows(ours, name), rows(theirs, name)]
    if (a.length !== b.length)
      found.push({ label: `${label} 行数`, ours: String(a.length), theirs: String(b.length) })
    for (let i = 0; i < Math.min(a.length, b.length); i++)
      compare(name, `${label} 第 ${i + 1} 行 `, a[i]!, b[i]!)
  }
  return found
}

/** What changed between two versions that were sent, by label. */
export function changes(contract: Contract, before: JsonObject, after: JsonObject): SetllistDifference[] {
  const flat = (input: JsonObject): [string, string][] =>
    contract.input.flatMap(({ name, label = name, many, fields }) => {
      const list = many ? rows(input, name) : [node(input, name) ?? {}]
      return list.flatMap((row, i) =>
        fields.flatMap((field): [string, string][] =>
          text(row[field.name])
            ? [[many ? `${label} 第 ${i + 1} 行 ${field.label}` : field.label, text(row[field.name])]]
            : [],
        ),
      )
    })
  const [old, now] = [new Map(flat(before)), new Map(flat(after))]
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((label) => old.get(label) !== now.get(label))
    .map((label) => ({ label, ours: now.get(label) ?? '', theirs: old.get(label) ?? '' }))
}
