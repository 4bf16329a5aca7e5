import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { AuthState } from '../../../shared/api/auth.ts'
import { call } from '../../bridge.ts'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { Field, FieldGroup } from '../../components/Field.tsx'
import { PasswordInput } from '../../components/PasswordInput.tsx'
import { useKeys } from '../../keys.ts'
import { useCommand } from '../../stores/ask.ts'
import { logout, setAuth } from '../../stores/session.ts'
import './login.css'

/** Hides the screen until the same operator unlocks it, or another one logs in instead. */
export default function LockScreen({ operator }: { operator: NonNullable<AuthState['operator']> }) {
  const [password, setPassword] = useState('')
  const box = useRef<HTMLDivElement>(null)
  const command = useCommand()
  useKeys({ F9: { label: '换人登录', run: () => command.run('退出登录', logout) } }, 'dialog')
  useEffect(() => {
    if (!command.busy) box.current?.querySelector('input')?.focus()
  }, [command.busy])
  const enter = async () => {
    if (password === '') return
    const done = await command.run('解锁', async () => setAuth(await call('auth.unlock', { password })))
    if (!done) setPassword('')
  }
  return (
    <main className="login">
      <div className="panel" ref={box}>
        <h1>已锁屏</h1>
        <p className="quiet">
          {operator.opterName}（{operator.opter}）正在使用本窗口。解锁后回到原来的患者和步骤。
        </p>
        <FieldGroup fault={command.fault} onEnter={enter}>
          <Field name="password" label="密码">
            <PasswordInput autoFocus value={password} onChange={setPassword} />
          </Field>
          <FaultPanel fault={command.fault?.fields ? null : command.fault} />
          <Button type="primary" block htmlType="submit" disabled={command.busy}>
            解锁 <kbd>Enter</kbd>
          </Button>
          <Button block disabled={command.busy} onClick={() => command.run('退出登录', logout)}>
            换人登录 <kbd>F9</kbd>
          </Button>
        </FieldGroup>
      </div>
    </main>
  )
}
