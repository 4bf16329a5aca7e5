import { type ReactNode, useState } from 'react'
import type { RxView, TakenRx } from '../../../shared/api/erx.ts'
import { call } from '../../bridge.ts'
import { ConfirmBox } from '../../components/ConfirmBox.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { Field, FieldGroup } from '../../components/Field.tsx'
import { type Command, useCommand } from '../../stores/ask.ts'
import { isSecondEnter } from '../common/enter.ts'
import { focusOn } from '../common/focus.ts'
import { ReasonField } from '../common/ReasonField.tsx'

const REASONS = ['药品或剂量开错', '患者不再外购', '诊断有误']

/** Why, and whose document where the HIS did not say; then withdraws once. */
export function UndoBox(props: { rx: RxView; onClose: () => void; onDone: (rx: RxView) => void }) {
  const { rx, onClose, onDone } = props
  const [undo_rea, setReason] = useState('')
  const [undo_dr_certno, setDoctor] = useState('')
  const command = useCommand()
  const confirm = async () => {
    if (isSecondEnter()) return
    if (!undo_rea.trim()) return void focusOn('box')
    const { id, version } = rx
    await command.run('撤销处方', async () =>
      onDone(await call('erx.undo', { id, version, undo_rea: undo_rea.trim(), undo_dr_certno })),
    )
  }
  return (
    <ConfirmBox
      title="撤销处方"
      okText="确认撤销"
      danger
      width={600}
      busy={command.busy}
      onOk={confirm}
      onCancel={onClose}
    >
      <p>
        <b>{rx.psn_name}</b>　{rx.diag_name}　{rx.drugs.map((drug) => drug.drug_genname).join('、')}
      </p>
      <ReasonField
        label="撤销原因"
        reasons={REASONS}
        value={undo_rea}
        onChange={setReason}
        onDone={() => (rx.needsDoctor ? focusOn('doctor') : void confirm())}
      />
      {rx.needsDoctor && (
        <FieldGroup fault={command.fault}>
          <Field name="data.undo_dr_certno" label="撤销医师证件号码" hint="HIS 没有给出医师的证件号码">
            <input
              className="v-input"
              data-focus="doctor"
              autoComplete="off"
              value={undo_dr_certno}
              onChange={(event) => setDoctor(event.target.value)}
            />
          </Field>
        </FieldGroup>
      )}
      <FaultPanel fault={command.fault} />
    </ConfirmBox>
  )
}

interface FormBox {
  rx: TakenRx
  onClose: () => void
  onDone: (rx: TakenRx) => void
}

type Form = Record<string, string>

/** A box of text fields; Enter sends all of them once. */
function FieldsBox(props: {
  title: string
  okText: string
  fields: readonly (readonly [name: string, label: string])[]
  form: Form
  onChange: (form: Form) => void
  command: Command
  onOk: () => void
  onClose: () => void
  children: ReactNode
}) {
  const { form, command } = props
  return (
    <ConfirmBox
      title={props.title}
      okText={props.okText}
      width={680}
      busy={command.busy}
      onOk={() => {
        if (!isSecondEnter()) props.onOk()
      }}
      onCancel={props.onClose}
    >
      {props.children}
      <FieldGroup fault={command.fault} className="rx-form">
        {props.fields.map(([name, label]) => (
          <Field key={name} name={name} label={label}>
            <input
              className="v-input"
              autoComplete="off"
              value={form[name] ?? ''}
              onChange={(event) => props.onChange({ ...form, [name]: event.target.value })}
            />
          </Field>
        ))}
      </FieldGroup>
      <FaultPanel fault={command.fault} />
    </ConfirmBox>
  )
}

function Ways(props: {
  label: string
  options: readonly (readonly [code: string, label: string])[]
  value: string
  onChange: (code: string) => void
}) {
  return (
    <div className="row" role="radiogroup" aria-label={props.label}>
      {props.options.map(([code, label]) => (
        <label key={code}>
          <input
            type="radio"
            name={props.label}
            checked={props.value === code}
            onChange={() => props.onChange(code)}
          />{' '}
          {label}
        </label>
      ))}
    </div>
  )
}

