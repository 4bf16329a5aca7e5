import type { VisitView } from '../../../../shared/api/visit.ts'
import { type Fault, GuitaiError } from '../../../../shared/errors.ts'
import { fen, ZERO } from '../../../../shared/money.ts'
import type { Cert, Payment } from '../../../../shared/visit.ts'
import { demoCode, type Guitai } from '../../../compose.ts'
import type { Call } from '../face.ts'
import type { Planned } from './plan.ts'

/** One window of the demo day: its program, its cashier's hands, and how far it is. */
export interface Desk {
  slot: number
  guitai: Guitai
  call: Call
  doing: string
  settled: number
  refunded: number
  left: number
  /** commands that did not get a clear answer at once */
  astray: number
  problems: string[]
}

const TRIES = 12
const LOOK_ms = 50
const PAUSE_ms = 30
const LONGEST_DOUBT_ms = 60_000

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

export const at = ({ visit }: VisitView) => ({ encounterId: visit.encounterId, version: visit.version })

/**
 * A cashier's way with one command: press it; if it fails, wait until the system knows what became of it,
 * look again, and press what the screen then asks for. Ends when `done` holds.
 */
async function until(
  desk: Desk,
  from: VisitView,
  done: (view: VisitView) => boolean,
  press: (view: VisitView) => Promise<VisitView>,
): Promise<VisitView> {
  let view = from
  let last: Fault | null = null
  for (let tries = 0; tries < TRIES; tries++) {
    if (done(view)) return view
    try {
      view = await press(view)
    } catch (error) {
      if (!(error instanceof GuitaiError)) throw error
      last = error.fault
      if (last.kind === 'doubt' || last.kind === 'unreachable') desk.astray += 1
      await pause(PAUSE_ms * (tries + 1)) // another window may just be giving the bills back
      view = await free(desk, view.visit.encounterId)
    }
  }
  throw new Error(`${from.visit.encounterId} 停在“${view.visit.step}”：${last?.what ?? '没有进展'}`)
}

/** The visit once nothing of it is in doubt any more. */
async function free(desk: Desk, encounterId: string): Promise<VisitView> {
  const since = Date.now()
  for (;;) {
    const view = await desk.call('visit.get', { encounterId })
    if (!view.doubt) return view
    if (Date.now() - since > LONGEST_DOUBT_ms) throw new Error(`${encounterId} 一直存疑：${view.doubt.what}`)
    await pause(LOOK_ms)
  }
}

/** Carries one patient from the first word to the last. Throws where a visit gets stuck. */
export async function serve(desk: Desk, patient: Planned): Promise<void> {
  const { call } = desk
  let view = await call('visit.open', { selfPay: patient.selfPay })
  view = await identified(desk, view, patient)
  if (patient.ending === 'leaveEarly') return leave(desk, view)
  view = await charged(desk, view, patient)
  view = await presettled(desk, view)
  if (patient.ending === 'leaveLate') return leave(desk, view)
  if (patient.ending === 'addMore' && !view.visit.selfPay) {
    view = await until(
      desk,
      view,
      (v) => v.visit.step === 'diagnosed',
      (v) => call('visit.back', at(v)),
    )
    view = await keyed(desk, view, patient.no + 1, 1)
  }
  view = await settled(desk, view, patient)
  if (patient.ending === 'refund') return refunded(desk, view)
  if (patient.ending === 'again' && !view.visit.selfPay) {
    const refund = { reason: '费用有误，重新结算', after: 'keep' } as const
    view = await until(
      desk,
      view,
      (v) => v.visit.step === 'refunded',
      (v) => call('visit.refund', { ...at(v), ...refund }),
    )
    desk.refunded += 1
    view = await settled(desk, await presettled(desk, view), patient)
  }
  await call('visit.close', at(view))
}

async function identified(desk: Desk, from: VisitView, patient: Planned): Promise<VisitView> {
  const { call } = desk
  const cert = await certOf(call, patient)
  let view = await until(
    desk,
    from,
    (v) => v.visit.person !== null,
    (v) => call('visit.identify', { ...at(v), cert }),
  )
  if (view.visit.selfPay) return view
  if (!view.visit.insu) return call('visit.toSelfPay', at(view))
  const wanted = view.visit.insurances[patient.insurance]
  if (wanted && wanted.insutype !== view.visit.insu.insutype) {
    view = await until(
      desk,
      view,
      (v) => v.visit.insu?.insutype === wanted.insutype,
      (v) => call('visit.chooseInsurance', { ...at(v), index: patient.insurance }),
    )
  }
  return view
}

