import { OFFICE } from '../app/registry.ts'
import { registerSetllist } from '../app/setllist/api.ts'
import { STATE_LABEL } from '../app/setllist/deps.ts'
import { setllistEffects } from '../app/setllist/effects.ts'
import { createLanes } from '../engine/lane.ts'
import type { Parts } from './index.ts'

/** days of settlements that the reminder looks back on */
const BACK_days = 90
const DAY_ms = 86_400_000

/** Settlement lists (4101–4105). */
export function wireSetllist(parts: Parts): void {
  const { site, journal, engine, machine, his, bus, clock, book } = parts
  const { lists } = site
  for (const [name, effect] of setllistEffects()) parts.effects.set(name, effect)
  const worklist = registerSetllist(parts.registry, {
    ...{ journal, engine, machine, his, bus, now: clock.now, lanes: createLanes() },
    ...{ form: lists.form, due_days: lists.due_days, fill_dept: lists.fill_dept },
    hsorg: { hsorg: lists.hsorg, hsorg_opter: lists.hsorg_opter },
    fixmedins_code: site.institution.fixmedins_code,
    fixmedins_name: site.institution.fixmedins_name,
    contract: (infno) => book.get(infno),
    dict: (name) => book.dict(name),
  })
  parts.tasks.register({
    id: 'setllist.due',
    label: '结算清单到期提醒',
    group: '维护',
    plan: { daily: '08:00' },
    async run() {
      const now = clock.now()
      const rows = await worklist.list({ from: now - BACK_days * DAY_ms, to: now, text: '' })
      const open = rows.filter(({ state }) => state !== 'submitted' && state !== 'passed' && state !== 'void')
      const late = open.filter(({ dueAt }) => dueAt < now).length
      const soon = open.filter(({ dueAt }) => dueAt >= now && dueAt < now + 3 * DAY_ms).length
      return open.length === 0
        ? '没有要提交的结算清单'
        : `还有 ${open.length} 份结算清单没有提交：已过期 ${late} 份，三天内到期 ${soon} 份`
    },
  })
  parts.exports.register({
    id: 'setllist',
    label: '结算清单',
    roles: OFFICE,
    columns: [
      { title: '状态', width: 14 },
      { title: '姓名', width: 12 },
      { title: '住院号/门诊号', width: 18 },
      { title: '医疗类别', width: 12 },
      { title: '科室', width: 16 },
      { title: '结算ID', width: 20 },
      { title: '结算时间', width: 20 },
      { title: '医疗费总额', width: 14, kind: 'fen' },
      { title: '截止', width: 20, kind: 'time' },
      { title: '待改', width: 8, kind: 'number' },
      { title: '清单流水号', width: 16 },
      { title: '说明', width: 40 },
    ],
    async *rows(query) {
      const now = clock.now()
      const number = (name: string, fallback: number) => Number(query[name] ?? fallback)
      const found = await worklist.list({
        from: number('from', now - BACK_days * DAY_ms),
        to: number('to', now),
        text: String(query.text ?? ''),
      })
      const med_type = (code: string) => book.dict('med_type')?.values[code] ?? code
      for (const row of found)
        yield [
          ...[STATE_LABEL[row.state], row.psn_name, row.ipt_otp_no, med_type(row.med_type), row.dept],
          ...[row.setl_id, row.setl_time, row.totalFen, row.dueAt, row.faults, row.setl_list_id, row.note],
        ]
    },
  })
}
