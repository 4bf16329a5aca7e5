import { useEffect, useState } from 'react'
import type { Contract, Dict, Field, Node } from '../../../shared/contract.ts'
import { call } from '../../bridge.ts'

/** A code table with the pinyin initials of its meanings. */
export interface Table {
  dict: Dict
  py: Record<string, string>
}

const known = new Map<string, Table | null>()
const MOST = 100

/** Names of all code tables that these nodes speak of. */
function dictNames(nodes: readonly Node[]): string[] {
  const names = new Set<string>()
  const fields = (all: readonly Field[]) => {
    for (const field of all) {
      if (field.dict) names.add(field.dict)
      fields(field.keys ?? [])
    }
  }
  const walk = (all: readonly Node[]) => {
    for (const node of all) {
      fields(node.fields)
      walk(node.nodes ?? [])
    }
  }
  walk(nodes)
  return [...names]
}

/** asked for and not here yet, so that nothing is asked for twice */
const coming = new Map<string, Promise<void>>()

async function load(names: readonly string[]): Promise<void> {
  const missing = names.filter((name) => !known.has(name) && !coming.has(name))
  for (let i = 0; i < missing.length; i += MOST) {
    const asked = missing.slice(i, i + MOST)
    const came = fetchTables(asked).finally(() => {
      for (const name of asked) coming.delete(name)
    })
    for (const name of asked) coming.set(name, came)
  }
  await Promise.all(names.map((name) => coming.get(name)))
}

async function fetchTables(names: string[]): Promise<void> {
  for (const { name, dict, py } of await call('console.dicts', { names })) {
    known.set(name, dict && { dict, py })
  }
}

export type Tables = (name: string) => Table | undefined

/** The code tables of one side, fetched where they are not here yet. Throws GuitaiError. */
export async function loadTables(contract: Contract, side: 'input' | 'output'): Promise<Tables> {
  await load(dictNames(contract[side]))
  return tableOf
}

/** The code tables of one side, each asked for once in the life of the page; null until they are here. */
export function useTables(contract: Contract, side: 'input' | 'output'): Tables | null {
  const [tables, setTables] = useState<Tables | null>(() => ready(contract, side))
  useEffect(() => {
    let wanted = true
    const now = ready(contract, side)
    setTables(() => now)
    if (now) return
    load(dictNames(contract[side])).then(
      () => wanted && setTables(() => ready(contract, side)),
      // without its tables a form still takes codes; what is wrong with one is said when it is sent
      () => wanted && setTables(() => tableOf),
    )
    return () => {
      wanted = false
    }
  }, [contract, side])
  return tables
}

const tableOf: Tables = (name) => known.get(name) ?? undefined
const ready = (contract: Contract, side: 'input' | 'output') =>
  dictNames(contract[side]).every((name) => known.has(name)) ? tableOf : null
