import type { JsonObject } from '../../../../shared/contract.ts'
import type { ApiInput } from '../../../../shared/ipc.ts'
import { datetime, stamp } from '../../../../shared/msgid.ts'
import type { Caller } from '../../registry.ts'
import { bookKind, DOWNLOADS } from './codes.ts'
import { type ExchangeDeps, nameOf } from './deps.ts'
import { audited, faultsOf, refuseFaults } from './filings.ts'
import { type BookData, type BookRow, bookRow, put } from './model.ts'
import { periodSound } from './rules.ts'
import { SOURCES } from './sources.ts'

const KIND = bookKind('GYD009')

/** A new or changed institution that the agency has passed (GYU009). */
export async function institution(
  deps: ExchangeDeps,
  caller: Caller,
  form: ApiInput<'injury.exchange.institution'>,
): Promise<BookRow> {
  const { journal, now } = deps
  const by = nameOf(caller)
  const of = DOWNLOADS.get('GYD009')!
  const row: JsonObject = { ...(form.input as JsonObject), upd_time: datetime(now()) }
  refuseFaults(faultsOf(deps, 'GYU009', row))
  refuseFaults(periodSound(String(row.aae030), String(row.aae031)))
  const id = of.key(row)
  const old = await journal.doc(KIND, id)
  const key = `${id} ${stamp(now())}`
  const upload = { source: SOURCES.institution, key }
  const data: BookData = { row, uniq_id: '', transid: '', came: now(), note: '', upload }
  const doc = { kind: KIND, id, state: of.state(row), subject: of.subject(row), data }
  const text = of.shows.map((name) => String(row[name] ?? '')).join(' ')
  await journal.commit([
    put({ ...doc, text }, old?.version ?? 0, now(), by),
    ...deps.uploads.adding(SOURCES.institution, [
      { key, psn_no: '', title: String(row.akb021), payload: row },
    ]),
    audited(by, now(), 'injury.exchange.institution', id, {}),
  ])
  await deps.uploads.wake(SOURCES.institution)
  return bookRow(journal, KIND, id)
}

/** What is filled in already: this house where nothing is chosen. */
export async function institutionDraft(deps: ExchangeDeps, id: string | undefined) {
  const { site } = deps
  const old = await deps.journal.doc(KIND, id ?? `${site.akb020}|${site.inst_type}`)
  const known = (old?.data as { row?: JsonObject } | undefined)?.row
  const own: JsonObject = {
    ...{ akb020: site.akb020, akb021: site.fixmedins_name, inst_type: site.inst_type },
    ...{ aab299: site.aab299, yab600: site.yab600, agre_state: '1' },
  }
  const { uniq_id: _, upd_time: __, ...row } = known ?? own
  return { code: 'GYU009', input: { data: row }, version: old?.version ?? 0 }
}
