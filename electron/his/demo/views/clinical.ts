import type { JsonObject } from '../../../../shared/contract.ts'
import people from '../../../../shared/demo/people.json' with { type: 'json' }
import { dateOf, datetime } from '../../../../shared/msgid.ts'
import { UNINSURED } from '../hospital.ts'
import { ward } from '../seed.ts'
import { type Bed, bedsOf, headOf } from './clinical-beds.ts'
import { emrRecords } from './clinical-emr.ts'
import { reportRecords } from './clinical-reports.ts'
import type { DemoRecord } from './index.ts'

/**
 * What the wards, the consulting rooms and the laboratory wrote down of a few patients: of those who pay
 * themselves (the insurance asks for their treatment too), and of two insured ones. Some have the faults of real
 * ones: a department of the house where the national code belongs, a visit that the centre does not know.
 */
const DAY_ms = 86_400_000
const HOUR_ms = 3_600_000

export function clinicalRecords(now: number): DemoRecord[] {
  const beds = bedsOf(now)
  return [
    ...outpatients(now),
    ...emergencies(now),
    ...beds.flatMap((bed) => orders(bed)),
    ...beds.flatMap((bed) => measured(bed, now)),
    ...wrong(beds[0]!, now),
    ...transfusions(beds[1]!),
    ...frontPages(beds),
    ...selfPaid(now),
    ...reportRecords(beds, now),
    ...emrRecords(beds),
  ]
}

const record = (code: string, key: string, data: JsonObject): DemoRecord => ({
  view: `clinical.${code}`,
  key,
  data,
})

/** 4301: two who pay themselves, and one insured whose visit number nobody knows. */
function outpatients(now: number): DemoRecord[] {
  const seen = [
    {
      who: UNINSURED[1]!,
      diag: ['J06.900', '急性上呼吸道感染'],
      symptom: '咳嗽、咽痛 2 天',
      drug: '对乙酰氨基酚片',
    },
    { who: UNINSURED[3]!, diag: ['A09.900', '急性胃肠炎'], symptom: '腹泻 1 天', drug: '蒙脱石散' },
  ] as const
  const insured = people[1]!
  const visit = (
    mdtrt_sn: string,
    days: number,
    more: JsonObject,
    s: { diag: readonly string[]; symptom: string; drug: string },
  ): JsonObject => {
    const at = now - days * DAY_ms
    return {
      ...more,
      rgstinfo: {
        ...headOf({ mdtrt_sn }),
        ...(more.rgst as JsonObject),
        ...{ rgst_type_code: '1', rgst_way_code: '1', rgst_serv_fee: 10, fstdiag_flag: '1', mdtrt_flag: '1' },
        ...{ rgst_retnr_time: datetime(at), medfee_paymtd_code: '07', vali_flag: '1' },
      },
      caseinfo: [
        {
          mdtrt_date: dateOf(at),
          chfcomp: s.symptom,
          dspo_opnn: '对症治疗，随诊',
          dept_code: 'A02',
          dept_name: '全科门诊',
          vali_flag: '1',
        },
      ],
      diseinfo: [
        {
          tcm_diag_flag: '0',
          maindiag_flag: '1',
          diag_code: s.diag[0]!,
          diag_name: s.diag[1]!,
          vali_flag: '1',
        },
      ],
      rxinfo: [
        {
          rxno: `RX${mdtrt_sn}`,
          rx_prsc_time: datetime(at + HOUR_ms / 2),
          rx_detl_name: s.drug,
          medc_days: 3,
          vali_flag: '1',
        },
      ],
    }
  }
  const own = seen.map((s, i) =>
    record(
      '4301',
      `MZ${i + 1}`,
      visit(`MZ${dateOf(now).replaceAll('-', '')}${i + 1}`, i, { psn_name: s.who.psn_name }, s),
    ),
  )
  const { rgst: _, ...lost } = visit(
    `MZ${dateOf(now).replaceAll('-', '')}9`,
    1,
    {
      psn_name: insured.psn_name,
      insuplc_admdvs: insured.insu[0]!.insuplc_admdvs,
      rgst: { psn_no: insured.psn_no, mdtrt_id: '51000000000000000009' },
    },
    { diag: ['I10.x00x002', '高血压病'], symptom: '头晕 3 天', drug: '氨氯地平片' },
  )
  return [...own, record('4301', 'MZ9', lost)]
}

