import { GuitaiError } from '../../../shared/errors.ts'
import type { Cert } from '../../../shared/visit.ts'
import { call } from '../../bridge.ts'
import type { KeyMap } from '../../keys.ts'
import type { Command } from '../../stores/ask.ts'
import { openBox, show, TABS, turn, usePerson } from './store.ts'

/** 1101; who was on the screen gives way. */
export async function identifyBy(command: Command, cert: Cert): Promise<void> {
  await command.run('查询参保信息', async () => show(await call('person.open', { cert })))
}

/** A card or a scanned code, as long as it says who somebody is. */
export async function takeRead(
  command: Command,
  label: string,
  read: () => ReturnType<typeof call<'visit.readCode'>>,
): Promise<void> {
  let cert: Cert | null = null
  await command.run(label, async () => {
    const found = await read()
    if (found.is === 'cert') {
      cert = found.cert as Cert
      return
    }
    throw new GuitaiError({
      kind: 'invalid',
      what: found.is === 'unknown' ? found.why : '这是付款码，不能认人',
      means: '没有发送。',
      todo: '请换一个码，或按 F2 读卡、输入证件号码。',
    })
  })
  if (cert) await identifyBy(command, cert)
}

interface Hands {
  command: Command
  refresh: () => void
  reveal: () => void
}

export function personKeys({ command, refresh, reveal }: Hands): KeyMap {
  const { who, tab } = usePerson.getState()
  const idle = !command.busy
  const known = idle && who !== null
  const tabs = TABS.map(({ key, label }, index) => [
    `Alt+${index + 1}`,
    { label, run: () => turn({ tab: key }), enabled: who !== null, quiet: true },
  ])
  return {
    F2: {
      label: '读卡',
      run: () => takeRead(command, '读卡，请插好卡', () => call('visit.readCard', {})),
      enabled: idle,
    },
    F3: { label: '找人', run: () => openBox({ is: 'find', text: '' }), enabled: idle },
    F4: { label: '重新查询', run: refresh, enabled: known },
    F6: { label: '期间', run: () => openBox({ is: 'period' }), enabled: known },
    F8: { label: '按结算ID查', run: () => openBox({ is: 'setl' }), enabled: known && tab === 'visits' },
    ...Object.fromEntries(tabs),
    'Alt+X': { label: '显示全名十秒', run: reveal, enabled: known, quiet: true },
    'Alt+N': { label: '换一个人', run: () => show(null), enabled: known },
    Esc: { label: '退一步', run: () => back(command), enabled: idle },
  }
}

function back(command: Command): void {
  command.setFault(null)
  if (usePerson.getState().who) show(null)
  else turn({})
}
