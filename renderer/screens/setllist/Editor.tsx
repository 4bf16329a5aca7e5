import { useCallback, useMemo, useRef, useState } from 'react'
import type { SetllistResult, SetllistView } from '../../../shared/api/setllist.ts'
import type { Contract, JsonObject } from '../../../shared/contract.ts'
import { call } from '../../bridge.ts'
import { ContractForm, type ContractFormHandle } from '../../components/contract/ContractForm.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { useKeys } from '../../keys.ts'
import { useAsk, useCommand } from '../../stores/ask.ts'
import { Boxes } from './boxes.tsx'
import { CodeBox, type Coded, codedList, filledRow } from './CodeBox.tsx'
import { Head, SectionList, Side } from './frame.tsx'
import { movedUp, rowInHand, useSources } from './hands.ts'
import { Results } from './parts.tsx'
import { useSaving } from './saving.ts'
import { fieldFaults, partOf, type SectionOf, sectionsOf, withPart } from './sections.ts'
import { turn, useSetllist } from './store.ts'

const leave = () => turn({ open: null, done: [] })

/** One settlement list: its sections on the left, the form in the middle, what is wrong on the right. */
export function Editor({ setl_id }: { setl_id: string }) {
  const opened = useAsk('setllist.open', { setl_id }, '打开结算清单')
  const form = opened.value?.form ?? null
  const contract = useAsk('catalogue.contract', form && { family: 'nhsa', code: form }, '读取接口定义')
  if (opened.value && contract.value) return <Ready first={opened.value} contract={contract.value} />
  return (
    <section className="panel grow sl-screen">
      <Waiting />
      <FaultPanel fault={opened.fault ?? contract.fault} />
      <WaitLine />
    </section>
  )
}

function Waiting() {
  useKeys({ Esc: { label: '回列表', run: leave } })
  return <p className="quiet">正在打开…</p>
}

function Ready({ first, contract }: { first: SetllistView; contract: Contract }) {
  const [view, setView] = useState(first)
  const sections = useMemo(() => sectionsOf(contract), [contract])
  const [key, setKey] = useState(() => firstSection(sections, first))
  const section = sections.find((one) => one.key === key) ?? sections[0]!
  const saving = useSaving(first, contract, setView)
  const command = useCommand()
  const box = useSetllist((s) => s.box)
  const done = useSetllist((s) => s.done)
  const [coded, setCoded] = useState<Coded | null>(null)
  const { value, change } = saving
  const { go, formRef } = useJump(sections, section, setKey)
  const fault = useRef(-1)
  const readOnly = ['submitted', 'passed', 'returned', 'void'].includes(view.state) || view.doubtful
  useSources(section.key, view)

  const again = useCallback(async () => {
    const fresh = await call('setllist.open', { setl_id: first.setl_id })
    setView(fresh)
    saving.take(fresh)
  }, [first.setl_id, saving.take])
  const send = (label: string, work: () => Promise<SetllistResult[]>) =>
    void command.run(label, async () => {
      if (!(await saving.flush())) return
      turn({ done: await work() })
      await again()
    })
  const part = useMemo(() => partOf(section, value), [section, value])

  useKeys(
    editorKeys({
      ...{ view, sections, section, readOnly, busy: command.busy, go, setKey, fault },
      rebuild: () =>
        void command.run('重取结算和首页', async () => {
          if (!(await saving.flush())) return
          const { version } = await call('setllist.open', { setl_id: view.setl_id })
          const fresh = await call('setllist.rebuild', { setl_id: view.setl_id, version })
          setView(fresh)
          saving.take(fresh)
        }),
      reveal: () =>
        void command.run('显示明文', async () => {
          if (!(await saving.flush())) return
          const clear = await call('setllist.reveal', { setl_id: view.setl_id })
          setView(clear)
          saving.take(clear)
        }),
      upload: () => send('上传结算清单', () => call('setllist.upload', { setl_ids: [view.setl_id] })),
      submit: (stas_type) =>
        send(stas_type === '1' ? '提交结算清单' : '退回未提交', () =>
          call('setllist.submit', { setl_ids: [view.setl_id], stas_type }),
        ),
      find: () => setCoded(codedList(section, rowInHand())),
      up: () => {
        const moved = movedUp(value)
        if (!moved) return
        change(moved.value)
        go(moved.path)
      },
      leave: async () => {
        if (await saving.flush()) leave()
      },
    }),
  )
  return (
    <div className="sl-editor">
      <Head view={view} saving={saving.isDirty} />
      <SectionList sections={sections} at={section.key} list={view.list} onGo={(to) => setKey(to)} />
      <section className="panel sl-form" aria-label={section.title}>
        <h2>{section.title}</h2>
        <FaultPanel fault={saving.fault ?? command.fault} />
        <Results rows={done} onClose={() => turn({ done: [] })} />
        <ContractForm
          key={`${section.key} ${readOnly}`}
          ref={formRef}
          contract={section.contract}
          value={part}
          onChange={(next) => change(withPart(section, value, next as JsonObject))}
          faults={readOnly ? [] : fieldFaults(section, view.list)}
          readOnly={readOnly}
          prefix="sl-"
        />
        <WaitLine />
      </section>
      <Side view={view} onGo={go} />
      {box && <Boxes box={box} command={command} again={() => void again()} />}
      {coded && (
        <CodeBox
          coded={coded}
          onClose={() => setCoded(null)}
          onPick={(hit) => {
            const { next, path } = filledRow(value, coded, hit)
            change(next)
            setCoded(null)
            go(path)
          }}
        />
      )}
    </div>
  )
}

