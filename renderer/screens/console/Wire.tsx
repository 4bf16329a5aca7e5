import { useEffect, useRef, useState } from 'react'
import type { JsonObject } from '../../../shared/contract.ts'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { useKeys } from '../../keys.ts'
import { useAsk } from '../../stores/ask.ts'
import type { Draft } from './store.ts'

interface Props {
  family: string
  code: string
  draft: Draft
}

/** The message as it would leave now, without secrets; nothing is written and nothing sent. */
export function Wire({ family, code, draft: { value, psn_no, insuplc } }: Props) {
  const asked = useAsk(
    'console.dry',
    { family, code, input: value as JsonObject, psn_no, insuplc },
    '组成报文',
  )
  const [copied, setCopied] = useState(false)
  const body = useRef<HTMLElement>(null)
  useEffect(() => body.current?.focus(), [])
  const text = asked.value && !asked.fault ? textOf(asked.value) : ''
  const copy = () => navigator.clipboard.writeText(text).then(() => setCopied(true))
  useKeys({ 'Alt+C': { label: '复制报文', run: copy, enabled: text !== '' } })
  return (
    <section className="k-scroll" ref={body} tabIndex={0} data-focus="k-wire" aria-label="报文">
      <FaultPanel fault={asked.fault} />
      {text && (
        <>
          <p className="quiet">
            不发送也不记账；报文号在真正发送时分配，密钥不显示。{copied && <b className="done">已复制</b>}
          </p>
          <pre className="code wire">{text}</pre>
        </>
      )}
    </section>
  )
}

function textOf({
  method,
  url,
  headers,
  body,
}: {
  method: string
  url: string
  headers: object
  body: string
}): string {
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return [`${method} ${url}`, ...head, '', JSON.stringify(JSON.parse(body), null, 2)].join('\n')
}
