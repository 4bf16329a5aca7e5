import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { InjuryRecordView, RecordPart } from '../../../shared/api/injury-record.ts'
import type { FieldFault } from '../../../shared/contract.ts'
import { faultOf } from '../../../shared/errors.ts'
import { yuanShow } from '../../../shared/money.ts'
import { call } from '../../bridge.ts'
import type { ContractFormHandle } from '../../components/contract/ContractForm.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { timeShow } from '../../format.ts'
import { type KeyMap, useKeys } from '../../keys.ts'
import { type Command, useAsk, useCommand } from '../../stores/ask.ts'
import { isSecondEnter } from '../common/enter.ts'
import { NextButton } from '../common/NextButton.tsx'
import { OfferBox, UndoBox } from './boxes.tsx'
import type { TabProps } from './Case.tsx'
import { PartForm } from './PartForm.tsx'
import { type Saving, useSaving } from './saving.ts'
import { choosePart, toneOf, turn, useRecord } from './store.ts'

interface Props extends TabProps {
  tab: 'page' | 'rehab'
  /** what else the tab can do, with or without a part */
  keys?: (hands: { part: RecordPart | null; command: Command }) => KeyMap
  /** said where there is no part */
  empty?: ReactNode
  /** optional parts are begun by the tab itself */
  ownOffers?: boolean
}

/** Parts on the left, the one in hand in the middle, what is wrong with it on the right. */
export function PartsTab(props: Props) {
  const { view, tab } = props
  const chosen = useRecord((s) => s.part[`${view.encounterId} ${tab}`])
  const parts = view.parts.filter((part) => part.tab === tab)
  const part = parts.find(({ id }) => id === chosen) ?? firstOf(parts)
  if (part) return <Filled key={part.id} {...props} parts={parts} part={part} />
  return <Bare {...props} />
}

const firstOf = (parts: readonly RecordPart[]): RecordPart | undefined =>
  parts.find(({ state }) => state === 'refused') ??
  parts.find(({ state }) => state === 'todo') ??
  parts.find(({ state }) => state === 'ready') ??
  parts[0]

function Bare({ view, keys, empty }: Props) {
  const command = useCommand()
  useKeys(keys?.({ part: null, command }) ?? {})
  return (
    <section className="panel ir-bare">
      <FaultPanel fault={command.fault} />
      {empty ?? (
        <p className="quiet">{view.endtime === null ? '出院登记后在这里填写病案。' : '没有要填写的病案。'}</p>
      )}
      <WaitLine />
    </section>
  )
}

type FilledProps = Props & { parts: readonly RecordPart[]; part: RecordPart }

function Filled(props: FilledProps) {
  const { view, put, parts, part, tab, ownOffers } = props
  const [isWhole, setWhole] = useState(false)
  const [box, setBox] = useState<'undo' | 'offer' | null>(null)
  const asked = useAsk('catalogue.contract', { family: view.family, code: part.infno }, '读取接口字段')
  const saving = useSaving(part, put)
  const command = useCommand()
  const form = useRef<ContractFormHandle>(null)
  const choose = (id: string) => choosePart(`${view.encounterId} ${tab}`, id)
  const wanted = useJump(part, form, isWhole, setWhole)
  const hands = useDeeds({ ...props, saving, command })
  const readOnly = part.doubtful || view.doubt !== null
  const next = nextOf(parts, part)
  const offers = view.offers.filter((offer) => offer.tab === tab)
  const idle = !command.busy
  const goFault = () => {
    if (!next.fault) return
    if (next.fault.part.id !== part.id) choose(next.fault.part.id)
    wanted(next.fault.fault)
  }
  useKeys({
    F4: { label: '重新取数', run: hands.renew, enabled: idle && !readOnly },
    F6: { label: '下一处缺漏', run: goFault, enabled: idle && next.fault !== null },
    'Alt+O': { label: isWhole ? '只看要填的' : '全部字段', run: () => setWhole(!isWhole) },
    ...(ownOffers
      ? {}
      : { 'Alt+A': { label: '加一项', run: () => setBox('offer'), enabled: idle && offers.length > 0 } }),
    ...props.keys?.({ part, command }),
    'Alt+ArrowUp': { label: '上一项', run: () => step(parts, part, -1, choose), quiet: true },
    'Alt+ArrowDown': { label: '下一项', run: () => step(parts, part, 1, choose), quiet: true },
    F8: {
      label: next.label,
      run: () => hands.send(next.send),
      enabled: idle && next.send.length > 0 && !readOnly,
    },
    F9: { label: '撤销', run: () => setBox('undo'), enabled: idle && part.undoable },
    'Ctrl+Delete': {
      label: '删除本项',
      run: hands.drop,
      enabled: idle && part.optional && part.sentAt === null,
    },
  })
  return (
    <div className="ir-body">
      <PartList parts={parts} at={part.id} onGo={choose} />
      <section className="panel ir-form" aria-label={part.label}>
        <PartHead part={part} dirty={saving.dirty} />
        <Said />
        <FaultPanel fault={command.fault ?? asked.fault} />
        {asked.value && (
          <PartForm {...{ part, saving, isWhole, readOnly, formRef: form }} contract={asked.value} />
        )}
      </section>
      <Side view={view} part={part} onGo={wanted} tab={tab}>
        <WaitLine />
        <NextButton
          label={next.label}
          hotkey={next.send.length > 0 ? 'F8' : next.fault ? 'F6' : ''}
          blocked={!idle || readOnly || (next.send.length === 0 && !next.fault)}
          onPress={() => (next.send.length > 0 ? void hands.send(next.send) : goFault())}
        />
      </Side>
      {box === 'undo' && <UndoBox part={part} onClose={() => setBox(null)} onDone={put} />}
      {box === 'offer' && (
        <OfferBox
          offers={offers}
          onClose={() => setBox(null)}
          onPick={(infno) => {
            setBox(null)
            void hands.add(infno)
          }}
        />
      )}
    </div>
  )
}

