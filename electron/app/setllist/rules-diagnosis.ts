import type { JsonObject } from '../../../shared/contract.ts'
import { daysOld } from './build.ts'
import { type Broken, eachRow, type Filled, isInpatient, type Rule, spanOf, text, timeOf } from './rule.ts'

/** Sections 诊断信息 and 手术操作信息. */
const ICD10 = /^[A-Z]\d{2}(\.[0-9x]\d{2})?(x\d{3})?[+*]?$/
const ICD9CM3 = /^\d{2}\.\d{2,4}(x\d{3})?$/
const WESTERN = '1'
const MAIN = '1'
/** local and surface anaesthesia need no anaesthetist */
const BY_SURGEON = new Set(['3', '31', '32', '33', '34', '35', '36'])

const western = (row: JsonObject) => text(row.diag_type) === WESTERN
const isMain = (row: JsonObject) => text(row.maindiag_flag) === MAIN
const mainOf = (list: Filled) => list.list('diseinfo').find((row) => western(row) && isMain(row))
const at = (name: string, i: number, field: string) => `${name}[${i}].${field}`

function within(list: Filled, row: JsonObject, i: number, field: string, label: string): Broken[] {
  const { from, to } = spanOf(list)
  const when = timeOf(row[field])
  if (when === null) return []
  if (from !== null && when < from)
    return [[at('oprninfo', i, field), `第 ${i + 1} 项手术 ${label}：早于入院时间`]]
  if (to !== null && when > to)
    return [[at('oprninfo', i, field), `第 ${i + 1} 项手术 ${label}：晚于出院时间`]]
  return []
}

