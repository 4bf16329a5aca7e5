import { useEffect, useRef, useState } from 'react'
import type { StayView } from '../../../../shared/api/admission.ts'
import { ConfirmBox } from '../../../components/ConfirmBox.tsx'
import { FaultPanel } from '../../../components/FaultPanel.tsx'
import { useDict } from '../../common/dict.ts'
import { sameInsurance } from '../../common/InsuranceChoice.tsx'
import { ReasonBox } from '../../common/ReasonBox.tsx'
import { command } from '../commands.ts'
import { closeBox, useFault } from '../store.ts'

/** Alt+I: what the person is insured with now (1101), then another insurance for the stay. */
export function InsuranceBox({ view }: { view: StayView }) {
  const { encounterId } = view.stay
  const [asked, setAsked] = useState<'asking' | 'known' | 'failed'>('asking')
  const fault = useFault()
  const begun = useRef(false)
  const ask = async () => {
    setAsked('asking')
    setAsked((await command('admission.renew', {}, encounterId)) ? 'known' : 'failed')
  }
  // once a box; the guard is for an effect that runs twice
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    void ask()
  })
  if (asked === 'known') return <Others view={view} />
  return (
    <ConfirmBox
      title="更换险种"
      okText="重新查询"
      okEnabled={asked === 'failed'}
      onOk={ask}
      onCancel={closeBox}
      width={600}
    >
      {asked === 'asking' ? (
        <p role="status">正在向中心查询这位患者现在的参保（1101）…</p>
      ) : (
        <FaultPanel fault={fault} />
      )}
    </ConfirmBox>
  )
}

/** Another insurance in mid-stay; the details go up again under it. */
function Others({ view }: { view: StayView }) {
  const insutype = useDict('insutype')
  const place = useDict('admdvs')
  const state = useDict('psn_insu_stas')
  const { insurances, insu } = view.stay
  const ways = insurances.flatMap((one, index) => {
    if (sameInsurance(one, insu)) return []
    const text = `${place.of(one.insuplc_admdvs)} · ${state.of(one.psn_insu_stas)}`
    return { key: String(index), label: insutype.of(one.insutype), text }
  })
  if (ways.length === 0) {
    return (
      <ConfirmBox title="更换险种" okText="知道了" onOk={closeBox} onCancel={closeBox}>
        <p>中心没有这位患者的其他险种，不能更换。参保刚变更的，请患者到参保地经办机构确认后再查。</p>
      </ConfirmBox>
    )
  }
  return (
    <ReasonBox
      title={ways.length === 1 ? `更换险种为${ways[0]?.label}` : '更换险种'}
      okText="更换险种"
      label="更换原因"
      reasons={['参保险种变更', '入院时险种选错', '待遇恢复']}
      ways={ways}
      waysLabel="换成"
      onOk={(reason, way) => {
        closeBox()
        void command('admission.changeInsurance', { index: Number(way), reason })
      }}
      onClose={closeBox}
    >
      <p>先撤回已上传的明细和入院登记，再按新险种重新登记；明细随后重新上传。押金不动。</p>
    </ReasonBox>
  )
}
