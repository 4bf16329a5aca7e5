import { useMemo, useRef, useState } from 'react'
import type { SetllistView } from '../../../shared/api/setllist.ts'
import type { Contract, JsonObject } from '../../../shared/contract.ts'
import type { Fault } from '../../../shared/errors.ts'
import { ContractForm } from '../../components/contract/ContractForm.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { useKeys } from '../../keys.ts'
import { useAsk, useCommand } from '../../stores/ask.ts'
import { Boxes } from './boxes.tsx'
import { CodeBox, type Coded, codedList, filledRow } from './CodeBox.tsx'
import { editorKeys, leave, useDeeds } from './deeds.ts'
import { Head, SectionList, Side } from './frame.tsx'
import { changesHidden, movedUp, rowInHand, useSources } from './hands.ts'
import { type Jump, useJump } from './jump.ts'
import { Results } from './parts.tsx'
import { useSaving } from './saving.ts'
import { fieldFaults, partOf, type SectionOf, sectionsOf, withPart } from './sections.ts'
import { turn, useSetllist } from './store.ts'

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

/** States in which the centre lets nothing change. */
const FIXED: readonly SetllistView['state'][] = ['submitted', 'passed', 'returned', 'void']

function Ready({ first, contract }: { first: SetllistView; contract: Contract }) {
  const [view, setView] = useState(first)
  const sections = useMemo(() => sectionsOf(contract), [contract])
  const [key, setKey] = useState(() => firstSection(sections, first))
  const section = sections.find((one) => one.key === key) ?? sections[0]!
  const saving = useSaving(first, contract, setView)
  const command = useCommand()
  const box = useSetllist((s) => s.box)
  const [coded, setCoded] = useState<Coded | null>(null)
  const { value, change } = saving
  const { go, formRef } = useJump(sections, section, setKey)
  const fault = useRef(-1)
  const readOnly = FIXED.includes(view.state) || view.doubtful
  const deeds = useDeeds({ view, setView, saving, command })
  const changeAndGo = (next: JsonObject, path: string) => {
    change(next)
    go(path)
  }
  useKeys(
    editorKeys({
      ...{ view, sections, section, readOnly, busy: command.busy, go, setKey, fault, ...deeds },
      find: () => setCoded(codedList(section, rowInHand())),
      up: () => {
        const moved = movedUp(value)
        if (moved) changeAndGo(moved.value, moved.path)
      },
    }),
  )
  return (
    <div className="sl-editor">
      <Head view={view} saving={saving.isDirty} />
      <SectionList sections={sections} at={section.key} list={view.list} onGo={setKey} />
      <Section
        {...{ section, view, value, readOnly, formRef }}
        fault={saving.fault ?? command.fault}
        onChange={change}
      />
      <Side view={view} onGo={go} />
      {box && <Boxes box={box} command={command} again={() => void deeds.again()} />}
      {coded && (
        <CodeBox
          coded={coded}
          onClose={() => setCoded(null)}
          onPick={(hit) => {
            const { next, path } = filledRow(value, coded, hit)
            setCoded(null)
            changeAndGo(next, path)
          }}
        />
      )}
    </div>
  )
}

interface SectionProps {
  section: SectionOf
  view: SetllistView
  value: JsonObject
  readOnly: boolean
  fault: Fault | null
  formRef: Jump['formRef']
  onChange: (value: JsonObject) => void
}

/** The section at hand, drawn from the contract. */
function Section({ section, view, value, readOnly, fault, formRef, onChange }: SectionProps) {
  const done = useSetllist((s) => s.done)
  const [starred, setStarred] = useState(false)
  const part = useMemo(() => partOf(section, value), [section, value])
  useSources(section.key, view)
  const take = (next: JsonObject) => {
    const whole = withPart(section, value, next)
    const isStarred = changesHidden(value, whole)
    setStarred(isStarred)
    if (!isStarred) onChange(whole)
  }
  return (
    <section className="panel sl-form" aria-label={section.title}>
      <h2>{section.title}</h2>
      <FaultPanel fault={fault} />
      {starred && <p className="v-warning">这一项是隐藏的：按 F10 显示明文后再改，或全选后重新输入。</p>}
      <Results rows={done} onClose={() => turn({ done: [] })} />
      <ContractForm
        key={`${section.key} ${readOnly}`}
        ref={formRef}
        contract={section.contract}
        value={part}
        onChange={(next) => take(next as JsonObject)}
        faults={readOnly ? [] : fieldFaults(section, view.list)}
        readOnly={readOnly}
        prefix="sl-"
      />
      <WaitLine />
    </section>
  )
}

/** The section of the first fault, else the first. */
const firstSection = (sections: readonly SectionOf[], { list }: SetllistView) =>
  (sections.find(({ holds }) => list.some(({ path, hint }) => !hint && holds(path))) ?? sections[0]!).key
