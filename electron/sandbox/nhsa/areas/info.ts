import type { JsonObject } from '../../../../shared/contract.ts'
import { dateOf } from '../../../../shared/msgid.ts'
import { personOf } from '../people.ts'
import { levelOf } from '../plans.ts'
import type { Area, Ctx } from '../types.ts'
import { refuse } from '../types.ts'

type Data = Record<string, string>

/** Institutions of this area beside the one that asks. */
const NEIGHBOURS = [
  { fixmedins_code: 'H51010000009', fixmedins_name: '市第一人民医院', fixmedins_type: '1' },
  { fixmedins_code: 'H51010000010', fixmedins_name: '市第二人民医院', fixmedins_type: '1' },
  { fixmedins_code: 'P51010000001', fixmedins_name: '同心大药房', fixmedins_type: '2' },
]

/** 1201: by number, or by a part of the name; one of the two must be said. */
function institutions(input: JsonObject, ctx: Ctx) {
  const { fixmedins_type = '', fixmedins_name = '', fixmedins_code = '' } = input.medinsinfo as Data
  if (!fixmedins_name && !fixmedins_code) refuse('定点医药机构名称与编号至少填一个')
  const { env } = ctx
  const own = {
    ...{ fixmedins_code: env.fixmedins_code, fixmedins_name: env.fixmedins_name },
    fixmedins_type: env.fixmedins_code.startsWith('P') ? '2' : '1',
  }
  const found = [own, ...NEIGHBOURS.filter((one) => one.fixmedins_code !== own.fixmedins_code)].filter(
    (one) =>
      one.fixmedins_type === fixmedins_type &&
      (!fixmedins_code || one.fixmedins_code === fixmedins_code) &&
      one.fixmedins_name.includes(fixmedins_name),
  )
  return { medinsinfo: found.map((one) => ({ ...one, hosp_lv: levelOf(one.fixmedins_code) })) }
}

/** 1901: a code table as the centre has it; of one that it does not have, no rows. */
function codeTable(input: JsonObject, ctx: Ctx) {
  const { type = '', valiFlag = '1' } = input.data as Data
  const values = Object.entries(ctx.book.dict(type)?.values ?? {}).filter(([value]) => value.length <= 20)
  return {
    list: values.map(([value, label], at) => ({
      ...{ type, label: [...label].slice(0, 50).join(''), value, parentValue: '', sort: at + 1, valiFlag },
      ...{ createUser: 'admin', createDate: '2020-01-01', version: 1 },
    })),
  }
}

/** 9903: the diseases filed for one person that hold today. */
function qualified(input: JsonObject, ctx: Ctx) {
  const { psn_no = '', opsp_dise_code } = input.data as Data
  const { psn_name } = personOf(psn_no)
  const rows = ctx.store.all<{
    item: string
    begndate: string
    enddate: string
    trt_dcla_detl_sn: string
    info: string
  }>(
    `select item, begndate, enddate, trt_dcla_detl_sn, info from filing
     where psn_no = ? and kind = 'chronic' and stas = 1 and begndate <= ? and (enddate = '' or enddate >= ?)`,
    ...[psn_no, dateOf(ctx.at_ms), dateOf(ctx.at_ms)],
  )
  return {
    data: rows
      .filter((row) => !opsp_dise_code || row.item === opsp_dise_code)
      .map(({ item, info, ...row }) => {
        const { opsp_dise_name = '', insutype, hosp_ide_date } = JSON.parse(info) as Data
        const said = { ...(insutype ? { insutype } : {}), ...(hosp_ide_date ? { hosp_ide_date } : {}) }
        return {
          psn_no,
          psn_name,
          med_type: '14',
          opsp_dise_code: item,
          opsp_dise_name,
          ...row,
          ...said,
          vali_flag: '1',
        }
      }),
  }
}

export const info: Area = { '1201': institutions, '1901': codeTable, '9903': qualified }