/** A fault of another part gets the focus once that part is on the screen. */
let later: { id: string; fault: FieldFault } | null = null

function useJump(
  part: RecordPart,
  form: React.RefObject<ContractFormHandle | null>,
  isWhole: boolean,
  setWhole: (is: boolean) => void,
) {
  useEffect(() => {
    if (later?.id !== part.id) return
    const { fault } = later
    later = null
    // the form needs its contract and its tables first
    const timer = setInterval(() => form.current?.jump(fault) && clearInterval(timer), 60)
    const stop = setTimeout(() => clearInterval(timer), 3000)
    return () => {
      clearInterval(timer)
      clearTimeout(stop)
    }
  })
  return (fault: FieldFault & { part?: string }) => {
    if (form.current?.jump(fault)) return
    later = { id: fault.part ?? part.id, fault }
    if (!isWhole) setWhole(true)
  }
}

interface Next {
  label: string
  send: RecordPart[]
  fault: { part: RecordPart; fault: FieldFault & { part?: string } } | null
}

/** The one next action: what is missing is filled in first, then all goes up together. */
function nextOf(parts: readonly RecordPart[], at: RecordPart): Next {
  const order = [at, ...parts.filter(({ id }) => id !== at.id)]
  const short = order.find(({ faults, state }) => faults.length > 0 && state !== 'sent')
  const ready = parts.filter(
    ({ state, faults, doubtful, blocked }) =>
      state !== 'sent' && faults.length === 0 && !doubtful && blocked === '',
  )
  if (short) {
    const fault = { ...short.faults[0]!, part: short.id }
    const label = short.id === at.id ? `补填 ${fault.label}` : `补填 ${short.label}`
    return { label, send: [], fault: { part: short, fault } }
  }
  if (ready.length > 0)
    return { label: `上传 ${ready.map(({ label }) => label).join('、')}`, send: ready, fault: null }
  const held = parts.find(({ doubtful }) => doubtful)
  const early = parts.find(({ blocked, state }) => blocked !== '' && state !== 'sent')
  return { label: held ? '等待查证' : (early?.blocked ?? '已全部上传'), send: [], fault: null }
}

function step(parts: readonly RecordPart[], at: RecordPart, by: number, choose: (id: string) => void): void {
  const to = parts[parts.findIndex(({ id }) => id === at.id) + by]
  if (to) choose(to.id)
}

