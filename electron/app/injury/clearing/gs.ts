import type { ClearingList, DeductionRow } from '../../../../shared/api/injury-clearing.ts'
import type { JsonObject } from '../../../../shared/contract.ts'
import { fail } from '../../../../shared/errors.ts'
import type { ApiInput } from '../../../../shared/ipc.ts'
import { maskName } from '../../../../shared/mask.ts'
import { type Fen, yuanNumber, yuanShow } from '../../../../shared/money.ts'
import { dateOf, datetime } from '../../../../shared/msgid.ts'
import { node, rows } from '../../../../shared/settlement.ts'
import type { Change } from '../../../journal/port.ts'
import { mustSettle } from '../../office.ts'
import type { Caller } from '../../registry.ts'
import { audited, CLEARING, type ClearingDeps, type Period, putDoc, sending } from './deps.ts'
import { APPLY, UNDO } from './effects.ts'
import { askedKey, clearingList, type Kind, kindIn, kindsOf, rowOf, stands } from './gs-view.ts'
import { type Settled, sumsOf } from './ledger.ts'
import { type Application, applicationId, money, text, total } from './model.ts'

type Send = Awaited<ReturnType<typeof sending>>

const gsOf = ({ gs }: ClearingDeps) =>
  gs ??
  fail('not_found', '本站点没有开通四川工伤', '没有发送。', '请信息科在 site.json 的 injury.gs 里开通。')

/** GS3201: count and sums are those of the list, the list is what stands and is in no application. */
export async function apply(
  deps: ClearingDeps,
  caller: Caller,
  form: ApiInput<'injury.clearing.apply'>,
): Promise<ClearingList> {
  const { journal, now } = deps
  const { akb020, yab003 } = gsOf(deps)
  const send = await sending(deps, caller, 'gs')
  // the platform's own list first: what another counter applied for must not be applied for again
  const known = await ask(deps, send, form.month)
  const at = await kindsOf(deps, form.month)
  const kind = kindIn(at, form.id)
  const row = rowOf(deps, kind, at.over)
  if (row.state !== 'ready')
    fail(
      'conflict',
      `${row.label} 现在不能申请：${row.why || row.stateLabel}`,
      '没有发送。',
      '请刷新后查看。',
    )
  const sums = sumsOf(kind.free)
  const { seen } = form
  if (seen.count !== sums.count || seen.totalFen !== sums.totalFen || seen.fundFen !== sums.fundFen)
    fail('conflict', '核对以后又有结算或撤销，合计变了', '没有发送。', '请按新的合计核对后再申请。')
  const data = {
    ...{ akb020, yab003, yzz060: at.period.year, yzz061: at.period.month, aka130: kind.aka130 },
    ...{ yzz063: sums.count, ake096: sums.persons!, ake098: sums.count },
    ...{ yka055: yuanNumber(sums.totalFen), yka107: yuanNumber(sums.fundFen) },
    ykh012: yuanNumber(sums.cashFen!),
    ...(form.yzz134 ? { yzz134: form.yzz134 } : {}),
    ...(form.yzz135 ? { yzz135: form.yzz135 } : {}),
    ...{ yzz136: caller.operator!.opterName, yzz137: dateOf(now()) },
    ...(form.aae005 ? { aae005: form.aae005 } : {}),
    setllist: kind.free.map(listRow),
  }
  refuseUnequal(data)
  const detail = { month: form.month, count: sums.count, fundFen: sums.fundFen }
  await journal.commit([audited(caller, now(), 'injury.clearing.apply', kind.id, detail)])
  const local = { doc: { kind: CLEARING, id: kind.id }, given: { found: { known } } }
  await mustSettle(send({ infno: 'GS3201', input: { data }, purpose: APPLY, local }))
  return clearingList(deps, form.month)
}

const listRow = (row: Settled): JsonObject => ({
  ...{ yka103: row.setl_id, akc190: row.mdtrt_id, aac001: row.psn_no, akc194: row.setl_time },
  ...{ yka055: yuanNumber(row.totalFen), yka107: yuanNumber(row.fundFen) },
})

/** Each amount that is stated beside a list comes to the sum of the list (rule of GS3201). */
function refuseUnequal(data: JsonObject): void {
  const list = rows(data, 'setllist')
  for (const [name, label] of [
    ['yka055', '费用总额'],
    ['yka107', '工伤基金支付合计'],
  ] as const)
    if (money(data, name) !== total(list, name))
      fail('conflict', `${label}与明细之和不一致`, '没有发送。', '请联系信息科核对账本。')
}

const PAGE = 100

/** All pages of a question. */
async function pages(send: Send, infno: string, data: JsonObject, list: string): Promise<JsonObject[]> {
  const all: JsonObject[] = []
  for (let page_num = 1; ; page_num++) {
    const input = { data: { ...data, page_num, page_size: PAGE } }
    const result = node(await mustSettle(send({ infno, input })), 'result') ?? {}
    const found = rows(result, list)
    all.push(...found)
    if (found.length === 0 || all.length >= Number(result.total ?? 0)) return all
  }
}

/**
 * GS3203 of a month, kept with the applications it tells of; answers the numbers that it lists. What the platform
 * has and this journal has not is kept as another counter's; one of those that it lists no more is dropped.
 */
