import { useState } from 'react'
import { call } from '../../bridge.ts'
import { ConfirmBox } from '../../components/ConfirmBox.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { timeFull } from '../../format.ts'
import { type Command, useAsk } from '../../stores/ask.ts'
import { useDict } from '../common/dict.ts'
import { type Box, closeBox, turn } from './store.ts'

interface Props {
  box: Box
  command: Command
  /** asks the list behind again */
  again(): void
}

/** The one box over the screen. */
export function Boxes({ box, command, again }: Props) {
  switch (box.is) {
    case 'send':
      return <SendBox box={box} command={command} again={again} />
    case 'compare':
      return <CompareBox {...box} />
    case 'history':
      return <HistoryBox {...box} />
    case 'quality':
      return <QualityBox />
    case 'counts':
      return <CountsBox />
  }
}

const WORDS = {
  upload: { title: '上传结算清单', ok: '上传', text: '有错的不会发送，会列出原因。' },
  submit: { title: '提交结算清单', ok: '提交', text: '提交后不能再改，审核不通过退回后才能修改。' },
  back: {
    title: '退回到未提交',
    ok: '退回',
    text: '中心只允许审核不通过的清单退回；退回后可以修改、重新上传。',
  },
} as const

function SendBox({ box, command, again }: Props & { box: Extract<Box, { is: 'send' }> }) {
  const { title, ok, text } = WORDS[box.what]
  const { setl_ids } = box
  const send = () =>
    box.what === 'upload'
      ? call('setllist.upload', { setl_ids })
      : call('setllist.submit', { setl_ids, stas_type: box.what === 'submit' ? '1' : '0' })
  const go = () => {
    closeBox()
    void command.run(title, async () => {
      turn({ done: await send(), marked: new Set() })
      again()
    })
  }
  return (
    <ConfirmBox title={title} okText={`${ok} ${setl_ids.length} 份`} onOk={go} onCancel={closeBox}>
      <p>
        共 <b>{setl_ids.length}</b> 份。{text}
      </p>
    </ConfirmBox>
  )
}

function CompareBox({ setl_id, psn_name }: { setl_id: string; psn_name: string }) {
  const asked = useAsk('setllist.compare', { setl_id }, '与中心核对')
  const found = asked.value
  return (
    <ConfirmBox
      title={`与中心核对 ${psn_name}`}
      okText="知道了"
      width={860}
      onOk={closeBox}
      onCancel={closeBox}
    >
      <FaultPanel fault={asked.fault} />
      {!found && !asked.fault && <p className="waiting">正在查询中心的清单…</p>}
      {found && (
        <>
          <p>
            中心的状态：<b>{found.stateLabel}</b>
            {found.chk_cont && <span className="sl-bad"> {found.chk_cont}</span>}
          </p>
          {found.differences.length === 0 ? (
            <p className="done">内容与中心一致。</p>
          ) : (
            <Rows
              head={['项目', '本机', '中心']}
              rows={found.differences.map(({ label, ours, theirs }) => [label, ours || '空', theirs || '空'])}
            />
          )}
        </>
      )}
    </ConfirmBox>
  )
}

function HistoryBox({ setl_id, psn_name }: { setl_id: string; psn_name: string }) {
  const asked = useAsk('setllist.history', { setl_id }, '查询清单历史')
  const { versions = [], edits = [] } = asked.value ?? {}
  return (
    <ConfirmBox title={`历史 ${psn_name}`} okText="知道了" width={860} onOk={closeBox} onCancel={closeBox}>
      <FaultPanel fault={asked.fault} />
      <h3>上传过的版本</h3>
      {versions.length === 0 && <p className="quiet">还没有上传过；每次上传的内容会留在这里。</p>}
      {versions.map(({ no, infno, setl_list_id, opterName, at, changed }) => (
        <div key={no} className="sl-version">
          <b>第 {no} 版</b> {timeFull(at)} {opterName} {infno} 流水号 {setl_list_id ?? '未告知'}
          {changed.length > 0 && (
            <Rows
              head={['改动', '改为', '原来']}
              rows={changed.map(({ label, ours, theirs }) => [label, ours || '空', theirs || '空'])}
            />
          )}
        </div>
      ))}
      <h3>手工修改</h3>
      {edits.length === 0 ? (
        <p className="quiet">没有手工改过。</p>
      ) : (
        <Rows
          head={['时间', '谁', '项目', '原来', '改为']}
          rows={edits.map(({ at, opterName, label, from, to }) => [
            timeFull(at),
            opterName,
            label,
            from || '空',
            to || '空',
          ])}
        />
      )}
    </ConfirmBox>
  )
}

