import type { PersonHit } from '../../../shared/api/visit.ts'
import type { Fault } from '../../../shared/errors.ts'
import { isIdNumber } from '../../../shared/idcard.ts'
import type { InjuryFamily, InjuryKind } from '../../../shared/injury.ts'
import type { Cert } from '../../../shared/visit.ts'
import { call } from '../../bridge.ts'
import { BLANK } from '../../stores/encounters.ts'
import { waysIn } from '../common/ways.ts'
import { command, nextPatient, onBlank, setNext, show } from './commands.ts'
import { hasEnded, isEmpty } from './next.ts'
import {
  closeBox,
  currentView,
  focusNext,
  isBusy,
  openBox,
  put,
  setFault,
  setRefused,
  useInjury,
} from './store.ts'

const { getState: get } = useInjury

/** Which way and kind are next is known: what is typed or read before that waits for it. */
const restored = () =>
  new Promise<void>((resolve) => {
    if (get().ready) return resolve()
    const stop = useInjury.subscribe(({ ready }) => {
      if (!ready) return
      stop()
      resolve()
    })
  })

/** A new case on the chosen way; of an inpatient with the HIS's 住院号 where it is known. */
export async function openNew(ipt_no?: string): Promise<string | null> {
  await restored()
  const { family, kind } = get()
  const input = { family, kind, ...(ipt_no ? { ipt_no } : {}) }
  const view = await onBlank('开始办理', () => call('injury.open', input))
  if (!view) return null
  put(view)
  show(view.case.encounterId)
  return view.case.encounterId
}

/** The case that waits for its person, or a new one. */
async function ensure(): Promise<string | null> {
  const now = currentView()
  if (now && !hasEnded(now)) return now.case.encounterId
  if (now) nextPatient()
  return openNew()
}

/** Nothing was asked yet: the number alone is not enough. */
const wantsName = (cert: Cert, fault: Fault) =>
  fault.kind === 'invalid' && cert.mdtrt_cert_type === '02' && !cert.psn_name && /姓名/.test(fault.what)

async function begin(cert: Cert) {
  const id = await ensure()
  if (!id) return
  setRefused(id, null)
  if (await command('injury.identify', { cert }, id)) return
  const fault = get().faults[id]
  if (!fault || !get().views[id]) return
  if (wantsName(cert, fault)) return openBox({ is: 'name', cert })
  setRefused(id, { cert, fault })
}

/** Asks the platform who this is. Somebody else's work on the screen is parked only after a question. */
export function identify(cert: Cert) {
  const now = currentView()
  if (now?.doubt) show(null)
  if (!now || now.doubt || hasEnded(now) || !now.case.person) return void begin(cert)
  openBox({
    is: 'ask',
    title: '另一位患者的凭证',
    text: '当前患者还没有办完。确定后他留在“在办”里等待，先办理新的患者。',
    yes: '办理新的患者',
    danger: false,
    onYes: () => {
      show(null)
      void begin(cert)
    },
  })
}

const ways = waysIn({
  identify,
  find: (text) => openBox({ is: 'find', text }),
  onBlank,
  setFault: (fault) => setFault(get().current ?? BLANK, fault),
  payFirst: '请先按 F8 打开收款',
  essCard: true,
})
export const { scanned, readCard } = ways

/** What was typed into the one field: a document number asks the platform; of an inpatient else the HIS is looked at. */
export async function typed(text: string) {
  const plain = text.trim()
  if (!plain) return
  await restored()
  const waits = get().kind === 'inpatient' && !currentView()
  if (waits && !isIdNumber(plain)) return openBox({ is: 'waiting', text: plain })
  ways.typed(plain)
}

export function pickPerson(hit: PersonHit) {
  closeBox()
  identify(hit.cert)
}

/** One of those who wait to be admitted; who it is a card or a code tells then. */
export function pickWaiting(ipt_no: string) {
  closeBox()
  void openNew(ipt_no)
}

/**
 * Alt+1 … 6 before anybody is known: another way or kind. A person whom the way on the screen refused is asked
 * for at the new one at once.
 */
export async function turnTo(next: { family?: InjuryFamily; kind?: InjuryKind }) {
  if (isBusy()) return
  const now = currentView()
  const refused = now ? get().refused[now.case.encounterId] : undefined
  setNext(next)
  if (!now || !isEmpty(now)) return focusNext()
  const ipt_no = now.case.ipt_otp_no
  show(null)
  if (ipt_no && get().kind === 'inpatient') await openNew(ipt_no)
  if (refused) await begin(refused.cert)
}
