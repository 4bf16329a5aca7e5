import { useEffect, useState } from 'react'
import type { VisitView } from '../../../../shared/api/visit.ts'
import { type Fault, faultOf } from '../../../../shared/errors.ts'
import type { ApiOutput } from '../../../../shared/ipc.ts'
import type { SlipDocument } from '../../../../shared/slip.ts'
import { call } from '../../../bridge.ts'
import { ConfirmBox } from '../../../components/ConfirmBox.tsx'
import { FaultPanel } from '../../../components/FaultPanel.tsx'
import { printInBrowser } from '../../../print/printInBrowser.ts'
import { SlipSheet } from '../../../print/SlipSheet.tsx'
import { focusOn } from '../../common/focus.ts'
import { ReasonField } from '../../common/ReasonField.tsx'
import { slipId } from '../next.ts'
import { closeBox, focusNext, mark, setFault as tell } from '../store.ts'

const REASONS = ['打印机卡纸、缺纸', '患者遗失', '打印不清', '患者要求再打一份']

/** Preview of the slip; Enter prints. From the second print on a reason is asked and 重打 stands on it. */
export function PrintBox({ view }: { view: VisitView }) {
  const setl_id = slipId(view)
  const { preview, fault, setFault } = usePreview(setl_id)
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const [said, setSaid] = useState<string | null>(null)
  const again = (preview?.copies ?? 0) > 0
  useEffect(() => {
    if (again) focusOn('box')
  }, [again])

  const print = async () => {
    if (!setl_id || !preview || busy) return
    if (again && !reason.trim()) return setSaid('重打原因：请填写，或按 ↓ 选一个。')
    setBusy(true)
    try {
      const answer = await call('print.slip', { setl_id, ...(again ? { reason: reason.trim() } : {}) })
      mark('slipsOut', setl_id)
      closeBox()
      if (!answer.printed) await printHere(view.visit.encounterId, answer.document)
    } catch (error) {
      setFault(faultOf(error))
      setBusy(false)
    }
  }
  return (
    <ConfirmBox
      title={again ? `重打（已打 ${preview?.copies} 次）` : '打印'}
      okText={again ? '重打，标注“重打”' : '打印'}
      okEnabled={preview !== null}
      busy={busy}
      onOk={print}
      onCancel={closeBox}
      width={860}
    >
      <div className="v-print">
        <FaultPanel fault={fault} />
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
          {preview && <SlipSheet document={preview.document} />}
        </section>
      </div>
    </ConfirmBox>
  )
}

function usePreview(setl_id: string | null) {
  const [preview, setPreview] = useState<ApiOutput<'print.preview'> | null>(null)
  const [fault, setFault] = useState<Fault | null>(null)
  useEffect(() => {
    if (!setl_id) return
    let alive = true
    call('print.preview', { setl_id }).then(
      (answer) => alive && setPreview(answer),
      (error) => alive && setFault(faultOf(error)),
    )
    return () => {
      alive = false
    }
  }, [setl_id])
  return { preview, fault, setFault }
}

/** The browser's own dialogue. The slip is counted already, so a refusal is told on the screen behind. */
async function printHere(encounterId: string, document: SlipDocument) {
  try {
    await printInBrowser(document)
  } catch {
    tell(encounterId, {
      kind: 'internal',
      what: '浏览器没有打开打印窗口',
      means: '结算不受影响；这一次已计入打印次数。',
      todo: '请按 Shift+F10 重打，原因选“打印机卡纸、缺纸”。',
    })
  }
  focusNext()
}
