import { useMemo, useState } from 'react'
import type { UploadDetail, UploadLine, UploadReason } from '../../../shared/api/uploads.ts'
import type { Contract, Field, FieldFault, JsonObject, Node } from '../../../shared/contract.ts'
import { call } from '../../bridge.ts'
import { ConfirmBox } from '../../components/ConfirmBox.tsx'
import { ContractForm } from '../../components/contract/ContractForm.tsx'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { useAsk, useCommand } from '../../stores/ask.ts'
import { focusOn } from '../common/focus.ts'
import { ReasonField } from '../common/ReasonField.tsx'

const REASONS = ['HIS 录入有误', '代码未对照', '按中心提示改正']
const GIVEN_UP = ['HIS 中已作废', '重复的记录', '不属于上报范围']

interface Place {
  field: Field
  value: string
}

/** The field that a path of the message names, and what stands there; masked values are typed anew. */
function placeOf(contract: Contract, input: JsonObject | null, path: string): Place | null {
  const steps = path.split(/[.[\]]/).filter((step) => step !== '')
  const names = steps.filter((step) => !/^\d+$/.test(step))
  const find = (nodes: readonly Node[], [first, ...rest]: string[]): Field | null => {
    const node = nodes.find(({ name }) => name === first)
    if (!node) return nodes.find(({ name }) => name === '')?.fields.find((f) => f.name === first) ?? null
    return node.fields.find((f) => f.name === rest[0]) ?? find(node.nodes ?? [], rest)
  }
  const field = find(contract.input, names)
  if (!field) return null
  const at = steps.reduce<unknown>(
    (value, step) =>
      value !== null && typeof value === 'object' ? (value as Record<string, unknown>)[step] : null,
    input,
  )
  const text = at === null || at === undefined ? '' : String(at)
  return { field, value: text.includes('*') ? '' : text }
}

/** One field put right, drawn and checked as its contract says. */
export function MendBox(props: {
  detail: UploadDetail
  fault: FieldFault
  onClose: () => void
  onDone: (detail: UploadDetail) => void
}) {
  const { detail, fault, onClose, onDone } = props
  const place = placeOf(detail.contract, detail.input, fault.path)
  const name = place?.field.name ?? ''
  const contract = useMemo(() => oneField(detail.contract, place?.field), [detail.contract, place?.field])
  const [value, setValue] = useState<JsonObject>(() => (place?.value ? { [name]: typed(place) } : {}))
  const [reason, setReason] = useState(REASONS[0]!)
  const command = useCommand()
  const text = value[name] === undefined || value[name] === null ? '' : String(value[name])
  const mend = async () => {
    if (!reason.trim()) return
    const { source, key, at } = detail.line
    const input = { source, key, at, path: fault.path, value: text, reason: reason.trim() }
    const done = await command.run('改正并重传', async () => onDone(await call('uploads.mend', input)))
    if (done) onClose()
  }
  return (
    <ConfirmBox
      title={`改正 ${fault.label}`}
      okText="改正并重传"
      okEnabled={reason.trim() !== '' && place !== null}
      busy={command.busy}
      onOk={mend}
      onCancel={onClose}
    >
      <FaultPanel fault={command.fault} />
      <p className="u-why">{fault.message}</p>
      {place ? (
        <ContractForm
          contract={contract}
          value={value}
          onChange={(next) => setValue(next as JsonObject)}
          prefix="m-"
          onDone={() => focusOn('box')}
        />
      ) : (
        <p className="quiet">这一项不在报文里，请在 HIS 中改正。</p>
      )}
      <ReasonField label="改正原因" reasons={REASONS} value={reason} onChange={setReason} onDone={mend} />
      <p className="quiet">
        只改这一次上传的内容，写入审计；HIS 里的记录请同时改正，否则下次读取时以 HIS 为准。
      </p>
    </ConfirmBox>
  )
}

const typed = ({ field, value }: Place) =>
  field.type === 'number' || field.type === 'integer' ? Number(value) : value

/** A contract of this field alone. */
function oneField(contract: Contract, field: Field | undefined): Contract {
  const { when: _, ...plain } = field ?? { name: '', label: '', type: 'string' as const, required: false }
  const fields: Field[] = field ? [{ ...plain, required: plain.required === true }] : []
  return { ...contract, input: [{ name: '', many: false, required: true, fields }], output: [] }
}

const REASON_COLUMNS: readonly Column<UploadReason>[] = [
  { key: 'count', title: '条数', width: 64, align: 'right', render: ({ count }) => count },
  { key: 'state', title: '状态', width: 64, render: ({ state }) => (state === 'held' ? '待改' : '已拒') },
  { key: 'words', title: '原因', render: ({ words }) => <span title={words}>{words}</span> },
]

/** All rows of one reason again, once what was wrong is put right elsewhere. */
export function RedriveBox(props: { source: string; onClose: () => void; onDone: (said: string) => void }) {
  const { source, onClose, onDone } = props
  const reasons = useAsk('uploads.reasons', { source }, '查询原因')
  const [chosen, setChosen] = useState<string | null>(null)
  const command = useCommand()
  const rows = reasons.value ?? []
  const keyOf = ({ state, words }: UploadReason) => `${state} ${words}`
  const row = rows.find((each) => keyOf(each) === chosen) ?? rows[0]
  const again = async () => {
    if (!row) return
    const done = await command.run('重新上传', async () => {
      const { count } = await call('uploads.redrive', { source, words: row.words })
      onDone(`${count} 条重新上传`)
    })
    if (done) onClose()
  }
  return (
    <ConfirmBox
      title="同一原因的全部重传"
      okText={row ? `重传这 ${row.count} 条` : '重传'}
      okEnabled={row !== undefined}
      busy={command.busy}
      width={760}
      onOk={again}
      onCancel={onClose}
    >
      <FaultPanel fault={command.fault ?? reasons.fault} />
      <div className="u-reasons" data-focus="u-reasons">
        <DataTable
          autoFocus
          label="原因"
          columns={REASON_COLUMNS}
          rows={rows}
          rowKey={keyOf}
          selected={row ? keyOf(row) : null}
          onSelect={(each) => setChosen(keyOf(each))}
          onOpen={again}
          empty={reasons.value ? '没有被拒或待改的记录。' : '正在查询…'}
        />
      </div>
      <p className="quiet">原样重传：适合对照、科室、就诊登记等在别处已经改好的。写入审计。</p>
    </ConfirmBox>
  )
}

/** Rows given up. */
export function WithdrawBox(props: {
  line: UploadLine
  onClose: () => void
  onDone: (said: string) => void
}) {
  const { line, onClose, onDone } = props
  const [reason, setReason] = useState('')
  const command = useCommand()
  const withdraw = async () => {
    const text = reason.trim()
    if (!text) return
    const done = await command.run('撤下', async () => {
      await call('uploads.withdraw', { source: line.source, keys: [line.key], reason: text })
      onDone(`已撤下 ${line.title}`)
    })
    if (done) onClose()
  }
  return (
    <ConfirmBox
      title={`撤下 ${line.title}`}
      okText="不再上传"
      danger
      okEnabled={reason.trim() !== ''}
      busy={command.busy}
      onOk={withdraw}
      onCancel={onClose}
    >
      <FaultPanel fault={command.fault} />
      <p className="quiet">撤下后不再上传，HIS 再次送来也不上传。已在中心的记录不受影响。写入审计。</p>
      <ReasonField
        label="撤下原因"
        reasons={GIVEN_UP}
        value={reason}
        onChange={setReason}
        onDone={withdraw}
      />
    </ConfirmBox>
  )
}