const thisMonth = () => {
  const now = new Date()
  return `${now.getFullYear()}${String(now.getMonth() + 1).padStart(2, '0')}`
}
const isMonth = (text: string) => /^\d{4}(0[1-9]|1[0-2])$/.test(text)

function MonthField({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  return (
    <label className="row">
      <span className="v-label">结算年月</span>
      <input
        className="v-input sl-month"
        data-focus="month"
        aria-label="结算年月"
        placeholder="如 202611"
        maxLength={6}
        value={value}
        onChange={(event) => onChange(event.target.value.trim())}
      />
      {!isMonth(value) && <span className="waiting">写成 6 位年月，如 202611</span>}
    </label>
  )
}

/** 4104: what the centre's quality control says of a month. */
function QualityBox() {
  const [month, setMonth] = useState(thisMonth)
  const asked = useAsk('setllist.quality', isMonth(month) ? { setl_ym: month } : null, '查询质控结果')
  const rows = asked.value ?? []
  const bad = rows.filter(({ passed }) => !passed)
  const open = (setl_id: string) => turn({ box: null, open: setl_id, done: [] })
  const first = bad[0]
  return (
    <ConfirmBox
      title="中心质控结果（4104）"
      okText={first ? `打开 ${first.psn_name}` : '知道了'}
      width={900}
      onOk={() => (first ? open(first.setl_id) : closeBox())}
      onCancel={closeBox}
    >
      <MonthField value={month} onChange={setMonth} />
      <FaultPanel fault={asked.fault} />
      {asked.value && (
        <p>
          共 {rows.length} 份，通过 {rows.length - bad.length} 份，
          {bad.length > 0 ? <span className="sl-bad">有问题 {bad.length} 份</span> : '没有问题'}
        </p>
      )}
      {bad.length > 0 && (
        <Rows
          head={['姓名', '结算ID', '等级', '项目', '结果']}
          rows={bad.flatMap(({ psn_name, setl_id, faults, retn_flag }) =>
            faults.map(({ label, words, err_lv }) => [
              psn_name,
              setl_id,
              `${err_lv} 级${retn_flag === '1' ? ' 退回' : ''}`,
              label,
              words,
            ]),
          )}
        />
      )}
    </ConfirmBox>
  )
}

/** 4105: how many the centre expects and has, beside ours. */
function CountsBox() {
  const [month, setMonth] = useState(thisMonth)
  const med_type = useDict('med_type')
  const asked = useAsk('setllist.counts', isMonth(month) ? { setl_ym: month } : null, '查询清单数量')
  const found = asked.value
  const left = found ? found.centre.need - found.centre.uploaded : 0
  return (
    <ConfirmBox title="清单数量（4105）" okText="知道了" width={640} onOk={closeBox} onCancel={closeBox}>
      <MonthField value={month} onChange={setMonth} />
      <FaultPanel fault={asked.fault} />
      {found && (
        <>
          <p className="quiet">统计的医疗类别：{found.med_types.map(med_type.of).join('、')}</p>
          <Rows
            head={['', '应上传', '已上传', '漏传']}
            rows={[
              ['中心', found.centre.need, found.centre.uploaded, left],
              ['本机', found.ours.need, found.ours.uploaded, found.ours.need - found.ours.uploaded],
            ].map((row) => row.map(String))}
          />
          {found.centre.need !== found.ours.need && (
            <p className="quiet">应上传数不同：别的窗口结算的不在本机，中心的统计包括全院。</p>
          )}
        </>
      )}
    </ConfirmBox>
  )
}

/** A plain table in a box. */
export function Rows({ head, rows }: { head: string[]; rows: string[][] }) {
  return (
    <div className="sl-rows">
      <table>
        <thead>
          <tr>
            {head.map((title) => (
              <th key={title}>{title}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells) => (
            <tr key={cells.join('|')}>
              {cells.map((cell, i) => (
                <td key={head[i]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
