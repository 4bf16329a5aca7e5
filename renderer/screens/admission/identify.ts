import type { StayHit, StayView } from '../../../shared/api/admission.ts'
import type { PersonHit } from '../../../shared/api/visit.ts'
import type { Cert } from '../../../shared/visit.ts'
import { call } from '../../bridge.ts'
import { BLANK } from '../../stores/encounters.ts'
import { asksIdentity } from '../common/RemoteBox.tsx'
import { waysIn } from '../common/ways.ts'
import { command, onBlank, openStay, show } from './commands.ts'
import { closeBox, currentView, openBox, put, setFault, useAdmission } from './store.ts'

/** Nobody is known on this stay yet: a card or a code tells who it is. */
const isWaiting = () => {
  const now = currentView()
  return now !== null && now.stay.step === 'open' && now.stay.person === null
}

/** A stay from the HIS's pre-admission, or one by hand. */
export async function openNew(ipt_no: string | null, selfPay = false): Promise<string | null> {
  const label = ipt_no ? '打开预住院' : '开始新的住院'
  const input = ipt_no ? { ipt_no, selfPay } : { selfPay }
  const view = await onBlank(label, () => call('admission.open', input))
  if (!view) return null
  put(view)
  show(view.stay.encounterId)
  return view.stay.encounterId
}

async function begin(cert: Cert) {
  const id = isWaiting() ? useAdmission.getState().current : await openNew(null)
  if (!id || (await command('admission.identify', { cert }, id))) return
  if (asksIdentity(useAdmission.getState().faults[id])) openBox({ is: 'remote', cert })
}

/** Alt+Y: a patient from elsewhere, asked for at the region that he names; the pre-admission knows the rest. */
export async function askRemote() {
  const stay = currentView()?.stay
  const known = stay?.fromHis
    ? await onBlank('取预住院的证件', () => call('admission.document', { encounterId: stay.encounterId }))
    : null
  openBox({ is: 'remote', cert: known })
}

/** Before 2401, while nobody is known. */
export const mayAskRemote = (view: StayView | null) =>
  view === null || (view.stay.step === 'open' && !view.stay.selfPay)

/** 1101 and 2001 with this voucher. Another person than the one on the screen is asked about first. */
export function identify(cert: Cert) {
  const now = currentView()
  if (!now || isWaiting()) return void begin(cert)
  openBox({
    is: 'ask',
    title: '另一位患者的凭证',
    text: '屏幕上是另一位住院患者，他的内容已经保存。确定后为刚才的凭证办理新的入院；要找在院患者请到病区。',
    yes: '办理新的入院',
    danger: false,
    onYes: () => {
      show(null)
      void begin(cert)
    },
  })
}

export const { scanned, readCard, typed } = waysIn({
  identify,
  find: (text) => openBox({ is: 'find', text }),
  onBlank,
  setFault: (fault) => setFault(useAdmission.getState().current ?? BLANK, fault),
  payFirst: '请先打开收款（押金按 +，结算按 F8）',
})

export function pickPerson(hit: PersonHit) {
  closeBox()
  identify(hit.cert)
}

export function pickStay(hit: StayHit) {
  closeBox()
  void openStay(hit.encounterId)
}
