import { type ReactNode, useEffect, useState } from 'react'
import type { ExchangeDetail, ExchangeRow } from '../../../shared/api/injury-exchange.ts'
import { call } from '../../bridge.ts'
import { ConfirmBox } from '../../components/ConfirmBox.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { useKeys } from '../../keys.ts'
import { useAsk, useCommand } from '../../stores/ask.ts'
import { INJURIES_FIRST, toneOf } from './words.ts'

/** The right part of a tab: one record in full, its papers to be opened, and the one next action below. */
export function Detail(props: { code: string; row: ExchangeRow; children?: ReactNode }) {
  const { id, version, upload } = props.row
  // asked for anew when the record, or what went up for it, has changed
  return <Whole key={`${id} ${version} ${upload?.state}`} {...props} />
}

function Whole({ code, row, children }: { code: string; row: ExchangeRow; children?: ReactNode }) {
  const asked = useAsk('injury.exchange.row', { code, id: row.id }, '读取记录')
  const one = asked.value
  const command = useCommand()
  const [plain, setPlain] = useState<ExchangeDetail['fields'] | null>(null)
  const reveal = () =>
    command.run('显示明文', async () =>
      setPlain((await call('injury.exchange.reveal', { code, id: row.id })).fields),
    )
  const isPerson = row.facts.aac003 !== undefined
  useKeys({ F2: { label: '显示明文', run: reveal, enabled: isPerson && plain === null && !command.busy } })
  return (
    <aside className="panel x-side" aria-label="详细">
      <h2>
        <span className={toneOf(row.state)}>{row.stateLabel}</span>{' '}
        {row.facts.aac003 ?? row.facts.akb021 ?? ''}
      </h2>
      {row.upload && (
        <p className={row.upload.tone === 'bad' ? 'x-why' : row.upload.tone === 'done' ? 'done' : 'waiting'}>
          {row.upload.label}
          {row.upload.why && `：${row.upload.why}。请到“上传任务单”改正后重传。`}
        </p>
      )}
      {row.note && <p className="x-note">{row.note}</p>}
      <FaultPanel fault={command.fault ?? asked.fault} />
      {plain && <Pairs fields={plain} />}
      {one?.warnings.map((words) => (
        <p className="x-note" key={words}>
          {words}
        </p>
      ))}
      <div className="x-facts">{one && <Facts one={one} code={code} />}</div>
      {children}
    </aside>
  )
}

function Facts({ one, code }: { one: ExchangeDetail; code: string }) {
  const own = <Pairs fields={one.fields} />
  const first = INJURIES_FIRST.has(code)
  return (
    <>
      <Papers one={one} code={code} />
      {!first && own}
      {one.lists.map(({ label, rows }) => (
        <section key={label}>
          <h3>
            {label} {rows.length > 1 && rows.length}
          </h3>
          {rows.slice(0, 20).map((fields) => (
            <Pairs key={fields.map(({ value }) => value).join()} fields={fields} />
          ))}
          {rows.length > 20 && <p className="quiet">其余 {rows.length - 20} 条请导出查看。</p>}
        </section>
      ))}
      {first && own}
    </>
  )
}

const Pairs = ({ fields }: { fields: ExchangeDetail['fields'] }) => (
  <dl className="x-pairs">
    {fields.map(({ label, value }) => (
      <div key={label}>
        <dt>{label}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
)

function Papers({ one, code }: { one: ExchangeDetail; code: string }) {
  const [open, setOpen] = useState<ExchangeDetail['files'][number] | null>(null)
  if (one.files.length === 0) return null
  return (
    <section>
      <h3>附件 {one.files.length}</h3>
      <ul className="x-papers">
        {one.files.map((file) => (
          <li key={file.file_id}>
            <button type="button" className="v-tab" data-focus="paper" onClick={() => setOpen(file)}>
              {file.label} <small>{file.name}</small>
            </button>
          </li>
        ))}
      </ul>
      {open && <PaperBox code={code} id={one.id} file={open} onClose={() => setOpen(null)} />}
    </section>
  )
}

const MIME: Record<string, string> = { png: 'image/png', jpg: 'image/jpeg', pdf: 'application/pdf' }

/** GYD054: fetched when it is opened; Enter keeps a copy. */
function PaperBox(props: {
  code: string
  id: string
  file: ExchangeDetail['files'][number]
  onClose: () => void
}) {
  const { code, id, file, onClose } = props
  const [got, setGot] = useState<{ url: string; type: string; name: string } | null>(null)
  const { fault, run } = useCommand()
  useEffect(() => {
    void run('下载附件', async () => {
      const { base64, type, name } = await call('injury.exchange.attachment', {
        code,
        id,
        file_id: file.file_id,
      })
      setGot({ url: `data:${MIME[type]};base64,${base64}`, type, name })
    })
  }, [run, code, id, file.file_id])
  const save = () => {
    if (!got) return
    const link = document.createElement('a')
    link.href = got.url
    link.download = got.name
    link.click()
  }
  return (
    <ConfirmBox
      title={`${file.label} ${file.name}`}
      okText="保存到下载"
      okEnabled={got !== null}
      width={860}
      onOk={save}
      onCancel={onClose}
    >
      <FaultPanel fault={fault} />
      {!got && !fault && <p className="waiting">正在下载附件…</p>}
      {got?.type === 'pdf' && (
        <object className="x-paper" type="application/pdf" data={got.url} aria-label={file.name}>
          这里不能显示 PDF，请按 Enter 保存后打开。
        </object>
      )}
      {got && got.type !== 'pdf' && <img className="x-paper" src={got.url} alt={file.name} />}
    </ConfirmBox>
  )
}
