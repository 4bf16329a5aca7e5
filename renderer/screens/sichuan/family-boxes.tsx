import { useState } from 'react'
import type { SichuanOutputs, SichuanSettlement } from '../../../shared/api/sichuan.ts'
import { type Fault, faultOf } from '../../../shared/errors.ts'
import { type Fen, fen, sum, tryYuan, yuanShow, yuanText, ZERO } from '../../../shared/money.ts'
import { PAY_METHOD_LABEL, type PayMethod } from '../../../shared/visit.ts'
import { call } from '../../bridge.ts'
import { ConfirmBox } from '../../components/ConfirmBox.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { useCommand } from '../../stores/ask.ts'
import { Choice } from '../common/Choice.tsx'
import { isSecondEnter } from '../common/enter.ts'
import { focusOn } from '../common/focus.ts'
import { PAY_METHODS } from '../common/pay.ts'
import { ReasonField } from '../common/ReasonField.tsx'
import { typeIn, useScan } from './hooks.ts'

type Payers = SichuanOutputs['sichuan.accounts']

interface PayersProps {
  row: SichuanSettlement
  payers: Payers
  onClose: () => void
  onDone: (row: SichuanSettlement, back: PayMethod) => void
  onDoubt: (fault: Fault) => void
}

const least = (...amounts: number[]): Fen => fen(Math.min(...amounts))

/** Who pays how much, and how the patient gets it back. Enter walks and then sends once. */
export function PayersBox({ row, payers, onClose, onDone, onDoubt }: PayersProps) {
  const [way, setWay] = useState(0)
  const { method: back, amountFen: most } = row.taken[way] ?? { method: 'cash' as const, amountFen: ZERO }
  const usable = payers.filter(({ valid, avlFen }) => valid && avlFen > 0)
  const [typed, setTyped] = useState<Record<number, string>>(() => {
    const first = usable[0]
    return first ? { [first.payer]: yuanText(least(first.avlFen, most, row.cashFen)) } : {}
  })
  const { fault, busy, run } = useCommand()
  const parts = usable.flatMap(({ payer }) => {
    const amountFen = tryYuan((typed[payer] ?? '').trim() || '0')
    return amountFen === null || amountFen > 0 ? [{ payer, amountFen: amountFen ?? ZERO }] : []
  })
  const totalFen = sum(parts.map(({ amountFen }) => amountFen))
  const wrong = wrongOf(usable, typed, totalFen, most, back)
  // a code means somebody, and the question here comes first
  useScan(() => {})
  const confirm = async () => {
    if (isSecondEnter() || wrong) return
    await run('共济账户结算', async () => {
      try {
        onDone(await call('sichuan.pay', { setl_id: row.setl_id, parts, back }), back)
      } catch (error) {
        const told = faultOf(error)
        if (told.kind === 'doubt') return onDoubt(told)
        throw error
      }
    })
  }
  return (
    <ConfirmBox
      title={`共济账户支付　${row.psn_name}`}
      okText="从共济账户支付"
      okEnabled={wrong === null}
      width={680}
      busy={busy}
      onOk={confirm}
      onCancel={onClose}
    >
      <div className="sc-box">
        <p>
          个人现金支出 <b>{yuanShow(row.cashFen)}</b> 元，其中{PAY_METHOD_LABEL[back]}付了 {yuanShow(most)}{' '}
          元，最多由共济账户支付 <b>{yuanShow(least(most, row.cashFen))}</b> 元。
        </p>
        <div className="sc-payers">
          {payers.map((one) => (
            <label key={one.payer} data-off={!one.valid || one.avlFen <= 0 || undefined}>
              <b>{one.psn_name}</b>
              <span>{one.rlts}</span>
              <span className="v-num">{one.valid ? `可用 ${yuanShow(one.avlFen)}` : '共济关系已失效'}</span>
              <input
                className="v-input"
                data-focus={`payer-${one.payer}`}
                aria-label={`${one.psn_name}支付金额`}
                autoComplete="off"
                inputMode="decimal"
                placeholder="0.00"
                disabled={!one.valid || one.avlFen <= 0}
                value={typed[one.payer] ?? ''}
                onFocus={(event) => event.target.select()}
                onChange={(event) => setTyped({ ...typed, [one.payer]: event.target.value })}
                onKeyDown={(event) => {
                  if (event.key !== 'Enter' || event.repeat) return
                  const next = usable[usable.indexOf(one) + 1]
                  const to = next ? `payer-${next.payer}` : 'way'
                  if (focusOn(to)) event.preventDefault()
                }}
              />
            </label>
          ))}
        </div>
        {row.taken.length > 1 && (
          <Choice
            label="退款方式"
            name="way"
            options={row.taken.map(({ method, amountFen }) => ({
              key: method,
              body: (
                <>
                  <b>退{PAY_METHOD_LABEL[method]}</b>
                  <span className="v-dim">患者付过 {yuanShow(amountFen)} 元</span>
                </>
              ),
            }))}
            at={way}
            onChange={setWay}
          />
        )}
        <p className={wrong ? 'v-warning' : 'sc-said done'} role="status" aria-label="共济支付">
          {wrong ?? sentence(payers, parts, totalFen, back)}
        </p>
        <FaultPanel fault={fault} />
      </div>
    </ConfirmBox>
  )
}

