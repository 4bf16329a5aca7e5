import { registerStaff } from '../app/staff/api.ts'
import { staffTables } from '../app/staff/export.ts'
import type { Parts } from './index.ts'

/** Departments and staff at the centre (3401–3403, 5101, 5102). */
export function wireStaff({
  registry,
  journal,
  engine,
  machine,
  his,
  clock,
  book,
  tasks,
  exports,
}: Parts): void {
  const { compare } = registerStaff(registry, {
    ...{ journal, engine, machine, his, now: clock.now },
    contract: (infno) => book.get(infno),
    dict: (name) => book.dict(name),
  })
  tasks.register({
    id: 'staff.compare',
    label: '科室人员与中心核对',
    group: '维护',
    plan: { daily: '06:10' },
    run: async () => {
      const { depts, staff } = await compare('系统任务')
      const off = [depts, staff].map((all) => all.filter(({ state }) => state !== 'same').length)
      return `科室 ${off[0]} 处、人员 ${off[1]} 处与中心不一致`
    },
  })
  for (const table of staffTables(journal)) exports.register(table)
}
