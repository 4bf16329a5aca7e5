import { useEffect, useState } from 'react'
import type { ApiOutput } from '../../../shared/ipc.ts'
import { call } from '../../bridge.ts'

type Dict = ApiOutput<'catalogue.dict'>
const loaded = new Map<string, Dict>()
const loading = new Map<string, Promise<Dict>>()

function load(name: string): Promise<Dict> {
  const before = loading.get(name)
  if (before) return before
  const now = call('catalogue.dict', { name }).then((dict) => {
    loaded.set(name, dict)
    return dict
  })
  loading.set(name, now)
  now.catch(() => loading.delete(name))
  return now
}

/** A code table, asked for once in the life of the page. Codes stand for themselves until it is here. */
export function useDict(name: string): { values: Record<string, string>; of: (code: string) => string } {
  const [dict, setDict] = useState<Dict>(loaded.get(name) ?? null)
  useEffect(() => {
    let alive = true
    load(name).then(
      (d) => alive && setDict(d),
      () => undefined,
    )
    return () => {
      alive = false
    }
  }, [name])
  const values = dict?.values ?? {}
  return { values, of: (code) => values[code] ?? code }
}
