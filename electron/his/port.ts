import type { JsonObject } from '../../shared/contract.ts'
import type { Fen } from '../../shared/money.ts'

/** Where patients and charges come from. All lookups answer within a second or throw; the caller shows it. */
export interface His {
  name: string
  departments(): Promise<HisDepartment[]>
  doctors(dept_code?: string): Promise<HisDoctor[]>
  /** by code, Chinese name, pinyin initials */
  items(text: string, limit: number): Promise<HisItem[]>
  item(medins_list_codg: string): Promise<HisItem | null>
  diagnoses(text: string, limit: number): Promise<{ diag_code: string; diag_name: string; py: string }[]>
  /** by name, initials, document number, card number */
  findPatients(text: string, limit: number): Promise<HisPatient[]>
  /** unpaid charges of a patient by document number; `injury`: those marked as work injury, else the others */
  openBills(certno: string, injury?: boolean): Promise<HisBill[]>
  /** a bill by its number, whatever its state; null where there is none */
  bill(billId: string): Promise<HisBillState | null>
  /**
   * Takes bills for one counter. All or nothing: refuses with GuitaiError kind `conflict` naming the
   * window and operator that hold one of them. The same encounter may claim again.
   */
  claim(billIds: string[], holder: { encounterId: string; window: string; opterName: string }): Promise<void>
  release(encounterId: string): Promise<void>
  /** inpatients by name, initials, document number, 住院号 or bed; empty text: all in that state */
  inpatients(text: string, state: HisInpatient['state'] | null, limit: number): Promise<HisInpatient[]>
  inpatient(ipt_no: string): Promise<HisInpatient | null>
  /** charges of one 住院号 after the serial given, in the order booked */
  inpatientCharges(ipt_no: string, after: number, limit: number): Promise<HisCharge[]>
  /**
   * Records of one view after the serial given, in the order booked. One that the hospital has mended comes
   * again with a new serial.
   */
  feed(view: HisView, after: number, limit: number): Promise<HisRecord[]>
  /** one record of a view by its key as it stands now */
  record(view: HisView, key: string): Promise<HisRecord | null>
  /** Paid and refunded marks; repeated delivery with the same key changes nothing. */
  writeBack(entry: HisWriteBack): Promise<void>
  ping(): Promise<void>
}

/**
 * What is read from a hospital beyond patients and charges, a view a duty. item: its price list for mapping;
 * dept, staff; stock: movements of goods; dispense: prescriptions at the pharmacy; frontpage: 病案首页 of a
 * 住院号; selfpay: stays whose fees the insurance asks for later; rx: prescriptions that may leave the house;
 * clinical.4301 …: records of that upload; clinical.stay: of a 住院号 its orders, and when it is over the discharge
 * record, births and tumour treatment.
 */
export type HisView =
  | 'item'
  | 'dept'
  | 'staff'
  | 'stock'
  | 'dispense'
  | 'frontpage'
  | 'selfpay'
  | 'rx'
  | `clinical.${string}`

export interface HisRecord {
  /** rises with every booking in the view */
  serial: number
  /** unique within the view */
  key: string
  at: number
  /** names as the standard spells them where it has them */
  data: JsonObject
}

export interface HisDepartment {
  dept_code: string
  dept_name: string
  caty: string
  py: string
  /** a ward: it has beds */
  inpatient: boolean
}

export interface HisDoctor {
  atddr_no: string
  dr_name: string
  dept_code: string
  py: string
}

export interface HisItem {
  medins_list_codg: string
  med_list_codg: string
  name: string
  spec: string
  unit: string
  /** decimal text, yuan */
  pric: string
  med_chrgitm_type: string
  chrgitm_lv: string
  py: string
}

export interface HisPatient {
  patn_id: string
  psn_name: string
  certno: string
  gend: string
  brdy: string
  py: string
  openBills: number
  openFen: Fen
}

export interface HisBill {
  billId: string
  rxno: string | null
  /** 挂号, 处方, 检查, … */
  kind: string
  at: string
  dept: { dept_code: string; dept_name: string; caty: string }
  doctor: { atddr_no: string; dr_name: string }
  diagnoses: { diag_code: string; diag_name: string; diag_type: string; main: boolean }[]
  med_type: string
  lines: (HisItem & { cnt: string; hosp_appr_flag: string })[]
}

export interface HisBillState {
  billId: string
  certno: string
  state: 'open' | 'paid' | 'refunded'
  totalFen: Fen
  /** the settlement that paid it, the window that holds it */
  setl_id: string | null
  window: string | null
}

/** One in hospital, or expected there, as the ward booked it. */
export interface HisInpatient {
  ipt_no: string
  medrcdno: string
  psn_name: string
  certno: string
  gend: string
  brdy: string
  py: string
  tel: string
  coner_name: string
  /** waiting: pre-admission, nobody has admitted him here yet; out: the ward has discharged him */
  state: 'waiting' | 'in' | 'out'
  begntime: number
  endtime: number | null
  med_type: string
  dept: { dept_code: string; dept_name: string; caty: string }
  bed: string
  doctor: { atddr_no: string; dr_name: string }
  /** 入院诊断; main first */
  diagnoses: { diag_code: string; diag_name: string; diag_type: string; main: boolean }[]
  /** once the ward has written the discharge */
  dscg_way: string
  dscg_diagnoses: { diag_code: string; diag_name: string; diag_type: string; main: boolean }[]
  /** of a newborn: the mother's 住院号 */
  motherIptNo: string | null
  /** charges booked so far */
  charges: number
  chargesFen: Fen
}

/** One charge of an inpatient. Negative `cnt`: takes back (part of) `refundOf`. */
export interface HisCharge extends HisItem {
  /** rises by booking, unique within the 住院号 */
  serial: number
  chargeId: string
  ipt_no: string
  at: number
  /** decimal text */
  cnt: string
  refundOf: string | null
  drord_no: string | null
  dept: { dept_code: string; dept_name: string }
  doctor: { atddr_no: string; dr_name: string }
  hosp_appr_flag: string
}

export interface HisWriteBack {
  /** idempotency key: the msgid that settled or refunded */
  key: string
  /**
   * paid and refunded: an outpatient's bills. admitted, unadmitted, settled and unsettled: a stay, whose
   * 住院号 is `facts.ipt_no`; `billIds` is empty then.
   */
  kind: 'paid' | 'refunded' | 'admitted' | 'unadmitted' | 'settled' | 'unsettled'
  encounterId: string
  billIds: string[]
  setl_id: string
  /**
   * setl_time; of an insured visit also mdtrt_id, psn_no, insuplc_admdvs; of a stay ipt_no and its own; of
   * work-injury insurance `family`, the platform that gave `setl_id`: another one may give the same number
   */
  facts: JsonObject
}
