import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { zipSync } from 'fflate'
import { columnsOf, shapeOf } from '../app/terms/shapes.ts'
import { openContracts } from '../platforms/contracts.ts'
import type { CatalogueShape, CatalogueState, CatalogueStore } from './port.ts'

/** Catalogues for tests and benchmarks: made-up rows, and the real tables that lie beside the repository. */
const DATA = join(import.meta.dirname, '../../../shared/data')
export const hasRealTables = existsSync(join(DATA, 'README.md'))
export const WITHOUT_TABLES = `the real code tables are not there (${DATA})`

const book = openContracts({ family: 'nhsa', overlays: ['hunan'] })
export const shape = (kind: string): CatalogueShape => shapeOf(book.get(kind))
const known = new Map<string, string[]>()
export const columns = (kind: string): string[] => {
  const before = known.get(kind)
  if (before) return before
  const made = columnsOf(book.get(kind)).map(({ name }) => name)
  known.set(kind, made)
  return made
}

export type Cells = Record<string, string>

/** One row of a kind's file: its cells by name, `null` for the others; `short`: so many columns only. */
export function lineOf(kind: string, cells: Cells, short = Number.POSITIVE_INFINITY): string {
  const all = columns(kind)
  const unknown = Object.keys(cells).find((name) => !all.includes(name))
  if (unknown) throw new Error(`${kind} has no column ${unknown}`)
  return all
    .slice(0, short)
    .map((name) => cells[name] || 'null')
    .join('\t')
}

/** A file as 9102 brings it: a TXT in a ZIP. */
export function zipped(lines: readonly string[], dir = mkdtempSync(join(tmpdir(), 'guitai-terms-'))): string {
  const path = join(dir, `${Math.random().toString(36).slice(2)}.zip`)
  writeFileSync(path, zipSync({ 'catalogue.txt': [Buffer.from(`${lines.join('\n')}\n`), { level: 1 }] }))
  return path
}

const ever = new AbortController().signal

/** The whole of a download's second half: begin, take, finish. */
export async function load(
  store: CatalogueStore,
  kind: string,
  lines: readonly string[],
  { fresh = false, ref = String(Math.random()) } = {},
): Promise<CatalogueState> {
  await store.imports.begin(shape(kind), fresh)
  await store.imports.take(kind, { ref, path: zipped(lines) }, ever, () => {})
  return store.imports.finish(kind, ever, () => {})
}

/** RFC 4180 with one row of headings, as the tables are. */
export function table(name: string): Cells[] {
  const path = [join(DATA, `${name}.csv`), join(DATA, `${name}.csv.gz`)].find((file) => existsSync(file))!
  const bytes = readFileSync(path)
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  const [head = [], ...rows] = csv(text)
  return rows.map((row) => Object.fromEntries(head.map((column, i) => [column, row[i] ?? ''])))
}

function csv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  const pattern = /(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n|$)/g
  while (pattern.lastIndex < text.length) {
    const [, quoted, plain, end] = pattern.exec(text)!
    row.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'))
    if (end === ',') continue
    rows.push(row)
    row = []
  }
  return rows
}

const of = (kind: string, make: (row: Cells) => Cells) => (rows: Cells[], ver: string) =>
  rows.map((row, i) => {
    const cells = make(row)
    const first = columns(kind)[0]!
    return lineOf(kind, { ver, vali_flag: '1', rid: `R${kind}${i}`, [first]: `${kind}${i}`, ...cells })
  })

/** Which real table fills which catalogue, and how its columns are called there. */
const REAL: readonly [kind: string, table: string, lines: (rows: Cells[], ver: string) => string[]][] = [
  [
    '1301',
    'drug_products',
    of('1301', (r) => ({
      med_list_codg: r.code!,
      reg_name: r.reg_name!,
      drug_prodname: r.trade_name!,
      drug_dosform_name: r.dosage_form!,
      drug_spec: r.spec!,
      prodentp_name: r.enterprise!,
      aprvno: r.approval_no!,
      drugstdcode: r.base_code!,
      minpacunt_name: r.min_pack_unit!,
    })),
  ],
  ['1302', 'tcm_decoction_t_sample', of('1302', (r) => ({ med_list_codg: r.code!, tcmherb_name: r.name! }))],
  [
    '1305',
    'service_items_15',
    of('1305', (r) => ({ med_list_codg: r.code!, servitem_name: r.name!, prcunt_name: r.unit! })),
  ],
  [
    '1306',
    'consumables_sample',
    of('1306', (r) => ({
      med_list_codg: r.code!,
      mcs_name: r.generic_name!,
      spec: r.spec!,
      prodentp_name: r.enterprise!,
    })),
  ],
  [
    '1307',
    'icd10_yb2',
    of('1307', (r) => ({
      diag_code: r.code!,
      diag_name: r.name!,
      cpr_code_scp: r.chapter_range!,
      cpr_name: r.chapter_name!,
      cgy_code: r.category_code!,
      cgy_name: r.category_name!,
    })),
  ],
  [
    '1308',
    'icd9cm3_yb2',
    of('1308', (r) => ({ oprn_oprt_code: r.code!, oprn_oprt_name: r.name!, cpr_name: r.chapter_name! })),
  ],
  ['1309', 'opsp_diseases', of('1309', (r) => ({ opsp_dise_code: r.code!, opsp_dise_name: r.name! }))],
  [
    '1310',
    'chs_drg_1_1',
    of('1310', (r) => ({ bydise_setl_list_code: r.drg_code!, bydise_setl_dise_name: r.drg_name! })),
  ],
  [
    '1313',
    'tumor_morphology',
    of('1313', (r) => ({ mpy_type_code: r.code!, mpy_type: r.name!, tmor_cell_type_code: r.group_code! })),
  ],
  ['1314', 'tcm_disease_2021', of('1314', (r) => ({ dise_type_code: r.code!, dise_type_name: r.name! }))],
  ['1315', 'tcm_syndrome_2021', of('1315', (r) => ({ sds_type_code: r.code!, sds_type_name: r.name! }))],
  // provincial additions have layouts of their own; these two tables stand in for them
  [
    '1321',
    'service_items_sichuan',
    of('1321', (r) => ({ med_list_codg: r.code!, servitem_name: r.name!, prcunt: r.unit! })),
  ],
  [
    '1324',
    'admdvs',
    of('1324', (r) => ({
      rgnt_test_indx_code: r.code!,
      rgnt_test_indx_name: r.name!,
      rgnt_test_type: r.kind!,
    })),
  ],
  [
    '1303',
    'nrdl_2024',
    of('1303', (r) => ({ med_list_codg: r.id!, drug_prodname: r.name!, dosform_name: r.dosage_form! })),
  ],
]

export const realKinds = (): readonly string[] => REAL.map(([kind]) => kind)

/** A real table as the lines of a catalogue file. */
export function realLines(kind: string, ver = 'v2001'): string[] {
  const [, name, lines] = REAL.find(([of]) => of === kind)!
  return lines(table(name), ver)
}
