import { useState } from 'react'
import type { ApiOutput } from '../../../shared/ipc.ts'
import { call } from '../../bridge.ts'
import { ConfirmBox } from '../../components/ConfirmBox.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { useCommand } from '../../stores/ask.ts'
import { focusOn } from '../common/focus.ts'

/** GYD053: what became of a message that was sent from here. */
export function LookupBox({ onClose }: { onClose: () => void }) {
  const [form, setForm] = useState({ otransno: '', otransid: '' })
  const [found, setFound] = useState<ApiOutput<'injury.exchange.lookup'> | null>(null)
  const { fault, busy, run } = useCommand()
  const ask = async () => {
    if (!form.otransno.trim()) return void focusOn('otransno')
    if (!form.otransid.trim()) return void focusOn('otransid')
    setFound(null)
    await run('查询历史交易', async () => setFound(await call('injury.exchange.lookup', form)))
  }
  return (
    <ConfirmBox
      title="查旧交易（GYD053）"
      okText="查询"
      width={680}
      busy={busy}
      onOk={ask}
      onCancel={onClose}
    >
      <div className="x-box">
        <FaultPanel fault={fault} />
        {(
          [
            ['otransno', '历史交易编号', 'GYU101'],
            ['otransid', '历史交易流水号', '交易查询里的报文ID'],
          ] as const
        ).map(([name, label, hint]) => (
          <label key={name}>
            <span className="v-label">{label}</span>
            <input
              className="v-input"
              data-focus={name}
              autoComplete="off"
              placeholder={hint}
              value={form[name]}
              onChange={(event) => setForm({ ...form, [name]: event.target.value })}
            />
          </label>
        ))}
        {found && (
          <>
            <p role="status">
              <b>{found.state}</b>　{found.at}　<span className="waiting">{found.why}</span>
            </p>
            {found.answer !== null && (
              <pre className="x-answer code">{JSON.stringify(found.answer, null, 2)}</pre>
            )}
          </>
        )}
      </div>
    </ConfirmBox>
  )
}
