import type { JsonObject } from '../../../../shared/contract.ts'
import { dateOf, datetime } from '../../../../shared/msgid.ts'
import { type Bed, headOf } from './clinical-beds.ts'
import type { DemoRecord } from './index.ts'

/** 4701: the electronic record of each bed. The second has no outcome of the general examination yet. */
export function emrRecords(beds: readonly Bed[]): DemoRecord[] {
  return beds.map((bed, i) => ({
    view: 'clinical.4701',
    key: `BL${bed.mdtrt_sn}`,
    data: {
      psn_name: bed.psn_name,
      adminfo: { ...admission(bed), ...(i === 0 ? {} : { physexm_ordn_stas: '' }) },
      diseinfo: [
        {
          ...{ inout_diag_type: '1', maindiag_flag: '1', diag_seq: 1, diag_time: datetime(bed.adm_ms) },
          ...{ wm_diag_code: bed.diag_code, wm_diag_name: bed.diag_name, vali_flag: '1' },
        },
      ],
      coursrinfo: [course(bed)],
      oprninfo: [],
      rescinfo: [],
      dieinfo: [],
      dscginfo: [
        {
          ...{
            dscg_date: dateOf(bed.adm_ms + 2 * 86_400_000),
            adm_diag_dscr: bed.diag_name,
            adm_info: '急性起病',
          },
          ...{ trt_proc_rslt_dscr: '抗感染及对症治疗，好转', caty: bed.dept_code, vali_flag: '1' },
        },
      ],
    },
  }))
}

const NONE = '无'
const NORMAL = '未见异常'

function admission(bed: Bed): JsonObject {
  const { atddr_no: code, dr_name: name } = bed.doctor
  return {
    ...headOf(bed),
    ...{ mdtrtsn: bed.mdtrt_sn, name: bed.psn_name, gend: bed.gend, adm_rec_no: `RY${bed.mdtrt_sn}` },
    ...{
      wardarea_name: bed.wardarea_name,
      dept_code: bed.dept_code,
      dept_name: bed.dept_name,
      bedno: bed.bedno,
    },
    ...{
      adm_time: datetime(bed.adm_ms),
      illhis_stte_name: bed.psn_name,
      illhis_stte_rltl: '99',
      stte_rele: '1',
    },
    ...{
      chfcomp: `${bed.diag_name}待查`,
      dise_now: '起病急，院外未治疗',
      hlcon: '1',
      dise_his: NONE,
      ifet: '0',
    },
    ...{ ifet_his: NONE, prev_vcnt: '不详', oprn_his: NONE, bld_his: NONE, algs_his: NONE, psn_his: NONE },
    ...{ mrg_his: '已婚', mena_his: NONE, fmhis: NONE, physexm_tprt: 38.2, physexm_pule: 92 },
    ...{ physexm_vent_frqu: '20', physexm_systolic_pre: '128', physexm_dstl_pre: '80', physexm_height: 170 },
    ...{
      physexm_wt: 64.5,
      physexm_ordn_stas: '神清，精神可',
      physexm_skin_musl: NORMAL,
      physexm_spef_lymph: NORMAL,
    },
    ...{ physexm_head: NORMAL, physexm_neck: NORMAL, physexm_chst: NORMAL, physexm_abd: NORMAL },
    ...{
      physexm_finger_exam: '未查',
      physexm_genital_area: '未查',
      physexm_spin: NORMAL,
      physexm_all_fors: NORMAL,
    },
    ...{
      nersys: NORMAL,
      spcy_info: bed.diag_name,
      asst_exam_rslt: '见报告',
      rec_doc_code: code,
      rec_doc_name: name,
    },
    ...{
      ipdr_code: code,
      ipdr_name: name,
      chfdr_code: code,
      chfdr_name: name,
      chfpdr_code: code,
      chfpdr_name: name,
    },
    ...{
      main_symp: '发热',
      adm_rea: bed.diag_name,
      adm_way: '2',
      apgr: '10',
      diet_info: '1',
      growth_deg: '1',
    },
    ...{ mtl_stas_norm: '1', slep_info: '好', sp_info: NONE, mind_info: '1', nurt: '1', self_ablt: '1' },
    ...{ nurscare_obsv_item_name: '意识状态', nurscare_obsv_rslt: '清楚', smoke: '0', stop_smok_days: 0 },
    ...{
      smok_info: '1',
      smok_day: '0',
      drnk: '0',
      drnk_frqu: '1',
      drnk_day: 0,
      eval_time: datetime(bed.adm_ms),
    },
    ...{ resp_nurs_name: bed.nurse, vali_flag: '1' },
  }
}

function course(bed: Bed): JsonObject {
  const { atddr_no: ipdr_code, dr_name: ipdr_name } = bed.doctor
  return {
    ...{
      dept_code: bed.dept_code,
      dept_name: bed.dept_name,
      wardarea_name: bed.wardarea_name,
      bedno: bed.bedno,
    },
    ...{ rcd_time: datetime(bed.adm_ms + 7_200_000), chfcomp: '发热 1 天', cas_ftur: '急性起病，体征明确' },
    ...{ dise_evid: '症状、体征及影像', prel_wm_diag_code: bed.diag_code, prel_wm_dise_name: bed.diag_name },
    ...{ finl_wm_diag_code: bed.diag_code, finl_wm_diag_name: bed.diag_name, dise_plan: '抗感染，完善检查' },
    ...{ ipdr_code, ipdr_name, prnt_doc_name: ipdr_name, vali_flag: '1' },
  }
}
