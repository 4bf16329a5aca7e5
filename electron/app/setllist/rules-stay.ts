import { dateOf } from '../../../shared/msgid.ts'
import { daysIn } from '../../../shared/stay.ts'
import { daysOld } from './build.ts'
import {
  type Broken,
  durationOf,
  eachRow,
  type Filled,
  isInpatient,
  minutesOf,
  missing,
  type Rule,
  spanOf,
  text,
  timeOf,
} from './rule.ts'

/** Sections 基本信息, 门诊慢特病, 住院诊疗信息, 重症监护, 输血, 离院. */
const NEWBORN_days = 28
const isNewborn = ({ of }: Filled) => of.brdy !== '' && daysOld(of.brdy, of.begntime) < NEWBORN_days
const DURATIONS = {
  vent_used_dura: '呼吸机使用时长',
  pwcry_bfadm_coma_dura: '颅脑损伤患者入院前昏迷时长',
  pwcry_afadm_coma_dura: '颅脑损伤患者入院后昏迷时长',
}
const WEIGHTS = { nwb_bir_wt: '新生儿出生体重', nwb_adm_wt: '新生儿入院体重' }
const NURSING = ['spga_nurscare_days', 'lv1_nurscare_days', 'scd_nurscare_days', 'lv3_nurscare_days']
const TRANSFERRED = new Set(['2', '3'])

