import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Contract } from '../shared/contract.ts'
import type { Home } from './homes.ts'

export interface HomeRow {
  family: string
  code: string
  name: string
  direction: Contract['direction']
  is: Home['is'] | null
  of: string
  why: string
}

export interface HomesCheck {
  rows: HomeRow[]
  faults: string[]
}

/** What really is there, to hold the table against. */
export interface Reality {
  screens: readonly string[]
  /** codes that a registered upload source sends, and ids of tasks */
  uploads: ReadonlySet<string>
  tasks: ReadonlySet<string>
  /** codes for which a handler of the door is registered */
  served(code: string): boolean
}

/**
 * Every contract has a home, and each home is real: the screen exists and the sources of its capability name the
 * code; the upload or task is registered; a door has a handler and the contract is one that the platform calls.
 */
export function checkHomes(
  root: string,
  contracts: readonly { folder: string; contract: Contract }[],
  homes: readonly Home[],
  real: Reality,
): HomesCheck {
  const check: HomesCheck = { rows: [], faults: [] }
  const used = new Set<string>()
  const spoken = sourcesOf(root)
  for (const { folder, contract } of contracts) {
    const { code, name, family, direction } = contract
    const home = homes.find(({ codes }) => codes.includes(code)) ?? homes.find((one) => one.folder === folder)
    check.rows.push({
      ...{ family, code, name, direction, is: home?.is ?? null, of: home?.of ?? '', why: home?.why ?? '' },
    })
    used.add(code)
    if (!home) check.faults.push(`${code} ${name}：没有归属`)
    else
      for (const why of wrong(home, contract, folder, real, spoken))
        check.faults.push(`${code} ${name}：${why}`)
  }
  for (const code of homes.flatMap(({ codes }) => codes))
    if (!used.has(code)) check.faults.push(`归属表里的 ${code} 没有契约`)
  return check
}

type Spoken = (at: string, code: string) => boolean

function wrong(
  home: Home,
  { code, direction }: Contract,
  folder: string,
  real: Reality,
  spoken: Spoken,
): string[] {
  const serves = direction === 'serve'
  // what a single province's platform would call is answered when a site there needs it
  if (serves && folder !== 'nhsa-more' && home.is !== 'serve') return ['由平台调用，归属应为 serve']
  switch (home.is) {
    case 'screen': {
      const at = [`electron/app/${home.of}`, ...(home.also ?? [])]
      return [
        ...(real.screens.includes(home.of) ? [] : [`没有画面 ${home.of}`]),
        ...(at.some((place) => spoken(place, code)) ? [] : [`${at.join('、')} 里没有用到它`]),
      ]
    }
    case 'upload':
      return real.uploads.has(code) ? [] : ['没有登记上传它的来源']
    case 'task':
      return real.tasks.has(home.of) ? [] : [`没有登记任务 ${home.of}`]
    case 'serve':
      return [
        ...(serves ? [] : ['不是由平台调用的接口']),
        ...(real.served(code) ? [] : ['没有登记接收它的处理']),
      ]
    case 'console':
      return home.why ? [] : ['没有说明为什么只在调试台']
  }
}

/** Whether a source or a folder of sources names the code as a text. */
function sourcesOf(root: string): Spoken {
  const texts = new Map<string, string>()
  const textOf = (at: string): string => {
    const known = texts.get(at)
    if (known !== undefined) return known
    const text = read(join(root, at))
    texts.set(at, text)
    return text
  }
  return (at, code) => new RegExp(`(?<![\\w-])${code}(?![\\w-])`).test(textOf(at))
}

function read(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) return ''
  if (found.isFile()) return readFileSync(path, 'utf8')
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(join(path, name), 'utf8'))
    .join('\n')
}
