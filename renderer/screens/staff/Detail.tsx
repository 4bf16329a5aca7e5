import { Button } from 'antd'
import type { DeptDiff, StaffDiff } from '../../../shared/api/staff.ts'
import { nextOf, STATE, TONE } from './words.ts'

/** One department: what differs, field by field, and the one thing to do. */
export function DeptDetail(props: { dept: DeptDiff; why: string; busy: boolean; onNext: () => void }) {
  const { dept, why, busy, onNext } = props
  const next = nextOf(dept)
  return (
    <>
      <h2>
        <span className={TONE[dept.state]}>{STATE[dept.state]}</span> {dept.name}
      </h2>
      <p className="quiet">
        {dept.code}　科别 {dept.caty}
      </p>
      {why && <p className="st-why">{why}</p>}
      {dept.faults.map((fault) => (
        <p className="st-why" key={fault}>
          {fault}（请在 HIS 改正）
        </p>
      ))}
      {dept.differs.length > 0 && (
        <table className="st-differs">
          <thead>
            <tr>
              <th>字段</th>
              <th>本院</th>
              <th>中心</th>
            </tr>
          </thead>
          <tbody>
            {dept.differs.map(({ name, label, here, there }) => (
              <tr key={name}>
                <td title={name}>{label}</td>
                <td>{here || '（空）'}</td>
                <td className="in-doubt">{there || '（空）'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="quiet">{ABOUT[dept.state]}</p>
      {next && (
        <Button type="primary" size="large" className="st-next" disabled={busy} onClick={onNext}>
          {next.label} <kbd>{next.key}</kbd>
        </Button>
      )}
    </>
  )
}

const ABOUT: Record<DeptDiff['state'], string> = {
  same: '本院与中心一致，不用处理。',
  here: '中心还没有这个科室。费用和就诊上传里的科室要先在中心备案，否则会被拒绝。',
  differs: '按 HIS 的内容变更中心的登记；HIS 的内容不对请先在 HIS 改正。',
  there: '本院已没有这个科室。停用的请从中心撤销，需要时可以重新上传。',
}

/** One of the medical staff: hospitals cannot write the register, so it says who can. */
export function StaffDetail({ person }: { person: StaffDiff }) {
  return (
    <>
      <h2>
        <span className={person.state === 'same' ? 'done' : 'in-doubt'}>{person.what || '一致'}</span>{' '}
        {person.name}
      </h2>
      <p className="quiet">
        {person.type}　{person.code || '没有编码'}　{person.dept_code && `科室 ${person.dept_code}`}
      </p>
      <p>{person.todo || '本院与中心一致，不用处理。'}</p>
    </>
  )
}
