import { z } from 'zod'
import type { Insurance, Person } from '../visit.ts'
import { certSchema, type FiledDisease } from './visit.ts'

/** 备案: transfer (2501, 2501A), chronic disease (2503), chosen hospital (2505); 5301, 5302, 5304 beside them. */
const text = (max: number) => z.string().trim().max(max)
const need = (max: number, label: string) => z.string().trim().min(1, `${label}不能为空`).max(max)
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, '日期应为 yyyy-MM-dd')
const dayOrNone = z.union([day, z.literal('')]).default('')
const id = z.string().min(1).max(40)
const person = z.object({ personId: id })

export const filingInputs = {
  /** 1101 without a visit; the answer's personId stands for the person in what follows, in this session */
  'filing.person': z.object({ cert: certSchema }).strict(),
  /**
   * 5301, 5302 of the kinds asked for and those filed from here, 5304 of the last two years, and what was
   * filed from here
   */
  'filing.status': person.extend({ kinds: z.array(text(3)).max(20).default(['01', '03']) }).strict(),
  'filing.transfer': person
    .extend({
      insutype: text(6),
      tel: text(50).default(''),
      addr: text(200).default(''),
      diag_code: need(20, '诊断代码'),
      diag_name: need(100, '诊断名称'),
      dise_cond_dscr: text(2000).default(''),
      reflin_medins_no: need(12, '转往定点医药机构编号'),
      reflin_medins_name: need(200, '转往医院名称'),
      mdtrtarea_admdvs: z.string().regex(/^\d{6}$/, '就医地行政区划必须是 6 位数字'),
      hosp_agre_refl_flag: z.enum(['0', '1']).default('1'),
      refl_type: need(30, '转院类型'),
      refl_date: day,
      refl_rea: need(100, '转院原因'),
      refl_opnn: need(200, '转院意见'),
      begndate: dayOrNone,
      enddate: dayOrNone,
      /** given: 2501A, which continues a stay of this hospital */
      refl_old_mdtrt_id: text(30).default(''),
    })
    .strict(),
  'filing.chronic': person
    .extend({
      insutype: need(6, '险种类型'),
      opsp_dise_code: need(30, '病种代码'),
      opsp_dise_name: need(300, '病种名称'),
      tel: text(50).default(''),
      addr: text(200).default(''),
      hosp_ide_date: day,
      diag_dr_codg: need(30, '诊断医师'),
      diag_dr_name: need(50, '诊断医师姓名'),
      begndate: day,
      enddate: dayOrNone,
    })
    .strict(),
  'filing.fixed': person
    .extend({
      tel: text(50).default(''),
      addr: text(200).default(''),
      biz_appy_type: need(3, '业务申请类型'),
      begndate: day,
      enddate: dayOrNone,
      agnter_name: text(50).default(''),
      agnter_cert_type: text(6).default(''),
      agnter_certno: text(50).default(''),
      agnter_tel: text(30).default(''),
      agnter_rlts: text(3).default(''),
      fix_srt_no: need(3, '定点排序号'),
      memo: text(500).default(''),
    })
    .strict(),
  /** 2502, 2504, 2506. `trt_dcla_detl_sn` only where the filing's own is not known */
  'filing.withdraw': z
    .object({
      filingId: id,
      version: z.number().int(),
      reason: need(200, '撤销原因'),
      trt_dcla_detl_sn: text(30).optional(),
    })
    .strict(),
  'filing.list': z
    .object({ text: text(50).default(''), limit: z.number().int().max(200).default(50) })
    .strict(),
}

export interface FilingPerson {
  personId: string
  /** masked */
  person: Person
  insurances: Insurance[]
  remote: boolean
}

export interface FilingView {
  filingId: string
  version: number
  kind: 'transfer' | 'chronic' | 'fixed'
  kindLabel: string
  state: 'draft' | 'stands' | 'withdrawn'
  stateLabel: string
  psn_name: string
  certnoMasked: string
  trt_dcla_detl_sn: string | null
  /** 「高血压 2026-01-01 起」 */
  summary: string
  /** every field sent, labelled by its contract */
  fields: { label: string; value: string }[]
  /** what is particular about its state, in Chinese; empty where nothing is */
  note: string
  opterName: string
  at: number
  /** a message about it is without an answer; it resolves by itself */
  doubtful: boolean
}

export interface FilingStatus {
  chronic: FiledDisease[]
  fixed: {
    biz_appy_type: string
    fix_srt_no: string
    fixmedins_code: string
    fixmedins_name: string
    begndate: string
    enddate: string
  }[]
  transfers: {
    reflin_medins_name: string
    refl_date: string
    refl_rea: string
    begndate: string
    enddate: string
  }[]
  filings: FilingView[]
  /** questions that the centre did not answer, in Chinese */
  gaps: string[]
}

export interface FilingOutputs {
  'filing.person': FilingPerson
  'filing.status': FilingStatus
  'filing.transfer': FilingView
  'filing.chronic': FilingView
  'filing.fixed': FilingView
  'filing.withdraw': FilingView
  'filing.list': FilingView[]
}
