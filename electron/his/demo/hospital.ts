/**
 * The demo hospital as data: what an outpatient department of a county hospital looks like from the cashier's
 * side. caty: national table 科别. Diagnoses: 国家医保版 ICD-10 2.0. Items are named as in
 * shared/demo/catalogue.json; a test checks that each name is there.
 */
export interface DemoDepartment {
  dept_code: string
  dept_name: string
  caty: string
  med_type: '11' | '13'
  doctors: string[]
  diagnoses: string[]
  exams: string[]
  treatments: string[]
  drugs: string[]
}

const BLOOD = ['血细胞分析(五分类)', 'C-反应蛋白测定']
const COLD = [
  '对乙酰氨基酚片',
  '布洛芬缓释胶囊',
  '连花清瘟胶囊',
  '阿莫西林胶囊',
  '急支糖浆',
  '盐酸西替利嗪片',
]
const INFUSION = ['静脉输液', '一次性使用输液器', '静脉留置针']

export const DEPARTMENTS: DemoDepartment[] = [
  {
    dept_code: '0101',
    dept_name: '全科门诊',
    caty: 'A02',
    med_type: '11',
    doctors: ['钟家和', '蒲晓燕'],
    diagnoses: ['J06.900', 'J00.x00', 'R42.x00', 'R50.900'],
    exams: [...BLOOD, '尿常规检查', '常规心电图检查'],
    treatments: ['肌肉注射'],
    drugs: [...COLD, '维生素C泡腾片', '蒙脱石散'],
  },
  {
    dept_code: '0201',
    dept_name: '呼吸内科门诊',
    caty: 'A03.01',
    med_type: '11',
    doctors: ['廖启明', '邱雅琴', '曾庆华'],
    diagnoses: ['J20.900', 'J45.900', 'J18.900'],
    exams: [...BLOOD, 'X线计算机体层(CT)平扫', '数字化摄影(DR)'],
    treatments: INFUSION,
    drugs: [
      '注射用头孢曲松钠',
      '0.9%氯化钠注射液',
      '吸入用布地奈德混悬液',
      '盐酸氨溴索口服溶液',
      '左氧氟沙星片',
      ...COLD,
    ],
  },
  {
    dept_code: '0202',
    dept_name: '消化内科门诊',
    caty: 'A03.02',
    med_type: '11',
    doctors: ['苟志远', '卢秋菊', '冉国栋'],
    diagnoses: ['K29.500', 'A09.900', 'K30.x00', 'K59.000'],
    exams: ['彩色多普勒超声常规检查', '肝功能全套', '血细胞分析(五分类)'],
    treatments: INFUSION,
    drugs: ['奥美拉唑肠溶胶囊', '蒙脱石散', '注射用泮托拉唑钠', '0.9%氯化钠注射液', '5%葡萄糖注射液'],
  },
  {
    dept_code: '0203',
    dept_name: '心血管内科门诊',
    caty: 'A03.04',
    med_type: '11',
    doctors: ['龚正伦', '向晓岚', '白云峰'],
    diagnoses: ['I10.x00x002', 'I25.103', 'E78.500'],
    exams: ['常规心电图检查', '彩色多普勒超声常规检查', '肝功能全套'],
    treatments: [],
    drugs: [
      '苯磺酸氨氯地平片',
      '马来酸依那普利片',
      '琥珀酸美托洛尔缓释片',
      '阿托伐他汀钙片',
      '阿司匹林肠溶片',
      '硫酸氢氯吡格雷片',
      '复方丹参滴丸',
      '血府逐瘀胶囊',
    ],
  },
  {
    dept_code: '0204',
    dept_name: '内分泌科门诊',
    caty: 'A03.07',
    med_type: '11',
    doctors: ['覃素芬', '万里程'],
    diagnoses: ['E11.900', 'E04.101', 'E78.500'],
    exams: ['葡萄糖测定', '肝功能全套', '尿常规检查', '彩色多普勒超声常规检查'],
    treatments: [],
    drugs: ['盐酸二甲双胍片', '格列美脲片', '甘精胰岛素注射液', '阿托伐他汀钙片', '六味地黄丸'],
  },
  {
    dept_code: '0301',
    dept_name: '普通外科门诊',
    caty: 'A04.01',
    med_type: '11',
    doctors: ['岳建军', '侯晓东'],
    diagnoses: ['L02.900', 'S61.900', 'K80.200'],
    exams: ['血细胞分析(五分类)', '彩色多普勒超声常规检查'],
    treatments: ['清创缝合(小)', '医用缝合线', '肌肉注射'],
    drugs: ['阿莫西林胶囊', '布洛芬缓释胶囊', '片仔癀软膏', '左氧氟沙星片'],
  },
  {
    dept_code: '0302',
    dept_name: '骨科门诊',
    caty: 'A04.03',
    med_type: '11',
    doctors: ['石磊', '文志刚', '尹海燕'],
    diagnoses: ['M54.502', 'M51.202', 'M17.900', 'S93.400'],
    exams: ['数字化摄影(DR)', '磁共振平扫', 'X线计算机体层(CT)平扫'],
    treatments: ['树脂绷带', '医用冷敷贴'],
    drugs: ['布洛芬缓释胶囊', '血府逐瘀胶囊', '片仔癀软膏'],
  },
  {
    dept_code: '0401',
    dept_name: '妇科门诊',
    caty: 'A05.01',
    med_type: '11',
    doctors: ['温如玉', '付春梅'],
    diagnoses: ['N76.000', 'N92.600', 'N39.000'],
    exams: ['彩色多普勒超声常规检查', '尿常规检查', '血细胞分析(五分类)'],
    treatments: [],
    drugs: ['左氧氟沙星片', '阿奇霉素片', '布洛芬缓释胶囊', '六味地黄丸'],
  },
  {
    dept_code: '0501',
    dept_name: '儿科门诊',
    caty: 'A07',
    med_type: '11',
    doctors: ['汤小红', '谷雨晴', '康乐'],
    diagnoses: ['J06.900', 'J03.900', 'A09.900', 'R50.900'],
    exams: BLOOD,
    treatments: INFUSION,
    drugs: ['吸入用布地奈德混悬液', '盐酸氨溴索口服溶液', '蒙脱石散', '急支糖浆', '阿莫西林胶囊'],
  },
  {
    dept_code: '0601',
    dept_name: '口腔科门诊',
    caty: 'A12',
    med_type: '11',
    doctors: ['毕胜男', '安子瑜'],
    diagnoses: ['K04.000', 'K02.900', 'K05.300', 'K01.100'],
    exams: ['数字化摄影(DR)'],
    treatments: ['镶牙修复'],
    drugs: ['阿莫西林胶囊', '布洛芬缓释胶囊'],
  },
  {
    dept_code: '0701',
    dept_name: '急诊医学科',
    caty: 'A20',
    med_type: '13',
    doctors: ['雷鸣', '段晓宇', '童安然'],
    diagnoses: ['R10.400', 'S61.900', 'W54.x00', 'J03.900'],
    exams: [...BLOOD, 'X线计算机体层(CT)平扫', '常规心电图检查', '彩色多普勒超声常规检查'],
    treatments: [...INFUSION, '肌肉注射', '清创缝合(小)'],
    drugs: ['注射用头孢曲松钠', '0.9%氯化钠注射液', '5%葡萄糖注射液', '人用狂犬病疫苗', '对乙酰氨基酚片'],
  },
  {
    dept_code: '0801',
    dept_name: '中医科门诊',
    caty: 'A50',
    med_type: '11',
    doctors: ['司徒仲景', '易本草'],
    diagnoses: ['G47.000', 'M54.200', 'M75.001', 'R51.x00'],
    exams: ['常规心电图检查'],
    treatments: ['普通针刺'],
    drugs: ['黄芪', '当归', '茯苓', '甘草', '六味地黄丸', '复方丹参滴丸'],
  },
]

