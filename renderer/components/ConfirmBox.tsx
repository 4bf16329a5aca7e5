import { Button, Modal } from 'antd'
import { type ReactNode, useCallback, useEffect, useRef } from 'react'
import { type KeyMap, useKeys } from '../keys.ts'
import { useFocusReturn } from './focus.ts'

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
  /** further keys of this box */
  keys?: KeyMap
  children?: ReactNode
}

/**
 * The one level of dialogue: mount it to ask. Enter confirms, Esc goes back, the focus is on the first field
 * inside or on the confirming button. While it is there no key of the screen below answers.
 */
export function ConfirmBox(props: ConfirmBoxProps) {
  const { title, okText, onOk, onCancel, okEnabled = true, busy = false, danger = false } = props
  const body = useRef<HTMLDivElement>(null)
  useFocusReturn()
  const canConfirm = okEnabled && !busy
  useKeys(
    {
      Enter: { label: okText, run: onOk, enabled: canConfirm },
      Esc: { label: '返回', run: onCancel, enabled: !busy },
      ...props.keys,
    },
    'dialog',
  )
  const focus = useCallback(() => placeFocus(body.current, canConfirm), [canConfirm])
  useEffect(focus, [focus])
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
          disabled={!canConfirm}
        >
          {busy ? '正在处理…' : okText} <kbd>Enter</kbd>
        </Button>,
      ]}
    >
      <div ref={body} tabIndex={-1} className="confirm-body">
        {props.children}
      </div>
    </Modal>
  )
}

/** To the first field, else to the confirming button once it may be pressed; never onto 返回 by chance. */
function placeFocus(body: HTMLElement | null, canConfirm: boolean): void {
  if (!body) return
  const at = document.activeElement
  const isInField = at !== body && body.contains(at)
  if (isInField) return
  const field = body.querySelector<HTMLElement>('input:not([disabled], [hidden]), textarea:not([disabled])')
  const ok = body.closest('.ant-modal')?.querySelector<HTMLElement>('.confirm-ok')
  const place = field ?? (canConfirm ? ok : null) ?? body
  place.focus()
}
