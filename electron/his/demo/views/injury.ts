import type Database from 'better-sqlite3'
import type { JsonObject } from '../../../../shared/contract.ts'
import { dateOf, datetime } from '../../../../shared/msgid.ts'
import type { HisInpatient } from '../../port.ts'
import { inpatientOf, type StayRow } from '../inpatients.ts'

/**
 * View clinical.stay: what the ward wrote of one 住院号. Orders from the first day on; the discharge record, births
 * and tumour treatment once the stay is over. Computed anew at each look, for the ward goes on writing.
 */
const HOUR_ms = 3_600_000
const DAY_ms = 86_400_000

interface Ordered {
  name: string
  /** 1 临时, 2 长期: drord_type of the national standard */
  type: '1' | '2'
  after_ms: number
  freq: string
  way?: string
  dosage?: string
  unit?: string
}

const ADMISSION: readonly Ordered[] = [
  { name: '住院常规护理', type: '2', after_ms: 0, freq: '每日一次' },
  { name: '二级护理', type: '2', after_ms: 0, freq: '每日一次' },
  { name: '普通饮食', type: '2', after_ms: 0, freq: '每日三次' },
  { name: '血细胞分析(五分类)', type: '1', after_ms: HOUR_ms, freq: '立即' },
  {
    ...{ name: '注射用头孢曲松钠', type: '2', after_ms: 2 * HOUR_ms, freq: '每日一次', way: '静脉滴注' },
    ...{ dosage: '2', unit: 'g' },
  },
  {
    ...{ name: '0.9%氯化钠注射液', type: '2', after_ms: 2 * HOUR_ms, freq: '每日一次', way: '静脉滴注' },
    ...{ dosage: '100', unit: 'ml' },
  },
]
/** of who was hurt: main diagnosis S or T */
const INJURED: readonly Ordered[] = [
  { name: '患肢制动、抬高', type: '2', after_ms: HOUR_ms, freq: '持续' },
  { name: '数字化摄影(DR)', type: '1', after_ms: HOUR_ms, freq: '立即' },
]

export function stayRecordOf(db: Database.Database, ipt_no: string, now: number): JsonObject | null {
  const row = db.prepare('select * from inpatient where ipt_no = ?').get(ipt_no) as
    | (StayRow & { setl_id: string })
    | undefined
  if (!row || row.state === 'waiting') return null
  const stay = inpatientOf(row)
  const isOver = row.state === 'out' || row.setl_id !== ''
  return { orders: orders(stay, now), ...(isOver ? over(stay, now) : {}) }
}

function orders(stay: HisInpatient, now: number): JsonObject[] {
  const [main] = stay.diagnoses
  const all = /^[ST]/.test(main?.diag_code ?? '') ? [...ADMISSION, ...INJURED] : ADMISSION
  return all
    .map((one, i) => ({ one, no: `YZ${stay.ipt_no}${String(i + 1).padStart(2, '0')}` }))
    .filter(({ one }) => stay.begntime + one.after_ms <= now)
    .map(({ one, no }) => {
      const at = stay.begntime + one.after_ms
      const stops = one.type === '1' ? at : stay.endtime
      return {
        ...{ drord_no: no, drord_type: one.type, drord_detl_name: one.name, drord_isu_time: datetime(at) },
        ...{ drord_begntime: datetime(at), medn_use_frqu: one.freq },
        ...(stops === null ? {} : { drord_stptime: datetime(stops) }),
        ...(one.way ? { drug_used_way: one.way } : {}),
        ...(one.dosage && one.unit ? { dosage: one.dosage, dosage_unit: one.unit } : {}),
        ...{ isu_dept_code: stay.dept.dept_code, isu_dept_name: stay.dept.dept_name },
        ...{ dr_code: stay.doctor.atddr_no, dr_name: stay.doctor.dr_name },
      }
    })
}

function over(stay: HisInpatient, now: number): JsonObject {
  const names = (list: HisInpatient['diagnoses']) => list.map(({ diag_name }) => diag_name).join('；')
  const left = stay.dscg_diagnoses.length > 0 ? stay.dscg_diagnoses : stay.diagnoses
  const [main] = left
  const until = stay.endtime ?? now
  return {
    discharge: {
      ...{ adm_diag_dscr: names(stay.diagnoses), dscg_diag_dscr: names(left) },
      adm_info: `因${main?.diag_name ?? '不适'}入院，神志清楚，生命体征平稳。`,
      trt_proc_rslt_dscr: '完善检查，对症治疗，病情逐日好转。',
      dscg_info: '一般情况好，切口无红肿渗出。',
      dscg_drord: '休息两周，两周后门诊复查，不适随诊。',
    },
    births: left.some(({ diag_code }) => diag_code.startsWith('O80'))
      ? [{ gend: '2', weight_g: 3250, result: '活产', outcome: '出院', breath: '自然' }]
      : [],
    ...(/^C/.test(main?.diag_code ?? '')
      ? {
          tumour: {
            chemo: '根治性',
            drugs: [{ date: dateOf(until - DAY_ms), drug: '顺铂 60mg', course: '第一疗程' }],
          },
        }
      : {}),
  }
}
