import type { SetllistHistory, SetllistOutputs } from '../../../shared/api/setllist.ts'
import type { JsonObject } from '../../../shared/contract.ts'
import { maskName } from '../../../shared/mask.ts'
import { dateOf } from '../../../shared/msgid.ts'
import { rows } from '../../../shared/settlement.ts'
import { mustSettle, type Sender } from '../office.ts'
import { changes } from './compare.ts'
import { KIND, type ListRow, listOf, type SetllistDeps, VERSION } from './deps.ts'
import { text } from './rule.ts'
import type { createWorklist } from './worklist.ts'

/** Questions of a whole month: 4104, 4105; and what became of one list here. */
const PAGE = 100
/** more pages than this no month of one hospital has */
const MOST_PAGES = 200

/** 4104, page by page until one is not full. */
export async function quality(
  deps: SetllistDeps,
  setl_ym: string,
  send: Sender,
): Promise<SetllistOutputs['setllist.quality']> {
  const told: JsonObject[] = []
  for (let page_num = 1; page_num <= MOST_PAGES; page_num++) {
    const { fixmedins_code } = deps
    const input = { data: { setl_ym, page_num, page_size: PAGE, fixmedins_code } }
    const output = await mustSettle(send({ family: 'nhsa', infno: '4104', input }))
    const page = rows(output, '')
    told.push(...page)
    if (page.length < PAGE) break
  }
  const contract = deps.contract(deps.form)
  const fields = new Map(contract.input.flatMap((node) => node.fields.map((f) => [f.name, f.label] as const)))
  return told.map((row) => ({
    ...{ setl_id: text(row.setl_id), psn_name: maskName(text(row.psn_name)) },
    ...{ passed: text(row.qltctrl_rslt) === '1', err_lv: text(row.err_lv), retn_flag: text(row.retn_flag) },
    faults: rows(row, 'detailinfo').map((fault) => ({
      field: text(fault.exam_data_fld),
      label: fields.get(text(fault.exam_data_fld)) ?? text(fault.exam_data_fld),
      ...{ words: text(fault.qltctrl_chk_rslt), err_lv: text(fault.err_lv), value: text(fault.init_val) },
    })),
  }))
}

const DAY_ms = 86_400_000
/** a settlement of whose fate one learned late is booked this many days after its setl_time at most */
const LATE_days = 40

const MONTH = /^(\d{4})(\d{2})$/

/** Epoch ms of the first moment of a month and of the next. */
export function monthOf(setl_ym: string): { from: number; to: number } {
  const [, year = '1970', month = '01'] = MONTH.exec(setl_ym) ?? []
  const at = (plus: number) => new Date(Number(year), Number(month) - 1 + plus, 1).getTime()
  return { from: at(0), to: at(1) - 1 }
}

/** 4105 of the medical categories that occur here, beside what stands here. */
export async function counts(
  deps: SetllistDeps,
  setl_ym: string,
  send: Sender,
  worklist: ReturnType<typeof createWorklist>,
): Promise<SetllistOutputs['setllist.counts']> {
  const { from, to } = monthOf(setl_ym)
  // the centre counts by its own time of a settlement, which may have been booked here days later
  const month = dateOf(from).slice(0, 7)
  const ours = (await worklist.list({ from: from - DAY_ms, to: to + LATE_days * DAY_ms, text: '' })).filter(
    ({ state, setl_time, dueAt }) =>
      state !== 'void' && (setl_time || dateOf(dueAt - deps.due_days * DAY_ms)).startsWith(month),
  )
  const found = [...new Set(ours.map(({ med_type }) => med_type))].sort()
  const med_types = found.length > 0 ? found : ['21']
  const data = {
    ...{ fixmedins_code: deps.fixmedins_code, medtype_list: med_types },
    ...{ stt_begntime: `${dateOf(from)} 00:00:00`, stt_endtime: `${dateOf(to)} 23:59:59` },
    ...{ stt_flag: deps.form === '4101', refdset_flag: '0', fixmedins_name: deps.fixmedins_name },
  }
  const output = await mustSettle(send({ family: 'nhsa', infno: '4105', input: { data } }))
  const there = new Set(['uploaded', 'submitted', 'passed', 'returned'])
  return {
    med_types,
    centre: { need: Number(output.needUploadCnt), uploaded: Number(output.uploadedCnt) },
    ours: { need: ours.length, uploaded: ours.filter(({ state }) => there.has(state)).length },
  }
}

const MANY = 200

/** What was sent, each against the one before, and every change by hand; newest first. */
export async function history(deps: SetllistDeps, setl_id: string): Promise<SetllistHistory> {
  const { journal } = deps
  const [doc, sent] = await Promise.all([
    journal.doc(KIND, setl_id),
    journal.docs({ kind: VERSION, subject: setl_id, order: 'id', limit: MANY }),
  ])
  const list: ListRow | null = doc && listOf(doc)
  const versions = sent.map((row, i) => {
    const { infno, setl_list_id, input } = row.data as unknown as {
      infno: string
      setl_list_id: string | null
      input: JsonObject
    }
    const before = sent[i - 1]?.data as unknown as { input: JsonObject } | undefined
    const changed = before ? changes(deps.contract(infno), before.input, input) : []
    const { opterName, at } = row
    return { no: i + 1, infno, setl_list_id, opterName, at, changed: changed.map(hidden) }
  })
  const edits = (list?.data.edits ?? []).map(({ label, from, to, opterName, at }) => {
    const { ours, theirs } = hidden({ label, ours: to, theirs: from })
    return { label, from: theirs, to: ours, opterName, at }
  })
  return { versions: versions.reverse(), edits: edits.reverse() }
}

/** Names, numbers and addresses stay out of what is shown of changes. */
const PRIVATE = /姓名|电话|地址|住址|证件/
export function hidden<T extends { label: string; ours: string; theirs: string }>(row: T): T {
  if (!PRIVATE.test(row.label)) return row
  const star = (value: string) => (value ? `${value.slice(0, 1)}***` : '')
  return { ...row, ours: star(row.ours), theirs: star(row.theirs) }
}
