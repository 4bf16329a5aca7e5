import { useCallback, useEffect, useRef, useState } from 'react'
import type { StayView } from '../../../../shared/api/admission.ts'
import { tryYuan, yuanShow } from '../../../../shared/money.ts'
import { PAY_METHOD_LABEL, type PayMethod } from '../../../../shared/visit.ts'
import { ConfirmBox } from '../../../components/ConfirmBox.tsx'
import { isSecondEnter } from '../../common/enter.ts'
import { Figure } from '../../common/Figure.tsx'
import { focusOn } from '../../common/focus.ts'
import { BoxKeys, methodKeys, useScannedPayment } from '../../common/PayBox.tsx'
import { PAY_KEY, PAY_METHODS, payMethodOf } from '../../common/pay.ts'
import { ReasonField } from '../../common/ReasonField.tsx'
import { command } from '../commands.ts'
import { printReceipt } from '../print.ts'
import { closeBox } from '../store.ts'

const REASONS = ['患者要求退押金', '押金收多', '未住院', '改用其他方式']

/** Takes a deposit, or gives one back with a reason: amount, + − * / for the method, Enter; prints the receipt. */
export function DepositBox({ view, back = false }: { view: StayView; back?: boolean }) {
  const { balanceFen } = view.deposit
  const [text, setText] = useState(back ? (balanceFen / 100).toFixed(2) : '')
  const [method, setMethod] = useState<PayMethod>('cash')
  const [refNo, setRefNo] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const [said, setSaid] = useState<string | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const sent = useRef(false)

  useEffect(() => input.current?.select(), [])
  const pick = useCallback((chosen: PayMethod, code: string | null = null) => {
    setMethod(chosen)
    setRefNo(code)
  }, [])
  useScannedPayment(pick, setSaid)

  const check = (): number | null => {
    const amount = tryYuan(text.replace(/\.$/, ''))
    if (amount === null || amount <= 0) setSaid('金额：请输入大于 0 的金额，最多两位小数。')
    else if (back && amount > balanceFen) setSaid(`金额：押金只剩 ${yuanShow(balanceFen)} 元。`)
    else return amount
    focusOn('box')
    return null
  }
  const confirm = async () => {
    if (sent.current || isSecondEnter()) return
    const amountFen = check()
    if (amountFen === null) return
    if (back && !reason.trim()) {
      setSaid('退押金原因：请填写，或按 ↓ 选一个。')
      return void focusOn('reason')
    }
    sent.current = true
    closeBox()
    const extra = { amountFen, method, ...(refNo ? { refNo } : {}) }
    const after = back
      ? await command('admission.giveBackDeposit', { ...extra, reason: reason.trim() })
      : await command('admission.takeDeposit', extra)
    if (after) await printReceipt(after)
  }
  /** An amount on its way; the keys of the methods may be among it, since the field gets them first. */
  const type = (typed: string) => {
    const plain = typed.replace(/。/g, '.').replace(/[-+*/]/g, '')
    const chosen = payMethodOf(/[-+*/]/.exec(typed)?.[0] ?? '')
    if (chosen) pick(chosen)
    if (/^\d{0,8}(\.\d{0,2})?$/.test(plain)) setText(plain)
    setSaid(null)
  }
  const title = back ? '退押金' : '收押金'
  return (
    <ConfirmBox
      title={title}
      okText={back ? '确认退押金' : '确认收款'}
      danger={back}
      onOk={confirm}
      onCancel={closeBox}
      width={600}
    >
      <BoxKeys
        map={{
          ...methodKeys(pick),
          Enter: { label: title, run: confirm },
          Esc: { label: '返回', run: closeBox },
        }}
      />
      <div className="v-pay">
        <Figure label="押金余额" amount={balanceFen} size="big" />
        <label className="a-amount">
          <span>{back ? '退还金额' : '收款金额'}</span>
          <input
            ref={input}
            className="v-input v-num"
            data-focus="box"
            aria-label={back ? '退还金额' : '收款金额'}
            inputMode="decimal"
            autoComplete="off"
            value={text}
            onChange={(e) => type(e.target.value)}
          />
        </label>
        <Methods method={method} refNo={refNo} onPick={pick} />
        {back && (
          <ReasonField
            label="退押金原因"
            reasons={REASONS}
            value={reason}
            name="reason"
            onChange={setReason}
            onDone={confirm}
          />
        )}
        <p className="v-said" role="alert">
          {said}
        </p>
      </div>
    </ConfirmBox>
  )
}

interface MethodsProps {
  method: PayMethod
  refNo: string | null
  onPick: (method: PayMethod) => void
}

function Methods({ method, refNo, onPick }: MethodsProps) {
  return (
    <div className="a-methods">
      {PAY_METHODS.map((one) => (
        <button
          type="button"
          key={one}
          tabIndex={-1}
          className="v-tab"
          aria-pressed={one === method}
          onClick={() => onPick(one)}
        >
          <kbd>{PAY_KEY[one]}</kbd>
          {PAY_METHOD_LABEL[one]}
          {one === method && refNo && <small>已扫付款码</small>}
        </button>
      ))}
    </div>
  )
}
