import { Input } from 'antd'
import { type KeyboardEvent, useRef, useState } from 'react'
import type { ShiftTotals } from '../../../shared/api/shift.ts'
import { fen, ZERO } from '../../../shared/money.ts'
import { call } from '../../bridge.ts'
import { ConfirmBox } from '../../components/ConfirmBox.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { Field, FieldGroup } from '../../components/Field.tsx'
import { Money } from '../../components/Money.tsx'
import { useCommand } from '../../stores/ask.ts'
import { countCash, DENOMINATIONS, differenceText } from './cash.ts'

/** Counts the drawer, then signs out and hands over. Enter walks from field to field to the button. */
export function SignOut(props: {
  totals: ShiftTotals
  onDone: (totals: ShiftTotals) => void
  onClose: () => void
}) {
  const { totals } = props
  const [pieces, setPieces] = useState<readonly string[]>(DENOMINATIONS.map(() => ''))
  const [loose, setLoose] = useState('')
  const [handedTo, setHandedTo] = useState('')
  const [note, setNote] = useState('')
  const box = useRef<HTMLDivElement>(null)
  const command = useCommand()
  const counted = countCash(pieces, loose)

  const signOut = () =>
    command.run('签退', async () => {
      if (counted === null) return
      const extra = { handedTo: handedTo.trim() || undefined, note: note.trim() || undefined }
      props.onDone(await call('shift.signOut', { countedCash: counted, ...extra }))
    })

  return (
    <ConfirmBox
      title="签退交班：清点现金"
      okText="签退"
      width={640}
      okEnabled={counted !== null}
      busy={command.busy}
      onOk={signOut}
      onCancel={props.onClose}
    >
      {totals.doubtful > 0 && (
        <p className="in-doubt">
          本班还有 {totals.doubtful} 笔存疑交易，有结果以前不能签退：先按 Esc 返回，到 F12 处理。
        </p>
      )}
      {(totals.unfinished ?? 0) > 0 && (
        <p className="waiting">
          还有 {totals.unfinished}{' '}
          位没有办完（“门诊收费”和“工伤办理”的在办列表）：先办完或放弃；要留给下一班的，在备注里写明。
        </p>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Enter bubbles here from the fields */}
      <div ref={box} onKeyDown={(event) => stepOn(event, box.current)}>
        <FieldGroup fault={command.fault} className="cash">
          <div className="cash-grid">
            {DENOMINATIONS.map(({ label }, index) => (
              <Field key={label} name={`pieces${index}`} label={label}>
                <Input
                  inputMode="numeric"
                  suffix="张"
                  value={pieces[index]}
                  onChange={(e) => setPieces(pieces.map((old, i) => (i === index ? e.target.value : old)))}
                />
              </Field>
            ))}
          </div>
          <Field name="countedCash" label="零钱或不分面额的合计（元）" error={looseError(pieces, loose)}>
            <Input inputMode="decimal" value={loose} onChange={(e) => setLoose(e.target.value)} />
          </Field>
          <CashCompare totals={totals} counted={counted} />
          <Field name="handedTo" label="接班人工号" hint="可以不填">
            <Input value={handedTo} maxLength={20} onChange={(e) => setHandedTo(e.target.value)} />
          </Field>
          <Field name="note" label="备注" hint="长款、短款、没有办完的，请说明原因">
            <Input value={note} maxLength={200} onChange={(e) => setNote(e.target.value)} />
          </Field>
        </FieldGroup>
      </div>
      <FaultPanel fault={command.fault} />
    </ConfirmBox>
  )
}

function looseError(pieces: readonly string[], loose: string): string | undefined {
  if (countCash(pieces, '') === null) return '张数只能是数字'
  return countCash(pieces, loose) === null ? '金额最多两位小数' : undefined
}

/** Net cash of the ledger, of settlements and of deposits; zero when the shift took none. */
function ledgerCash(totals: ShiftTotals) {
  const cash = (lines: ShiftTotals['byPayment']) => lines.find(({ key }) => key === 'cash')?.netFen ?? ZERO
  return fen(cash(totals.byPayment) + cash(totals.deposits))
}

function CashCompare({ totals, counted }: { totals: ShiftTotals; counted: ReturnType<typeof countCash> }) {
  const ledger = ledgerCash(totals)
  const difference = counted === null ? null : fen(counted - ledger)
  const text = counted === null ? '' : differenceText(counted, ledger)
  return (
    <div className="cash-compare">
      <span>
        清点 <Money fen={counted} size="lg" />
      </span>
      <span>
        账面 <Money fen={ledger} size="lg" />
      </span>
      <span className={difference === ZERO ? 'done' : 'in-doubt'}>
        {text} <Money fen={difference} size="lg" />
      </span>
    </div>
  )
}

/** Enter goes to the next field, from the last one to the confirming button. */
function stepOn(event: KeyboardEvent, box: HTMLElement | null): void {
  if (event.key !== 'Enter' || event.nativeEvent.isComposing || !(event.target instanceof HTMLInputElement))
    return
  event.preventDefault()
  if (event.repeat || !box) return
  const inputs = [...box.querySelectorAll('input')]
  const next = inputs[inputs.indexOf(event.target) + 1]
  const ok = box.closest('.ant-modal')?.querySelector<HTMLElement>('.confirm-ok')
  ;(next ?? ok)?.focus()
}
