import { useState } from 'react'
import type { VisitView } from '../../../shared/api/visit.ts'
import { useStatus } from '../../stores/status.ts'
import { typed } from './identify.ts'
import { useBusy } from './store.ts'

const WAYS = [
  ['扫码', '医保电子凭证，随时可扫'],
  ['F2', '读社保卡'],
  ['Enter', '按输入的证件号码查询参保'],
  ['F3', '按姓名查找患者'],
  ['Alt+Y', '异地患者，按参保地查询'],
  ['Alt+Z', '自费就诊'],
  ['F9', '已结算：退费、重打'],
] as const
const SELF_PAY_WAYS = [
  ['Enter', '按证件号码在 HIS 里找'],
  ['F3', '按姓名查找患者'],
  ['Esc', '不办了'],
] as const

/** The left part before anybody is known: one field takes a number, a name or pinyin initials. */
export function Identify({ view }: { view: VisitView | null }) {
  const [text, setText] = useState('')
  const busy = useBusy()
  const offShift = useStatus((s) => s.status !== null && s.shift === null)
  const selfPay = view?.visit.selfPay === true
  return (
    <form
      className="v-identify"
      onSubmit={(e) => {
        e.preventDefault()
        if (!busy) typed(text)
      }}
    >
      {offShift && (
        <p className="v-warning">
          还没有签到，不能收费。请按 <kbd>F11</kbd> 到班次里签到。
        </p>
      )}
      {selfPay && (
        <>
          <h2>自费患者</h2>
          <p className="v-dim">不走医保。请认定患者，费用按 F4 从 HIS 取或在右边录入。</p>
        </>
      )}
      <label>
        <span className="v-label">证件号码、姓名或拼音首字母</span>
        <input
          className="v-input"
          data-focus="who"
          autoComplete="off"
          spellCheck={false}
          value={text}
          readOnly={busy}
          onChange={(e) => setText(e.target.value)}
          onKeyDown={(e) => {
            if (e.key !== 'Escape' || !text) return
            e.stopPropagation()
            setText('')
          }}
        />
      </label>
      <ul className="v-ways">
        {(selfPay ? SELF_PAY_WAYS : WAYS).map(([key, text]) => (
          <li key={key}>
            <kbd>{key}</kbd>
            {text}
          </li>
        ))}
      </ul>
    </form>
  )
}
