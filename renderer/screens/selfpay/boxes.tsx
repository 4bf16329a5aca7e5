import { useState } from 'react'
import type { SelfpayTable } from '../../../shared/api/selfpay.ts'
import { call } from '../../bridge.ts'
import { ConfirmBox } from '../../components/ConfirmBox.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { type Command, useAsk } from '../../stores/ask.ts'
import { ReasonBox } from '../common/ReasonBox.tsx'
import { type Box, closeBox, turn } from './store.ts'

interface Props {
  box: Box
  command: Command
  again(): void
}

/** The one box over the screen. */
export function Boxes({ box, command, again }: Props) {
  switch (box.is) {
    case 'upload':
      return <UploadBox ids={box.ids} command={command} again={again} />
    case 'back':
      return <BackBox box={box} command={command} again={again} />
    case 'ask':
      return <AskCentre {...box} />
  }
}

function UploadBox({ ids, command, again }: { ids: string[]; command: Command; again(): void }) {
  const go = () => {
    closeBox()
    void command.run('上传自费就医信息', async () => {
      turn({ uploading: true, done: [] })
      try {
        turn({ done: await call('selfpay.upload', { ids }), marked: new Set() })
      } finally {
        turn({ uploading: false })
        again()
      }
    })
  }
  return (
    <ConfirmBox title="上传自费就医信息" okText={`上传 ${ids.length} 份`} onOk={go} onCancel={closeBox}>
      <p>
        共 <b>{ids.length}</b> 份，依次清旧明细、传明细、传就诊和诊断、标记完成；上次停下的从停下处继续。
      </p>
      <p className="quiet">有错的会停下并指明字段，不影响其他各份。上传中按 Esc 可停。</p>
    </ConfirmBox>
  )
}

const WORDS = {
  reopen: {
    title: '改回未完成',
    label: '改回原因',
    reasons: ['内容要修改', '医保要求重传', '误标完成'],
    text: '中心的完成标志改回 0，之后可以修改、重传。',
  },
  remove: {
    title: '删除已上传的内容',
    label: '删除原因',
    reasons: ['不再申请报销', '病人弄错', '医保要求重传'],
    text: '中心的费用明细会删除；住院的就诊和诊断没有删除交易，留在中心，标为未完成。',
  },
} as const

function BackBox({ box, command, again }: Props & { box: Extract<Box, { is: 'back' }> }) {
  const { title, label, reasons, text } = WORDS[box.what]
  const { id, version, what } = box
  return (
    <ReasonBox
      title={`${title} ${box.psn_name}`}
      okText={title}
      label={label}
      reasons={[...reasons]}
      onClose={closeBox}
      onOk={(reason) => {
        closeBox()
        void command.run(title, async () => {
          const view = await call(what === 'reopen' ? 'selfpay.reopen' : 'selfpay.remove', {
            ...{ id, version, reason },
          })
          const words = what === 'reopen' ? '已改回未完成' : '已删除'
          turn({ done: [{ id, psn_name: view.psn_name, ok: true, words }] })
          again()
        })
      }}
    >
      <p>{text}</p>
    </ReasonBox>
  )
}

const ROW_STATE = { same: '一致', differs: '不同', onlyHere: '中心没有', onlyThere: '本机没有' } as const

/** 4208, 4209, 4207 beside ours: three tables, those that do not agree first. */
function AskCentre({ id, psn_name }: { id: string; psn_name: string }) {
  const asked = useAsk('selfpay.ask', { id }, '查询中心的内容')
  const [at, setAt] = useState(0)
  const tables = asked.value?.tables ?? []
  const table = tables[at]
  const flag = asked.value?.cplt_flag
  return (
    <ConfirmBox
      title={`与中心核对 ${psn_name}`}
      okText="知道了"
      width={1120}
      onOk={closeBox}
      onCancel={closeBox}
      keys={{
        PageDown: { label: '下一张表', run: () => setAt((at + 1) % Math.max(1, tables.length)) },
      }}
    >
      <FaultPanel fault={asked.fault} />
      {!asked.value && !asked.fault && <p className="waiting">正在查询中心的内容…</p>}
      {asked.value && (
        <div className="row">
          <span>
            完成标志：<b>{flag === '1' ? '1 完成' : flag === '0' ? '0 未完成' : '中心没有这次就诊'}</b>
          </span>
          <nav className="v-strip" aria-label="核对的内容">
            {tables.map(({ infno, label, rows }, i) => (
              <button
                type="button"
                key={infno}
                tabIndex={-1}
                className="v-tab"
                aria-pressed={i === at}
                onClick={() => setAt(i)}
              >
                {label.replace(/^自费病人就医|查询$/g, '')} {infno}
                <small className={rows.every(({ state }) => state === 'same') ? '' : 'sl-bad'}>
                  {rows.filter(({ state }) => state !== 'same').length || '✓'}
                </small>
              </button>
            ))}
          </nav>
          <span className="quiet">PageDown 换表</span>
        </div>
      )}
      {table && (table.rows.length === 1 ? <OneRow table={table} /> : <ManyRows table={table} />)}
    </ConfirmBox>
  )
}

/** A single row stands upright: label, ours, theirs. */
function OneRow({ table }: { table: SelfpayTable }) {
  const row = table.rows[0]!
  return (
    <div className="sl-rows">
      <table>
        <thead>
          <tr>
            <th>项目</th>
            <th>本机</th>
            <th>中心</th>
          </tr>
        </thead>
        <tbody>
          {table.columns.map((label, i) => {
            const { ours, theirs } = row.cells[i]!
            const differs = row.state !== 'same' && ours !== '' && ours !== theirs
            return (
              <tr key={label} className={differs ? 'sl-bad' : undefined}>
                <td>{label}</td>
                <td>{ours || '—'}</td>
                <td>{theirs || '—'}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

function ManyRows({ table }: { table: SelfpayTable }) {
  const rows = [...table.rows].sort((a, b) => Number(a.state === 'same') - Number(b.state === 'same'))
  if (rows.length === 0) return <p className="quiet">两边都没有。</p>
  return (
    <div className="sl-rows zf-wide">
      <table>
        <thead>
          <tr>
            <th>结果</th>
            {table.columns.map((label) => (
              <th key={label}>{label}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.cells.map(({ ours, theirs }) => `${ours}|${theirs}`).join(' ')}>
              <td className={row.state === 'same' ? 'done' : 'sl-bad'}>{ROW_STATE[row.state]}</td>
              {row.cells.map(({ ours, theirs }, i) => (
                <td key={table.columns[i]}>
                  {row.state === 'differs' && ours !== theirs && ours !== '' ? (
                    <span className="sl-bad">
                      {ours} ≠ {theirs || '空'}
                    </span>
                  ) : (
                    theirs || ours
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
