import { Button, Input } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { Fault } from '../../../shared/errors.ts'
import { call } from '../../bridge.ts'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { Field, FieldGroup, fieldFault, focusFault } from '../../components/Field.tsx'
import { PasswordInput } from '../../components/PasswordInput.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { useCommand } from '../../stores/ask.ts'
import { setAuth } from '../../stores/session.ts'
import './login.css'

/** Login, or on the first start the making of the administrator. */
export default function Login({ needsSetup }: { needsSetup: boolean }) {
  return (
    <main className="login">
      <div className="panel">
        <h1>柜台 · 医保结算客户端</h1>
        {needsSetup ? <Setup /> : <SignIn />}
        <WaitLine />
      </div>
    </main>
  )
}

function SignIn() {
  const [opter, setOpter] = useState('')
  const [password, setPassword] = useState('')
  const form = useRef<HTMLDivElement>(null)
  const command = useCommand()
  useFaultFocus(command.fault, form.current)
  const enter = async () => {
    const missing = missingOf([
      ['opter', '工号', opter.trim()],
      ['password', '密码', password],
    ])
    if (missing) return command.setFault(missing)
    const done = await command.run('登录', async () => setAuth(await call('auth.login', { opter, password })))
    if (!done) setPassword('')
  }
  return (
    <div ref={form}>
      <FieldGroup fault={command.fault} onEnter={enter}>
        <Field name="opter" label="工号">
          <Input value={opter} autoFocus autoComplete="username" onChange={(e) => setOpter(e.target.value)} />
        </Field>
        <Field name="password" label="密码">
          <PasswordInput value={password} onChange={setPassword} />
        </Field>
        <FaultPanel fault={command.fault?.fields ? null : command.fault} />
        <Button type="primary" block htmlType="submit" disabled={command.busy}>
          登录 <kbd>Enter</kbd>
        </Button>
      </FieldGroup>
    </div>
  )
}

function Setup() {
  const [form, setForm] = useState({ opter: 'admin', opterName: '', password: '', again: '' })
  const box = useRef<HTMLDivElement>(null)
  const command = useCommand()
  useFaultFocus(command.fault, box.current)
  const set = (name: keyof typeof form) => (value: string) => setForm({ ...form, [name]: value })
  const enter = async () => {
    const missing = missingOf([
      ['opter', '工号', form.opter.trim()],
      ['opterName', '姓名', form.opterName.trim()],
      ['password', '密码', form.password],
    ])
    if (missing) return command.setFault(missing)
    if (form.again !== form.password) {
      return command.setFault(fieldFault('again', '再输一次', '再输一次：与密码不同'))
    }
    const { again: _, ...input } = form
    await command.run('建立管理员', async () => setAuth(await call('auth.setup', input)))
  }
  return (
    <div ref={box}>
      <p className="quiet">第一次启动：请先建立管理员。其他操作员由管理员登录后在“操作员”里建立。</p>
      <FieldGroup fault={command.fault} onEnter={enter}>
        <Field name="opter" label="工号" hint="字母、数字、下划线或短横线">
          <Input value={form.opter} onChange={(e) => set('opter')(e.target.value)} />
        </Field>
        <Field name="opterName" label="姓名">
          <Input value={form.opterName} autoFocus onChange={(e) => set('opterName')(e.target.value)} />
        </Field>
        <Field name="password" label="密码" hint="至少 8 位。密码不能找回，请妥善保管。">
          <PasswordInput isNew value={form.password} onChange={set('password')} />
        </Field>
        <Field name="again" label="再输一次">
          <PasswordInput isNew value={form.again} onChange={set('again')} />
        </Field>
        <FaultPanel fault={command.fault?.fields ? null : command.fault} />
        <Button type="primary" block htmlType="submit" disabled={command.busy}>
          建立管理员并登录 <kbd>Enter</kbd>
        </Button>
      </FieldGroup>
    </div>
  )
}

/** The first empty one of the fields, as a fault that names it. */
function missingOf(fields: [path: string, label: string, value: string][]): Fault | null {
  const missing = fields.find(([, , value]) => value === '')
  return missing ? fieldFault(missing[0], missing[1], `${missing[1]}：不能为空`) : null
}

function useFaultFocus(fault: Fault | null, within: HTMLElement | null): void {
  useEffect(() => {
    if (!fault || !within) return
    if (!focusFault(fault, within)) within.querySelector<HTMLElement>('input[type=password]')?.focus()
  }, [fault, within])
}
