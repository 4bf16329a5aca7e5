import { useState } from 'react'
import type { InterfaceFacts } from '../../../shared/api/console.ts'
import type { JsonObject } from '../../../shared/contract.ts'
import { withoutPersonal } from '../../../shared/persons.ts'
import { call } from '../../bridge.ts'
import { ConfirmBox } from '../../components/ConfirmBox.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { useCommand } from '../../stores/ask.ts'
import { Choice } from '../common/Choice.tsx'
import { isSecondEnter } from '../common/enter.ts'
import { focusOn } from '../common/focus.ts'
import { Labelled } from '../common/Labelled.tsx'
import type { Box, Draft } from './store.ts'
import { turn } from './store.ts'
import { questionOf } from './words.ts'

const close = () => turn({ box: null })

/** Before something changes at the centre: what it changes and what takes it back. */
export function SendBox({ facts, onYes }: { facts: InterfaceFacts; onYes: () => void }) {
  const question = questionOf(facts)
  const { code, name } = facts.contract
  const yes = () => {
    if (isSecondEnter()) return
    close()
    onYes()
  }
  return (
    <ConfirmBox title={`发送 ${code} ${name}`} okText="发送" danger onOk={yes} onCancel={close} width={620}>
      <div className="k-box">
        {question?.lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
        {question?.warning && <p className="v-warning">{question.warning}</p>}
      </div>
    </ConfirmBox>
  )
}

interface SaveProps {
  facts: InterfaceFacts
  draft: Draft
  onSaved: (name: string) => void
}

/** Saves the input under a name. What identifies a person is left out unless one says otherwise. */
export function SaveBox({ facts: { contract }, draft, onSaved }: SaveProps) {
  const [name, setName] = useState('')
  const [at, setAt] = useState(0)
  const { fault, busy, run } = useCommand()
  const { taken } = withoutPersonal(draft.value as JsonObject)
  const labels = [...new Set(taken.map((field) => labelOf(contract.input, field)))]
  const save = async () => {
    if (!name.trim()) return void focusOn('box')
    await run('保存样例', async () => {
      const { family, code } = contract
      const input = draft.value as JsonObject
      const example = { family, code, name, input, insuplc: draft.insuplc, personal: at === 1 }
      await call('console.saveExample', example)
      close()
      onSaved(name.trim())
    })
  }
  return (
    <ConfirmBox title="存为样例" okText="保存" busy={busy} onOk={save} onCancel={close}>
      <div className="k-box">
        <Labelled label="名称" fault={null}>
          <input
            className="v-input"
            data-focus="box"
            aria-label="样例名称"
            autoComplete="off"
            maxLength={50}
            placeholder="如：身份证查参保"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </Labelled>
        {labels.length > 0 && (
          <>
            <p className="v-warning">里面有个人信息：{labels.join('、')}。样例所有能用调试台的人都看得到。</p>
            <Choice
              label="个人信息"
              name="personal"
              options={[
                { key: 'without', body: <b>去掉个人信息再保存</b> },
                { key: 'with', body: <b>连同个人信息保存（限演示和测试用的人员，留痕）</b> },
              ]}
              at={at}
              onChange={setAt}
            />
          </>
        )}
        <FaultPanel fault={fault} />
      </div>
    </ConfirmBox>
  )
}

function labelOf(nodes: InterfaceFacts['contract']['input'], name: string): string {
  for (const node of nodes) {
    const found =
      node.fields.find((field) => field.name === name)?.label ?? (node.nodes && labelOf(node.nodes, name))
    if (found) return found
  }
  return name
}

export function DropBox({ box, onDropped }: { box: Extract<Box, { is: 'drop' }>; onDropped: () => void }) {
  const { fault, busy, run } = useCommand()
  const drop = () =>
    run('删除样例', async () => {
      await call('console.dropExample', { id: box.id, version: box.version })
      close()
      onDropped()
    })
  return (
    <ConfirmBox title="删除样例" okText="删除" danger busy={busy} onOk={drop} onCancel={close}>
      <p>样例“{box.name}”删除以后，其他人也不能再取用。</p>
      <FaultPanel fault={fault} />
    </ConfirmBox>
  )
}
