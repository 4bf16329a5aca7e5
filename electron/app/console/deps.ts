import type { Contract, Dict, JsonObject } from '../../../shared/contract.ts'
import { fail } from '../../../shared/errors.ts'
import type { Engine } from '../../engine/engine.ts'
import type { Change, Journal } from '../../journal/port.ts'
import type { FileStore, Platform } from '../../platforms/port.ts'
import type { Machine } from '../machine.ts'

export interface ConsoleDeps {
  journal: Journal
  engine: Engine
  machine: Machine
  files: FileStore
  /** longer files are not kept */
  most_bytes: number
  now(): number
  books: ReadonlyMap<string, Book>
  platforms: ReadonlyMap<string, Platform>
  dict(name: string): Dict | undefined
}

/** What the console wants of a family's contracts. */
export interface Book {
  list(): Pick<Contract, 'code' | 'name' | 'group' | 'kind' | 'direction'>[]
  has(code: string): boolean
  get(code: string): Contract
}

/** Throws `not_found` for a family that this site does not speak. */
export function platformOf(deps: ConsoleDeps, family: string): Platform {
  const platform = deps.platforms.get(family)
  if (!platform) {
    const known = [...deps.platforms.keys()].join('、')
    fail('not_found', `没有接口族 ${family}`, '没有发送。', `本站可用的接口族：${known}。`)
  }
  return platform
}

export function contractOf(deps: ConsoleDeps, family: string, code: string): Contract {
  platformOf(deps, family)
  return deps.books.get(family)!.get(code)
}

/** The name of a code, whichever family has it; the code itself where none has. */
export function nameOf(deps: ConsoleDeps, code: string): string {
  for (const book of deps.books.values()) if (book.has(code)) return book.get(code).name
  return code
}

export function audited(
  at: number,
  actor: string,
  action: string,
  subject: string,
  detail: JsonObject,
): Change {
  return { t: 'audit', entry: { at, actor, action, subject, detail } }
}
