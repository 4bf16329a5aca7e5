import { useCallback, useEffect, useRef, useState } from 'react'
import type { VisitView } from '../../../../shared/api/visit.ts'
import { type Fen, yuanShow } from '../../../../shared/money.ts'
import { PAY_METHOD_LABEL, type PayMethod } from '../../../../shared/visit.ts'
import { call } from '../../../bridge.ts'
import { ConfirmBox } from '../../../components/ConfirmBox.tsx'
import { Money } from '../../../components/Money.tsx'
import { type KeyMap, useKeys } from '../../../keys.ts'
import { onScan } from '../../../scanner.ts'
import { isSecondEnter } from '../../common/enter.ts'
import {
  PAY_KEY,
  PAY_METHODS,
  type PayState,
  payChoose,
  payResult,
  payScan,
  payStart,
  payType,
} from '../../common/pay.ts'
import { command } from '../commands.ts'
import { closeBox, setTaken } from '../store.ts'

const CHANNEL: Record<'wechat' | 'alipay' | 'unionpay', PayMethod> = {
  wechat: 'wechat',
  alipay: 'alipay',
  unionpay: 'card',
}

const PAY_ROW_px = 48

/** What the patient owes now: the cash part of the pre-settlement, or all of a self-pay bill. */
export const dueOf = (view: VisitView): Fen => view.visit.presettle?.cash ?? view.totalFen

/** Takes the rest. Enter confirms once: the box goes before the call leaves, and the version guards the rest. */
export function PayBox({ view }: { view: VisitView }) {
  const [state, setState] = useState<PayState>(() => payStart(dueOf(view)))
  const [said, setSaid] = useState<string | null>(null)
  /** what Enter confirms, even where the screen has not drawn the last digit yet */
  const now = useRef(state)
  const sent = useRef(false)
  const input = useRef<HTMLInputElement>(null)
  const result = payResult(state)

  const update = useCallback((change: (state: PayState) => PayState) => {
    now.current = change(now.current)
    setState(now.current)
    setSaid(null)
  }, [])
  useScannedPayment(update, setSaid)
  const active = state.active
  // what is typed next goes behind what stands there: nothing is selected, so nothing is overwritten unseen
  useEffect(() => {
    const field = input.current
    field?.focus()
    field?.setSelectionRange(field.value.length, field.value.length)
  }, [active])

  const choose = (method: PayMethod) => update((s) => payChoose(s, method))
  const confirm = () => {
    if (sent.current || isSecondEnter()) return
    const { payments, fault } = payResult(now.current)
    if (!payments) return setSaid(fault)
    sent.current = true
    setTaken(view.visit.encounterId, payments)
    closeBox()
    void command('visit.settle', { payments }, view.visit.encounterId)
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
        <div className="v-pay-rows">
          {PAY_METHODS.map((method) => (
            <PayRow
              key={method}
              method={method}
              state={state}
              amount={result.amounts[method]}
              onChoose={() => choose(method)}
            />
          ))}
          <input
            ref={input}
            className="v-input v-num"
            style={{ top: PAY_METHODS.indexOf(active) * PAY_ROW_px + 6 }}
            data-focus="box"
            aria-label={active === 'cash' ? '实收' : PAY_METHOD_LABEL[active]}
            inputMode="decimal"
            autoComplete="off"
            placeholder={yuanShow(result.amounts[active])}
            value={state.typed[active]}
            onChange={(e) => {
              const text = e.target.value
              update((s) => payType(s, text))
            }}
          />
        </div>
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
  onChoose: () => void
}

function PayRow({ method, state, amount, onChoose }: RowProps) {
  const on = method === state.active
  return (
    <div className="v-pay-row" data-on={on || undefined} style={{ height: PAY_ROW_px }}>
      <button type="button" tabIndex={-1} onClick={onChoose}>
        <kbd>{PAY_KEY[method]}</kbd>
        {PAY_METHOD_LABEL[method]}
        {state.refNo[method] && <small>已扫付款码</small>}
      </button>
      <span className="v-dim v-num">{method === 'cash' && !on ? state.typed.cash : ''}</span>
      <output aria-label={`${PAY_METHOD_LABEL[method]}金额`}>
        <Money fen={amount > 0 ? amount : null} size="lg" />
      </output>
    </div>
  )
}

/** While the box stands, a scan is a payment code; anything else is refused in words. */
function useScannedPayment(
  update: (change: (state: PayState) => PayState) => void,
  setSaid: (text: string) => void,
) {
  useEffect(
    () =>
      onScan((text) => {
        call('visit.readCode', { text }).then(
          (read) => {
            if (read.is === 'payment') update((s) => payScan(s, CHANNEL[read.channel], read.code))
            else setSaid(read.is === 'unknown' ? read.why : '这是就诊凭证，不是付款码；收款时请扫付款码。')
          },
          () => setSaid('付款码没有识别出来，请重扫，或按 * / 选择后直接输入金额。'),
        )
      }),
    [update, setSaid],
  )
}
