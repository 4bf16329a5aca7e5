import { useRef, useState } from 'react'
import { ConfirmBox } from '../../../components/ConfirmBox.tsx'
import { isSecondEnter } from '../../common/enter.ts'
import { command } from '../commands.ts'
import { closeBox } from '../store.ts'

/** A negative line for (part of) a charge. */
export function RefundFeeBox({ lineNo, name, cnt }: { lineNo: number; name: string; cnt: string }) {
  const [text, setText] = useState(cnt)
  const sent = useRef(false)
  const confirm = () => {
    if (sent.current || isSecondEnter() || !(Number(text) > 0)) return
    sent.current = true
    closeBox()
    void command('admission.refundFee', { lineNo, cnt: text })
  }
  return (
    <ConfirmBox title="退一条费用" okText="记一条退费" danger onOk={confirm} onCancel={closeBox}>
      <p>
        {name}：记一条负数明细，最多退 {cnt}。
      </p>
      <label>
        <span className="v-label">退的数量</span>
        <input
          className="v-input v-num"
          data-focus="box"
          inputMode="decimal"
          autoComplete="off"
          value={text}
          onFocus={(e) => e.target.select()}
          onChange={(e) => /^\d{0,10}(\.\d{0,4})?$/.test(e.target.value) && setText(e.target.value)}
        />
      </label>
    </ConfirmBox>
  )
}
