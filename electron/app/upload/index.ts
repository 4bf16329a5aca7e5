import type { Effects, Jobs } from '../../engine/engine.ts'
import type { His } from '../../his/port.ts'
import type { Journal } from '../../journal/port.ts'
import type { Platform } from '../../platforms/port.ts'
import type { Machine } from '../machine.ts'
import type { Bus } from '../registry.ts'
import type { Tasks } from '../tasks/port.ts'
import type { UploadSource, Uploads } from './port.ts'

export interface UploadDeps {
  journal: Journal
  his: His
  platforms: ReadonlyMap<string, Platform>
  machine: Machine
  effects: Effects
  jobs: Jobs
  tasks: Tasks
  bus: Bus
  now(): number
  log(line: Record<string, unknown>): void
}

export function createUploads(_deps: UploadDeps): Uploads {
  const sources: UploadSource[] = []
  return {
    register: (source) => void sources.push(source),
    sources: () => sources,
    adding: () => [],
    read: async () => 0,
    send: async () => ({ accepted: 0, refused: 0, held: 0, left: 0 }),
    wake: async () => {},
  }
}
