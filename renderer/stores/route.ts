import { create } from 'zustand'
import { call } from '../bridge.ts'

export const SCREENS = [
  'visit',
  'ward',
  'admission',
  'filing',
  'txns',
  'doubt',
  'shift',
  'reconcile',
  'prints',
  'devices',
  'operators',
  'audit',
  'person',
  'terms',
  'mapping',
  'staff',
  'uploads',
  'setllist',
  'selfpay',
  'sichuan',
  'dispense',
  'stock',
  'erx',
  'monitor',
  'console',
  'acceptance',
  'injury',
  'injury-record',
  'injury-clearing',
  'injury-exchange',
] as const
export type Screen = (typeof SCREENS)[number]

interface Route {
  screen: Screen
  /** what the caller wants to see there: { msgid }, { infno }, { encounterId }, { person } … */
  params: Readonly<Record<string, string>>
  /** rises with every `go`, so that the same target asked for twice is answered twice */
  tick: number
}

export const useRoute = create<Route>(() => ({ screen: 'visit', params: {}, tick: 0 }))

/** Opens a screen; remembered per operator, so that the program comes back to it. */
export function go(screen: Screen, params: Record<string, string> = {}): void {
  useRoute.setState(({ tick }) => ({ screen, params, tick: tick + 1 }))
  void call('shell.remember', { key: 'screen', value: screen }).catch(() => {})
}

/** Back to where this operator was before the program ended. */
export async function recallRoute(): Promise<void> {
  const { value } = await call('shell.recall', { key: 'screen' })
  const screen = SCREENS.find((known) => known === value)
  if (screen) useRoute.setState(({ tick }) => ({ screen, params: {}, tick: tick + 1 }))
}
