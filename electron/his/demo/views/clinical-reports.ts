import type { JsonObject } from '../../../../shared/contract.ts'
import { dateOf, datetime } from '../../../../shared/msgid.ts'
import { type Bed, headOf } from './clinical-beds.ts'
import type { DemoRecord } from './index.ts'

/** What the laboratory, the radiologists and the pathologists reported of the patients in the beds. */
const HOUR_ms = 3_600_000

export function reportRecords(beds: readonly Bed[], now: number): DemoRecord[] {
  const [first, second] = beds as [Bed, Bed]
  return [
    ...beds.flatMap((bed, i) => [exam(bed, i), lab(bed, i)]),
    culture(first),
    resistance(first, 'J01DD', '头孢曲松', '2'),
    resistance(second, 'J01CA', '氨苄西林', '1'),
    pathology(second),
    letter(first, now),
  ]
}

const record = (code: string, key: string, bed: Bed, data: JsonObject): DemoRecord => ({
  view: `clinical.${code}`,
  key,
  data: { psn_name: bed.psn_name, ...data },
})

/** 4501 */
function exam(bed: Bed, i: number): DemoRecord {
  const rpotc_no = `JC${bed.mdtrt_sn}`
  const at = bed.adm_ms + 3 * HOUR_ms
  const item = i === 0 ? '胸部CT平扫' : '腹部彩色多普勒超声'
  return record('4501', rpotc_no, bed, {
    examinfo: {
      ...headOf(bed),
      ...{ appy_no: `SQ${rpotc_no}`, rpotc_no, rpotc_type_code: '99', exam_rpotc_name: `${item}报告` },
      ...{
        exam_date: dateOf(at),
        rpt_date: dateOf(at),
        exam_type_code: i === 0 ? '201' : '2',
        exam_item_name: item,
      },
      ...{ exam_part: i === 0 ? '胸部' : '右下腹', exam_rslt_poit_flag: '1', exam_rslt_abn: '1' },
      ...{ exam_ccls: i === 0 ? '右下肺炎症' : '阑尾增粗，考虑急性阑尾炎', appy_dept_code: bed.dept_code },
      ...{ bilg_dr_codg: bed.doctor.atddr_no, bilg_dr_name: bed.doctor.dr_name, vali_flag: '1' },
    },
    iteminfo: [{ rpotc_no, exam_item_name: item, exam_charge: i === 0 ? 220 : 120 }],
    sampleinfo: [],
    imageinfo:
      i === 0
        ? [
            {
              rpotc_no,
              study_uid: `1.2.156.112.${bed.mdtrt_sn.slice(2)}.1`,
              modality: 'CT',
              series_count: 2,
              image_count: 180,
            },
          ]
        : [],
  })
}

/** 4502; the second one's item names another report. */
function lab(bed: Bed, i: number): DemoRecord {
  const rpotc_no = `JY${bed.mdtrt_sn}`
  const at = bed.adm_ms + 2 * HOUR_ms
  const result = (name: string, value: number, unit: string, ref_val: string, abnormal: string) => ({
    ...{ rpotc_no: i === 0 ? rpotc_no : `${rpotc_no}X`, exam_item_detl_name: name, exam_rslt_val: value },
    ...{ exam_unt: unit, ref_val, exam_rslt_abn: abnormal },
  })
  return record('4502', rpotc_no, bed, {
    labinfo: {
      ...headOf(bed),
      ...{ appy_no: `SQ${rpotc_no}`, rpotc_no, exam_item_name: '血细胞分析(五分类)', rpt_date: dateOf(at) },
      ...{ bilg_dr_codg: bed.doctor.atddr_no, bilg_dr_name: bed.doctor.dr_name, rpot_doc: '江映雪' },
      ...{ exam_mtd: '流式细胞法', exam_charge: 25, vali_flag: '1' },
    },
    iteminfo: [
      result('白细胞计数', 13.6, '10^9/L', '3.5-9.5', '1'),
      result('血红蛋白', 132, 'g/L', '130-175', '0'),
    ],
    sampleinfo: [{ rpotc_no, sapl_date: dateOf(at), spcm_no: `BB${bed.mdtrt_sn}`, spcm_name: '静脉血' }],
  })
}

/** 4503 */
function culture(bed: Bed): DemoRecord {
  const rpotc_no = `XJ${bed.mdtrt_sn}`
  return record('4503', `${rpotc_no}-1`, bed, {
    ...headOf(bed),
    ...{ appy_no: `SQ${rpotc_no}`, rpotc_no, germ_code: 'spn', germ_name: '肺炎链球菌', coly_cntg: '10^6' },
    ...{ clte_medm: '血平板', clte_time: datetime(bed.adm_ms + 5 * HOUR_ms), clte_cond: '35℃ 5%CO2' },
    ...{ exam_rslt: '检出', fnd_way: '质谱', vali_flag: '1' },
  })
}

/** 4504: of the second patient no culture was ever reported. */
function resistance(bed: Bed, sstb_code: string, sstb_name: string, reta_rslt_code: string): DemoRecord {
  const rpotc_no = `XJ${bed.mdtrt_sn}`
  return record('4504', `${rpotc_no}-${sstb_code}`, bed, {
    ...headOf(bed),
    ...{
      appy_no: `SQ${rpotc_no}`,
      rpotc_no,
      germ_code: 'spn',
      germ_name: '肺炎链球菌',
      sstb_code,
      sstb_name,
    },
    ...{
      reta_rslt_code,
      reta_rslt_name: reta_rslt_code === '1' ? '耐药' : '敏感',
      exam_mtd: '纸片法',
      vali_flag: '1',
    },
  })
}

/** 4505 */
function pathology(bed: Bed): DemoRecord {
  const palg_no = `BL${bed.mdtrt_sn.slice(-9)}`
  return record('4505', palg_no, bed, {
    ...headOf(bed),
    ...{ palg_no, frez_no: '无', cma_date: dateOf(bed.adm_ms), rpt_date: dateOf(bed.adm_ms + 30 * HOUR_ms) },
    ...{
      cma_matl: '阑尾',
      clnc_diag: bed.diag_name,
      exam_fnd: '阑尾一条，长 7 厘米，表面充血',
      sabc: '未做',
    },
    ...{ palg_diag: '急性化脓性阑尾炎', rpot_doc: '杜若飞', vali_flag: '1' },
  })
}

/** 4506: the report as a page of its own, which is kept as a file and not among the records. */
function letter(bed: Bed, now: number): DemoRecord {
  const line = `${bed.diag_name}，建议两周后复查胸部CT。${dateOf(now)}\n`
  return record('4506', `FJ${bed.mdtrt_sn}`, bed, {
    ...headOf(bed),
    ...{
      otp_ipt_flag: '2',
      exam_test_flag: '1',
      appy_no: `SQ${bed.mdtrt_sn}`,
      file_name: `CT${bed.mdtrt_sn}.txt`,
    },
    ...{ file_formate: 'txt', exam_test_rpot: base64(line.repeat(40)), vali_flag: '1' },
  })
}

const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64')
