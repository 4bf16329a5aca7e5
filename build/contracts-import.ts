import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Contract, Dict, Field, Node } from '../shared/contract.ts'
import { CONDITIONS, CORRECTIONS, EXTENSION_OVERLAYS, OPEN_DICTS, PACKS } from './contracts-rules.ts'

/** The folders that the product takes over, and the family whose interfaces are in each. */
export const FOLDERS: readonly { folder: string; family: string }[] = [
  { folder: 'nhsa', family: 'nhsa' },
  { folder: 'nhsa-more', family: 'nhsa' },
  { folder: 'sichuan', family: 'sichuan' },
  { folder: 'gs', family: 'gs' },
  { folder: 'bizh', family: 'bizh' },
  { folder: 'gy', family: 'gy' },
]

export interface ImportReport {
  contracts: number
  dicts: number
  conditions: number
  corrections: { why: string; codes: string[] }[]
}

const readJson = (file: string) => JSON.parse(readFileSync(file, 'utf8'))
const jsonFiles = (dir: string) =>
  readdirSync(dir)
    .filter((f) => f.endsWith('.json'))
    .sort()

/**
 * Copies the collected facts of one folder and all code tables from `from` to `to` (both shaped
 * `<family>/<code>.json`, `dicts/<name>.json`), without sources, with `when` rules and corrections. The same
 * facts give the same bytes. Overlay files (`2207.sichuan.json`) at the destination are left alone.
 */
export function importFacts(from: string, to: string, { folder, family } = FOLDERS[0]!): ImportReport {
  const dicts = new Map<string, Dict>()
  for (const file of jsonFiles(join(from, 'dicts'))) {
    const dict = importDict(readJson(join(from, 'dicts', file)))
    dicts.set(dict.name, dict)
  }
  const report: ImportReport = { contracts: 0, dicts: dicts.size, conditions: 0, corrections: [] }
  const used = CORRECTIONS.map(({ why }) => ({ why, codes: [] as string[] }))
  const contracts = new Map<string, object>()
  const packs: Packs = {}
  for (const file of jsonFiles(join(from, folder))) {
    const { sources, ...facts } = readJson(join(from, folder, file))
    if (folder.endsWith('-more')) joinPacks(packs, facts.code, sources)
    const contract = { family, ...facts } as Contract
    if (!('input' in contract)) {
      contracts.set(file, contract)
      continue
    }
    CORRECTIONS.forEach((correction, i) => {
      if (correction.apply(contract, dicts)) used[i]?.codes.push(contract.code)
    })
    report.conditions += addConditions(contract.input)
    contracts.set(file, contract)
    if (!file.startsWith('_')) report.contracts++
  }
  report.corrections = used
  if (Object.keys(packs).length > 0) contracts.set('_packs.json', packs)
  replaceAll(join(to, folder), contracts)
  replaceAll(join(to, 'dicts'), new Map([...dicts].map(([name, dict]) => [`${name}.json`, dict])))
  return report
}

/**
 * Brings the published and derived answers of SM2, SM3 and SM4 along, one vector a line, without the list of
 * programs that agreed on each. Returns how many there are.
 */
export function importVectors(from: string, to: string): number {
  const vectors: { agreed?: unknown }[] = readJson(join(from, VECTORS))
  const lines = vectors.map(({ agreed: _, ...vector }) => ` ${JSON.stringify(vector)}`)
  writeFileSync(join(to, VECTORS), `[\n${lines.join(',\n')}\n]\n`)
  return vectors.length
}
const VECTORS = '_crypto-vectors.json'

/** By the overlay's name: what a site of that province switches on with it. */
type Packs = Record<string, { label: string; codes: string[] }>

function joinPacks(packs: Packs, code: string, sources: string[]): void {
  for (const [name, label] of Object.entries(PACKS)) {
    if (!sources.some((source) => source.includes(label))) continue
    packs[name] ??= { label, codes: [] }
    packs[name].codes.push(code)
  }
}

/** `by` says which family first used a table: of no use to the product. */
function importDict(facts: Dict & { sources?: unknown; by?: unknown }): Dict {
  const { sources: _, by: __, extensions, note, ...rest } = facts
  const dict: Dict = rest
  if (dict.name in OPEN_DICTS) dict.open = true
  if (extensions) dict.extensions = {}
  for (const [origin, values] of Object.entries(extensions ?? {})) {
    const overlay = EXTENSION_OVERLAYS[origin]
    if (!overlay) throw new Error(`${dict.name}: no overlay is named for the extension ${origin}`)
    dict.extensions![overlay] = { ...dict.extensions![overlay], ...values }
  }
  return note ? { ...dict, note } : dict
}

/** Number of `when` rules made from the notes of conditional fields. */
function addConditions(nodes: Node[]): number {
  let made = 0
  const visit = (fields: Field[]) => {
    for (const field of fields) {
      if (field.keys) visit(field.keys)
      if (field.required !== 'cond' || !field.note) continue
      const when = CONDITIONS.find((c) => c.note.test(field.note!))?.when
      if (!when || (when !== 'remote' && !askable(fields, field, when.field))) continue
      field.when = when
      made++
    }
  }
  for (const node of nodes) {
    visit(node.fields)
    made += addConditions(node.nodes ?? [])
  }
  return made
}

const askable = (siblings: Field[], self: Field, name: string) =>
  self.name !== name && siblings.some((f) => f.name === name)

function replaceAll(dir: string, files: Map<string, object>): void {
  mkdirSync(dir, { recursive: true })
  for (const old of jsonFiles(dir)) {
    if (old.split('.').length === 2 && !files.has(old)) rmSync(join(dir, old))
  }
  for (const [name, value] of files) writeFileSync(join(dir, name), `${layOut(value)}\n`)
}

/** JSON with one line for whatever has no list or object of objects inside: a field is a line in a diff. */
export function layOut(value: unknown, indent = ''): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const parts = Array.isArray(value) ? value : Object.values(value)
  const flat = parts.every((p) => p === null || typeof p !== 'object' || isFlat(p))
  const line = JSON.stringify(value)
  if (flat && (line.length <= 300 || !parts.some((p) => p !== null && typeof p === 'object'))) {
    if (!Array.isArray(value) || line.length <= 100) return line
  }
  const deeper = `${indent} `
  const rows = Array.isArray(value)
    ? value.map((v) => deeper + layOut(v, deeper))
    : Object.entries(value).map(([k, v]) => `${deeper}${JSON.stringify(k)}: ${layOut(v, deeper)}`)
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  return `${open}\n${rows.join(',\n')}\n${indent}${close}`
}

function isFlat(value: object): boolean {
  return Object.values(value).every((v) => v === null || typeof v !== 'object' || Array.isArray(v))
}
