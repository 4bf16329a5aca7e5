import { type KeyboardEvent, useEffect, useState } from 'react'
import { type InjuryRecordRow, RECORD_STATE_LABEL } from '../../../shared/api/injury-record.ts'
import { INJURY_KIND_LABEL, INJURY_LABEL, INJURY_STEP_LABEL } from '../../../shared/injury.ts'
import { yuanShow } from '../../../shared/money.ts'
import { bridge, call } from '../../bridge.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { ExportButton } from '../../components/ExportButton.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { timeShow } from '../../format.ts'
import { useKeys } from '../../keys.ts'
import { useAsk, useCommand } from '../../stores/ask.ts'
import { useLater, useOnceFresh } from '../../stores/later.ts'
import { focusOn } from '../common/focus.ts'
import { Groups, groupAfter } from '../common/Groups.tsx'
import { NextButton } from '../common/NextButton.tsx'
import { GROUPS, toneOf, turn, useRecord } from './store.ts'

const DAY_ms = 86_400_000
/** cases of so many days are shown */
const BACK_days = 120
/** the screen may stay open over many midnights */
const AHEAD_days = 366

const materialsText = ({ materials: { sent, waiting } }: InjuryRecordRow) =>
  [sent > 0 && `已传 ${sent}`, waiting > 0 && `待传 ${waiting}`].filter(Boolean).join('，')

const COLUMNS: readonly Column<InjuryRecordRow>[] = [
  {
    key: 'state',
    title: '病案',
    width: 78,
    render: (row) => <b className={toneOf(row)}>{row.doubtful ? '查证中' : RECORD_STATE_LABEL[row.state]}</b>,
  },
  { key: 'name', title: '姓名', width: 78, render: (row) => <b>{row.psn_name}</b> },
  {
    key: 'no',
    title: '住院号/门诊号',
    width: 128,
    render: (row) => <span className="code">{row.ipt_otp_no || '—'}</span>,
  },
  { key: 'family', title: '平台', width: 74, render: ({ family }) => INJURY_LABEL[family] },
  { key: 'kind', title: '类别', width: 74, render: ({ kind }) => INJURY_KIND_LABEL[kind] },
  { key: 'step', title: '步骤', width: 98, render: ({ step }) => INJURY_STEP_LABEL[step] },
  { key: 'dept', title: '科室', width: 92, render: ({ dept }) => dept },
  {
    key: 'endtime',
    title: '出院时间',
    width: 94,
    render: ({ endtime }) => (endtime === null ? '' : timeShow(endtime)),
  },
  { key: 'total', title: '费用', width: 88, align: 'right', render: ({ totalFen }) => yuanShow(totalFen) },
  { key: 'files', title: '附件', width: 112, render: materialsText },
  {
    key: 'note',
    title: '说明',
    render: (row) => (
      <span className={row.state === 'refused' ? 'ir-bad' : undefined} title={row.note}>
        {row.note}
      </span>
    ),
  },
]

