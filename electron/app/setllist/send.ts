import type { SetllistResult } from '../../../shared/api/setllist.ts'
import { GuitaiError } from '../../../shared/errors.ts'
import { maskName } from '../../../shared/mask.ts'
import type { Outcome } from '../../engine/engine.ts'
import { type Sender, senderOf, wordsOf } from '../office.ts'
import type { Caller } from '../registry.ts'
import { faultsOf } from './check.ts'
import { askCentre } from './compare.ts'
import { AT_CENTRE, free, type ListRow, loadList, type SetllistDeps } from './deps.ts'
import { localOf, putList } from './effects.ts'
import { changeable, isVoid, make, openList } from './make.ts'

type Work = (row: ListRow, send: Sender) => Promise<string>

/** Does `work` with each list in turn; what fails is said and the next goes on, unless the centre is away. */
async function each(
  deps: SetllistDeps,
  setl_ids: readonly string[],
  caller: Caller,
  label: string,
  work: Work,
): Promise<SetllistResult[]> {
  const send = await senderOf(deps, caller)
  const results: (SetllistResult & { stops: boolean })[] = []
  for (const [i, setl_id] of setl_ids.entries()) {
    deps.bus.emit('work.progress', { work: 'setllist', label, done: i / setl_ids.length }, caller.sessionId)
    const result = await one(deps, setl_id, caller, (row) => work(row, send))
    results.push(result)
    if (result.stops) break
  }
  deps.bus.emit('work.progress', { work: 'setllist', label: '', done: 1 }, caller.sessionId)
  return results.map(({ stops: _, ...result }) => result)
}

async function one(
  deps: SetllistDeps,
  setl_id: string,
  caller: Caller,
  work: (row: ListRow) => Promise<string>,
): Promise<SetllistResult & { stops: boolean }> {
  let psn_name = ''
  try {
    const words = await deps.lanes.run(setl_id, async () => {
      const row = await openList(deps, setl_id, caller)
      psn_name = maskName(row.data.of.psn_name)
      await free(deps, setl_id)
      return work(row)
    })
    return { setl_id, psn_name, ok: true, words, stops: false }
  } catch (error) {
    const stops =
      error instanceof GuitaiError && ['unreachable', 'storage', 'denied'].includes(error.fault.kind)
    return { setl_id, psn_name, ok: false, words: wordsOf(error), stops }
  }
}

/** Makes those that are not made yet; answers how each came out. */
export const makeAll = (deps: SetllistDeps, setl_ids: readonly string[], caller: Caller) =>
  each(deps, setl_ids, caller, '生成清单', async ({ data }) =>
    data.faults > 0 ? `已生成，有 ${data.faults} 处要改` : '已生成，可以上传',
  )

/** 4101A or 4101 of each; one with faults is not sent. */
export const uploadAll = (deps: SetllistDeps, setl_ids: readonly string[], caller: Caller) =>
  each(deps, setl_ids, caller, '上传清单', async (row, send) => {
    changeable(row)
    if (await isVoid(deps, row)) refuse('结算已撤销，不用再报')
    const [fault] = faultsOf(row.data, deps).filter(({ hint }) => !hint)
    if (fault) refuse(fault.message)
    const outcome = await send({
      ...{ family: 'nhsa', infno: row.data.form, input: row.data.input, ...about(row) },
      ...{ purpose: 'setllist.upload', local: localOf(row, { by: caller.operator!.opterName }) },
    })
    settled(outcome)
    await audited(deps, caller, 'setllist.upload', row)
    return `已上传，清单流水号 ${(await loadList(deps, row.id)).data.setl_list_id ?? '未告知'}`
  })

const about = ({ data }: ListRow) => ({ psnNo: data.of.psn_no, insuplc: data.of.insuplc })

/** 4102 of each. Where the centre says no, its own record (4103) tells whether the list stands so already. */
export const changeState = (
  deps: SetllistDeps,
  setl_ids: readonly string[],
  stas_type: '0' | '1',
  caller: Caller,
) =>
  each(deps, setl_ids, caller, stas_type === '1' ? '提交清单' : '退回未提交', async (row, send) => {
    if (row.data.sent === 0) refuse('还没有上传，不能改变状态')
    if (stas_type === '1' && row.state !== 'uploaded' && row.state !== 'returned')
      refuse(row.state === 'submitted' ? '已经提交过' : '上传之后改过，请先重新上传')
    if (stas_type === '1' && (await isVoid(deps, row))) refuse('结算已撤销，不用再报')
    const stastinfo = [{ psn_no: row.data.of.psn_no, setl_id: row.id, stas_type }]
    const outcome = await send({
      ...{ family: 'nhsa', infno: '4102', input: { data: { stastinfo } }, ...about(row) },
      ...{ purpose: 'setllist.state', local: localOf(row, { stas_type }) },
    })
    if (outcome.is === 'rejected') {
      const theirs = await askCentre(row, send)
      if (theirs.stas_type !== stas_type) throw new GuitaiError(outcome.fault)
      await deps.journal.commit([putList({ ...row, state: AT_CENTRE[stas_type] }, deps.now())])
    } else settled(outcome)
    await audited(deps, caller, stas_type === '1' ? 'setllist.submit' : 'setllist.takeBack', row)
    return stas_type === '1' ? '已提交' : '已退回，可以修改'
  })

/** 4103 of each: what the centre's audit made of it is taken over. */
export const checkAll = (deps: SetllistDeps, setl_ids: readonly string[], caller: Caller) =>
  each(deps, setl_ids, caller, '查询审核状态', async (row, send) => takeOver(deps, row, send))

/** Takes over what 4103 says of one list; answers it in words. */
async function takeOver(deps: SetllistDeps, row: ListRow, send: Sender): Promise<string> {
  return takeState(deps, row, await askCentre(row, send))
}

export async function takeState(
  deps: SetllistDeps,
  row: ListRow,
  { stas_type, chk_cont }: { stas_type: string; chk_cont: string },
): Promise<string> {
  const state = AT_CENTRE[stas_type as keyof typeof AT_CENTRE]
  if (!state) return `中心的状态是 ${stas_type || '空'}`
  const changedHere = state === 'uploaded' && (row.state === 'draft' || row.state === 'faulty')
  if (!changedHere && (state !== row.state || chk_cont !== row.data.chk_cont))
    await deps.journal.commit([putList({ ...row, state, data: { ...row.data, chk_cont } }, deps.now())])
  return {
    uploaded: '未提交',
    submitted: '已提交，等待审核',
    passed: '审核通过',
    returned: `退回：${chk_cont}`,
  }[state]
}

/** Takes settlement and front page anew. */
export const rebuild = async (deps: SetllistDeps, row: ListRow, caller: Caller): Promise<ListRow> => {
  changeable(row)
  return make(deps, row.id, caller, row)
}

function refuse(words: string): never {
  throw new GuitaiError({ kind: 'invalid', what: words, means: '没有发送。', todo: '请改正后重试。' })
}

function settled(outcome: Outcome): void {
  if (outcome.is !== 'settled') throw new GuitaiError(outcome.fault)
}

async function audited({ journal, now }: SetllistDeps, caller: Caller, action: string, row: ListRow) {
  const { setl_list_id } = row.data
  const entry = {
    at: now(),
    actor: caller.operator!.opter,
    action,
    subject: row.id,
    detail: { setl_list_id },
  }
  await journal.commit([{ t: 'audit', entry }])
}
