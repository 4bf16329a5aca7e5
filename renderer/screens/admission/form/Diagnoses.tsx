import { type KeyboardEvent, useState } from 'react'
import type { StayDiagnosis } from '../../../../shared/stay.ts'
import { type Column, DataTable } from '../../../components/DataTable.tsx'
import { useDict } from '../../common/dict.ts'
import { focusOn } from '../../common/focus.ts'
import { findDiagnoses, type Option, optionKey, optionRow } from '../../common/option.tsx'
import { Suggest } from '../../common/Suggest.tsx'
import { addDiagnosis, makeMain, removeDiagnosis, turnCond, turnType } from './diagnosis.ts'
import { onward } from './walk.ts'

interface Props {
  label: string
  list: StayDiagnosis[]
  off: boolean
  fault: string | null
  onSet: (list: StayDiagnosis[]) => void
}

/** Keys of the list, by their place on the keyboard. */
const ACT: Record<string, (list: StayDiagnosis[], at: number) => StayDiagnosis[]> = {
  KeyM: makeMain,
  KeyT: turnType,
  KeyR: turnCond,
  Delete: removeDiagnosis,
}

/** The diagnoses: ↑↓ choose one, M makes it the main one, T and R turn its kind and 入院病情, Delete removes. */
export function Diagnoses({ label, list, off, fault, onSet }: Props) {
  const [chosen, setChosen] = useState(0)
  const at = Math.min(chosen, list.length - 1)
  const columns = useColumns()
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if ((event.target as HTMLElement).role !== 'grid' || event.ctrlKey || event.altKey) return
    if (event.key === 'Enter') focusOn('f-diagnoses')
    else if (event.key === 'ArrowDown' && at >= list.length - 1) focusOn('f-diagnoses')
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
    <div className="a-diagnoses" data-focus="diagnoses" onKeyDownCapture={onKeyDown}>
      <p className="a-diag-head">
        <span className="v-label">{label}</span>
        {!off && (
          <small className="v-dim">
            表内 <kbd>M</kbd> 主诊断 <kbd>T</kbd> 类别 <kbd>R</kbd> 入院病情 <kbd>Del</kbd> 删除
          </small>
        )}
        {fault && (
          <em role="alert" className="in-doubt">
            {fault}
          </em>
        )}
      </p>
      <DataTable<StayDiagnosis>
        label={label}
        columns={columns}
        rows={list}
        rowKey={(d) => d.diag_code}
        selected={list[at]?.diag_code ?? null}
        onSelect={(d) => setChosen(list.indexOf(d))}
        empty="还没有诊断。在下面按代码、名称或拼音首字母添加，第一条是主诊断。"
      />
      <Suggest<Option>
        name="f-diagnoses"
        label={`添加${label}`}
        placeholder="添加：代码 / 名称 / 拼音首字母；↑ 进表"
        none="没有这个诊断"
        up
        disabled={off}
        invalid={fault !== null}
        fetch={findDiagnoses}
        keyOf={optionKey}
        row={optionRow}
        onPick={(o) => onSet(addDiagnosis(list, o.code, o.name))}
        onDone={() => onward('f-diagnoses')}
        onKey={(event, empty) => {
          if (event.key !== 'ArrowUp' || !empty || list.length === 0) return
          event.preventDefault()
          setChosen(list.length - 1)
          focusOn('diagnoses')
        }}
      />
    </div>
  )
}

function useColumns(): Column<StayDiagnosis>[] {
  const type = useDict('diag_type')
  const cond = useDict('adm_cond_type')
  return [
    { key: 'main', title: '', width: 34, render: (d) => (d.main ? <b className="a-main">主</b> : null) },
    { key: 'name', title: '诊断', render: (d) => <span title={d.diag_name}>{d.diag_name}</span> },
    { key: 'code', title: '代码', width: 96, render: (d) => <span className="v-num">{d.diag_code}</span> },
    { key: 'type', title: '类别', width: 104, render: (d) => type.of(d.diag_type) },
    { key: 'cond', title: '入院病情', width: 96, render: (d) => (d.adm_cond ? cond.of(d.adm_cond) : '') },
  ]
}
