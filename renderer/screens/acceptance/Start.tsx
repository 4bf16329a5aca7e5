import { Button, Checkbox, Input, Select } from 'antd'
import { useEffect, useState } from 'react'
import type { AcceptanceOptions, AcceptanceSummary } from '../../../shared/api/acceptance.ts'
import type { ApiArgs } from '../../../shared/ipc.ts'
import { call } from '../../bridge.ts'
import { ConfirmBox } from '../../components/ConfirmBox.tsx'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { Field, FieldGroup, fieldFault, focusFault } from '../../components/Field.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { timeFull, tookShow } from '../../format.ts'
import { useKeys } from '../../keys.ts'
import { type Asked, type Command, useAsk, useCommand } from '../../stores/ask.ts'
import { countsText, failedOf, STATE } from './words.ts'

type Cert = ApiArgs<'acceptance.start'>['cert']

const CERTS: { value: Cert['mdtrt_cert_type']; label: string }[] = [
  { value: '02', label: '02 身份证' },
  { value: '03', label: '03 社会保障卡' },
  { value: '01', label: '01 医保电子凭证' },
]

interface Props {
  asked: Asked<AcceptanceOptions>
  onOpen: (runId: string) => void
}

/** What is to be tried, on whom; and the rehearsals there were. */
export function Start({ asked, onOpen }: Props) {
  const runs = useAsk('acceptance.runs', {}, '查询历次自检')
  const [chosen, setChosen] = useState<string | null>(null)
  const row = runs.value?.find(({ runId }) => runId === chosen) ?? runs.value?.[0]
  return (
    <section className="panel grow acc-screen">
      <h2>自检报告</h2>
      <FaultPanel fault={asked.fault ?? runs.fault} />
      {asked.value && <Form options={asked.value} onBegun={onOpen} />}
      <h3>历次自检</h3>
      <DataTable
        label="历次自检"
        columns={COLUMNS}
        rows={runs.value ?? []}
        rowKey={({ runId }) => runId}
        selected={row?.runId ?? null}
        onSelect={({ runId }) => setChosen(runId)}
        onOpen={({ runId }) => onOpen(runId)}
        empty="还没有自检过。开始一次以后，每次的结果和报告都在这里，回车打开。"
      />
      <WaitLine />
    </section>
  )
}

const COLUMNS: readonly Column<AcceptanceSummary>[] = [
  { key: 'at', title: '开始时间', width: 160, render: (row) => timeFull(row.startedAt) },
  {
    key: 'state',
    title: '状态',
    width: 80,
    render: (row) => (
      <span className={row.state === 'interrupted' ? 'in-doubt' : ''}>{STATE[row.state]}</span>
    ),
  },
  { key: 'families', title: '接口族', width: 120, render: (row) => row.families.join('、') },
  {
    key: 'codes',
    title: '接口',
    width: 120,
    align: 'right',
    render: (row) => `${row.codesPassed} / ${row.codes}`,
  },
  {
    key: 'counts',
    title: '结果',
    render: (row) => (
      <span className={failedOf(row.counts) > 0 ? 'waiting' : 'done'}>{countsText(row.counts)}</span>
    ),
  },
  {
    key: 'took',
    title: '用时',
    width: 90,
    align: 'right',
    render: (row) => tookShow(row.endedAt === null ? null : row.endedAt - row.startedAt),
  },
  { key: 'person', title: '测试人员', width: 200, render: (row) => row.person },
  { key: 'who', title: '操作员', width: 90, render: (row) => row.opterName },
]

