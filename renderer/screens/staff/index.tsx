import { Button } from 'antd'
import { useState } from 'react'
import type { DeptDiff, StaffDiff, StaffState } from '../../../shared/api/staff.ts'
import { call } from '../../bridge.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { ExportButton } from '../../components/ExportButton.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { timeFull } from '../../format.ts'
import { useKeys } from '../../keys.ts'
import { useAsk, useCommand } from '../../stores/ask.ts'
import { DeptDetail, StaffDetail } from './Detail.tsx'
import { DropBox } from './DropBox.tsx'
import { count, nextOf, STATE, TONE } from './words.ts'
import '../common/fields.css'
import './staff.css'

const DEPTS: readonly Column<DeptDiff>[] = [
  {
    key: 'state',
    title: '状态',
    width: 80,
    render: (d) => <span className={TONE[d.state]}>{STATE[d.state]}</span>,
  },
  { key: 'code', title: '科室编码', width: 90, render: ({ code }) => code },
  { key: 'name', title: '科室名称', width: 180, render: ({ name }) => name },
  { key: 'caty', title: '科别', width: 80, render: ({ caty }) => caty },
  {
    key: 'what',
    title: '差异',
    render: (d) => [...d.differs.map(({ label }) => label), ...d.faults].join('、'),
  },
]
const PEOPLE: readonly Column<StaffDiff>[] = [
  {
    key: 'what',
    title: '问题',
    width: 220,
    render: (p) => <span className={p.state === 'same' ? 'quiet' : 'in-doubt'}>{p.what || '一致'}</span>,
  },
  { key: 'name', title: '姓名', width: 90, render: ({ name }) => name },
  { key: 'type', title: '类别', width: 90, render: ({ type }) => type },
  { key: 'code', title: '国家编码', width: 140, render: ({ code }) => code },
  { key: 'dept', title: '科室', render: ({ dept_code }) => dept_code },
]

/** 科室人员: the house against the centre; what differs first, with the one thing to do about each. */
export default function StaffScreen() {
  const [tab, setTab] = useState<'depts' | 'staff'>('depts')
  const [chosen, setChosen] = useState<string | null>(null)
  const work = useWork()
  const { state, command, failed } = work
  const depts = state?.depts ?? []
  const staff = state?.staff ?? []
  const dept = depts.find(({ code }) => code === chosen) ?? depts[0] ?? null
  const person = staff.find((each) => personKey(each) === chosen) ?? staff[0] ?? null
  const missing = depts.filter((each) => each.state === 'here')
  const next = tab === 'depts' ? nextOf(dept) : null
  const idle = !command.busy && state !== null
  const show = (to: 'depts' | 'staff') => () => {
    setTab(to)
    setChosen(null)
  }
  const act = () => {
    if (next?.key === 'Enter') work.upload([dept!.code])
    if (next?.key === 'F6') work.change(dept!.code)
    if (next?.key === 'F9') work.setDropping(dept)
  }
  useKeys({
    F4: { label: '与中心核对', run: work.compare, enabled: !command.busy },
    F8: {
      label: missing.length > 0 ? `上传 ${missing.length} 个科室` : '上传科室',
      run: () => work.upload(missing.map(({ code }) => code)),
      enabled: idle && missing.length > 0,
    },
    F6: { label: '变更', run: act, enabled: idle && next?.key === 'F6' },
    F9: { label: '撤销', run: act, enabled: idle && next?.key === 'F9' },
    'Alt+1': { label: '科室', run: show('depts'), quiet: true },
    'Alt+2': { label: '人员', run: show('staff'), quiet: true },
  })
  return (
    <div className="columns st-screen">
      <section className="panel">
        <Head state={state} tab={tab} show={show} />
        <FaultPanel fault={command.fault ?? work.fault} />
        {tab === 'depts' ? (
          <DataTable
            autoFocus
            key="depts"
            label="科室"
            columns={DEPTS}
            rows={depts}
            rowKey={({ code }) => code}
            selected={dept?.code ?? null}
            onSelect={({ code }) => setChosen(code)}
            onOpen={() => idle && act()}
            empty={EMPTY}
          />
        ) : (
          <DataTable
            autoFocus
            key="staff"
            label="人员"
            columns={PEOPLE}
            rows={staff}
            rowKey={personKey}
            selected={person ? personKey(person) : null}
            onSelect={(each) => setChosen(personKey(each))}
            empty={EMPTY}
          />
        )}
        <div className="row">
          <span className="quiet">{work.said && <span className="done">{work.said}</span>}</span>
          <ExportButton
            table={tab === 'depts' ? 'staff.depts' : 'staff.people'}
            query={{}}
            disabled={depts.length === 0}
          />
        </div>
        <WaitLine />
      </section>
      <aside className="panel st-detail">
        {tab === 'depts' && dept && (
          <DeptDetail dept={dept} why={failed.get(dept.code) ?? ''} busy={!idle} onNext={act} />
        )}
        {tab === 'staff' && person && <StaffDetail person={person} />}
        {depts.length === 0 && <p className="quiet">核对以后，这里写明每一处差异和怎么处理。</p>}
      </aside>
      {work.dropping && (
        <DropBox
          dept={work.dropping}
          onClose={() => work.setDropping(null)}
          onDone={(after, words) => work.took(after, words)}
        />
      )}
    </div>
  )
}

