import { useState } from 'react'
import type { Cert } from '../../../../shared/visit.ts'
import { ConfirmBox } from '../../../components/ConfirmBox.tsx'
import { isSecondEnter } from '../../common/enter.ts'
import { focusOn } from '../../common/focus.ts'
import { identify } from '../identify.ts'
import { closeBox } from '../store.ts'

/** A document number that the HIS does not know: some platforms ask by number and name together. */
export function NameBox({ cert }: { cert: Cert }) {
  const [name, setName] = useState('')
  const [said, setSaid] = useState('')
  const confirm = () => {
    if (isSecondEnter()) return
    if (!name.trim()) {
      setSaid('姓名：请按证件填写。')
      return void focusOn('box')
    }
    closeBox()
    identify({ ...cert, psn_name: name.trim() })
  }
  return (
    <ConfirmBox title="按证件号码查询" okText="查询工伤认定" onOk={confirm} onCancel={closeBox}>
      <p>HIS 里没有证件号码 {cert.mdtrt_cert_no} 的患者，平台要凭号码和姓名一起查。</p>
      <label>
        <span className="v-label">姓名</span>
        <input
          className="v-input"
          data-focus="box"
          aria-label="姓名"
          maxLength={50}
          autoComplete="off"
          spellCheck={false}
          value={name}
          onChange={(event) => {
            setName(event.target.value)
            setSaid('')
          }}
        />
      </label>
      <p className="v-said" role="alert">
        {said}
      </p>
    </ConfirmBox>
  )
}
