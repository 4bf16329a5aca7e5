import { Input, Radio } from 'antd'
import { useState } from 'react'
import type { PersonRow } from '../../../shared/api/person.ts'
import type { Cert } from '../../../shared/visit.ts'
import { ConfirmBox } from '../../components/ConfirmBox.tsx'
import { Field, FieldGroup, fieldFault } from '../../components/Field.tsx'
import { dayText, parseDay } from '../../format.ts'
import { FindPerson } from '../common/FindPerson.tsx'
import { closeBox, type Period, turn, usePerson } from './store.ts'

export const FindBox = ({ text, onPick }: { text: string; onPick: (cert: Cert) => void }) => (
  <FindPerson
    title="查找人员"
    text={text}
    onPick={(hit) => {
      closeBox()
      onPick(hit.cert as Cert)
    }}
    onClose={closeBox}
    pickLabel="查这个人"
    empty="HIS 里的病人和本窗口办过的人会列在这里：输入姓名或拼音首字母。没有的请直接输入证件号码。"
  />
)

/** Everything that the centre said of one row, by the contract's labels. */
export function FieldsBox({ title, row }: { title: string; row: PersonRow }) {
  return (
    <ConfirmBox title={title} okText="知道了" width={760} onOk={closeBox} onCancel={closeBox}>
      <dl className="pq-fields">
        {row.fields.map(({ path, label, value, meaning }) => (
          <div key={path}>
            <dt>{label}</dt>
            <dd>{value ? `${value}${meaning ? ` ${meaning}` : ''}` : '—'}</dd>
          </div>
        ))}
      </dl>
    </ConfirmBox>
  )
}

/** F6: from when to when, and which 医疗类别. */
export function PeriodBox({ period }: { period: Period }) {
  const [from, setFrom] = useState(period.from)
  const [to, setTo] = useState(period.to)
  const [scope, setScope] = useState(period.scope)
  const days = [parseDay(from), parseDay(to)]
  const fault =
    days[0] == null
      ? fieldFault('from', '开始日期', '开始日期：请输入日期，如 20260101')
      : days[1] == null
        ? fieldFault('to', '结束日期', '结束日期：请输入日期，如 20261231')
        : null
  const done = () => {
    if (days[0] == null || days[1] == null) return
    const [first, last] = days[0] <= days[1] ? [days[0], days[1]] : [days[1], days[0]]
    turn({ box: null, period: { from: dayText(first), to: dayText(last), scope }, mdtrt_id: null })
  }
  return (
    <ConfirmBox title="查询期间" okText="查询" okEnabled={!fault} onOk={done} onCancel={closeBox}>
      <FieldGroup fault={fault} onEnter={done}>
        <Field name="from" label="开始日期" hint="可输入 20260101、0101 或 -90（天前）">
          <Input value={from} onChange={(e) => setFrom(e.target.value)} />
        </Field>
        <Field name="to" label="结束日期">
          <Input value={to} onChange={(e) => setTo(e.target.value)} />
        </Field>
        <Field name="scope" label="就诊的医疗类别" hint="中心按医疗类别逐个查询，全部类别较慢" group>
          <Radio.Group
            value={scope}
            onChange={(e) => setScope(e.target.value)}
            options={[
              { value: 'usual', label: '常用类别' },
              { value: 'all', label: '全部类别' },
            ]}
          />
        </Field>
      </FieldGroup>
    </ConfirmBox>
  )
}

/** F8: settlements and details of a visit that this counter did not settle are asked by their number. */
export function SetlBox() {
  const [setl_id, setId] = useState(usePerson.getState().setl_id)
  const done = () => turn({ box: null, setl_id: setl_id.trim() })
  return (
    <ConfirmBox title="按结算ID查询" okText="查询" onOk={done} onCancel={closeBox}>
      <FieldGroup fault={null} onEnter={done}>
        <Field name="setl_id" label="结算ID" hint="在结算单上；留空则查本机办过的">
          <Input value={setl_id} maxLength={30} onChange={(e) => setId(e.target.value)} />
        </Field>
      </FieldGroup>
    </ConfirmBox>
  )
}
