import { fail, faultOf, GuitaiError } from '../../shared/errors.ts'
import { classify } from './classify.ts'
import type { DeviceConfig } from './config.ts'
import { openDll } from './dll.ts'
import { openIdCard } from './idcard/index.ts'
import { openPcsc } from './pcsc.ts'
import type { CardReader, Device, DeviceHub, DriverDeps, Told } from './port.ts'
import { openPrinter } from './printer.ts'
import { openScanner } from './scanner.ts'
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

/** Changes are told of at most so often: a scanner may bring a hundred events a second. */
const TELL_ms = 500

/** Opens every configured device; one that is not there yet is looked for again and stops nothing. */
export function openDevices(deps: HubDeps): DeviceHub {
  const changed = atMostEvery(TELL_ms, deps.onChanged)
  const told: Told = { changed: changed.tell, scan: deps.onScan }
  const driver: DriverDeps = {
    now: deps.now,
    secret: async (ref) => (await deps.secrets?.get(ref)) ?? null,
    log: deps.log,
  }
  const configured = deps.configs.map((config) => openDevice(config, told, driver))
  const devices = deps.demo ? [...configured, deps.demo] : configured
  const device = (id: string) => devices.find((d) => d.id === id) ?? null
  const found = (id: string) =>
    device(id) ?? fail('not_found', `没有设备 ${id}`, undefined, '请在设备页查看。')
  const readers = configured.flatMap((d) => d.reader ?? [])
  return {
    list: () => devices.map((d) => d.view()),
    device,
    test: async (id) => found(id).test(),
    async reset(id) {
      await found(id).reset()
      return found(id).view()
    },
    reader: () => (readers.length > 0 ? anyOf(readers) : (deps.demo?.reader ?? null)),
    classify,
    light: () => lightOf(devices),
    async close() {
      changed.stop()
      await Promise.allSettled(devices.map((d) => d.close()))
    },
  }
}

function openDevice(config: DeviceConfig, told: Told, deps: DriverDeps): Device {
  switch (config.kind) {
    case 'scanner':
      return openScanner(config, told, deps)
    case 'idcard':
      return openIdCard(config, told, deps)
    case 'pcsc':
      return openPcsc(config, told, deps)
    case 'dll':
      return openDll(config, told, deps)
    case 'printer':
      return openPrinter(config, told, deps)
  }
}

/** At once, then not again for a while; what came meanwhile is told of at the end of it. */
function atMostEvery(ms: number, run: () => void): { tell(): void; stop(): void } {
  let timer: NodeJS.Timeout | undefined
  let isDue = false
  const turn = () => {
    timer = undefined
    if (!isDue) return
    isDue = false
    timer = setTimeout(turn, ms)
    run()
  }
  return {
    tell() {
      isDue = true
      if (timer === undefined) turn()
    },
    stop: () => clearTimeout(timer),
  }
}

const WORST_FIRST = ['fault', 'absent', 'busy', 'ready'] as const

function lightOf(devices: readonly Device[]): { ok: boolean; text: string } | null {
  const views = devices.map((d) => d.view())
  const worst = WORST_FIRST.flatMap((state) => views.filter((view) => view.state === state))[0]
  if (!worst) return null
  const ok = worst.state === 'ready' || worst.state === 'busy'
  if (ok && views.length > 1) return { ok, text: `${views.length} 台设备就绪` }
  return { ok, text: `${worst.name}：${worst.text}` }
}

/** After a card was seen and could not be read, another reader has this long to give one. */
const GRACE_ms = 1500

/** All readers as one: the first card that any of them reads. The others stop then. */
export function anyOf(readers: readonly CardReader[]): CardReader {
  return {
    id: 'readers',
    name: readers.map(({ name }) => name).join('、'),
    state() {
      const states = readers.map((reader) => reader.state())
      return states.find(({ ok }) => ok) ?? states[0]!
    },
    async read(signal) {
      const stop = new AbortController()
      let grace: NodeJS.Timeout | undefined
      const wait = AbortSignal.any([signal, stop.signal])
      const first = new Promise<Awaited<ReturnType<CardReader['read']>>>((resolve, reject) => {
        const failed: { reader: CardReader; error: unknown }[] = []
        for (const reader of readers) {
          reader.read(wait).then(resolve, (error) => {
            failed.push({ reader, error })
            if (failed.length === readers.length) reject(mainReason(failed))
            else if (faultOf(error).kind === 'rejected') grace ??= setTimeout(reject, GRACE_ms, error)
          })
        }
      })
      try {
        return await first
      } finally {
        clearTimeout(grace)
        stop.abort()
      }
    },
  }
}

/** A card that was refused says most, then a wait in vain; else no reader was of use, and why. */
function mainReason(failed: { reader: CardReader; error: unknown }[]): unknown {
  const ofKind = (kind: string) => failed.find(({ error }) => faultOf(error).kind === kind)?.error
  const telling = ofKind('rejected') ?? ofKind('not_found')
  if (telling || failed.length === 1) return telling ?? failed[0]?.error
  return new GuitaiError({
    kind: 'unreachable',
    what: `没有可用的读卡器：${failed.map(({ error }) => faultOf(error).what).join('；')}`,
    means: '没有扣款。',
    todo: '请检查读卡器的连线，或扫码、输入证件号码；设备页（Ctrl+F8）可以看到每台设备的状态。',
  })
}
