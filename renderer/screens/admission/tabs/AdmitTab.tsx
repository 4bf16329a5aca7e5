import type { StayView } from '../../../../shared/api/admission.ts'
import type { FieldFault } from '../../../../shared/contract.ts'
import { edit } from '../commands.ts'
import { DataForm } from '../form/DataForm.tsx'
import { diagnosesArgs } from '../form/diagnosis.ts'
import { ADMISSION_FORM, argsOf, type FormValues, shownGroups } from '../form/fields.ts'
import { type, useAdmission } from '../store.ts'

/** Before 2401 every field is kept as it is left; after it the changes wait for F8 and go by 2403. */
export function AdmitTab({ view, faults, busy }: { view: StayView; faults: FieldFault[]; busy: boolean }) {
  const { stay, can, remote } = view
  const changes = useAdmission((s) => s.changes)
  const values: FormValues = { ...stay.admission, ...changes }
  const facts = { med_type: values.med_type ?? '', remote, newborns: stay.newborns.length, dscg_way: '' }
  const groups = shownGroups(ADMISSION_FORM, facts, values, faults)
  const set = (patch: FormValues) => {
    if (can.edit) return void edit('admission.setAdmission', toArgs(patch))
    type('changes', patch)
  }
  return (
    <DataForm
      groups={groups}
      values={values}
      faults={faults}
      off={busy || !(can.edit || can.change)}
      changed={new Set(Object.keys(changes))}
      onSet={set}
    />
  )
}

function toArgs({ diagnoses, ...rest }: FormValues) {
  return { ...argsOf(rest), ...(diagnoses ? { diagnoses: diagnosesArgs(diagnoses) } : {}) }
}
