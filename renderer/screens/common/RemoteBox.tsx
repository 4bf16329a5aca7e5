import { type ReactNode, useState } from 'react'
import type { Fault } from '../../../shared/errors.ts'
import type { Cert } from '../../../shared/visit.ts'
import { ConfirmBox } from '../../components/ConfirmBox.tsx'
import { useDict } from './dict.ts'
import { isSecondEnter } from './enter.ts'
import { focusOn } from './focus.ts'
import { Labelled } from './Labelled.tsx'
import { dictOptions, matching, type Option, optionKey, optionRow } from './option.tsx'
import { Place } from './Place.tsx'
import { Suggest } from './Suggest.tsx'

const ORDER = ['insuplc_admdvs', 'certno', 'psn_name', 'psn_cert_type'] as const
type Name = (typeof ORDER)[number]
type Values = Record<Name, string>
const LABEL: Record<Name, string> = {
  insuplc_admdvs: '参保地医保区划',
  certno: '证件号码',
  psn_name: '人员姓名',
  psn_cert_type: '人员证件类型',
}
const focusName = (name: Name) => `remote-${name}`

interface Props {
  /** the voucher that was presented, if any */
  cert: Cert | null
  onOk: (cert: Cert) => void
  onClose: () => void
}

/** What 1101 wants of a patient from elsewhere and of nobody else. */
const IDENTITY = /^data\.(psn_cert_type|certno|psn_name)$/

/** A refusal of 1101 that says: this one is from elsewhere. */
export const asksIdentity = (fault: Fault | undefined): boolean =>
  fault?.fields?.some(({ path }) => IDENTITY.test(path)) === true

/** What only a patient from elsewhere is asked: where he is insured, and who he is in full. */
export function RemoteBox({ cert, onOk, onClose }: Props) {
  const [values, setValues] = useState<Values>({
    insuplc_admdvs: cert?.insuplc_admdvs ?? '',
    certno: cert?.certno ?? '',
    psn_name: cert?.psn_name ?? '',
    psn_cert_type: cert?.psn_cert_type ?? '01',
  })
  const [tried, setTried] = useState(false)
  const types = useDict('psn_cert_type')
  const set = (name: Name) => (value: string) => setValues((was) => ({ ...was, [name]: value }))
  const next = (name: Name) => () => {
    const after = ORDER[ORDER.indexOf(name) + 1]
    if (after) focusOn(focusName(after))
    else confirm()
  }
  const faultOf = (name: Name) => (tried && !values[name].trim() ? `${LABEL[name]}：异地就医必填` : null)
  const confirm = () => {
    if (isSecondEnter()) return
    setTried(true)
    const empty = ORDER.find((name) => !values[name].trim())
    if (empty) return void focusOn(focusName(empty))
    onClose()
    onOk(certOf(cert, values))
  }
  const row = (name: Name, control: ReactNode) => (
    <Labelled label={LABEL[name]} fault={faultOf(name)} wide>
      {control}
    </Labelled>
  )
  return (
    <ConfirmBox title="异地患者" okText="查询参保" width={560} onOk={confirm} onCancel={onClose}>
      <div className="v-remote-box">
        {row(
          'insuplc_admdvs',
          <Place
            name={focusName('insuplc_admdvs')}
            label={LABEL.insuplc_admdvs}
            placeholder="参保地名称或 6 位区划"
            value={values.insuplc_admdvs}
            invalid={faultOf('insuplc_admdvs') !== null}
            onPick={(code) => {
              set('insuplc_admdvs')(code)
              next('insuplc_admdvs')()
            }}
            onDone={next('insuplc_admdvs')}
          />,
        )}
        {(['certno', 'psn_name'] as const).map((name) => (
          <Text
            key={name}
            name={name}
            value={values[name]}
            fault={faultOf(name)}
            onChange={set(name)}
            onDone={next(name)}
          />
        ))}
        {row(
          'psn_cert_type',
          <Suggest<Option>
            name={focusName('psn_cert_type')}
            label={LABEL.psn_cert_type}
            shown={values.psn_cert_type && types.of(values.psn_cert_type)}
            none="码表里没有"
            eager
            up
            invalid={faultOf('psn_cert_type') !== null}
            fetch={async (text) => matching(dictOptions(types.values), text)}
            keyOf={optionKey}
            row={optionRow}
            onPick={({ code }) => set('psn_cert_type')(code)}
            onDone={confirm}
          />,
        )}
      </div>
    </ConfirmBox>
  )
}

interface TextProps {
  name: 'certno' | 'psn_name'
  value: string
  fault: string | null
  onChange: (value: string) => void
  onDone: () => void
}

function Text({ name, value, fault, onChange, onDone }: TextProps) {
  return (
    <Labelled label={LABEL[name]} fault={fault} wide>
      <input
        className="v-input"
        data-focus={focusName(name)}
        aria-label={LABEL[name]}
        aria-invalid={fault !== null || undefined}
        autoComplete="off"
        spellCheck={false}
        maxLength={50}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.repeat) return
          event.preventDefault()
          event.stopPropagation()
          onDone()
        }}
      />
    </Labelled>
  )
}

/** The voucher that was presented, completed; without one the document itself (就诊凭证类型 02). */
function certOf(cert: Cert | null, values: Values): Cert {
  const told = {
    insuplc_admdvs: values.insuplc_admdvs,
    certno: values.certno.trim().toUpperCase(),
    psn_name: values.psn_name.trim(),
    psn_cert_type: values.psn_cert_type,
  }
  if (!cert || cert.mdtrt_cert_type === '02')
    return { mdtrt_cert_type: '02', mdtrt_cert_no: told.certno, ...told }
  return { ...cert, ...told }
}
