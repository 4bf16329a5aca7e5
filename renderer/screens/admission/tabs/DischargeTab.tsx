import type { StayView } from '../../../../shared/api/admission.ts'
import type { FieldFault } from '../../../../shared/contract.ts'
import { DataForm } from '../form/DataForm.tsx'
import { dischargeValues } from '../form/discharge.ts'
import { DISCHARGE_FORM, shownGroups } from '../form/fields.ts'
import { type, useAdmission } from '../store.ts'

/** 2402 as it will be told; afterwards as it was. */
export function DischargeTab({
  view,
  faults,
  busy,
}: {
  view: StayView
  faults: FieldFault[]
  busy: boolean
}) {
  const { stay, can, remote } = view
  const typed = useAdmission((s) => s.discharge)
  const values = dischargeValues(view, typed)
  const facts = {
    med_type: stay.admission.med_type,
    remote,
    newborns: stay.newborns.length,
    dscg_way: values.dscg_way ?? '',
  }
  const groups = shownGroups(DISCHARGE_FORM, facts, values, faults)
  return (
    <>
      {!can.discharge && <p className="v-dim a-note">{why(view)}</p>}
      {view.wardDischarge && <p className="a-note">病区已写出院，时间、离院方式和诊断取自 HIS，请核对。</p>}
      <DataForm
        groups={groups}
        values={values}
        faults={faults}
        off={busy || !can.discharge}
        changed={new Set(Object.keys(typed))}
        onSet={(patch) => type('discharge', patch)}
      />
    </>
  )
}

function why({ stay, can }: StayView): string {
  if (stay.step === 'discharged') {
    return can.cancelDischarge ? '已办出院登记。要改动请先撤销出院（F9），再重新办理。' : '已办出院登记。'
  }
  if (stay.step === 'settled') return '已结算。'
  return stay.step === 'admitted' ? '现在不能办理出院：请先看下方的提示。' : '入院登记之后在这里办理出院。'
}
