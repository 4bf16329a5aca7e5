import { useEffect, useState } from 'react'
import type { AuditView } from '../../../shared/api/auth.ts'
import type { ApiOutput } from '../../../shared/ipc.ts'
import { call } from '../../bridge.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { ExportButton } from '../../components/ExportButton.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { timeFull } from '../../format.ts'
import { useKeys } from '../../keys.ts'
import { useAsk, useCommand } from '../../stores/ask.ts'
import { actionText, detailText } from './actions.ts'

const PAGE = 200

const COLUMNS: readonly Column<AuditView>[] = [
  { key: 'seq', title: '序号', width: 80, align: 'right', render: (row) => row.seq },
  { key: 'at', title: '时间', width: 170, render: (row) => timeFull(row.at) },
  { key: 'actor', title: '操作员', width: 120, render: (row) => row.actor },
  { key: 'action', title: '动作', width: 180, render: (row) => actionText(row.action) },
  { key: 'subject', title: '对象', width: 260, render: (row) => <span className="code">{row.subject}</span> },
  { key: 'detail', title: '内容', render: (row) => detailText(row.detail) },
]

/** 审计: who did what, newest first, and whether the chain is whole. */
export default function AuditScreen() {
  const newest = useAsk('auth.audit', { limit: PAGE }, '查询审计')
  const [older, setOlder] = useState<readonly AuditView[]>([])
  const [ended, setEnded] = useState(false)
  const [chosen, setChosen] = useState<string | null>(null)
  const [verdict, setVerdict] = useState<ApiOutput<'auth.auditVerify'> | null>(null)
  const command = useCommand()
  const rows = [...(newest.value ?? []), ...older]
  const last = rows.at(-1)
  useEffect(() => {
    if (newest.value) setOlder([])
    setEnded((newest.value?.length ?? 0) < PAGE)
  }, [newest.value])

  const more = () =>
    command.run('查询更早的审计', async () => {
      if (!last) return
      const next = await call('auth.audit', { before: last.seq, limit: PAGE })
      setOlder([...older, ...next])
      setEnded(next.length < PAGE)
    })
  const verify = () => command.run('校验审计', async () => setVerdict(await call('auth.auditVerify', {})))
  useKeys({
    F2: { label: '刷新', run: newest.again },
    F4: { label: '更早的', run: more, enabled: !ended && !command.busy },
    F6: { label: '校验', run: verify, enabled: !command.busy },
  })
  const selected = rows.find(({ seq }) => String(seq) === chosen)
  return (
    <section className="panel grow">
      <div className="row">
        <h2>审计</h2>
        {verdict && <Verdict verdict={verdict} />}
        <ExportButton table="audit" query={{}} />
      </div>
      <FaultPanel fault={command.fault ?? newest.fault} />
      <DataTable
        autoFocus
        label="审计"
        columns={COLUMNS}
        rows={rows}
        rowKey={({ seq }) => String(seq)}
        selected={chosen}
        onSelect={({ seq }) => setChosen(String(seq))}
        empty="还没有记录。登录、签到、退费、看明文、补打、人工认定等都会记在这里。"
      />
      {selected && <div className="quiet">{detailText(selected.detail)}</div>}
      <WaitLine />
    </section>
  )
}

function Verdict({ verdict }: { verdict: ApiOutput<'auth.auditVerify'> }) {
  if (verdict.brokenAt === null)
    return <span className="done">校验通过：{verdict.rows} 条首尾相扣，没有改动。</span>
  return (
    <span className="in-doubt" role="alert">
      第 {verdict.brokenAt} 条与前一条对不上，记录可能被改动过。请保留数据并通知信息科。
    </span>
  )
}
