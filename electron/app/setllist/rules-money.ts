import type { JsonObject } from '../../../shared/contract.ts'
import { type Fen, sum, tryYuan, yuanText, ZERO } from '../../../shared/money.ts'
import { type Broken, eachRow, type Filled, type Rule, text } from './rule.ts'

/** Section 医疗收费信息, and what is filled in pairs. */
const amount = (row: JsonObject, name: string): Fen => tryYuan(row[name]) ?? ZERO
const totalOf = (list: Filled, name: string, field: string) =>
  sum(list.list(name).map((row) => amount(row, field)))
const PARTS = ['claa_sumfee', 'clab_amt', 'fulamt_ownpay_amt', 'oth_amt']

export const MONEY_RULES: Rule[] = [
  {
    no: 'F01',
    about: '基金支付金额合计等于结算的基金支付总额',
    broken: (list) => {
      const told = totalOf(list, 'payinfo', 'fund_payamt')
      return (list.list('payinfo').length > 0 || list.form === '4101') && told !== list.of.fundFen
        ? [['payinfo', `基金支付金额：合计 ${yuanText(told)}，结算是 ${yuanText(list.of.fundFen)}`]]
        : []
    },
  },
  {
    no: 'F02',
    about: '每项收费的甲、乙、自费、其他之和等于金额',
    broken: (list) =>
      eachRow(list, 'iteminfo', (row, i) => {
        const parts = sum(PARTS.map((name) => amount(row, name)))
        return parts === amount(row, 'amt')
          ? []
          : [[`iteminfo[${i}].amt`, `第 ${i + 1} 项收费 金额：各部分之和是 ${yuanText(parts)}`]]
      }),
  },
  {
    no: 'F03',
    about: '收费项目合计等于医疗费总额',
    broken: (list) => {
      const told = totalOf(list, 'iteminfo', 'amt')
      return list.form === '4101' && told !== list.of.totalFen
        ? [['iteminfo', `收费项目信息：合计 ${yuanText(told)}，结算是 ${yuanText(list.of.totalFen)}`]]
        : []
    },
  },
  {
    no: 'F04',
    about: '个人自付 + 个人自费 = 个人账户支出 + 个人现金支付',
    broken: ({ form, info }) => {
      if (form !== '4101') return []
      const own = sum([amount(info, 'psn_selfpay'), amount(info, 'psn_ownpay')])
      const paid = sum([amount(info, 'acct_pay'), amount(info, 'psn_cashpay')])
      return own === paid
        ? []
        : [['setlinfo.psn_selfpay', `个人自付与自费合计 ${yuanText(own)}，账户与现金合计 ${yuanText(paid)}`]]
    },
  },
  {
    no: 'F05',
    about: '基金 + 账户 + 现金 + 医院负担 = 医疗费总额',
    broken: ({ form, info, of, list }) => {
      if (form !== '4101') return []
      const funds = sum(list('payinfo').map((row) => amount(row, 'fund_payamt')))
      const all = sum([funds, amount(info, 'acct_pay'), amount(info, 'psn_cashpay'), of.hospFen])
      return all === of.totalFen
        ? []
        : [['setlinfo.psn_cashpay', `各项支付合计 ${yuanText(all)}，医疗费总额是 ${yuanText(of.totalFen)}`]]
    },
  },
  {
    no: 'F06',
    about: '票据代码、票据号码只有字母和数字',
    broken: ({ info }) =>
      (
        [
          ['bill_code', '票据代码'],
          ['bill_no', '票据号码'],
        ] as const
      ).flatMap(([name, label]) =>
        text(info[name]) && !/^[0-9A-Za-z]+$/.test(text(info[name]))
          ? [[`setlinfo.${name}`, `${label}：只能是字母和数字`] as const]
          : [],
      ),
  },
  {
    no: 'F07',
    about: '结算开始日期不晚于结束日期，结束不晚于结算时间',
    broken: ({ info, of }) => {
      const [from, to] = [text(info.setl_begn_date), text(info.setl_end_date)]
      if (from && to && to < from) return [['setlinfo.setl_end_date', '结算结束日期：早于开始日期']]
      return to && of.setl_time && to > of.setl_time.slice(0, 10)
        ? [['setlinfo.setl_end_date', `结算结束日期：晚于结算时间 ${of.setl_time.slice(0, 10)}`]]
        : []
    },
  },
  {
    no: 'F08',
    about: '同一基金支付类型只填一行',
    broken: (list) => {
      const types = list.list('payinfo').map((row) => text(row.fund_pay_type))
      return types.flatMap((type, i) =>
        types.indexOf(type) < i
          ? [
              [
                `payinfo[${i}].fund_pay_type`,
                `第 ${i + 1} 行 基金支付类型：与第 ${types.indexOf(type) + 1} 行重了`,
              ],
            ]
          : [],
      )
    },
  },
  {
    no: 'F09',
    about: '诊断、手术代码计数等于条数',
    broken: (list) =>
      (
        [
          ['diag_code_cnt', 'diseinfo', '诊断代码计数'],
          ['oprn_oprt_code_cnt', 'oprninfo', '手术操作代码计数'],
        ] as const
      ).flatMap(([name, node, label]): Broken[] => {
        const told = list.info[name]
        const count = list.list(node).length
        return told !== undefined && Number(told) !== count
          ? [[`setlinfo.${name}`, `${label}：应是 ${count}`]]
          : []
      }),
  },
  {
    no: 'F10',
    about: '门（急）诊诊断的名称与代码成对',
    broken: ({ info }) =>
      (
        [
          ['otp_wm_dise', 'wm_dise_code', '门（急）诊西医诊断'],
          ['otp_tcm_dise', 'tcm_dise_code', '门（急）诊中医诊断'],
        ] as const
      ).flatMap(([name, code, label]): Broken[] => {
        const [hasName, hasCode] = [text(info[name]) !== '', text(info[code]) !== '']
        if (hasName === hasCode) return []
        return [[`setlinfo.${hasName ? code : name}`, `${label}：名称和代码要一起填`]]
      }),
  },
]