/** What can be done with the part in hand; what is typed is written first. */
function useDeeds({
  view,
  part,
  put,
  again,
  saving,
  command,
  tab,
}: FilledProps & { saving: Saving; command: Command }) {
  const { encounterId } = view
  const run = (label: string, work: (version: number) => Promise<InjuryRecordView>, words: string) =>
    command.run(label, async () => {
      const version = await saving.flush()
      if (version === null) return
      try {
        put(await work(version))
        turn({ said: words })
      } catch (error) {
        // what is not clear yet stands in the list
        if (faultOf(error).kind === 'doubt' || faultOf(error).centre) again()
        throw error
      }
    })
  return {
    renew: () =>
      run(
        '重新取数',
        (version) => call('injury.record.renew', { id: part.id, version }),
        '已按病历和费用重新生成',
      ),
    drop: () => run('删除本项', (version) => call('injury.record.drop', { id: part.id, version }), ''),
    add: (infno: string) =>
      run(
        '加一项',
        async () => {
          const view = await call('injury.record.add', { encounterId, infno })
          const made = view.parts.findLast((one) => one.infno === infno)
          if (made) choosePart(`${encounterId} ${tab}`, made.id)
          return view
        },
        '',
      ),
    send: async (parts: readonly RecordPart[]) => {
      if (isSecondEnter() || parts.length === 0) return
      await run(
        '上传病案',
        (version) =>
          call('injury.record.send', {
            encounterId,
            parts: parts.map((one) => ({ id: one.id, version: one.id === part.id ? version : one.version })),
          }),
        `已上传：${parts.map(({ label }) => label).join('、')}`,
      )
    },
  }
}

function PartList({
  parts,
  at,
  onGo,
}: {
  parts: readonly RecordPart[]
  at: string
  onGo: (id: string) => void
}) {
  return (
    <nav className="panel ir-parts" aria-label="病案各项">
      {parts.map((part) => (
        <button
          type="button"
          key={part.id}
          tabIndex={-1}
          aria-current={part.id === at || undefined}
          onClick={() => onGo(part.id)}
        >
          <span>
            {part.label}
            {part.title && <small>{part.title}</small>}
          </span>
          <b className={toneOf(part)}>
            {part.stateLabel}
            {part.faults.length > 0 && part.state !== 'sent' && ` ${part.faults.length}`}
          </b>
        </button>
      ))}
    </nav>
  )
}

function PartHead({ part, dirty }: { part: RecordPart; dirty: boolean }) {
  return (
    <div className="row">
      <h2>{part.label}</h2>
      <b className={toneOf(part)}>{part.stateLabel}</b>
      {part.changed && <span className="waiting">上传后有改动，要重新上传</span>}
      {part.sentAt !== null && (
        <span className="quiet">
          {timeShow(part.sentAt)} {part.sentBy} 上传
        </span>
      )}
      {part.note && <span className={part.state === 'refused' ? 'ir-bad' : 'quiet'}>{part.note}</span>}
      <span className="quiet ir-saved" role="status">
        {dirty ? '正在保存…' : ''}
      </span>
    </div>
  )
}

function Said() {
  const said = useRecord((s) => s.said)
  return said ? (
    <p className="ir-said done" role="status">
      {said}
    </p>
  ) : null
}

interface SideProps {
  view: InjuryRecordView
  part: RecordPart
  tab: string
  onGo: (fault: FieldFault) => void
  children: ReactNode
}

/** What is wrong, each to be gone to; the sums of the fee lines for the page's figures; the one next action. */
function Side({ view, part, tab, onGo, children }: SideProps) {
  const shown = part.state === 'sent' ? [] : part.faults
  return (
    <aside className="panel ir-side" aria-label="缺漏和费用">
      <h3>{shown.length > 0 ? `要改 ${shown.length} 处` : part.blocked || '没有缺漏'}</h3>
      <ul className="ir-faults">
        {shown.map((fault) => (
          <li key={`${fault.path} ${fault.rule} ${fault.message}`}>
            <button type="button" tabIndex={-1} onClick={() => onGo(fault)}>
              {fault.message}
            </button>
          </li>
        ))}
      </ul>
      {tab === 'page' && (
        <>
          <h3>费用明细合计</h3>
          <dl className="ir-fees">
            {view.fees.map(({ label, amountFen }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{yuanShow(amountFen)}</dd>
              </div>
            ))}
            <div className="ir-sum">
              <dt>合计</dt>
              <dd>{yuanShow(view.totalFen)}</dd>
            </div>
          </dl>
        </>
      )}
      <div className="ir-do">{children}</div>
    </aside>
  )
}
