import { type Ref, useMemo, useState } from 'react'
import type { RecordPart } from '../../../shared/api/injury-record.ts'
import type { Contract, JsonObject } from '../../../shared/contract.ts'
import { ContractForm, type ContractFormHandle } from '../../components/contract/ContractForm.tsx'
import { recordOf } from '../../components/contract/form.ts'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { focusOn } from '../common/focus.ts'
import type { Saving } from './saving.ts'

interface Props {
  part: RecordPart
  contract: Contract
  saving: Saving
  /** all fields, or those that are wanted, filled or at fault */
  isWhole: boolean
  readOnly: boolean
  formRef: Ref<ContractFormHandle>
}

/** One part drawn from its contract. */
export function PartForm({ part, contract, saving, isWhole, readOnly, formRef }: Props) {
  // decided when the part is opened: a field that is being emptied stays
  const [first] = useState(part)
  const folded = useMemo(() => (isWhole ? [] : emptyOnes(contract, first)), [contract, first, isWhole])
  return (
    <>
      <FaultPanel fault={saving.fault} />
      <ContractForm
        key={`${part.id} ${readOnly}`}
        ref={formRef}
        contract={contract}
        value={saving.value}
        onChange={(next) => saving.change(next as JsonObject)}
        faults={readOnly ? [] : part.faults}
        skip={[...part.skip, ...folded]}
        readOnly={readOnly}
        onDone={() => void focusOn('primary')}
        prefix="ir-"
      />
    </>
  )
}

/** Optional fields of the top parts in which nothing stands and nothing is wrong. */
function emptyOnes({ input }: Contract, part: RecordPart): string[] {
  const wrong = new Set(part.faults.map(({ path }) => path))
  return input.flatMap((node) => {
    if (node.many) return []
    const value = recordOf(part.input[node.name])
    return node.fields
      .filter(({ name, required }) => {
        const isEmpty = value[name] === undefined || value[name] === null || value[name] === ''
        return required !== true && isEmpty && !wrong.has(`${node.name}.${name}`)
      })
      .map(({ name }) => `${node.name}.${name}`)
  })
}
