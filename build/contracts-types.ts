import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Contract, Field, Node } from '../shared/contract.ts'

const HEAD = `// Made from shared/contracts/nhsa by \`npm run contracts -- types\`; not edited by hand.
type Text = string
type Free = { [key: string]: unknown }

`

const TYPES: Record<Field['type'], string> = {
  string: 'Text',
  number: 'number',
  integer: 'number',
  date: 'Text',
  datetime: 'Text',
  file: 'Text | number[]',
  boolean: 'boolean',
}

/** Source of shared/contracts/nhsa.gen.ts: one entry a code, `Nhsa['2207']['input']`. */
export function nhsaTypes(root: string): string {
  const files = readdirSync(join(root, 'nhsa')).filter((f) => /^\d\w*\.json$/.test(f))
  const entries = files.sort().map((file) => {
    const contract: Contract = JSON.parse(readFileSync(join(root, 'nhsa', file), 'utf8'))
    const name = `/** ${comment(contract.name)} */\n  `
    return `  ${name}'${contract.code}': {\n    input: ${side(contract.input)}\n    output: ${side(contract.output)}\n  }\n`
  })
  return `${HEAD}export interface Nhsa {\n${entries.join('')}}\n\nexport type NhsaCode = keyof Nhsa\n`
}

function side(nodes: Node[]): string {
  const bare = nodes.find((n) => n.name === '')
  if (bare?.many) return `${body(bare, '    ')}[]`
  const rest = nodes.filter((n) => n !== bare)
  return body({ name: '', many: false, required: true, fields: bare?.fields ?? [], nodes: rest }, '    ')
}

function body(node: Node, indent: string): string {
  if (node.fields.length === 0 && !node.nodes?.length) return 'Free'
  const deeper = `${indent}  `
  const lines = [
    ...node.fields.map(
      (f) => `${deeper}/** ${comment(f.label)} */ ${member(f.name, f.required)}: ${fieldType(f)}\n`,
    ),
    ...(node.nodes ?? []).map(
      (n) =>
        `${deeper}${n.label ? `/** ${comment(n.label)} */ ` : ''}${member(n.name, n.required)}: ${body(n, deeper)}${n.many ? '[]' : ''}\n`,
    ),
  ]
  return `{\n${lines.join('')}${indent}}`
}

const fieldType = (f: Field) => (f.items ? `${TYPES[f.type]}[]` : TYPES[f.type])
const member = (name: string, required: boolean | 'cond') =>
  `${/^[A-Za-z_]\w*$/.test(name) ? name : `'${name}'`}${required === true ? '' : '?'}`
const comment = (text: string) => text.replace(/\*\//g, '* /').replace(/\s+/g, ' ')
