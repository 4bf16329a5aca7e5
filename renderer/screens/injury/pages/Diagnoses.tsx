import { type KeyboardEvent, useState } from 'react'
import type { InjuryDiagnosis } from '../../../../shared/injury.ts'
import { type Column, DataTable } from '../../../components/DataTable.tsx'
import { onward } from '../../admission/form/walk.ts'
import { focusOn } from '../../common/focus.ts'
import { findDiagnoses, type Option, optionKey, optionRow } from '../../common/option.tsx'
import { Suggest } from '../../common/Suggest.tsx'
import { addDiagnosis, makeMain, removeDiagnosis, turnInjury } from '../fields.ts'

interface Props {
  name: 'diagnoses' | 'dscg_diagnoses'
  label: string
  list: InjuryDiagnosis[]
  off: boolean
  fault: string | null
  onSet: (list: InjuryDiagnosis[]) => void
}

/** Keys of the list, by their place on the keyboard. */
const ACT: Record<string, (list: InjuryDiagnosis[], at: number) => InjuryDiagnosis[]> = {
  KeyM: makeMain,
  Space: turnInjury,
  Delete: removeDiagnosis,
}

const COLUMNS: readonly Column<InjuryDiagnosis>[] = [
  { key: 'main', title: '', width: 34, render: (one) => (one.main ? <b className="a-main">主</b> : null) },
  { key: 'name', title: '诊断', render: (one) => <span title={one.diag_name}>{one.diag_name}</span> },
  { key: 'code', title: '代码', width: 96, render: (one) => <span className="v-num">{one.diag_code}</span> },
  {
    key: 'injury',
    title: '与工伤相关',
    width: 96,
    render: (one) => (one.injury ? '相关' : <b className="waiting">无关</b>),
  },
]

/** The diagnoses: ↑↓ choose one, M makes it the main one, Space says whether the injury caused it, Delete removes. */
export function Diagnoses({ name, label, list, off, fault, onSet }: Props) {
  const [chosen, setChosen] = useState(0)
  const at = Math.min(chosen, list.length - 1)
  const field = `f-${name}`
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if ((event.target as HTMLElement).role !== 'grid' || event.ctrlKey || event.altKey) return
    if (event.key === 'Enter' || (event.key === 'ArrowDown' && at >= list.length - 1)) focusOn(field)
    else {
      const act = ACT[event.code]
      if (!act || off || at < 0) return
      onSet(act(list, at))
      if (act === makeMain) setChosen(0)
    }
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className="a-diagnoses" data-focus={name} onKeyDownCapture={onKeyDown}>
      <p className="a-diag-head">
        <span className="v-label">{label}</span>
        {!off && (
          <small className="v-dim">
            表内 <kbd>M</kbd> 主诊断 <kbd>Space</kbd> 与工伤相关 <kbd>Del</kbd> 删除
          </small>
        )}
        {fault && (
          <em role="alert" className="in-doubt">
            {fault}
          </em>
        )}
      </p>
      <DataTable<InjuryDiagnosis>
        label={label}
        columns={COLUMNS}
        rows={list}
        rowKey={({ diag_code }) => diag_code}
        selected={list[at]?.diag_code ?? null}
        onSelect={(one) => setChosen(list.indexOf(one))}
        empty="还没有诊断。在下面按代码、名称或拼音首字母添加，第一条是主诊断。"
      />
      <Suggest<Option>
        name={field}
        label={`添加${label}`}
        placeholder="添加：代码 / 名称 / 拼音首字母；↑ 进表"
        none="没有这个诊断"
        up
        disabled={off}
        invalid={fault !== null}
        fetch={findDiagnoses}
        keyOf={optionKey}
        row={optionRow}
        onPick={(option) => onSet(addDiagnosis(list, option.code, option.name))}
        onDone={() => onward(field)}
        onKey={(event, empty) => {
          if (event.key !== 'ArrowUp' || !empty || list.length === 0) return
          event.preventDefault()
          setChosen(list.length - 1)
          focusOn(name)
        }}
      />
    </div>
  )
}
