import { Fragment, type KeyboardEvent, useState } from 'react'
import { type Column, DataTable } from '../../../components/DataTable.tsx'
import { focusOn } from '../../common/focus.ts'
import { findDiagnoses, type Option, optionKey, optionRow } from '../../common/option.tsx'
import { Suggest } from '../../common/Suggest.tsx'
import { type Listed, makeMain, removeDiagnosis } from './diagnosis.ts'
import { onward } from './walk.ts'

/** What a form says of its diagnoses. */
export interface DiagnosesProps<T> {
  label: string
  list: T[]
  off: boolean
  fault: string | null
  onSet: (list: T[]) => void
}

interface Props<T> extends DiagnosesProps<T> {
  /** of the table, and behind `f-` of the field below it */
  name: string
  /** what stands beside name and code */
  columns: readonly Column<T>[]
  /** keys of the list beside M and Delete, by their place on the keyboard */
  turns: readonly { code: string; sign: string; words: string; turn: (list: T[], at: number) => T[] }[]
  add: (list: T[], diag_code: string, diag_name: string) => T[]
}

/** Diagnoses: ↑↓ choose one, M makes it the main one, Delete removes it; the next is found below. */
export function DiagnosisList<T extends Listed>(props: Props<T>) {
  const { name, label, list, off, fault, turns, onSet } = props
  const [chosen, setChosen] = useState(0)
  const at = Math.min(chosen, list.length - 1)
  const field = `f-${name}`
  const deedOf = (code: string) => {
    if (code === 'KeyM') return makeMain<T>
    if (code === 'Delete') return removeDiagnosis<T>
    return turns.find((one) => one.code === code)?.turn
  }
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if ((event.target as HTMLElement).role !== 'grid' || event.ctrlKey || event.altKey) return
    if (event.key === 'Enter' || (event.key === 'ArrowDown' && at >= list.length - 1)) focusOn(field)
    else {
      const deed = deedOf(event.code)
      if (!deed || off || at < 0) return
      onSet(deed(list, at))
      if (event.code === 'KeyM') setChosen(0)
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
            表内 <kbd>M</kbd> 主诊断{' '}
            {turns.map(({ sign, words }) => (
              <Fragment key={sign}>
                <kbd>{sign}</kbd> {words}{' '}
              </Fragment>
            ))}
            <kbd>Del</kbd> 删除
          </small>
        )}
        {fault && (
          <em role="alert" className="in-doubt">
            {fault}
          </em>
        )}
      </p>
      <DataTable<T>
        label={label}
        columns={[...columns<T>(), ...props.columns]}
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
        onPick={(option) => onSet(props.add(list, option.code, option.name))}
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

const columns = <T extends Listed>(): Column<T>[] => [
  { key: 'main', title: '', width: 34, render: (one) => (one.main ? <b className="a-main">主</b> : null) },
  { key: 'name', title: '诊断', render: (one) => <span title={one.diag_name}>{one.diag_name}</span> },
  { key: 'code', title: '代码', width: 96, render: (one) => <span className="v-num">{one.diag_code}</span> },
]
