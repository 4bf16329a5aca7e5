import { DEVICE_KIND_LABEL, type DeviceKind, type DeviceView } from '../../shared/api/devices.ts'
import type { Told } from './port.ts'

/** What a device shows of itself: who it is, where, and what happened to it last. */
export interface Face {
  event(text: string): void
  view(state: DeviceView['state'], text: string): DeviceView
}

export function createFace(
  { id, kind, name }: { id: string; kind: DeviceKind; name: string },
  where: string,
  told: Told,
  now: () => number,
): Face {
  let lastEvent: DeviceView['lastEvent'] = null
  return {
    event(text) {
      lastEvent = { at: now(), text }
      told.changed()
    },
    view: (state, text) => ({
      id,
      kind,
      kindLabel: DEVICE_KIND_LABEL[kind],
      name,
      state,
      text,
      where,
      lastEvent,
    }),
  }
}