const EMPTY =
  '还没有与中心核对过。按 F4 核对：HIS 的科室和医师、护士、药师与中心登记的逐一比较；以后每天早上自动核对。'

const personKey = ({ state, code, name }: StaffDiff) => `${state} ${code} ${name}`

function Head(props: { state: StaffState | null; tab: string; show: (to: 'depts' | 'staff') => () => void }) {
  const { state, tab, show } = props
  const tabs = [
    { is: 'depts' as const, label: '科室', off: count(state?.depts ?? []) },
    { is: 'staff' as const, label: '人员', off: count(state?.staff ?? []) },
  ]
  return (
    <div className="row">
      <h2>科室人员</h2>
      <div className="st-tabs">
        {tabs.map(({ is, label, off }, i) => (
          <Button
            key={is}
            size="small"
            type={tab === is ? 'primary' : 'default'}
            aria-pressed={tab === is}
            onClick={show(is)}
          >
            {label}
            {off > 0 && ` ${off} 处`} <kbd>Alt+{i + 1}</kbd>
          </Button>
        ))}
      </div>
      <span className="quiet">{state?.at ? `${timeFull(state.at)} ${state.by} 核对` : '还没有核对'}</span>
    </div>
  )
}

/** What is known, and what may be done; every act answers with the comparison made anew. */
function useWork() {
  const asked = useAsk('staff.state', {}, '查询科室人员')
  const command = useCommand()
  const [said, setSaid] = useState('')
  const [failed, setFailed] = useState<ReadonlyMap<string, string>>(new Map())
  const [dropping, setDropping] = useState<DeptDiff | null>(null)
  const took = (after: StaffState, words: string) => {
    asked.put(after)
    setSaid(words)
  }
  const off = ({ depts, staff }: StaffState) => `科室 ${count(depts)} 处、人员 ${count(staff)} 处不一致`
  return {
    ...{ state: asked.value, fault: asked.fault, command, said, failed, dropping, setDropping, took },
    compare: () =>
      command.run('与中心核对', async () => {
        const after = await call('staff.compare', {})
        took(after, `核对完成：${off(after)}`)
      }),
    upload: (codes: string[]) =>
      command.run('上传科室', async () => {
        const { failed: refused, ...after } = await call('staff.upload', { codes })
        setFailed(new Map(refused.map(({ code, why }) => [code, why])))
        const bad = refused.length > 0 ? `，${refused.length} 个没有收下` : ''
        took(after, `上传了 ${codes.length - refused.length} 个科室${bad}`)
      }),
    change: (code: string) =>
      command.run('变更科室', async () => took(await call('staff.change', { code }), `科室 ${code} 已变更`)),
  }
}