function Form({ options, onBegun }: { options: AcceptanceOptions; onBegun: (runId: string) => void }) {
  const [families, setFamilies] = useState(() => options.families.map(({ family }) => family))
  const [cert, setCert] = useState<Cert>(() => options.cert ?? { mdtrt_cert_type: '02', mdtrt_cert_no: '' })
  const [asking, setAsking] = useState(false)
  const command = useCommand()
  const ask = () => {
    const fault =
      families.length === 0
        ? fieldFault('families', '接口族', '请选择接口族')
        : cert.mdtrt_cert_no.trim() === ''
          ? fieldFault('cert.mdtrt_cert_no', '就诊凭证编号', '请输入测试人员的就诊凭证编号')
          : null
    command.setFault(fault)
    if (fault) focusFault(fault)
    else setAsking(true)
  }
  useKeys({ F8: { label: '开始自检', run: ask, enabled: !asking && !command.busy } })
  // what the start refused is a field of this form, once the question over it is gone and lets the focus go
  useEffect(() => {
    if (asking || !command.fault) return
    const timer = setTimeout(() => focusFault(command.fault))
    return () => clearTimeout(timer)
  }, [asking, command.fault])
  return (
    <>
      <FaultPanel fault={command.fault} onClose={() => command.setFault(null)} />
      <FieldGroup fault={command.fault} onEnter={ask} className="acc-form">
        <Field name="families" label="接口族" group>
          <Checkbox.Group
            value={families}
            onChange={setFamilies}
            options={options.families.map(({ family, label, codes }) => ({
              value: family,
              label: `${label}（${codes} 个接口）`,
            }))}
          />
        </Field>
        <Field name="cert.mdtrt_cert_type" label="测试人员的就诊凭证">
          <Select
            value={cert.mdtrt_cert_type}
            options={CERTS}
            onChange={(mdtrt_cert_type) => setCert({ ...cert, mdtrt_cert_type })}
          />
        </Field>
        <Field name="cert.mdtrt_cert_no" label="就诊凭证编号" hint={hintOf(options)}>
          <Input
            data-focus="acc-cert"
            autoFocus
            value={cert.mdtrt_cert_no}
            onChange={(event) => setCert({ ...cert, mdtrt_cert_no: event.target.value.trim() })}
          />
        </Field>
        {cert.mdtrt_cert_type === '02' && (
          <Field name="cert.psn_name" label="姓名" hint="HIS 里有这位患者的不用填">
            <Input
              value={cert.psn_name ?? ''}
              onChange={(event) => setCert({ ...cert, psn_name: event.target.value.trim() })}
            />
          </Field>
        )}
        {cert.mdtrt_cert_type === '03' && (
          <Field name="cert.card_sn" label="卡识别码">
            <Input
              value={cert.card_sn ?? ''}
              onChange={(event) => setCert({ ...cert, card_sn: event.target.value.trim() })}
            />
          </Field>
        )}
        <Button type="primary" size="large" onClick={ask} disabled={command.busy}>
          开始自检 <kbd>F8</kbd>
        </Button>
      </FieldGroup>
      {asking && (
        <Question {...{ options, families, cert, command, onBegun }} onClose={() => setAsking(false)} />
      )}
    </>
  )
}

const hintOf = ({ training }: AcceptanceOptions) =>
  training
    ? '培训：模拟中心的测试人员，可以直接开始。'
    : '连接的是真实中心：请填中心给的测试人员，不要用真实患者。'

interface QuestionProps {
  options: AcceptanceOptions
  families: string[]
  cert: Cert
  command: Command
  onBegun: (runId: string) => void
  onClose: () => void
}

/** Nothing leaves before this was answered with yes. */
function Question({ options, families, cert, command, onBegun, onClose }: QuestionProps) {
  const chosen = options.families.filter(({ family }) => families.includes(family))
  const begin = async () => {
    await command.run('开始自检', async () =>
      onBegun((await call('acceptance.start', { families, cert, confirmed: true })).runId),
    )
    onClose()
  }
  return (
    <ConfirmBox
      title="开始自检"
      okText="开始"
      danger={!options.training}
      busy={command.busy}
      onOk={begin}
      onCancel={onClose}
    >
      <p>
        将把{chosen.map(({ label, codes }) => `${label}的 ${codes} 个接口`).join('、')}依次发往
        <b>{options.centre}</b>。
      </p>
      <p>
        以这个测试人员挂号、入院并结算几笔小额费用，随后全部撤销；备案、对照、进销存等上传的测试数据也会撤下。
      </p>
      {!options.training && <p className="in-doubt">请确认凭证属于中心给的测试人员。</p>}
    </ConfirmBox>
  )
}
