import { useState } from 'react'
import type { Insurance } from '../../../shared/visit.ts'
import { Money } from '../../components/Money.tsx'
import { Choice } from './Choice.tsx'
import { useDict } from './dict.ts'

interface Props {
  insurances: Insurance[]
  insu: Insurance | null
  /** may be chosen now; with one insurance the list only tells */
  open: boolean
  /** `same`: it was the chosen one already */
  onChoose: (index: number, same: boolean) => void
}

/** The insurances of 1101. With several, ↑↓ and Enter choose; with one it only tells. */
export function InsuranceChoice({ insurances, insu, open, onChoose }: Props) {
  const chosen = insurances.findIndex((one) => sameInsurance(one, insu))
  const [moved, setMoved] = useState<number | null>(null)
  const canChoose = open && insurances.length > 1
  const at = canChoose ? (moved ?? chosen) : chosen
  return (
    <div>
      <h3>险种{canChoose && <small>↑↓ 选择，Enter 确定</small>}</h3>
      <Choice
        label="险种"
        name="insurance"
        options={insurances.map((one) => ({ key: insuranceKey(one), body: <InsuranceBody one={one} /> }))}
        at={at}
        disabled={!canChoose}
        onChange={setMoved}
        onEnter={() => {
          setMoved(null)
          onChoose(at, at === chosen)
        }}
      />
    </div>
  )
}

export const insuranceKey = (one: Insurance) => `${one.insutype}${one.insuplc_admdvs}${one.psn_type}`

/** One insurance in three lines: what it is, whose, and what its account holds. */
export function InsuranceBody({ one }: { one: Insurance }) {
  const insutype = useDict('insutype')
  const psn = useDict('psn_type')
  const stas = useDict('psn_insu_stas')
  const place = useDict('admdvs')
  const normal = one.psn_insu_stas === '1'
  return (
    <>
      <b>{insutype.of(one.insutype)}</b>
      <span className="v-dim">
        {psn.of(one.psn_type)} · {place.of(one.insuplc_admdvs)}
        {one.cvlserv_flag === '1' ? ' · 公务员' : ''}
      </span>
      <span className={normal ? 'v-dim' : 'v-bad'}>
        {stas.of(one.psn_insu_stas)} · 账户余额 <Money fen={one.balcFen} />
      </span>
      {one.emp_name && <span className="v-dim">{one.emp_name}</span>}
    </>
  )
}

export function sameInsurance(a: Insurance, b: Insurance | null) {
  return b !== null && a.insutype === b.insutype && a.insuplc_admdvs === b.insuplc_admdvs
}
