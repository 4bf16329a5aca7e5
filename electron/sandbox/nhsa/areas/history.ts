import type { JsonObject } from '../../../../shared/contract.ts'
import { type Fen, yuanNumber } from '../../../../shared/money.ts'
import { dateOf, datetime } from '../../../../shared/msgid.ts'
import { itemOf } from '../catalogue.ts'
import { checkIdle, seen } from '../lag.ts'
import { personOf } from '../people.ts'
import { type DetailRow, type SettlementRow, STANDING } from '../rows.ts'
import type { Area, Ctx } from '../types.ts'
import { refuse } from '../types.ts'
import { REPORTS, type Report, reportsOf } from './history-reports.ts'

type Data = Record<string, string>
const DAY_ms = 86_400_000
/** 门诊慢特病 */
const CHRONIC = '14'

/** 5202: the diagnoses of one visit; of a stay those of the admission (1) and of the discharge (2). */
function diagnoses(input: JsonObject, ctx: Ctx) {
  const { psn_no = '', mdtrt_id = '' } = input.data as Data
  personOf(psn_no)
  checkIdle(ctx, mdtrt_id, psn_no)
  const { visit, stay } = seen(ctx, mdtrt_id)
  if (visit?.stas !== 1 || visit.fixmedins_code !== ctx.env.fixmedins_code) refuse('未找到就诊信息')
  if (visit.psn_no !== psn_no) refuse('人员编号与就诊登记不符')
  const listed = (text: string, inout: '1' | '2') =>
    (JSON.parse(text || '[]') as JsonObject[])
      .filter(({ vali_flag }) => vali_flag !== '0')
      .map((row, index) => ({
        diag_info_id: `${mdtrt_id}-${inout}${index + 1}`,
        ...{ mdtrt_id, psn_no, inout_diag_type: inout },
        diag_type: String(row.diag_type ?? '1'),
        maindiag_flag: String(row.maindiag_flag ?? '0'),
        diag_srt_no: Number(row.diag_srt_no ?? index + 1),
        diag_code: String(row.diag_code ?? ''),
        diag_name: String(row.diag_name ?? ''),
        adm_cond: String(row.adm_cond ?? ''),
        diag_dept: String(row.diag_dept ?? ''),
        dise_dor_no: String(row.dise_dor_no ?? ''),
        dise_dor_name: String(row.dise_dor_name ?? ''),
        diag_time: String(row.diag_time ?? visit.begntime),
        opt_time: datetime(visit.at_ms),
      }))
  return { diseinfo: [...listed(visit.diseinfo, '1'), ...(stay?.out ? listed(stay.dscgdise, '2') : [])] }
}

/** 5205: drugs of 慢特病 visits that were settled, wherever. */
function chronicDrugs(input: JsonObject, ctx: Ctx) {
  const { psn_no = '', begntime = '', endtime = '' } = input.data as Data
  personOf(psn_no)
  const rows = ctx.store.all<DetailRow & { fixmedins_code: string; fixmedins_name: string }>(
    `select d.*, s.fixmedins_code, json_extract(s.info, '$.fixmedins_name') as fixmedins_name
     from detail d join settlement s on s.setl_id = d.setl_id
     where s.psn_no = ? and s.med_type = ? and s.${STANDING.replace(' and ', ' and s.')}
     order by d.at_ms, d.feedetl_sn`,
    psn_no,
    CHRONIC,
  )
  const told = rows.flatMap((row) => {
    const line = JSON.parse(row.line) as Data
    const at = line.fee_ocur_time ?? ''
    const item = itemOf(line.med_list_codg ?? '')
    const isDrug = item?.list_type.startsWith('1')
    return item && isDrug && at >= begntime && (!endtime || at <= endtime)
      ? [drugAnswer(row, line, item)]
      : []
  })
  return { feedetail: told }
}

function drugAnswer(
  row: DetailRow & { fixmedins_code: string; fixmedins_name: string },
  line: Data,
  item: NonNullable<ReturnType<typeof itemOf>>,
) {
  return {
    feedetl_sn: row.feedetl_sn,
    rx_drord_no: line.rxno ?? '',
    fixmedins_code: row.fixmedins_code,
    fixmedins_name: row.fixmedins_name || row.fixmedins_code,
    ...{ psn_no: row.psn_no, med_type: CHRONIC, fee_ocur_time: line.fee_ocur_time ?? '' },
    ...{ cnt: Number(line.cnt), pric: Number(line.pric), chrgitm_lv: item.chrgitm_lv },
    ...{ hilist_code: item.med_list_codg, hilist_name: item.name, list_type: item.list_type },
    ...{ med_list_codg: item.med_list_codg, medins_list_codg: line.medins_list_codg ?? '' },
    ...{ medins_list_name: item.name, med_chrgitm_type: item.med_chrgitm_type, spec: item.spec },
    lmt_used_flag: item.lmt_used_flag,
  }
}

