import type { Cert } from '../../shared/visit.ts'
import { refused } from './native.ts'

/** What a vendor's reader library says, devices.md 1.2 to 1.4: pure reading, no library. */

/** Codes of devices.md 1.4; those below −24576 are the card's status word negated. */
const MEANING: Record<number, string> = {
  [-1]: '卡类型不对，请使用社会保障卡',
  [-2]: '读卡器上没有卡',
  [-3]: '卡没有上电',
  [-4]: '卡没有应答，可能插反或已损坏',
  [-5]: '厂商动态库没有加载完整',
  [-11]: '读卡器连接失败',
  [-12]: '读卡器没有连接',
  [-13]: '读卡器不支持此命令',
  [-14]: '参数错误',
  [-15]: '数据校验失败',
  [-20]: '卡识别码格式错误',
  [-21]: '内部认证失败，卡可能不是真卡',
  [-22]: '传入的数据与卡不一致，可能换了卡',
  [-23]: '数据不合法',
  [-24]: 'PSAM 卡密钥级别不符',
  [-31]: '已取消输入密码',
  [-32]: '输入密码超时',
  [-33]: '密码长度不对',
  [-34]: '两次输入的密码不一致',
  [-35]: '初始密码不能用于支付',
  [-36]: '不能改为初始密码',
  [-41]: '加密数据含有非法字符',
  [-42]: '加密数据长度不对',
  [-51]: '密码错误',
  [-52]: '密码已锁定',
  [-2201]: '读卡器内没有 PSAM 卡',
  [-2202]: 'PSAM 卡不支持国密算法（SSF33 或 SM4）',
  [-2203]: 'PSAM 卡没有读第三代卡基本信息的密钥（RKsssE）',
  [-2204]: '不需要加密机',
  [-27010]: '卡的安全状态不满足',
  [-27011]: '卡的密钥已锁定',
  [-27013]: '卡的使用条件不满足，应用可能已锁定',
  [-27265]: '卡没有此功能，或卡已锁定',
  [-27266]: '卡内没有此文件',
  [-27267]: '卡内没有此记录',
  [-27272]: '卡内没有此密钥',
}

export function codeMeaning(code: number): string {
  const tries = -code - 0x63c0
  const known =
    MEANING[code] ??
    (tries >= 0 && tries <= 0xf ? `外部认证失败，还可以试 ${tries} 次` : undefined) ??
    (code < -24_576 && code > -0x10000
      ? `卡返回状态 ${(-code).toString(16).toUpperCase()}`
      : '厂商动态库报告错误')
  return `${known}（代码 ${code}）`
}

/** The reader has no PSAM that could do it: ask the platform's HSM instead, devices.md 1.3. */
export const wantsHsm = (code: number) => [-2201, -2202, -2203, -27272, -24].includes(code)

/** Nothing wrong with reader or library: there is no card, or another one. */
export const isAboutCard = (code: number) => [-1, -2, -3, -4].includes(code)

const LONGEST_ANSWER = 4_096
const FIELDS = 9

export interface DllCard {
  area: string
  version: string
  cert: Cert
}

/**
 * Answer of iReadCardBas: fields of 1.2, each followed by a bar, behind `offset` of a wrapper's own. Throws
 * GuitaiError unless 卡识别码 is 32 hex digits and begins with the area: then the layout is not this one.
 */
export function parseCard(text: string, offset: number): DllCard {
  const fields = text.split('|').map((field) => field.trim())
  const [area = '', certno = '', card_no = '', sn = '', name = '', , version = ''] = fields.slice(offset)
  const card_sn = sn.toUpperCase()
  const holds = /^\d{6}$/.test(area) && /^[0-9A-F]{32}$/.test(card_sn) && card_sn.startsWith(area)
  if (text.length > LONGEST_ANSWER || fields.length < offset + FIELDS || !holds) {
    throw refused(
      'rejected',
      '动态库返回的内容与约定的格式不符：卡识别码应为 32 位十六进制并以发卡地区开头',
      '请重新读卡；仍然不行请信息科核对设备配置中的 offset。',
    )
  }
  if (!/^[0-9A-Z]{6,20}$/i.test(certno) || !/^[0-9A-Z]{1,20}$/i.test(card_no)) {
    throw refused('rejected', '动态库返回的社会保障号码或卡号不完整')
  }
  const legible = name !== '' && !/[�\p{Cc}]/u.test(name)
  return {
    area,
    version,
    cert: {
      mdtrt_cert_type: '03',
      mdtrt_cert_no: card_no,
      card_sn,
      certno: certno.toUpperCase(),
      ...(legible ? { psn_name: name } : {}),
    },
  }
}

export interface Step1 {
  area: string
  /** 03 = SM */
  algorithm: string
}

/** Answer of iReadCardBas_HSM_Step1, devices.md 1.3. Throws GuitaiError where it names no area. */
export function parseStep1(text: string, offset: number): Step1 {
  const fields = text.split('|').map((field) => field.trim())
  // not every wrapper that adds fields to the card's answer adds them here too
  const at = [offset, 0].find((start) => /^\d{6}$/.test(fields[start] ?? ''))
  if (at === undefined || text.length > LONGEST_ANSWER) {
    throw refused('rejected', '动态库第一步（HSM_Step1）返回的内容与约定的格式不符')
  }
  return { area: fields[at]!, algorithm: fields[at + 2] ?? '' }
}

/** The HSM's key text as Step2 takes it: a bar behind it unless the algorithm is SM. */
export function keyText(key: string, algorithm: string): string {
  return algorithm === '03' || key.endsWith('|') ? key : `${key}|`
}
