/** Made-up reports of other hospitals, for 5401 and 5402. Whose they are goes by the last digit of the number. */
export interface Report {
  rpotc_no: string
  /** days before today */
  ago: number
  rpotc_type_code: string
  fixmedins_code: string
  exe_org_name: string
  exam_rpotc_name: string
  exam_item_code: string
  exam_item_name: string
  positive: boolean
  conclusion: string
  doctor: string
  /** laboratory values; of an examination none */
  values: readonly {
    code: string
    name: string
    method: string
    reference: string
    unit: string
    /** whole numbers go as numbers, others as text */
    result: number | string
    abnormal: boolean
  }[]
}

export const REPORTS: readonly Report[] = [
  {
    ...{ rpotc_no: 'YX20260001', ago: 12, rpotc_type_code: '99', fixmedins_code: 'H51010000002' },
    ...{ exe_org_name: '城东示范医院', exam_rpotc_name: '胸部 CT 平扫报告', positive: true },
    ...{ exam_item_code: '002103000010000', exam_item_name: 'X线计算机体层(CT)平扫', doctor: '影像甲' },
    conclusion: '右肺下叶少许炎性改变，建议治疗后复查。',
    values: [],
  },
  {
    ...{ rpotc_no: 'JY20260002', ago: 5, rpotc_type_code: '2', fixmedins_code: 'H51010000003' },
    ...{ exe_org_name: '城西示范医院', exam_rpotc_name: '血细胞分析报告', positive: true },
    ...{ exam_item_code: '002501010150000', exam_item_name: '血细胞分析(五分类)', doctor: '检验乙' },
    conclusion: '',
    values: [
      {
        ...{ code: 'WBC', name: '白细胞计数', method: '流式细胞法', reference: '3.5-9.5' },
        ...{ unit: '10^9/L', result: '11.8', abnormal: true },
      },
      {
        ...{ code: 'HGB', name: '血红蛋白', method: '比色法', reference: '115-150' },
        ...{ unit: 'g/L', result: 128, abnormal: false },
      },
      {
        ...{ code: 'PLT', name: '血小板计数', method: '阻抗法', reference: '125-350' },
        ...{ unit: '10^9/L', result: 236, abnormal: false },
      },
    ],
  },
  {
    ...{ rpotc_no: 'JY20260003', ago: 40, rpotc_type_code: '3', fixmedins_code: 'H51010000002' },
    ...{ exe_org_name: '城东示范医院', exam_rpotc_name: '肝功能报告', positive: false },
    ...{ exam_item_code: '002503030010000', exam_item_name: '肝功能全套', doctor: '检验丙' },
    conclusion: '',
    values: [
      {
        ...{ code: 'ALT', name: '丙氨酸氨基转移酶', method: '速率法', reference: '7-40' },
        ...{ unit: 'U/L', result: 22, abnormal: false },
      },
      {
        ...{ code: 'HBsAg', name: '乙肝表面抗原', method: '化学发光法', reference: '阴性' },
        ...{ unit: '', result: '阴性', abnormal: false },
      },
    ],
  },
]

/** Each of them belongs to about half of the people. */
export const reportsOf = (psn_no: string): Report[] =>
  REPORTS.filter((_, index) => (Number(psn_no.slice(-2)) + index) % 2 === 1)
