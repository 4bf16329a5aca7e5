import { type Fen, fen, tryYuan, ZERO } from '../../../shared/money.ts'
import { PAY_METHOD_LABEL, type PayMethod, type Payment } from '../../../shared/visit.ts'

/**
 * The payment box as data. Cash is what is left: its typed text is what the patient handed over. Another
 * method takes the amount typed for it, or, while it is the active one with nothing typed, the whole rest.
 */
export interface PayState {
  dueFen: Fen
  active: PayMethod
  /** decimal text in yuan; for cash the tendered amount */
  typed: Record<PayMethod, string>
  refNo: Partial<Record<PayMethod, string>>
}

export const PAY_METHODS: readonly PayMethod[] = ['cash', 'card', 'wechat', 'alipay']
/** The key of the number pad that chooses a method. */
export const PAY_KEY: Record<PayMethod, string> = { cash: '+', card: '−', wechat: '*', alipay: '/' }

const KEY_METHOD: Record<string, PayMethod> = { '+': 'cash', '-': 'card', '*': 'wechat', '/': 'alipay' }

export function payStart(dueFen: Fen): PayState {
  return { dueFen, active: 'cash', typed: { cash: '', card: '', wechat: '', alipay: '' }, refNo: {} }
}

/** The method that a key chooses, or null. Main keyboard and number pad send the same `key`. */
export function payMethodOf(key: string): PayMethod | null {
  return KEY_METHOD[key] ?? null
}

/** Choosing the active method again clears what was typed for it. */
export function payChoose(state: PayState, method: PayMethod): PayState {
  if (method !== state.active) return { ...state, active: method }
  return { ...state, typed: { ...state.typed, [method]: '' } }
}

/**
 * Takes what stands in the field, on its way to an amount ('12', '12.', '.5' becomes '0.5'). The keys of the
 * methods may be among it where hands are fast: '5/1.5' is 5 here and then 1.5 by 支付宝. Anything else
 * changes nothing.
 */
export function payType(state: PayState, text: string): PayState {
  const at = text.search(/[-+*/]/)
  if (at < 0) return amountTyped(state, text)
  const method = payMethodOf(text[at] ?? '') ?? state.active
  const chosen = payChoose(amountTyped(state, text.slice(0, at)), method)
  return at + 1 < text.length ? payType(chosen, text.slice(at + 1)) : chosen
}

function amountTyped(state: PayState, text: string): PayState {
  const plain = text.replace(/。/g, '.').replace(/^\./, '0.')
  if (!/^(\d{0,8}(\.\d{0,2})?)$/.test(plain)) return state
  return { ...state, typed: { ...state.typed, [state.active]: plain } }
}

/** A payment code was scanned: its method becomes active and carries the code. */
export function payScan(state: PayState, method: PayMethod, code: string): PayState {
  return { ...state, active: method, refNo: { ...state.refNo, [method]: code } }
}

export interface PayResult {
  amounts: Record<PayMethod, Fen>
  changeFen: Fen
  /** what is to be sent to visit.settle; null while something is wrong */
  payments: Payment[] | null
  /** Chinese, names the method and the amount missing or too much; null when all is right */
  fault: string | null
  faultAt: PayMethod | null
}

/** What each method takes, the change, and whether it adds up to what is due. */
export function payResult(state: PayState): PayResult {
  const amounts: Record<PayMethod, Fen> = { cash: ZERO, card: ZERO, wechat: ZERO, alipay: ZERO }
  let rest: number = state.dueFen
  for (const method of PAY_METHODS) {
    if (method === 'cash') continue
    amounts[method] = tryYuan(state.typed[method].replace(/\.$/, '')) ?? ZERO
    rest -= amounts[method]
  }
  if (rest < 0) {
    const over = `${PAY_METHOD_LABEL[state.active]}：比应收多 ${(-rest / 100).toFixed(2)} 元，请改小。`
    return { amounts, changeFen: ZERO, payments: null, fault: over, faultAt: state.active }
  }
  const wholeRest = state.active !== 'cash' && state.typed[state.active] === ''
  amounts[wholeRest ? state.active : 'cash'] = fen(rest)

  const tendered = tryYuan(state.typed.cash.replace(/\.$/, ''))
  if (tendered !== null && amounts.cash > 0 && tendered < amounts.cash) {
    const short = ((amounts.cash - tendered) / 100).toFixed(2)
    return {
      amounts,
      changeFen: ZERO,
      payments: null,
      fault: `现金：实收还差 ${short} 元。`,
      faultAt: 'cash',
    }
  }
  const tenderedFen = amounts.cash > 0 ? (tendered ?? amounts.cash) : ZERO
  return {
    amounts,
    changeFen: fen(tenderedFen - amounts.cash),
    payments: paymentsOf(state, amounts, tenderedFen),
    fault: null,
    faultAt: null,
  }
}

function paymentsOf(state: PayState, amounts: Record<PayMethod, Fen>, tenderedFen: Fen): Payment[] {
  return PAY_METHODS.filter((method) => amounts[method] > 0).map((method) => ({
    method,
    amountFen: amounts[method],
    ...(method === 'cash' ? { tenderedFen } : {}),
    ...(state.refNo[method] ? { refNo: state.refNo[method] } : {}),
  }))
}
