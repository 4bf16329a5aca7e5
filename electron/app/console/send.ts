import { fail } from '../../../shared/errors.ts'
import type { ApiInput } from '../../../shared/ipc.ts'
import { firstPerson } from '../../../shared/persons.ts'
import type { Request } from '../../engine/engine.ts'
import type { Caller } from '../registry.ts'
import { type ConsoleDeps, contractOf } from './deps.ts'

/** The engine's request for what stands in the console. Throws `invalid` for what only the centre may call. */
export function requestOf(
  deps: ConsoleDeps,
  { family, code, input, psn_no, insuplc }: ApiInput<'console.dry'>,
): Omit<Request, 'by'> {
  const { direction, name } = contractOf(deps, family, code)
  if (direction !== 'call') {
    fail(
      'invalid',
      `接口 ${code}“${name}”由中心调用医院，不能主动发起`,
      '没有发送。',
      '可以看它的文档和样例。',
    )
  }
  const psnNo = psn_no || firstPerson(input)
  return { family, infno: code, input, ...(psnNo ? { psnNo } : {}), ...(insuplc ? { insuplc } : {}) }
}

/** As it would leave under the caller's name, for a look at the message. */
export async function signedBy(
  { journal }: ConsoleDeps,
  request: Omit<Request, 'by'>,
  caller: Caller,
): Promise<Request> {
  const { opter, opterName } = caller.operator!
  const shift = await journal.openShift(opter)
  const by = { opter, opterName, shiftId: shift?.shiftId ?? null, sign_no: shift?.signNo.nhsa ?? null }
  return { ...request, by }
}
