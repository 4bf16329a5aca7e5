import people from '../../../shared/demo/people.json' with { type: 'json' }
import { datetime } from '../../../shared/msgid.ts'
import type { HisBill } from '../port.ts'
import { random } from './charges.ts'
import { type Expected, expect } from './expected.ts'
import type { Wards } from './inpatients.ts'
import { HOUR_ms } from './inpatients-charges.ts'
import { INJURED_STAYS } from './inpatients-data.ts'
import { insertBills, nextNo } from './seed.ts'

/** Workers hurt at work: whom the orthopaedic ward expects, and what the doctors have charged already. */
const VISITS: { psn_name: string; diag_code: string; items: string[] }[] = [
  { psn_name: '李国强', diag_code: 'S61.900', items: ['数字化摄影(DR)', '清创缝合(小)', '医用缝合线'] },
  { psn_name: '陈刚', diag_code: 'S93.400', items: ['磁共振平扫', '树脂绷带', '医用冷敷贴'] },
  { psn_name: '宋远方', diag_code: 'S61.900', items: ['数字化摄影(DR)', '医用冷敷贴'] },
]

/** Made to measure and settled without a stay; the price list does not hold it. */
const DEVICE = {
  psn_name: '宋远方',
  item: {
    ...{ medins_list_codg: 'FZ0001', med_list_codg: 'GSFJ0101', name: '小腿假肢（碳纤维储能脚）' },
    ...{ spec: '定制', unit: '具', pric: '18600', med_chrgitm_type: '08', chrgitm_lv: '01', py: 'xtjz' },
    ...{ cnt: '1', hosp_appr_flag: '0' },
  },
}

const OUTPATIENTS = '0302'
const certnoOf = (name: string) => people.find((p) => p.psn_name === name)?.certno ?? ''

/** Within a write transaction, once in the life of a file. */
export function expectInjured(at: Wards, now: number): void {
  const patient = at.db.prepare('select * from patient where certno = ?')
  for (const { psn_name, ...options } of INJURED_STAYS) {
    const draw = random(`${at.seed}:injured:${psn_name}`)
    const begntime = now - Math.floor((1 + 4 * draw()) * HOUR_ms)
    const days = 2 + Math.floor(draw() * 6)
    expect(at, patient.get(certnoOf(psn_name)) as Expected, { ...options, begntime, days }, now)
  }
  for (const { psn_name, diag_code, items } of VISITS) {
    const lines = items.map((name) => {
      const { lmt_used_flag: _, ...item } = at.ward.item(name)
      return item
    })
    book(at, psn_name, { kind: '治疗', med_type: '0501', diag_code, lines }, now)
  }
  const { psn_name, item } = DEVICE
  book(at, psn_name, { kind: '辅助器具', med_type: '0504', diag_code: 'S61.900', lines: [item] }, now)
}

function book(
  at: Wards,
  psn_name: string,
  { diag_code, ...of }: Pick<HisBill, 'kind' | 'med_type' | 'lines'> & { diag_code: string },
  now: number,
): void {
  const no = nextNo(at.db)
  const dept = at.ward.departments.find(({ dept_code }) => dept_code === OUTPATIENTS)!
  const bill: HisBill = {
    ...of,
    ...{ billId: `FY${String(no).padStart(8, '0')}`, rxno: null, at: datetime(now - HOUR_ms) },
    dept: { dept_code: dept.dept_code, dept_name: dept.dept_name, caty: dept.caty },
    doctor: at.ward.doctor(OUTPATIENTS, 0),
    diagnoses: [{ diag_code, diag_name: at.ward.diag_name(diag_code), diag_type: '1', main: true }],
  }
  insertBills(at.db, certnoOf(psn_name), no, [bill])
}
