import { feeList } from './fee-list.ts'
import { at, type Column } from './parts.ts'

/** 费用清单 of a stay. */
const COLUMNS: Column[] = [
  { title: '序', text: '{no}', x_mm: 0, width_mm: 10 },
  { title: '', text: '{mark}', x_mm: 10.5, width_mm: 4 },
  { title: '项目名称', text: '{name}', x_mm: 15, width_mm: 53 },
  { title: '规格', text: '{spec}', x_mm: 69, width_mm: 25, fit: 'cut' },
  { title: '单位', text: '{unit}', x_mm: 95, width_mm: 10, fit: 'cut' },
  { title: '单价', text: '{pric}', x_mm: 105, width_mm: 17, align: 'right', fit: 'shrink' },
  { title: '数量', text: '{cnt}', x_mm: 123, width_mm: 13, align: 'right', fit: 'shrink' },
  { title: '金额', text: '{amount|money}', x_mm: 137, width_mm: 19, align: 'right', fit: 'shrink' },
  { title: '等级', text: '{lv}', x_mm: 156.5, width_mm: 8, align: 'center', fit: 'shrink' },
  { title: '自费自付', text: '{ownpay|money}', x_mm: 164.5, width_mm: 15.5, align: 'right', fit: 'shrink' },
]

const FEES = feeList({
  columns: COLUMNS,
  who: [
    [['姓　　名：{psn_name}'], ['性别年龄：{gend} {age}', 'gend'], ['住 院 号：{ipt_no}']],
    [['科　　室：{dept_name}', 'dept_name'], ['床　　位：{bed}', 'bed'], ['险　　种：{insutype}']],
    [['入院日期：{begntime}'], ['费用期间：{from} 至 {to}', 'from'], ['结 算 ID：{setl_id}', 'setl_id']],
  ],
  note: at(0, 180, '{newborn_note}', { dy_mm: 0.8, size_pt: 8 }),
  hint: '对费用有疑问请向病区或收费处查询',
})

export const FEE_DAY_A4 = FEES
export const FEE_CLASS_A4 = FEES