export const DIAGNOSES: [diag_code: string, diag_name: string][] = [
  ['J06.900', '急性上呼吸道感染'],
  ['J00.x00', '急性鼻咽炎［感冒］'],
  ['J03.900', '急性扁桃体炎'],
  ['J18.900', '肺炎'],
  ['J20.900', '急性支气管炎'],
  ['J45.900', '哮喘'],
  ['R42.x00', '头晕和眩晕'],
  ['R50.900', '发热'],
  ['R51.x00', '头痛'],
  ['R10.400', '腹痛，其他和未特指的'],
  ['K29.500', '慢性胃炎'],
  ['K30.x00', '功能性消化不良'],
  ['K59.000', '便秘'],
  ['K80.200', '胆囊结石不伴有胆囊炎'],
  ['A09.900', '胃肠炎和结肠炎'],
  ['I10.x00x002', '高血压'],
  ['I25.103', '冠状动脉粥样硬化性心脏病'],
  ['E11.900', '2型糖尿病'],
  ['E04.101', '甲状腺结节'],
  ['E78.500', '高脂血症'],
  ['L02.900', '皮肤脓肿、疖和痈'],
  ['S61.900', '腕和手的开放性伤口'],
  ['S93.400', '踝扭伤和劳损'],
  ['W54.x00', '被狗咬伤或抓伤'],
  ['M17.900', '膝关节病'],
  ['M51.202', '腰椎间盘突出'],
  ['M54.200', '颈痛'],
  ['M54.502', '腰痛'],
  ['M75.001', '肩周炎'],
  ['N39.000', '泌尿道感染'],
  ['N76.000', '急性阴道炎'],
  ['N92.600', '月经不规则'],
  ['K01.100', '阻生牙'],
  ['K02.900', '龋（牙）'],
  ['K04.000', '牙髓炎'],
  ['K05.300', '慢性牙周炎'],
  ['G47.000', '初发性或维持性睡眠障碍［失眠症］'],
]

/** The hospital's own charges without a national code: 2204 cannot carry them, so they are self-pay only. */
export const SELF_PAY_ITEMS: [name: string, spec: string, unit: string, pric: string][] = [
  ['门诊病历本', '32开', '本', '1.5'],
  ['就诊卡工本费', '', '张', '2'],
  ['入职体检套餐', '基础', '次', '168'],
  ['健康证体检', '', '次', '75'],
  ['病历复印费', 'A4', '页', '0.3'],
  ['特需门诊诊查费', '知名专家', '次', '200'],
  ['轮椅租赁', '', '天', '10'],
]

/** People without insurance: 1101 does not know them. */
export const UNINSURED: { psn_name: string; certno: string; card_no: string }[] = [
  { psn_name: '田野', certno: '510104200108060919', card_no: '' },
  { psn_name: '古丽娜', certno: '510105199512240920', card_no: '' },
  { psn_name: '尉迟恭亮', certno: '510106196803150936', card_no: '' },
  { psn_name: '单小朵', certno: '510107202204180943', card_no: '' },
]
