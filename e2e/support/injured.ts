import { act, atCase, forward, type InjuryHand } from '../../electron/host/cli/demo/injury-clerk.ts'
import type { InjuryView } from '../../shared/api/injury.ts'
import people from '../../shared/demo/people.json' with { type: 'json' }
import type { InjuryFamily } from '../../shared/injury.ts'
import type { Counter } from './counter.ts'

/** Cases of injured workers, carried by the counter's own channels to where an office takes them up. */
export type Called = Pick<Counter, 'call'> & { app: Pick<Counter['app'], 'his'> }

const certnoOf = (name: string) => people.find(({ psn_name }) => psn_name === name)!.certno

export const injuryHand = ({ call, app }: Called): InjuryHand => ({
  ...{ call, his: app.his, pause: () => new Promise((done) => setTimeout(done, 50)) },
  pay: (due) => (due > 0 ? [{ method: 'cash', amountFen: due, tenderedFen: due }] : []),
})

/** A stay with seven charges, admitted by its platform; `word` of the condition where it is no plain stay (gs). */
export async function admitted(
  to: Called,
  family: InjuryFamily,
  name: string,
  word?: string,
): Promise<InjuryView> {
  const { call, app } = to
  const certno = certnoOf(name)
  const stay = await app.his.addInpatient(certno, {
    begntime: Date.now() - 3 * 86_400_000,
    dept_code: '1302',
  })
  await app.his.addCharges(stay.ipt_no, 7)
  let view = await call('injury.open', { family, kind: 'inpatient', ipt_no: stay.ipt_no })
  const cert = { mdtrt_cert_type: '02', mdtrt_cert_no: certno, certno } as const
  view = await call('injury.identify', { ...atCase(view), cert })
  const fit = <T extends { id: string; why: string | null }>(list: readonly T[]) =>
    list.find(({ why }) => why === null)?.id
  const { recognition, recognitions, filing, filings } = view.case
  const wanted = word ? fit(filings.filter(({ label }) => label.includes(word))) : fit(filings)
  const named = {
    ...(recognition === null && fit(recognitions) ? { recognition: fit(recognitions)! } : {}),
    ...(wanted && (word || filing === null) ? { filing: wanted } : {}),
  }
  if (Object.keys(named).length > 0) view = await call('injury.choose', { ...atCase(view), ...named })
  return act(injuryHand(to), view, 'admit')
}

/** Charges uploaded, left hospital, settled. */
export const settledStay = async (to: Called, view: InjuryView): Promise<InjuryView> =>
  forward(injuryHand(to), view, 'settle')
