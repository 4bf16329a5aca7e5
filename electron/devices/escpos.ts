import { datetime } from '../../shared/msgid.ts'

/** The few ESC/POS bytes that a transport needs itself (devices.md 7.1). Slips are drawn elsewhere. */

/** one pulse of 50 ms to the drawer at pin 2 */
export const DRAWER_PULSE = Uint8Array.of(0x1b, 0x70, 0x00, 0x19, 0xfa)

export const CUT: Record<'partial' | 'full' | 'none', Uint8Array> = {
  partial: Uint8Array.of(0x1d, 0x56, 0x42, 0x00),
  full: Uint8Array.of(0x1d, 0x56, 0x00),
  none: new Uint8Array(),
}

/** DLE EOT n, answered at once even while it prints: 2 why it is offline, 4 paper, 3 errors. */
export const STATUS = { offline: 2, error: 3, paper: 4 } as const
export type StatusKind = keyof typeof STATUS

export const statusRequest = (kind: StatusKind) => Uint8Array.of(0x10, 0x04, STATUS[kind])

/** Status bytes have bits 0 and 7 clear, 1 and 4 set; anything else on the line is none. */
export const isStatus = (byte: number) => (byte & 0b1001_0011) === 0b0001_0010

/** What stands in the way of printing, in Chinese; null when nothing. */
export function troubleOf(kind: StatusKind, byte: number): string | null {
  const has = (bit: number) => (byte & (1 << bit)) !== 0
  if (kind === 'paper') return has(5) || has(6) ? '缺纸，请装纸' : null
  if (kind === 'offline') {
    if (has(2)) return '盖子没有合上'
    if (has(5)) return '缺纸，请装纸'
    return has(6) ? '报告有故障，请关机检查后再开' : null
  }
  if (has(3)) return '切刀卡住，请清除卡纸后重新开机'
  if (has(5)) return '报告有故障，请联系信息科'
  return has(6) ? '过热，正在等待恢复' : null
}

/** 柜台 打印测试 in GBK: the only Chinese of the test strip */
const TITLE = Uint8Array.of(0xb9, 0xf1, 0xcc, 0xa8, 0x20, 0xb4, 0xf2, 0xd3, 0xa1, 0xb2, 0xe2, 0xca, 0xd4)

/** A short strip: title, the device's number, the time; cut, and the drawer where there is one. */
export function testStrip(options: {
  id: string
  at: number
  cut: keyof typeof CUT
  drawer: boolean
}): Uint8Array {
  const ascii = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0))
  return Uint8Array.of(
    ...[0x1b, 0x40, 0x1c, 0x26, 0x1b, 0x61, 0x01],
    ...TITLE,
    ...[0x0a, 0x1c, 0x2e],
    ...ascii(`${options.id}\n${datetime(options.at)}\n`),
    ...[0x1b, 0x64, 0x04],
    ...CUT[options.cut],
    ...(options.drawer ? DRAWER_PULSE : []),
  )
}