async function certOf(call: Call, { person, entry, selfPay, no }: Planned): Promise<Cert> {
  const { certno, psn_name, psn_cert_type, card_no, card_sn } = person
  if (entry === 'card' && !selfPay) {
    return { mdtrt_cert_type: '03', mdtrt_cert_no: card_no, card_sn, certno, psn_name, psn_cert_type }
  }
  const text = entry === 'scan' && !selfPay ? demoCode(person, no) : certno
  const read = await call('visit.readCode', { text })
  if (read.is !== 'cert') throw new Error(`扫到的不是凭证：${read.is}`)
  return selfPay ? { ...read.cert, psn_name } : read.cert
}

async function charged(desk: Desk, from: VisitView, patient: Planned): Promise<VisitView> {
  const { call, guitai } = desk
  let view = from
  if (patient.charges !== 'keyed') {
    await guitai.his.addBills(patient.person.certno, 1) // the doctor's prescription
    view = await until(
      desk,
      view,
      (v) => v.visit.lines.length > 0,
      (v) => call('visit.loadCharges', at(v)),
    )
  }
  return patient.charges === 'his' ? view : keyed(desk, view, patient.no, 1 + (patient.no % 4))
}

/** Items by initials, as a cashier types them; the head of the visit where the HIS did not fill it. */
async function keyed(desk: Desk, from: VisitView, pick: number, count: number): Promise<VisitView> {
  const { call } = desk
  let view = from
  if (!view.visit.dept) {
    const departments = await call('catalogue.departments', {})
    const { dept_code } = departments[pick % departments.length]!
    const [doctor] = await call('catalogue.doctors', { dept_code })
    const found = await call('catalogue.diagnoses', { text: '', limit: 20 })
    const { diag_code, diag_name } = found[pick % found.length]!
    const diagnoses = [{ diag_code, diag_name, diag_type: '1', main: true }] as const
    view = await call('visit.setHeader', {
      ...at(view),
      dept_code,
      atddr_no: doctor!.atddr_no,
      diagnoses: [...diagnoses],
    })
  }
  const found = await call('catalogue.items', { text: '', limit: 50 })
  const items = found.filter((item) => view.visit.selfPay || item.med_list_codg !== '')
  for (let i = 0; i < count; i++) {
    const { medins_list_codg } = items[(pick * 7 + i * 3) % items.length]!
    view = await call('visit.addLine', { ...at(view), medins_list_codg, cnt: String(1 + (i % 3)) })
  }
  return view
}

function presettled(desk: Desk, view: VisitView): Promise<VisitView> {
  return until(
    desk,
    view,
    (v) => v.visit.step === 'presettled',
    (v) => desk.call('visit.presettle', at(v)),
  )
}

async function settled(desk: Desk, from: VisitView, { pays }: Planned): Promise<VisitView> {
  const view = await until(
    desk,
    from,
    (v) => v.visit.step === 'settled',
    (v) =>
      v.visit.step === 'presettled'
        ? desk.call('visit.settle', { ...at(v), payments: paymentsOf(v, pays) })
        : desk.call('visit.presettle', at(v)),
  )
  desk.settled += 1
  return view
}

/** What the patient puts on the counter: the exact rest, in one or two ways. */
function paymentsOf(view: VisitView, pays: Planned['pays']): Payment[] {
  const due = view.visit.presettle?.cash ?? ZERO
  if (due <= 0) return []
  const cash = (amountFen: number): Payment => ({
    method: 'cash',
    amountFen: fen(amountFen),
    tenderedFen: fen(Math.ceil(amountFen / 10_000) * 10_000),
  })
  const wechat = (amountFen: number): Payment => ({ method: 'wechat', amountFen: fen(amountFen) })
  if (pays === 'cash') return [cash(due)]
  if (pays === 'wechat' || due < 200) return [wechat(due)]
  return [wechat(Math.floor(due / 2)), cash(due - Math.floor(due / 2))]
}

async function refunded(desk: Desk, view: VisitView): Promise<void> {
  const { call } = desk
  await until(
    desk,
    view,
    (v) => v.visit.step === 'cancelled',
    (v) =>
      v.visit.step === 'settled'
        ? call('visit.refund', { ...at(v), reason: '患者退费', after: 'cancel' })
        : call('visit.abandon', at(v)),
  )
  desk.refunded += 1
}

async function leave(desk: Desk, view: VisitView): Promise<void> {
  await until(
    desk,
    view,
    (v) => v.visit.step === 'cancelled',
    (v) => desk.call('visit.abandon', at(v)),
  )
  desk.left += 1
}
