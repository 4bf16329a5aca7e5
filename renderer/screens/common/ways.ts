import type { CodeRead } from '../../../shared/api/visit.ts'
import type { Fault } from '../../../shared/errors.ts'
import type { Cert } from '../../../shared/visit.ts'
import { call } from '../../bridge.ts'
import { looksLikeNumber, typedCert } from './certs.ts'

/** What a screen does with what was presented, and where it says that nobody was. */
interface Screen {
  identify: (cert: Cert) => void
  find: (text: string) => void
  /** runs what has no patient yet; null when it failed and said so */
  onBlank: <T>(label: string, work: () => Promise<T>) => Promise<T | null>
  setFault: (fault: Fault) => void
  /** where this screen takes payment codes, as in 请先按 F8 打开收款 */
  payFirst: string
  /** a 电子社保卡 may be shown here */
  essCard?: boolean
}

/** The ways to a patient that the counters share: a scanned code, a card in the reader, a typed text. */
export function waysIn({ identify, find, onBlank, setFault, payFirst, essCard = false }: Screen) {
  /** Takes what a scanner or reader gave: a person, or a payment code for the payment box. */
  function take(read: CodeRead | null) {
    if (!read) return
    if (read.is === 'cert') return identify(read.cert)
    setFault({
      kind: 'invalid',
      what: read.is === 'unknown' ? read.why : `这是付款码。${payFirst}，再扫付款码。`,
      means: '没有发送，也没有扣款。',
      todo: '请换一个码，或按 F2 读卡、输入证件号码。',
    })
  }
  return {
    scanned: async (text: string) =>
      take(await onBlank('识别扫码内容', () => call('visit.readCode', { text, essCard }))),
    readCard: async () => take(await onBlank('读卡，请插好卡', () => call('visit.readCard', {}))),
    typed: (text: string) => takeTyped(text, identify, find),
  }
}

/** A number identifies at once; anything else looks for the person. */
export function takeTyped(text: string, identify: (cert: Cert) => void, find: (text: string) => void) {
  const plain = text.trim()
  if (!plain) return
  if (looksLikeNumber(plain)) identify(typedCert(plain))
  else find(plain)
}
