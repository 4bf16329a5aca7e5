import type { JsonObject } from '../../../shared/contract.ts'
import { stamp } from '../../../shared/msgid.ts'
import type { Answer } from './core.ts'
import type { Envelope } from './types.ts'
import { refuse } from './types.ts'

/** 公共报文: name, label, longest, required. Source: contracts/nhsa/_envelope.json. */
const HEAD: [string, string, number, boolean][] = [
  // six in the standard; Sichuan's numbers are not public, and ours for them are longer
  ['infno', '交易编号', 10, true],
  ['msgid', '发送方报文ID', 30, true],
  ['mdtrtarea_admvs', '就医地医保区划', 6, true],
  ['insuplc_admdvs', '参保地医保区划', 6, false],
  ['recer_sys_code', '接收方系统代码', 10, true],
  ['dev_no', '设备编号', 100, false],
  ['dev_safe_info', '设备安全信息', 2000, false],
  ['cainfo', '数字签名信息', 1024, false],
  ['signtype', '签名类型', 10, false],
  ['infver', '接口版本号', 6, true],
  ['opter_type', '经办人类别', 3, true],
  ['opter', '经办人', 30, true],
  ['opter_name', '经办人姓名', 50, true],
  ['inf_time', '交易时间', 19, true],
  ['fixmedins_code', '定点医药机构编号', 12, true],
  ['fixmedins_name', '定点医药机构名称', 20, true],
  ['sign_no', '交易签到流水号', 32, false],
]

/** Checks the wrapper of a message and hands out what the handlers need of it; throws a Refusal. */
export function readEnvelope(infno: string, body: unknown): Envelope {
  if (!body || typeof body !== 'object' || Array.isArray(body)) refuse('请求报文格式错误')
  const message = body as JsonObject
  const head: Record<string, string> = {}
  for (const [name, label, length, required] of HEAD) {
    const value = message[name] ?? ''
    if (typeof value !== 'string') refuse(`公共报文 ${label}（${name}）应为字符串`)
    if (required && value === '') refuse(`公共报文 ${label}（${name}）不能为空`)
    if ([...value].length > length) refuse(`公共报文 ${label}（${name}）超过长度 ${length}`)
    head[name] = value
  }
  if (head.infno !== infno) refuse('交易编号与请求地址不符')
  if (!/^.{12}\d{18}$/.test(head.msgid ?? '') || !head.msgid?.startsWith(head.fixmedins_code ?? '-'))
    refuse('发送方报文ID 格式错误，应为机构编号(12)+时间(14)+顺序号(4)')
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(head.inf_time ?? '')) refuse('交易时间格式错误')
  if (!['1', '2', '3'].includes(head.opter_type ?? '')) refuse('经办人类别不在代码表内')
  const input = message.input
  if (!input || typeof input !== 'object' || Array.isArray(input))
    refuse('公共报文 交易输入（input）不能为空')
  return { ...head, input } as unknown as Envelope
}

/** The answer in its wrapper. `serial` counts the centre's answers; a refusal carries no output. */
export function wrap(
  answer: Answer,
  area: string,
  serial: number,
  came_ms: number,
  left_ms: number,
): JsonObject {
  const millis = (at: number) => stamp(at) + String(at % 1000).padStart(3, '0')
  return {
    infcode: answer.ok ? 0 : -1,
    inf_refmsgid: area.padEnd(6, '0').slice(0, 6) + stamp(left_ms) + String(serial).padStart(10, '0'),
    refmsg_time: millis(came_ms),
    respond_time: millis(left_ms),
    err_msg: answer.ok ? '' : answer.err_msg,
    warn_msg: '',
    output: answer.ok ? answer.output : null,
  }
}
