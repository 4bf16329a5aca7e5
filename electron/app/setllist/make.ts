import type { JsonObject } from '../../../shared/contract.ts'
import { fail, faultOf } from '../../../shared/errors.ts'
import { initials } from '../../../shared/pinyin.ts'
import type { Caller } from '../registry.ts'
import { build, ofFacts } from './build.ts'
import { faultsOf } from './check.ts'
import { KIND, type ListData, type ListRow, listOf, type SetllistDeps } from './deps.ts'
import { carriedOver } from './edit.ts'
import { putList } from './effects.ts'
import { loadFacts } from './facts.ts'

/** The front page, or null where the HIS has none. A HIS that does not answer is a gap, not a reason to fail. */
async function frontOf(
  deps: SetllistDeps,
  ipt_otp_no: string,
): Promise<{ front: JsonObject | null; gap: string[] }> {
  try {
    const record = await deps.his.record('frontpage', ipt_otp_no)
    return { front: record?.data ?? null, gap: [] }
  } catch (error) {
    return { front: null, gap: [`HIS 没有给出病案首页：${faultOf(error).what}`] }
  }
}

/** With its faults counted, in the state that follows from them. */
export function judged(row: ListRow, deps: SetllistDeps): ListRow {
  const faults = faultsOf(row.data, deps).filter(({ hint }) => !hint).length
  return { ...row, state: faults > 0 ? 'faulty' : 'draft', data: { ...row.data, faults } }
}

/**
 * Makes a list from settlement and front page and stores it; with `before` anew, what was changed by hand
 * stays. Throws what `loadFacts` throws.
 */
export async function make(
  deps: SetllistDeps,
  setl_id: string,
  caller: Caller,
  before: ListRow | null = null,
): Promise<ListRow> {
  const { journal, now } = deps
  const { opter, opterName } = caller.operator!
  const facts = await loadFacts(journal, setl_id)
  const of = ofFacts(facts)
  const { front, gap } = await frontOf(deps, of.ipt_otp_no)
  const built = build(facts, front, opterName, deps)
  const fresh: ListData = {
    ...{ form: deps.form, of, input: built.input, sources: built.sources, edits: [] },
    gaps: [...gap, ...(gap.length > 0 ? [] : built.gaps)],
    ...{ setl_list_id: null, sent: 0, chk_cont: '', faults: 0 },
  }
  const row: ListRow = judged(
    {
      ...{ kind: KIND, id: setl_id, state: 'draft', subject: of.psn_no },
      text: [of.psn_name, initials(of.psn_name, { surname: true }), of.ipt_otp_no, setl_id].join(' '),
      data: before ? carriedOver(before.data, fresh) : fresh,
      ...{ opter, opterName, version: before?.version ?? 0, createdAt: now(), at: now() },
    },
    deps,
  )
  const entry = { at: now(), actor: opter, subject: setl_id, detail: { form: deps.form } }
  const action = before ? 'setllist.rebuild' : 'setllist.make'
  await journal.commit([putList(row, now()), { t: 'audit', entry: { ...entry, action } }])
  return { ...row, version: row.version + 1 }
}

/** The list of a settlement; made now where there is none. */
export async function openList(deps: SetllistDeps, setl_id: string, caller: Caller): Promise<ListRow> {
  const known = await deps.journal.doc(KIND, setl_id)
  return known ? listOf(known) : make(deps, setl_id, caller)
}

/** May be changed here: not submitted, or turned down and taken back. */
export function changeable(row: ListRow): void {
  if (row.state === 'submitted' || row.state === 'passed')
    fail(
      'conflict',
      row.state === 'passed' ? '清单已审核通过，不能再改' : '清单已提交，不能再改',
      '没有改变。',
      row.state === 'passed' ? '确有错误请联系经办机构。' : '审核不通过退回后才能修改；按 F9 可申请退回。',
    )
  if (row.state === 'returned')
    fail('conflict', '清单已被退回，请先改为未提交', '没有改变。', '按 F9 退回到未提交后修改。')
}

/** Settlements are facts that may end: a list of one that was taken back is of no use. */
export async function isVoid({ journal }: Pick<SetllistDeps, 'journal'>, row: ListRow): Promise<boolean> {
  const { encounterId } = row.data.of
  return (await journal.settlements({ encounterId })).some((one) => one.reverses === row.id)
}
