import { useEffect, useState } from 'react'
import type { PrintJobView } from '../../../shared/api/print.ts'
import { bridge, call } from '../../bridge.ts'
import { ConfirmBox } from '../../components/ConfirmBox.tsx'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { timeFull, timeShow } from '../../format.ts'
import { useKeys } from '../../keys.ts'
import { usePreview } from '../../print/usePreview.tsx'
import { useAsk, useCommand } from '../../stores/ask.ts'
import { ReasonField } from '../common/ReasonField.tsx'
import '../common/fields.css'
import '../common/money.css'

const REASONS = ['改用其他打印机', '不需要了', '已手工开具']
const TONE: Record<PrintJobView['state'], string> = {
  waiting: 'waiting',
  printing: 'waiting',
  done: 'done',
  failed: 'in-doubt',
  cancelled: 'quiet',
}
/** What may still come out, or may be tried. */
const isOpen = (job: PrintJobView | undefined) =>
  job !== undefined && (job.state === 'waiting' || job.state === 'failed' || job.state === 'printing')

const COLUMNS: readonly Column<PrintJobView>[] = [
  { key: 'at', title: '时间', width: 160, render: (job) => timeFull(job.createdAt) },
  { key: 'title', title: '单据', width: 180, render: (job) => job.title },
  {
    key: 'copies',
    title: '第几份',
    width: 110,
    render: (job) => (job.copies > 1 ? `第 ${job.copies} 份（重打）` : '第 1 份'),
  },
  { key: 'printer', title: '打印机', width: 140, render: (job) => job.printer },
  {
    key: 'state',
    title: '状态',
    width: 90,
    render: (job) => <span className={TONE[job.state]}>{job.stateLabel}</span>,
  },
  { key: 'tries', title: '已试', width: 60, align: 'right', render: (job) => `${job.attempts} 次` },
  {
    key: 'next',
    title: '下次',
    width: 80,
    render: (job) => (job.nextAt === null ? '' : timeShow(job.nextAt)),
  },
  { key: 'opter', title: '操作员', width: 80, render: (job) => job.opter },
  {
    key: 'error',
    title: '说明',
    render: (job) => <span title={job.lastError ?? ''}>{job.lastError}</span>,
  },
]

/** 打印队列: what waits, failed and came out lately; tried again, cancelled, looked at. */
export default function PrintsScreen() {
  const jobs = useAsk('print.jobs', { limit: 200 }, '查询打印队列')
  const [chosen, setChosen] = useState<string | null>(null)
  const [cancelling, setCancelling] = useState<PrintJobView | null>(null)
  const command = useCommand()
  const preview = usePreview()
  const { again } = jobs
  useEffect(() => bridge.on('print.changed', again), [again])

  const rows = jobs.value ?? []
  const job = rows.find(({ jobId }) => jobId === chosen) ?? rows[0]
  const waiting = rows.filter((row) => row.state === 'waiting' || row.state === 'printing').length
  const failed = rows.filter((row) => row.state === 'failed').length
  const retry = () =>
    command.run('重新打印', async () => {
      if (job) await call('print.retry', { jobId: job.jobId })
      again()
    })
  useKeys({
    F2: { label: '刷新', run: again },
    F8: { label: '立即重试', run: retry, enabled: isOpen(job) && !command.busy },
    Delete: {
      label: '取消',
      run: () => setCancelling(job ?? null),
      enabled: isOpen(job) && !command.busy,
    },
  })
  return (
    <section className="panel grow">
      <div className="row">
        <h2>打印队列</h2>
        {waiting > 0 && <span className="waiting">{waiting} 张在等打印机，恢复后自动打出</span>}
        {failed > 0 && <span className="in-doubt">{failed} 张没有打出，请处理</span>}
      </div>
      <FaultPanel fault={command.fault ?? jobs.fault} />
      <DataTable
        autoFocus
        label="打印队列"
        columns={COLUMNS}
        rows={rows}
        rowKey={({ jobId }) => jobId}
        selected={job?.jobId ?? null}
        onSelect={({ jobId }) => setChosen(jobId)}
        onOpen={({ doc }) => preview.open(doc)}
        empty={
          jobs.value
            ? '还没有打印任务。由本机直接打印的单据记在这里；打印机缺纸、断线时在这里等候，恢复后自动打出。'
            : '正在查询…'
        }
      />
      <div className="quiet">
        {rows.length > 0 && `最近 ${rows.length} 张。Enter 预览`}
        {job?.lastError && isOpen(job) && `　${job.lastError}`}
      </div>
      <WaitLine />
      {preview.box}
      {cancelling && <CancelBox job={cancelling} onClose={() => setCancelling(null)} onDone={again} />}
    </section>
  )
}

function CancelBox({ job, onClose, onDone }: { job: PrintJobView; onClose: () => void; onDone: () => void }) {
  const [reason, setReason] = useState('')
  const command = useCommand()
  const cancel = async () => {
    const text = reason.trim()
    if (!text) return
    const done = await command.run('取消打印', () => call('print.cancel', { jobId: job.jobId, reason: text }))
    if (!done) return
    onDone()
    onClose()
  }
  return (
    <ConfirmBox
      title={`取消打印 ${job.title}`}
      okText="取消这次打印"
      danger
      okEnabled={reason.trim() !== ''}
      busy={command.busy}
      onOk={cancel}
      onCancel={onClose}
    >
      <FaultPanel fault={command.fault} />
      <p className="quiet">取消后不再打出，写入审计。要再打一份请在原单据处重打。</p>
      <ReasonField label="取消原因" reasons={REASONS} value={reason} onChange={setReason} onDone={cancel} />
    </ConfirmBox>
  )
}
