import type { FiledDisease } from '../../shared/api/visit.ts'
import type { JsonObject } from '../../shared/contract.ts'
import { fail, faultOf, GuitaiError } from '../../shared/errors.ts'
import { ageAt } from '../../shared/idcard.ts'
import { type Fen, tryYuan, ZERO } from '../../shared/money.ts'
import { datetime } from '../../shared/msgid.ts'
import { node, rows } from '../../shared/settlement.ts'
import type { Benefit, Cert, Insurance, Person } from '../../shared/visit.ts'
import type { Engine, Request } from '../engine/engine.ts'
import type { His } from '../his/port.ts'

/** Who somebody is (1101) and what he is entitled to (2001): the same for visits, stays and filings. */
export interface Asking {
  engine: Engine
  by: Request['by']
  fixmedins_code: string
  now(): number
  /** true for a region where this site's patients are from elsewhere */
  remote(insuplc: string | null): boolean
  /** the encounter that the questions belong to, if any */
  encounterId?: string
}

/** 参保状态 in which one may be treated */
const NORMAL = '1'
export const UNINSURED = '没有正常参保的险种，不能医保结算，可转自费'

/** The index of the first insurance in normal state, -1 without one. */
export function normalInsurance(insurances: readonly Insurance[]): number {
  return insurances.findIndex((i) => i.psn_insu_stas === NORMAL)
}

/** The insurance chosen; refused where it is none or not in normal state. */
export function pickInsurance(insurances: readonly Insurance[], index: number): Insurance {
  const insu = insurances[index]
  if (!insu) fail('invalid', '没有这个险种', undefined, '请从列表里选择。')
  if (insu.psn_insu_stas !== NORMAL) {
    fail('invalid', '这个险种不是正常参保状态，不能联网结算', undefined, '请选择其他险种，或转自费。')
  }
  return insu
}

/** 1101. Throws the centre's fault where it did not answer with a person. */
export async function whoIs(
  asking: Asking,
  cert: Cert,
): Promise<{ person: Person; insurances: Insurance[] }> {
  if (cert.mdtrt_cert_type === '03' && !cert.card_sn) {
    fail('invalid', '社会保障卡缺少卡识别码，不能识别身份', undefined, '请重新读卡（F2）。')
  }
  const output = await askWho(asking, cert)
  return {
    person: personOf(node(output, 'baseinfo')!, cert),
    insurances: rows(output, 'insuinfo').map(insuranceOf),
  }
}

/**
 * A patient from elsewhere is asked for at his own region, with the fields that the contract wants of him
 * alone. A card's region is where it was issued: if nobody is known there, the question goes out as local.
 */
async function askWho(asking: Asking, cert: Cert): Promise<JsonObject> {
  const input = { data: certInput(cert) }
  const told = elsewhere(asking, cert.insuplc_admdvs)
  const issued = told ?? elsewhere(asking, cert.mdtrt_cert_type === '03' ? cert.card_sn?.slice(0, 6) : '')
  if (!issued) return ask(asking, '1101', input)
  try {
    return await ask(asking, '1101', input, { insuplc: issued })
  } catch (error) {
    if (told || faultOf(error).kind !== 'rejected') throw error
    return ask(asking, '1101', input)
  }
}

const elsewhere = ({ remote }: Asking, region: string | undefined): string | null =>
  region && /^\d{6}$/.test(region) && remote(region) ? region : null

/** 2001 for one insurance and kind of treatment. */
export async function treatmentOf(
  asking: Asking,
  psn_no: string,
  insu: Insurance,
  med_type: string,
): Promise<Benefit[]> {
  const output = await ask(
    asking,
    '2001',
    {
      data: {
        psn_no,
        insutype: insu.insutype,
        fixmedins_code: asking.fixmedins_code,
        med_type,
        begntime: datetime(asking.now()),
      },
    },
    { psnNo: psn_no, insuplc: insu.insuplc_admdvs },
  )
  return rows(output, 'trtinfo').map((row) => ({
    fund_pay_type: text(row.fund_pay_type),
    enjoys: row.trt_enjymnt_flag === '1',
    begndate: text(row.begndate),
    ...(row.enddate ? { enddate: text(row.enddate) } : {}),
    ...(row.trt_chk_rslt ? { reason: text(row.trt_chk_rslt) } : {}),
  }))
}

