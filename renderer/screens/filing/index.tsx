import { useEffect, useRef, useState } from 'react'
import type { FilingView } from '../../../shared/api/filing.ts'
import type { Cert } from '../../../shared/visit.ts'
import { bridge, call } from '../../bridge.ts'
import { ExportButton } from '../../components/ExportButton.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { useKeys } from '../../keys.ts'
import { onScan } from '../../scanner.ts'
import { type Command, useAsk, useCommand } from '../../stores/ask.ts'
import { watchEnter } from '../common/enter.ts'
import { focusOn } from '../common/focus.ts'
import { takeTyped } from '../common/ways.ts'
import { fileForm, identifyBy, openForm, screenKeys, takeRead } from './actions.ts'
import { DetailBox, FindBox, WithdrawBox } from './boxes.tsx'
import { FilingForm } from './Form.tsx'
import { FORMS } from './fields.ts'
import { AtCentre, FilingTable } from './Status.tsx'
import { closeBox, openBox, turn, useFiling } from './store.ts'
import { Who } from './Who.tsx'
import '../common/layout.css'
import '../common/fields.css'
import '../common/parts.css'
import '../common/money.css'
import './filing.css'

/** 备案. Nothing that was shown of one person stays on the screen for the next. */
export default function FilingScreen() {
  const personId = useFiling((s) => s.who?.personId)
  return <Filings key={personId ?? 'nobody'} />
}

/** Who, what stands, and the three forms; without a person everything filed from here. */
function Filings() {
  const { who, form, said, box } = useFiling()
  const command = useCommand()
  const [chosen, setChosen] = useState<FilingView | null>(null)
  const [text, setText] = useState('')
  const status = useAsk('filing.status', who && { personId: who.personId }, '查询备案')
  const list = useAsk('filing.list', who ? null : { text, limit: 200 }, '查询备案记录')
  const rows = (who ? status.value?.filings : list.value) ?? []
  const row = rows.find(({ filingId }) => filingId === chosen?.filingId) ?? rows[0] ?? null
  const refresh = who ? status.again : list.again

  useAnswers(
    rows.some(({ doubtful }) => doubtful),
    refresh,
    command,
  )
  useEffect(watchEnter, [])
  useFocus()
  const identify = (cert: Cert) => void identifyBy(command, cert)
  const find = (text: string) => openBox({ is: 'find', text })
  useScans(command, identify)
  const file = () => void fileForm(command, refresh)
  useKeys(screenKeys({ command, row, identify, refresh, file }))

  return (
    <div className="f-screen">
      <Who who={who} busy={command.busy} onTyped={(typed) => takeTyped(typed, identify, find)} />
      {who && form ? (
        <FilingForm
          key={form.kind}
          kind={form.kind}
          values={form.values}
          who={who}
          fault={command.fault}
          busy={command.busy}
          onFile={file}
        />
      ) : (
        <section className="f-main">
          {who && <Kinds />}
          {said && <p className="f-said done">{said}</p>}
          <FaultPanel fault={command.fault ?? (who ? status.fault : list.fault)} />
          {who &&
            status.value?.gaps.map((gap) => (
              <p className="v-warning" key={gap}>
                {gap}
              </p>
            ))}
          {who && status.value && <AtCentre status={status.value} />}
          <div className="row">
            <h3>{who ? '从本窗口办过的' : '已办的备案'}</h3>
            {!who && (
              <input
                className="v-input f-search"
                data-focus="search"
                aria-label="查找备案"
                placeholder="姓名、证件号码或人员编号"
                autoComplete="off"
                value={text}
                onChange={(event) => setText(event.target.value)}
                onKeyDown={(event) => {
                  if (event.key !== 'Enter' && event.key !== 'ArrowDown') return
                  event.preventDefault()
                  focusOn('filings')
                }}
              />
            )}
            <span className="quiet">{row?.note || 'Enter 看详情，F9 撤销'}</span>
            {!who && <ExportButton table="filings" query={{ text }} disabled={rows.length === 0} />}
          </div>
          <FilingTable
            label="备案"
            rows={rows}
            all={!who}
            selected={row}
            onSelect={setChosen}
            onOpen={(filing) => openBox({ is: 'detail', filing })}
            empty={
              who
                ? '这个人还没有从这里办过备案：按 Alt+1、Alt+2、Alt+3 办理。'
                : '办过的转院、慢特病和定点备案会列在这里。先在左边认人，再办理。'
            }
          />
          <WaitLine />
        </section>
      )}
      {box?.is === 'find' && <FindBox text={box.text} onPick={identify} />}
      {box?.is === 'detail' && <DetailBox filing={box.filing} />}
      {box?.is === 'withdraw' && (
        <WithdrawBox
          filing={box.filing}
          onDone={(view) => {
            turn({ said: `已撤销：${view.summary}` })
            refresh()
          }}
        />
      )}
    </div>
  )
}

/** The three ways on from here; the first has the focus. */
function Kinds() {
  return (
    <div className="row f-kinds">
      {FORMS.map(({ kind, title, combo }, i) => (
        <button
          type="button"
          key={kind}
          data-focus={i === 0 ? 'kinds' : undefined}
          onClick={() => openForm(kind)}
        >
          <kbd>{combo}</kbd>
          {title}
        </button>
      ))}
    </div>
  )
}

/** Scans identify, unless a box asks something else: the question comes first. */
function useScans(command: Command, identify: (cert: Cert) => void) {
  const now = useRef({ command, identify })
  now.current = { command, identify }
  useEffect(
    () =>
      onScan((text) => {
        const { box } = useFiling.getState()
        if (box && box.is !== 'find') return
        closeBox()
        const { command, identify } = now.current
        void takeRead(command, '识别扫码内容', () => call('visit.readCode', { text }), identify)
      }),
    [],
  )
}

/** While something is in doubt its end is told by the main process; then the message about it goes. */
function useAnswers(waiting: boolean, refresh: () => void, command: Command) {
  useEffect(() => {
    if (!waiting) return
    return bridge.on('doubt.changed', refresh)
  }, [waiting, refresh])
  const { fault, setFault } = command
  const [waited, setWaited] = useState(false)
  useEffect(() => {
    if (waited && !waiting && fault?.kind === 'doubt') setFault(null)
    setWaited(waiting)
  }, [waiting, waited, fault, setFault])
}

/** After every step the focus goes to what comes next. */
function useFocus() {
  const tick = useFiling((s) => s.focusTick)
  // the tick is the order to look for the next place; a form finds its own
  useEffect(() => {
    const { who, form, box } = useFiling.getState()
    if (!box && !form) focusOn(who ? 'kinds' : 'who')
  }, [tick])
}
