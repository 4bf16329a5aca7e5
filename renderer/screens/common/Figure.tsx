import { type Fen, fen, ZERO } from '../../../shared/money.ts'
import { PAY_METHOD_LABEL, type Payment } from '../../../shared/visit.ts'
import { Money } from '../../components/Money.tsx'

interface FigureProps {
  label: string
  amount: Fen | null
  size?: 'small' | 'big' | 'huge'
}

/** A label and its amount in one line. */
export function Figure({ label, amount, size }: FigureProps) {
  return (
    <p className="v-figure" data-size={size}>
      <span>{label}</span>
      <output aria-label={label}>
        <Money fen={amount} size={size === 'huge' ? 'xl' : size === 'big' ? 'lg' : 'md'} />
      </output>
    </p>
  )
}

/** What was taken or given back, and the change. A difference found by the centre is a row of its own. */
export function Paid({ payments, back }: { payments: Payment[]; back: boolean }) {
  const handed = payments.find((p) => p.tenderedFen !== undefined)
  const change = handed?.tenderedFen !== undefined ? fen(handed.tenderedFen - handed.amountFen) : ZERO
  return (
    <div className="v-paid">
      {payments.map((p) => (
        <Figure
          key={`${p.method}${p.amountFen}${p.refNo}`}
          label={`${back === p.amountFen > 0 ? '退' : '收'} ${PAY_METHOD_LABEL[p.method]}`}
          amount={fen(Math.abs(p.amountFen))}
        />
      ))}
      {!back && change > 0 && <Figure label="找零" amount={change} size="big" />}
    </div>
  )
}
