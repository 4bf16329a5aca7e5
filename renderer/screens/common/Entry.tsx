import { useRef, useState } from 'react'
import type { ItemHit } from '../../../shared/api/catalogue.ts'
import { yuanShow } from '../../../shared/money.ts'
import { call } from '../../bridge.ts'
import { focusOn } from './focus.ts'
import { Suggest } from './Suggest.tsx'

interface Props {
  canEdit: boolean
  onAdd: (medins_list_codg: string, cnt: string) => void
}

/** Adds a charge: code, name or pinyin initials, Enter, count, Enter; then the next one. */
export function Entry({ canEdit, onAdd }: Props) {
  const [item, setItem] = useState<ItemHit | null>(null)
  const [cnt, setCnt] = useState('1')
  const count = useRef<HTMLInputElement>(null)

  const add = () => {
    if (!item || !(Number(cnt) > 0)) return focusOn(item ? 'cnt' : 'entry')
    const { medins_list_codg } = item
    setItem(null)
    setCnt('1')
    focusOn('entry')
    onAdd(medins_list_codg, cnt)
  }
  return (
    <div className="v-entry">
      <span className="v-label">
        <kbd>Ins</kbd> 录入
      </span>
      <Suggest<ItemHit>
        name="entry"
        label="录入项目"
        shown={item ? `${item.name} ${item.spec}` : ''}
        placeholder="项目代码 / 名称 / 拼音首字母"
        none="没有这个项目。换个拼音首字母或名称，或请物价维护项目。"
        up
        disabled={!canEdit}
        fetch={(text) => call('catalogue.items', { text, limit: 12 })}
        keyOf={(hit) => hit.medins_list_codg}
        row={itemRow}
        onPick={(hit) => {
          setItem(hit)
          // the count field comes to life with this choice
          requestAnimationFrame(() => count.current?.select())
        }}
        onDone={() => item && count.current?.select()}
        onKey={(event, empty) => {
          if (event.key === 'ArrowUp' && empty) {
            event.preventDefault()
            focusOn('lines')
          }
        }}
      />
      <label>
        <span className="v-label">数量</span>
        <input
          ref={count}
          className="v-input v-num"
          data-focus="cnt"
          aria-label="录入数量"
          inputMode="decimal"
          autoComplete="off"
          disabled={!canEdit}
          value={cnt}
          onChange={(e) => /^\d{0,10}(\.\d{0,4})?$/.test(e.target.value) && setCnt(e.target.value)}
          onFocus={(e) => e.target.select()}
          onKeyDown={(e) => {
            if (e.key === 'Enter' && !e.repeat) add()
            else if (e.key === 'Escape' && item) {
              setItem(null)
              focusOn('entry')
            } else return
            e.preventDefault()
            e.stopPropagation()
          }}
        />
      </label>
      <span className="v-num v-dim">{item ? `${yuanShow(item.pricFen)} / ${item.unit}` : ''}</span>
    </div>
  )
}

function itemRow(hit: ItemHit) {
  return (
    <>
      <b>{hit.name}</b>
      <small>{hit.spec}</small>
      <small className="v-num">{hit.medins_list_codg}</small>
      <span className="v-num v-money">
        {hit.pric} / {hit.unit}
      </span>
    </>
  )
}
