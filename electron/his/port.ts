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
  /** unpaid charges of a patient by document number */
  openBills(certno: string): Promise<HisBill[]>
  /**
   * Takes bills for one counter. All or nothing: refuses with GuitaiError kind `conflict` naming the
   * window and operator that hold one of them. The same encounter may claim again.
   */
  claim(billIds: string[], holder: { encounterId: string; window: string; opterName: string }): Promise<void>
  release(encounterId: string): Promise<void>
  /** Paid and refunded marks; repeated delivery with the same key changes nothing. */
  writeBack(entry: HisWriteBack): Promise<void>
  ping(): Promise<void>
}

export interface HisDepartment {
  dept_code: string
  dept_name: string
  caty: string
  py: string
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

export interface HisWriteBack {
  /** idempotency key: the msgid that settled or refunded */
  key: string
  kind: 'paid' | 'refunded'
  encounterId: string
  billIds: string[]
  setl_id: string
  facts: JsonObject
}
