import { useEffect } from 'react'
import type { FilingPerson } from '../../../shared/api/filing.ts'
import type { Fault } from '../../../shared/errors.ts'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { faultOfField } from '../../components/Field.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { useAsk } from '../../stores/ask.ts'
import { focusOn } from '../common/focus.ts'
import { NextButton } from '../common/NextButton.tsx'
import { FormInput, focusName } from './FormField.tsx'
import { describe, formOf, type Kind, type Values } from './fields.ts'
import { setValues } from './store.ts'

interface Props {
  kind: Kind
  values: Values
  who: FilingPerson
  fault: Fault | null
  busy: boolean
  onFile: () => void
}

/** One of the three forms, drawn from its data and the contract's labels. Enter walks, F8 files. */
export function FilingForm({ kind, values, who, fault, busy, onFile }: Props) {
  const form = formOf(kind)
  const asked = useAsk('catalogue.contract', { family: 'nhsa', code: form.code }, '读取接口字段')
  const contract = asked.value
  const fields = contract
    ? form.fields.flatMap((field) => {
        const of = describe(contract, form, field.name)
        return of ? [{ field, of }] : []
      })
    : []
  const ready = fields.length > 0
  useEffect(() => {
    if (!ready) return
    const first = form.fields.find(({ name, optional }) => !optional && !values[name]) ?? form.fields[0]
    focusOn(focusName(first?.name ?? ''))
    // only when the form opens: a value typed must not move the focus
  }, [ready, kind])
  useEffect(() => {
    const wrong = form.fields.find(({ name }) => faultOfField(fault?.fields ?? [], name))
    if (wrong) focusOn(focusName(wrong.name))
  }, [fault, form])

  const faultFor = (name: string, nameField: string | undefined) =>
    (faultOfField(fault?.fields ?? [], name) ?? faultOfField(fault?.fields ?? [], nameField ?? '-'))
      ?.message ?? null
  return (
    <section className="panel f-form" aria-label={form.title}>
      <div className="row">
        <h2>{form.title}</h2>
        <span className="quiet">{form.about}</span>
      </div>
      <FaultPanel fault={fault ?? asked.fault} />
      <div className="f-fields" inert={busy}>
        {fields.map(({ field, of }, i) => (
          <FormInput
            key={field.name}
            field={field}
            of={of}
            values={values}
            insurances={who.insurances}
            fault={faultFor(field.name, field.nameField)}
            onChange={setValues}
            onDone={() => focusOn(focusName(fields[i + 1]?.field.name ?? '')) || focusOn('primary')}
          />
        ))}
      </div>
      <div className="f-foot">
        <WaitLine />
        <NextButton label={`提交${form.title}`} hotkey="F8" blocked={busy || !ready} onPress={onFile} />
      </div>
    </section>
  )
}