export const DIAGNOSIS_RULES: Rule[] = [
  {
    no: 'Z01',
    about: '住院清单要有出院诊断',
    broken: (list) =>
      isInpatient(list) && list.list('diseinfo').length === 0
        ? [['diseinfo', '住院诊断信息：至少要有一个出院诊断']]
        : [],
  },
  {
    no: 'Z02',
    about: '西医主要诊断有且只有一个',
    broken: (list) => {
      const mains = list.list('diseinfo').filter((row) => western(row) && isMain(row))
      if (list.list('diseinfo').length === 0 || mains.length === 1) return []
      return [
        ['diseinfo[0].maindiag_flag', `主诊断标志：西医主要诊断应有且只有一个，现在有 ${mains.length} 个`],
      ]
    },
  },
  {
    no: 'Z03',
    about: '主要诊断填在第一行',
    broken: (list) => {
      const first = list.list('diseinfo').findIndex(western)
      const main = list.list('diseinfo').findIndex((row) => western(row) && isMain(row))
      return main > first
        ? [[at('diseinfo', main, 'maindiag_flag'), '主诊断标志：主要诊断要排在其他诊断前面']]
        : []
    },
  },
  {
    no: 'Z04',
    about: '同一诊断只填一次',
    broken: (list) => {
      const codes = list.list('diseinfo').map((row) => `${text(row.diag_type)} ${text(row.diag_code)}`)
      return codes.flatMap((code, i) =>
        codes.indexOf(code) < i
          ? [
              [
                at('diseinfo', i, 'diag_code'),
                `第 ${i + 1} 个诊断 诊断代码：与第 ${codes.indexOf(code) + 1} 个重了`,
              ],
            ]
          : [],
      )
    },
  },
  {
    no: 'Z05',
    about: '西医诊断用医保版 ICD-10 编码',
    broken: (list) =>
      eachRow(list, 'diseinfo', (row, i) =>
        western(row) && text(row.diag_code) && !ICD10.test(text(row.diag_code))
          ? [[at('diseinfo', i, 'diag_code'), `第 ${i + 1} 个诊断 诊断代码：不是医保版 ICD-10 编码`]]
          : [],
      ),
  },
  {
    no: 'Z06',
    about: '每个西医诊断都要填入院病情',
    broken: (list) =>
      eachRow(list, 'diseinfo', (row, i) =>
        western(row) && !text(row.adm_cond_type)
          ? [[at('diseinfo', i, 'adm_cond_type'), `第 ${i + 1} 个诊断 入院病情类型：必填`]]
          : [],
      ),
  },
  {
    no: 'Z07',
    about: '主要诊断不用症状体征（R）、损伤外因（V–Y）编码',
    hint: true,
    broken: (list) => {
      const main = list.list('diseinfo').findIndex((row) => western(row) && isMain(row))
      const code = text(list.list('diseinfo')[main]?.diag_code)
      return /^[RV-Y]/.test(code)
        ? [[at('diseinfo', main, 'diag_code'), `主要诊断 ${code}：症状体征或损伤外因一般不作主要诊断`]]
        : []
    },
  },
  {
    no: 'Z08',
    about: '诊断与性别相符',
    broken: (list) =>
      eachRow(list, 'diseinfo', (row, i) => {
        const code = text(row.diag_code)
        const of = list.of.gend
        const odd =
          (of === '1' && /^(O|N7[0-7]|N8[0-9]|N9[0-8])/.test(code)) ||
          (of === '2' && /^N(4\d|5[01])/.test(code))
        return odd ? [[at('diseinfo', i, 'diag_code'), `第 ${i + 1} 个诊断 ${code}：与患者性别不符`]] : []
      }),
  },
  {
    no: 'Z09',
    about: '围生期疾病（P）编码只用于新生儿',
    hint: true,
    broken: (list) =>
      eachRow(list, 'diseinfo', (row, i) =>
        /^P/.test(text(row.diag_code)) && list.of.brdy && daysOld(list.of.brdy, list.of.begntime) > 365
          ? [[at('diseinfo', i, 'diag_code'), `第 ${i + 1} 个诊断 ${text(row.diag_code)}：患者已满 1 岁`]]
          : [],
      ),
  },
  {
    no: 'Z10',
    about: '中医主病与主证成对',
    broken: (list) => {
      const of = (type: string) => list.list('diseinfo').filter((row) => text(row.diag_type) === type).length
      return of('2') > 0 !== of('3') > 0
        ? [['diseinfo', `中医诊断：${of('2') > 0 ? '有主病没有主证' : '有主证没有主病'}`]]
        : []
    },
  },
  {
    no: 'Z11',
    about: '颅脑损伤昏迷时长要有颅脑损伤（S06）诊断',
    hint: true,
    broken: (list) => {
      const filled = ['pwcry_bfadm_coma_dura', 'pwcry_afadm_coma_dura'].find((name) => text(list.info[name]))
      const injured = list.list('diseinfo').some((row) => text(row.diag_code).startsWith('S06'))
      return filled && !injured
        ? [[`setlinfo.${filled}`, '颅脑损伤患者昏迷时长：诊断里没有颅脑损伤（S06）']]
        : []
    },
  },
  {
    no: 'S01',
    about: '有手术的，主要手术有且只有一个，排在第一',
    broken: (list) => {
      const types = list.list('oprninfo').map((row) => text(row.oprn_oprt_type))
      if (types.length === 0) return []
      if (types.filter((type) => type === MAIN).length !== 1)
        return [['oprninfo[0].oprn_oprt_type', '手术操作类别：主要手术应有且只有一个']]
      return types[0] === MAIN
        ? []
        : [[at('oprninfo', types.indexOf(MAIN), 'oprn_oprt_type'), '手术操作类别：主要手术要排在第一行']]
    },
  },
  {
    no: 'S02',
    about: '手术用医保版 ICD-9-CM-3 编码',
    broken: (list) =>
      eachRow(list, 'oprninfo', (row, i) =>
        text(row.oprn_oprt_code) && !ICD9CM3.test(text(row.oprn_oprt_code))
          ? [
              [
                at('oprninfo', i, 'oprn_oprt_code'),
                `第 ${i + 1} 项手术 手术操作代码：不是医保版 ICD-9-CM-3 编码`,
              ],
            ]
          : [],
      ),
  },
  {
    no: 'S03',
    about: '手术在入院与出院之间',
    broken: (list) =>
      eachRow(list, 'oprninfo', (row, i) => [
        ...within(list, row, i, 'oprn_oprt_begntime', '开始时间'),
        ...within(list, row, i, 'oprn_oprt_endtime', '结束时间'),
        ...dayWithin(list, row, i),
      ]),
  },
  {
    no: 'S04',
    about: '手术、麻醉先开始后结束',
    broken: (list) =>
      eachRow(list, 'oprninfo', (row, i) =>
        (
          [
            ['oprn_oprt_begntime', 'oprn_oprt_endtime', '手术操作结束时间'],
            ['anst_begntime', 'anst_endtime', '麻醉结束时间'],
          ] as const
        ).flatMap(([from, to, label]) =>
          (timeOf(row[to]) ?? Infinity) < (timeOf(row[from]) ?? 0)
            ? [[at('oprninfo', i, to), `第 ${i + 1} 项手术 ${label}：早于开始时间`] as const]
            : [],
        ),
      ),
  },
  {
    no: 'S05',
    about: '麻醉在手术结束前开始',
    broken: (list) =>
      eachRow(list, 'oprninfo', (row, i) =>
        (timeOf(row.anst_begntime) ?? 0) > (timeOf(row.oprn_oprt_endtime) ?? Infinity)
          ? [[at('oprninfo', i, 'anst_begntime'), `第 ${i + 1} 项手术 麻醉开始时间：晚于手术结束`]]
          : [],
      ),
  },
  {
    no: 'S06',
    about: '全麻、椎管内等麻醉要填麻醉医师',
    broken: (list) =>
      eachRow(list, 'oprninfo', (row, i) => {
        const way = text(row.anst_way)
        return way && !BY_SURGEON.has(way) && !text(row.anst_dr_code)
          ? [[at('oprninfo', i, 'anst_dr_code'), `第 ${i + 1} 项手术 麻醉医师代码：有麻醉的必填`]]
          : []
      }),
  },
  {
    no: 'S07',
    about: '日间手术（28）要有手术',
    broken: (list) =>
      list.of.med_type === '28' && list.list('oprninfo').length === 0
        ? [['oprninfo', '手术操作信息：日间手术至少要有一项手术']]
        : [],
  },
  {
    no: 'S08',
    about: '分娩（O80–O84）的主要诊断要有对应的分娩结局或手术',
    hint: true,
    broken: (list) => {
      const code = text(mainOf(list)?.diag_code)
      const outcome = list.list('diseinfo').some((row) => text(row.diag_code).startsWith('Z37'))
      return /^O8[0-4]/.test(code) && !outcome && list.list('oprninfo').length === 0
        ? [['diseinfo', `主要诊断 ${code}：没有分娩结局（Z37）诊断，也没有手术操作`]]
        : []
    },
  },
]

/** 4101 has the day of an operation alone. */
function dayWithin(list: Filled, row: JsonObject, i: number): Broken[] {
  const day = text(row.oprn_oprt_date)
  const [from, to] = [text(list.info.adm_time).slice(0, 10), text(list.info.dscg_time).slice(0, 10)]
  if (!day || !from || !to || (day >= from && day <= to)) return []
  return [[at('oprninfo', i, 'oprn_oprt_date'), `第 ${i + 1} 项手术 手术操作日期：不在入院与出院之间`]]
}
