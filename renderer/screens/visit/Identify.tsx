import { useState } from 'react'
import type { VisitView } from '../../../shared/api/visit.ts'
import { typed } from './identify.ts'
import { useBusy } from './store.ts'

/** The left part before anybody is known: one field takes a number, a name or pinyin initials. */
export function Identify({ view }: { view: VisitView | null }) {
  const [text, setText] = useState('')
  const busy = useBusy()
  if (view?.visit.selfPay) {
    return (
      <div className="v-person">
        <h2>自费患者</h2>
        <p className="v-dim">不走医保；直接录入费用，或按 F4 从 HIS 取费用。</p>
      </div>
    )
  }
  return (
    <form
      className="v-identify"
      onSubmit={(e) => {
        e.preventDefault()
        if (!busy) typed(text)
      }}
    >
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
        <li>
          <kbd>扫码</kbd>医保电子凭证，随时可扫
        </li>
        <li>
          <kbd>F2</kbd>读社保卡
        </li>
        <li>
          <kbd>Enter</kbd>按输入的证件号码查询参保
        </li>
        <li>
          <kbd>F3</kbd>按姓名查找患者
        </li>
        <li>
          <kbd>Alt+Z</kbd>自费就诊
        </li>
        <li>
          <kbd>F9</kbd>已结算：退费、重打
        </li>
      </ul>
    </form>
  )
}