/** All cases, what needs a hand first. */
export function Worklist() {
  const { group, text, chosen } = useRecord()
  const [range] = useState(() => ({
    from: Date.now() - BACK_days * DAY_ms,
    to: Date.now() + AHEAD_days * DAY_ms,
  }))
  const query = { ...range, text: useLater(text) }
  const list = useAsk('injury.record.list', query, '查询工伤病案')
  const command = useCommand()
  const [said, tell] = useState('')
  const all = list.value ?? []
  const states = GROUPS.find(({ key }) => key === group)!.states
  const rows = all.filter(({ state }) => states === null || states.includes(state))
  const at = rows.find(({ encounterId }) => encounterId === chosen) ?? rows[0] ?? null
  const bare = all.filter(({ state, note }) => state === 'todo' && note === '还没有生成')
  const { again } = list
  useEffect(() => bridge.on('doubt.changed', again), [again])
  const fresh = text.trim() === query.text && list.fresh
  const open = useOnceFresh(fresh, () => {
    if (at) turn({ open: at.encounterId, chosen: at.encounterId, tab: null, said: '' })
  })
  const make = () =>
    command.run('生成病案', async () => {
      const encounterIds = bare.map(({ encounterId }) => encounterId)
      const { made, failed } = await call('injury.record.make', { encounterIds })
      const why = failed[0] ? `，没有办成 ${failed.length} 份：${failed[0].why}` : ''
      tell(`已生成 ${made} 份${why}`)
      again()
    })
  const find = () => {
    focusOn('find')
    if (document.activeElement instanceof HTMLInputElement) document.activeElement.select()
  }
  const nextGroup = () => turn({ group: groupAfter(GROUPS, group) })
  useKeys({
    F2: { label: '刷新', run: again },
    F3: { label: '查找', run: find },
    F4: { label: '全部生成', run: make, enabled: !command.busy && bare.length > 0 },
    Enter: { label: '打开', run: open, enabled: at !== null, quiet: true },
    'Alt+G': { label: '换列表', run: nextGroup },
  })
  return (
    <section className="panel grow ir-screen" aria-label="工伤病案">
      <div className="row">
        <Groups label="病案状态" groups={GROUPS} all={all} at={group} onTurn={(to) => turn({ group: to })} />
        <input
          className="v-input ir-find"
          data-focus="find"
          aria-label="查找"
          placeholder="姓名、首字母、住院号"
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => turn({ text: event.target.value })}
          onKeyDown={(event: KeyboardEvent) => {
            if (event.key !== 'Enter' && event.key !== 'ArrowDown') return
            event.preventDefault()
            focusOn('records')
          }}
        />
        <ExportButton table="injury.records" query={query} disabled={all.length === 0} />
      </div>
      <p className="ir-next">
        <b>{nextWords(all, bare.length, query.text)}</b>
      </p>
      {said && (
        <p className="ir-said done" role="status">
          {said}
        </p>
      )}
      <FaultPanel fault={command.fault ?? list.fault} />
      <div className="ir-table" data-focus="records">
        <DataTable<InjuryRecordRow>
          autoFocus
          label="工伤病案"
          columns={COLUMNS}
          rows={rows}
          rowKey={({ encounterId }) => encounterId}
          selected={at?.encounterId ?? null}
          onSelect={({ encounterId }) => turn({ chosen: encounterId })}
          onOpen={open}
          empty={
            list.value === null
              ? '正在查询…'
              : all.length === 0 && query.text
                ? '没有找到：按姓名、首字母或住院号查。'
                : all.length === 0
                  ? '在“工伤办理”登记过的门诊、住院和辅助器具会列在这里：住院病人出院登记后填写病案，附件随时可传。'
                  : '这一类里没有。按 Alt+G 换列表。'
          }
        />
      </div>
      <div className="ir-foot">
        <WaitLine />
        {bare.length > 0 ? (
          <NextButton
            label={`全部生成 ${bare.length} 份`}
            hotkey="F4"
            blocked={command.busy}
            onPress={() => void make()}
          />
        ) : (
          <NextButton label="打开" hotkey="Enter" blocked={at === null || command.busy} onPress={open} />
        )}
      </div>
    </section>
  )
}

/** What is to be done first, in words, with its key. */
function nextWords(all: readonly InjuryRecordRow[], bare: number, text: string): string {
  const count = (state: InjuryRecordRow['state']) => all.filter((row) => row.state === state).length
  if (count('refused') > 0) return `${count('refused')} 份被平台拒收：按 Enter 打开第一份，看原因改正`
  if (bare > 0) return `${bare} 份已出院、还没有生成病案：按 F4 全部生成`
  if (count('todo') > 0) return `${count('todo')} 份还有缺漏要补填：按 Enter 打开`
  if (count('ready') > 0) return `${count('ready')} 份已填好待传：打开后按 F8 上传`
  if (count('undone') > 0) return `${count('undone')} 份撤销后还没有重新上传`
  return all.length === 0 && !text ? '还没有工伤就诊' : '没有要处理的病案'
}
