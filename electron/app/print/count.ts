import type { InjuryCase } from '../../../shared/injury.ts'

/** The journal's setting that counts the prints of one paper; of an outpatient slip by its setl_id alone. */
export const printCount = (key: string) => `print.${key}`

/** Under which key the prints of a work-injury paper are counted: platforms may give the same number. */
export const injuryPaperKey = (
  kind: 'injurySlip' | 'injuryBill',
  { family }: Pick<InjuryCase, 'family'>,
  setl_id: string,
) => `${kind}.${family}.${setl_id}`
