import { useCallback } from 'react'
import type { SetllistResult, SetllistView } from '../../../shared/api/setllist.ts'
import { call } from '../../bridge.ts'
import type { KeyMap } from '../../keys.ts'
import type { Command } from '../../stores/ask.ts'
import type { useSaving } from './saving.ts'
import type { SectionOf } from './sections.ts'
import { turn } from './store.ts'

export const leave = () => turn({ open: null, done: [] })

interface At {
  view: SetllistView
  setView(view: SetllistView): void
  saving: ReturnType<typeof useSaving>
  command: Command
}

/** What the keys of the editor do with the list as a whole; what was typed is written down first. */
export function useDeeds({ view, setView, saving, command }: At) {
  const { flush, take } = saving
  const { setl_id } = view
  const show = useCallback(
    (fresh: SetllistView) => {
      setView(fresh)
      take(fresh)
    },
    [setView, take],
  )
  const again = useCallback(async () => show(await call('setllist.open', { setl_id })), [setl_id, show])
  const run = (label: string, work: () => Promise<unknown>) =>
    void command.run(label, async () => {
      if (await flush()) await work()
    })
  const send = (label: string, work: () => Promise<SetllistResult[]>) =>
    run(label, async () => {
      turn({ done: await work() })
      await again()
    })
  return {
    again,
    rebuild: () =>
      run('重取结算和首页', async () => {
        const { version } = await call('setllist.open', { setl_id })
        show(await call('setllist.rebuild', { setl_id, version }))
      }),
    reveal: () => run('显示明文', async () => show(await call('setllist.reveal', { setl_id }))),
    upload: () => send('上传结算清单', () => call('setllist.upload', { setl_ids: [setl_id] })),
    submit: (stas_type: '0' | '1') =>
      send(stas_type === '1' ? '提交结算清单' : '退回未提交', () =>
        call('setllist.submit', { setl_ids: [setl_id], stas_type }),
      ),
    /** a change that cannot be written holds nobody here: the second Esc leaves it */
    leave: async () => {
      if ((await flush()) || saving.fault) leave()
    },
  }
}

interface Hands extends Omit<ReturnType<typeof useDeeds>, 'again'> {
  view: SetllistView
  sections: readonly SectionOf[]
  section: SectionOf
  readOnly: boolean
  busy: boolean
  go(path: string): void
  /** the place in the list of faults that F4 came to last */
  fault: { current: number }
  setKey(key: string): void
  find(): void
  up(): void
}

export function editorKeys({
  view,
  sections,
  section,
  readOnly,
  busy,
  go,
  setKey,
  fault,
  ...hands
}: Hands): KeyMap {
  const idle = !busy
  const at = sections.indexOf(section)
  const step = (by: number) => setKey(sections[(at + by + sections.length) % sections.length]!.key)
  const faults = view.list
  const nextFault = () => {
    fault.current = (fault.current + 1) % faults.length
    go(faults[fault.current]!.path)
  }
  const who = { setl_id: view.setl_id, psn_name: view.psn_name }
  const hasCodes = ['diseinfo', 'opspdiseinfo'].some((name) => section.holds(name))
  return {
    'Alt+PageDown': { label: '下一节', run: () => step(1) },
    'Alt+PageUp': { label: '上一节', run: () => step(-1), quiet: true },
    F2: { label: '重取首页', run: hands.rebuild, enabled: idle && !readOnly },
    F3: { label: '查诊断编码', run: hands.find, enabled: hasCodes && !readOnly },
    F4: { label: '下一处错', run: nextFault, enabled: faults.length > 0 },
    F6: {
      label: '上传',
      run: hands.upload,
      enabled: idle && !readOnly && faults.every(({ hint }) => hint),
    },
    F8: { label: '提交', run: () => hands.submit('1'), enabled: idle && view.state === 'uploaded' },
    F9: {
      label: '退回未提交',
      run: () => hands.submit('0'),
      enabled: idle && (view.state === 'returned' || view.state === 'submitted'),
    },
    F10: { label: '显示明文', run: hands.reveal, enabled: idle && view.masked, quiet: true },
    'Alt+K': {
      label: '与中心核对',
      run: () => turn({ box: { is: 'compare', ...who } }),
      enabled: idle && view.setl_list_id !== null,
    },
    'Alt+H': { label: '历史', run: () => turn({ box: { is: 'history', ...who } }) },
    'Alt+U': { label: '本行上移', run: hands.up, enabled: !readOnly, quiet: true },
    Esc: { label: '回列表', run: hands.leave },
  }
}
