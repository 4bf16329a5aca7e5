import type { JsonObject } from '../../../shared/contract.ts'
import { initials } from '../../../shared/pinyin.ts'
import { rows } from '../../../shared/settlement.ts'
import type { HisRecord } from '../../his/port.ts'
import type { Change } from '../../journal/port.ts'
import type { Caller } from '../registry.ts'
import { totalOf } from './check.ts'
import {
  BODY,
  type Body,
  type BodyRow,
  heldOf,
  KIND,
  put,
  type SelfpayDeps,
  type StayData,
  type StayRow,
} from './deps.ts'

const SEEN = 'selfpay.seen'
const PAGE = 50

const text = (value: unknown) => (value === null || value === undefined ? '' : String(value))

/**
 * Takes up what the hospital has booked in the view since the last time, a page a commit. A stay that is
 * finished, or whose message is open, stays as it is; one mended in the HIS begins anew.
 */
export async function fetchAll(deps: SelfpayDeps, caller: Caller) {
  const { journal, his, now } = deps
  const count = { added: 0, changed: 0, kept: 0 }
  for (;;) {
    const seen = Number((await journal.setting(SEEN)) ?? 0)
    const page = await his.feed('selfpay', seen, PAGE)
    const last = page.at(-1)
    if (!last) return count
    const held = await heldOf(deps)
    const changes: Change[] = []
    for (const record of page) {
      const known = (await journal.doc(KIND, record.key)) as unknown as StayRow | null
      if (known && (known.state === 'done' || held.has(record.key))) {
        count.kept++
        continue
      }
      if (known) count.changed++
      else count.added++
      changes.push(...(await taken(deps, record, known, caller)))
    }
    await journal.commit([...changes, { t: 'setting', key: SEEN, value: last.serial }])
    if (changes.length > 0)
      await journal.commit([
        {
          t: 'audit',
          entry: {
            at: now(),
            actor: caller.operator!.opter,
            action: 'selfpay.fetch',
            subject: '',
            detail: { ...count },
          },
        },
      ])
  }
}

/** What a list shows of a body. */
export function headOf(body: Body): Omit<StayData, 'kind' | 'serial' | 'sent' | 'why'> {
  const { mdtrt, fees } = body
  return {
    ...{ psn_name: text(mdtrt.psn_name), certno: text(mdtrt.certno), ipt_otp_no: text(mdtrt.ipt_otp_no) },
    dept: text(mdtrt.dscg_dept_name) || text(mdtrt.adm_dept_name) || text(fees[0]?.bilg_dept_name),
    ...{ begntime: text(mdtrt.begntime), endtime: text(mdtrt.endtime) },
    ...{ lines: fees.length, totalFen: totalOf(body) },
  }
}

async function taken(
  { journal, now }: SelfpayDeps,
  { key, serial, data }: HisRecord,
  known: StayRow | null,
  caller: Caller,
): Promise<Change[]> {
  const body: Body = {
    mdtrt: (data.mdtrt ?? {}) as JsonObject,
    diags: rows(data, 'diags'),
    fees: rows(data, 'fees'),
  }
  const before = (await journal.doc(BODY, key)) as unknown as BodyRow | null
  const { opter, opterName } = caller.operator!
  const { mdtrt } = body
  const psn_name = text(mdtrt.psn_name)
  const head = { id: key, subject: text(mdtrt.certno), opter, opterName, createdAt: now(), at: now() }
  const words = [psn_name, initials(psn_name, { surname: true }), text(mdtrt.ipt_otp_no), key].join(' ')
  const stay: StayRow = {
    ...{ ...head, kind: KIND, state: 'new', text: words, version: known?.version ?? 0 },
    data: {
      ...headOf(body),
      kind: data.kind === 'outpatient' ? 'outpatient' : 'inpatient',
      ...{ serial, sent: 0, why: null },
    },
  }
  const whole = { ...head, kind: BODY, state: 'his', text: '', version: before?.version ?? 0 }
  return [put(stay, now()), put({ ...whole, data: { ...body, edits: before?.data.edits ?? [] } }, now())]
}
