import { type ReactNode, useEffect, useRef } from 'react'
import type { SichuanKind, SichuanRecord } from '../../../shared/api/sichuan.ts'
import type { JsonObject } from '../../../shared/contract.ts'
import { faultOf } from '../../../shared/errors.ts'
import { call } from '../../bridge.ts'
import { ContractForm, type ContractFormHandle } from '../../components/contract/ContractForm.tsx'
import type { Value } from '../../components/contract/form.ts'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { type KeyMap, useKeys } from '../../keys.ts'
import { useAsk, useCommand } from '../../stores/ask.ts'
import { isSecondEnter } from '../common/enter.ts'
import { focusOn } from '../common/focus.ts'
import { NextButton } from '../common/NextButton.tsx'
import { typeIn, useScan } from './hooks.ts'
import { changeDraft, type Draft, setDraft } from './store.ts'
import { skipped, WORDS } from './words.ts'

interface Props {
  kind: SichuanKind
  draft: Draft
  /** sent and clear */
  onDone: (record: SichuanRecord) => void
  /** sent, and nobody knows yet: the form is closed, the message stays */
  onDoubt: (error: unknown) => void
  /** what goes with the fields, e.g. pictures; null: something is missing, and it is said */
  complete?: (value: Value) => Value | null
  keys?: KeyMap
  children?: ReactNode
}

const NO_FAULTS = [] as const

/** A new record by its contract; Enter walks, F8 sends it once. */
export function FormPane({ kind, draft, onDone, onDoubt, complete, keys, children }: Props) {
  const asked = useAsk('catalogue.contract', { family: 'sichuan', code: draft.code }, '读取接口字段')
  const form = useRef<ContractFormHandle>(null)
  const { fault, busy, run } = useCommand()
  const contract = asked.value
  const { label } = WORDS[kind]
  const send = async () => {
    if (isSecondEnter() || !form.current) return
    if (form.current.check().length > 0) return
    const value = complete ? complete(draft.value) : draft.value
    if (value === null) return
    await run(`上传${label}`, async () => {
      try {
        onDone(await call('sichuan.send', { kind, about: draft.about, input: value as JsonObject }))
      } catch (error) {
        if (faultOf(error).kind === 'doubt') onDoubt(error)
        throw error
      }
    })
  }
  const first = fault?.fields?.[0]
  useEffect(() => {
    if (first) form.current?.jump(first)
  }, [first])
  useScan(typeIn)
  useKeys({
    ...keys,
    F8: { label: `上传${label}`, run: send, enabled: !busy && contract !== null },
    Esc: { label: '不办了', run: () => setDraft(kind, undefined), enabled: !busy },
  })
  return (
    <section className="panel sc-form" aria-label={label}>
      <div className="row">
        <h2>{label}</h2>
        <b>{draft.who}</b>
      </div>
      <FaultPanel fault={fault ?? asked.fault} />
      <div className="sc-fields" inert={busy}>
        {children}
        {contract && (
          <ContractForm
            ref={form}
            autoFocus={!children}
            contract={contract}
            value={draft.value}
            onChange={(value) => changeDraft(kind, { value })}
            faults={fault?.fields ?? NO_FAULTS}
            skip={skipped(kind, contract.input)}
            onDone={() => void focusOn('primary')}
          />
        )}
      </div>
      <div className="sc-foot">
        <WaitLine />
        <NextButton
          label={`上传${label}`}
          hotkey="F8"
          blocked={busy || contract === null}
          onPress={() => void send()}
        />
      </div>
    </section>
  )
}
