import { Checkbox, Input, Select } from 'antd'
import type { Fault } from '../../../shared/errors.ts'
import { TXN_STATE_LABEL, type TxnState } from '../../../shared/txn.ts'
import { Field, FieldGroup } from '../../components/Field.tsx'
import type { Form } from './query.ts'

const STATES = (Object.keys(TXN_STATE_LABEL) as TxnState[]).map((value) => ({
  value,
  label: TXN_STATE_LABEL[value],
}))

/** One row of conditions; Enter in any of them searches. */
export function SearchForm(props: {
  form: Form
  fault: Fault | null
  onChange: (form: Form) => void
  onEnter: () => void
}) {
  const { form, onChange } = props
  const input = (name: 'text' | 'infno' | 'amount' | 'from' | 'to' | 'opter', placeholder: string) => (
    <Input
      value={form[name]}
      placeholder={placeholder}
      onChange={(event) => onChange({ ...form, [name]: event.target.value })}
    />
  )
  return (
    <FieldGroup className="txn-form" fault={props.fault} onEnter={props.onEnter}>
      <Field name="text" label="查询内容">
        {input('text', '患者、人员编号、报文ID、就诊ID、结算ID')}
      </Field>
      <Field name="infno" label="接口">
        {input('infno', '如 2207')}
      </Field>
      <Field name="amountFen" label="金额（元）">
        {input('amount', '如 86.50')}
      </Field>
      <Field name="from" label="起始日期">
        {input('from', '如 1121')}
      </Field>
      <Field name="to" label="截止日期">
        {input('to', '如 1121')}
      </Field>
      <Field name="opter" label="操作员工号">
        {input('opter', '')}
      </Field>
      <Field name="states" label="状态">
        <Select
          mode="multiple"
          maxTagCount="responsive"
          value={form.states}
          placeholder="全部"
          options={STATES}
          optionFilterProp="label"
          onChange={(states) => onChange({ ...form, states })}
        />
      </Field>
      <Checkbox
        checked={form.withQueries}
        onChange={(event) => onChange({ ...form, withQueries: event.target.checked })}
      >
        含查询类
      </Checkbox>
    </FieldGroup>
  )
}
