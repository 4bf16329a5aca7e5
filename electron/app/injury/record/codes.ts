import type { CodeRow, CodeTable } from '../../../../shared/api/injury-record.ts'
import type { JsonObject } from '../../../../shared/contract.ts'
import { fail } from '../../../../shared/errors.ts'
import type { InjuryFamily } from '../../../../shared/injury.ts'
import type { ApiInput } from '../../../../shared/ipc.ts'
import { initials } from '../../../../shared/pinyin.ts'
import { node, rows } from '../../../../shared/settlement.ts'
import type { Change, DocRow } from '../../../journal/port.ts'
import { mustSettle } from '../../office.ts'
import type { Caller } from '../../registry.ts'
import { asJson, CODE, type Office, officeOf, type RecordDeps, TABLE } from './deps.ts'
import { said } from './facts.ts'

/** Code tables of the platforms, fetched whole and kept: GS1010, GS1012, bizh120205. */

interface Fetched {
  table: string
  label: string
  rows: CodeRow[]
}

/** What is fetched at once. */
interface Source {
  table: string
  label: string
  fetch(office: Office): Promise<Fetched[]>
}

const PAGE = 500
/** beyond this a platform that never ends its pages is left */
const MOST_PAGES = 1000

/** Pages of GS1010 or GS1012 until `total` are here. Throws the outcome's fault. */
async function pages(office: Office, infno: string, asked: JsonObject, list: string): Promise<JsonObject[]> {
  const found: JsonObject[] = []
  for (let page_num = 1; page_num <= MOST_PAGES; page_num++) {
    const data = { akb020: office.deps.names('gs').akb020, ...asked, page_num, page_size: PAGE }
    const result =
      node(await mustSettle(office.send({ family: 'gs', infno, input: { data } })), 'result') ?? {}
    const page = rows(result, list)
    found.push(...page)
    if (page.length === 0 || found.length >= Number(result.total ?? 0)) return found
  }
  return found
}

const named = (of: JsonObject, facts: readonly (readonly [label: string, name: string])[]) =>
  facts.flatMap(([label, name]) => {
    const value = said(of, name)
    return value === '' ? [] : [{ label, value }]
  })

const VALID = '1'
const period = [
  ['开始', 'aae030'],
  ['结束', 'aae031'],
] as const

/** 对照类别 of GS1010. The tender names what is mapped and not how it is called on the wire. */
const MAPPED: Record<string, string> = {
  drug: '药品对照',
  service: '诊疗项目对照',
  material: '材料对照',
  diagnosis: '诊断对照',
  operation: '手术操作对照',
  department: '科室对照',
  physician: '医师对照',
}

const mapping = (code_type: string, label: string): Source => ({
  table: `GS1010 ${code_type}`,
  label,
  async fetch(office) {
    const found = await pages(office, 'GS1010', { code_type }, 'mapinfo')
    const list = found.map((row) => ({
      ...{ code: said(row, 'src_code'), name: said(row, 'src_name'), valid: row.aae100 === VALID },
      more: named(row, [['平台编码', 'dst_code'], ['平台名称', 'dst_name'], ...period]),
    }))
    return [{ table: `GS1010 ${code_type}`, label, rows: list }]
  },
})

const CATALOGUE_FACTS = [
  ['等级', 'aka065'],
  ['规格', 'aka074'],
  ['单位', 'aka067'],
  ['最高限价', 'unit_price_limit'],
  ['限制范围', 'limit_scope'],
  ['住院自付', 'ratio_ip'],
  ['康复自付', 'ratio_rehab'],
  ['门诊自付', 'ratio_op'],
  ['厂家', 'producer'],
  ...period,
] as const

const catalogue = (ylml_type: string, meaning: string): Source => ({
  table: `GS1012 ${ylml_type}`,
  label: `工伤目录 ${meaning}`,
  async fetch(office) {
    const found = await pages(office, 'GS1012', { ylml_type }, 'catalog')
    const level = office.deps.dict('gs_aka065')?.values ?? {}
    const list = found.map((row) => ({
      ...{ code: said(row, 'yka094'), name: said(row, 'yka095'), valid: row.aae100 === VALID },
      more: named({ ...row, aka065: level[said(row, 'aka065')] ?? said(row, 'aka065') }, CATALOGUE_FACTS),
    }))
    return [{ table: `GS1012 ${ylml_type}`, label: `工伤目录 ${meaning}`, rows: list }]
  },
})

