import type { SetllistFault } from '../../../shared/api/setllist.ts'
import { validate } from '../../../shared/validate.ts'
import type { ListData, SetllistDeps } from './deps.ts'
import { filled, type Rule } from './rule.ts'
import { DIAGNOSIS_RULES } from './rules-diagnosis.ts'
import { MONEY_RULES } from './rules-money.ts'
import { STAY_RULES } from './rules-stay.ts'

/** The filling rules, in the order of the form's sections. */
export const RULES: readonly Rule[] = [...STAY_RULES, ...DIAGNOSIS_RULES, ...MONEY_RULES]

/** What the contract and the filling rules say of a list; those that stand in the way first. */
export function faultsOf(
  { form, of, input }: Pick<ListData, 'form' | 'of' | 'input'>,
  deps: Pick<SetllistDeps, 'contract' | 'dict'>,
): SetllistFault[] {
  const own = validate(deps.contract(form), 'input', input, { dict: deps.dict }).map(
    ({ path, message }): SetllistFault => ({ no: '', path, message, hint: false }),
  )
  const named = new Set(own.map(({ path }) => path))
  const list = filled(of, form, input)
  const ruled = RULES.flatMap(({ no, hint, broken }) =>
    broken(list).map(([path, message]): SetllistFault => ({ no, path, message, hint: hint === true })),
  ).filter(({ path }) => !named.has(path))
  return [...own, ...ruled].sort((a, b) => Number(a.hint) - Number(b.hint))
}
