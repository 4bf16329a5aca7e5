import { useState } from 'react'
import type { InjuryOrder } from '../../../shared/api/injury-record.ts'
import { faultOf } from '../../../shared/errors.ts'
import { call } from '../../bridge.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { useKeys } from '../../keys.ts'
import { useAsk, useCommand } from '../../stores/ask.ts'
import { isSecondEnter } from '../common/enter.ts'
import { NextButton } from '../common/NextButton.tsx'
import { UndoBox } from './boxes.tsx'
import type { TabProps } from './Case.tsx'
import { toneOf } from './store.ts'

const STATE: Record<InjuryOrder['state'], string> = {
  new: '待传',
  sent: '已传',
  refused: '被拒',
  changed: '有变化',
}
const short = (time: string) => time.slice(5, 16)

const COLUMNS: readonly Column<InjuryOrder>[] = [
  {
    key: 'state',
    title: '状态',
    width: 76,
    render: (row) => <b className={toneOf({ ...row, doubtful: false })}>{STATE[row.state]}</b>,
  },
  { key: 'type', title: '类别', width: 88, render: ({ typeLabel }) => typeLabel },
  { key: 'content', title: '医嘱', render: ({ content }) => <b>{content}</b> },
  { key: 'began', title: '开始', width: 110, render: ({ beganAt }) => short(beganAt) },
  { key: 'stopped', title: '停止', width: 110, render: ({ stoppedAt }) => short(stoppedAt) },
  { key: 'dr', title: '医师', width: 84, render: ({ dr_name }) => dr_name },
  { key: 'no', title: '医嘱序号', width: 170, render: ({ no }) => <span className="code">{no}</span> },
  { key: 'why', title: '说明', render: ({ why }) => why },
]

/** Orders of the stay as the wards wrote them, and what became of each. */
export function OrdersTab({ view, put, again }: TabProps) {
  const { encounterId } = view
  const asked = useAsk('injury.record.orders', { encounterId }, '查询医嘱')
  const command = useCommand()
  const [chosen, setChosen] = useState<string | null>(null)
  const [undoing, setUndoing] = useState(false)
  const [said, tell] = useState('')
  const rows = asked.value?.rows ?? []
  const blocked = asked.value?.blocked ?? ''
  const at = rows.find(({ no }) => no === chosen) ?? rows[0] ?? null
  const open = rows.filter(({ state }) => state === 'new' || state === 'refused')
  const part = view.parts.find(({ id }) => id === at?.part)
  const refresh = () => {
    asked.again()
    again()
  }
  const send = () =>
    command.run('上传医嘱', async () => {
      if (isSecondEnter()) return
      try {
        put(await call('injury.record.sendOrders', { encounterId, nos: open.map(({ no }) => no) }))
        tell(`已上传 ${open.length} 条医嘱`)
      } catch (error) {
        if (faultOf(error).kind === 'doubt' || faultOf(error).centre) again()
        throw error
      } finally {
        asked.again()
      }
    })
  const canSend = !command.busy && open.length > 0 && blocked === '' && view.doubt === null
  const canUndo = !command.busy && part?.undoable === true
  useKeys({
    F2: { label: '刷新', run: refresh },
    F8: { label: `上传 ${open.length} 条医嘱`, run: send, enabled: canSend },
    F9: { label: '撤销这一批', run: () => setUndoing(true), enabled: canUndo },
  })
  return (
    <section className="panel ir-one" aria-label="医嘱">
      {said && (
        <p className="ir-said done" role="status">
          {said}
        </p>
      )}
      <FaultPanel fault={command.fault ?? asked.fault} />
      <div className="ir-table" data-focus="orders">
        <DataTable<InjuryOrder>
          autoFocus
          label="医嘱"
          columns={COLUMNS}
          rows={rows}
          rowKey={({ no }) => no}
          selected={at?.no ?? null}
          onSelect={({ no }) => setChosen(no)}
          empty={asked.value ? 'HIS 里这次住院的医嘱会列在这里；现在一条也没有。' : '正在查询…'}
        />
      </div>
      <div className="ir-foot">
        <div>
          <span className="quiet">{blocked || (part ? `选中的医嘱在 ${part.title} 的一批里` : '')}</span>
          <WaitLine />
        </div>
        <NextButton
          label={open.length > 0 ? `上传 ${open.length} 条医嘱` : rows.length > 0 ? '已全部上传' : '没有医嘱'}
          hotkey="F8"
          blocked={!canSend}
          onPress={() => void send()}
        />
      </div>
      {undoing && part && (
        <UndoBox
          part={part}
          onClose={() => setUndoing(false)}
          onDone={(next) => {
            tell('已撤销这一批医嘱')
            put(next)
            asked.again()
          }}
        />
      )}
    </section>
  )
}
