import { z } from 'zod'

/** The devices on the desk: what state each is in, its last event, and a test of it. */
const id = z.string().min(1).max(40)

export const deviceInputs = {
  'devices.list': z.object({}).strict(),
  /** a card is read, a scanner triggered, a strip of paper printed; answers in Chinese what came of it */
  'devices.test': z.object({ id }).strict(),
  /** opens it anew after a fault */
  'devices.reset': z.object({ id }).strict(),
  /** what a scanned text is, with how sure and why: for the devices page */
  'devices.classify': z.object({ text: z.string().min(1).max(4000) }).strict(),
}

export type DeviceKind = 'scanner' | 'idcard' | 'pcsc' | 'dll' | 'printer' | 'demo'

export const DEVICE_KIND_LABEL: Record<DeviceKind, string> = {
  scanner: '扫码枪',
  idcard: '身份证阅读器',
  pcsc: '社保卡读卡器（PC/SC）',
  dll: '社保卡读卡器（厂商动态库）',
  printer: '小票打印机',
  demo: '模拟读卡器',
}

export interface DeviceView {
  id: string
  kind: DeviceKind
  kindLabel: string
  name: string
  /** ready; absent: not plugged in, looked for again; busy: at work; fault: plugged in and not usable */
  state: 'ready' | 'absent' | 'busy' | 'fault'
  text: string
  /** port, reader name, library or address */
  where: string
  lastEvent: { at: number; text: string } | null
}

export type CodeKind =
  | 'ecVoucher'
  | 'openPlatform'
  | 'trace'
  | 'traceGs1'
  | 'idNumber'
  | 'wechat'
  | 'alipay'
  | 'unionpay'
  | 'healthCard'
  | 'essCard'
  | 'unknown'

/** what the field that asks for a scan is for */
export type CodeContext = 'person' | 'payment' | 'drug'

export interface CodeClass {
  is: CodeKind
  label: string
  /** 0…1 */
  confidence: number
  /** in Chinese: by which rule */
  reason: string
  /** other readings, less likely */
  others: { is: CodeKind; label: string; confidence: number }[]
  /** the text without blanks and control characters; of GS1 the parts by identifier */
  text: string
  gs1?: Record<string, string>
}

export interface DeviceOutputs {
  'devices.list': DeviceView[]
  'devices.test': { text: string; ok: boolean }
  'devices.reset': DeviceView
  'devices.classify': CodeClass
}