/** What 5206 adds up: the code of the sum, and of which amount; by insurance where the fund differs. */
const SUMS: readonly (readonly [code: string, amount: keyof SettlementRow, insutype?: string])[] = [
  ['F0000', 'medfee_sumamt'],
  ['S0000', 'inscp_scp_amt'],
  ['Q0000', 'act_pay_dedc'],
  ['D310101', 'hifp_pay', '310'],
  ['D390101', 'hifp_pay', '390'],
  ['D310201', 'acct_pay', '310'],
  ['D320101', 'cvlserv_pay'],
  ['D330101', 'hifob_pay'],
  ['D390201', 'hifmi_pay', '390'],
  ['D610101', 'maf_pay'],
]

/** 5206: of the year up to the month asked about; refunds take off by themselves. */
function sums(input: JsonObject, ctx: Ctx) {
  const { psn_no = '', cum_ym = '' } = input.data as Data
  personOf(psn_no)
  const month = cum_ym || dateOf(ctx.at_ms).slice(0, 7).replace('-', '')
  const year = month.slice(0, 4)
  const rows = ctx.store
    .all<SettlementRow>('select * from settlement where psn_no = ? and year = ? and voided = 0', psn_no, year)
    .filter(({ setl_ms }) => dateOf(setl_ms).slice(0, 7).replace('-', '') <= month)
  const cuminfo = [...Map.groupBy(rows, ({ insutype }) => insutype)].flatMap(([insutype, own]) => {
    const about = { insutype, year, cum_ym: month }
    const times = own.reduce((n, row) => n + (row.reverses ? -1 : 1), 0)
    const added = SUMS.filter(([, , only]) => !only || only === insutype).map(([cum_type_code, amount]) => ({
      ...{ ...about, cum_type_code },
      cum: yuanNumber(own.reduce((total, row) => total + Number(row[amount]), 0) as Fen),
    }))
    const told = added.filter(({ cum_type_code, cum }) => cum !== 0 || cum_type_code === 'F0000')
    return [{ ...about, cum_type_code: 'C0000', cum: times }, ...told]
  })
  return { cuminfo }
}

const dayOf = ({ ago }: Report, ctx: Ctx) => dateOf(ctx.at_ms - ago * DAY_ms)

/** 5401: reports of other hospitals that are recognised. */
function recognised(input: JsonObject, ctx: Ctx) {
  const { psn_no = '', exam_org_code, exam_item_code, exam_item_name } = input.bilgiteminfo as Data
  personOf(psn_no)
  const found = reportsOf(psn_no).filter(
    (report) =>
      (!exam_org_code || report.fixmedins_code === exam_org_code) &&
      (!exam_item_code || report.exam_item_code === exam_item_code) &&
      (!exam_item_name || report.exam_item_name.includes(exam_item_name)),
  )
  return {
    bilgiteminfo: found.map((report) => ({
      ...{ psn_no, rpotc_no: report.rpotc_no, rpt_date: dayOf(report, ctx) },
      ...{ rpotc_type_code: report.rpotc_type_code, fixmedins_code: report.fixmedins_code },
      exam_rpotc_name: report.exam_rpotc_name,
      exam_rslt_poit_flag: report.positive ? '1' : '0',
      exam_rslt_abn: report.positive ? '1' : '0',
      ...{ examCcls: report.conclusion, exe_org_name: report.exe_org_name },
    })),
  }
}

/** 5402: an examination's conclusion, or a laboratory's values. */
function reportDetails(input: JsonObject, ctx: Ctx) {
  const { psn_no = '', rpotc_no = '' } = input.rptdetailinfo as Data
  personOf(psn_no)
  const report = REPORTS.find((one) => one.rpotc_no === rpotc_no)
  if (!report || !reportsOf(psn_no).includes(report)) refuse(`报告单 ${rpotc_no} 不存在`)
  const head = { psn_no, rpotc_no, rpt_date: dayOf(report, ctx) }
  const isLab = report.values.length > 0
  const flag = report.positive ? '1' : '0'
  return {
    checkreportdetails: isLab
      ? []
      : [
          {
            ...{ ...head, rpotc_type_code: report.rpotc_type_code, exam_rpotc_name: report.exam_rpotc_name },
            ...{ exam_rslt_poit_flag: flag, exam_rslt_abn: flag, exam_ccls: report.conclusion },
            bilgDrName: report.doctor,
          },
        ],
    inspectionreportinformation: isLab
      ? [
          {
            ...{ ...head, exam_item_code: report.exam_item_code, exam_item_name: report.exam_item_name },
            rpot_doc: report.doctor,
          },
        ]
      : [],
    inspectiondetails: report.values.map((value) => ({
      ...{ rpotc_no, exam_mtd: value.method, ref_val: value.reference, exam_unt: value.unit },
      ...(typeof value.result === 'number'
        ? { exam_rslt_val: value.result }
        : { exam_rslt_qual: value.result }),
      ...{ exam_item_detl_code: value.code, exam_item_detl_name: value.name },
      exam_rslt_abn: value.abnormal ? '1' : '0',
    })),
  }
}

/** 5202, 5205, 5206, 5401, 5402 */
export const history: Area = {
  '5202': diagnoses,
  '5205': chronicDrugs,
  '5206': sums,
  '5401': recognised,
  '5402': reportDetails,
}