async function ask(deps: ClearingDeps, send: Send, month: string): Promise<string[]> {
  const { journal, now } = deps
  const { akb020, yab003 } = gsOf(deps)
  const before = await kindsOf(deps, month)
  const { year, month: mm } = before.period
  const told = await pages(send, 'GS3203', { akb020, yab003, yzz060: year, yzz061: mm }, 'clrinfo')
  // whoever moved one of them meanwhile has the newer word
  const { kinds, period } = await kindsOf(deps, month)
  const mine = told.filter((row) => text(row, 'yab003') === yab003 && text(row, 'yzz061') === period.month)
  const changes = [
    ...mine.flatMap((row) => noted(deps, row, kinds, period)),
    ...kinds.flatMap(({ doc }): Change[] =>
      doc?.state === 'foreign' && !mine.some((row) => text(row, 'yzz062') === doc.data.yzz062)
        ? [{ t: 'doc.drop', kind: CLEARING, id: doc.id, expect: doc.version }]
        : [],
    ),
  ]
  await journal.commit([...changes, { t: 'setting', key: askedKey(month), value: now() }])
  return told.map((row) => text(row, 'yzz062'))
}

function noted(deps: ClearingDeps, told: JsonObject, kinds: Kind[], period: Period): Change[] {
  const aka130 = text(told, 'aka130')
  const id = applicationId(period.key, aka130)
  const doc = kinds.find((kind) => kind.id === id)?.doc ?? null
  const at = deps.now()
  const clr_state = text(told, 'clr_state')
  if (doc && doc.state === 'applied') {
    const same = doc.data.yzz062 === text(told, 'yzz062')
    const data: Application = { ...doc.data, told, toldAt: at, ...(same ? { clr_state } : {}) }
    return [putDoc({ ...doc, data }, doc.version, at)]
  }
  // the one that was taken back here may still be listed for a while
  if (doc?.data.past.some(({ yzz062 }) => yzz062 === text(told, 'yzz062'))) return []
  const data: Application = {
    ...{ family: 'gs', aka130, yzz062: text(told, 'yzz062'), msgid: '', sent: null, clr_state },
    ...{ told, toldAt: at, appliedAt: null, past: doc?.data.past ?? [] },
  }
  const put = {
    ...{ kind: CLEARING, id, state: 'foreign', subject: period.key, text: '', opter: 'SYS' },
    ...{ opterName: '系统任务', data },
  }
  return [putDoc(put, doc?.version ?? 0, at)]
}

export async function refresh(deps: ClearingDeps, caller: Caller, month: string): Promise<ClearingList> {
  await ask(deps, await sending(deps, caller, 'gs'), month)
  return clearingList(deps, month)
}

/** GS5001 of a GS3201, while the agency has not taken it up: its state is asked for first. */
export async function undo(
  deps: ClearingDeps,
  caller: Caller,
  { month, id, version, reason }: ApiInput<'injury.clearing.undo'>,
): Promise<ClearingList> {
  const { journal, now } = deps
  const { akb020, yab003 } = gsOf(deps)
  const send = await sending(deps, caller, 'gs')
  const seen = kindIn(await kindsOf(deps, month), id)
  if (seen.doc?.version !== version)
    fail('conflict', '这份申请刚才有了变化', '没有发送。', '请看清新的状态再操作。')
  await ask(deps, send, month)
  const at = await kindsOf(deps, month)
  const kind = kindIn(at, id)
  const row = rowOf(deps, kind, at.over)
  if (!row.can.includes('undo') || !stands(kind.doc))
    fail('conflict', `申请${row.stateLabel}，不能回退`, '没有发送。', '受理以后只能由经办机构退回。')
  const { yzz062, msgid, sent } = kind.doc.data
  const data = {
    ...{ akb020, yab003, orig_code: 'GS3201', orig_sn: msgid },
    // the contract wants a person of every undo; an application has none but those in its list
    ...{ aac001: text(rows(sent ?? {}, 'setllist')[0], 'aac001'), yzz062, undo_reason: reason },
    ...{ aae011: caller.operator!.opterName, aae036: datetime(now()) },
  }
  await journal.commit([audited(caller, now(), 'injury.clearing.undo', yzz062, { reason })])
  const local = { doc: { kind: CLEARING, id } }
  await mustSettle(send({ infno: 'GS5001', input: { data }, purpose: UNDO, local }))
  return clearingList(deps, month)
}

/** GS2005 of one application; its sum is what GS3203 says was deducted. */
export async function deductions(
  deps: ClearingDeps,
  caller: Caller,
  { month, id }: ApiInput<'injury.clearing.deductions'>,
): Promise<{ rows: DeductionRow[]; sumFen: Fen; unequal: string[] }> {
  const { akb020 } = gsOf(deps)
  const { doc } = kindIn(await kindsOf(deps, month), id)
  if (!stands(doc)) return fail('not_found', '还没有清算申请', '没有查询。', '申请并审核以后才有扣款明细。')
  const send = await sending(deps, caller, 'gs')
  const found = await pages(send, 'GS2005', { akb020, yzz062: doc.data.yzz062 }, 'deductinfo')
  const sumFen = total(found, 'alc408')
  const told = doc.data.told ? money(doc.data.told, 'clr_deduct') : null
  return {
    rows: found.map((row) => ({
      ...{ kk_sn: text(row, 'kk_sn'), ykc618: text(row, 'yka103'), psn_name: maskName(text(row, 'aac003')) },
      ...{ mdtrt_id: text(row, 'akc190'), item: text(row, 'yka095'), amountFen: money(row, 'alc408') },
      ...{ reason: text(row, 'kk_reason'), time: text(row, 'kk_time') },
    })),
    sumFen,
    unequal:
      told !== null && told !== sumFen
        ? [`扣款明细合计 ${yuanShow(sumFen)} 元，与清算申请的审核扣款 ${yuanShow(told)} 元不一致`]
        : [],
  }
}
