import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Contract, Field, Node } from '../shared/contract.ts'
import { applyOverlay, type Overlay } from '../shared/overlay.ts'

export interface CheckReport {
  rows: { code: string; name: string; fields: number }[]
  faults: string[]
  figures: {
    contracts: number
    fields: number
    rules: number
    conditions: number
    dicts: number
    codes: number
    overlays: number
    faults: number
  }
}

interface Folder {
  folder: string
  family: string
}

/**
 * Reads every contract of the folders under `root` and reports what does not hold together: a file that is not
 * its code, a missing code table, a condition on a field that is not there, a name twice in one place, a
 * reversal that does not exist, an overlay that changes what is not there.
 */
export function checkContracts(root: string, folders: Folder[]): CheckReport {
  const files = (dir: string) => readdirSync(join(root, dir)).filter((f) => /^[^.]+\.json$/.test(f))
  const read = (dir: string, file: string) => JSON.parse(readFileSync(join(root, dir, file), 'utf8'))
  const dicts = new Set<string>()
  const faults: string[] = []
  let codes = 0
  for (const file of files('dicts')) {
    const dict = read('dicts', file)
    if (`${dict.name}.json` !== file) faults.push(`码表 ${file}：name 为 ${dict.name}`)
    dicts.add(dict.name)
    codes += Object.keys(dict.values).length
  }
  const contracts = new Map<string, Contract>()
  for (const { folder, family } of folders)
    for (const file of files(folder).filter((name) => name !== '_packs.json')) {
      const contract: Contract = read(folder, file)
      // a family's envelope in a shape of its own
      if (file.startsWith('_') && !('input' in contract)) continue
      if (`${contract.code}.json` !== file) faults.push(`${file}：code 为 ${contract.code}`)
      if (contract.family !== family) faults.push(`${file}：family 为 ${contract.family}`)
      if (contracts.has(contract.code) && !file.startsWith('_')) faults.push(`${folder}/${file}：接口重复`)
      contracts.set(contract.code, contract)
    }
  const figures = {
    contracts: 0,
    fields: 0,
    rules: 0,
    conditions: 0,
    dicts: dicts.size,
    codes,
    overlays: 0,
    faults: 0,
  }
  const rows: CheckReport['rows'] = []
  for (const contract of contracts.values()) {
    const walk = new Walk(contract, dicts)
    walk.side('input')
    walk.side('output')
    faults.push(...walk.faults)
    if (contract.reversal && !contracts.has(contract.reversal)) {
      faults.push(`${contract.code}：没有撤销交易 ${contract.reversal}`)
    }
    if (!contract.code.startsWith('_')) figures.contracts++
    figures.fields += walk.fields
    figures.conditions += walk.conditions
    figures.rules += contract.rules.length
    rows.push({ code: contract.code, name: contract.name, fields: walk.fields })
  }
  for (const { folder } of folders)
    for (const file of readdirSync(join(root, folder)).filter((f) => /^\w+\.\w+\.json$/.test(f))) {
      figures.overlays++
      faults.push(...overlayFaults(contracts.get(file.split('.')[0]!), file, () => read(folder, file), dicts))
    }
  figures.faults = faults.length
  return { rows, faults, figures }
}

/** Each overlay is tried alone on its contract. */
function overlayFaults(
  contract: Contract | undefined,
  file: string,
  read: () => Overlay,
  dicts: Set<string>,
): string[] {
  if (!contract) return [`${file}：没有它要覆盖的契约`]
  try {
    const walk = new Walk(applyOverlay(contract, read()), dicts)
    walk.side('input')
    walk.side('output')
    return walk.faults.map((f) => `${file}：${f}`)
  } catch (error) {
    return [`${file}：${(error as Error).message}`]
  }
}

class Walk {
  fields = 0
  conditions = 0
  faults: string[] = []
  private readonly contract: Contract
  private readonly dicts: Set<string>

  constructor(contract: Contract, dicts: Set<string>) {
    this.contract = contract
    this.dicts = dicts
  }

  side(side: 'input' | 'output'): void {
    const roots = this.contract[side]
    const bare = roots.filter((n) => n.name === '')
    if (bare.length > 1 || (bare[0]?.many && roots.length > 1)) {
      this.faults.push(`${this.contract.code} ${side}：无名节点只能有一个`)
    }
    if (bare.some((n) => !n.many && n.nodes?.length)) {
      this.faults.push(`${this.contract.code} ${side}：无名节点不能再有下级节点`)
    }
    this.nodes(roots, side, roots)
  }

  private nodes(nodes: Node[], at: string, roots: Node[]): void {
    this.twice(
      nodes.map((n) => n.name),
      at,
    )
    for (const node of nodes) {
      const here = node.name ? `${at}.${node.name}` : at
      this.list(node.fields, here, roots)
      this.twice([...node.fields.map((f) => f.name), ...(node.nodes ?? []).map((n) => n.name)], here)
      this.nodes(node.nodes ?? [], here, roots)
    }
  }

  private list(fields: Field[], at: string, roots: Node[]): void {
    for (const field of fields) {
      this.fields++
      const where = `${this.contract.code} ${at}.${field.name}`
      if (field.dict && !this.dicts.has(field.dict)) this.faults.push(`${where}：没有码表 ${field.dict}`)
      if (field.when && field.when !== 'remote' && !known(field.when.field, fields, roots)) {
        this.faults.push(`${where}：条件所指字段 ${field.when.field} 不存在`)
      }
      if (field.when && field.required !== 'cond') this.faults.push(`${where}：有条件而不是条件必填`)
      if (field.when) this.conditions++
      if (field.keys) this.list(field.keys, `${at}.${field.name}`, roots)
    }
  }

  private twice(names: string[], at: string): void {
    const again = new Set(names.filter((name, i) => names.indexOf(name) < i))
    for (const name of again) this.faults.push(`${this.contract.code} ${at}：${name || '无名节点'} 重复`)
  }
}

/** A sibling's bare name, or a path from the root: `data.mdtrt_cert_type`. */
function known(path: string, siblings: Field[], roots: Node[]): boolean {
  if (siblings.some((f) => f.name === path)) return true
  const steps = path.split('.')
  const last = steps.pop()
  let nodes = roots
  let node: Node | undefined = roots.find((n) => n.name === '')
  for (const step of steps) {
    node = nodes.find((n) => n.name === step)
    if (!node) return false
    nodes = node.nodes ?? []
  }
  return node?.fields.some((f) => f.name === last) ?? false
}
