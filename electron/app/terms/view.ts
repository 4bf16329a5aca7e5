import type { TermsDictValue, TermsEntry, TermsHit } from '../../../shared/api/terms.ts'
import type { Dict, Field } from '../../../shared/contract.ts'
import type { DictRow, ItemTerms, TermRow } from '../../catalogue/port.ts'
import type { TermsBook } from './deps.ts'
import { columnsOf, TERM_CODES } from './shapes.ts'

/** 1318 rules: this stands for no limit */
const NO_LIMIT = 999_999

/** One entry with the labels of its contract, and what 1312, 1316–1319 say of it. */
export function entryView(
  book: TermsBook,
  hit: TermsHit,
  columns: Readonly<Record<string, string>>,
  { at, terms, rows }: { at: string; terms: ItemTerms; rows: readonly TermRow[] },
): TermsEntry {
  const words = wordsOf(book)
  const fields = columnsOf(book.contract(hit.kind))
    .map((field) => ({ label: field.label, value: words(field, columns[field.name] ?? '') }))
    .filter(({ value }) => value !== '')
  return {
    hit,
    fields,
    at,
    terms: termsView(book, terms),
    periods: rows.map((row) => periodView(book, row, at)),
  }
}

const wordsOf =
  (book: TermsBook) =>
  ({ dict }: Pick<Field, 'dict'>, value: string): string => {
    const word = dict === undefined ? undefined : book.dict(dict)?.values[value]
    return word === undefined ? value : `${value} ${word}`
  }

function termsView(book: TermsBook, terms: ItemTerms): TermsEntry['terms'] {
  const words = wordsOf(book)
  const coded = (dict: string, value: string | null) => value && words({ dict }, value)
  return [
    { label: '收费项目等级', value: coded('chrgitm_lv', terms.chrgitm_lv) },
    { label: '限制使用', value: coded('lmt_used_flag', terms.lmt_used_flag) },
    { label: '定价上限', value: terms.pric_uplmt_amt && `${terms.pric_uplmt_amt} 元` },
    { label: '先行自付比例', value: terms.selfpay_prop && percent(terms.selfpay_prop) },
  ]
}

/** 0.1 → 10%, by its digits */
function percent(prop: string): string {
  const value = Math.round(Number(prop) * 10_000) / 100
  return Number.isFinite(value) ? `${value}%` : prop
}

/** What each list says in one row, by its field: the rest is about who wrote it down. */
const TOLD: Readonly<Record<string, readonly string[]>> = {
  '1312': ['chrgitm_lv', 'lmt_used_flag', 'insu_admdvs'],
  '1316': ['hilist_code', 'insu_admdvs'],
  '1317': ['medins_list_codg', 'medins_list_name', 'insu_admdvs'],
  '1318': ['hilist_lmtpric_type', 'hilist_pric_uplmt_amt', 'overlmt_dspo_way', 'insu_admdvs'],
  '1319': ['selfpay_prop_psn_type', 'selfpay_prop_type', 'selfpay_prop', 'insu_admdvs'],
}

const AREA = 'insu_admdvs'

const SHORT: Readonly<Record<string, string>> = {
  '1312': '医保目录',
  '1316': '医保目录对应',
  '1317': '本院对照',
  '1318': '限价',
  '1319': '自付比例',
}

function periodView(book: TermsBook, row: TermRow, at: string): TermsEntry['periods'][number] {
  const words = wordsOf(book)
  const fields = new Map(
    TERM_CODES.includes(row.kind)
      ? columnsOf(book.contract(row.kind)).map((field) => [field.name, field])
      : [],
  )
  const parts = (TOLD[row.kind] ?? []).flatMap((name) => {
    const value = row.columns[name] ?? ''
    const field = fields.get(name)
    if (value === '' || !field) return []
    // where it holds needs no heading
    if (name === AREA) return [words(field, value)]
    return [`${field.label} ${valueText(name, words(field, value))}`]
  })
  const holds = row.valid && row.begndate <= at && (row.enddate === '' || row.enddate >= at)
  const { begndate, enddate } = row
  return { label: SHORT[row.kind] ?? row.kind, begndate, enddate, holds, text: parts.join('，') }
}

function valueText(name: string, value: string): string {
  if (name === 'selfpay_prop') return percent(value)
  if (name === 'hilist_pric_uplmt_amt') return Number(value) >= NO_LIMIT ? '不限' : `${value} 元`
  return value
}

/** The centre's values beside the table in use here: provinces add to it and change it. */
export function valuesView(rows: readonly DictRow[], dict: Dict | undefined): TermsDictValue[] {
  return rows.map(({ value, label, parentValue, valid }) => {
    const here = dict?.values[value]
    const own =
      here === undefined ? ('new' as const) : here === label ? ('same' as const) : ('other' as const)
    return { value, label, parentValue, valid, own }
  })
}
