import { Input } from 'antd'
import { useState } from 'react'

/** A password field that says when Caps Lock is on. */
export function PasswordInput(props: {
  /** given by the Field around it */
  id?: string
  value: string
  onChange: (value: string) => void
  autoFocus?: boolean
  isNew?: boolean
}) {
  const [caps, setCaps] = useState(false)
  return (
    <>
      <Input
        id={props.id}
        type="password"
        value={props.value}
        autoFocus={props.autoFocus}
        autoComplete={props.isNew ? 'new-password' : 'current-password'}
        onChange={(event) => props.onChange(event.target.value)}
        onKeyUp={(event) => setCaps(event.getModifierState('CapsLock'))}
      />
      {caps && <span className="waiting">大写锁定已打开</span>}
    </>
  )
}
