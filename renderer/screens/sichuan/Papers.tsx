import { useState } from 'react'
import type { SichuanOutputs } from '../../../shared/api/sichuan.ts'
import { call } from '../../bridge.ts'
import { ConfirmBox } from '../../components/ConfirmBox.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { useKeys } from '../../keys.ts'
import { usePreview } from '../../print/index.ts'
import { useCommand } from '../../stores/ask.ts'
import { Choice } from '../common/Choice.tsx'
import { useDict } from '../common/dict.ts'
import { focusOn } from '../common/focus.ts'
import { ReasonField } from '../common/ReasonField.tsx'
import { NOTHING, useSubjects, useWork } from './hooks.ts'
import { SETTLEMENT, SubjectPane, settlementWho } from './lists.tsx'
import { save } from './Pictures.tsx'

type PlatformFile = SichuanOutputs['sichuan.paper']

/** the platform's own names of a settlement's paper */
const USUAL = { outpatient: '01', inpatient: '02' }

/** 单据打印: the platform's own papers of a settlement, registered there before they are printed. */
export function Papers() {
  const told = useState(NOTHING)
  const { command, run, said, fault, tell } = useWork(() => {}, told)
  const list = useSubjects('sichuan.settlements', command)
  const [chosen, setChosen] = useState<string | null>(null)
  const [type, setType] = useState<string | null>(null)
  const [file, setFile] = useState<PlatformFile | null>(null)
  const types = useDict('scx_doc_type')
  const preview = usePreview({
    before: (doc, undo_rea) =>
      doc.is === 'platform' ? call('sichuan.printed', { id: doc.id, undo_rea }) : Promise.resolve(),
    onPrinted: (_doc, { document, copies }) =>
      tell({ said: `${document.title}已登记并打印，第 ${copies} 次`, fault: null }),
  })
  const rows = list.asked.value ?? []
  const row = rows.find(({ setl_id }) => setl_id === chosen) ?? rows[0] ?? null
  const codes = Object.keys(types.values).sort()
  const doc_type = type ?? USUAL[row?.inpatient ? 'inpatient' : 'outpatient']
  const show = () =>
    row &&
    run('查询单据', async () => {
      const paper = await call('sichuan.paper', { setl_id: row.setl_id, doc_type })
      if (paper.file) setFile(paper)
      else preview.open({ is: 'platform', id: paper.id })
      return ''
    })
  const can = row !== null && !command.busy
  useKeys({
    ...list.keys,
    F4: { label: '选单据类型', run: () => void focusOn('type') },
    F10: { label: '预览打印', run: show, enabled: can },
  })
  return (
    <div className="sc-body">
      <SubjectPane
        title="本窗口的结算"
        text={list.text}
        onText={list.setText}
        placeholder="姓名、证件号码或门诊住院号"
        said={said}
        fault={fault ?? list.asked.fault}
        columns={[
          ...SETTLEMENT,
          { key: 'setl_id', title: '结算ID', render: (one) => <span className="code">{one.setl_id}</span> },
        ]}
        rows={rows}
        keyOf={({ setl_id }) => setl_id}
        row={row}
        onSelect={(one) => setChosen(one.setl_id)}
        onOpen={() => can && void show()}
        empty="近 31 天在本窗口办成、没有撤销的医保结算会列在这里。"
        next={{
          label: `打印${types.of(doc_type)}`,
          hotkey: 'F10',
          blocked: !can,
          onPress: () => void show(),
          hint: row ? settlementWho(row) : '',
        }}
      />
      <section className="panel" aria-label="单据">
        <h2>单据类型</h2>
        <Choice
          label="单据类型"
          name="type"
          options={codes.map((code) => ({ key: code, body: <b>{types.of(code)}</b> }))}
          at={Math.max(0, codes.indexOf(doc_type))}
          onChange={(at) => setType(codes[at] ?? null)}
          onEnter={() => can && void show()}
        />
        <p className="quiet">内容由医保平台给出；每次打印先在平台登记，第二次起要写补打原因。</p>
      </section>
      {preview.box}
      {file && (
        <FileBox
          paper={file}
          onClose={() => setFile(null)}
          onDone={(words) => {
            setFile(null)
            tell({ said: words, fault: null })
          }}
        />
      )}
    </div>
  )
}

const REASONS = ['打印机卡纸、缺纸', '患者遗失', '打印不清', '患者要求再打一份']

/** A platform that gives its own file: saved, and its print registered. */
function FileBox(props: { paper: PlatformFile; onClose: () => void; onDone: (words: string) => void }) {
  const { id, title, print_cnt, file } = props.paper
  const [reason, setReason] = useState('')
  const { fault, busy, run } = useCommand()
  const again = print_cnt > 0
  const confirm = () => {
    if (again && !reason.trim()) return void focusOn('box')
    return run('登记打印', async () => {
      const done = await call('sichuan.printed', { id, undo_rea: reason.trim() })
      if (file) save(`data:application/octet-stream;base64,${file.content}`, file.name)
      props.onDone(
        `${title}已登记第 ${done.print_cnt} 次打印，文件 ${file?.name ?? ''} 已保存到下载，请打开后打印`,
      )
    })
  }
  return (
    <ConfirmBox
      title={again ? `${title}（已打 ${print_cnt} 次）` : title}
      okText="登记并保存文件"
      width={600}
      busy={busy}
      onOk={confirm}
      onCancel={props.onClose}
    >
      <div className="sc-box">
        <p>平台给出了自己的文件 {file?.name}。</p>
        {again && (
          <ReasonField
            label="补打原因"
            reasons={REASONS}
            value={reason}
            onChange={setReason}
            onDone={confirm}
          />
        )}
        <FaultPanel fault={fault} />
      </div>
    </ConfirmBox>
  )
}
