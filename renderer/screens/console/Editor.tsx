import type { Ref } from 'react'
import type { InterfaceFacts } from '../../../shared/api/console.ts'
import type { Dict } from '../../../shared/contract.ts'
import { firstPerson } from '../../../shared/persons.ts'
import { ContractForm, type ContractFormHandle } from '../../components/contract/ContractForm.tsx'
import { focusOn } from '../common/focus.ts'
import { Labelled } from '../common/Labelled.tsx'
import { Place } from '../common/Place.tsx'
import { Document } from './Document.tsx'
import { JsonTab } from './JsonTab.tsx'
import { type Draft, TABS, type Tab, turn, write } from './store.ts'
import { changes, KIND_LABEL } from './Tree.tsx'
import { Wire } from './Wire.tsx'

interface Props {
  facts: InterfaceFacts
  draft: Draft
  tab: Tab
  /** rises when the draft is replaced by another */
  round: number
  dict: (name: string) => Dict | undefined
  remote: boolean
  said: { text: string; good: boolean } | null
  form: Ref<ContractFormHandle>
  paper: Ref<HTMLElement>
  onSend: () => void
}

/** The interface in hand: what is to be sent, as a form, as JSON, on the wire; and its document. */
export function Editor(props: Props) {
  const { facts, draft, tab, round, dict, remote, said } = props
  const { contract } = facts
  const { family, code } = contract
  return (
    <section className="panel k-main" aria-label="接口内容">
      <div className="row k-head">
        <h2>
          {code} {contract.name}
        </h2>
        <span className="k-kind" data-changes={changes(contract) || undefined}>
          {contract.direction === 'serve' ? '中心调入' : KIND_LABEL[contract.kind]}
        </span>
        <span className="quiet k-group" title={contract.group}>
          {contract.group}
        </span>
      </div>
      {contract.direction === 'call' && facts.person && <Envelope facts={facts} draft={draft} />}
      <Tabs names={TABS} first={1} at={tab} onPick={(tab) => turn({ tab })} />
      {said && (
        <p className="k-said" role="alert" data-good={said.good || undefined}>
          {said.text}
        </p>
      )}
      {tab === '表单' && (
        <div className="k-scroll k-form">
          <ContractForm
            key={`${family} ${code} ${round}`}
            ref={props.form}
            contract={contract}
            value={draft.value}
            faults={draft.faults}
            remote={remote}
            autoFocus
            onChange={(value) => write(contract, { value })}
            onDone={props.onSend}
          />
        </div>
      )}
      {tab === 'JSON' && (
        <JsonTab
          key={`${family} ${code} ${round}`}
          contract={contract}
          draft={draft}
          dict={dict}
          remote={remote}
          onChange={(change) => write(contract, change)}
        />
      )}
      {tab === '报文' && <Wire family={family} code={code} draft={draft} />}
      {tab === '文档' && <Document facts={facts} dict={dict} ref={props.paper} />}
    </section>
  )
}

/** What stands around the input and depends on the person. */
function Envelope({ facts: { contract }, draft }: { facts: InterfaceFacts; draft: Draft }) {
  const person = firstPerson(draft.value)
  return (
    <div className="k-envelope">
      <Labelled label="参保地医保区划" fault={null}>
        <Place
          name="k-insuplc"
          label="参保地医保区划"
          placeholder="人员类接口必填"
          value={draft.insuplc}
          invalid={false}
          onPick={(insuplc) => write(contract, { insuplc })}
          onDone={() => void focusOn('k-person')}
          onClear={() => write(contract, { insuplc: '' })}
        />
      </Labelled>
      <Labelled label="人员编号" fault={null}>
        <input
          className="v-input"
          data-focus="k-person"
          aria-label="所属人员编号"
          autoComplete="off"
          spellCheck={false}
          maxLength={30}
          placeholder={person ? `${person}（取自输入）` : '不属于某个人'}
          title="同一人有存疑交易时不发送"
          value={draft.psn_no}
          onChange={(event) => write(contract, { psn_no: event.target.value })}
        />
      </Labelled>
    </div>
  )
}

/** Tabs by Alt and a digit. */
export function Tabs<T extends string>(props: {
  names: readonly T[]
  first: number
  at: T
  counts?: Partial<Record<T, number>>
  onPick: (name: T) => void
}) {
  return (
    <div className="tabs" role="tablist">
      {props.names.map((name, i) => (
        <button
          type="button"
          role="tab"
          key={name}
          tabIndex={-1}
          aria-selected={name === props.at}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => props.onPick(name)}
        >
          {name}
          {props.counts?.[name] ? ` ${props.counts[name]}` : ''} <kbd>Alt+{props.first + i}</kbd>
        </button>
      ))}
    </div>
  )
}
