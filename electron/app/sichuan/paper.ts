import type { SichuanOutputs } from '../../../shared/api/sichuan.ts'
import type { Json, JsonObject } from '../../../shared/contract.ts'
import { fail } from '../../../shared/errors.ts'
import type { ApiInput } from '../../../shared/ipc.ts'
import { datetime } from '../../../shared/msgid.ts'
import { node } from '../../../shared/settlement.ts'
import { mustSettle } from '../office.ts'
import type { PlatformPaper } from '../print/data/platform.ts'
import type { Caller } from '../registry.ts'
import { officeOf, type SichuanDeps } from './deps.ts'
import { subjectOf } from './draft.ts'
import { audited, stampOf } from './family.ts'

/** The platform's own paper of a settlement (SCX-0601), kept as what the preview and the printer draw. */
export async function paper(
  deps: SichuanDeps,
  caller: Caller,
  { setl_id, doc_type }: ApiInput<'sichuan.paper'>,
): Promise<SichuanOutputs['sichuan.paper']> {
  const office = await officeOf(deps, caller)
  const of = await subjectOf(deps, caller, { setl_id })
  const about = { setl_id, mdtrt_id: of.mdtrt_id, psn_no: of.person.psn_no }
  const output = await mustSettle(
    office.send({
      ...{ family: 'sichuan', infno: 'SCX-0601', psnNo: of.person.psn_no, insuplc: of.insuplc },
      input: { data: { doc_type, ...about, doc_fmt: 'data', insuplc_admdvs: of.insuplc } },
    }),
  )
  const told = node(output, 'data') ?? {}
  const id = `${setl_id}-${doc_type}`
  const print_cnt = Number(told.print_cnt ?? 0)
  const data: PlatformPaper = {
    ...{ title: deps.dict('scx_doc_type')?.values[doc_type] ?? doc_type, doc_type, print_cnt },
    ...{ doc_no: String(told.doc_no ?? ''), insuplc: of.insuplc, about, facts: factsOf(told.info_value) },
  }
  const before = await deps.journal.doc('sichuan.paper', id)
  const put = {
    ...{ kind: 'sichuan.paper', id, state: 'shown', subject: setl_id, text: of.person.psn_name },
    ...{ data: data as unknown as Json, at: deps.now(), ...office.by },
  }
  await deps.journal.commit([{ t: 'doc', put, expect: before?.version ?? 0 }])
  const content = typeof told.file_data === 'string' ? told.file_data : ''
  const name = String(told.file_name ?? `${data.doc_no}.${told.file_ext ?? 'pdf'}`)
  return { id, title: data.title, print_cnt, file: content ? { name, content } : null }
}

/** SCX-0602: registers the print before the paper moves. Throws what the centre says, e.g. that it wants a reason. */
export async function printed(
  deps: SichuanDeps,
  caller: Caller,
  { id, undo_rea }: ApiInput<'sichuan.printed'>,
): Promise<{ print_cnt: number }> {
  const office = await officeOf(deps, caller)
  const row = await deps.journal.doc('sichuan.paper', id)
  if (!row) return fail('not_found', '没有这张单据', '没有打印。', '请重新查询后再打印。')
  const { doc_type, doc_no, about, insuplc } = row.data as unknown as PlatformPaper
  await deps.journal.commit([audited(office, 'sichuan.printed', doc_no, { reason: undo_rea })])
  const output = await mustSettle(
    office.send({
      ...{ family: 'sichuan', infno: 'SCX-0602', psnNo: about.psn_no, insuplc },
      input: {
        data: {
          ...{ doc_type, doc_no, ...about, print_time: datetime(deps.now()) },
          ...stampOf(office.by, deps.now()),
          ...(undo_rea ? { undo_rea } : {}),
        },
      },
    }),
  )
  return { print_cnt: Number(node(output, 'data')?.print_cnt ?? 1) }
}

function factsOf(text: unknown): JsonObject {
  if (typeof text !== 'string' || text === '') return {}
  try {
    const value = JSON.parse(text)
    return value && typeof value === 'object' && !Array.isArray(value) ? value : { info_value: text }
  } catch {
    return { info_value: text }
  }
}