export const STAY_RULES: Rule[] = [
  {
    no: 'J01',
    about: '填了联系人，就要填关系、地址和电话',
    broken: (list) =>
      text(list.info.coner_name)
        ? missing(
            list,
            { patn_rlts: '与患者关系', coner_addr: '联系人地址', coner_tel: '联系人电话' },
            '填了联系人姓名，必填',
          )
        : [],
  },
  {
    no: 'J02',
    about: '不足 28 天的新生儿要填入院类型、出生体重和入院体重',
    broken: (list) =>
      isInpatient(list) && isNewborn(list)
        ? missing(list, { nwb_adm_type: '新生儿入院类型', ...WEIGHTS }, '不足 28 天的新生儿必填')
        : [],
  },
  {
    no: 'J03',
    about: '新生儿体重精确到 10 克，在 100 到 9999 克之间',
    broken: ({ info }) =>
      Object.entries(WEIGHTS).flatMap(([name, label]) => {
        const weight = Number(info[name] ?? Number.NaN)
        return info[name] !== undefined && (weight % 10 !== 0 || weight < 100 || weight > 9999)
          ? [[`setlinfo.${name}`, `${label}：应是 100 到 9999 克、精确到 10 克`] as const]
          : []
      }),
  },
  {
    no: 'J04',
    about: '出生日期不晚于入院，天龄与出生日期相符',
    broken: ({ info, of }) => {
      if (!of.brdy) return []
      if (of.brdy > dateOf(of.begntime)) return [['setlinfo.adm_time', '入院时间：早于患者的出生日期']]
      const name = info.nwb_age !== undefined ? 'nwb_age' : 'age_days'
      const days = daysOld(of.brdy, of.begntime)
      return info[name] !== undefined && Math.abs(Number(info[name]) - days) > 1
        ? [[`setlinfo.${name}`, `新生儿天龄：按出生日期 ${of.brdy} 应是 ${days} 天`]]
        : []
    },
  },
  {
    no: 'M01',
    about: '门诊慢特病清单要填诊断、科别和就诊日期',
    broken: (list) =>
      isInpatient(list)
        ? []
        : [
            ...missing(
              list,
              { opsp_diag_caty: '门诊慢特病诊断科别', opsp_mdtrt_date: '门诊慢特病就诊日期' },
              '门诊慢特病清单必填',
            ),
            ...(list.list('opspdiseinfo').some((row) => text(row.diag_code))
              ? []
              : [['opspdiseinfo', '门诊慢特病诊断信息：至少要有一个诊断'] as const]),
          ],
  },
  {
    no: 'H01',
    about: '住院清单要填入院途径、治疗类别、入出院时间和离院方式',
    broken: (list) =>
      isInpatient(list)
        ? missing(
            list,
            {
              ...{ adm_way: '入院途径', trt_type: '治疗类别', adm_time: '入院时间' },
              ...{ dscg_time: '出院时间', dscg_way: '离院方式' },
            },
            '住院清单必填',
          )
        : [],
  },
  {
    no: 'H02',
    about: '住院清单要填入院科别和出院科别',
    broken: (list) =>
      isInpatient(list) ? missing(list, { adm_caty: '入院科别', dscg_caty: '出院科别' }, '住院清单必填') : [],
  },
  {
    no: 'H03',
    about: '出院不早于入院',
    broken: (list) => {
      const { from, to } = spanOf(list)
      return from !== null && to !== null && to < from
        ? [['setlinfo.dscg_time', '出院时间：早于入院时间']]
        : []
    },
  },
  {
    no: 'H04',
    about: '入院、出院日期与医保登记（2401、2402）一致',
    broken: ({ of, info }) =>
      of.kind !== 'inpatient'
        ? []
        : (
            [
              ['adm_time', '入院时间', of.begntime],
              ['dscg_time', '出院时间', of.endtime],
            ] as const
          ).flatMap(([name, label, told]) =>
            text(info[name]) && text(info[name]).slice(0, 10) !== dateOf(told)
              ? [[`setlinfo.${name}`, `${label}：与医保登记的 ${dateOf(told)} 不一致`] as const]
              : [],
          ),
  },
  {
    no: 'H05',
    about: '实际住院天数与入出院日期相符',
    broken: (list) => {
      const { from, to } = spanOf(list)
      const told = list.info.act_ipt_days
      return told !== undefined && from !== null && to !== null && Number(told) !== daysIn(from, to)
        ? [['setlinfo.act_ipt_days', `实际住院天数：按入出院日期应是 ${daysIn(from, to)} 天`]]
        : []
    },
  },
  {
    no: 'H06',
    about: '时长写成 天数/小时数/分钟数',
    broken: ({ info }) =>
      Object.entries(DURATIONS).flatMap(([name, label]) =>
        text(info[name]) && minutesOf(info[name]) === null
          ? [[`setlinfo.${name}`, `${label}：写成 天数/小时数/分钟数，如 1/13/24`] as const]
          : [],
      ),
  },
  {
    no: 'H07',
    about: '呼吸机使用和入院后昏迷不长于住院',
    broken: (list) => {
      const { from, to } = spanOf(list)
      if (from === null || to === null) return []
      const stay = (new Date(to).setHours(24, 0, 0, 0) - new Date(from).setHours(0, 0, 0, 0)) / 60_000
      return (['vent_used_dura', 'pwcry_afadm_coma_dura'] as const).flatMap((name) =>
        (minutesOf(list.info[name]) ?? 0) > stay
          ? [[`setlinfo.${name}`, `${DURATIONS[name]}：比住院时间还长`] as const]
          : [],
      )
    },
  },
  {
    no: 'H08',
    about: '各级护理天数合计不超过住院天数',
    broken: (list) => {
      const { from, to } = spanOf(list)
      const days = NURSING.reduce((total, name) => total + Number(list.info[name] ?? 0), 0)
      return from !== null && to !== null && days > daysIn(from, to) + 1
        ? [['setlinfo.spga_nurscare_days', `护理天数：合计 ${days} 天，超过住院天数`]]
        : []
    },
  },
  {
    no: 'C01',
    about: '重症监护先进后出，在住院期间内',
    broken: (list) => {
      const { from, to } = spanOf(list)
      return eachRow(list, 'icuinfo', (row, i): Broken[] => {
        const [into, out] = [timeOf(row.scs_cutd_inpool_time), timeOf(row.scs_cutd_exit_time)]
        const where = `icuinfo[${i}]`
        if (into !== null && out !== null && out < into)
          return [[`${where}.scs_cutd_exit_time`, `第 ${i + 1} 次重症监护 退出时间：早于进入时间`]]
        if (into !== null && from !== null && into < from)
          return [[`${where}.scs_cutd_inpool_time`, `第 ${i + 1} 次重症监护 进入时间：早于入院时间`]]
        return out !== null && to !== null && out > to
          ? [[`${where}.scs_cutd_exit_time`, `第 ${i + 1} 次重症监护 退出时间：晚于出院时间`]]
          : []
      })
    },
  },
  {
    no: 'C02',
    about: '重症监护合计时长等于退出减进入',
    broken: (list) =>
      eachRow(list, 'icuinfo', (row, i) => {
        const [into, out] = [timeOf(row.scs_cutd_inpool_time), timeOf(row.scs_cutd_exit_time)]
        const told = minutesOf(row.scs_cutd_sum_dura)
        if (into === null || out === null || out < into || !text(row.scs_cutd_sum_dura)) return []
        return told === Math.floor((out - into) / 60_000)
          ? []
          : [
              [
                `icuinfo[${i}].scs_cutd_sum_dura`,
                `第 ${i + 1} 次重症监护 合计时长：应是 ${durationOf(into, out)}`,
              ],
            ]
      }),
  },
  {
    no: 'X01',
    about: '输血的品种、量和单位填齐，量大于 0',
    broken: (list) =>
      eachRow(list, 'bldinfo', (row, i): Broken[] => {
        const fields = { bld_cat: '输血品种', bld_amt: '输血量', bld_unt: '输血计量单位' }
        const empty = Object.entries(fields).filter(([name]) => !text(row[name]))
        if (empty.length > 0)
          return empty.map(([name, label]) => [`bldinfo[${i}].${name}`, `第 ${i + 1} 次输血 ${label}：必填`])
        return Number(row.bld_amt) > 0
          ? []
          : [[`bldinfo[${i}].bld_amt`, `第 ${i + 1} 次输血 输血量：应大于 0`]]
      }),
  },
  {
    no: 'L01',
    about: '医嘱转院、转社区的要填拟接收机构名称和代码',
    broken: (list) =>
      TRANSFERRED.has(text(list.info.dscg_way))
        ? missing(
            list,
            { acp_medins_name: '拟接收机构名称', acp_optins_code: '拟接收机构代码' },
            '离院方式为转院或转社区，必填',
          )
        : [],
  },
  {
    no: 'L02',
    about: '有 31 天内再住院计划的要填目的',
    broken: (list) =>
      text(list.info.days_rinp_flag_31) === '2'
        ? missing(list, { days_rinp_pup_31: '出院31天内再住院计划目的' }, '有再住院计划，必填')
        : [],
  },
  {
    no: 'L03',
    about: '死亡的没有再住院计划',
    broken: ({ info }) =>
      text(info.dscg_way) === '5' && text(info.days_rinp_flag_31) === '2'
        ? [['setlinfo.days_rinp_flag_31', '出院31天内再住院计划标志：离院方式是死亡']]
        : [],
  },
  {
    no: 'L04',
    about: '住院清单要填主诊医师和责任护士',
    broken: (list) =>
      isInpatient(list)
        ? missing(list, { chfpdr_code: '主诊医师代码', resp_nurs_code: '责任护士代码' }, '住院清单必填')
        : [],
  },
  {
    no: 'L05',
    about: '中医、民族医、中西医治疗的要有中医诊断',
    hint: true,
    broken: (list) =>
      ['21', '22', '30'].includes(text(list.info.trt_type)) &&
      !list.list('diseinfo').some((row) => text(row.diag_type) !== '1')
        ? [['setlinfo.trt_type', '治疗类别：没有中医诊断']]
        : [],
  },
]
