import type { CodeRead, PersonHit } from '../../../shared/api/visit.ts'
import type { Cert } from '../../../shared/visit.ts'
import { call } from '../../bridge.ts'
import { looksLikeNumber, typedCert } from '../common/certs.ts'
import { asksIdentity } from '../common/RemoteBox.tsx'
import { command, nextPatient, onBlank, show } from './commands.ts'
import { hasEnded } from './next.ts'
import { currentView, openBox, put, setFault, useVisit } from './store.ts'

/** Opens a visit where the counter is blank and answers its id. */
async function ensure(selfPay: boolean): Promise<string | null> {
  const now = currentView()
  if (now && !hasEnded(now)) return now.visit.encounterId
  if (now) nextPatient()
  const view = await onBlank('开始新的就诊', () => call('visit.open', { selfPay }))
  if (!view) return null
  put(view)
  show(view.visit.encounterId)
  return view.visit.encounterId
}

async function begin(cert: Cert) {
  const id = await ensure(false)
  if (!id || (await command('visit.identify', { cert }, id))) return
  if (asksIdentity(useVisit.getState().faults[id])) openBox({ is: 'remote', cert })
}

/** Alt+Y: a patient from elsewhere, asked for at the region that he names. */
export const askRemote = () => openBox({ is: 'remote', cert: null })

/** 1101 and 2001 with this voucher. Somebody else's work on the screen is parked only after a question. */
export function identify(cert: Cert) {
  const now = currentView()
  const fresh = !now || hasEnded(now) || (now.visit.step === 'open' && !now.visit.person)
  if (fresh || now.doubt) {
    if (now?.doubt) show(null)
    return void begin(cert)
  }
  openBox({
    is: 'ask',
    title: '另一位患者的凭证',
    text: '当前患者还没有办完。确定后当前就诊留在上方等待，先办理新的患者。',
    yes: '办理新的患者',
    danger: false,
    onYes: () => {
      show(null)
      void begin(cert)
    },
  })
}

/** Begins a visit without insurance. */
export async function startSelfPay() {
  const now = currentView()
  if (now?.visit.step === 'open') show(null)
  await ensure(true)
}

/** Takes what a scanner or reader gave: a person, or a payment code for the payment box. */
export function take(read: CodeRead) {
  if (read.is === 'cert') return identify(read.cert)
  if (read.is === 'unknown') return refuse(read.why)
  refuse('这是付款码。请先按 F8 打开收款，再扫付款码。')
}

function refuse(what: string) {
  const slot = useVisit.getState().current ?? 'blank'
  setFault(slot, {
    kind: 'invalid',
    what,
    means: '没有发送，也没有扣款。',
    todo: '请换一个码，或按 F2 读卡、输入证件号码。',
  })
}

export async function scanned(text: string) {
  const read = await onBlank('识别扫码内容', () => call('visit.readCode', { text }))
  if (read) take(read)
}

export async function readCard() {
  const read = await onBlank('读卡，请插好卡', () => call('visit.readCard', {}))
  if (read) take(read)
}

/** A number identifies at once; anything else looks for the person. */
export function typed(text: string) {
  const plain = text.trim()
  if (!plain) return
  if (looksLikeNumber(plain)) identify(typedCert(plain))
  else openBox({ is: 'find', text: plain })
}

export const pickPerson = (hit: PersonHit) => identify(hit.cert)
