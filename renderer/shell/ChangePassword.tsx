import { useRef, useState } from 'react'
import { call } from '../bridge.ts'
import { ConfirmBox } from '../components/ConfirmBox.tsx'
import { FaultPanel } from '../components/FaultPanel.tsx'
import { Field, FieldGroup, fieldFault, focusFault } from '../components/Field.tsx'
import { PasswordInput } from '../components/PasswordInput.tsx'
import { useCommand } from '../stores/ask.ts'
import { setAuth } from '../stores/session.ts'

export default function ChangePassword({ onClose }: { onClose: () => void }) {
  const [form, setForm] = useState({ old: '', password: '', again: '' })
  const box = useRef<HTMLDivElement>(null)
  const command = useCommand()
  const set = (name: keyof typeof form) => (value: string) => setForm({ ...form, [name]: value })
  const save = async () => {
    if (form.again !== form.password) {
      const fault = fieldFault('again', '再输一次', '再输一次：与新密码不同')
      command.setFault(fault)
      return setTimeout(() => focusFault(fault, box.current ?? document))
    }
    const { old, password } = form
    const done = await command.run('修改密码', async () =>
      setAuth(await call('auth.changePassword', { old, password })),
    )
    if (done) onClose()
  }
  return (
    <ConfirmBox
      title="修改我的密码"
      okText="修改"
      busy={command.busy}
      okEnabled={form.old !== '' && form.password !== ''}
      onOk={save}
      onCancel={onClose}
    >
      <div ref={box}>
        <FieldGroup fault={command.fault}>
          <Field name="old" label="原密码">
            <PasswordInput value={form.old} onChange={set('old')} />
          </Field>
          <Field name="password" label="新密码" hint="至少 8 位">
            <PasswordInput isNew value={form.password} onChange={set('password')} />
          </Field>
          <Field name="again" label="再输一次">
            <PasswordInput isNew value={form.again} onChange={set('again')} />
          </Field>
          <FaultPanel fault={command.fault?.fields ? null : command.fault} />
        </FieldGroup>
      </div>
    </ConfirmBox>
  )
}
