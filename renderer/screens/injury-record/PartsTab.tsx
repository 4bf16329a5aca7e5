import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { InjuryRecordView, RecordPart } from '../../../shared/api/injury-record.ts'
import { faultOf } from '../../../shared/errors.ts'
import { call } from '../../bridge.ts'
import type { ContractFormHandle } from '../../components/contract/ContractForm.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { type KeyMap, useKeys } from '../../keys.ts'
import { type Command, useAsk, useCommand } from '../../stores/ask.ts'
import { isSecondEnter } from '../common/enter.ts'
import { focusOn } from '../common/focus.ts'
import { NextButton } from '../common/NextButton.tsx'
import { OfferBox, UndoBox } from './boxes.tsx'
import type { TabProps } from './Case.tsx'
import { useJump } from './jump.ts'
import { type NextStep, nextOf } from './next.ts'
import { PartForm } from './PartForm.tsx'
import { PartHead, PartList, Said, Side } from './part-frame.tsx'
import { type Saving, useSaving } from './saving.ts'
import { choosePart, leave, turn, useRecord } from './store.ts'

interface Props extends TabProps {
  tab: 'page' | 'rehab'
  /** what else the tab can do, with or without a part */
  keys?: (hands: { part: RecordPart | null; command: Command }) => KeyMap
  /** said where there is no part */
  empty?: ReactNode
  /** optional parts are begun by the tab itself */
  ownOffers?: boolean
  /** what comes next where nothing is to be filled in or sent */
  then?: (
    part: RecordPart | null,
  ) => { label: string; hotkey: string; run: (command: Command) => unknown } | null
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

function Bare({ view, keys, empty, then }: Props) {
  const command = useCommand()
  const next = then?.(null)
  useKeys(keys?.({ part: null, command }) ?? {})
  useEffect(() => {
    if (document.activeElement === document.body) focusOn('primary')
  }, [])
  return (
    <section className="panel ir-bare">
      <FaultPanel fault={command.fault} />
      {empty ?? (
        <p className="quiet">{view.endtime === null ? '出院登记后在这里填写病案。' : '没有要填写的病案。'}</p>
      )}
      <div className="ir-foot">
        <WaitLine />
        {next && (
          <NextButton
            label={next.label}
            hotkey={next.hotkey}
            blocked={command.busy}
            onPress={() => void next.run(command)}
          />
        )}
      </div>
    </section>
  )
}

type FilledProps = Props & { parts: readonly RecordPart[]; part: RecordPart }

function Filled(props: FilledProps) {
  const { view, put, parts, part, tab } = props
  const [isWhole, setWhole] = useState(false)
  const [box, setBox] = useState<'undo' | 'offer' | null>(null)
  const asked = useAsk('catalogue.contract', { family: view.family, code: part.infno }, '读取接口字段')
  const saving = useSaving(part, put)
  const command = useCommand()
  const form = useRef<ContractFormHandle>(null)
  const choose = (id: string) => choosePart(`${view.encounterId} ${tab}`, id)
  const jump = useJump(part, form, isWhole, setWhole)
  const deeds = useDeeds({ ...props, saving, command })
  const readOnly = part.doubtful || view.doubt !== null
  const next = nextOf(parts, part)
  const goFault = () => {
    if (!next.fault) return
    if (next.fault.part.id !== part.id) choose(next.fault.part.id)
    jump(next.fault.fault)
  }
  const undo = async () => {
    if ((await saving.flush()) !== null) setBox('undo')
  }
  const isReady = asked.value !== null
  // what comes first has the focus when a part is opened
  useEffect(() => {
    if (!isReady || document.activeElement !== document.body) return
    if (next.fault?.part.id === part.id) jump(next.fault.fault)
    else focusOn('primary')
  }, [isReady])
  const hands = { next, deeds, command, readOnly, isWhole, setWhole, choose, goFault, undo }
  useKeys(keysOf(props, { ...hands, offer: () => setBox('offer') }))
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
      <Side view={view} part={part} onGo={jump} tab={tab}>
        <WaitLine />
        <Next props={props} hands={hands} />
      </Side>
      {box === 'undo' && <UndoBox part={part} onClose={() => setBox(null)} onDone={put} />}
      {box === 'offer' && (
        <OfferBox
          offers={view.offers.filter((offer) => offer.tab === tab)}
          onClose={() => setBox(null)}
          onPick={(infno) => {
            setBox(null)
            void deeds.add(infno)
          }}
        />
      )}
    </div>
  )
}

interface Hands {
  next: NextStep
  deeds: ReturnType<typeof useDeeds>
  command: Command
  readOnly: boolean
  isWhole: boolean
  setWhole: (is: boolean) => void
  choose: (id: string) => void
  goFault: () => void
  undo: () => unknown
}

function keysOf(
  { view, parts, part, tab, keys, ownOffers }: FilledProps,
  hands: Hands & { offer: () => void },
): KeyMap {
  const { next, deeds, command, readOnly, isWhole } = hands
  const idle = !command.busy
  const offers = view.offers.some((offer) => offer.tab === tab)
  return {
    F4: { label: '重新取数', run: deeds.renew, enabled: idle && !readOnly },
    F6: { label: '下一处缺漏', run: hands.goFault, enabled: idle && next.fault !== null },
    'Alt+O': { label: isWhole ? '只看要填的' : '全部字段', run: () => hands.setWhole(!isWhole) },
    ...(ownOffers ? {} : { 'Alt+A': { label: '加一项', run: hands.offer, enabled: idle && offers } }),
    ...keys?.({ part, command }),
    'Alt+PageUp': { label: '上一项', run: () => step(parts, part, -1, hands.choose), quiet: true },
    'Alt+PageDown': { label: '下一项', run: () => step(parts, part, 1, hands.choose), quiet: true },
    F8: {
      label: '上传',
      run: () => deeds.send(next.send),
      enabled: idle && next.send.length > 0 && !readOnly,
    },
    F9: { label: '撤销', run: hands.undo, enabled: idle && part.undoable },
    'Alt+D': {
      label: '删除本项',
      run: deeds.drop,
      enabled: idle && part.optional && part.sentAt === null,
    },
  }
}

/** The one next action of the part in hand, of the others, or of the tab. */
function Next({ props, hands }: { props: FilledProps; hands: Hands }) {
  const { next, deeds, command, readOnly, goFault } = hands
  const then = next.send.length === 0 && !next.fault ? props.then?.(props.part) : null
  if (then)
    return (
      <NextButton
        label={then.label}
        hotkey={then.hotkey}
        blocked={command.busy}
        onPress={() => void then.run(command)}
      />
    )
  const isOver = next.send.length === 0 && !next.fault
  if (isOver && next.over)
    return <NextButton label={next.label} hotkey="Esc" blocked={false} onPress={leave} />
  return (
    <NextButton
      label={next.label}
      hotkey={next.fault ? 'F6' : 'F8'}
      blocked={command.busy || readOnly || isOver}
      onPress={() => (next.send.length > 0 ? void deeds.send(next.send) : goFault())}
    />
  )
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
