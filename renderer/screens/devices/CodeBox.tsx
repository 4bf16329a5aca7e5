import { Input } from 'antd'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { CodeClass } from '../../../shared/api/devices.ts'
import { type Fault, faultOf } from '../../../shared/errors.ts'
import { maskNo } from '../../../shared/mask.ts'
import { call } from '../../bridge.ts'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { Field, FieldGroup } from '../../components/Field.tsx'
import { useKeys } from '../../keys.ts'
import { onScan } from '../../scanner.ts'

/** what the parts of a GS1 code are called */
const GS1_LABEL: Record<string, string> = {
  '01': '商品条码',
  '10': '批号',
  '11': '生产日期',
  '15': '最佳使用期',
  '17': '有效期至',
  '21': '序列号',
}

/** What a code is, typed or scanned while this screen is open; such a scan goes nowhere else. */
export function CodeBox() {
  const [text, setText] = useState('')
  const { found, scans, fault, ask } = useClassifier()
  const box = useRef<HTMLElement>(null)
  useEffect(() => onScan((scanned) => ask(scanned, true)), [ask])
  const toBox = () => box.current?.querySelector('input')?.focus()
  useKeys({ F3: { label: '识别一段文字', run: toBox } })
  return (
    <section className="panel" ref={box}>
      <div className="row">
        <h2>扫码识别</h2>
        <span className="quiet">在本页扫的码只用来识别，不会办理业务。已扫 {scans} 次。</span>
      </div>
      <FieldGroup fault={fault} onEnter={() => text.trim() && ask(text, false)}>
        <Field name="text" label="扫一个码，或键入后按 Enter">
          <Input value={text} maxLength={4000} onChange={(event) => setText(event.target.value)} />
        </Field>
      </FieldGroup>
      <FaultPanel fault={fault} />
      {found && <Verdict found={found} />}
    </section>
  )
}

function Verdict({ found }: { found: CodeClass }) {
  return (
    <dl className="code-verdict" aria-label="识别结果">
      <dt>是什么</dt>
      <dd>
        <b>{found.label}</b>
        {found.confidence > 0 && <span className="quiet">　把握 {percent(found.confidence)}</span>}
      </dd>
      <dt>依据</dt>
      <dd>{found.reason}</dd>
      {found.others.length > 0 && (
        <>
          <dt>也可能是</dt>
          <dd>{found.others.map((o) => `${o.label}（${percent(o.confidence)}）`).join('、')}</dd>
        </>
      )}
      <dt>内容</dt>
      <dd className="code">{found.is === 'idNumber' ? maskNo(found.text) : found.text}</dd>
      {Object.entries(found.gs1 ?? {})
        .sort(([a], [b]) => a.localeCompare(b))
        .map(([ai, value]) => (
          <div key={ai} className="code-part">
            <dt>
              {GS1_LABEL[ai] ?? '其他'}（{ai}）
            </dt>
            <dd className="code">{value}</dd>
          </div>
        ))}
    </dl>
  )
}

const percent = (share: number) => `${Math.round(share * 100)}%`

/** Asks about the newest text, one question at a time: a flood of scans skips those in between. */
function useClassifier() {
  const [state, setState] = useState<{ found: CodeClass | null; scans: number; fault: Fault | null }>({
    found: null,
    scans: 0,
    fault: null,
  })
  const newest = useRef<string | null>(null)
  const scans = useRef(0)
  const isAsking = useRef(false)
  const ask = useCallback(async (text: string, isScan: boolean) => {
    newest.current = text
    if (isScan) scans.current += 1
    if (isAsking.current) return
    isAsking.current = true
    while (newest.current !== null) {
      const wanted = newest.current
      newest.current = null
      const answer = await call('devices.classify', { text: wanted }).then(
        (found) => ({ found, fault: null }),
        (error) => ({ found: null, fault: faultOf(error) }),
      )
      setState({ ...answer, scans: scans.current })
    }
    isAsking.current = false
  }, [])
  return { ...state, ask }
}
