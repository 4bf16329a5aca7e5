import type { FieldFault } from '../../../shared/contract.ts'

/** The inputs of the header, and which paths of the visit or of a message each of them answers for. */
const FIELDS = {
  med_type: /(^|\.)med_type$/,
  dept: /(^|\.)(dept(_code|_name)?|caty)$|^dept\./,
  doctor: /(^|\.)(doctor|atddr_no|dr_name|chfpdr)/,
  dise: /(^|\.)dise_(codg|name|no)$/,
  diagnosis: /diag|diseinfo/,
} as const
const ELSEWHERE: Record<string, string> = { person: 'who', insu: 'insurance' }
export type HeaderField = keyof typeof FIELDS

/** The message of the first fault of this input, or null. */
export function faultFor(faults: FieldFault[], field: HeaderField): string | null {
  return faults.find((f) => FIELDS[field].test(f.path))?.message ?? null
}

/** The input of a fault; charges and everything unknown belong to the entry line. */
export function inputOf(fault: FieldFault): string {
  for (const field of Object.keys(FIELDS) as HeaderField[]) if (FIELDS[field].test(fault.path)) return field
  return ELSEWHERE[fault.path] ?? 'entry'
}

/** What no input of the header shows: said above the entry line. */
export function othersOf(faults: FieldFault[]): FieldFault[] {
  return faults.filter(
    (fault) => !(Object.values(FIELDS) as RegExp[]).some((field) => field.test(fault.path)),
  )
}
