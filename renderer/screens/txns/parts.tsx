import { Button } from 'antd'
import { useState } from 'react'
import type { LabelledField, TxnView } from '../../../shared/api/txn.ts'
import { timeFull, tookShow } from '../../format.ts'
import { stateTone } from './List.tsx'

export function MessageTables({ txn }: { txn: TxnView }) {
  return (
    <div className="txn-messages">
      <Fields title="请求" fields={txn.request} empty="没有入参。" />
      <Fields
        title="应答"
        fields={txn.answer}
        empty="没有收到应答，或中心没有返回内容。结果由系统查询后写在“经过”里。"
      />
    </div>
  )
}

const BETWEEN = ' · '

/** 「费用明细 3 · 数量」 is 「数量」 in the group 「费用明细 3」. */
function splitLabel(label: string): { group: string; label: string } {
  const at = label.lastIndexOf(BETWEEN)
  return at < 0
    ? { group: '', label }
    : { group: label.slice(0, at), label: label.slice(at + BETWEEN.length) }
}

/** A message as a table of labels and values, grouped by its parts. */
export function Fields(props: { title: string; fields: readonly LabelledField[]; empty: string }) {
  const { fields } = props
  return (
    <section>
      <h3>{props.title}</h3>
      {fields.length === 0 ? (
        <p className="quiet">{props.empty}</p>
      ) : (
        <table className="labelled">
          <tbody>
            {fields.map((field, index) => {
              const { group, label } = splitLabel(field.label)
              const isNew = group !== '' && group !== splitLabel(fields[index - 1]?.label ?? '').group
              return [
                isNew && (
                  <tr key={`group ${field.path}`}>
                    <th colSpan={2} className="group">
                      {group}
                    </th>
                  </tr>
                ),
                <tr key={field.path}>
                  <th title={field.path}>{label}</th>
                  <td>
                    {field.value === '' ? <span className="quiet">空</span> : field.value}
                    {field.meaning && <b> {field.meaning}</b>}
                  </td>
                </tr>,
              ]
            })}
          </tbody>
        </table>
      )}
    </section>
  )
}

export function History({ txn }: { txn: TxnView }) {
  return (
    <table className="labelled">
      <tbody>
        {txn.history.map((event) => (
          <tr key={`${event.at} ${event.label} ${event.note}`}>
            <th>{timeFull(event.at)}</th>
            <td>
              <b>{event.label}</b> {event.note}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export function Children({ txn, onOpen }: { txn: TxnView; onOpen: (msgid: string) => void }) {
  if (txn.children.length === 0) {
    return <p className="quiet">没有关联交易。结果不明时，系统为它发出的查询和冲正会列在这里。</p>
  }
  return (
    <ul className="txn-children">
      {txn.children.map((child) => (
        <li key={child.msgid}>
          <Button type="link" onClick={() => onOpen(child.msgid)}>
            {child.infno} {child.name}
          </Button>
          <span className={stateTone(child.state)}>{child.stateLabel}</span>
          <span className="quiet">
            {timeFull(child.createdAt)}，用时 {tookShow(child.took_ms)} {child.errMsg}
          </span>
        </li>
      ))}
    </ul>
  )
}

export function Wire({ txn }: { txn: TxnView }) {
  const [copied, setCopied] = useState(false)
  const copy = () => navigator.clipboard.writeText(txn.wire).then(() => setCopied(true))
  return (
    <>
      <Button size="small" onClick={copy}>
        {copied ? '已复制' : '复制'}
      </Button>
      <pre className="code wire">{txn.wire}</pre>
    </>
  )
}
