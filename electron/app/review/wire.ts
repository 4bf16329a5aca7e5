import { createHash } from 'node:crypto'
import type { JsonObject } from '../../../shared/contract.ts'
import { type Fen, sum, yuanNumber } from '../../../shared/money.ts'
import { datetime } from '../../../shared/msgid.ts'
import type { CaseOrder, ReviewCase } from './case.ts'

/** This institution as the audit names it. */
export interface Medins {
  fixmedins_code: string
  fixmedins_name: string
  admdvs: string
  medins_type: string
  medins_lv: string
}

/** 事前-门诊收费登记, 事中-住院预结算 */
const SCENE = { outpatient: '2', inpatient: '9' }
/** 医师, where the HIS says no title */
const DOCTOR = '234'

/**
 * The input of 3101 (a visit) and 3102 (a stay): patient → encounter → diagnoses, orders. Texts are cut to the
 * contract's lengths: they describe, nothing is keyed by them.
 */
export function reviewInput(of: ReviewCase, medins: Medins, remote: boolean): JsonObject {
  const { person, insu } = of
  return {
    data: {
      trig_scen: of.inpatient ? SCENE.inpatient : SCENE.outpatient,
      patient_dtos: [
        {
          patn_id: person.psn_no,
          patn_name: person.psn_name,
          gend: person.gend,
          brdy: person.brdy ?? birthOf(person.certno),
          poolarea: insu.insuplc_admdvs,
          curr_mdtrt_id: of.mdtrt_id,
          fsi_encounter_dtos: [encounterOf(of, medins, remote)],
        },
      ],
    },
  }
}

/** Out of a document number of 18 digits; the earliest day where there is none. */
const birthOf = (certno: string) =>
  /^\d{17}[\dXx]$/.test(certno)
    ? `${certno.slice(6, 10)}-${certno.slice(10, 12)}-${certno.slice(12, 14)}`
    : '1900-01-01'

function encounterOf(of: ReviewCase, medins: Medins, remote: boolean): JsonObject {
  const main = of.diagnoses[0]
  const total = (pick: (order: CaseOrder) => Fen) => yuanNumber(sum(of.orders.map(pick)))
  return {
    mdtrt_id: of.mdtrt_id,
    medins_id: medins.fixmedins_code,
    medins_name: medins.fixmedins_name,
    medins_admdvs: medins.admdvs,
    medins_type: medins.medins_type,
    medins_lv: medins.medins_lv,
    ...(of.bed ? { bedno: cut(of.bed, 20) } : {}),
    adm_date: datetime(of.begin),
    dscg_date: datetime(of.end),
    dscg_main_dise_codg: cut(main?.diag_code ?? '', 20),
    dscg_main_dise_name: cut(main?.diag_name ?? '', 50),
    dr_codg: cut(of.doctor.code, 20),
    adm_dept_codg: cut(of.dept.code, 20),
    adm_dept_name: cut(of.dept.name, 50),
    dscg_dept_codg: cut(of.dscgDept.code, 20),
    dscg_dept_name: cut(of.dscgDept.name, 50),
    med_mdtrt_type: of.inpatient ? '2' : '1',
    med_type: of.med_type,
    matn_stas: '0',
    medfee_sumamt: total((order) => order.amountFen),
    ownpay_amt: total((order) => order.ownFen),
    selfpay_amt: total((order) => order.selfFen),
    setl_totlnum: of.settlements + 1,
    insutype: of.insu.insutype,
    reim_flag: '2',
    out_setl_flag: remote ? '1' : '0',
    ...(of.dise_no ? { dise_no: cut(of.dise_no, 30), dise_name: of.dise_name } : {}),
    fsi_diagnose_dtos: of.diagnoses.map((diagnosis, index) => ({
      dise_id: `${of.encounterId}-${index + 1}`,
      inout_dise_type: of.inpatient ? '2' : '1',
      maindise_flag: index === 0 ? '1' : '0',
      dias_srt_no: String(index + 1),
      dise_codg: diagnosis.diag_code,
      dise_name: diagnosis.diag_name,
      dise_date: datetime(of.begin),
    })),
    fsi_order_dtos: of.orders.map(orderOf),
  }
}

function orderOf(order: CaseOrder): JsonObject {
  return {
    rx_id: order.rx_id,
    rxno: cut(order.rxno, 20),
    long_drord_flag: '0',
    hilist_type: listTypeOf(order),
    chrg_type: order.med_chrgitm_type,
    drord_bhvr: '1',
    hilist_code: order.med_list_codg,
    hilist_name: cut(order.name, 50),
    hilist_lv: order.chrgitm_lv,
    hilist_pric: round2(order.pric),
    hosplist_code: cut(order.medins_list_codg, 20),
    hosplist_name: cut(order.name, 50),
    cnt: Math.round(order.cnt * 100) / 100,
    pric: round2(order.pric),
    sumamt: yuanNumber(order.amountFen),
    ownpay_amt: yuanNumber(order.ownFen),
    selfpay_amt: yuanNumber(order.selfFen),
    spec: cut(order.spec || '无', 100),
    spec_unt: cut(order.unit || '次', 20),
    drord_begn_date: datetime(order.at),
    drord_dept_codg: order.dept.code,
    drord_dept_name: order.dept.name,
    drord_dr_codg: order.doctor.code,
    drord_dr_name: cut(order.doctor.name, 30),
    drord_dr_profttl: DOCTOR,
    curr_drord_flag: '1',
  }
}

const HERBS = 'T'
const GOODS = 'C'
const DRUGS = new Set(['X', 'Z'])

/** 目录类别 by the first character of the national code, as its coding rules have it. */
function listTypeOf({ med_list_codg }: CaseOrder): string {
  const first = med_list_codg.charAt(0)
  if (DRUGS.has(first)) return '101'
  return first === HERBS ? '102' : first === GOODS ? '301' : '201'
}

const cut = (text: string, length: number) => [...text].slice(0, length).join('')
const round2 = (decimal: string) => Math.round(Number(decimal) * 100) / 100

/** Of what is judged: other lines, counts or diagnoses make another one. */
export function fingerprintOf(of: ReviewCase): string {
  const orders = of.orders.map((o) => [o.rx_id, o.med_list_codg, o.cnt, o.pric, o.amountFen])
  const diagnoses = of.diagnoses.map(({ diag_code }) => diag_code)
  const told = JSON.stringify([of.person.psn_no, of.med_type, of.dise_no, diagnoses, orders])
  return createHash('sha256').update(told).digest('hex').slice(0, 16)
}
