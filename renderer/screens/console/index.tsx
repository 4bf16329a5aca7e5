import { useCallback, useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { ConsoleExample, InterfaceFacts, InterfaceRow } from '../../../shared/api/console.ts'
import type { ContractFormHandle } from '../../components/contract/ContractForm.tsx'
import { useTables } from '../../components/contract/dicts.ts'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { useKeys } from '../../keys.ts'
import { useAsk, useCommand } from '../../stores/ask.ts'
import { useRoute } from '../../stores/route.ts'
import { watchEnter } from '../common/enter.ts'
import { focusOn } from '../common/focus.ts'
import { NextButton } from '../common/NextButton.tsx'
import { consoleKeys, type Hands, look, openEarlier, sendNow, takeExample } from './actions.ts'
import { DropBox, SaveBox, SendBox } from './boxes.tsx'
import { Editor, Tabs } from './Editor.tsx'
import { Answer, Examples, History } from './Side.tsx'
import { draftKey, emptyDraft, enter, SIDES, turn, useConsole } from './store.ts'
import { Tree } from './Tree.tsx'
import { wayTo } from './tree.ts'
import { useDoubtEnds, usePerson, useRemembered } from './watch.ts'
import '../common/layout.css'
import '../common/fields.css'
import '../common/parts.css'
import '../common/money.css'
import '../txns/txns.css'
import './console.css'

/** 接口调试台: any interface of any family, by its contract. */
export default function ConsoleScreen() {
  const list = useAsk('console.list', {}, '读取接口目录')
  const { chosen } = useConsole()
  const rows = list.value ?? []
  const facts = useAsk('console.contract', chosen, '读取接口契约')
  const ready = facts.value && chosen && draftKey(facts.value.contract) === draftKey(chosen)
  const { params, tick } = useRoute()
  useRemembered(rows)
  useEffect(() => {
    const { family, code } = params
    if (family && code) enter(family, code, '表单')
  }, [tick])
  useEffect(() => {
    const row = rows.find((one) => chosen && draftKey(one) === draftKey(chosen))
    if (row) turn({ opened: new Set([...useConsole.getState().opened, ...wayTo(row)]) })
  }, [chosen, list.value])
  useEffect(watchEnter, [])
  const pick = (row: InterfaceRow) => {
    const { family, code, direction } = row
    enter(family, code, direction === 'serve' ? '文档' : '表单')
    turn({ text: '' })
  }
  const isEmpty = chosen === null
  useEffect(() => {
    if (isEmpty) focusOn('k-find')
  }, [isEmpty])
  return (
    <div className="k-screen">
      <Tree rows={rows} onPick={pick} />
      {ready && facts.value ? (
        <Workbench key={draftKey(chosen)} facts={facts.value} />
      ) : (
        <Nothing fault={list.fault ?? facts.fault} chosen={chosen !== null} />
      )}
    </div>
  )
}

function Nothing({ fault, chosen }: { fault: Parameters<typeof FaultPanel>[0]['fault']; chosen: boolean }) {
  useKeys({ F3: { label: '找接口', run: () => void focusOn('k-find') } })
  return (
    <section className="panel k-main">
      <FaultPanel fault={fault} />
      {!chosen && (
        <p className="quiet">
          在左边输入接口编号、名称或拼音首字母，按 Enter
          打开。这里会按契约画出表单；填好以后可以看报文、发送、存为样例，也可以看接口文档。
        </p>
      )}
      <WaitLine />
    </section>
  )
}

/** One interface in hand. */
function Workbench({ facts }: { facts: InterfaceFacts }) {
  const { contract } = facts
  const { family, code } = contract
  const { tab, side, said, box, drafts, entered } = useConsole()
  const draft = drafts[draftKey(contract)] ?? emptyDraft(contract)
  const command = useCommand()
  const [round, setRound] = useState(0)
  const [asJson, setAsJson] = useState(false)
  const [example, setExample] = useState<ConsoleExample | null>(null)
  const form = useRef<ContractFormHandle>(null)
  const paper = useRef<HTMLElement>(null)
  const answer = useRef<HTMLElement>(null)
  const tables = [useTables(contract, 'input'), useTables(contract, 'output')] as const
  const table = tables[0] ?? tables[1]
  const dict = useCallback((name: string) => table?.(name)?.dict, [table])
  const remote = usePerson(family, draft.insuplc)
  const history = useAsk('txn.search', { infno: code, withoutQueries: false, limit: 100 }, '查询历史')
  const examples = useAsk('console.examples', { family, code }, '读取样例')
  const { again } = history
  const sent = draft.answer?.msgid
  useEffect(() => {
    if (sent) again()
  }, [sent, again])
  useDoubtEnds(contract, draft.answer)
  useEffect(() => {
    if (useConsole.getState().tab === '表单') form.current?.begin()
    else paper.current?.focus()
  }, [entered])
  useEffect(() => {
    if (tab === '文档') paper.current?.focus()
  }, [tab])

  const hands: Hands = {
    ...{ facts, draft, dict, remote, command, form, paper, answer, example },
    again: () => flushSync(() => setRound((n) => n + 1)),
    asJson,
    setAsJson,
    examplesAgain: examples.again,
  }
  useKeys(consoleKeys(hands))
  const rows = (history.value?.rows ?? []).filter((row) => row.family === family)
  return (
    <>
      <Editor
        {...{ facts, draft, tab, round, dict, remote, said, form, paper }}
        onSend={() => void focusOn('primary')}
      />
      <section className="panel k-side" aria-label="结果与历史">
        <Tabs
          names={SIDES}
          first={5}
          at={side}
          counts={{ 历史: rows.length, 样例: examples.value?.length ?? 0 }}
          onPick={(side) => turn({ side })}
        />
        {side === '应答' && (
          <Answer answer={draft.answer} fault={command.fault} asJson={asJson} ref={answer} />
        )}
        {side === '历史' && (
          <History asked={history} rows={rows} onOpen={(row) => openEarlier(hands, row.msgid)} />
        )}
        {side === '样例' && (
          <Examples
            asked={examples}
            rows={examples.value ?? []}
            onOpen={(row) => takeExample(hands, row.id)}
            onSelect={setExample}
          />
        )}
        <WaitLine />
        <NextButton
          label={contract.direction === 'serve' ? '由中心发起，不能发送' : `发送 ${code}`}
          hotkey="F8"
          blocked={command.busy || contract.direction === 'serve'}
          onPress={() => look(hands)}
        />
      </section>
      {box?.is === 'send' && <SendBox facts={facts} onYes={() => void sendNow(hands)} />}
      {box?.is === 'save' && (
        <SaveBox
          facts={facts}
          draft={draft}
          onSaved={(name) => {
            turn({ side: '样例', said: { text: `已存为样例“${name}”。`, good: true } })
            examples.again()
          }}
        />
      )}
      {box?.is === 'drop' && <DropBox box={box} onDropped={examples.again} />}
    </>
  )
}
