import type { JsonObject } from '../../../shared/contract.ts'
import { type Fen, sum, yuanNumber } from '../../../shared/money.ts'
import { datetime } from '../../../shared/msgid.ts'
import type { Admission, Discharge, Stay, StayDiagnosis } from '../../../shared/stay.ts'
import type { FeeRow, FeeSums } from '../../journal/port.ts'
import { certOf, identityOf } from '../encounter.ts'

/** The inputs of 2301…2305 and 2401…2405 as a stay fills them. `remote`: the patient is insured elsewhere. */
export function admit(stay: Stay, remote: boolean): JsonObject {
  const { admission } = stay
  return {
    mdtrtinfo: {
      psn_no: stay.person!.psn_no,
      insutype: stay.insu!.insutype,
      ...certOf(stay),
      ...identityOf(stay, remote),
      ipt_no: stay.ipt_no,
      ...admissionOf(admission),
      insuplc_admdvs: stay.insu!.insuplc_admdvs,
    },
    diseinfo: mainFirst(admission.diagnoses).map((d, index) => ({
      psn_no: stay.person!.psn_no,
      ...diagnosisRow(d, index, admission.dept!.dept_name, admission.doctor!, admission.begntime),
      adm_cond: d.adm_cond ?? '',
    })),
  }
}

/** 2403 overwrites: whatever is not sent is gone. */
export function change(stay: Stay, admission: Admission): JsonObject {
  const { mdtrt_id } = stay
  const { psn_no } = stay.person!
  return {
    adminfo: {
      mdtrt_id,
      psn_no,
      mdtrt_cert_type: stay.cert!.mdtrt_cert_type,
      ipt_otp_no: stay.ipt_no,
      ...admissionOf(admission),
    },
    diseinfo: mainFirst(admission.diagnoses).map((d, index) => ({
      mdtrt_id,
      psn_no,
      ...diagnosisRow(d, index, admission.dept!.dept_name, admission.doctor!, admission.begntime),
      adm_cond: d.adm_cond ?? '',
    })),
  }
}

function admissionOf(admission: Admission): JsonObject {
  const { dept, doctor } = admission
  const main = mainFirst(admission.diagnoses)[0]!
  return {
    coner_name: admission.coner_name,
    tel: admission.tel,
    begntime: datetime(admission.begntime),
    med_type: admission.med_type,
    medrcdno: admission.medrcdno,
    atddr_no: doctor!.atddr_no,
    chfpdr_name: doctor!.dr_name,
    adm_diag_dscr: admission.adm_diag_dscr || main.diag_name,
    adm_dept_codg: dept!.dept_code,
    adm_dept_name: dept!.dept_name,
    adm_bed: admission.bed,
    dscg_maindiag_code: main.diag_code,
    dscg_maindiag_name: main.diag_name,
    main_cond_dscr: admission.main_cond_dscr,
    dise_codg: admission.dise_codg,
    dise_name: admission.dise_name,
    oprn_oprt_code: admission.oprn_oprt_code,
    oprn_oprt_name: admission.oprn_oprt_name,
    fpsc_no: admission.fpsc_no,
    matn_type: admission.matn_type,
    birctrl_type: admission.birctrl_type,
    latechb_flag: admission.latechb_flag,
    ...counts(admission, ['geso_val', 'fetts', 'fetus_cnt']),
    pret_flag: admission.pret_flag,
    birctrl_matn_date: admission.birctrl_matn_date,
    dise_type_code: admission.dise_type_code,
    exp_content: expContent(admission),
  }
}

/** exp_content is the text of a JSON object; without a key that says something it stays empty. */
function expContent({ trum_flag, rel_ttp_flag, ipt_type }: Admission): string {
  const given = Object.entries({ TRUM_FLAG: trum_flag, REL_TTP_FLAG: rel_ttp_flag, IPT_TYPE: ipt_type })
  const said = given.filter(([, value]) => value !== '')
  return said.length > 0 ? JSON.stringify(Object.fromEntries(said)) : ''
}

/** Whole numbers that were typed; those left empty are not sent. */
function counts<K extends string>(from: Record<K, string>, names: readonly K[]): JsonObject {
  return Object.fromEntries(names.flatMap((name) => (from[name] ? [[name, Number(from[name])]] : [])))
}

export function mainFirst<D extends StayDiagnosis>(diagnoses: readonly D[]): D[] {
  return [...diagnoses].sort((a, b) => Number(b.main) - Number(a.main))
}

function diagnosisRow(
  d: StayDiagnosis,
  index: number,
  diag_dept: string,
  doctor: { atddr_no: string; dr_name: string },
  at: number,
): JsonObject {
  return {
    diag_type: d.diag_type,
    maindiag_flag: d.main ? '1' : '0',
    diag_srt_no: index + 1,
    diag_code: d.diag_code,
    diag_name: d.diag_name,
    diag_dept,
    dise_dor_no: doctor.atddr_no,
    dise_dor_name: doctor.dr_name,
    diag_time: datetime(at),
  }
}

