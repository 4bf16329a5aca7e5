import type { FieldFault } from '../../../../shared/contract.ts'
import { Labelled } from '../../common/Labelled.tsx'
import { Control } from './controls.tsx'
import { Diagnoses } from './Diagnoses.tsx'
import { type FormField, type FormGroup, type FormValues, faultOn } from './fields.ts'
import { onward } from './walk.ts'

interface Props {
  /** only those that are shown */
  groups: FormGroup[]
  values: FormValues
  faults: FieldFault[]
  off: boolean
  /** names of fields that are changed and not sent */
  changed: ReadonlySet<string>
  onSet: (patch: FormValues) => void
}

/** A form drawn from its table of fields. Enter goes on to the next one, from the last to the button. */
export function DataForm({ groups, values, faults, off, changed, onSet }: Props) {
  const draw = (field: FormField) => {
    const fault = faultOn(faults, field)
    if (field.kind === 'diagnoses') {
      return (
        <Diagnoses
          key={field.name}
          label={field.label}
          list={values.diagnoses ?? []}
          off={off}
          fault={fault}
          onSet={(diagnoses) => onSet({ diagnoses })}
        />
      )
    }
    return (
      <div key={field.name} className="a-field" data-wide={field.wide} data-changed={changed.has(field.name)}>
        <Labelled label={field.label} fault={fault}>
          <Control
            field={field}
            values={values}
            off={off}
            invalid={fault !== null}
            onSet={onSet}
            onDone={() => onward(`f-${field.name}`)}
          />
        </Labelled>
      </div>
    )
  }
  return (
    <div className="a-form">
      {groups.map((group) => (
        <fieldset key={group.key} className="a-group" aria-label={group.label || undefined}>
          {group.label && <h3>{group.label}</h3>}
          {group.fields.map(draw)}
        </fieldset>
      ))}
    </div>
  )
}
