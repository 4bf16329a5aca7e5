import { useEffect, useRef, useState } from 'react'
import type { InjuryMaterial, InjuryMaterials, ShownFile } from '../../../shared/api/injury-record.ts'
import { faultOf } from '../../../shared/errors.ts'
import { bridge, call } from '../../bridge.ts'
import { putFile } from '../../components/contract/FileInput.tsx'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { timeShow } from '../../format.ts'
import { useKeys } from '../../keys.ts'
import { useAsk, useCommand } from '../../stores/ask.ts'
import { isSecondEnter } from '../common/enter.ts'
import { NextButton } from '../common/NextButton.tsx'
import type { TabProps } from './Case.tsx'
import { DescribeBox, PlatformBox, WithdrawBox } from './file-boxes.tsx'
import { Preview } from './Preview.tsx'
import { toneOf } from './store.ts'

const sizeText = (bytes: number) =>
  bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`

const COLUMNS: readonly Column<InjuryMaterial>[] = [
  {
    key: 'state',
    title: '状态',
    width: 70,
    render: (row) => <b className={toneOf(row)}>{row.stateLabel}</b>,
  },
  { key: 'type', title: '材料类别', width: 128, render: ({ matLabel }) => matLabel || '没有选' },
  { key: 'name', title: '文件', render: ({ name }) => <span title={name}>{name}</span> },
  { key: 'size', title: '大小', width: 76, align: 'right', render: ({ file_size }) => sizeText(file_size) },
  { key: 'biz', title: '所属业务', width: 96, render: ({ bizLabel }) => bizLabel },
  {
    key: 'sent',
    title: '上传',
    width: 96,
    render: ({ sentAt }) => (sentAt === null ? '' : timeShow(sentAt)),
  },
]

type Box =
  | { is: 'new'; files: { name: string; ref: string }[] }
  | { is: 'describe' | 'withdraw' | 'platform' }
  | null

/** Files of the case: chosen, looked at, sent ten a call, taken back. */
export function FilesTab({ view, again }: TabProps) {
  const { encounterId } = view
  const asked = useAsk('injury.record.materials', { encounterId }, '查询附件')
  const command = useCommand()
  const [chosen, setChosen] = useState<string | null>(null)
  const [box, setBox] = useState<Box>(null)
  const [said, tell] = useState('')
  const picker = useRef<HTMLInputElement>(null)
  const told = asked.value
  useEffect(() => bridge.on('doubt.changed', asked.again), [asked.again])
  const rows = told?.rows ?? []
  const row = rows.find(({ id }) => id === chosen) ?? rows[0] ?? null
  const open = rows.filter(({ state, doubtful }) => !doubtful && (state === 'new' || state === 'refused'))
  const idle = !command.busy && told !== null && view.doubt === null
  const blocked = told?.blocked ?? ''
  const canSend = idle && open.length > 0 && blocked === ''
  const run = (label: string, work: () => Promise<InjuryMaterials>, words: string) =>
    command.run(label, async () => {
      try {
        asked.put(await work())
        tell(words)
      } catch (error) {
        if (faultOf(error).kind === 'doubt' || faultOf(error).centre) asked.again()
        throw error
      } finally {
        again()
      }
    })
  const take = (files: File[]) =>
    command.run('保存附件', async () => {
      const kept = []
      for (const file of files) kept.push({ name: file.name, ref: await putFile(file) })
      if (kept.length > 0) setBox({ is: 'new', files: kept })
    })
  const send = () => {
    if (isSecondEnter()) return
    const ids = open.map(({ id }) => id)
    return run(
      '上传附件',
      () => call('injury.record.sendMaterials', { encounterId, ids }),
      `已上传 ${ids.length} 个附件`,
    )
  }
  const drop = () =>
    row && run('拿掉附件', () => call('injury.record.detach', { id: row.id, version: row.version }), '已拿掉')
  const choose = () => picker.current?.click()
  const isNew = row !== null && !row.doubtful && (row.state === 'new' || row.state === 'refused')
  useKeys({
    ...(view.family === 'gy'
      ? { F4: { label: '平台附件', run: () => setBox({ is: 'platform' }), enabled: idle } }
      : {}),
    F6: { label: '选择文件', run: choose, enabled: idle && blocked === '' },
    F7: { label: '改类别', run: () => setBox({ is: 'describe' }), enabled: idle && isNew },
    F8: { label: `上传 ${open.length} 个`, run: send, enabled: canSend },
    F9: { label: '撤回附件', run: () => setBox({ is: 'withdraw' }), enabled: idle && row?.undoable === true },
    Delete: { label: '拿掉', run: drop, enabled: idle && isNew },
  })
  const close = () => setBox(null)
  return (
    <div className="ir-two">
      <section className="panel ir-one" aria-label="附件">
        {said && (
          <p className="ir-said done" role="status">
            {said}
          </p>
        )}
        <FaultPanel fault={command.fault ?? asked.fault} />
        <div className="ir-table" data-focus="files">
          <DataTable<InjuryMaterial>
            autoFocus
            label="附件"
            columns={COLUMNS}
            rows={rows}
            rowKey={({ id }) => id}
            selected={row?.id ?? null}
            onSelect={({ id }) => setChosen(id)}
            onOpen={() => isNew && setBox({ is: 'describe' })}
            empty={blocked || '按 F6 选择 JPG、PNG 或 PDF，可以一次选几个。'}
          />
        </div>
        {row && (row.why || row.number) && (
          <p className={row.state === 'refused' ? 'ir-bad' : 'quiet'}>
            {row.number && `平台编号 ${row.number}　`}
            {row.why}
          </p>
        )}
        <div className="ir-foot">
          <div>
            <span className="quiet">
              {blocked ||
                `每个不超过 ${sizeText(told?.most_bytes ?? 0)}，每次最多 ${told?.a_call ?? 0} 个，多的分几次传`}
            </span>
            <WaitLine />
          </div>
          <NextButton
            label={open.length > 0 ? `上传 ${open.length} 个附件` : '选择文件'}
            hotkey={open.length > 0 ? 'F8' : 'F6'}
            blocked={open.length > 0 ? !canSend : !idle || blocked !== ''}
            onPress={() => (open.length > 0 ? void send() : choose())}
          />
        </div>
        <input
          ref={picker}
          type="file"
          accept=".png,.jpg,.jpeg,.pdf"
          multiple
          hidden
          tabIndex={-1}
          aria-hidden
          onChange={(event) => {
            // the list itself is emptied with the field
            void take([...(event.target.files ?? [])])
            event.target.value = ''
          }}
        />
      </section>
      <section className="panel ir-one" aria-label="预览">
        {row ? <OwnFile key={row.id} row={row} /> : <p className="quiet">选中的附件在这里预览。</p>}
      </section>
      {told && box?.is === 'new' && (
        <DescribeBox
          told={told}
          title={`${box.files.length} 个文件是什么材料`}
          row={null}
          onClose={close}
          onDone={async (about) => {
            for (const file of box.files)
              asked.put(await call('injury.record.attach', { encounterId, ...file, ...about }))
            close()
          }}
        />
      )}
      {told && row && box?.is === 'describe' && (
        <DescribeBox
          told={told}
          title={row.name}
          row={row}
          onClose={close}
          onDone={async (about) => {
            asked.put(await call('injury.record.describe', { id: row.id, version: row.version, ...about }))
            close()
          }}
        />
      )}
      {row && box?.is === 'withdraw' && (
        <WithdrawBox
          row={row}
          onClose={close}
          onDone={(next) => {
            asked.put(next)
            tell(`已撤回 ${row.name}`)
            close()
          }}
        />
      )}
      {told && box?.is === 'platform' && (
        <PlatformBox encounterId={encounterId} files={told.platform} onClose={close} />
      )}
    </div>
  )
}

function OwnFile({ row }: { row: InjuryMaterial }) {
  const [file, setFile] = useState<ShownFile | null>(null)
  const command = useCommand()
  const { run } = command
  useEffect(() => {
    void run('读取附件', async () => setFile(await call('injury.record.file', { id: row.id })))
  }, [run, row.id])
  return (
    <>
      <div className="row">
        <h2>{row.name}</h2>
        <span className="quiet">{row.matLabel}</span>
      </div>
      <FaultPanel fault={command.fault} />
      {file && <Preview file={file} />}
    </>
  )
}
