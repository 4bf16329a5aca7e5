/**
 * The wards of the demo hospital and who is expected there on its first day. Items are named as in
 * shared/demo/catalogue.json; a test books them all.
 */
export interface DemoWard {
  dept_code: string
  dept_name: string
  caty: string
  /** beds are named by this and a number: 呼01 */
  bed: string
  beds: number
  doctors: string[]
  diagnoses: string[]
  exams: string[]
  treatments: string[]
  drugs: string[]
}

const BLOOD = ['血细胞分析(五分类)', '尿常规检查', '肝功能全套', '葡萄糖测定']
const INFUSION = ['0.9%氯化钠注射液', '5%葡萄糖注射液', '注射用头孢曲松钠', '注射用泮托拉唑钠']

export const WARDS: DemoWard[] = [
  {
    dept_code: '1201',
    dept_name: '呼吸内科病区',
    caty: 'A03.01',
    bed: '呼',
    beds: 4,
    doctors: ['贺长风', '莫小兰'],
    diagnoses: ['J18.900', 'J44.900', 'J45.900'],
    exams: [...BLOOD, 'C-反应蛋白测定', 'X线计算机体层(CT)平扫', '常规心电图检查'],
    treatments: ['氧气吸入', '雾化吸入'],
    drugs: [...INFUSION, '吸入用布地奈德混悬液', '盐酸氨溴索口服溶液', '左氧氟沙星片'],
  },
  {
    dept_code: '1202',
    dept_name: '消化内科病区',
    caty: 'A03.02',
    bed: '消',
    beds: 3,
    doctors: ['施国良', '柏青'],
    diagnoses: ['K25.900', 'K29.500', 'A09.900'],
    exams: [...BLOOD, '彩色多普勒超声常规检查'],
    treatments: [],
    drugs: [...INFUSION, '奥美拉唑肠溶胶囊', '蒙脱石散', '人血白蛋白注射液'],
  },
  {
    dept_code: '1203',
    dept_name: '心血管内科病区',
    caty: 'A03.04',
    bed: '心',
    beds: 4,
    doctors: ['邵平', '戚晓梅'],
    diagnoses: ['I50.900', 'I25.103', 'I10.x00x002'],
    exams: [...BLOOD, '常规心电图检查', '彩色多普勒超声常规检查'],
    treatments: ['心电监测', '氧气吸入'],
    drugs: [
      '5%葡萄糖注射液',
      '琥珀酸美托洛尔缓释片',
      '阿托伐他汀钙片',
      '阿司匹林肠溶片',
      '硫酸氢氯吡格雷片',
      '复方丹参滴丸',
    ],
  },
  {
    dept_code: '1301',
    dept_name: '普通外科病区',
    caty: 'A04.01',
    bed: '外',
    beds: 4,
    doctors: ['孟昭辉', '华文静'],
    diagnoses: ['K80.200', 'K40.900', 'L02.900'],
    exams: [...BLOOD, '彩色多普勒超声常规检查', 'X线计算机体层(CT)平扫'],
    treatments: ['清创缝合(小)', '医用缝合线', '心电监测'],
    drugs: [...INFUSION, '布洛芬缓释胶囊', '人血白蛋白注射液'],
  },
  {
    dept_code: '1302',
    dept_name: '骨科病区',
    caty: 'A04.03',
    bed: '骨',
    beds: 8,
    doctors: ['水铁军', '云小海'],
    diagnoses: ['S72.000', 'M51.202', 'M17.900'],
    exams: [...BLOOD, '数字化摄影(DR)', '磁共振平扫'],
    treatments: ['树脂绷带', '医用冷敷贴'],
    drugs: [...INFUSION, '布洛芬缓释胶囊', '血府逐瘀胶囊'],
  },
  {
    dept_code: '1401',
    dept_name: '产科病区',
    caty: 'A05.02',
    bed: '产',
    beds: 3,
    doctors: ['祝安宁', '路佳'],
    diagnoses: ['O80.900'],
    exams: [...BLOOD, '彩色多普勒超声常规检查'],
    treatments: ['心电监测', '肌肉注射'],
    drugs: ['0.9%氯化钠注射液', '5%葡萄糖注射液', '注射用头孢曲松钠', '对乙酰氨基酚片'],
  },
  {
    dept_code: '1501',
    dept_name: '儿科病区',
    caty: 'A07',
    bed: '儿',
    beds: 3,
    doctors: ['汤月明', '喻童'],
    diagnoses: ['J18.900', 'J20.900', 'A09.900'],
    exams: ['血细胞分析(五分类)', 'C-反应蛋白测定', '尿常规检查'],
    treatments: ['雾化吸入'],
    drugs: ['0.9%氯化钠注射液', '5%葡萄糖注射液', '注射用头孢曲松钠', '吸入用布地奈德混悬液', '蒙脱石散'],
  },
]

/** Of stays only; the rest of the demo hospital's diagnoses stands in hospital.ts. */
export const STAY_DIAGNOSES: [diag_code: string, diag_name: string][] = [
  ['J44.900', '慢性阻塞性肺疾病'],
  ['I50.900', '心力衰竭'],
  ['K25.900', '胃溃疡'],
  ['K40.900', '单侧腹股沟疝'],
  ['S72.000', '股骨颈骨折'],
  ['S82.200', '胫骨骨干骨折'],
  ['S62.600', '手指骨折，其他的'],
  ['J63.001', '铝尘肺'],
  ['O80.900', '单胎顺产'],
  ['Z38.000', '单胎活产，在医院内出生'],
]

/** What a ward charges every day, and once on the first. */
export const DAILY = ['普通病房床位费', '住院诊查费']
export const NURSING = ['二级护理', '二级护理', '一级护理']
export const DRIP = ['静脉输液', '一次性使用输液器']
export const FIRST_DRIP = '静脉留置针'
export const DELIVERY = '单胎顺产接生'
export const OF_NEWBORNS = ['新生儿护理']

/** Pre-admissions of work-injury insurance, and the bills that doctors have marked as such; see injured.ts. */
export const INJURED_STAYS: { psn_name: string; dept_code: string; med_type: string; diag_code: string }[] = [
  { psn_name: '李国强', dept_code: '1302', med_type: '0502', diag_code: 'S82.200' },
  { psn_name: '陈刚', dept_code: '1302', med_type: '0502', diag_code: 'S72.000' },
  { psn_name: '宋远方', dept_code: '1302', med_type: '0502', diag_code: 'S62.600' },
  { psn_name: '欧阳明月', dept_code: '1302', med_type: '0503', diag_code: 'J63.001' },
]

/** Pre-admissions of the first day, by name in shared/demo/people.json. */
export const EXPECTED: { psn_name: string; dept_code: string; med_type: string; newborn?: string }[] = [
  { psn_name: '胡志明', dept_code: '1201', med_type: '21' },
  { psn_name: '吴秀兰', dept_code: '1201', med_type: '21' },
  { psn_name: '赵敏', dept_code: '1202', med_type: '21' },
  { psn_name: '周建国', dept_code: '1203', med_type: '21' },
  { psn_name: '阿依古丽', dept_code: '1203', med_type: '24' },
  { psn_name: '罗启航', dept_code: '1301', med_type: '21' },
  { psn_name: '马永福', dept_code: '1301', med_type: '26' },
  { psn_name: '宋远方', dept_code: '1302', med_type: '21' },
  { psn_name: '朱秀英', dept_code: '1302', med_type: '21' },
  { psn_name: '欧阳明月', dept_code: '1401', med_type: '52', newborn: '欧阳明月之女' },
  { psn_name: '郭子涵', dept_code: '1501', med_type: '21' },
]
