import type { CodeClass, CodeContext, CodeKind } from '../../shared/api/devices.ts'
import { isIdNumber } from '../../shared/idcard.ts'
import { parseGs1 } from './gs1.ts'

/**
 * The one place that tells what a scanned text is (devices.md 5 and 8). The first rule that is sure decides;
 * 18 digits may be an ID number or a payment code, there the field's context decides, then the birth date
 * and the check digit.
 */
const CODE_LABEL: Record<CodeKind, string> = {
  ecVoucher: '医保电子凭证',
  openPlatform: '医保开放平台码',
  trace: '药品追溯码',
  traceGs1: '药品追溯码（GS1）',
  idNumber: '公民身份号码',
  wechat: '微信付款码',
  alipay: '支付宝付款码',
  unionpay: '银联付款码',
  healthCard: '电子健康卡',
  essCard: '电子社保卡',
  unknown: '未知内容',
}

/** what a field of this context can take at all */
const SERVES: Record<CodeContext, readonly CodeKind[]> = {
  person: ['ecVoucher', 'openPlatform', 'idNumber', 'healthCard', 'essCard'],
  payment: ['wechat', 'alipay', 'unionpay'],
  drug: ['trace', 'traceGs1'],
}

interface Guess {
  is: CodeKind
  confidence: number
  reason: string
  text?: string
  gs1?: Record<string, string>
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const CONTROL = /[\s\x00-\x1f\x7f\u200b\ufeff]/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: all but GS, which parts the fields of GS1
const CONTROL_BUT_GS = /[ \t\r\n\x00-\x1c\x1e\x1f\x7f\u200b\ufeff]/g

/** Without blanks and control characters; full-width letters, digits and signs as plain ones. */
export function normalise(raw: string, gone: RegExp = CONTROL): string {
  return raw
    .replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(gone, '')
}

/** What a scanned text is, how sure (0…1) and why. Never throws. */
export function classify(raw: string, context?: CodeContext): CodeClass {
  const text = normalise(raw)
  const guesses = guessesOf(raw, text, context)
  const best = guesses[0] ?? unknown(text, context)
  const others = guesses.slice(1)
  return {
    is: best.is,
    label: CODE_LABEL[best.is],
    confidence: best.confidence,
    reason: best.reason + outOfPlace(best.is, context),
    others: others.map(({ is, confidence }) => ({ is, label: CODE_LABEL[is], confidence })),
    text: best.text ?? text,
    ...(best.gs1 ? { gs1: best.gs1 } : {}),
  }
}

const PLACE: Record<CodeContext, string> = { person: '识别患者', payment: '收款', drug: '录追溯码' }

function outOfPlace(is: CodeKind, context?: CodeContext): string {
  if (!context || is === 'unknown' || SERVES[context].includes(is)) return ''
  return `；当前是${PLACE[context]}，用不上这种码`
}

/** The likelier first; empty when no rule knows the text. */
function guessesOf(raw: string, text: string, context?: CodeContext): Guess[] {
  const sure = voucher(text) ?? gs1(raw) ?? trace(text) ?? fromUrl(text)
  if (sure) return [sure]
  const guesses = [idNumber(text, context), payment(text, context), healthCard(text)]
  return guesses.filter((guess) => guess !== null).sort((a, b) => b.confidence - a.confidence)
}

function voucher(text: string): Guess | null {
  if (/^424\d{25}$/.test(text)) {
    return { is: 'ecVoucher', confidence: 0.99, reason: '28 位数字，以 424 开头，是医保电子凭证的码' }
  }
  if (!/^opc\d{25}$/i.test(text)) return null
  return {
    is: 'openPlatform',
    confidence: 0.99,
    reason: 'opc 后接 25 位数字，是医保开放平台的码',
    text: text.toLowerCase(),
  }
}

function gs1(raw: string): Guess | null {
  const found = parseGs1(normalise(raw, CONTROL_BUT_GS))
  if (!found) return null
  const { parts, text } = found
  const hasSerial = parts['21'] !== undefined
  const shape = found.marked ? 'GS1 码' : '形状像 GS1 码'
  return {
    is: 'traceGs1',
    confidence: (hasSerial ? 0.95 : 0.6) - (found.marked ? 0 : 0.1),
    reason: hasSerial
      ? `${shape}，商品条码（01）校验位正确，带序列号（21）；整段作为追溯码`
      : `${shape}，商品条码（01）校验位正确，但没有单独分出序列号（21），可能不是单盒的追溯码，请人工确认`,
    text,
    gs1: parts,
  }
}

function trace(text: string): Guess | null {
  if (!/^8\d{19}$/.test(text)) return null
  return { is: 'trace', confidence: 0.97, reason: '20 位数字，以 8 开头：前 7 位药品标识码，后 13 位序列号' }
}

/** Some packs carry an address; the code is its last run of exactly 20 digits. */
function fromUrl(text: string): Guess | null {
  if (!/^https?:\/\//i.test(text)) return null
  const code = (text.match(/\d+/g) ?? []).findLast((run) => run.length === 20)
  if (code?.startsWith('8')) {
    return {
      ...{ is: 'trace', confidence: 0.9, text: code },
      reason: '网址二维码，其中最后一段 20 位数字以 8 开头，取作追溯码',
    }
  }
  return { is: 'unknown', confidence: 0, reason: '是一个网址，里面没有 20 位的药品追溯码' }
}

function idNumber(text: string, context?: CodeContext): Guess | null {
  if (!isIdNumber(text) || !PROVINCE.test(text)) return null
  const hasDate = hasBirthDate(text)
  const isAlsoPayment = WALLETS.some(({ shape }) => shape.test(text))
  const confidence = !hasDate ? 0.3 : isAlsoPayment ? 0.93 : 0.98
  return {
    is: 'idNumber',
    confidence: context === 'person' ? Math.max(0.9, confidence) : context === 'payment' ? 0.45 : confidence,
    reason: hasDate
      ? '18 位，出生日期合理，校验位正确，是公民身份号码'
      : '18 位，校验位正确，但其中没有合理的出生日期',
    text: text.toUpperCase(),
  }
}

/** GB/T 2260; 9 for foreigners with permanent residence */
const PROVINCE = /^(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|9)/

/** Digits 7 to 14 are a day of the calendar that is neither to come nor before 1880. */
function hasBirthDate(no: string): boolean {
  const [year, month, day] = [no.slice(6, 10), no.slice(10, 12), no.slice(12, 14)].map(Number)
  const date = new Date(Date.UTC(year!, month! - 1, day))
  const isReal = date.getUTCMonth() === month! - 1 && date.getUTCDate() === day
  return isReal && year! >= 1880 && date.getTime() < Date.now() + 86_400_000
}

const WALLETS: { is: 'wechat' | 'alipay' | 'unionpay'; shape: RegExp; reason: string }[] = [
  { is: 'wechat', shape: /^1[0-5]\d{16}$/, reason: '18 位数字，以 10–15 开头，是微信付款码' },
  { is: 'alipay', shape: /^(2[5-9]|30)\d{14,22}$/, reason: '16–24 位数字，以 25–30 开头，是支付宝付款码' },
  { is: 'unionpay', shape: /^62\d{17}$/, reason: '19 位数字，以 62 开头，是银联付款码' },
]

function payment(text: string, context?: CodeContext): Guess | null {
  const wallet = WALLETS.find(({ shape }) => shape.test(text))
  if (!wallet) return null
  const { is, reason } = wallet
  if (!idNumber(text)) return { is, reason, confidence: context === 'payment' ? 0.98 : 0.95 }
  // also a well-formed ID number: the context, else the birth date, tells
  if (context === 'payment')
    return { is, reason: `${reason}（正在收款；校验位碰巧也合身份号码）`, confidence: 0.6 }
  const confidence = hasBirthDate(text) ? 0.06 : context === 'person' ? 0.4 : 0.7
  return { is, reason: `${reason}（校验位碰巧也合身份号码，但没有合理的出生日期）`, confidence }
}

function healthCard(text: string): Guess | null {
  if (!/^[0-9A-Za-z]{8,64}:\d(:.*)?$/.test(text)) return null
  const confidence = text.indexOf(':') >= 16 ? 0.9 : 0.7
  return { is: 'healthCard', confidence, reason: '字母数字后接冒号和码类型，是居民电子健康卡的码' }
}

/** No rule knows it. A 电子社保卡 publishes no layout: where a person is asked for it may be one. */
function unknown(text: string, context?: CodeContext): Guess {
  if (context === 'person' && /^[\w+/=.-]{16,512}$/.test(text) && !/^\d{19,21}$/.test(text)) {
    const reason = '没有公开格式，不是其他已知的码；可能是电子社保卡，以其平台的回答为准'
    return { is: 'essCard', confidence: 0.3, reason }
  }
  const near = /^\d{19,21}$/.test(text) ? '；药品追溯码必须正好 20 位并以 8 开头' : ''
  return { is: 'unknown', confidence: 0, reason: `${text.length} 位，不合任何已知码的规则${near}` }
}
