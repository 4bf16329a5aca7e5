import { type ComponentType, useEffect, useState } from 'react'
import type { Screen } from '../stores/route.ts'

const SCREEN: Record<Screen, () => Promise<{ default: ComponentType }>> = {
  visit: () => import('../screens/visit/index.tsx'),
  ward: () => import('../screens/ward/index.tsx'),
  admission: () => import('../screens/admission/index.tsx'),
  filing: () => import('../screens/filing/index.tsx'),
  reconcile: () => import('../screens/reconcile/index.tsx'),
  prints: () => import('../screens/prints/index.tsx'),
  devices: () => import('../screens/devices/index.tsx'),
  doubt: () => import('../screens/doubt/index.tsx'),
  txns: () => import('../screens/txns/index.tsx'),
  shift: () => import('../screens/shift/index.tsx'),
  operators: () => import('../screens/operators/index.tsx'),
  audit: () => import('../screens/audit/index.tsx'),
  person: () => import('../screens/person/index.tsx'),
  terms: () => import('../screens/terms/index.tsx'),
  mapping: () => import('../screens/mapping/index.tsx'),
  staff: () => import('../screens/staff/index.tsx'),
  uploads: () => import('../screens/uploads/index.tsx'),
  setllist: () => import('../screens/setllist/index.tsx'),
  selfpay: () => import('../screens/selfpay/index.tsx'),
  sichuan: () => import('../screens/sichuan/index.tsx'),
  dispense: () => import('../screens/dispense/index.tsx'),
  stock: () => import('../screens/stock/index.tsx'),
  erx: () => import('../screens/erx/index.tsx'),
  monitor: () => import('../screens/monitor/index.tsx'),
  console: () => import('../screens/console/index.tsx'),
  acceptance: () => import('../screens/acceptance/index.tsx'),
  injury: () => import('../screens/injury/index.tsx'),
  'injury-record': () => import('../screens/injury-record/index.tsx'),
  'injury-clearing': () => import('../screens/injury-clearing/index.tsx'),
  'injury-exchange': () => import('../screens/injury-exchange/index.tsx'),
}

const loaded = new Map<Screen, ComponentType>()
const load = async (screen: Screen) => {
  loaded.set(screen, (await SCREEN[screen]()).default)
}

/**
 * The screen's component, null while it is on its way. Not React's lazy: that keeps a screen back for 300 ms when it
 * is opened first, and what a quick hand types meanwhile goes nowhere. Throws while drawing where it cannot be loaded.
 */
export function useScreen(screen: Screen): ComponentType | null {
  const [broken, setBroken] = useState<unknown>(null)
  const [, setHere] = useState<Screen | null>(null)
  const known = loaded.get(screen) ?? null
  useEffect(() => {
    if (loaded.has(screen)) return
    let wanted = true
    load(screen).then(
      () => wanted && setHere(screen),
      (error) => wanted && setBroken(error),
    )
    return () => {
      wanted = false
    }
  }, [screen])
  if (broken !== null && !known) throw broken
  return known
}

/** Has these at hand before their keys are pressed, one after another while nothing else is to be done. */
export async function fetchAhead(screens: readonly Screen[]): Promise<void> {
  for (const screen of screens) {
    if (loaded.has(screen)) continue
    await new Promise((idle) => requestIdleCallback(idle, { timeout: 2_000 }))
    // asked for again, and told of, when its key is pressed
    await load(screen).catch(() => undefined)
  }
}