/** 5301: the 慢特病 filings that hold today. */
export async function diseasesOf(asking: Asking, psn_no: string, insuplc: string): Promise<FiledDisease[]> {
  const output = await ask(asking, '5301', { data: { psn_no } }, { psnNo: psn_no, insuplc })
  return rows(output, 'feedetail').map((row) => ({
    opsp_dise_code: text(row.opsp_dise_code),
    opsp_dise_name: text(row.opsp_dise_name),
    begndate: text(row.begndate),
    enddate: text(row.enddate),
  }))
}

/** What of it the cashier must be told. */
export function benefitWarnings(benefits: readonly Benefit[]): string[] {
  return benefits.filter((b) => !b.enjoys).map((b) => `不享受待遇：${b.reason || '中心未说明原因'}`)
}

/** A question of national insurance; throws its fault. */
export async function ask(
  { engine, by, encounterId }: Pick<Asking, 'engine' | 'by' | 'encounterId'>,
  infno: string,
  input: JsonObject,
  about: { psnNo?: string; insuplc?: string; amountFen?: Fen } = {},
): Promise<JsonObject> {
  const outcome = await engine.transact({
    ...{ family: 'nhsa', infno, input, by, ...about },
    ...(encounterId ? { encounterId } : {}),
  })
  if (outcome.is !== 'settled') throw new GuitaiError(outcome.fault)
  return outcome.output
}

function certInput(cert: Cert): JsonObject {
  const { mdtrt_cert_type, mdtrt_cert_no } = cert
  const optional = ['card_sn', 'psn_cert_type', 'certno', 'psn_name'] as const
  return {
    mdtrt_cert_type,
    mdtrt_cert_no,
    ...Object.fromEntries(optional.flatMap((key) => (cert[key] ? [[key, cert[key]]] : []))),
  }
}

/** What the centre left out is taken from the voucher. */
function personOf(row: JsonObject, cert: Cert): Person {
  return {
    psn_no: text(row.psn_no),
    psn_name: text(row.psn_name),
    psn_cert_type: text(row.psn_cert_type) || cert.psn_cert_type || '01',
    certno: text(row.certno) || (cert.certno ?? ''),
    gend: text(row.gend),
    age: typeof row.age === 'number' ? row.age : 0,
    ...(row.brdy ? { brdy: text(row.brdy) } : {}),
    ...(row.naty ? { naty: text(row.naty) } : {}),
  }
}

function insuranceOf(row: JsonObject): Insurance {
  return {
    insutype: text(row.insutype),
    psn_type: text(row.psn_type),
    psn_insu_stas: text(row.psn_insu_stas) || NORMAL,
    insuplc_admdvs: text(row.insuplc_admdvs),
    cvlserv_flag: text(row.cvlserv_flag) || '0',
    balcFen: tryYuan(row.balc) ?? ZERO,
    ...(row.emp_name ? { emp_name: text(row.emp_name) } : {}),
  }
}

/** Without insurance nobody is asked: the HIS knows the person, or the name was typed. */
export async function selfPayPerson(his: His, cert: Cert, now: number): Promise<Person> {
  const known = (await his.findPatients(cert.mdtrt_cert_no, 1))[0]
  const name = known?.psn_name ?? cert.psn_name
  if (!name)
    fail('not_found', 'HIS 里没有这个证件号的患者', undefined, '请核对证件号，或在 F3 里按姓名查找。')
  return {
    psn_no: '',
    psn_name: name,
    psn_cert_type: '01',
    certno: known?.certno ?? cert.mdtrt_cert_no,
    gend: known?.gend ?? '9',
    age: ageAt(known?.brdy, now),
    ...(known?.brdy ? { brdy: known.brdy } : {}),
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}
