import type { Json } from '../../../shared/contract.ts'
import type { FieldPlan } from '../../../shared/validate-plan.ts'
import { type Option, optionKey, optionRow } from '../../screens/common/option.tsx'
import { Suggest } from '../../screens/common/Suggest.tsx'
import { useForm } from './context.ts'
import type { Table } from './dicts.ts'

interface Props {
  plan: FieldPlan
  path: string
  value: string
  invalid: boolean
  onChange: (to: Json | undefined) => void
}

const YES_NO: Option[] = [
  { code: 'true', name: '是', py: 's' },
  { code: 'false', name: '否', py: 'f' },
]

/** '01' before '10': an object keeps its numeric keys first. */
const byCode = (a: Option, b: Option) => a.code.localeCompare(b.code)

export function optionsOf(table: Table | undefined): Option[] {
  const values = table?.dict.values ?? {}
  return Object.entries(values)
    .map(([code, name]) => ({ code, name, py: table?.py[code] ?? '' }))
    .sort(byCode)
}

const MOST = 50

/** By the beginning of the code, or any part of the meaning or its initials; the best first. */
export function found(options: readonly Option[], text: string): Option[] {
  const want = text.toLowerCase()
  const rank = ({ code, name, py }: Option) => {
    if (code.toLowerCase() === want) return 0
    if (code.toLowerCase().startsWith(want)) return 1
    if (py.startsWith(want) || name.startsWith(text)) return 2
    return py.includes(want) || name.includes(text) ? 3 : 9
  }
  const hits = want ? options.filter((one) => rank(one) < 9) : options
  return (want ? [...hits].sort((a, b) => rank(a) - rank(b)) : hits).slice(0, MOST)
}

/** A code by code, meaning or initials; tables known in part only take any other text too. */
export function CodeInput({ plan, path, value, invalid, onChange }: Props) {
  const form = useForm()
  const isFlag = plan.field.type === 'boolean'
  const table = plan.field.dict ? form.tables(plan.field.dict) : undefined
  const isOpen = !isFlag && (!table || table.dict.open === true)
  const options = () => (isFlag ? YES_NO : optionsOf(table))
  const meaning = isFlag ? YES_NO.find(({ code }) => code === value)?.name : table?.dict.values[value]
  const shown = meaning ? `${value} ${meaning}` : value
  const give = (code: string) => onChange(code === '' ? undefined : isFlag ? code === 'true' : code)
  const fetch = async (text: string) => {
    const hits = found(options(), text)
    const other = isOpen && text !== '' && !hits.some(({ code }) => code === text)
    return other ? [...hits, { code: text, name: '码表外的值', py: '' }] : hits
  }
  /** Left by Tab, what was typed counts: a code, the only meaning that fits, or the text, which is then named. */
  const leave = (typed: string) => {
    if (typed === shown) return
    const hits = found(options(), typed)
    const exact = hits.find(({ code, name }) => code === typed || name === typed)
    give(typed === '' ? '' : (exact?.code ?? (hits.length === 1 ? hits[0]!.code : typed)))
  }
  if (form.readOnly) {
    return (
      <input
        className="v-input"
        readOnly
        data-focus={form.prefix + path}
        aria-label={plan.label}
        value={shown}
      />
    )
  }
  return (
    <Suggest<Option>
      name={form.prefix + path}
      label={plan.label}
      shown={shown}
      placeholder={isOpen ? '代码 / 名称 / 首字母，可填其他' : '代码 / 名称 / 首字母'}
      none="码表里没有"
      eager
      invalid={invalid}
      fetch={fetch}
      keyOf={optionKey}
      row={optionRow}
      onPick={({ code }) => {
        give(code)
        form.next()
      }}
      onDone={form.next}
      onKey={(event) => {
        if (event.key === 'Delete' && event.currentTarget.value === shown) give('')
        if (event.key === 'Tab') leave(event.currentTarget.value.trim())
      }}
    />
  )
}
