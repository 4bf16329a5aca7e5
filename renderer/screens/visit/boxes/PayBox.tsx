import { useEffect, useRef, useState } from 'react'
import type { VisitView } from '../../../../shared/api/visit.ts'
import { type Fen, yuanShow } from '../../../../shared/money.ts'
import { PAY_METHOD_LABEL, type PayMethod } from '../../../../shared/visit.ts'
import { call } from '../../../bridge.ts'
import { ConfirmBox } from '../../../components/ConfirmBox.tsx'
import { Money } from '../../../components/Money.tsx'
import { type KeyMap, useKeys } from '../../../keys.ts'
import { onScan } from '../../../scanner.ts'
import { command } from '../commands.ts'
import { isSecondEnter } from '../enter.ts'
import {
  PAY_KEY,
  PAY_METHODS,
  type PayState,
  payChoose,
  payMethodOf,
  payResult,
  payScan,
  payStart,
  payType,
} from '../pay.ts'
import { closeBox, setTaken } from '../store.ts'

const CHANNEL: Record<'wechat' | 'alipay' | 'unionpay', PayMethod> = {
  wechat: 'wechat',
  alipay: 'alipay',
  unionpay: 'card',
}

/** What the patient owes now: the cash part of the pre-settlement, or all of a self-pay bill. */
export const dueOf = (view: VisitView): Fen => view.visit.presettle?.cash ?? view.totalFen

/** Takes the rest. Enter confirms once: the box goes before the call leaves, and the version guards the rest. */
export function PayBox({ view }: { view: VisitView }) {
  const [state, setState] = useState<PayState>(() => payStart(dueOf(view)))
  const [said, setSaid] = useState<string | null>(null)
  const sent = useRef(false)
  const input = useRef<HTMLInputElement>(null)
  const result = payResult(state)

  useScannedPayment(setState, setSaid)
  const active = state.active
  // the field of the newly chosen method is typed into at once
  useEffect(() => input.current?.select(), [active])

  const choose = (method: PayMethod) => {
    setSaid(null)
    setState((s) => payChoose(s, method))
  }
  const typed = (text: string) => {
    const method = payMethodOf(text.slice(-1))
    if (method) return choose(method)
    setSaid(null)
    setState((s) => payType(s, text))
  }
  const confirm = () => {
    if (sent.current || isSecondEnter()) return
    if (!result.payments) return setSaid(result.fault)
    sent.current = true
    setTaken(view.visit.encounterId, result.payments)
    closeBox()
    void command('visit.settle', { payments: result.payments }, view.visit.encounterId)
  }
  return (
    <ConfirmBox
      title="收款结算"
      okText="确认收款并结算"
      okEnabled={result.payments !== null}
      onOk={confirm}
      onCancel={closeBox}
      width={600}
    >
      <Keys map={payKeys(choose, confirm)} />
      <div className="v-pay">
        <p className="v-figure" data-size="huge">
          <span>应收</span>
          <output aria-label="应收">
            <Money fen={state.dueFen} size="xl" />
          </output>
        </p>
        {PAY_METHODS.map((method) => (
          <PayRow
            key={method}
            method={method}
            state={state}
            amount={result.amounts[method]}
            inputRef={input}
            onChoose={() => choose(method)}
            onType={typed}
          />
        ))}
        <p className="v-figure v-change" data-size="huge" data-on={result.changeFen > 0 || undefined}>
          <span>找零</span>
          <output aria-label="找零">
            <Money fen={result.changeFen} size="xl" />
          </output>
        </p>
        <p className="v-said" role="alert">
          {said ?? result.fault}
        </p>
      </div>
    </ConfirmBox>
  )
}

/** Keys of a box beside Enter and Esc; they lie above those of the box around. */
function Keys({ map }: { map: KeyMap }) {
  useKeys(map, 'dialog')
  return null
}

function payKeys(choose: (method: PayMethod) => void, confirm: () => void): KeyMap {
  return {
    NumpadAdd: { label: '现金', run: () => choose('cash') },
    NumpadSubtract: { label: '银行卡', run: () => choose('card') },
    NumpadMultiply: { label: '微信', run: () => choose('wechat') },
    NumpadDivide: { label: '支付宝', run: () => choose('alipay') },
    Enter: { label: '确认收款', run: confirm },
    Esc: { label: '返回，不收款', run: closeBox },
  }
}

interface RowProps {
  method: PayMethod
  state: PayState
  amount: Fen
  inputRef: React.RefObject<HTMLInputElement | null>
  onChoose: () => void
  onType: (text: string) => void
}

function PayRow({ method, state, amount, inputRef, onChoose, onType }: RowProps) {
  const on = method === state.active
  const label = method === 'cash' ? '实收' : PAY_METHOD_LABEL[method]
  return (
    <div className="v-pay-row" data-on={on || undefined}>
      <button type="button" tabIndex={-1} onClick={onChoose}>
        <kbd>{PAY_KEY[method]}</kbd>
        {PAY_METHOD_LABEL[method]}
        {state.refNo[method] && <small>已扫付款码</small>}
      </button>
      {on ? (
        <input
          ref={inputRef}
          className="v-input v-num"
          data-focus="box"
          aria-label={label}
          inputMode="decimal"
          autoComplete="off"
          placeholder={yuanShow(amount)}
          value={state.typed[method]}
          onChange={(e) => onType(e.target.value)}
        />
      ) : (
        <span className="v-dim v-num">{method === 'cash' ? state.typed.cash : ''}</span>
      )}
      <output aria-label={`${PAY_METHOD_LABEL[method]}金额`}>
        <Money fen={amount > 0 ? amount : null} size="lg" />
      </output>
    </div>
  )
}

/** While the box stands, a scan is a payment code; anything else is refused in words. */
function useScannedPayment(
  setState: (update: (state: PayState) => PayState) => void,
  setSaid: (text: string) => void,
) {
  useEffect(
    () =>
      onScan((text) => {
        call('visit.readCode', { text }).then(
          (read) => {
            if (read.is === 'payment') setState((s) => payScan(s, CHANNEL[read.channel], read.code))
            else setSaid(read.is === 'unknown' ? read.why : '这是就诊凭证，不是付款码；收款时请扫付款码。')
          },
          () => setSaid('付款码没有识别出来，请重扫，或按 * / 选择后直接输入金额。'),
        )
      }),
    [setState, setSaid],
  )
}