export function discharge(stay: Stay, out: Discharge): JsonObject {
  const { mdtrt_id } = stay
  const { psn_no } = stay.person!
  const { fpsc_no, latechb_flag, fetts, pret_flag } = stay.admission
  return {
    dscginfo: {
      mdtrt_id,
      psn_no,
      insutype: stay.insu!.insutype,
      endtime: datetime(out.endtime),
      dise_codg: out.dise_codg,
      dise_name: out.dise_name,
      oprn_oprt_code: out.oprn_oprt_code,
      oprn_oprt_name: out.oprn_oprt_name,
      ...{ fpsc_no, latechb_flag, pret_flag },
      matn_type: out.matn_type,
      birctrl_type: out.birctrl_type,
      ...counts({ geso_val: out.geso_val, fetts, fetus_cnt: out.fetus_cnt }, [
        'geso_val',
        'fetts',
        'fetus_cnt',
      ]),
      birctrl_matn_date: out.birctrl_matn_date,
      cop_flag: out.cop_flag,
      dscg_dept_codg: out.dept.dept_code,
      dscg_dept_name: out.dept.dept_name,
      dscg_bed: out.bed,
      dscg_way: out.dscg_way,
      die_date: out.die_date,
    },
    diseinfo: mainFirst(out.diagnoses).map((d, index) => ({
      mdtrt_id,
      psn_no,
      ...diagnosisRow(d, index, out.dept.dept_name, out.doctor, out.endtime),
    })),
  }
}

/** 2404 and 2405 name the stay and no more. */
export function theStay(stay: Stay): JsonObject {
  return { data: { mdtrt_id: stay.mdtrt_id, psn_no: stay.person!.psn_no } }
}

const PER_GEN = 1_000_000

/** The serial that a line travels under: digits only, at most 15 (Hunan's rule), new after each withdrawal. */
export function wireSn({ gen, lineNo }: Pick<FeeRow, 'gen' | 'lineNo'>): string {
  return String(gen * PER_GEN + lineNo)
}

export function lineOfSn(sn: string): { gen: number; lineNo: number } {
  const n = Number(sn)
  return { gen: Math.floor(n / PER_GEN), lineNo: n % PER_GEN }
}

/** 2301. `originalOf`: the line that a refund takes back, as it is at the centre or goes up in this message. */
export function details(
  stay: Stay,
  lines: readonly FeeRow[],
  originalOf: (lineNo: number) => Pick<FeeRow, 'gen' | 'lineNo'> | undefined,
): JsonObject {
  return {
    feedetail: lines.map((line) => {
      const original = line.refundOf === null ? undefined : originalOf(line.refundOf)
      return {
        feedetl_sn: wireSn(line),
        ...(original ? { init_feedetl_sn: wireSn(original) } : {}),
        mdtrt_id: stay.mdtrt_id,
        drord_no: line.drord_no ?? '',
        psn_no: stay.person!.psn_no,
        med_type: stay.admission.med_type,
        fee_ocur_time: datetime(line.at),
        med_list_codg: line.med_list_codg,
        medins_list_codg: line.medins_list_codg,
        det_item_fee_sumamt: yuanNumber(line.amountFen),
        cnt: Number(line.cnt),
        pric: Number(line.pric),
        bilg_dept_codg: line.dept_code,
        bilg_dept_name: line.dept_name,
        bilg_dr_codg: line.atddr_no,
        bilg_dr_name: line.dr_name,
        hosp_appr_flag: line.hosp_appr_flag,
      }
    }),
  }
}

/** All unsettled details of a visit, in 2302. */
export const ALL_DETAILS = '0000'

export function withdrawal(stay: Stay, serials: readonly string[]): JsonObject {
  const psn_no = stay.person!.psn_no
  return { data: serials.map((feedetl_sn) => ({ feedetl_sn, mdtrt_id: stay.mdtrt_id, psn_no })) }
}

export interface Parts {
  fulamt_ownpay_amt: Fen
  overlmt_selfpay: Fen
  preselfpay_amt: Fen
  inscp_scp_amt: Fen
}

/** The four partial sums as 2301 answered them line by line; null where they do not make the total. */
export function partsOf(sums: FeeSums): Parts | null {
  const { fulamt_ownpay_amt, overlmt_amt, preselfpay_amt, inscp_scp_amt } = sums
  const parts = { fulamt_ownpay_amt, overlmt_selfpay: overlmt_amt, preselfpay_amt, inscp_scp_amt }
  return sum(Object.values(parts)) === sums.uploadedFen ? parts : null
}

/** 2303 and 2304, of what is uploaded and in no settlement. */
export function settling(
  stay: Stay,
  of: { total: Fen; parts: Parts | null; mid: boolean; remote: boolean },
): JsonObject {
  const { parts, mid } = of
  return {
    data: {
      psn_no: stay.person!.psn_no,
      ...certOf(stay),
      ...identityOf(stay, of.remote),
      medfee_sumamt: yuanNumber(of.total),
      psn_setlway: '01',
      mdtrt_id: stay.mdtrt_id,
      insutype: stay.insu!.insutype,
      acct_used_flag: stay.acct_used_flag,
      invono: '',
      mid_setl_flag: mid ? '1' : '0',
      ...(parts && {
        fulamt_ownpay_amt: yuanNumber(parts.fulamt_ownpay_amt),
        overlmt_selfpay: yuanNumber(parts.overlmt_selfpay),
        preselfpay_amt: yuanNumber(parts.preselfpay_amt),
        inscp_scp_amt: yuanNumber(parts.inscp_scp_amt),
      }),
      ...(mid || !stay.discharge ? {} : { dscgTime: datetime(stay.discharge.endtime).slice(0, 10) }),
      insuplc_admdvs: stay.insu!.insuplc_admdvs,
    },
  }
}

export function unsettling(stay: Stay, setl_id: string): JsonObject {
  return { data: { setl_id, mdtrt_id: stay.mdtrt_id, psn_no: stay.person!.psn_no } }
}
