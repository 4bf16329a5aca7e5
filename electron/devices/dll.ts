import { existsSync } from 'node:fs'
import { z } from 'zod'
import { faultOf } from '../../shared/errors.ts'
import { maskName, maskNo } from '../../shared/mask.ts'
import type { Cert } from '../../shared/visit.ts'
import { type Bridge, openBridge } from './bridge/client.ts'
import type { SscardRequest } from './bridge/protocol.ts'
import type { DllConfig } from './config.ts'
import { codeMeaning, isAboutCard, keyText, parseCard, parseStep1, wantsHsm } from './dll-card.ts'
import { askHsm } from './dll-hsm.ts'
import { deviceState, type NativeDeps, refused } from './native.ts'
import type { CardReader, Device, Told } from './port.ts'
import { pause } from './turn.ts'

const answer = z.object({ code: z.number().int(), text: z.string().max(70_000) }).strict()
const LABEL = '社会保障卡（厂商动态库）'
const READY = '就绪'
const NO_CARD = -2
const LOOK_AGAIN_ms = 300

/** A vendor's reader library (SSCardDriver.dll and its clones), called in a process of its own. */
export function openDll(config: DllConfig, told: Told, deps: NativeDeps): Device {
  const shown = deviceState(config, config.library, told, deps.now)
  const bridge = openBridge({
    ...(config.runtime === undefined ? {} : { runtime: config.runtime }),
    log: (line) => deps.log({ device: config.id, ...line }),
  })
  const look = () =>
    existsSync(config.library) ? shown.set('ready', READY) : shown.set('absent', '找不到动态库文件')
  look()

  const reader: CardReader = {
    id: config.id,
    name: config.name,
    state: () => {
      const { state, text } = shown.view()
      return { ok: state === 'ready' || state === 'busy', text: `${config.name}：${text}` }
    },
    async read(signal) {
      shown.set('busy', '正在读卡')
      try {
        const cert = await readCert(bridge, config, signal)
        shown.set('ready', READY)
        shown.event('读出一张社会保障卡')
        return { cert, label: LABEL }
      } catch (error) {
        const { kind, what } = faultOf(error)
        const broken = kind === 'unreachable' || kind === 'internal'
        if (broken && existsSync(config.library)) shown.set('fault', what)
        else look()
        shown.event(what)
        throw error
      }
    },
  }
  return {
    id: config.id,
    kind: 'dll',
    reader,
    view: shown.view,
    async test() {
      const { code, text } = await basic(bridge, config, AbortSignal.timeout(config.timeout_ms))
      look()
      if (code === 0) {
        const { cert } = parseCard(text, config.offset)
        return `动态库正常，读出 ${maskName(cert.psn_name ?? '（无姓名）')}，卡号 ${maskNo(cert.mdtrt_cert_no)}`
      }
      if (isAboutCard(code)) return `动态库正常：${codeMeaning(code)}`
      if (wantsHsm(code) && config.hsm) return '动态库正常：这张卡须经加密机读取，请在收费窗口读卡'
      throw refused('rejected', codeMeaning(code))
    },
    async reset() {
      bridge.stop()
      look()
    },
    close: async () => bridge.close(),
  }
}

async function call(
  bridge: Bridge,
  config: DllConfig,
  request: Pick<SscardRequest, 'fn' | 'args'>,
  signal: AbortSignal,
): Promise<{ code: number; text: string }> {
  const value = await bridge.call(
    { do: 'sscard', library: config.library, ...request },
    { timeout_ms: config.timeout_ms, signal },
  )
  const { data } = answer.safeParse(value)
  if (!data) throw refused('internal', '读卡程序的回答无法识别')
  return data
}

const basic = (bridge: Bridge, config: DllConfig, signal: AbortSignal) =>
  call(bridge, config, { fn: 'iReadCardBas', args: [config.iType] }, signal)

/** By the reader's own PSAM, else through the platform's HSM while the card stays where it is. */
async function readCert(bridge: Bridge, config: DllConfig, signal: AbortSignal): Promise<Cert> {
  let first = await basic(bridge, config, signal)
  while (first.code === NO_CARD) {
    await pause(LOOK_AGAIN_ms, signal)
    if (signal.aborted) throw refused('not_found', codeMeaning(NO_CARD))
    first = await basic(bridge, config, signal)
  }
  if (first.code === 0) return parseCard(first.text, config.offset).cert
  if (!wantsHsm(first.code)) throw saidNo(first.code)
  if (!config.hsm) {
    throw refused(
      'rejected',
      `${codeMeaning(first.code)}，设备配置里也没有加密机服务（hsm）`,
      '请信息科安装 PSAM 卡或配置加密机服务。',
    )
  }
  const step1 = await call(
    bridge,
    config,
    { fn: 'iReadCardBas_HSM_Step1', args: config.hsm.step1 === 'out' ? [] : [config.iType] },
    signal,
  )
  if (step1.code !== 0) throw saidNo(step1.code)
  const { area, algorithm } = parseStep1(step1.text, config.offset)
  const key = keyText(await askHsm(config.hsm, step1.text, signal), algorithm)
  const step2 = await call(bridge, config, { fn: 'iReadCardBas_HSM_Step2', args: [key] }, signal)
  if (step2.code !== 0) throw saidNo(step2.code)
  const card = parseCard(step2.text, config.offset)
  if (card.area !== area) throw refused('rejected', '读卡过程中换了卡，读到的内容已作废')
  return card.cert
}

const saidNo = (code: number) => refused('rejected', codeMeaning(code))
