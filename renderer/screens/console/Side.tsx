import { type Ref, useEffect, useState } from 'react'
import type { ConsoleAnswer, ConsoleExample } from '../../../shared/api/console.ts'
import type { TxnRowView } from '../../../shared/api/txn.ts'
import type { Fault } from '../../../shared/errors.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { timeFull, timeShow, tookShow } from '../../format.ts'
import type { Asked } from '../../stores/ask.ts'
import { stateTone } from '../txns/List.tsx'
import { Fields } from '../txns/parts.tsx'

const TONE: Record<ConsoleAnswer['is'], string> = {
  settled: 'done',
  rejected: 'waiting',
  absent: 'waiting',
  doubtful: 'in-doubt',
  open: 'waiting',
}

interface AnswerProps {
  answer: ConsoleAnswer | null
  /** of a call that did not get as far as an answer */
  fault: Fault | null
  asJson: boolean
  ref: Ref<HTMLElement>
}

/** What came back: labelled, or as JSON. */
export function Answer({ answer, fault, asJson, ref }: AnswerProps) {
  return (
    <section className="k-scroll" ref={ref} tabIndex={0} data-focus="k-answer" aria-label="应答">
      <FaultPanel fault={fault ?? answer?.fault ?? null} />
      {!answer && !fault && (
        <p className="quiet">填好以后按 F8 发送，中心的回答会在这里：字段、含义、用时和报文号。</p>
      )}
      {answer && (
        <>
          <p className="row k-facts">
            <b className={TONE[answer.is]}>{answer.stateLabel}</b>
            <span>用时 {tookShow(answer.took_ms)}</span>
            <span className="quiet">{timeFull(answer.at)}</span>
            {answer.revealed && <b className="waiting">明文显示中，已写入审计</b>}
          </p>
          <p className="quiet k-ids">
            报文ID <span className="code">{answer.msgid}</span>
            {answer.refmsgid && (
              <>
                <br />
                中心报文ID <span className="code">{answer.refmsgid}</span>
              </>
            )}
          </p>
          {answer.warning && <p className="v-warning">中心提示：{answer.warning}</p>}
          {(answer.output !== null || !answer.fault) &&
            (asJson ? (
              <pre className="code wire">{JSON.stringify(answer.output, null, 2)}</pre>
            ) : (
              <Fields title="回答的内容" fields={answer.fields} empty="中心没有返回内容。" />
            ))}
        </>
      )}
    </section>
  )
}

const HISTORY: readonly Column<TxnRowView>[] = [
  { key: 'at', title: '时间', render: (row) => timeShow(row.createdAt) },
  {
    key: 'state',
    title: '状态',
    width: 76,
    render: (row) => <span className={stateTone(row.state)}>{row.stateLabel}</span>,
  },
  { key: 'took', title: '用时', width: 76, align: 'right', render: (row) => tookShow(row.took_ms) },
  { key: 'opter', title: '操作员', width: 76, render: (row) => row.opterName },
]

interface ListProps<T> {
  asked: Asked<unknown>
  rows: readonly T[]
  onOpen: (row: T) => void
}

/** Messages of this code; Enter takes one's input as a new draft and shows its answer. */
export function History({ asked, rows, onOpen }: ListProps<TxnRowView>) {
  const [at, setAt] = useState<string | null>(null)
  return (
    <div className="k-list" data-focus="k-history">
      <FaultPanel fault={asked.fault} />
      <DataTable<TxnRowView>
        label="历史"
        columns={HISTORY}
        rows={rows}
        rowKey={(row) => row.msgid}
        selected={at ?? rows[0]?.msgid ?? null}
        onSelect={(row) => setAt(row.msgid)}
        onOpen={onOpen}
        empty="这个接口还没有发送过。无论从窗口、任务还是调试台发出，都会列在这里。"
      />
      <p className="quiet">
        <kbd>Enter</kbd> 取它的输入重填并看回答（留痕）
      </p>
    </div>
  )
}

const EXAMPLES: readonly Column<ConsoleExample>[] = [
  { key: 'name', title: '名称', render: (row) => <span title={row.name}>{row.name}</span> },
  { key: 'who', title: '保存人', width: 80, render: (row) => row.opterName },
  { key: 'at', title: '时间', width: 104, render: (row) => timeShow(row.at) },
]

interface ExamplesProps extends ListProps<ConsoleExample> {
  /** which one the keys of the screen mean */
  onSelect: (row: ConsoleExample | null) => void
}

/** Saved inputs, shared by all who use the console. */
export function Examples({ asked, rows, onOpen, onSelect }: ExamplesProps) {
  const [at, setAt] = useState<string | null>(null)
  const chosen = rows.find(({ id }) => id === at) ?? rows[0] ?? null
  useEffect(() => onSelect(chosen), [chosen, onSelect])
  return (
    <div className="k-list" data-focus="k-examples">
      <FaultPanel fault={asked.fault} />
      <DataTable<ConsoleExample>
        label="样例"
        columns={EXAMPLES}
        rows={rows}
        rowKey={(row) => row.id}
        selected={chosen?.id ?? null}
        onSelect={(row) => setAt(row.id)}
        onOpen={onOpen}
        empty="还没有保存的样例。填好以后按 Ctrl+S 保存，所有能用调试台的人都能取用；F6 可以补全必填项。"
      />
      <p className="quiet">
        <kbd>Enter</kbd> 取用　<kbd>F9</kbd> 删除　<kbd>Ctrl+S</kbd> 把现在的内容存为样例
      </p>
    </div>
  )
}