const REVIEW_FIELDS = [
  ['rx_chk_opnn', '处方审核意见'],
  ['phar_name', '药师姓名'],
  ['phar_certno', '药师证件号码'],
  ['phar_prac_cert_no', '药师执业资格证号'],
  ['rchk_phar_name', '复核药师姓名'],
  ['rchk_phar_certno', '复核药师证件编号'],
] as const

const YES = '审核通过，同意调配'

/** The pharmacists of this session, so that they are typed once a shift. */
let pharmacists: Form = {}

/** 7204: the pharmacist's word. */
export function ReviewBox({ rx, onClose, onDone }: FormBox) {
  const [passed, setPassed] = useState<'0' | '1'>('1')
  const [form, setForm] = useState<Form>({ rx_chk_opnn: YES, ...pharmacists })
  const command = useCommand()
  const send = () =>
    void command.run('上传审核结果', async () => {
      const { rx_chk_opnn = '', ...people } = form
      const { phar_name = '', phar_certno = '', phar_prac_cert_no = '' } = people
      const { rchk_phar_name = '', rchk_phar_certno = '' } = people
      const judged = await call('erx.review', {
        ...{ id: rx.id, version: rx.version, rx_chk_stas_codg: passed, rx_chk_opnn },
        ...{ phar_name, phar_certno, phar_prac_cert_no, rchk_phar_name, rchk_phar_certno },
      })
      pharmacists = people
      onClose()
      onDone(judged)
    })
  return (
    <FieldsBox
      title={`审核处方 ${rx.id}`}
      okText="上传审核结果"
      fields={REVIEW_FIELDS}
      {...{ form, command, onClose }}
      onChange={setForm}
      onOk={send}
    >
      <Ways
        label="审核结果"
        options={[
          ['1', '审核通过'],
          ['0', '审核不通过'],
        ]}
        value={passed}
        onChange={(code) => {
          setPassed(code as '0' | '1')
          // the words of a yes must not go out with a no
          if (code === '0' && form.rx_chk_opnn === YES) setForm({ ...form, rx_chk_opnn: '' })
        }}
      />
    </FieldsBox>
  )
}

const DELIVER_FIELDS = [
  ['delv_entp_name', '配送企业名称'],
  ['delv_no', '配送业务编号'],
  ['delver_name', '配送员姓名'],
  ['delver_tel', '配送员电话'],
  ['delv_addr', '配送地址'],
  ['delv_stas_dscr', '状态描述'],
] as const

const STATES = [
  ['0', '待配送'],
  ['1', '配送中'],
  ['2', '配送完成'],
  ['3', '配送取消'],
  ['4', '配送异常'],
] as const

/** 7205: one step of the way to the patient. */
export function DeliverBox({ rx, onClose, onDone }: FormBox) {
  const [delv_stas_codg, setState] = useState<(typeof STATES)[number][0]>('1')
  const [form, setForm] = useState<Form>({})
  const command = useCommand()
  const send = () =>
    void command.run('上传配送信息', async () => {
      const { delv_entp_name = '', delv_no = '', delver_name = '' } = form
      const { delver_tel = '', delv_addr = '', delv_stas_dscr = '' } = form
      const next = await call('erx.deliver', {
        ...{ id: rx.id, version: rx.version, delv_stas_codg, delv_entp_name, delv_no },
        ...{ delver_name, delver_tel, delv_addr, delv_stas_dscr },
      })
      onClose()
      onDone(next)
    })
  return (
    <FieldsBox
      title={`配送 ${rx.id}`}
      okText="上传配送信息"
      fields={DELIVER_FIELDS}
      {...{ form, command, onClose }}
      onChange={setForm}
      onOk={send}
    >
      <Ways
        label="配送状态"
        options={STATES}
        value={delv_stas_codg}
        onChange={(code) => setState(code as typeof delv_stas_codg)}
      />
    </FieldsBox>
  )
}
