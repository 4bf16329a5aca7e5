import type { StaffState } from '../../../shared/api/staff.ts'
import type { Journal } from '../../journal/port.ts'
import type { Cell, TableExport } from '../export/port.ts'
import { OFFICE } from '../registry.ts'
import { DOC } from './api.ts'

const DEPT = { same: '一致', here: '只在本院', there: '只在中心', differs: '不一致' } as const

/** The last comparison as Excel: departments, and medical staff. */
export function staffTables(journal: Journal): TableExport[] {
  const last = async () => {
    const doc = await journal.doc(DOC.kind, DOC.id)
    return doc ? (doc.data as unknown as StaffState) : null
  }
  const titled = (titles: readonly string[]) => titles.map((title) => ({ title, width: 20 }))
  return [
    {
      id: 'staff.depts',
      label: '科室核对',
      roles: OFFICE,
      columns: titled(['科室编码', '科室名称', '科别', '状态', '差异']),
      async *rows() {
        for (const dept of (await last())?.depts ?? []) {
          const differs = dept.differs.map((d) => `${d.label}：本院“${d.here}”，中心“${d.there}”`)
          const row: Cell[] = [
            dept.code,
            dept.name,
            dept.caty,
            DEPT[dept.state],
            [...differs, ...dept.faults].join('；'),
          ]
          yield row
        }
      },
    },
    {
      id: 'staff.people',
      label: '人员核对',
      roles: OFFICE,
      columns: titled(['国家编码', '姓名', '类别', '科室', '问题', '办法']),
      async *rows() {
        for (const p of (await last())?.staff ?? [])
          yield [p.code, p.name, p.type, p.dept_code, p.what, p.todo]
      },
    },
  ]
}
