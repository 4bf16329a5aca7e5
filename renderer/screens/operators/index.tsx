import { Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import type { OperatorView } from '../../../shared/api/auth.ts'
import { call } from '../../bridge.ts'
import { ConfirmBox } from '../../components/ConfirmBox.tsx'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { Field, FieldGroup } from '../../components/Field.tsx'
import { PasswordInput } from '../../components/PasswordInput.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { timeShow } from '../../format.ts'
import { useKeys } from '../../keys.ts'
import { useAsk, useCommand } from '../../stores/ask.ts'

const ROLES: Record<OperatorView['role'], string> = {
  cashier: '收费员',
  supervisor: '收费组长',
  admin: '管理员',
  office: '医保办',
  pharmacist: '药师',
}

/** What an operator's account is in now. */
function accountState(row: Pick<OperatorView, 'disabled' | 'lockedUntil'>, now: number): string {
  if (row.disabled) return '已停用'
  return row.lockedUntil !== null && row.lockedUntil > now ? `锁定到 ${timeShow(row.lockedUntil)}` : '可用'
}

const COLUMNS: readonly Column<OperatorView>[] = [
  { key: 'opter', title: '工号', width: 160, render: (row) => row.opter },
  { key: 'name', title: '姓名', render: (row) => row.opterName },
  { key: 'role', title: '角色', width: 140, render: (row) => ROLES[row.role] },
  { key: 'state', title: '状态', width: 200, render: (row) => accountState(row, Date.now()) },
]

type Box = { is: 'edit'; row: OperatorView | null } | { is: 'toggle'; row: OperatorView } | null

/** 操作员: make, change, disable, give a new password. */
export default function OperatorsScreen() {
  const list = useAsk('auth.operators', {}, '查询操作员')
  const [chosen, setChosen] = useState<string | null>(null)
  const [box, setBox] = useState<Box>(null)
  const rows = list.value ?? []
  const row = rows.find(({ opter }) => opter === chosen) ?? rows[0]
  const edit = () => row && setBox({ is: 'edit', row })
  useKeys({
    Insert: { label: '新增', run: () => setBox({ is: 'edit', row: null }) },
    F2: { label: '修改或重置密码', run: edit, enabled: row !== undefined },
    Delete: {
      label: row?.disabled ? '启用' : '停用',
      run: () => row && setBox({ is: 'toggle', row }),
      enabled: row !== undefined,
    },
  })
  const close = () => setBox(null)
  return (
    <section className="panel grow">
      <h2>操作员</h2>
      <FaultPanel fault={list.fault} />
      <DataTable
        autoFocus
        label="操作员"
        columns={COLUMNS}
        rows={rows}
        rowKey={({ opter }) => opter}
        selected={row?.opter ?? null}
        onSelect={({ opter }) => setChosen(opter)}
        onOpen={edit}
        rowClass={({ disabled }) => (disabled ? 'quiet' : undefined)}
        empty="还没有操作员。按 Insert 新增。"
      />
      <WaitLine />
      {box?.is === 'edit' && <EditBox row={box.row} onDone={list.put} onClose={close} />}
      {box?.is === 'toggle' && <ToggleBox row={box.row} onDone={list.put} onClose={close} />}
    </section>
  )
}

interface BoxProps<T> {
  row: T
  onDone: (list: OperatorView[]) => void
  onClose: () => void
}

function EditBox({ row, onDone, onClose }: BoxProps<OperatorView | null>) {
  const [form, setForm] = useState({
    opter: row?.opter ?? '',
    opterName: row?.opterName ?? '',
    role: row?.role ?? ('cashier' as const),
    disabled: row?.disabled ?? false,
    password: '',
  })
  const command = useCommand()
  const save = async () => {
    const { password, ...rest } = form
    const input = password === '' ? rest : { ...rest, password }
    const done = await command.run('保存操作员', async () => onDone(await call('auth.saveOperator', input)))
    if (done) onClose()
  }
  const isFull =
    form.opter.trim() !== '' && form.opterName.trim() !== '' && (row !== null || form.password !== '')
  return (
    <ConfirmBox
      title={row ? `修改操作员 ${row.opter}` : '新增操作员'}
      okText="保存"
      okEnabled={isFull}
      busy={command.busy}
      onOk={save}
      onCancel={onClose}
    >
      <FieldGroup fault={command.fault}>
        <Field name="opter" label="工号" hint={row ? '工号不能改' : '字母、数字、下划线或短横线'}>
          <Input
            value={form.opter}
            disabled={row !== null}
            maxLength={20}
            onChange={(e) => setForm({ ...form, opter: e.target.value })}
          />
        </Field>
        <Field name="opterName" label="姓名">
          <Input
            value={form.opterName}
            maxLength={50}
            onChange={(e) => setForm({ ...form, opterName: e.target.value })}
          />
        </Field>
        <Field name="role" label="角色">
          <Select
            value={form.role}
            onChange={(role) => setForm({ ...form, role })}
            options={Object.entries(ROLES).map(([value, label]) => ({ value, label }))}
          />
        </Field>
        <Field
          name="password"
          label={row ? '新密码' : '密码'}
          hint={row ? '留空则不改；填写后原密码失效' : '至少 8 位，交给本人后请其修改'}
        >
          <PasswordInput
            isNew
            value={form.password}
            onChange={(password) => setForm({ ...form, password })}
          />
        </Field>
        {row && (
          <Checkbox
            checked={form.disabled}
            onChange={(e) => setForm({ ...form, disabled: e.target.checked })}
          >
            停用
          </Checkbox>
        )}
      </FieldGroup>
      <FaultPanel fault={command.fault} />
    </ConfirmBox>
  )
}

function ToggleBox({ row, onDone, onClose }: BoxProps<OperatorView>) {
  const command = useCommand()
  const { opter, opterName, role } = row
  const word = row.disabled ? '启用' : '停用'
  const toggle = async () => {
    const input = { opter, opterName, role, disabled: !row.disabled }
    const done = await command.run(`${word}操作员`, async () =>
      onDone(await call('auth.saveOperator', input)),
    )
    if (done) onClose()
  }
  return (
    <ConfirmBox
      danger={!row.disabled}
      title={`${word} ${opterName}（${opter}）`}
      okText={word}
      busy={command.busy}
      onOk={toggle}
      onCancel={onClose}
    >
      <p>
        {row.disabled
          ? '启用后可以用原来的密码登录。'
          : '停用后不能登录，已有的登录立即失效；过去的记录保留。'}
      </p>
      <FaultPanel fault={command.fault} />
    </ConfirmBox>
  )
}
