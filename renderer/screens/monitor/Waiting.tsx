import { useState } from 'react'
import type { LetterView, SourceDepth, Waiting } from '../../../shared/api/monitor.ts'
import { call } from '../../bridge.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { ExportButton } from '../../components/ExportButton.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { timeShow } from '../../format.ts'
import { useKeys } from '../../keys.ts'
import { type Asked, useCommand } from '../../stores/ask.ts'
import { go } from '../../stores/route.ts'
import { ReasonBox } from '../common/ReasonBox.tsx'
import '../common/fields.css'
import '../common/money.css'

const LETTERS: readonly Column<LetterView>[] = [
  {
    ...{ key: 'state', title: '状态', width: 72 },
    render: (row) => (
      <span className={row.state === 'dead' ? 'in-doubt' : row.attempts > 0 ? 'waiting' : 'quiet'}>
        {row.stateLabel}
      </span>
    ),
  },
  { key: 'label', title: '内容', width: 150, render: (row) => row.label },
  { key: 'key', title: '对象', width: 160, render: (row) => <span className="code">{row.key}</span> },
  { ...{ key: 'tries', title: '已试', width: 60, align: 'right' }, render: (row) => `${row.attempts} 次` },
  { key: 'since', title: '产生', width: 96, render: (row) => timeShow(row.createdAt) },
  {
    key: 'next',
    title: '下次',
    width: 96,
    render: (row) => (row.state === 'dead' ? '—' : timeShow(row.nextAt)),
  },
  { key: 'error', title: '原因', render: (row) => <span title={row.lastError ?? ''}>{row.lastError}</span> },
]

const SOURCES: readonly Column<SourceDepth>[] = [
  {
    ...{ key: 'label', title: '上传' },
    render: (row) => (
      <span className={row.over ? 'in-doubt' : undefined} title={row.source}>
        {row.label}
      </span>
    ),
  },
  { key: 'group', title: '组', width: 80, render: (row) => row.group },
  { ...{ key: 'waiting', title: '等待', width: 64, align: 'right' }, render: (row) => row.waiting },
  {
    ...{ key: 'stuck', title: '退回被拒', width: 80, align: 'right' },
    render: (row) => <span className={row.stuck > 0 ? 'waiting' : undefined}>{row.stuck}</span>,
  },
  { key: 'oldest', title: '最早', width: 96, render: (row) => (row.oldestAt ? timeShow(row.oldestAt) : '—') },
]

const WHY = {
  redrive: ['原因已排除', 'HIS 已恢复', '中心已恢复'],
  forget: ['已手工补录', '对方不需要', '重复'],
}

/** 待发与死信: jobs that failed too often first; beside them how deep each upload source is. */
export function WaitingTab({ asked }: { asked: Asked<Waiting> }) {
  const [chosen, setChosen] = useState<number | null>(null)
  const [source, setSource] = useState<string | null>(null)
  const [box, setBox] = useState<'redrive' | 'forget' | null>(null)
  const command = useCommand()
  const letters = asked.value?.letters ?? []
  const sources = asked.value?.sources ?? []
  const letter = letters.find(({ outboxId }) => outboxId === chosen) ?? letters[0]
  const depth = sources.find((one) => one.source === source) ?? sources[0]
  const may = letter !== undefined && !command.busy
  useKeys({
    F2: { label: '刷新', run: asked.again, quiet: true },
    F8: { label: '重新投递', run: () => setBox('redrive'), enabled: may },
    Delete: {
      label: '放弃',
      run: () => setBox('forget'),
      enabled: may && (letter.state === 'dead' || letter.attempts > 0),
    },
    F7: {
      label: '看这类上传',
      run: () => depth && go('uploads', { source: depth.source }),
      enabled: depth !== undefined,
    },
  })
  const act = async (reason: string) => {
    if (!box || !letter) return
    const [channel, word] =
      box === 'redrive' ? ['monitor.redrive' as const, '重新投递'] : ['monitor.forget' as const, '放弃']
    setBox(null)
    await command.run(`${word} ${letter.label}`, async () =>
      asked.put(await call(channel, { outboxId: letter.outboxId, reason })),
    )
  }
  return (
    <>
      <FaultPanel fault={command.fault ?? asked.fault} />
      <div className="mon-two">
        <Letters asked={asked} letter={letter} onSelect={setChosen} />
        <div>
          <h3>上传的积压</h3>
          <DataTable
            label="上传的积压"
            columns={SOURCES}
            rows={sources}
            rowKey={(one) => one.source}
            selected={depth?.source ?? null}
            onSelect={(one) => setSource(one.source)}
            onOpen={(one) => go('uploads', { source: one.source })}
            empty="还没有登记的上传。"
          />
        </div>
      </div>
      <div className="quiet">{letter?.lastError ? `原因：${letter.lastError}` : ' '}</div>
      <div className="row">
        <ExportButton table="monitor.waiting" query={{}} disabled={letters.length === 0} />
        <WaitLine />
      </div>
      {box && letter && <ActBox box={box} letter={letter} onOk={act} onClose={() => setBox(null)} />}
    </>
  )
}

/** The dead first, then those tried again. */
function Letters(props: {
  asked: Asked<Waiting>
  letter: LetterView | undefined
  onSelect: (outboxId: number) => void
}) {
  const { value } = props.asked
  return (
    <div>
      <h3>
        回写与上传队列{' '}
        {value && (
          <small className="quiet">
            等待 {value.waiting}，死信 {value.dead}
          </small>
        )}
      </h3>
      <DataTable
        autoFocus
        label="待发与死信"
        columns={LETTERS}
        rows={value?.letters ?? []}
        rowKey={({ outboxId }) => String(outboxId)}
        selected={props.letter ? String(props.letter.outboxId) : null}
        onSelect={({ outboxId }) => props.onSelect(outboxId)}
        empty={value ? '没有等待的，全部送达。HIS 或中心连不上时在这里等候，恢复后自动送出。' : '正在查询…'}
      />
    </div>
  )
}

function ActBox(props: {
  box: 'redrive' | 'forget'
  letter: LetterView
  onOk: (reason: string) => void
  onClose: () => void
}) {
  const { box, letter } = props
  const isRedrive = box === 'redrive'
  return (
    <ReasonBox
      title={`${isRedrive ? '重新投递' : '放弃'}：${letter.label}`}
      okText={isRedrive ? '重新投递' : '放弃，不再发送'}
      label="原因"
      reasons={WHY[box]}
      onOk={props.onOk}
      onClose={props.onClose}
    >
      <p className="quiet">
        {isRedrive
          ? '马上再试，次数从头计。写入审计。'
          : '对方不会再收到这一件，请先确认已用其他方式补上。写入审计，不能恢复。'}
      </p>
    </ReasonBox>
  )
}
