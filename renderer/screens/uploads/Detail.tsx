import { Button } from 'antd'
import { useMemo } from 'react'
import type { UploadDetail } from '../../../shared/api/uploads.ts'
import type { Contract, FieldFault, Json, JsonObject } from '../../../shared/contract.ts'
import { ContractForm } from '../../components/contract/ContractForm.tsx'
import { timeFull } from '../../format.ts'
import { go } from '../../stores/route.ts'
import { actionText, detailText } from '../audit/actions.ts'
import { TONE } from './words.ts'

/** One row: what is wrong with it, what to do, its message with labels, and what became of it before. */
export function Detail(props: {
  detail: UploadDetail
  mayMend: boolean
  onMend: (fault: FieldFault) => void
}) {
  const { detail, mayMend, onMend } = props
  const { line, faults, input, contract, messages, acts } = detail
  const drawn = useMemo(() => input && singled(contract, input, faults), [contract, input, faults])
  const hand = mayMend && faults.length > 0
  return (
    <>
      <div className="row">
        <h2>
          <span className={TONE[line.state]}>{line.stateLabel}</span> {line.title}
        </h2>
      </div>
      <p className="quiet u-head">
        {detail.infno} {line.sourceLabel}　{line.key}
        {line.attempts > 0 && `　传过 ${line.attempts} 次`}
      </p>
      {line.why && <p className="u-why">{line.why}</p>}
      {hand && (
        <ul className="u-faults">
          {faults.map((fault) => (
            <li key={fault.path}>
              <b>{fault.label}</b>
              <code>{fault.path}</code>
              <Button size="small" onClick={() => onMend(fault)}>
                改正
              </Button>
            </li>
          ))}
        </ul>
      )}
      {mayMend && faults.length === 0 && line.state !== 'waiting' && (
        <p className="quiet">
          没有指明是哪一项。请按原因在 HIS 改正，改正后自动重新读取上传；或改好后按 F6 原样重传。
        </p>
      )}
      <div className="u-message">
        {drawn ? (
          <ContractForm
            key={`${line.source} ${line.key}`}
            {...drawn}
            onChange={() => {}}
            readOnly
            prefix="u-"
          />
        ) : (
          <p className="quiet">这条记录还组不成报文。</p>
        )}
      </div>
      {(messages.length > 0 || acts.length > 0) && <h3>经过</h3>}
      <ul className="u-past">
        {messages.map(({ msgid, at, why }) => (
          <li key={`${msgid} ${at}`}>
            <span>{timeFull(at)}</span>
            <span>{why}</span>
            {msgid && (
              <Button size="small" onClick={() => go('txns', { msgid })}>
                看报文
              </Button>
            )}
          </li>
        ))}
        {acts.map((act) => (
          <li key={`${act.at} ${act.action}`}>
            <span>{timeFull(act.at)}</span>
            <span>
              {act.opter} {actionText(act.action)}：{detailText(act.detail)}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

/** Lists of one row drawn as that row: a record of this kind is one row of its message. */
function singled(contract: Contract, input: JsonObject, faults: readonly FieldFault[]) {
  const single = new Set(
    contract.input
      .filter(({ name, many }) => many && Array.isArray(input[name]) && input[name].length === 1)
      .map(({ name }) => name),
  )
  const nodes = contract.input.map((node) => (single.has(node.name) ? { ...node, many: false } : node))
  const value = Object.entries(input).map(([name, each]) => [
    name,
    single.has(name) ? (each as Json[])[0] : each,
  ])
  return {
    contract: { ...contract, input: nodes },
    value: Object.fromEntries(value) as JsonObject,
    faults: faults.map((fault) => ({
      ...fault,
      path: fault.path.replace(/^(\w+)\[0\]/, (all, name) => (single.has(name) ? name : all)),
    })),
  }
}
