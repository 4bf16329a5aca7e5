import { expect } from 'vitest'
import type { StayView } from '../../shared/api/admission.ts'
import people from '../../shared/demo/people.json' with { type: 'json' }
import { faultOf } from '../../shared/errors.ts'
import { type Fen, sum } from '../../shared/money.ts'
import type { Diagnosis, Payment } from '../../shared/visit.ts'
import type { Counter } from './counter.ts'

/** What tests of stays share: people of the demo hospital, and what a clerk does with them. */
const insured = people.filter(
  (p) =>
    p.insu.length === 1 &&
    p.insu[0]!.psn_insu_stas === '1' &&
    p.area === '510100' &&
    p.psn_name !== '欧阳明月', // the mother among the ward's pre-admissions
)
export const who = (n: number) => insured[n]!.certno
export const twoInsurances = people.find((p) => p.insu.filter((i) => i.psn_insu_stas === '1').length > 1)!
export const outOfArea = people.find(
  (p) => p.area.slice(0, 4) !== '5101' && p.insu.some((i) => i.psn_insu_stas === '1'),
)!

export const fault = (promise: Promise<unknown>) => promise.then(() => null, faultOf)
export const seen = ({ stay }: Pick<StayView, 'stay'>) => ({
  encounterId: stay.encounterId,
  version: stay.version,
})
export const byId = (certno: string) => ({ mdtrt_cert_type: '02', mdtrt_cert_no: certno, certno }) as const
export const inCash = (amountFen: Fen): Payment[] => (amountFen > 0 ? [{ method: 'cash', amountFen }] : [])
export const main: Diagnosis = { diag_code: 'J18.900', diag_name: '肺炎', diag_type: '1', main: true }

/** What a clerk does, one word each. */
export function clerk(c: Counter) {
  const identified = async (certno: string, more: { med_type?: string } = {}) => {
    const { ipt_no } = await c.app.his.addInpatient(certno, more)
    const opened = await c.call('admission.open', { ipt_no })
    return c.call('admission.identify', { ...seen(opened), cert: byId(certno) })
  }
  const admitted = async (certno: string) => c.call('admission.admit', seen(await identified(certno)))
  const deposit = (view: StayView, amountFen: number, method: 'cash' | 'wechat' = 'cash') =>
    c.call('admission.takeDeposit', { ...seen(view), amountFen, method })
  const loaded = async (view: StayView) => (await c.call('admission.loadFees', seen(view))).view
  const charged = async (view: StayView, n: number, more: { refunds?: number; bad?: boolean } = {}) => {
    await c.app.his.addCharges(view.stay.ipt_no, n, more)
    return c.call('admission.upload', seen(await loaded(view)))
  }
  const discharged = (view: StayView) =>
    c.call('admission.discharge', {
      ...seen(view),
      ...{ endtime: c.now(), dscg_way: '1', dept_code: view.stay.admission.dept!.dept_code },
      ...{ atddr_no: view.stay.admission.doctor!.atddr_no, diagnoses: [main as never] },
    })
  const settled = async (view: StayView, mid = false) => {
    const figures = await c.call('admission.presettle', { ...seen(view), mid })
    const { topUpFen, giveBackFen } = figures.due!
    return c.call('admission.settle', {
      ...seen(figures),
      ...{ payments: inCash(topUpFen), giveBack: inCash(giveBackFen) },
    })
  }
  const takenBack = (view: StayView, to: 'deposit' | 'return' = 'deposit') => {
    const { setl_id } = view.stay.settlements.findLast((s) => s.cancelled === null)!
    return c.call('admission.cancelSettlement', { ...seen(view), setl_id, reason: '撤销', to })
  }
  const givenBack = (view: StayView) =>
    c.call('admission.giveBackDeposit', {
      ...seen(view),
      ...{ amountFen: view.deposit.balanceFen, method: 'cash', reason: '退押金' },
    })
  return { identified, admitted, deposit, loaded, charged, discharged, settled, takenBack, givenBack }
}

/** The ledger of one stay adds up, whatever happened to it. */
export async function addsUp(c: Counter, view: StayView): Promise<void> {
  const { encounterId } = view.stay
  const { journal } = c.app
  const [settlements, payments] = await Promise.all([
    journal.settlements({ encounterId }),
    journal.payments({ encounterId }),
  ])
  for (const row of settlements) {
    expect(row.fundFen + row.acctFen + row.cashFen + row.hospFen).toBe(row.totalFen)
    const paid = payments.filter((p) => p.setl_id === row.setl_id)
    expect(sum(paid.map((p) => p.amountFen))).toBe(row.cashFen)
  }
  const deposits = await journal.deposits({ encounterId })
  const used = sum(deposits.filter((d) => d.method === 'deposit').map((d) => d.amountFen))
  expect(sum(payments.filter((p) => p.method === 'deposit').map((p) => p.amountFen)) + used).toBe(0)
  expect(view.deposit.balanceFen).toBe(sum(deposits.map((d) => d.amountFen)))
  expect(view.sums.settledFen).toBe(sum(settlements.map((r) => r.totalFen)))
}
