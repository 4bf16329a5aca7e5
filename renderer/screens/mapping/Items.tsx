import { Button } from 'antd'
import type { RefObject } from 'react'
import type { MappingOutputs } from '../../../shared/api/mapping.ts'
import { DataTable } from '../../components/DataTable.tsx'
import { ExportButton } from '../../components/ExportButton.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { focusOn } from '../common/focus.ts'
import { ITEMS } from './columns.tsx'
import { States } from './Filters.tsx'
import { open, type Screen, take } from './screen.ts'

type List = MappingOutputs['mapping.list'] | null

/** The items, those that need a hand on top. */
export function Items({ screen, file }: { screen: Screen; file: RefObject<HTMLInputElement | null> }) {
  const { look, list, rows, row, said, command, box } = screen
  const elsewhere = box !== null || (command.fault?.fields?.length ?? 0) > 0
  return (
    <section className="panel">
      <States list={list.value} state={look.state} onState={(state) => screen.setLook({ ...look, state })} />
      <div className="row">
        <Find screen={screen} />
        <Kinds screen={screen} />
        <ExportButton table="mapping" query={{ ...look }} disabled={rows.length === 0} />
        <Button size="small" tabIndex={-1} disabled={command.busy} onClick={() => file.current?.click()}>
          导入 Excel <kbd>Alt+I</kbd>
        </Button>
        <input
          ref={file}
          type="file"
          accept=".xlsx"
          aria-label="要导入的 Excel 文件"
          hidden
          onChange={(event) => {
            const [picked] = event.target.files ?? []
            if (picked) void take(screen, picked)
            event.target.value = ''
          }}
        />
      </div>
      <Lacking list={list.value} />
      <FaultPanel fault={list.fault ?? (elsewhere ? null : command.fault)} />
      <div className="m-items" data-focus="items">
        <DataTable
          autoFocus
          label="院内项目"
          columns={ITEMS}
          rows={rows}
          rowKey={({ id }) => id}
          selected={row?.id ?? null}
          onSelect={({ id }) => screen.choose(id)}
          onOpen={(one) => !command.busy && open(screen, one)}
          empty={
            list.value
              ? '没有这样的项目。这里列出医院的收费项目：按 F2 从 HIS 读取，按 Alt+0 看全部状态，按 F4 换类别。'
              : '正在查询…'
          }
        />
      </div>
      <div className="row">
        <span className="done" role="status" aria-label="结果">
          {said}
        </span>
        {!said && <Hint screen={screen} />}
        <WaitLine />
      </div>
    </section>
  )
}

function Find({ screen }: { screen: Screen }) {
  return (
    <input
      className="v-input m-find"
      data-focus="find"
      aria-label="查找院内项目"
      placeholder="F6 名称、拼音首字母、编码、企业、批准文号"
      autoComplete="off"
      spellCheck={false}
      value={screen.text}
      onChange={(event) => screen.setText(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && screen.text) screen.setText('')
        else if (event.key === 'Enter' || event.key === 'ArrowDown') focusOn('items')
        else return
        event.preventDefault()
        event.stopPropagation()
      }}
    />
  )
}

function Kinds({ screen: { list, look, setLook } }: { screen: Screen }) {
  return (
    <select
      className="v-input m-kind"
      tabIndex={-1}
      aria-label="目录类别"
      value={look.list_type}
      onChange={(event) => setLook({ ...look, list_type: event.target.value })}
    >
      <option value="">F4 全部类别</option>
      {list.value?.kinds.map(({ list_type, label, count }) => (
        <option key={list_type} value={list_type}>
          {label}（{count}）
        </option>
      ))}
    </select>
  )
}

/** Nothing can be proposed of a catalogue that is not here. */
function Lacking({ list }: { list: List }) {
  if (!list || list.lacking.length === 0) return null
  return (
    <p className="v-warning">
      还没有下载{list.lacking.join('、')}的医保目录，这些类别没有推荐：请先到“医保目录”里下载。
    </p>
  )
}

function Hint({ screen: { list, rows, row } }: { screen: Screen }) {
  const total = list.value?.total ?? 0
  const enter = row?.state === 'review' ? 'Enter 审核通过' : 'Enter 选择对照'
  return (
    <span className="quiet">
      {total > rows.length ? `共 ${total} 项，列出前 ${rows.length} 项，请再缩小范围` : `共 ${total} 项`}
      {row && `　${enter}`}
    </span>
  )
}
