import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import type { Contract, Dict } from '../../../shared/contract.ts'
import { validate } from '../../../shared/validate.ts'
import { readJson } from './json.ts'
import type { Draft } from './store.ts'

interface Props {
  contract: Contract
  draft: Draft
  dict: (name: string) => Dict | undefined
  remote: boolean
  onChange: (change: Pick<Draft, 'value' | 'json'> | Pick<Draft, 'json'>) => void
}

const MOST = 30

/** The same input as JSON; what is wrong is told with its line. */
export function JsonTab({ contract, draft, dict, remote, onChange }: Props) {
  const [typed, setTyped] = useState<string | null>(draft.json)
  const text = typed ?? JSON.stringify(draft.value, null, 2)
  const area = useRef<HTMLTextAreaElement>(null)
  const read = useMemo(() => readJson(text), [text])
  const checked = useDeferredValue(read)
  const faults = useMemo(() => {
    if (!checked.ok) return []
    const at = (path: string) => lineOf(checked.lines, path)
    return validate(contract, 'input', checked.value, { dict, remote })
      .map(({ path, message }) => ({ path, message, line: at(path) }))
      .sort((a, b) => a.line - b.line)
  }, [checked, contract, dict, remote])
  useEffect(() => area.current?.focus(), [])

  const take = (next: string) => {
    setTyped(next)
    const now = readJson(next)
    if (now.ok && typeof now.value === 'object' && now.value !== null) {
      onChange({ value: now.value, json: null })
    } else onChange({ json: next })
  }
  const goLine = (line: number) => {
    const lines = text.split('\n')
    const from = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0)
    area.current?.focus()
    area.current?.setSelectionRange(from, from + (lines[line - 1]?.length ?? 0))
  }
  return (
    <div className="k-json">
      <textarea
        ref={area}
        className="v-input code"
        data-focus="k-json"
        aria-label="输入（JSON）"
        aria-invalid={!read.ok || undefined}
        spellCheck={false}
        value={text}
        onChange={(event) => take(event.target.value)}
        onBlur={() => read.ok && setTyped(null)}
      />
      <ul aria-label="有误的地方">
        {!read.ok && (
          <li>
            <button type="button" onClick={() => goLine(read.line)}>
              第 {read.line} 行第 {read.column} 个字符
            </button>
            {read.message}。改好之前，表单和报文仍是上一次有效的内容。
          </li>
        )}
        {faults.slice(0, MOST).map(({ path, message, line }) => (
          <li key={`${path} ${message}`}>
            <button type="button" onClick={() => goLine(line)}>
              第 {line} 行
            </button>
            {message} <span className="quiet code">{path}</span>
          </li>
        ))}
        {faults.length > MOST && <li className="quiet">还有 {faults.length - MOST} 处。</li>}
        {read.ok && faults.length === 0 && <li className="done">符合契约，可以发送。</li>}
      </ul>
    </div>
  )
}

/** The line of a field, or of the nearest thing around it that is there. */
function lineOf(lines: ReadonlyMap<string, number>, path: string): number {
  for (let at = path; ; at = at.replace(/(\.[^.[]+|\[\d+\]|^[^.[]+)$/, '')) {
    const line = lines.get(at)
    if (line !== undefined) return line
    if (at === '') return 1
  }
}
