import type { JsonObject } from '../../../shared/contract.ts'
import { fail, GuitaiError } from '../../../shared/errors.ts'
import { tryYuan, ZERO } from '../../../shared/money.ts'
import { datetime } from '../../../shared/msgid.ts'
import { node, rows } from '../../../shared/settlement.ts'
import type { Benefit, Cert, Insurance, Person, Visit } from '../../../shared/visit.ts'
import type { Outcome } from '../../engine/engine.ts'
import type { Acting } from './deps.ts'
import { saveVisit } from './store.ts'

const NORMAL = '1'

/** 1101: who it is, and every insurance; the first one in normal state is chosen, then 2001. */
export async function identify(act: Acting, visit: Visit, cert: Cert): Promise<Visit> {
  if (visit.step !== 'open' && visit.step !== 'identified') {
    fail('conflict', '这个就诊已经登记，不能换人', '没有改变。', '请先按 Esc 退回，或新开一个就诊。')
  }
  if (visit.selfPay) return identifySelfPay(act, visit, cert)
  if (cert.mdtrt_cert_type === '03' && !cert.card_sn) {
    fail('invalid', '社会保障卡缺少卡识别码，不能识别身份', undefined, '请重新读卡（F2）。')
  }
  const output = await query(act, visit, '1101', { data: certInput(cert) })
  const person = personOf(node(output, 'baseinfo')!)
  const insurances = rows(output, 'insuinfo').map(insuranceOf)
  const index = insurances.findIndex((i) => i.psn_insu_stas === NORMAL)
  const identified: Visit = {
    ...visit,
    step: 'identified',
    cert,
    person,
    insurances,
    insu: null,
    benefits: [],
    warnings: [],
  }
  if (index < 0) {
    const warnings = ['没有正常参保的险种，不能医保结算，可转自费']
    return saveVisit(act.deps.journal, { ...identified, warnings }, act.deps.now())
  }
  return chooseInsurance(act, identified, index)
}

export async function chooseInsurance(act: Acting, visit: Visit, index: number): Promise<Visit> {
  const insu = visit.insurances[index]
  if (!insu) fail('invalid', '没有这个险种', undefined, '请从列表里选择。')
  if (visit.step !== 'identified') fail('conflict', '已经登记，不能换险种', '没有改变。', '请先按 Esc 退回。')
  if (insu.psn_insu_stas !== NORMAL) {
    fail('invalid', '这个险种不是正常参保状态，不能联网结算', undefined, '请选择其他险种，或转自费。')
  }
  const benefits = await treatment(act, visit, insu)
  const warnings = benefits.filter((b) => !b.enjoys).map((b) => `不享受待遇：${b.reason || '中心未说明原因'}`)
  return saveVisit(act.deps.journal, { ...visit, insu, benefits, warnings }, act.deps.now())
}

/** 2001. Its failure does not stop the visit: the cashier is told and decides. */
async function treatment(act: Acting, visit: Visit, insu: Insurance): Promise<Benefit[]> {
  const output = await query(
    act,
    { ...visit, insu },
    '2001',
    {
      data: {
        psn_no: visit.person!.psn_no,
        insutype: insu.insutype,
        fixmedins_code: act.deps.fixmedins_code,
        med_type: visit.med_type,
        begntime: datetime(act.deps.now()),
      },
    },
    insu.insuplc_admdvs,
  )
  return rows(output, 'trtinfo').map((row) => ({
    fund_pay_type: text(row.fund_pay_type),
    enjoys: row.trt_enjymnt_flag === '1',
    begndate: text(row.begndate),
    ...(row.enddate ? { enddate: text(row.enddate) } : {}),
    ...(row.trt_chk_rslt ? { reason: text(row.trt_chk_rslt) } : {}),
  }))
}

async function query(act: Acting, visit: Visit, infno: string, input: JsonObject, insuplc?: string) {
  const outcome: Outcome = await act.deps.engine.transact({
    family: 'nhsa',
    infno,
    input,
    by: act.by,
    encounterId: visit.encounterId,
    ...(visit.person ? { psnNo: visit.person.psn_no } : {}),
    ...(insuplc ? { insuplc } : {}),
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

function personOf(row: JsonObject): Person {
  return {
    psn_no: text(row.psn_no),
    psn_name: text(row.psn_name),
    psn_cert_type: text(row.psn_cert_type) || '01',
    certno: text(row.certno),
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
async function identifySelfPay(act: Acting, visit: Visit, cert: Cert): Promise<Visit> {
  const known = (await act.deps.his.findPatients(cert.mdtrt_cert_no, 1))[0]
  const name = known?.psn_name ?? cert.psn_name
  if (!name)
    fail('not_found', 'HIS 里没有这个证件号的患者', undefined, '请核对证件号，或在 F3 里按姓名查找。')
  const person: Person = {
    psn_no: '',
    psn_name: name,
    psn_cert_type: '01',
    certno: known?.certno ?? cert.mdtrt_cert_no,
    gend: known?.gend ?? '9',
    age: 0,
    ...(known?.brdy ? { brdy: known.brdy } : {}),
  }
  return saveVisit(act.deps.journal, { ...visit, step: 'identified', cert, person }, act.deps.now())
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}
