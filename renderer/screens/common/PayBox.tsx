import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import { type Fen, yuanShow } from '../../../shared/money.ts'
import { PAY_METHOD_LABEL, type PayMethod, type Payment } from '../../../shared/visit.ts'
import { call } from '../../bridge.ts'
import { ConfirmBox } from '../../components/ConfirmBox.tsx'
import { Money } from '../../components/Money.tsx'
import { type KeyMap, useKeys } from '../../keys.ts'
import { onScan } from '../../scanner.ts'
import { isSecondEnter } from './enter.ts'
import {
  PAY_KEY,
  PAY_METHODS,
  type PayState,
  payChoose,
  payResult,
  payScan,
  payStart,
  payType,
} from './pay.ts'

const CHANNEL: Record<'wechat' | 'alipay' | 'unionpay', PayMethod> = {
  wechat: 'wechat',
  alipay: 'alipay',
  unionpay: 'card',
}

const PAY_ROW_px = 48

interface Props {
  title: string
  okText: string
  dueFen: Fen
  /** money goes to the patient: nothing is tendered and there is no change */
  back?: boolean
  /** what the amount is made of, above it */
  children?: ReactNode
  onPay: (payments: Payment[]) => void
  onClose: () => void
}

/** Takes (or gives back) an amount by one or several methods. Enter confirms once. */
export function PayBox(props: Props) {
  const { back = false, onClose } = props
  const [state, setState] = useState<PayState>(() => payStart(props.dueFen))
  const [said, setSaid] = useState<string | null>(null)
  /** what Enter confirms, even where the screen has not drawn the last digit yet */
  const now = useRef(state)
  const sent = useRef(false)
  const result = payResult(state)

  const update = useCallback(
    (change: (state: PayState) => PayState) => {
      const next = change(now.current)
      // cash that goes out is what is left: nobody hands anything over
      now.current = back ? { ...next, typed: { ...next.typed, cash: '' } } : next
      setState(now.current)
      setSaid(null)
    },
    [back],
  )
  useScannedPayment(
    useCallback((method, code) => update((s) => payScan(s, method, code)), [update]),
    setSaid,
  )
  const choose = (method: PayMethod) => update((s) => payChoose(s, method))
  const confirm = () => {
    if (sent.current || isSecondEnter()) return
    const { payments, fault } = payResult(now.current)
    if (!payments) return setSaid(fault)
    sent.current = true
    props.onPay(back ? payments.map(({ tenderedFen: _, ...payment }) => payment) : payments)
  }
  const dueLabel = back ? '应退' : '应收'
  return (
    <ConfirmBox
      title={props.title}
      okText={props.okText}
      okEnabled={result.payments !== null}
      onOk={confirm}
      onCancel={onClose}
      width={600}
    >
      <BoxKeys map={payKeys(choose, confirm, onClose, back)} />
      <div className="v-pay">
        {props.children}
        <p className="v-figure" data-size="huge">
          <span>{dueLabel}</span>
          <output aria-label={dueLabel}>
            <Money fen={state.dueFen} size="xl" />
          </output>
        </p>
        <PayRows state={state} amounts={result.amounts} back={back} onChoose={choose} onType={update} />
        {!back && (
          <p className="v-figure v-change" data-size="huge" data-on={result.changeFen > 0 || undefined}>
            <span>找零</span>
            <output aria-label="找零">
              <Money fen={result.changeFen} size="xl" />
            </output>
          </p>
        )}
        <p className="v-said" role="alert">
          {said ?? result.fault}
        </p>
      </div>
    </ConfirmBox>
  )
}

interface RowsProps {
  state: PayState
  amounts: Record<PayMethod, Fen>
  back: boolean
  onChoose: (method: PayMethod) => void
  onType: (change: (state: PayState) => PayState) => void
}

function PayRows({ state, amounts, back, onChoose, onType }: RowsProps) {
  const input = useRef<HTMLInputElement>(null)
  const { active } = state
  // what is typed next goes behind what stands there: nothing is selected, so nothing is overwritten unseen
  useEffect(() => {
    const field = input.current
    field?.focus()
    field?.setSelectionRange(field.value.length, field.value.length)
  }, [active])
  return (
    <div className="v-pay-rows">
      {PAY_METHODS.map((method) => (
        <PayRow
          key={method}
          method={method}
          state={state}
          amount={amounts[method]}
          onChoose={() => onChoose(method)}
        />
      ))}
      <input
        ref={input}
        className="v-input v-num"
        style={{ top: PAY_METHODS.indexOf(active) * PAY_ROW_px + 6 }}
        data-focus="box"
        aria-label={active === 'cash' && !back ? '实收' : PAY_METHOD_LABEL[active]}
        inputMode="decimal"
        autoComplete="off"
        placeholder={yuanShow(amounts[active])}
        value={state.typed[active]}
        onChange={(e) => {
          const text = e.target.value
          onType((s) => payType(s, text))
        }}
      />
    </div>
  )
}

/** Keys of a box beside Enter and Esc; they lie above those of the box around. */
export function BoxKeys({ map }: { map: KeyMap }) {
  useKeys(map, 'dialog')
  return null
}

/** The keys of the number pad that choose a method. */
export function methodKeys(choose: (method: PayMethod) => void): KeyMap {
  return {
    NumpadAdd: { label: '现金', run: () => choose('cash') },
    NumpadSubtract: { label: '银行卡', run: () => choose('card') },
    NumpadMultiply: { label: '微信', run: () => choose('wechat') },
    NumpadDivide: { label: '支付宝', run: () => choose('alipay') },
  }
}

function payKeys(
  choose: (method: PayMethod) => void,
  confirm: () => void,
  onClose: () => void,
  back: boolean,
): KeyMap {
  return {
    ...methodKeys(choose),
    Enter: { label: back ? '确认退款' : '确认收款', run: confirm },
    Esc: { label: back ? '返回，不退款' : '返回，不收款', run: onClose },
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

/** While a box that takes money stands, a scan is a payment code; anything else is refused in words. */
export function useScannedPayment(
  onCode: (method: PayMethod, code: string) => void,
  setSaid: (text: string) => void,
) {
  useEffect(
    () =>
      onScan((text) => {
        call('visit.readCode', { text }).then(
          (read) => {
            if (read.is === 'payment') onCode(CHANNEL[read.channel], read.code)
            else setSaid(read.is === 'unknown' ? read.why : '这是就诊凭证，不是付款码；收款时请扫付款码。')
          },
          () => setSaid('付款码没有识别出来，请重扫，或按 * / 选择后直接输入金额。'),
        )
      }),
    [onCode, setSaid],
  )
}
