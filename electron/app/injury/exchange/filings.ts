import type { FieldFault, JsonObject } from '../../../../shared/contract.ts'
import { fail, GuitaiError } from '../../../../shared/errors.ts'
import type { ApiInput } from '../../../../shared/ipc.ts'
import { datetime, stamp } from '../../../../shared/msgid.ts'
import { rows } from '../../../../shared/settlement.ts'
import { validate } from '../../../../shared/validate.ts'
import type { Change, Journal } from '../../../journal/port.ts'
import { mustSettle, senderOf } from '../../office.ts'
import type { Caller } from '../../registry.ts'
import { bookKind, DOWNLOADS } from './codes.ts'
import { type ExchangeDeps, nameOf } from './deps.ts'
import { weighed } from './files.ts'
import { type BookData, type BookRow, bookRow, put } from './model.ts'
import { type FilingFacts, onlyValid, periodSound } from './rules.ts'
import { SOURCES } from './sources.ts'

export const FILING = bookKind('GYD006')
const MANY = 10_000

/** Throws `invalid` with the fields, unless there are none. */
export function refuseFaults(faults: readonly FieldFault[]): void {
  const [first] = faults
  if (!first) return
  throw new GuitaiError({
    ...{ kind: 'invalid', what: first.message, means: '没有发送，平台没有登记。' },
    ...{ todo: '请改正后重试。', fields: [...faults] },
  })
}

export const missing = (path: string, label: string, words: string): FieldFault => ({
  ...{ path, label, rule: 'missing', message: `${label}：${words}` },
})

export const filingFacts = (row: JsonObject): FilingFacts => ({
  ...{ yzz014: String(row.yzz014 ?? ''), aac002: String(row.aac002 ?? '') },
  ...{ inst_type: String(row.inst_type ?? ''), aab299: String(row.aab299 ?? '') },
  ...{ aae030: String(row.aae030 ?? ''), aae031: String(row.aae031 ?? '') },
  filing_state: String(row.filing_state ?? '0'),
})

/** What is known here of one person's filings. */
export async function filingsOf(journal: Journal, aac002: string): Promise<FilingFacts[]> {
  const found = (await journal.docs({ kind: FILING, subject: aac002, limit: MANY })) as unknown as BookRow[]
  return found.map(({ data }) => filingFacts(data.row))
}

function filed(yzz014: string, row: JsonObject, upload: NonNullable<BookData['upload']>, now: number) {
  const of = DOWNLOADS.get('GYD006')!
  const data: BookData = { row, uniq_id: '', transid: '', came: now, note: '', upload }
  return {
    ...{ kind: FILING, id: yzz014, state: of.state(row), subject: of.subject(row), data },
    text: of.shows.map((name) => String(row[name] ?? '')).join(' '),
  }
}

export const audited = (
  by: { opter: string },
  now: number,
  action: string,
  subject: string,
  detail: JsonObject,
): Change => ({
  t: 'audit',
  entry: { at: now, actor: by.opter, action, subject, detail },
})

const newNumber = ({ site, slot, now }: ExchangeDeps) =>
  `BA${site.sender}${stamp(now())}${String(slot).padStart(2, '0')}${String(Math.trunc(now()) % 1000).padStart(3, '0')}`

export async function loaded(
  deps: ExchangeDeps,
  kind: string,
  id: string,
  version: number,
  states: string[],
) {
  const row = await bookRow(deps.journal, kind, id)
  if (row.version !== version || !states.includes(row.state))
    fail('conflict', '画面上的内容已经过期，刚才的操作没有执行', '没有发送。', '请看一眼最新的状态再继续。')
  return row
}

/** The decision on an application (GYU001): passed it becomes a valid filing with a number of ours. */
export async function review(
  deps: ExchangeDeps,
  caller: Caller,
  form: ApiInput<'injury.exchange.review'>,
): Promise<BookRow> {
  const { journal, now } = deps
  const by = nameOf(caller)
  const kind = bookKind('GYD001')
  const old = await loaded(deps, kind, form.id, form.version, ['waiting'])
  const { row } = old.data
  if (!form.passed && !form.chk_opnn) refuseFaults([missing('chk_opnn', '审核意见', '审核不通过必须填写')])
  const aae030 = form.aae030 ?? String(row.aae030 ?? '')
  const aae031 = form.aae031 ?? String(row.aae031 ?? '')
  const yzz014 = form.passed ? newNumber(deps) : ''
  const valid: JsonObject = { ...row, yzz014, aae030, aae031, filing_state: '1', chk_time: datetime(now()) }
  if (form.passed)
    refuseFaults([
      ...periodSound(aae030, aae031),
      ...onlyValid(await filingsOf(journal, String(row.aac002)), filingFacts(valid)),
    ])
  const { appy_id = '', aac002 = '', aac003 = '', filing_type = '', inst_type = '', aab299 = '' } = row
  const payload = {
    ...{ appy_id, aac002, aac003, chk_result: form.passed ? '1' : '2', chk_opnn: form.chk_opnn },
    ...{ chk_time: datetime(now()), chk_org: deps.site.fixmedins_name, chk_oper: by.opterName },
    ...(form.passed ? { yzz014, filing_type, inst_type, aab299, aae030, aae031 } : {}),
  }
  const upload = { source: SOURCES.review, key: form.id }
  const data = { ...old.data, upload, note: form.chk_opnn }
  const title = `${form.passed ? '通过' : '不通过'} ${String(aac003)}`
  await journal.commit([
    put({ ...old, state: form.passed ? 'passed' : 'refused', data }, old.version, now(), by),
    ...(form.passed ? [put(filed(yzz014, valid, upload, now()), 0, now(), by)] : []),
    ...deps.uploads.adding(SOURCES.review, [{ key: form.id, psn_no: String(aac002), title, payload }]),
    audited(by, now(), 'injury.exchange.review', form.id, { passed: form.passed, chk_opnn: form.chk_opnn }),
  ])
  await deps.uploads.wake(SOURCES.review)
  return bookRow(journal, kind, form.id)
}

