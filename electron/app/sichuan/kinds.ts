import type { SichuanKind, SichuanRecord } from '../../../shared/api/sichuan.ts'
import type { JsonObject } from '../../../shared/contract.ts'
import type { ApiInput } from '../../../shared/ipc.ts'
import { node, rows } from '../../../shared/settlement.ts'

/** One kind of record of the extension, as data: what sends it, what takes it back, what it is called. */
export interface Kind {
  label: string
  send: string
  undo: string
  /** the centre's number of it in the answer */
  number(output: JsonObject): string
  /** what the centre says of it besides, where it takes it */
  remark?(output: JsonObject): string
  /** where the centre's number can be read again, for one whose answer never came; '' for none */
  find: {
    code: string
    input(input: JsonObject): JsonObject
    number(output: JsonObject, input: JsonObject): string
  }
  /** one line for lists */
  title(input: JsonObject, meaning: (dict: string, value: unknown) => string): string
  /** what may stand once for it: the settlement, the visit, the person */
  subject(input: JsonObject): string
  /** the withdrawal's own fields; who and when are added */
  withdraw(record: { input: JsonObject; number: string }, form: ApiInput<'sichuan.undo'>): JsonObject
}

const data = (input: JsonObject) => (node(input, 'data') ?? {}) as Record<string, string>
/** the first row of a list that stands, and its number */
const standing = (output: JsonObject, list: string, stas: string, name: string): string => {
  const found = rows(node(output, 'data') ?? output, list).find((row) => stas === '' || row[stas] === '1')
  return String(found?.[name] ?? '')
}
const PAGE = { page_num: 1, page_size: 10 }
const told = (output: JsonObject, name: string) => String(node(output, 'data')?.[name] ?? '')

export const KINDS: Record<SichuanKind, Kind> = {
  mark: {
    label: '人员特殊标识',
    send: 'SCX-0301',
    undo: 'SCX-0303',
    number: (output) => told(output, 'ipt_psn_sp_flag_detl_id'),
    find: {
      code: 'SCX-0302',
      input: (input) => ({ psn_no: data(input).psn_no!, mdtrt_id: data(input).mdtrt_id! }),
      number: (output) => standing(output, 'spflag', 'vali_flag', 'ipt_psn_sp_flag_detl_id'),
    },
    title: (input, meaning) =>
      `${meaning('scx_sp_flag_type', data(input).ipt_psn_sp_flag_type)} ${data(input).ipt_psn_sp_flag}`,
    subject: (input) => data(input).mdtrt_id ?? '',
    withdraw: ({ input, number }, { undo_rea }) => ({
      ...{ ipt_psn_sp_flag_detl_id: number, mdtrt_id: data(input).mdtrt_id! },
      ...{ psn_no: data(input).psn_no!, undo_rea },
    }),
  },
  bill: {
    label: '电子票据',
    send: 'SCX-0401',
    undo: 'SCX-0403',
    number: (output) => told(output, 'bill_sn'),
    find: {
      code: 'SCX-0402',
      input: (input) => ({ setl_id: data(input).setl_id!, elec_billno: data(input).elec_billno!, ...PAGE }),
      number: (output) => standing(output, 'bill', 'bill_stas', 'bill_sn'),
    },
    title: (input) => `${data(input).elec_bill_code} ${data(input).elec_billno}`,
    subject: (input) => data(input).setl_id ?? '',
    withdraw: ({ input, number }, { undo_rea, red_bill_code, red_billno }) => ({
      ...{ bill_sn: number, setl_id: data(input).setl_id!, elec_bill_code: data(input).elec_bill_code! },
      ...{ elec_billno: data(input).elec_billno!, red_bill_code, red_billno, undo_rea },
    }),
  },
  picture: {
    label: '图片文件',
    send: 'SCX-0501',
    undo: 'SCX-0503',
    number: (output) =>
      rows(output, 'file')
        .map(({ file_no }) => String(file_no))
        .join(' '),
    find: {
      code: 'SCX-0502',
      input: (input) => ({ biz_type: data(input).biz_type!, biz_id: data(input).biz_id! }),
      number: (output, input) => {
        const own = new Set(rows(data(input) as JsonObject, 'file').map(({ file_hash }) => file_hash))
        const found = rows(output, 'file').filter(({ file_hash }) => own.has(file_hash ?? ''))
        return found.map(({ file_no }) => String(file_no)).join(' ')
      },
    },
    title: (input, meaning) =>
      `${meaning('scx_file_type', data(input).file_type)} ${rows(data(input) as JsonObject, 'file')
        .map(({ file_name }) => file_name)
        .join('、')}`,
    subject: (input) => data(input).biz_id ?? '',
    withdraw: ({ input, number }, { undo_rea }) => ({
      ...{ file_no: number, biz_type: data(input).biz_type!, biz_id: data(input).biz_id!, undo_rea },
    }),
  },
  two: {
    label: '城乡两病备案',
    send: 'SCX-0701',
    undo: 'SCX-0702',
    number: (output) => told(output, 'trt_dcla_detl_sn'),
    find: {
      code: 'SCX-0703',
      input: (input) => ({ psn_no: data(input).psn_no!, two_dise_type: data(input).two_dise_type! }),
      number: (output) => standing(output, 'result', 'vali_flag', 'trt_dcla_detl_sn'),
    },
    title: (input, meaning) =>
      `${meaning('scx_two_dise', data(input).two_dise_type)} ${data(input).begndate}${data(input).enddate ? ` 至 ${data(input).enddate}` : ' 起'}`,
    subject: (input) => data(input).psn_no ?? '',
    withdraw: ({ input, number }, { undo_rea }) => ({
      ...{ psn_no: data(input).psn_no!, trt_dcla_detl_sn: number, memo: undo_rea },
    }),
  },
  list: {
    label: '结算清单扩展',
    send: 'SCX-0801',
    undo: 'SCX-0802',
    number: (output) => told(output, 'setl_list_id'),
    remark: (output) => told(output, 'chk_msg') && `质控不通过：${told(output, 'chk_msg')}`,
    find: {
      code: 'SCX-0803',
      input: (input) => ({ setl_id: String(node(input, 'setlinfo')?.setl_id ?? ''), ...PAGE }),
      number: (output) => standing(output, 'list', '', 'setl_list_id'),
    },
    title: (input) => `结算 ${String(node(input, 'setlinfo')?.setl_id ?? '')}`,
    subject: (input) => String(node(input, 'setlinfo')?.setl_id ?? ''),
    withdraw: ({ input, number }, { undo_rea }) => ({
      ...{ setl_list_id: number, setl_id: String(node(input, 'setlinfo')?.setl_id ?? '') },
      ...{ psn_no: String(node(input, 'setlinfo')?.psn_no ?? ''), oprt: '2', undo_rea },
    }),
  },
}

export const STATE_LABEL: Record<SichuanRecord['state'], string> = {
  stands: '已上传',
  submitted: '已提交',
  undone: '已撤销',
  refused: '中心拒收',
  replaced: '已重传',
}
