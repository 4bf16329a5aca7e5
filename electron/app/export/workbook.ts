import type { Cell, ExportColumn } from './port.ts'
import type { ZipFile } from './zip.ts'

/**
 * A workbook of one table, as ECMA-376 (SpreadsheetML) writes it. Texts stand in their cells and not in a
 * common table, which would have to be held in memory; a text is never a formula, whatever it begins with.
 */
export interface Workbook {
  sheet: string
  columns: readonly ExportColumn[]
  /** of one sheet, the header with it; what is more goes on in the next */
  rowsPerSheet: number
}

type Kind = NonNullable<ExportColumn['kind']>
/** places in the list of cell formats */
const STYLE: Record<Kind, number> = { text: 1, number: 0, fen: 2, time: 3 }
const HEADER = 4
const WIDTH: Record<Kind, number> = { text: 18, number: 12, fen: 14, time: 20 }
/** of a cell, by Excel's own limit */
const MOST_chars = 32_767
const DAY_ms = 86_400_000
/** 1970-01-01 as Excel counts days */
const EPOCH_days = 25_569

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

const SPECIAL = /[&<>]/g
const ESCAPE: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
/** what XML cannot hold, and texts that would be read as its escape (`_x0041_`) */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const UNFIT = /[\u0000-\u0008\u000b\u000c\u000d-\u001f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)/g
const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

function xmlText(text: string): string {
  return text
    .slice(0, MOST_chars)
    .replace(LONE, '\ufffd')
    .replace(UNFIT, (char) => `_x${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replace(SPECIAL, (char) => ESCAPE[char]!)
}

/** A moment on the wall clock of this machine as a spreadsheet counts it: days since 1899-12-30. */
function serial(at_ms: number): number {
  return (at_ms - new Date(at_ms).getTimezoneOffset() * 60_000) / DAY_ms + EPOCH_days
}

const textCell = (text: string, style: number) =>
  `<c t="inlineStr" s="${style}"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`

function cellXml(cell: Cell, kind: Kind): string {
  if (cell === null || cell === '') return '<c/>'
  if (typeof cell === 'string') return textCell(cell, STYLE.text)
  if (kind === 'text' || !Number.isFinite(cell)) return textCell(String(cell), STYLE.text)
  const value = kind === 'fen' ? cell / 100 : kind === 'time' ? serial(cell) : cell
  return `<c s="${STYLE[kind]}"><v>${value}</v></c>`
}

/** A, B, … Z, AA, … */
function letters(column: number): string {
  return column < 26
    ? String.fromCharCode(65 + column)
    : letters(Math.floor(column / 26) - 1) + letters(column % 26)
}

/** Writes every part of the workbook; resolves when the pages have ended. */
export async function writeWorkbook(
  zip: ZipFile,
  { sheet, columns, rowsPerSheet }: Workbook,
  pages: AsyncIterator<readonly (readonly Cell[])[]>,
): Promise<void> {
  const kinds = columns.map(({ kind = 'text' }) => kind)
  const rowXml = (row: readonly Cell[]) =>
    `<row>${kinds.map((kind, i) => cellXml(row[i] ?? null, kind)).join('')}</row>`
  const names: string[] = []
  let left: readonly (readonly Cell[])[] | null = []

  async function* sheetXml(): AsyncGenerator<string> {
    yield sheetHead(columns, names.length === 1)
    let room = rowsPerSheet - 1
    let rows = 1
    while (left !== null) {
      if (left.length > room) break
      room -= left.length
      rows += left.length
      yield left.map(rowXml).join('')
      const next = await pages.next()
      left = next.done ? null : next.value
    }
    const now = left?.slice(0, room) ?? []
    left = left && left.length > room ? left.slice(room) : left
    yield now.map(rowXml).join('')
    yield `</sheetData><autoFilter ref="A1:${letters(columns.length - 1)}${rows + now.length}"/></worksheet>`
  }
  do {
    names.push(names.length === 0 ? sheet : `${sheet}${names.length + 1}`)
    await zip.part(`xl/worksheets/sheet${names.length}.xml`, sheetXml())
  } while (left !== null)
  await zip.part('xl/workbook.xml', [workbookXml(names)])
  await zip.part('xl/_rels/workbook.xml.rels', [workbookRels(names)])
  await zip.part('xl/styles.xml', [STYLES])
  await zip.part('_rels/.rels', [
    `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  ])
  await zip.part('[Content_Types].xml', [contentTypes(names)])
}

/** Widths, the first row frozen, the header. One sheet alone is in front. */
function sheetHead(columns: readonly ExportColumn[], front: boolean): string {
  const widths = columns.map(({ width, kind = 'text' }, i) => {
    const place = i + 1
    return `<col min="${place}" max="${place}" width="${width ?? WIDTH[kind]}" customWidth="1"/>`
  })
  return (
    `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"${front ? ' tabSelected="1"' : ''}>` +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
    `<cols>${widths.join('')}</cols><sheetData>` +
    `<row>${columns.map(({ title }) => textCell(title, HEADER)).join('')}</row>`
  )
}

function workbookXml(names: readonly string[]): string {
  const sheets = names.map((name, i) => {
    const attribute = xmlText(name).replaceAll('"', '&quot;')
    return `<sheet name="${attribute}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`
  })
  return `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELS}"><sheets>${sheets.join('')}</sheets></workbook>`
}

function workbookRels(names: readonly string[]): string {
  const rels = names.map(
    (_, i) =>
      `<Relationship Id="rId${i + 1}" Type="${RELS}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
  )
  const styles = `<Relationship Id="rId${names.length + 1}" Type="${RELS}/styles" Target="styles.xml"/>`
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${rels.join('')}${styles}</Relationships>`
}

function contentTypes(names: readonly string[]): string {
  const part = (path: string, type: string) =>
    `<Override PartName="/xl/${path}" ContentType="${TYPE}.${type}+xml"/>`
  const sheets = names.map((_, i) => part(`worksheets/sheet${i + 1}.xml`, 'worksheet'))
  return (
    `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>` +
    `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
    `${part('workbook.xml', 'sheet.main')}${part('styles.xml', 'styles')}${sheets.join('')}</Types>`
  )
}

const xf = (numFmt: number, more = '') =>
  `<xf numFmtId="${numFmt}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"${more}/>`

/** In the order of STYLE: general, text (@), money (#,##0.00), moments, and the header in bold. */
const STYLES =
  `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd hh:mm:ss"/></numFmts>` +
  '<fonts count="2"><font><sz val="11"/><name val="等线"/></font><font><b/><sz val="11"/><name val="等线"/></font></fonts>' +
  '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' +
  '<fill><patternFill patternType="solid"><fgColor rgb="FFE8EEF7"/></patternFill></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  `<cellXfs count="5">${xf(0)}${xf(49)}${xf(4)}${xf(164)}` +
  '<xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"/></cellXfs>' +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
