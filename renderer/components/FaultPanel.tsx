import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { Fault } from '../../shared/errors.ts'
import { noteFault } from '../stores/message.ts'

/** Red is for money in doubt and for what stops the counter; the rest is amber. */
function faultTone(kind: Fault['kind']): 'doubt' | 'warn' {
  return kind === 'doubt' || kind === 'storage' || kind === 'internal' ? 'doubt' : 'warn'
}

/** A message in three lines; the centre's own words unfold and can be copied. */
export function FaultPanel({ fault, onClose }: { fault: Fault | null; onClose?: () => void }) {
  useEffect(() => {
    if (fault) noteFault(fault)
  }, [fault])
  if (!fault) return null
  return (
    <section className={`fault tone-${faultTone(fault.kind)}`} role="alert">
      <dl>
        <dt>发生了什么</dt>
        <dd>{fault.what}</dd>
        <dt>对这笔钱</dt>
        <dd>{fault.means}</dd>
        <dt>怎么办</dt>
        <dd>{fault.todo}</dd>
      </dl>
      {fault.fields && fault.fields.length > 0 && (
        <ul className="fault-fields">
          {fault.fields.map((field) => (
            <li key={`${field.path} ${field.rule}`}>{field.message}</li>
          ))}
        </ul>
      )}
      <CentreWords fault={fault} />
      {onClose && (
        <Button size="small" onClick={onClose} className="fault-close">
          知道了
        </Button>
      )}
    </section>
  )
}

function CentreWords({ fault }: { fault: Fault }) {
  const [copied, setCopied] = useState(false)
  const words = useRef<HTMLPreElement>(null)
  if (!fault.centre && !fault.msgid) return null
  const lines = [
    fault.centre && `代码 ${fault.centre.code}`,
    fault.centre?.message,
    fault.msgid && `报文ID ${fault.msgid}`,
  ]
  const text = lines.filter(Boolean).join('\n')
  const copy = async () => {
    await copyText(text, words.current)
    setCopied(true)
  }
  return (
    <details className="fault-centre">
      <summary>{fault.centre ? `中心原话（代码 ${fault.centre.code}）` : '交易号'}</summary>
      <pre ref={words}>{text}</pre>
      <Button size="small" onClick={copy}>
        {copied ? '已复制' : '复制'}
      </Button>
    </details>
  )
}

/** To the clipboard; where that is denied the text is selected, so that Ctrl+C takes it. */
async function copyText(text: string, shown: HTMLElement | null): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    if (shown) window.getSelection()?.selectAllChildren(shown)
    document.execCommand('copy')
  }
}
