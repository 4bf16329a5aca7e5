import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { ShiftTotals, ShiftView } from '../../../shared/api/shift.ts'
import { bridge, call } from '../../bridge.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { ExportButton } from '../../components/ExportButton.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { timeShow } from '../../format.ts'
import { useKeys } from '../../keys.ts'
import { printInBrowser } from '../../print/printInBrowser.ts'
import { windowText } from '../../shell/TopBar.tsx'
import { useAsk, useCommand } from '../../stores/ask.ts'
import { refreshStatus } from '../../stores/status.ts'
import { SignOut } from './SignOut.tsx'
import './shift.css'
import { Totals } from './Totals.tsx'

const HISTORY: readonly Column<ShiftView>[] = [
  { key: 'from', title: '开始', render: (shift) => timeShow(shift.startedAt) },
  { key: 'to', title: '结束', render: (shift) => (shift.endedAt ? timeShow(shift.endedAt) : '在班') },
  { key: 'who', title: '操作员', render: (shift) => shift.opterName },
]

/** 班次: sign in, see the sums, count the cash, sign out, hand over. */
export default function ShiftScreen() {
  const current = useAsk('shift.current', {}, '查询班次')
  const history = useAsk('shift.history', { limit: 50 }, '查询历史班次')
  const [chosen, setChosen] = useState<string | null>(null)
  const [signingOut, setSigningOut] = useState(false)
  const command = useCommand()
  const main = useRef<HTMLButtonElement>(null)
  const page = useRef<HTMLDivElement>(null)

  const shift = current.value
  const shownId = chosen ?? shift?.shiftId ?? null
  const totals = useAsk('shift.totals', shownId ? { shiftId: shownId } : null, '汇总班次')
  const { again } = totals
  useEffect(() => bridge.on('shell.changed', again), [again])

  const settle = (next: ShiftTotals | null) => {
    if (next) totals.put(next)
    setChosen(next?.shift.shiftId ?? null)
    // away from the button, whose next meaning is the opposite: a second Enter must not do that
    setTimeout(() => page.current?.querySelector<HTMLElement>('[aria-label=历史班次]')?.focus())
    current.again()
    history.again()
    void refreshStatus()
  }
  const openSignOut = () => {
    setChosen(null)
    setSigningOut(true)
  }
  const signIn = () =>
    command.run('签到', async () => {
      await call('shift.signIn', {})
      settle(null)
    })
  const print = () =>
    command.run('打印交班表', async () => {
      if (!shownId) return
      const { document, printed, queued } = await call('print.shift', { shiftId: shownId })
      if (!printed && !queued) await printInBrowser(document)
    })

  useKeys({
    F8: shift
      ? { label: '签退交班', run: openSignOut, enabled: !command.busy }
      : { label: '签到', run: signIn, enabled: !command.busy && !current.busy },
    F10: { label: '打印交班表', run: print, enabled: shownId !== null && !command.busy },
    Esc: { label: '回到本班', run: () => setChosen(null), enabled: chosen !== null },
  })
  const isFirst = useRef(true)
  useEffect(() => {
    if (current.busy || !isFirst.current) return
    isFirst.current = false
    main.current?.focus()
  }, [current.busy])

  const shown = shownId ? totals.value : null
  return (
    <div className="columns shift" ref={page}>
      <section className="panel">
        <ShiftHead shift={shown?.shift ?? null} signedIn={shift !== null} loading={current.busy} />
        <FaultPanel fault={command.fault ?? current.fault ?? totals.fault} />
        {shown && shown.doubtful > 0 && (
          <p className="in-doubt">本班有 {shown.doubtful} 笔存疑交易，结果确定后汇总会变化（F12 查看）。</p>
        )}
        {shown && <Totals totals={shown} />}
        {!shownId && !current.busy && (
          <p className="quiet">签到后，这里显示本班按收款方式、险种、医疗类别的汇总。收费前须先签到。</p>
        )}
        <WaitLine />
      </section>
      <aside className="panel">
        <Button
          ref={main}
          type="primary"
          size="large"
          block
          disabled={command.busy}
          onClick={shift ? openSignOut : signIn}
        >
          {shift ? '签退交班' : '签到'} <kbd>F8</kbd>
        </Button>
        <Button block disabled={!shownId || command.busy} onClick={print}>
          打印交班表 <kbd>F10</kbd>
        </Button>
        <h3>历史班次</h3>
        <ExportButton table="shifts" query={{}} disabled={!history.value?.length} />
        <DataTable
          label="历史班次"
          columns={HISTORY}
          rows={history.value ?? []}
          rowKey={(row) => row.shiftId}
          selected={shownId}
          onSelect={(row) => setChosen(row.shiftId)}
          empty="还没有班次。签到后在这里留下记录，可随时补打交班表。"
        />
      </aside>
      {signingOut && shift && totals.value?.shift.shiftId === shift.shiftId && (
        <SignOut
          totals={totals.value}
          onClose={() => setSigningOut(false)}
          onDone={(done) => {
            setSigningOut(false)
            settle(done)
          }}
        />
      )}
    </div>
  )
}

function ShiftHead(props: { shift: ShiftView | null; signedIn: boolean; loading: boolean }) {
  const { shift } = props
  if (!shift) return <h2>{props.loading ? '正在查询班次…' : props.signedIn ? '本班' : '尚未签到'}</h2>
  return (
    <div className="row">
      <h2>
        {shift.opterName}（{shift.opter}）· {windowText(shift.window)}
      </h2>
      <span className="quiet">
        {timeShow(shift.startedAt)} 起{shift.endedAt ? `，${timeShow(shift.endedAt)} 签退` : '，在班'}
      </span>
      {shift.sign_no && <span className="quiet">签到流水号 {shift.sign_no}</span>}
      {shift.handedTo && <span className="quiet">交给 {shift.handedTo}</span>}
    </div>
  )
}
