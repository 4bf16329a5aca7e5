import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Contract, Dict } from '../../shared/contract.ts'
import { fail } from '../../shared/errors.ts'
import { applyDictOverlay, applyOverlay } from '../../shared/overlay.ts'

export interface ContractRow {
  code: string
  name: string
  group: string
  kind: Contract['kind']
  direction: Contract['direction']
}

/** The contracts of one family as a site sees them: overlays applied, read when first asked for, then kept. */
export interface ContractBook {
  readonly family: string
  /** codes in the order of their numbers; needs no file to be read */
  codes(): string[]
  /** throws GuitaiError `not_found` */
  get(code: string): Contract
  has(code: string): boolean
  dict(name: string): Dict | undefined
  /** one row a code, for menus; reads every file of the family */
  list(): ContractRow[]
}

export interface ContractsAt {
  /** directory with one folder a family and `dicts`; the product's own shared/contracts unless told */
  root?: string
  family: string
  /**
   * names of overlay files in the order of their merging: ['hunan'] reads 2207.hunan.json, and adds the
   * interfaces that <family>-more/_packs.json lists under that name
   */
  overlays?: string[]
  /** codes that are none of this site's */
  without?: ReadonlySet<string>
}

/** Opens a family. Only its directory listing is read here. Throws GuitaiError if there is no such family. */
export function openContracts({
  root = builtIn(),
  family,
  overlays = [],
  without = new Set(),
}: ContractsAt): ContractBook {
  const dir = join(root, family)
  if (!existsSync(dir))
    fail('not_found', `没有接口族 ${family} 的契约`, undefined, '请检查站点配置里的平台。')
  const files = new Set(readdirSync(dir))
  const added = new Set(addedBy(`${dir}-more`, overlays))
  const own = [...files].filter((f) => /^\w[^.]*\.json$/.test(f) && f[0] !== '_').map((f) => f.slice(0, -5))
  const codes = [...new Set([...own, ...added])].filter((code) => !without.has(code)).sort()
  const contracts = new Map<string, Contract>()
  const dicts = new Map<string, Dict | undefined>()

  const has = (code: string) => (files.has(`${code}.json`) || added.has(code)) && !without.has(code)
  const get = (code: string): Contract => {
    const known = contracts.get(code)
    if (known) return known
    if (!has(code)) fail('not_found', `没有接口 ${code}（${family}）的契约`, undefined, '请核对接口编号。')
    let contract: Contract = readJson(join(added.has(code) ? `${dir}-more` : dir, `${code}.json`))
    for (const name of overlays) {
      const file = `${code}.${name}.json`
      if (files.has(file)) contract = applyOverlay(contract, readJson(join(dir, file)))
    }
    contracts.set(code, contract)
    return contract
  }
  const dict = (name: string): Dict | undefined => {
    if (!dicts.has(name)) dicts.set(name, readDict(join(root, 'dicts'), name, overlays))
    return dicts.get(name)
  }
  const row = ({ code, name, group, kind, direction }: Contract) => ({ code, name, group, kind, direction })
  return { family, codes: () => [...codes], get, has, dict, list: () => codes.map((c) => row(get(c))) }
}

/** What these provinces' documents add to the family. */
function addedBy(dir: string, overlays: string[]): string[] {
  if (overlays.length === 0 || !existsSync(join(dir, '_packs.json'))) return []
  const packs: Record<string, { codes: string[] }> = readJson(join(dir, '_packs.json'))
  return overlays.flatMap((name) => packs[name]?.codes ?? [])
}

/** Several books read as one, the first that has a code answers for it. */
export function joinBooks([first, ...others]: [ContractBook, ...ContractBook[]]): ContractBook {
  const books = [first, ...others]
  const of = (code: string) => books.find((book) => book.has(code)) ?? first
  return {
    family: first.family,
    codes: () => books.flatMap((book) => book.codes()),
    get: (code) => of(code).get(code),
    has: (code) => of(code).has(code),
    dict: (name) => books.map((book) => book.dict(name)).find((dict) => dict !== undefined),
    list: () => books.flatMap((book) => book.list()),
  }
}

function readDict(dir: string, name: string, overlays: string[]): Dict | undefined {
  const file = join(dir, `${name}.json`)
  if (!existsSync(file)) return undefined
  let dict: Dict = readJson(file)
  for (const overlay of overlays) {
    const extra = join(dir, `${name}.${overlay}.json`)
    dict = applyDictOverlay(dict, overlay, existsSync(extra) ? readJson(extra) : undefined)
  }
  return dict
}

function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8'))
}

const builtIn = () => join(import.meta.dirname, '..', '..', 'shared', 'contracts')