/** 4302: one resuscitation; its list of names wants the full-width comma, and one record has another. */
function emergencies(now: number): DemoRecord[] {
  const { psn_name } = UNINSURED[2]!
  const one = (no: number, names: string) => {
    const at = now - no * DAY_ms
    return record('4302', `QJ${no}`, {
      psn_name,
      oprninfo: [
        {
          ...headOf({ mdtrt_sn: `JZ${dateOf(now).replaceAll('-', '')}${no}` }),
          ...{ oprn_oprt_sn: 1, oprn_oprt_code: '96.0400', oprn_oprt_name: '气管内插管', oprn_oprt_cnt: 1 },
          ...{ oprn_oprt_tagt_part_name: '气管', itvt_name: '气管导管', oprn_oprt_mtd_dscr: '经口明视插管' },
          ...{ oprn_oprt_time: datetime(at), vali_flag: '1' },
        },
      ],
      rescinfo: [
        {
          ...{ resc_begntime: datetime(at - HOUR_ms), resc_endtime: datetime(at), resc_psn_list: names },
          ...{ er_resc_rec: '呼吸困难，血氧 82%，予气管插管、机械通气后好转', vali_flag: '1' },
        },
      ],
    })
  }
  return [one(1, '廖启明，向红梅'), one(2, '廖启明、向红梅')]
}

/** 4402: a long-term and a short order of each. */
function orders(bed: Bed): DemoRecord[] {
  const drugs = [
    { type: '2', name: '注射用头孢曲松钠', freq: '每日一次', way: '4' },
    { type: '1', name: '0.9%氯化钠注射液', freq: '立即', way: '4' },
  ]
  return drugs.map((drug, i) => {
    const id = `YZ${bed.mdtrt_sn}${i + 1}`
    return record('4402', id, {
      psn_name: bed.psn_name,
      ...headOf(bed),
      ...{ ipt_bedno: bed.bedno, drord_no: id, isu_dept_code: bed.dept_code, exe_dept_code: bed.dept_code },
      ...{
        exedept_name: bed.dept_name,
        drord_isu_no: datetime(bed.adm_ms + i * HOUR_ms),
        drord_type: drug.type,
      },
      ...{
        drord_item_type: '11',
        drord_item_name: drug.name,
        drord_detl_code: `D${i + 1}`,
        drord_detl_name: drug.name,
      },
      ...{
        dismed_cnt: 1,
        dismed_cnt_unt: '支',
        medn_use_frqu: drug.freq,
        drug_used_way_code: drug.way,
        medc_days: 1,
      },
      ...{ medcas_drord_detl_id: id, vali_flag: '1' },
    })
  })
}

/** 4602: four times a day from the admission on. */
function measured(bed: Bed, now: number): DemoRecord[] {
  const until = Math.min(now, bed.adm_ms + DAY_ms)
  const times = Array.from({ length: 4 }, (_, i) => bed.adm_ms + i * 6 * HOUR_ms).filter((at) => at < until)
  return times.map((at, i) => vitals(bed, at, i))
}

function vitals(bed: Bed, at: number, n: number, more: JsonObject = {}): DemoRecord {
  return record('4602', `TZ${bed.mdtrt_sn}${at}`, {
    psn_name: bed.psn_name,
    ...headOf(bed),
    ...{
      dept_code: bed.dept_code,
      dept_name: bed.dept_name,
      wardarea_name: bed.wardarea_name,
      bedno: bed.bedno,
    },
    ...{
      diag_code: bed.diag_code,
      adm_time: datetime(bed.adm_ms),
      act_ipt_days: 1,
      afpn_days: 0,
      rcd_time: datetime(at),
    },
    ...{
      vent_frqu: 18 + n,
      use_vent_flag: '0',
      pule: 76 + n * 2,
      pat_heart_rate: 76 + n * 2,
      tprt: [36.6, 36.9, 37.4, 37.1][n]!,
    },
    ...{ systolic_pre: '126', dstl_pre: '78', wt: 64.5, abde: 82, nurscare_obsv_item_name: '意识状态' },
    ...{ nurscare_obsv_rslt: '神志清楚', nurs_name: bed.nurse, sign_time: datetime(at), vali_flag: '1' },
    ...more,
  })
}

