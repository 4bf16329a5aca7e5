import { useState } from 'react'
import type { Contract, Dict, Field, Json, JsonObject } from '../../../shared/contract.ts'
import type { ApiArgs } from '../../../shared/ipc.ts'
import { ConfirmBox } from '../../components/ConfirmBox.tsx'
import { useTables } from '../../components/contract/dicts.ts'
import { recordOf, rowsOf } from '../../components/contract/form.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { useScanThrough } from '../../components/focus.ts'
import { useAsk } from '../../stores/ask.ts'

interface Props {
  title: string
  code: ApiArgs<'sichuan.ask'>['code']
  about: ApiArgs<'sichuan.ask'>['about']
  data: JsonObject
  /** the fields shown, in this order */
  fields: readonly string[]
  empty: string
  okText?: string
  onOpen?: (row: JsonObject) => void
  onClose: () => void
}

/** What the centre has of something, as its contract calls it. */
export function CentreBox(props: Props) {
  const { code, about, data } = props
  const contract = useAsk('catalogue.contract', { family: 'sichuan', code }, '读取接口字段')
  const asked = useAsk('sichuan.ask', { code, about, input: { data } }, '向中心查询')
  useScanThrough(props.onClose)
  const [at, setAt] = useState(0)
  const rows = contract.value && asked.value ? listOf(contract.value, asked.value.output) : []
  const row = rows[at]
  const open = () => (row && props.onOpen ? props.onOpen(row) : props.onClose())
  return (
    <ConfirmBox
      title={props.title}
      okText={(row && props.okText) || '知道了'}
      width={1040}
      onOk={open}
      onCancel={props.onClose}
    >
      <FaultPanel fault={asked.fault ?? contract.fault} />
      {contract.value && !asked.fault && (
        <Rows
          {...{ contract: contract.value, rows, at, setAt, open }}
          fields={props.fields}
          label={props.title}
          empty={asked.value ? props.empty : '正在向中心查询…'}
        />
      )}
    </ConfirmBox>
  )
}

interface RowsProps {
  contract: Contract
  rows: JsonObject[]
  fields: readonly string[]
  label: string
  empty: string
  at: number
  setAt: (at: number) => void
  open: () => void
}

function Rows({ contract, rows, fields, label, empty, at, setAt, open }: RowsProps) {
  const tables = useTables(contract, 'output')
  const known = nodesOf(contract).flatMap((node) => node.fields)
  const columns = fields.flatMap((name): Column<JsonObject>[] => {
    const field = known.find((one) => one.name === name)
    const dict = field?.dict ? tables?.(field.dict)?.dict : undefined
    return field ? [{ key: name, title: field.label, render: (row) => shown(row[name], field, dict) }] : []
  })
  return (
    <div className="sc-list sc-centre">
      <DataTable
        autoFocus
        label={label}
        columns={columns}
        rows={rows}
        rowKey={(row) => String(rows.indexOf(row))}
        selected={rows[at] ? String(at) : null}
        onSelect={(row) => setAt(rows.indexOf(row))}
        onOpen={open}
        empty={empty}
      />
    </div>
  )
}

/** the parts of an answer at any depth */
const nodesOf = ({ output }: Contract) => output.flatMap((node) => [node, ...(node.nodes ?? [])])

/** The rows of the one list that such an answer has, at the top or in its data. */
function listOf(contract: Contract, output: Json): JsonObject[] {
  const list = nodesOf(contract).find(({ many }) => many)
  if (!list) return []
  const whole = recordOf(output)
  return rowsOf(whole[list.name] ?? recordOf(whole.data)[list.name]).map(recordOf)
}

function shown(value: Json | undefined, field: Field, dict: Dict | undefined): string {
  const text = value === undefined || value === null ? '' : String(value)
  if (text === '') return '—'
  return field.dict ? (dict?.values[text] ?? text) : text
}
