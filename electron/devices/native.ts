import type { DeviceKind, DeviceView } from '../../shared/api/devices.ts'
import { GuitaiError } from '../../shared/errors.ts'
import { createFace } from './face.ts'
import type { DriverDeps, Told } from './port.ts'

/** What the drivers with native parts get from outside: what every driver gets. */
export type NativeDeps = DriverDeps

/** A card that could not be read. Nothing left this counter, so the money's line is always the same. */
export function refused(
  kind: 'not_found' | 'rejected' | 'unreachable' | 'conflict' | 'internal',
  what: string,
  todo = '请放好卡片后重新读卡，或改用其他凭证。',
): GuitaiError {
  return new GuitaiError({ kind, what, means: '没有读出卡片，没有扣款。', todo })
}

/** State and last event of a device, as the devices page shows them. */
export function deviceState(
  device: { id: string; kind: DeviceKind; name: string },
  where: string,
  told: Told,
  now: () => number,
) {
  const face = createFace(device, where, told, now)
  let state: DeviceView['state'] = 'absent'
  let text = '尚未连接'
  return {
    event: face.event,
    view: () => face.view(state, text),
    set(next: DeviceView['state'], words: string): void {
      if (next === state && words === text) return
      state = next
      text = words
      told.changed()
    },
  }
}
