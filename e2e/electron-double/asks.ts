import type { EventEmitter } from 'node:events'

/** Emits an event that a listener may refuse by `preventDefault`; returns whether one did. */
export function prevents(emitter: EventEmitter, name: string, fields: Record<string, unknown> = {}): boolean {
  let prevented = false
  const preventDefault = () => {
    prevented = true
  }
  emitter.emit(name, { ...fields, preventDefault })
  return prevented
}
