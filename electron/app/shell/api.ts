import type { Light, ShellStatus } from '../../../shared/api/shell.ts'
import type { Fault } from '../../../shared/errors.ts'
import { INJURY_LABEL, type InjuryFamily } from '../../../shared/injury.ts'
import type { Engine } from '../../engine/engine.ts'
import type { His } from '../../his/port.ts'
import type { Journal } from '../../journal/port.ts'
import type { Registry } from '../registry.ts'

export interface ShellDeps {
  journal: Journal
  engine: Engine
  his: His
  now(): number
  site: { fixmedins_code: string; fixmedins_name: string; window: string; training: boolean }
  host: ShellStatus['host']
  version: string
  notices: string[]
  /** families of work-injury insurance that are open here */
  injury: readonly InjuryFamily[]
  device(): { ok: boolean; text: string } | null
  minFreeBytes: number
}

export function registerShell(reg: Registry, deps: ShellDeps): void {
  const hisLight = watchHis(deps)
  reg.open('shell.status', async () => {
    const { window, training, ...institution } = deps.site
    const outbox = await deps.journal.outboxCounts()
    return {
      institution,
      window,
      training,
      host: deps.host,
      version: deps.version,
      centre: centreLight(deps),
      injury: injuryLights(deps),
      his: await hisLight(),
      devices: deviceLight(deps),
      outbox: { ...outbox, ...outboxLight(outbox) },
      doubtful: await deps.journal.countDoubtful(),
      alarms: await alarmsOf(deps),
      notices: deps.notices,
      stop: await diskStop(deps),
    }
  })
  const own = (opter: string, key: string) => `screen.${opter}.${key}`
  reg.read('shell.recall', async ({ key }, caller) => {
    const value = await deps.journal.setting(own(caller.operator!.opter, key))
    return { value: typeof value === 'string' ? value : null }
  })
  reg.read('shell.remember', async ({ key, value }, caller) => {
    await deps.journal.commit([{ t: 'setting', key: own(caller.operator!.opter, key), value }])
    return { saved: true }
  })
}

const SLOW_ms = 3_000

type Beating = { engine: Pick<Engine, 'pulse'> }

/** How the national centre answers. */
export const centreLight = (deps: Beating): Light => platformLight(deps, 'nhsa', '医保中心')

/** How the platforms of work-injury insurance answer that are open here. */
export const injuryLights = (deps: Beating & Pick<ShellDeps, 'injury'>): ShellStatus['injury'] =>
  deps.injury.map((family) => {
    const label = INJURY_LABEL[family]
    return { family, label, ...platformLight(deps, family, `${label}平台`) }
  })

/** Answer times of one platform in the last minutes, in words. */
function platformLight({ engine }: Beating, family: string, name: string): Light {
  const beat = engine.pulse().find((p) => p.family === family)
  if (!beat || beat.calls === 0) return { state: 'off', text: `${name}：最近 5 分钟没有交易` }
  const failed = beat.failures > 0 ? `，${beat.failures} 次没有回答` : ''
  if (beat.lastFailed) return { state: 'down', text: `${name}：最近一次没有回答（共 ${beat.failures} 次）` }
  const seconds = ((beat.median_ms ?? 0) / 1000).toFixed(1)
  const state = (beat.median_ms ?? 0) > SLOW_ms || beat.failures > 0 ? 'slow' : 'ok'
  return { state, text: `${name}：${state === 'ok' ? '正常' : '较慢'}，一般 ${seconds} 秒${failed}` }
}

/** At most one look at the HIS in ten seconds, however many faces ask. */
function watchHis(deps: ShellDeps): () => Promise<Light> {
  let at = Number.NEGATIVE_INFINITY
  let light: Light = { state: 'off', text: 'HIS：未检查' }
  return async () => {
    if (deps.now() - at < 10_000) return light
    at = deps.now()
    try {
      await deps.his.ping()
      light = { state: 'ok', text: `HIS：${deps.his.name} 正常` }
    } catch {
      light = { state: 'down', text: `HIS：${deps.his.name} 连不上，可手工录入项目` }
    }
    return light
  }
}

function deviceLight(deps: ShellDeps): Light {
  const device = deps.device()
  if (!device) return { state: 'off', text: '设备：没有配置，可用键盘扫码枪或输入证件号' }
  return { state: device.ok ? 'ok' : 'down', text: device.text }
}

function outboxLight({ waiting, dead }: { waiting: number; dead: number }): Light {
  if (dead > 0) return { state: 'down', text: `回写：${dead} 件失败，需要处理` }
  if (waiting > 0) return { state: 'slow', text: `回写：${waiting} 件待送 HIS` }
  return { state: 'ok', text: '回写：全部送达' }
}

async function diskStop(deps: ShellDeps): Promise<Fault | null> {
  const free = await deps.journal.freeBytes()
  if (free === null || free >= deps.minFreeBytes) return null
  return {
    kind: 'storage',
    what: '磁盘空间不足，不能再办理新的结算',
    means: '已办的结算都已保存，没有丢失。',
    todo: '请联系信息科清理磁盘，清理后自动恢复。',
  }
}

/** What stands (app/monitor/alarms.ts); the newest that nobody has seen yet is told in full. */
async function alarmsOf({ journal }: ShellDeps): Promise<ShellStatus['alarms']> {
  const rows = await journal.docs({ kind: 'alarm', states: ['open', 'acked'], limit: 100 })
  const unseen = rows.filter(({ state }) => state === 'open')
  return { open: rows.length, unseen: unseen.length, newest: unseen[0]?.text ?? null }
}
