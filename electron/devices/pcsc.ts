import { z } from 'zod'
import { faultOf } from '../../shared/errors.ts'
import { maskName, maskNo } from '../../shared/mask.ts'
import type { Cert } from '../../shared/visit.ts'
import { type Bridge, BridgeRefusal, openBridge } from './bridge/client.ts'
import type { PcscConfig } from './config.ts'
import { deviceState, type NativeDeps, refused } from './native.ts'
import type { CardReader, Device, Told } from './port.ts'
import { pause } from './turn.ts'

const READ_ms = 30_000
const START_ms = 10_000
const LOOK_ms = 50
/** between looks for a bridge that ended */
const AGAIN_ms = [1_000, 2_000, 5_000, 15_000, 30_000]

const readersEvent = z.object({
  event: z.literal('readers'),
  service: z.boolean(),
  readers: z.array(z.object({ name: z.string().max(400), card: z.boolean() })).max(64),
})

const cardRead = z.object({
  basics: z.object({
    card_sn: z.string().regex(/^[0-9A-F]{32}$/),
    card_no: z.string().min(1).max(20),
    generation: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    validTo: z.string().nullable(),
  }),
  holder: z.object({ certno: z.string().min(1).max(20), psn_name: z.string().max(60) }).nullable(),
  closed: z.enum(['pin', 'authentication']).nullable(),
})
type CardFacts = z.output<typeof cardRead>

/** The reader that is meant, as the bridge last saw it. */
interface Watch {
  bridge: Bridge
  seen(): { name: string; card: boolean } | null
  restart(): void
  close(): void
}

/** Keeps a bridge running that tells of readers and cards, and starts it again when it ends. */
function watchReader(
  config: PcscConfig,
  shown: ReturnType<typeof deviceState>,
  log: NativeDeps['log'],
): Watch {
  let isClosed = false
  let starts = 0
  let again: NodeJS.Timeout | undefined
  let seen: { name: string; card: boolean } | null = null

  const bridge = openBridge({
    ...(config.runtime === undefined ? {} : { runtime: config.runtime }),
    log: (line) => log({ device: config.id, ...line }),
    onEvent: (event) => {
      const { data } = readersEvent.safeParse(event)
      if (data) heard(data)
    },
    onExit: () => {
      if (isClosed) return
      seen = null
      shown.set('fault', '读卡程序已停止，正在重新启动')
      startAgain()
    },
  })

  const heard = ({ service, readers }: z.output<typeof readersEvent>) => {
    starts = 0
    const mine = readers.filter((reader) => reader.name.includes(config.reader))
    const before = seen
    seen = mine.find((reader) => reader.card) ?? mine[0] ?? null
    if (seen && before?.name !== seen.name) shown.event(`读卡器已接入：${seen.name}`)
    else if (!seen && before) shown.event('读卡器已拔出')
    if (seen && (before?.card ?? false) !== seen.card) shown.event(seen.card ? '卡已插入' : '卡已取走')
    if (seen) shown.set('ready', seen.card ? '就绪，卡已插入' : '就绪，等待插卡')
    else if (!service) shown.set('absent', '系统的智能卡服务没有运行')
    else shown.set('absent', config.reader ? `没有名称含“${config.reader}”的读卡器` : '没有接读卡器')
  }

  const start = () => {
    bridge.call({ do: 'pcsc.watch' }, { timeout_ms: START_ms }).catch((error) => {
      if (isClosed) return
      shown.set('fault', faultOf(error).what)
      startAgain()
    })
  }

  const startAgain = () => {
    clearTimeout(again)
    again = setTimeout(start, AGAIN_ms[Math.min(starts, AGAIN_ms.length - 1)])
    starts += 1
  }

  start()
  return {
    bridge,
    seen: () => seen,
    restart() {
      starts = 0
      bridge.stop()
      clearTimeout(again)
      start()
    },
    close() {
      isClosed = true
      clearTimeout(again)
      bridge.close()
    },
  }
}

