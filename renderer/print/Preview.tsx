import { type ReactNode, useEffect, useState } from 'react'
import type { DocRef, PrintAnswer } from '../../shared/api/print.ts'
import type { Fault } from '../../shared/errors.ts'
import { call } from '../bridge.ts'
import { ConfirmBox } from '../components/ConfirmBox.tsx'
import { FaultPanel } from '../components/FaultPanel.tsx'
import type { KeyMap } from '../keys.ts'
import { Choice } from '../screens/common/Choice.tsx'
import { focusOn } from '../screens/common/focus.ts'
import { ReasonField } from '../screens/common/ReasonField.tsx'
import { useAsk, useCommand } from '../stores/ask.ts'
import { printInBrowser } from './printInBrowser.ts'
import { SlipSheet } from './SlipSheet.tsx'
import '../screens/common/fields.css'
import '../screens/common/money.css'
import './preview.css'

const REASONS = ['打印机卡纸、缺纸', '患者遗失', '打印不清', '患者要求再打一份']

export interface Paper {
  label: string
  doc: DocRef
}

export interface PreviewProps {
  /** one paper, or some to choose from */
  papers: readonly Paper[]
  /** must succeed before anything is counted or printed, e.g. what registers the print elsewhere */
  before?: (doc: DocRef, reason: string) => Promise<unknown>
  /** counted, and printed or queued; the browser's own dialogue comes after it */
  onPrinted?: (doc: DocRef, answer: PrintAnswer) => void
  onClose: () => void
  /** after the browser's dialogue, or after closing where there is none; without it the box tells a fault itself */
  onDone?: (fault: Fault | null) => void
  /** what else can be done with the paper, and a word about it below */
  keys?: KeyMap
  note?: ReactNode
}

/**
 * Shows a paper as it would print now; Enter or F10 prints. From the second copy on a reason is asked and 重打
 * stands on it. A printer that refuses keeps the paper in its queue, and the box says so.
 */
export function Preview({ papers, before, onPrinted, onClose, onDone, keys, note }: PreviewProps) {
  const [at, setAt] = useState(0)
  const [sheet, setSheet] = useState(0)
  const doc = papers[at]?.doc ?? null
  const show = useAsk('print.show', doc && { doc, sheet }, '准备打印内容')
  const [reason, setReason] = useState('')
  const [said, setSaid] = useState('')
  const [queued, setQueued] = useState<PrintAnswer | null>(null)
  const { busy, run, fault, setFault } = useCommand()
  const copies = show.busy && sheet === 0 ? null : (show.value?.copies ?? null)
  const again = (copies ?? 0) > 0
  const pages = show.value?.document.pages ?? 1
  useEffect(() => {
    if (again) focusOn('box')
  }, [again])

  const inBrowser = async (answer: PrintAnswer) => {
    if (onDone) onClose()
    const trouble = await printInBrowser(answer.document).then(() => null, notOpened)
    if (onDone) return onDone(trouble)
    if (trouble) setFault(trouble)
    else onClose()
  }
  const print = async () => {
    if (!doc || copies === null || busy) return
    if (again && !reason.trim()) {
      setSaid('重打原因：请填写，或按 ↓ 选一个。')
      return void focusOn('box')
    }
    await run('打印', async () => {
      await before?.(doc, again ? reason.trim() : '')
      const answer = await call('print.doc', { doc, ...(again ? { reason: reason.trim() } : {}) })
      onPrinted?.(doc, answer)
      if (answer.queued) return setQueued(answer)
      if (!answer.printed) return inBrowser(answer)
      onClose()
      onDone?.(null)
    })
  }
  const turnTo = (to: number) => setSheet(Math.min(pages - 1, Math.max(0, to)))
  if (queued && !fault)
    return <QueuedBox answer={queued} onClose={onClose} onDone={onDone} onBrowser={inBrowser} />
  return (
    <ConfirmBox
      title={again ? `重打（已打 ${copies} 次）` : '打印'}
      okText={again ? '重打，标注“重打”' : '打印'}
      okEnabled={copies !== null}
      busy={busy}
      onOk={print}
      onCancel={onClose}
      width={papers.length > 1 ? 980 : 900}
      keys={{
        F10: { label: '打印', run: print, enabled: copies !== null && !busy, quiet: true },
        PageUp: { label: '上一页', run: () => turnTo(sheet - 1), enabled: sheet > 0, quiet: pages === 1 },
        PageDown: {
          label: '下一页',
          run: () => turnTo(sheet + 1),
          enabled: sheet < pages - 1,
          quiet: pages === 1,
        },
        ...keys,
      }}
    >
      <div className={papers.length > 1 ? 'p-preview p-many' : 'p-preview'}>
        {papers.length > 1 && (
          <Choice
            label="单据"
            name="paper"
            options={papers.map(({ label }) => ({ key: label, body: <b>{label}</b> }))}
            at={at}
            onChange={(to) => {
              setAt(to)
              setSheet(0)
              setReason('')
              setSaid('')
            }}
          />
        )}
        <div>
          <FaultPanel fault={fault ?? show.fault} />
          {again && (
            <ReasonField
              label="重打原因"
              reasons={REASONS}
              value={reason}
              onChange={(text) => {
                setReason(text)
                setSaid('')
              }}
              onDone={print}
            />
          )}
          <p className="v-said" role="alert">
            {said}
          </p>
          <section className="v-sheet" aria-label="预览" tabIndex={0}>
            {show.value && (
              <SlipSheet
                document={show.value.document}
                sheet={show.value.document.items[0]?.page ?? 0}
                zoom={show.value.document.paper.width_mm > 100 ? 0.8 : 1}
              />
            )}
          </section>
          {pages > 1 && (
            <p className="p-pages">
              第 {sheet + 1}/{pages} 页　<kbd>PageUp</kbd> <kbd>PageDown</kbd> 翻页
            </p>
          )}
          {note}
        </div>
      </div>
    </ConfirmBox>
  )
}

/** The paper waits for its printer; the person may let it, or print it another way instead. */
function QueuedBox(props: {
  answer: PrintAnswer
  onClose: () => void
  onDone: PreviewProps['onDone']
  onBrowser: (answer: PrintAnswer) => Promise<void>
}) {
  const { answer } = props
  const { job } = answer
  const { busy, run, fault } = useCommand()
  const close = () => {
    props.onClose()
    props.onDone?.(null)
  }
  const elsewhere = () =>
    run('取消排队', async () => {
      if (job) await call('print.cancel', { jobId: job.jobId, reason: '改用打印窗口打印' })
      await props.onBrowser(answer)
    })
  return (
    <ConfirmBox
      title="已放入打印队列"
      okText="知道了"
      busy={busy}
      onOk={close}
      onCancel={close}
      keys={{
        F8: { label: '改用打印窗口', run: elsewhere, enabled: !busy && job?.state !== 'printing' },
      }}
    >
      <FaultPanel fault={fault} />
      <p>
        {job?.lastError
          ? `${job.printer}没有打出：${job.lastError}。`
          : `${job?.printer ?? '打印机'}还在打印前面的单据。`}
      </p>
      <p>
        这张{answer.document.title}已计入打印次数，打印机恢复后自动打出。可在“打印队列”（<kbd>Ctrl+F10</kbd>
        ）里重试或取消；急用请按 <kbd>F8</kbd> 改用打印窗口。
      </p>
    </ConfirmBox>
  )
}

const notOpened = (): Fault => ({
  kind: 'internal',
  what: '浏览器没有打开打印窗口',
  means: '钱款不受影响；这一次已计入打印次数。',
  todo: '请重打，原因选“打印机卡纸、缺纸”。',
})