/** The section of the first fault, else the first. */
const firstSection = (sections: readonly SectionOf[], { list }: SetllistView) =>
  (sections.find(({ holds }) => list.some(({ path, hint }) => !hint && holds(path))) ?? sections[0]!).key

/** To a field wherever it is: its section first, then the field once that is drawn. */
function useJump(sections: readonly SectionOf[], section: SectionOf, setKey: (key: string) => void) {
  const form = useRef<ContractFormHandle | null>(null)
  const pending = useRef<string | null>(null)
  /** the section whose form has had the focus already */
  const begun = useRef('')
  const now = useRef({ sections, section })
  now.current = { sections, section }
  const settle = useCallback(() => {
    const handle = form.current
    if (!handle) return
    const { section } = now.current
    const path = pending.current
    if (path !== null && section.holds(path)) {
      pending.current = null
      begun.current = section.key
      setTimeout(() => handle.jump({ path }))
    } else if (begun.current !== section.key) {
      begun.current = section.key
      setTimeout(() => handle.begin())
    }
  }, [])
  const formRef = useCallback(
    (handle: ContractFormHandle | null) => {
      form.current = handle
      settle()
    },
    [settle],
  )
  const go = useCallback(
    (path: string) => {
      const { sections, section } = now.current
      const to = sections.find(({ holds }) => holds(path))
      if (!to) return
      pending.current = path
      if (to.key === section.key) settle()
      else setKey(to.key)
    },
    [settle, setKey],
  )
  return { go, formRef }
}

interface Hands {
  view: SetllistView
  sections: readonly SectionOf[]
  section: SectionOf
  readOnly: boolean
  busy: boolean
  go(path: string): void
  /** the place in the list of faults that F4 came to last */
  fault: { current: number }
  setKey(key: string): void
  rebuild(): void
  reveal(): void
  upload(): void
  submit(stas_type: '0' | '1'): void
  find(): void
  up(): void
  leave(): Promise<void>
}

function editorKeys({ view, sections, section, readOnly, busy, go, setKey, fault, ...hands }: Hands) {
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
    PageDown: { label: '下一节', run: () => step(1) },
    PageUp: { label: '上一节', run: () => step(-1), quiet: true },
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
