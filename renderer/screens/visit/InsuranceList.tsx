import { useState } from 'react'
import type { VisitView } from '../../../shared/api/visit.ts'
import type { Insurance } from '../../../shared/visit.ts'
import { Money } from '../../components/Money.tsx'
import { Choice } from '../common/Choice.tsx'
import { useDict } from '../common/dict.ts'
import { command } from './commands.ts'
import { focusNext, mark, useBusy } from './store.ts'

/** The insurances of 1101. With several, ↑↓ and Enter choose; with one it only tells. */
export function InsuranceList({ view }: { view: VisitView }) {
  const { encounterId, insurances, insu, step } = view.visit
  const chosen = insurances.findIndex((one) => same(one, insu))
  const [moved, setMoved] = useState<number | null>(null)
  const busy = useBusy()
  const open = insurances.length > 1 && step === 'identified' && view.can.edit
  const at = open ? (moved ?? chosen) : chosen

  const choose = () => {
    if (busy) return
    mark('insuranceKnown', encounterId)
    setMoved(null)
    if (at === chosen) focusNext()
    else void command('visit.chooseInsurance', { index: at })
  }
  return (
    <div>
      <h3>险种{open && <small>↑↓ 选择，Enter 确定</small>}</h3>
      <Choice
        label="险种"
        name="insurance"
        options={insurances.map((one) => ({
          key: `${one.insutype}${one.insuplc_admdvs}${one.psn_type}`,
          body: <InsuranceBody one={one} />,
        }))}
        at={at}
        disabled={!open}
        onChange={setMoved}
        onEnter={choose}
      />
    </div>
  )
}

function InsuranceBody({ one }: { one: Insurance }) {
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

function same(a: Insurance, b: Insurance | null) {
  return b !== null && a.insutype === b.insutype && a.insuplc_admdvs === b.insuplc_admdvs
}
