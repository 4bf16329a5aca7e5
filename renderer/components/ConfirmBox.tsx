import { Button, Modal } from 'antd'
import { type ReactNode, useEffect, useRef } from 'react'
import { useKeys } from '../keys.ts'

export interface ConfirmBoxProps {
  title: string
  okText: string
  onOk: () => unknown
  onCancel: () => void
  /** false keeps Enter and the button still, e.g. until a reason is there */
  okEnabled?: boolean
  /** the work runs: neither Enter nor Esc does anything */
  busy?: boolean
  danger?: boolean
  width?: number
  children?: ReactNode
}

/**
 * The one level of dialogue: mount it to ask. Enter confirms, Esc goes back, the focus is on the first field
 * inside or on the confirming button. While it is there no key of the screen below answers.
 */
export function ConfirmBox(props: ConfirmBoxProps) {
  const { title, okText, onOk, onCancel, okEnabled = true, busy = false, danger = false } = props
  const body = useRef<HTMLDivElement>(null)
  useKeys(
    {
      Enter: { label: okText, run: onOk, enabled: okEnabled && !busy },
      Esc: { label: '返回', run: onCancel, enabled: !busy },
    },
    'dialog',
  )
  const focus = () => {
    const field = body.current?.querySelector<HTMLElement>('input:not([disabled]), textarea, [tabindex="0"]')
    const ok = body.current?.parentElement?.parentElement?.querySelector<HTMLElement>('.confirm-ok')
    ;(field ?? ok)?.focus()
  }
  useEffect(focus, [])
  return (
    <Modal
      open
      title={title}
      width={props.width ?? 520}
      keyboard={false}
      mask={{ closable: false }}
      closable={false}
      centered
      afterOpenChange={(open) => open && focus()}
      footer={[
        <Button key="cancel" onClick={onCancel} disabled={busy}>
          返回 <kbd>Esc</kbd>
        </Button>,
        <Button
          key="ok"
          type="primary"
          className="confirm-ok"
          danger={danger}
          onClick={onOk}
          disabled={!okEnabled || busy}
        >
          {busy ? '正在处理…' : okText} <kbd>Enter</kbd>
        </Button>,
      ]}
    >
      <div ref={body}>{props.children}</div>
    </Modal>
  )
}
