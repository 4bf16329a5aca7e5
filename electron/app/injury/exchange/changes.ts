import type { FieldFault, JsonObject } from '../../../../shared/contract.ts'
import { fail } from '../../../../shared/errors.ts'
import type { ApiInput } from '../../../../shared/ipc.ts'
import { datetime, stamp } from '../../../../shared/msgid.ts'
import type { Journal } from '../../../journal/port.ts'
import type { Caller } from '../../registry.ts'
import { bookKind } from './codes.ts'
import { type ExchangeDeps, nameOf } from './deps.ts'
import { audited, FILING, faultsOf, loaded, missing, refuseFaults } from './filings.ts'
import { type BookData, type BookRow, bookRow, put } from './model.ts'
import { mayEnd, periodSound, stateChange } from './rules.ts'
import { SOURCES } from './sources.ts'

const MANY = 10_000

/** Place, period, contact or end of a filing (GYU007); from here on it stands so in the province's own book. */
export async function change(
  deps: ExchangeDeps,
  caller: Caller,
  form: ApiInput<'injury.exchange.change'>,
): Promise<BookRow> {
  const { journal, now } = deps
  const by = nameOf(caller)
  const old = await loaded(deps, FILING, form.id, form.version, ['valid', 'invalid'])
  const { row, upload: before } = old.data
  const to = form.change_type === '04' ? '0' : '1'
  refuseFaults(stateChange(String(row.filing_state ?? '0'), to))
  await arrived(journal, before)
  const set = changed(form, row)
  refuseFaults([
    ...wanted(form),
    ...periodSound(String(set.aae030 ?? row.aae030 ?? ''), String(set.aae031 ?? '')),
    ...mayEnd(to, await openStays(journal, form.id, String(row.aac002))),
  ])
  const change_time = datetime(now())
  const key = `${form.id} ${stamp(now())}`
  const payload: JsonObject = {
    ...{ yzz014: form.id, aac002: String(row.aac002), aac003: String(row.aac003) },
    ...{ change_type: form.change_type, inst_type: String(row.inst_type ?? ''), filing_state: to },
    ...(form.change_type === '01' ? { old_aab299: String(row.aab299 ?? '') } : {}),
    ...{ ...set, change_rea: form.change_rea, change_time, aae011: by.opterName },
  }
  refuseFaults(faultsOf(deps, 'GYU007', payload))
  const next: JsonObject = { ...row, ...set, filing_state: to, upd_time: change_time }
  const upload = { source: SOURCES.change, key }
  await journal.commit([
    put(
      {
        ...old,
        state: to === '1' ? 'valid' : 'invalid',
        data: { ...old.data, row: next, upload, note: form.change_rea },
      },
      ...([old.version, now(), by] as const),
    ),
    ...deps.uploads.adding(SOURCES.change, [
      { key, psn_no: String(row.aac002), title: String(row.aac003), payload },
    ]),
    audited(by, now(), 'injury.exchange.change', form.id, {
      kind: form.change_type,
      reason: form.change_rea,
    }),
  ])
  await deps.uploads.wake(SOURCES.change)
  return bookRow(journal, FILING, form.id)
}

type ChangeForm = ApiInput<'injury.exchange.change'>

/** What changes, under the wire's names. */
function changed(form: ChangeForm, row: JsonObject): JsonObject {
  if (form.change_type === '01') return { aab299: form.aab299 }
  if (form.change_type === '02')
    return { aae030: form.aae030 || String(row.aae030 ?? ''), aae031: form.aae031 }
  if (form.change_type === '03') {
    const { aae005, aae006 } = form
    return { ...(aae005 ? { aae005 } : {}), ...(aae006 ? { aae006 } : {}) }
  }
  return {}
}

function wanted({ change_type, aab299, aae031, aae005, aae006 }: ChangeForm): FieldFault[] {
  if (change_type === '01' && !/^\d{6}$/.test(aab299))
    return [missing('aab299', '就医地行政区划代码', '请填写 6 位代码')]
  if (change_type === '02' && !aae031) return [missing('aae031', '有效结束日期', '请填写')]
  if (change_type === '03' && !aae005 && !aae006)
    return [missing('aae005', '联系电话', '联系电话和联系地址至少填写一项')]
  return []
}

/** What was told of it last has to be there first. */
async function arrived(journal: Journal, upload: BookData['upload']): Promise<void> {
  if (!upload) return
  const [row] = await journal.uploads({ source: upload.source, keys: [upload.key], limit: 1 })
  if (!row || row.state === 'accepted' || row.state === 'withdrawn') return
  fail(
    'conflict',
    `这条备案上一次上传还没有成功${row.why ? `：${row.why}` : ''}`,
    '没有发送。',
    '请先到“上传任务单”处理上一次的，再变更。',
  )
}

/** Stays on this filing that are not settled: those that came by download and those of this counter. */
async function openStays(journal: Journal, yzz014: string, aac002: string): Promise<string[]> {
  const there = await journal.docs({
    kind: bookKind('GYD101'),
    subject: aac002,
    states: ['valid'],
    limit: MANY,
  })
  const mine = await journal.searchEncounters({ families: ['gy'], active: true, limit: 500 })
  return [
    ...(there as unknown as BookRow[])
      .filter(({ data }) => data.row.yzz014 === yzz014)
      .map(({ data }) => String(data.row.akc190)),
    ...mine
      .filter((row) => (row.data as { filing?: unknown }).filing === yzz014 && row.mdtrt_id !== null)
      .map((row) => row.ipt_otp_no),
  ]
}
