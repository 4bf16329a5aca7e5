import type { ReactNode } from 'react'
import type { InjuryView } from '../../../../shared/api/injury.ts'
import type { FieldFault } from '../../../../shared/contract.ts'
import { Control } from '../../admission/form/controls.tsx'
import type { FormValues } from '../../admission/form/fields.ts'
import { onward } from '../../admission/form/walk.ts'
import { Labelled } from '../../common/Labelled.tsx'
import { edit } from '../commands.ts'
import {
  argsOf,
  dischargeFields,
  faultOn,
  type HeaderField,
  type HeaderValues,
  headerFields,
  mayChange,
  mayWrite,
  showsDischarge,
} from '../fields.ts'
import { type, useInjury } from '../store.ts'
import { Devices } from './Devices.tsx'
import { Diagnoses } from './Diagnoses.tsx'

interface Props {
  view: InjuryView
  faults: FieldFault[]
  busy: boolean
}

/** What the registration says, and of a stay its discharge. Enter goes on from field to field. */
export function HeaderPage({ view, faults, busy }: Props) {
  const changes = useInjury((s) => s.changes)
  const values: HeaderValues = { ...view.case, ...changes }
  const draw = (field: HeaderField, off: boolean) => (
    <div
      key={`${field.name}${field.label}`}
      className="a-field"
      data-wide={field.wide}
      data-changed={field.name in changes}
    >
      <Labelled label={field.label} fault={faultOn(faults, field)}>
        <Control
          field={field}
          values={values as FormValues}
          off={off}
          invalid={faultOn(faults, field) !== null}
          onSet={(patch) => set(view, patch as HeaderValues)}
          onDone={() => onward(`f-${field.name}`)}
        />
      </Labelled>
    </div>
  )
  const may = (name: string) => !busy && (mayWrite(view, name) || mayChange(view, name))
  const discharge = showsDischarge(view) && <Discharge view={view} faults={faults} busy={busy} draw={draw} />
  // what is to be filled in now comes first
  const leaving = view.case.step === 'admitted'
  return (
    <div className="a-form">
      {leaving && discharge}
      <Devices view={view} off={!may('devices')} />
      <fieldset className="a-group" aria-label="登记">
        {headerFields(view, faults).map((field) => draw(field, !may(field.name)))}
        <Diagnoses
          name="diagnoses"
          label={view.case.kind === 'inpatient' ? '入院诊断' : '诊断'}
          list={values.diagnoses ?? []}
          off={!may('diagnoses')}
          fault={faultOn(faults, { name: 'diagnoses' })}
          onSet={(diagnoses) => set(view, { diagnoses })}
        />
      </fieldset>
      {!leaving && discharge}
    </div>
  )
}

interface DischargeProps extends Props {
  draw: (field: HeaderField, off: boolean) => ReactNode
}

function Discharge({ view, faults, busy, draw }: DischargeProps) {
  const { step, dscg_diagnoses } = view.case
  const off = busy || !mayWrite(view, 'dscg_way')
  return (
    <fieldset className="a-group" aria-label="出院">
      <h3>
        出院
        {step === 'admitted' && (
          <small className="v-dim">
            {' '}
            填好后按 <kbd>F8</kbd>
          </small>
        )}
      </h3>
      {dischargeFields(view).map((field) => draw(field, off))}
      <Diagnoses
        name="dscg_diagnoses"
        label="出院诊断"
        list={dscg_diagnoses}
        off={off}
        fault={faultOn(faults, { name: 'dscg_diagnoses' })}
        onSet={(list) => void edit('injury.setHeader', argsOf({ dscg_diagnoses: list }))}
      />
    </fieldset>
  )
}

/** Kept at once; what the platform holds already waits for F8. */
function set(view: InjuryView, patch: HeaderValues) {
  const [name = ''] = Object.keys(patch)
  if (!mayWrite(view, name) && mayChange(view, name)) return type(patch)
  void edit('injury.setHeader', argsOf(patch))
}
