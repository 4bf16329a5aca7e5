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
  /** one line for lists */
  title(input: JsonObject, meaning: (dict: string, value: unknown) => string): string
  /** what may stand once for it: the settlement, the visit, the person */
  subject(input: JsonObject): string
  /** the withdrawal's own fields; who and when are added */
  withdraw(record: { input: JsonObject; number: string }, form: ApiInput<'sichuan.undo'>): JsonObject
}

const data = (input: JsonObject) => (node(input, 'data') ?? {}) as Record<string, string>
const told = (output: JsonObject, name: string) => String(node(output, 'data')?.[name] ?? '')

export const KINDS: Record<SichuanKind, Kind> = {
  mark: {
    label: '人员特殊标识',
    send: 'SCX-0301',
    undo: 'SCX-0303',
    number: (output) => told(output, 'ipt_psn_sp_flag_detl_id'),
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
}