/** Papers first (GYU002), in one message; answers what the platform calls them. Throws where it refuses one. */
async function sendPapers(
  deps: ExchangeDeps,
  caller: Caller,
  yzz014: string,
  files: ApiInput<'injury.exchange.file'>['files'],
): Promise<JsonObject[]> {
  const send = await senderOf(deps, caller)
  const list = await Promise.all(
    files.map(async ({ ref, name, mat_type }, i) => ({
      ...{ row_no: i + 1, biz_code: 'GYU006', biz_sn: yzz014, mat_type, file_name: name },
      ...(await weighed(deps.files, ref)),
    })),
  )
  const output = await mustSettle(send({ family: 'gy', infno: 'GYU002', input: { list } }))
  return rows(output, 'list').map((said) => {
    const file = files[Number(said.row_no) - 1]
    if (said.result_code !== '1' || !file)
      return fail(
        'rejected',
        `平台没有收下附件 ${file?.name ?? ''}：${String(said.err_msg ?? '没有说明原因')}`,
      )
    return { file_id: String(said.file_id ?? ''), mat_type: file.mat_type }
  })
}

/** A filing of the province's own (GYU006), its papers before it. */
export async function file(
  deps: ExchangeDeps,
  caller: Caller,
  form: ApiInput<'injury.exchange.file'>,
): Promise<BookRow> {
  const { journal, now } = deps
  const by = nameOf(caller)
  const yzz014 = newNumber(deps)
  const row: JsonObject = {
    ...(form.input as JsonObject),
    ...{ yzz014, filing_channel: '2', filing_state: '1', chk_time: datetime(now()) },
    ...{ chk_org: deps.site.fixmedins_name, chk_oper: by.opterName },
  }
  const numbered = rows(row, 'injurylist').map((each, i) => ({ ...each, xh: i + 1 }))
  const whole = {
    ...row,
    injurylist: numbered,
    filelist: form.files.map(({ mat_type }) => ({ file_id: '-', mat_type })),
  }
  refuseFaults(faultsOf(deps, 'GYU006', whole))
  refuseFaults([
    ...periodSound(String(row.aae030 ?? ''), String(row.aae031 ?? '')),
    ...onlyValid(await filingsOf(journal, String(row.aac002)), filingFacts(row)),
  ])
  const payload = { ...whole, filelist: await sendPapers(deps, caller, yzz014, form.files) }
  const upload = { source: SOURCES.filing, key: yzz014 }
  await journal.commit([
    put(filed(yzz014, { ...payload, upd_time: datetime(now()) }, upload, now()), 0, now(), by),
    ...deps.uploads.adding(SOURCES.filing, [
      { key: yzz014, psn_no: String(row.aac002), title: String(row.aac003), payload },
    ]),
    audited(by, now(), 'injury.exchange.file', yzz014, { files: form.files.length }),
  ])
  await deps.uploads.wake(SOURCES.filing)
  return bookRow(journal, FILING, yzz014)
}

/** Faults of one row by its contract, at the paths of a form that holds it under `data`. */
export function faultsOf({ book }: ExchangeDeps, code: string, row: JsonObject): FieldFault[] {
  const input = { list: [{ row_no: 1, ...row }] }
  return validate(book!.get(code), 'input', input, { dict: (name) => book!.dict(name), remote: false }).map(
    (each) => ({ ...each, path: each.path.replace(/^list\[0\]/, 'data') }),
  )
}

/** What is filled in already of a new filing. */
export function filingDraft({ site }: ExchangeDeps) {
  const input = { data: { aac043: '01', inst_type: '1', aab301: site.aab299, injurylist: [{ xh: 1 }] } }
  return { code: 'GYU006', input, version: 0 }
}