/** A department by the house's own code, a temperature with two decimals, and a measurement of tomorrow. */
function wrong(bed: Bed, now: number): DemoRecord[] {
  return [
    vitals(bed, bed.adm_ms + 7 * HOUR_ms, 0, { dept_code: '1201' }),
    vitals(bed, bed.adm_ms + 8 * HOUR_ms, 1, { tprt: 38.25 }),
    vitals(bed, bed.adm_ms + 9 * HOUR_ms, 2, { rcd_time: datetime(now + 300 * DAY_ms) }),
  ]
}

/** 4601 */
function transfusions(bed: Bed): DemoRecord[] {
  return [1, 2].map((no) =>
    record('4601', `SX${bed.mdtrt_sn}${no}`, {
      psn_name: bed.psn_name,
      ...headOf(bed),
      ...{
        abo_code: '1',
        rh_code: '2',
        bld_natu_code: '01',
        bld_abo_code: '1',
        bld_rh_code: '2',
        bld_cat_code: '11',
      },
      ...{ bld_amt: 2, bld_amt_unt: '单位', bld_cnt: no, bld_time: datetime(bed.adm_ms + no * HOUR_ms) },
      ...{ bld_rea: '术中失血', vali_flag: '1' },
    }),
  )
}

/** 4401: one as it should be, and one whose number lacks the institution's code in front. */
function frontPages(beds: Bed[]): DemoRecord[] {
  return beds.map((bed, i) => {
    const mdtrt_sn = i === 0 ? `H51010400001${bed.mdtrt_sn}` : bed.mdtrt_sn
    const ipt_medcas_hmpg_sn = `SY${bed.mdtrt_sn}`
    const part = { vali_flag: '1', ipt_medcas_hmpg_sn, mdtrt_sn }
    const out_ms = bed.adm_ms + 2 * DAY_ms
    return record('4401', ipt_medcas_hmpg_sn, {
      psn_name: bed.psn_name,
      baseinfo: {
        ...{
          mdtrt_sn,
          mdtrt_id: '',
          psn_no: '',
          patn_ipt_cnt: '1',
          ipt_no: bed.mdtrt_sn,
          medcasno: `BA${bed.mdtrt_sn}`,
        },
        ...{
          psn_name: bed.psn_name,
          gend: bed.gend,
          certno: bed.certno,
          adm_way_code: '2',
          adm_caty: bed.dept_code,
        },
        ...{ adm_date: dateOf(bed.adm_ms), dscg_date: dateOf(out_ms), dscg_caty: bed.dept_code, ipt_days: 2 },
        ...{
          atddr_name: bed.doctor.dr_name,
          resp_nurs_name: bed.nurse,
          dscg_way: '1',
          medfee_sumamt: 2_386.4,
        },
        ...{ fixmedins_code: 'H51010400001', medfee_paymtd_code: '07', vali_flag: '1' },
      },
      diseinfo: [
        {
          ...part,
          ipt_patn_disediag_type_code: '1',
          maindiag_flag: '1',
          diag_code: bed.diag_code,
          diag_name: bed.diag_name,
          adm_dise_cond_code: '2',
        },
      ],
      oprninfo: [],
      icuinfo: [],
    })
  })
}

/** 4201: lines of a visit paid without the insurance. */
function selfPaid(now: number): DemoRecord[] {
  const { psn_name, certno } = UNINSURED[1]!
  const mdtrt_sn = `MZ${dateOf(now).replaceAll('-', '')}1`
  return ['血细胞分析(五分类)', '对乙酰氨基酚片', '连花清瘟胶囊'].map((name, i) => {
    const item = ward().item(name)
    const doctor = ward().doctor('0101', 0)
    return record('4201', `${mdtrt_sn}-${i + 1}`, {
      ...{
        mdtrt_sn,
        ipt_otp_no: mdtrt_sn,
        med_type: '11',
        chrg_bchno: `P${mdtrt_sn}`,
        feedetl_sn: String(i + 1),
      },
      ...{
        psn_cert_type: '01',
        certno,
        psn_name,
        fee_ocur_time: datetime(now - 2 * HOUR_ms),
        cnt: 1,
        pric: Number(item.pric),
      },
      ...{ det_item_fee_sumamt: Number(item.pric), med_list_codg: item.med_list_codg },
      ...{ medins_list_codg: item.medins_list_codg, medins_list_name: item.name, prodname: item.name },
      ...{ med_chrgitm_type: item.med_chrgitm_type, bilg_dept_codg: '0101', bilg_dept_name: '全科门诊' },
      ...{ bilg_dr_codg: doctor.atddr_no, bilg_dr_name: doctor.dr_name },
    })
  })
}
