import { type RefObject, useEffect } from 'react'
import type { RecordPart } from '../../../shared/api/injury-record.ts'
import type { FieldFault } from '../../../shared/contract.ts'
import type { ContractFormHandle } from '../../components/contract/ContractForm.tsx'

export type PartFault = FieldFault & { part?: string }

/** how often, and how long, a form that is not drawn yet is tried again */
const AGAIN_ms = 60
const PATIENCE_ms = 3000

/** A fault of another part gets the focus once that part is on the screen. */
let later: { id: string; fault: FieldFault } | null = null

/** Puts the focus on what a fault names; where it is folded away or of another part, once that is drawn. */
export function useJump(
  part: RecordPart,
  form: RefObject<ContractFormHandle | null>,
  isWhole: boolean,
  setWhole: (is: boolean) => void,
) {
  useEffect(() => {
    if (later?.id !== part.id) return
    const { fault } = later
    later = null
    // the form needs its contract and its tables first
    const timer = setInterval(() => form.current?.jump(fault) && clearInterval(timer), AGAIN_ms)
    const stop = setTimeout(() => clearInterval(timer), PATIENCE_ms)
    return () => {
      clearInterval(timer)
      clearTimeout(stop)
    }
  })
  return (fault: PartFault) => {
    if (form.current?.jump(fault)) return
    later = { id: fault.part ?? part.id, fault }
    if (!isWhole) setWhole(true)
  }
}
