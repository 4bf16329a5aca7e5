import { z } from 'zod'

/** The devices on a desk as site.json names them. Numbers and their source: devices.md. */
const id = z.string().regex(/^[\w-]{1,40}$/, '设备编号只能用字母、数字、下划线和短横')
const name = z.string().trim().min(1, '设备名称不能为空').max(40)
/** COM3, /dev/ttyUSB0, or a link of one's own */
const port = z.string().min(1, '串口不能为空')
const baudRate = z.number().int().min(300).max(921_600)

export const scannerConfig = z
  .object({
    ...{ kind: z.literal('scanner'), id, name, port },
    baudRate: baudRate.default(9600),
    /** what ends a code; `silence` where the scanner sends nothing after it */
    suffix: z.enum(['crlf', 'silence']).default('crlf'),
    silence_ms: z.number().int().min(20).max(1000).default(80),
    encoding: z.enum(['utf-8', 'gbk']).default('utf-8'),
    /** hex bytes that make it scan now, e.g. 7E01303030302353434E545247313B03 */
    trigger: z
      .string()
      .regex(/^([0-9A-Fa-f]{2})*$/, '触发指令必须是十六进制')
      .default(''),
  })
  .strict()

export const idCardConfig = z
  .object({
    ...{ kind: z.literal('idcard'), id, name, port },
    baudRate: baudRate.default(115_200),
    answer_ms: z.number().int().min(100).max(10_000).default(2_000),
  })
  .strict()

export const pcscConfig = z
  .object({
    ...{ kind: z.literal('pcsc'), id, name },
    /** part of the reader's name; empty: the first one found */
    reader: z.string().max(200).default(''),
    /** the Node that reads; absent: the one that came with the program, or the program's own */
    runtime: z.string().optional(),
    /** PIN of EF06, six digits, where a region closes it; a reference to the secret store */
    pinRef: z.string().optional(),
  })
  .strict()

export const dllConfig = z
  .object({
    ...{ kind: z.literal('dll'), id, name },
    library: z.string().min(1, '动态库路径不能为空'),
    /**
     * a Node of the library's own bitness (of 32-bit Windows 22 is the last; 22.18 where the program runs from
     * source); absent: this program's own
     */
    runtime: z.string().optional(),
    /** 1 contact, 2 contactless, 3 either, contact first, 4 either, contactless first */
    iType: z.number().int().min(1).max(4).default(3),
    /** fields that a provincial wrapper puts in front of the answer of iReadCardBas */
    offset: z.number().int().min(0).max(5).default(0),
    timeout_ms: z.number().int().min(1000).max(120_000).default(60_000),
    /** where the PSAM is missing: how the platform's HSM is asked, devices.md 1.3 and dll-hsm.ts */
    hsm: z
      .object({
        /** how Step1 is called: with iType and out, or with out alone */
        step1: z.enum(['iType,out', 'out']).default('iType,out'),
        url: z.url('加密机服务地址必须是网址'),
        timeout_ms: z.number().int().default(10_000),
      })
      .strict()
      .optional(),
  })
  .strict()

export const printerConfig = z
  .object({
    ...{ kind: z.literal('printer'), id, name },
    via: z.discriminatedUnion('is', [
      z.object({ is: z.literal('serial'), port, baudRate: baudRate.default(9600) }).strict(),
      /** a device file of the printer class: /dev/usb/lp0, \\.\USB001 or a shared printer \\host\name */
      z.object({ is: z.literal('usb'), path: z.string().min(1) }).strict(),
      z
        .object({
          is: z.literal('tcp'),
          host: z.string().min(1),
          port: z.number().int().min(1).max(65_535).default(9100),
        })
        .strict(),
    ]),
    width_mm: z.union([z.literal(58), z.literal(80)]).default(80),
    cut: z.enum(['partial', 'full', 'none']).default('partial'),
    drawer: z.boolean().default(false),
    timeout_ms: z.number().int().min(500).max(60_000).default(5_000),
  })
  .strict()

export const deviceConfig = z.discriminatedUnion('kind', [
  scannerConfig,
  idCardConfig,
  pcscConfig,
  dllConfig,
  printerConfig,
])

export type ScannerConfig = z.output<typeof scannerConfig>
export type IdCardConfig = z.output<typeof idCardConfig>
export type PcscConfig = z.output<typeof pcscConfig>
export type DllConfig = z.output<typeof dllConfig>
export type PrinterConfig = z.output<typeof printerConfig>
export type DeviceConfig = z.output<typeof deviceConfig>
