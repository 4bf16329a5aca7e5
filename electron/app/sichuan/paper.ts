import type { SichuanOutputs } from '../../../shared/api/sichuan.ts'
import type { JsonObject } from '../../../shared/contract.ts'
import { GuitaiError } from '../../../shared/errors.ts'
import type { ApiInput } from '../../../shared/ipc.ts'
import { datetime } from '../../../shared/msgid.ts'
import { node } from '../../../shared/settlement.ts'
import { acting } from '../encounter.ts'
import type { Caller } from '../registry.ts'
import type { SichuanDeps } from './deps.ts'
import { subjectOf } from './draft.ts'
import { stampOf } from './family.ts'

/**
 * The platform's own paper of a settlement (SCX-0601), then its print is registered (SCX-0602). A second print
 * wants a reason, which the centre asks for; nothing is shown that was not registered.
 */
export async function paper(
  deps: SichuanDeps,
  caller: Caller,
  { setl_id, doc_type, undo_rea }: ApiInput<'sichuan.paper'>,
): Promise<SichuanOutputs['sichuan.paper']> {
  const act = await acting(deps, caller)
  const of = await subjectOf(deps, caller, { setl_id })
  const ask = async (infno: string, data: JsonObject) => {
    const request = { family: 'sichuan', infno, by: act.by, psnNo: of.person.psn_no, insuplc: of.insuplc }
    const outcome = await deps.engine.transact({ ...request, input: { data } })
    if (outcome.is !== 'settled') throw new GuitaiError(outcome.fault)
    return node(outcome.output, 'data') ?? {}
  }
  const about = { setl_id, mdtrt_id: of.mdtrt_id, psn_no: of.person.psn_no }
  const told = await ask('SCX-0601', { doc_type, ...about, doc_fmt: 'data', insuplc_admdvs: of.insuplc })
  const doc_no = String(told.doc_no ?? '')
  const printed = await ask('SCX-0602', {
    ...{ doc_type, doc_no, ...about, print_time: datetime(deps.now()), ...stampOf(act.by, deps.now()) },
    ...(undo_rea ? { undo_rea } : {}),
  })
  const facts = factsOf(told.info_value)
  const label = deps.dict('scx_doc_type')?.values[doc_type] ?? doc_type
  return {
    title: `${label} ${doc_no}`,
    print_cnt: Number(printed.print_cnt ?? 1),
    rows: Object.entries(facts).map(([name, value]) => ({
      label: LABELS[name] ?? name,
      value: String(value),
    })),
    pdf: typeof told.file_data === 'string' && told.file_data ? told.file_data : null,
  }
}

function factsOf(text: unknown): JsonObject {
  try {
    const value = JSON.parse(String(text ?? '{}'))
    return value && typeof value === 'object' && !Array.isArray(value) ? value : {}
  } catch {
    return { info_value: String(text) }
  }
}

const LABELS: Record<string, string> = {
  psn_no: '人员编号',
  psn_name: '姓名',
  psn_cert_type: '证件类型',
  certno: '证件号码',
  gend: '性别',
  naty: '民族',
  brdy: '出生日期',
  age: '年龄',
  setl_id: '结算ID',
  setl_time: '结算时间',
  mdtrt_id: '就诊ID',
  medfee_sumamt: '医疗费总额',
  fund_pay_sumamt: '基金支付总额',
  acct_pay: '个人账户支出',
  psn_cash_pay: '个人现金支出',
}
