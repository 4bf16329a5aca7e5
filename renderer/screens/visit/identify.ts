import type { PersonHit } from '../../../shared/api/visit.ts'
import type { Cert } from '../../../shared/visit.ts'
import { call } from '../../bridge.ts'
import { BLANK } from '../../stores/encounters.ts'
import { asksIdentity } from '../common/RemoteBox.tsx'
import { waysIn } from '../common/ways.ts'
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

export const { scanned, readCard, typed } = waysIn({
  identify,
  find: (text) => openBox({ is: 'find', text }),
  onBlank,
  setFault: (fault) => setFault(useVisit.getState().current ?? BLANK, fault),
  payFirst: '请先按 F8 打开收款',
})

export const pickPerson = (hit: PersonHit) => identify(hit.cert)
