import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import type { InterfaceRow } from '../../../shared/api/console.ts'
import type { ContractKind } from '../../../shared/contract.ts'
import { moveBy } from '../../components/DataTable.tsx'
import { turn, useConsole } from './store.ts'
import { keyOf, type TreeRow, treeRows } from './tree.ts'

export const KIND_LABEL: Record<ContractKind, string> = {
  query: '查询',
  transact: '交易',
  upload: '上传',
  download: '下载',
  session: '签到',
}

/** What changes the centre is marked, so that nobody takes it for a question. */
export const changes = ({ kind }: Pick<InterfaceRow, 'kind'>) => kind === 'transact' || kind === 'upload'

interface Props {
  rows: readonly InterfaceRow[]
  onPick: (row: InterfaceRow) => void
}

/** Families, groups, interfaces. Type to search; ↑↓ move, → ← open and close, Enter takes. */
export function Tree({ rows, onPick }: Props) {
  const { chosen, text, opened } = useConsole()
  const [at, setAt] = useState<string | null>(null)
  const list = useRef<HTMLDivElement>(null)
  const lines = useMemo(() => treeRows(rows, text, (key) => opened.has(key)), [rows, text, opened])
  const codes = lines.filter(({ is }) => is === 'code')
  const current = chosen && keyOf(chosen)
  const wanted = at ?? (text.trim() ? codes[0]?.key : current) ?? null
  const index = lines.findIndex(({ key }) => key === wanted)
  const line = lines[index]

  useEffect(() => {
    list.current?.children[index]?.scrollIntoView({ block: 'nearest' })
  }, [index])
  const toggle = (key: string, open: boolean) => {
    const next = new Set(opened)
    if (open) next.add(key)
    else next.delete(key)
    turn({ opened: next })
    setAt(key)
  }
  const take = (row: TreeRow | undefined) => {
    if (!row) return
    if (row.is !== 'code') return toggle(row.key, !row.open)
    setAt(null)
    onPick(row.row)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.altKey) return
    const to = /^(Home|End)$/.test(event.key) ? null : moveBy(event.key, index, lines.length, 15)
    const folds = text === '' && line && line.is !== 'code'
    if (to !== null) setAt(lines[to]!.key)
    else if (event.key === 'Enter') {
      if (!event.repeat) take(line)
    } else if (folds && event.key === 'ArrowRight') toggle(line.key, true)
    else if (folds && event.key === 'ArrowLeft') toggle(line.key, false)
    else return
    event.preventDefault()
  }
  return (
    <section className="panel k-tree" aria-label="接口">
      <input
        className="v-input"
        data-focus="k-find"
        aria-label="查找接口"
        aria-controls="k-tree"
        aria-activedescendant={line ? `k-line-${index}` : undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder="编号 / 名称 / 首字母"
        value={text}
        onChange={(event) => {
          setAt(null)
          turn({ text: event.target.value })
        }}
        onFocus={(event) => event.target.select()}
        onKeyDown={onKeyDown}
      />
      <div ref={list} id="k-tree" role="tree" aria-label="接口树">
        {lines.map((one, i) => (
          <div
            key={one.key}
            id={`k-line-${i}`}
            role="treeitem"
            tabIndex={-1}
            aria-level={one.depth + 1}
            aria-selected={i === index}
            aria-current={one.key === current || undefined}
            aria-expanded={one.is === 'code' ? undefined : one.open}
            style={{ paddingLeft: 6 + one.depth * 12 }}
            onMouseDown={(event) => {
              event.preventDefault()
              take(one)
            }}
          >
            {one.is === 'code' ? <Line row={one.row} /> : <Head {...one} />}
          </div>
        ))}
        {lines.length === 0 && (
          <p className="quiet">没有叫这个的接口。四川扩展和各省补充要在站点配置里打开才会列在这里。</p>
        )}
      </div>
      <p className="quiet">
        {codes.length > 0 && text.trim() ? `找到 ${codes.length} 个` : `共 ${rows.length} 个接口`}
      </p>
    </section>
  )
}

function Line({ row }: { row: InterfaceRow }) {
  return (
    <>
      <span className="code">{row.code}</span>
      <span className="k-name" title={`${row.name}（${row.group}）`}>
        {row.name}
      </span>
      {row.direction === 'serve' ? (
        <small>中心调入</small>
      ) : (
        <small data-changes={changes(row) || undefined}>{KIND_LABEL[row.kind]}</small>
      )}
    </>
  )
}

function Head({ label, open, count, is }: Extract<TreeRow, { is: 'family' | 'group' }>) {
  const Name = is === 'family' ? 'b' : 'span'
  return (
    <>
      <i aria-hidden>{open ? '▾' : '▸'}</i>
      <Name className="k-name">{label}</Name>
      <small>{count}</small>
    </>
  )
}
