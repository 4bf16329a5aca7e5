import { useEffect, useState } from 'react'
import { ConfirmBox } from '../../../components/ConfirmBox.tsx'
import { FaultPanel } from '../../../components/FaultPanel.tsx'
import { SlipSheet } from '../../../print/SlipSheet.tsx'
import { useAsk, useCommand } from '../../../stores/ask.ts'
import { Choice } from '../../common/Choice.tsx'
import { focusOn } from '../../common/focus.ts'
import { ReasonField } from '../../common/ReasonField.tsx'
import { type Paper, printDoc } from '../print.ts'
import { closeBox } from '../store.ts'

const REASONS = ['打印机卡纸、缺纸', '患者遗失', '打印不清', '患者要求再打一份']

/** ↑↓ choose the paper, Enter prints. From the second copy on a reason is asked and 重打 stands on it. */
export function DocBox({ docs }: { docs: Paper[] }) {
  const [at, setAt] = useState(0)
  const paper = docs[at]
  const show = useAsk('print.show', paper ? { doc: paper.doc } : null, '准备打印内容')
  const [reason, setReason] = useState('')
  const [said, setSaid] = useState<string | null>(null)
  const { busy, run, fault } = useCommand()
  const copies = show.busy ? null : (show.value?.copies ?? null)
  const again = (copies ?? 0) > 0
  useEffect(() => void focusOn('paper'), [])

  const print = async () => {
    if (!paper || copies === null) return
    if (again && !reason.trim()) {
      setSaid('重打原因：请填写，或按 ↓ 选一个。')
      return void focusOn('box')
    }
    const done = await run('打印', () => printDoc(paper.doc, again ? reason.trim() : undefined))
    if (done) closeBox()
  }
  return (
    <ConfirmBox
      title={again ? `重打（已打 ${copies} 次）` : '打印'}
      okText={again ? '重打，标注“重打”' : '打印'}
      okEnabled={copies !== null}
      busy={busy}
      onOk={print}
      onCancel={closeBox}
      width={980}
    >
      <div className="a-print">
        <Choice
          label="单据"
          name="paper"
          options={docs.map(({ label }) => ({ key: label, body: <b>{label}</b> }))}
          at={at}
          onChange={(to) => {
            setAt(to)
            setReason('')
            setSaid(null)
          }}
        />
        <div className="a-preview">
          <FaultPanel fault={fault ?? show.fault} />
          {again && (
            <ReasonField
              label="重打原因"
              reasons={REASONS}
              value={reason}
              onChange={(text) => {
                setReason(text)
                setSaid(null)
              }}
              onDone={print}
            />
          )}
          <p className="v-said" role="alert">
            {said}
          </p>
          <section className="v-sheet" aria-label="预览" tabIndex={0}>
            {show.value && <SlipSheet document={show.value.document} zoom={0.8} />}
          </section>
        </div>
      </div>
    </ConfirmBox>
  )
}
