import type { ClearingForm } from '../../../../shared/api/injury-clearing.ts'
import type { Json, JsonObject } from '../../../../shared/contract.ts'
import { fail } from '../../../../shared/errors.ts'
import type { ApiInput } from '../../../../shared/ipc.ts'
import { node } from '../../../../shared/settlement.ts'
import { mustSettle } from '../../office.ts'
import type { Caller } from '../../registry.ts'
import { type ClearingDeps, putDoc, sending } from './deps.ts'
import { kindIn, kindsOf, stands } from './gs-view.ts'
import { CLEARING_FORM, formId, money, text } from './model.ts'

/** gs_doc_type: 清算单 */
const FORM = '03'

/**
 * 清算单 of a paid application (GS3204), kept for the paper, and the platform's own file where it gives one. Refuses
 * what does not add up.
 */
export async function clearingForm(
  deps: ClearingDeps,
  caller: Caller,
  { month, id }: ApiInput<'injury.clearing.form'>,
): Promise<ClearingForm> {
  const { doc } = kindIn(await kindsOf(deps, month), id)
  if (!stands(doc)) return fail('not_found', '还没有清算申请', '没有打印。', '拨付以后才有清算单。')
  const { yzz062 } = doc.data
  const send = await sending(deps, caller, 'gs')
  const input = { data: { akb020: deps.gs!.akb020, yzz062, doc_type: FORM } }
  const told = node(await mustSettle(send({ infno: 'GS3204', input })), 'clrinfo') ?? {}
  const due = money(told, 'yka107') - money(told, 'clr_deduct')
  if (text(told, 'yzz062') !== yzz062 || due !== money(told, 'clr_pay'))
    fail(
      'conflict',
      '清算单上的金额不平：基金支付减扣款不等于拨付金额',
      '没有打印。',
      '请与经办机构核对后再打印。',
    )
  const { fileinfo: _file, ...facts } = told
  await keep(deps, caller, yzz062, facts)
  const file = node(told, 'fileinfo')
  const content = text(file, 'file_data')
  return {
    doc: { is: 'injuryClearing', yzz062 },
    file: content
      ? { name: text(file, 'file_name'), type: text(file, 'file_type').toLowerCase(), base64: content }
      : null,
  }
}

/** As it was told last. */
async function keep({ journal, now }: ClearingDeps, caller: Caller, yzz062: string, facts: JsonObject) {
  const id = formId(yzz062)
  const before = await journal.doc(CLEARING_FORM, id)
  if (JSON.stringify(before?.data) === JSON.stringify(facts as Json)) return
  const { opter, opterName } = caller.operator!
  const row = {
    kind: CLEARING_FORM,
    id,
    state: 'kept',
    subject: yzz062,
    text: '',
    opter,
    opterName,
    data: facts,
  }
  await journal.commit([putDoc(row, before?.version ?? 0, now())])
}
