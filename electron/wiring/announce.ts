import type { Bus } from '../app/registry.ts'
import type { EngineEvent } from '../engine/core.ts'
import type { Journal } from '../journal/port.ts'

/** What the engine tells, as events of the faces. */
export function announce(bus: Bus, journal: Journal, event: EngineEvent) {
  switch (event.on) {
    case 'progress': {
      const { on: _on, ...progress } = event
      return bus.emit('visit.progress', progress)
    }
    case 'encounter':
      return bus.emit('visit.changed', { encounterId: event.encounterId, version: 0 })
    case 'doubt':
      void journal.countDoubtful().then((open) => bus.emit('doubt.changed', { open }))
      return bus.emit('shell.changed', {})
    case 'outbox':
      return bus.emit('shell.changed', {})
  }
}