/** Reads the card that lies there now. */
function createRead(
  config: PcscConfig,
  { bridge }: Watch,
  shown: ReturnType<typeof deviceState>,
  secret: NativeDeps['secret'],
) {
  /** a PIN that a card refused stays unused until somebody looks at it: it would lock the next cards */
  let pinRefused = false
  const pinOf = async () => {
    if (config.pinRef === undefined || pinRefused) return {}
    const pin = await secret(config.pinRef)
    if (pin === null) throw refused('rejected', `没有存入 PIN（${config.pinRef}）`, '请信息科存入后重试。')
    return { pin }
  }
  return {
    forget() {
      pinRefused = false
    },
    async read(signal: AbortSignal): Promise<CardFacts> {
      try {
        const request = { do: 'pcsc.read', reader: config.reader, ...(await pinOf()) } as const
        const value = await bridge.call(request, { timeout_ms: READ_ms, signal })
        const { data } = cardRead.safeParse(value)
        if (!data) throw refused('internal', '读卡程序的回答无法识别')
        shown.event(`读出一张社会保障卡（${label(data)}）`)
        return data
      } catch (error) {
        if (error instanceof BridgeRefusal && error.is === 'pin') pinRefused = true
        shown.event(faultOf(error).what)
        throw error
      }
    },
  }
}

/** A social security card on any PC/SC reader. The bridge watches readers and cards and reads on demand. */
export function openPcsc(config: PcscConfig, told: Told, deps: NativeDeps): Device {
  const shown = deviceState(config, config.reader || '任一读卡器', told, deps.now)
  const watch = watchReader(config, shown, deps.log)
  const card = createRead(config, watch, shown, deps.secret)

  const cardSeen = async (signal: AbortSignal) => {
    while (!watch.seen()?.card) {
      const { state, text } = shown.view()
      if (state === 'fault' || state === 'absent') throw refused('unreachable', text, '请检查读卡器的连接。')
      if (signal.aborted) throw refused('not_found', '没有等到卡')
      await pause(LOOK_ms, signal)
    }
  }

  const reader: CardReader = {
    id: config.id,
    name: config.name,
    state: () => {
      const { state, text } = shown.view()
      return { ok: state === 'ready', text: `${config.name}：${text}` }
    },
    async read(signal) {
      for (;;) {
        await cardSeen(signal)
        try {
          const facts = await card.read(signal)
          return { cert: certOf(facts), label: label(facts) }
        } catch (error) {
          // taken away between being seen and being asked: wait for the next
          if (!(error instanceof BridgeRefusal && error.is === 'no-card')) throw error
          await pause(LOOK_ms, signal)
        }
      }
    },
  }
  return {
    id: config.id,
    kind: 'pcsc',
    reader,
    view: shown.view,
    async test() {
      const seen = watch.seen()
      if (!seen) throw refused('unreachable', shown.view().text, '请检查读卡器的连接和驱动。')
      if (!seen.card) return `读卡器正常（${seen.name}），没有插卡`
      const facts = await card.read(AbortSignal.timeout(READ_ms))
      const who = facts.holder?.psn_name ? `，${maskName(facts.holder.psn_name)}` : ''
      return `读出${label(facts)}${who}，卡号 ${maskNo(facts.basics.card_no)}`
    },
    async reset() {
      card.forget()
      watch.restart()
    },
    close: async () => watch.close(),
  }
}

const WHY_CLOSED = {
  pin: '持卡人信息需 PIN，只读出卡号',
  authentication: '持卡人信息需 PSAM 或加密机认证，只读出卡号',
}

function label({ basics, closed }: CardFacts): string {
  const generation = ['一', '二', '三'][basics.generation - 1]
  return `第${generation}代社会保障卡${closed ? `，${WHY_CLOSED[closed]}` : ''}`
}

function certOf({ basics, holder }: CardFacts): Cert {
  return {
    mdtrt_cert_type: '03',
    mdtrt_cert_no: basics.card_no,
    card_sn: basics.card_sn,
    ...(holder ? { certno: holder.certno } : {}),
    ...(holder?.psn_name ? { psn_name: holder.psn_name } : {}),
  }
}