/** bizh120205 without a table's name: every one. */
const everyTable: Source = {
  table: '',
  label: '全部码表',
  async fetch(office) {
    const input = { program: { akb020: office.deps.names('bizh').akb020 } }
    const told = await mustSettle(office.send({ family: 'bizh', infno: 'bizh120205', input }))
    const found = rows(node(told, 'program') ?? told, 'codeinfo')
    const tables = Map.groupBy(found, (row) => said(row, 'aaa100'))
    return [...tables].map(([table, list]) => ({
      ...{ table, label: said(list[0] ?? {}, 'aaa101') },
      rows: list.map((row) => ({
        ...{ code: said(row, 'aaa102'), name: said(row, 'aaa103'), more: [], valid: true },
      })),
    }))
  },
}

function sourcesOf(deps: RecordDeps, family: InjuryFamily): Source[] {
  if (family === 'bizh') return [everyTable]
  if (family !== 'gs') return []
  return [
    ...Object.entries(MAPPED).map(([type, label]) => mapping(type, label)),
    ...Object.entries(deps.dict('gs_ylml_type')?.values ?? {}).map(([type, label]) => catalogue(type, label)),
  ]
}

/** What can be fetched, and what is here of it. */
export async function tables(deps: RecordDeps, family: InjuryFamily): Promise<CodeTable[]> {
  const kept = await deps.journal.docs({ kind: TABLE, subject: family, order: 'id', limit: 1000 })
  const here = new Map(kept.map((row) => [row.id.slice(family.length + 1), row]))
  const offered = sourcesOf(deps, family).map(({ table, label }) => ({ table, label }))
  const others = [...here].filter(([table]) => !offered.some((one) => one.table === table))
  return [
    ...offered,
    ...others.map(([table, { data }]) => ({ table, label: String((data as JsonObject).label ?? table) })),
  ].map(({ table, label }) => {
    const row = here.get(table)
    return {
      table,
      label,
      rows: Number((row?.data as JsonObject | undefined)?.rows ?? 0),
      at: row?.at ?? null,
    }
  })
}

const subjectOf = (family: string, table: string) => `${family} ${table}`

/** Fetches one source anew; what is no longer in it goes. Throws the outcome's fault. */
export async function fetchCodes(
  deps: RecordDeps,
  caller: Caller,
  { family, table }: ApiInput<'injury.record.fetchCodes'>,
): Promise<void> {
  const source = sourcesOf(deps, family).find((one) => one.table === table) ?? sourcesOf(deps, family)[0]
  if (!source) fail('conflict', '这个平台没有码表接口', '没有发送。')
  const office = await officeOf(deps, caller)
  for (const found of await source.fetch(office)) await keep(office, family, found)
}

async function keep({ deps, by }: Office, family: InjuryFamily, found: Fetched): Promise<void> {
  const { journal, now } = deps
  const subject = subjectOf(family, found.table)
  const before = new Map((await all(deps, subject)).map((row) => [row.id, row]))
  const changes: Change[] = []
  const seen = new Set<string>()
  for (const row of found.rows) {
    const id = `${subject} ${row.code}`
    if (row.code === '' || seen.has(id)) continue
    seen.add(id)
    const old = before.get(id)
    if (old && JSON.stringify(old.data) === JSON.stringify(row)) continue
    const text = `${row.code} ${row.name} ${initials(row.name)}`
    const put = { kind: CODE, id, state: 'here', subject, text, data: asJson(row), ...by, at: now() }
    changes.push({ t: 'doc', put, expect: old?.version ?? 0 })
  }
  for (const [id, row] of before)
    if (!seen.has(id)) changes.push({ t: 'doc.drop', kind: CODE, id, expect: row.version })
  const known = await journal.doc(TABLE, subject)
  changes.push({
    t: 'doc',
    expect: known?.version ?? 0,
    put: {
      ...{ kind: TABLE, id: subject, state: 'here', subject: family, text: found.label },
      ...{ data: asJson({ label: found.label, rows: seen.size }), ...by, at: now() },
    },
  })
  for (let i = 0; i < changes.length; i += PAGE) await journal.commit(changes.slice(i, i + PAGE))
}

async function all({ journal }: RecordDeps, subject: string): Promise<DocRow[]> {
  const found: DocRow[] = []
  for (let offset = 0; ; offset += PAGE) {
    const page = await journal.docs({ kind: CODE, subject, order: 'id', offset, limit: PAGE })
    found.push(...page)
    if (page.length < PAGE) return found
  }
}

/** Rows of one table by code, name or initials, a page. */
export async function codes(
  { journal }: RecordDeps,
  { family, table, text, offset, limit }: ApiInput<'injury.record.codes'>,
): Promise<{ rows: CodeRow[]; more: boolean }> {
  const found = await journal.docs({
    ...{ kind: CODE, subject: subjectOf(family, table), order: 'id', offset, limit: limit + 1 },
    ...(text ? { text } : {}),
  })
  const page = found.slice(0, limit).map(({ data }) => data as unknown as CodeRow)
  return { rows: page, more: found.length > limit }
}