const sentence = (
  payers: Payers,
  parts: { payer: number; amountFen: Fen }[],
  totalFen: Fen,
  back: PayMethod,
) => {
  const paid = parts.map(({ payer, amountFen }) => {
    const { psn_name, rlts } = payers.find((one) => one.payer === payer)!
    return `${psn_name}（${rlts}）付 ${yuanShow(amountFen)} 元`
  })
  return `${paid.join('，')}；退给患者${PAY_METHOD_LABEL[back]} ${yuanShow(totalFen)} 元。`
}

function wrongOf(
  usable: Payers,
  typed: Record<number, string>,
  totalFen: Fen,
  most: Fen,
  back: PayMethod,
): string | null {
  for (const { payer, psn_name, avlFen } of usable) {
    const amountFen = tryYuan((typed[payer] ?? '').trim() || '0')
    if (amountFen === null || amountFen < 0) return `${psn_name}的金额不是有效的金额，如 12.50。`
    if (amountFen > avlFen) return `${psn_name}的共济账户可用 ${yuanShow(avlFen)} 元，不够支付。`
  }
  if (totalFen === 0) return '请填写由谁支付多少。'
  if (totalFen > most)
    return `合计 ${yuanShow(totalFen)} 元，超过患者用${PAY_METHOD_LABEL[back]}付的 ${yuanShow(most)} 元。`
  return null
}

const REASONS = ['患者要求改用其他方式', '付错金额或付错人', '准备退费']

interface UnpayProps {
  row: SichuanSettlement
  family: NonNullable<SichuanSettlement['family']>
  onClose: () => void
  onDone: (taken: PayMethod) => void
  onDoubt: (fault: Fault) => void
}

/** All of it back to the payers; why, and how the patient pays instead. */
export function UnpayBox({ row, family, onClose, onDone, onDoubt }: UnpayProps) {
  const [undo_rea, setReason] = useState('')
  const [mulaid_sn, setNumber] = useState('')
  const [way, setWay] = useState(0)
  const { fault, busy, run } = useCommand()
  const taken = PAY_METHODS[way] ?? 'cash'
  const asksNumber = family.mulaid_sn === null
  useScan(typeIn)
  const confirm = async () => {
    if (isSecondEnter()) return
    if (asksNumber && !mulaid_sn.trim()) return void focusOn('mulaid_sn')
    if (!undo_rea.trim()) return void focusOn('box')
    const { setl_id } = row
    await run('撤销共济账户结算', async () => {
      try {
        await call('sichuan.unpay', { setl_id, version: family.version, undo_rea, taken, mulaid_sn })
        onDone(taken)
      } catch (error) {
        const told = faultOf(error)
        if (told.kind === 'doubt') return onDoubt(told)
        throw error
      }
    })
  }
  return (
    <ConfirmBox
      title="撤销共济账户支付"
      okText="确认撤销"
      danger
      width={640}
      busy={busy}
      onOk={confirm}
      onCancel={onClose}
    >
      <div className="sc-box">
        <p>
          <b>{row.psn_name}</b>　<b>{yuanShow(family.totalFen)}</b> 元退回共济账户，改由患者支付。
        </p>
        {asksNumber && (
          <label>
            <span className="v-label">共济支付流水号（中心没有告知，请向经办机构查询）</span>
            <input
              className="v-input"
              data-focus="mulaid_sn"
              autoComplete="off"
              maxLength={40}
              value={mulaid_sn}
              onChange={(event) => setNumber(event.target.value)}
            />
          </label>
        )}
        <ReasonField
          label="撤销原因"
          reasons={REASONS}
          value={undo_rea}
          onChange={setReason}
          onDone={() => void focusOn('way')}
        />
        <Choice
          label="患者改用什么支付"
          name="way"
          options={PAY_METHODS.map((method) => ({
            key: method,
            body: (
              <b>
                收{PAY_METHOD_LABEL[method]} {yuanShow(family.totalFen)} 元
              </b>
            ),
          }))}
          at={way}
          onChange={setWay}
        />
        <FaultPanel fault={fault} />
      </div>
    </ConfirmBox>
  )
}
