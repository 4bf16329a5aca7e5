import type { JsonObject } from '../../../../shared/contract.ts'
import catalogue from '../../../../shared/demo/catalogue.json' with { type: 'json' }
import { demoItemCode } from '../../../../shared/demo/codes.ts'
import { SELF_PAY_ITEMS } from '../hospital.ts'
import type { DemoRecord } from './index.ts'

/**
 * The price list as it is to be matched with the national catalogues: what the demo hospital has matched long
 * ago, what only people who pay themselves get, a drug bought outside of the catalogue, and what its pharmacy
 * and its storeroom have entered since, spelt as people spell.
 */
interface OwnItem {
  code: string
  name: string
  list_type: string
  spec?: string
  dosform?: string
  unit: string
  pric: string
  maker?: string
  aprvno?: string
  med_list_codg?: string
  /** matched before this program came */
  matched?: true
}

const MATCHED = { begndate: '2020-01-01', enddate: '2099-12-31' }

const record = (item: OwnItem): DemoRecord => {
  const data: JsonObject = {
    medins_list_codg: item.code,
    medins_list_name: item.name,
    list_type: item.list_type,
    med_list_codg: item.med_list_codg ?? '',
    spec: item.spec ?? '',
    dosform: item.dosform ?? '',
    prcunt: item.unit,
    prdr_name: item.maker ?? '',
    aprvno: item.aprvno ?? '',
    pric: item.pric,
    ...(item.matched ? MATCHED : {}),
  }
  return { view: 'item', key: item.code, data }
}

/** A place in the price list by its name there, for the new items that are like it. */
const like = (name: string) => catalogue.find((row) => row.name === name)!

const SINCE: OwnItem[] = [
  { code: 'YP0201', name: '阿莫西林胶囊', list_type: '101', spec: '250mg*24粒/盒', unit: '盒', pric: '9.6' },
  {
    ...{ code: 'YP0202', name: '布洛芬缓释胶囊（芬必得）', list_type: '101', spec: '０．３ｇ×２０粒' },
    ...{ unit: '盒', pric: '15.8' },
  },
  { code: 'YP0203', name: '左氧氟沙星片', list_type: '101', spec: '0.1g×10片', unit: '盒', pric: '6.4' },
  {
    ...{
      code: 'YP0204',
      name: '盐酸二甲双胍片',
      list_type: '101',
      spec: '500mg×20片',
      unit: '盒',
      pric: '2.9',
    },
    med_list_codg: like('盐酸二甲双胍片').med_list_codg,
  },
  { code: 'YP0205', name: '阿托伐他汀钙片', list_type: '101', spec: '20mg×7片', unit: '盒', pric: '3.88' },
  { code: 'YP0206', name: '氯化钠注射液(0.9%)', list_type: '101', spec: '250ml', unit: '袋', pric: '2.5' },
  { code: 'ZY0201', name: '黄芪（统）', list_type: '102', spec: '统片', unit: 'g', pric: '0.08' },
  { code: 'XM0201', name: '静脉输液（留观）', list_type: '201', unit: '组', pric: '9.5' },
  {
    code: 'CL0201',
    name: '一次性使用输液器（带针）',
    list_type: '301',
    spec: '0.7mm',
    unit: '支',
    pric: '1.9',
  },
  { code: 'CL0202', name: '医用冷敷贴', list_type: '301', spec: '6贴/盒', unit: '盒', pric: '26' },
]

/** Bought outside of the catalogue; the wards charge it, and the centre does not know its code. */
const OUTSIDE: OwnItem = {
  ...{ code: 'LS0001', name: '临采药品', list_type: '101', unit: '盒', pric: '30' },
  med_list_codg: 'XZZ99ZZZ999Z999010100001',
  matched: true,
}

export const itemRecords = (): DemoRecord[] => [
  ...catalogue.map(({ name, list_type, spec, unit, pric, med_list_codg }, i) =>
    record({
      ...{ code: demoItemCode(list_type, i + 1), name, list_type, spec, unit, pric, med_list_codg },
      matched: true,
    }),
  ),
  record(OUTSIDE),
  ...SELF_PAY_ITEMS.map(([name, spec, unit, pric], i) =>
    record({ code: `ZF${String(i + 1).padStart(4, '0')}`, name, list_type: '201', spec, unit, pric }),
  ),
  ...SINCE.map(record),
]
