import type { FilingView } from '../../../shared/api/filing.ts'
import { faultOf, GuitaiError } from '../../../shared/errors.ts'
import type { ApiArgs } from '../../../shared/ipc.ts'
import type { Cert } from '../../../shared/visit.ts'
import { call } from '../../bridge.ts'
import { dayText } from '../../format.ts'
import type { KeyMap } from '../../keys.ts'
import type { Command } from '../../stores/ask.ts'
import { focusOn } from '../common/focus.ts'
import { blank, FORMS, formOf, type Kind, sent } from './fields.ts'
import { openBox, turn, useFiling } from './store.ts'

export function openForm(kind: Kind) {
  const { who, form } = useFiling.getState()
  if (!who || form?.kind === kind) return
  const insu = who.insurances.find(({ psn_insu_stas }) => psn_insu_stas === '1') ?? who.insurances[0]
  const values = blank(formOf(kind), dayText(Date.now()), insu?.insutype ?? '')
  turn({ form: { kind, values }, said: null })
}

interface Hands {
  command: Command
  row: FilingView | null
  identify: (cert: Cert) => void
  refresh: () => void
  file: () => void
}

export function screenKeys({ command, row, identify, refresh, file }: Hands): KeyMap {
  const { who, form } = useFiling.getState()
  const idle = !command.busy
  const forms = FORMS.map(({ kind, title, combo }) => [
    combo,
    { label: title, run: () => openForm(kind), enabled: idle && who !== null, quiet: true },
  ])
  return {
    F2: { label: '读卡', run: () => readCard(command, identify), enabled: idle },
    F3: { label: '找人', run: () => openBox({ is: 'find', text: '' }), enabled: idle },
    ...Object.fromEntries(forms),
    F4: who
      ? { label: '重新查询', run: refresh, enabled: idle && !form }
      : { label: '查已办的备案', run: () => void focusOn('search') },
    F8: { label: '提交备案', run: file, enabled: idle && form !== null },
    F9: {
      label: '撤销备案',
      run: () => row && openBox({ is: 'withdraw', filing: row }),
      enabled: idle && !form && row?.state === 'stands' && !row.doubtful,
    },
    'Alt+N': { label: '换一个人', run: nobody, enabled: idle && who !== null },
    Esc: { label: '退一步', run: () => back(command), enabled: idle },
  }
}

const nobody = () => turn({ who: null, form: null, said: null })

function back(command: Command) {
  const { who, form } = useFiling.getState()
  command.setFault(null)
  if (form) turn({ form: null })
  else if (who) nobody()
  else turn({})
}

/** 1101; who was on the screen gives way. */
export async function identifyBy(command: Command, cert: Cert) {
  await command.run('查询参保信息', async () => {
    turn({ who: await call('filing.person', { cert }), form: null, said: null })
  })
}

async function readCard(command: Command, identify: (cert: Cert) => void) {
  await takeRead(command, '读卡，请插好卡', () => call('visit.readCard', {}), identify)
}

export async function takeRead(
  command: Command,
  label: string,
  read: () => ReturnType<typeof call<'visit.readCode'>>,
  identify: (cert: Cert) => void,
) {
  let cert: Cert | null = null
  await command.run(label, async () => {
    const found = await read()
    if (found.is !== 'cert') {
      throw new GuitaiError({
        kind: 'invalid',
        what: found.is === 'unknown' ? found.why : '这是付款码，不能认人',
        means: '没有发送。',
        todo: '请换一个码，或按 F2 读卡、输入证件号码。',
      })
    }
    cert = found.cert as Cert
  })
  if (cert) identify(cert)
}

/** F8: sent once; what the centre did not clearly answer waits in the list, and the form is closed. */
export async function fileForm(command: Command, refresh: () => void) {
  const { who, form } = useFiling.getState()
  if (!who || !form) return
  const { channel, title, fields } = formOf(form.kind)
  const values = sent(formOf(form.kind), form.values)
  const named = fields.flatMap(({ name, nameField }) => (nameField ? [name, nameField] : [name]))
  const input = Object.fromEntries(named.map((name) => [name, values[name] ?? '']))
  await command.run(`提交${title}`, async () => {
    try {
      const view = await call(channel, { personId: who.personId, ...input } as ApiArgs<typeof channel>)
      const number = view.trt_dcla_detl_sn ? `，流水号 ${view.trt_dcla_detl_sn}` : `。${view.note}`
      turn({ form: null, said: `${view.kindLabel}已办成：${view.summary}${number}` })
      refresh()
    } catch (error) {
      if (faultOf(error).kind === 'doubt') {
        turn({ form: null })
        refresh()
      }
      throw error
    }
  })
}
