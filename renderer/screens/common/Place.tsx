import { useDict } from './dict.ts'
import { dictOptions, matching, type Option, optionKey, optionRow } from './option.tsx'
import { Suggest } from './Suggest.tsx'

interface Props {
  name: string
  label: string
  placeholder: string
  value: string
  invalid: boolean
  onPick: (code: string) => void
  onDone: () => void
  /** Delete takes the region out */
  onClear?: () => void
}

/** A region (医保区划): those in the table, and any six digits, since the table holds a part of them only. */
export function Place({ value, onPick, onClear, ...props }: Props) {
  const dict = useDict('admdvs')
  const name = dict.values[value]
  return (
    <Suggest<Option>
      {...props}
      shown={name ? `${value} ${name}` : value}
      none="请输入 6 位区划代码"
      fetch={async (text) => {
        const known = matching(dictOptions(dict.values), text)
        const typed = /^\d{6}$/.test(text) && !known.some(({ code }) => code === text)
        return typed ? [{ code: text, name: '输入的区划', py: '' }, ...known] : known
      }}
      keyOf={optionKey}
      row={optionRow}
      onPick={({ code }) => onPick(code)}
      onKey={(event) => event.key === 'Delete' && onClear?.()}
    />
  )
}
