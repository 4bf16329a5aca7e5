import type { Contract, Field, Json, JsonObject, Node } from '../../../../shared/contract.ts'
import { dateOf, datetime } from '../../../../shared/msgid.ts'
import { sample, sampleRow, seededBy } from '../../../../shared/sample.ts'
import { citizenOf, identity } from '../people.ts'
import type { Book, Ctx, Handler } from '../types.ts'
import { refuse } from '../types.ts'
import { offerRows } from './files.ts'

/**
 * What a province adds to the national standard is data here too: a code without a handler of its own is served
 * from its contract. What it is told is kept, and the same once more gets the same answer; the contract's reversal takes it back by the numbers that both name;
 * a query finds it again by the same names. The rest of an answer is made up, the same each time.
 */
export function provincial(contract: Contract, book: Book): Handler {
  const undoes = [...codesUndoneBy(contract.code, book)]
  return (input, ctx) => {
    const about = gathered(input)
    if (contract.kind === 'query') return found(contract, about, book, ctx)
    if (contract.kind === 'download') return offered(contract, about, book, ctx)
    const again = standing(ctx).find(
      (kept) => kept.infno === contract.code && kept.input === JSON.stringify(input),
    )
    if (again) return JSON.parse(again.output) as Json
    const before = undoes.length ? takeBack(undoes, about, book, ctx) : about
    const output = answer(contract, [about, before], book, ctx)
    if (contract.kind !== 'session') keep(contract.code, input, output, ctx)
    return output
  }
}

interface Kept {
  id: number
  infno: string
  input: string
  output: string
}

/** Names as provinces write them: trt_dcla_detl_sn, trtDclaDetlSn. */
const plain = (name: string) => name.toLowerCase().replaceAll('_', '')
/** A number or a code by which something is known again; what is the same in every message tells nothing. */
const KEY = /(id|no|sn|codg|code|bchno)$/
const EVERYWHERE = new Set(['fixmedinscode', 'fixmedinsno', 'pageno', 'orgcode', 'medinscode'])
const isKey = (name: string) => KEY.test(name) && !EVERYWHERE.has(name)
const TAKES_BACK = /撤销|删除|作废|取消|冲正|冲红|退货/

/** name → the texts and numbers that stand under it anywhere in a message */
type Values = Map<string, (string | number)[]>

function gathered(...messages: Json[]): Values {
  const values: Values = new Map()
  const walk = (value: Json, name: string): void => {
    if (Array.isArray(value)) for (const row of value) walk(row, name)
    else if (value !== null && typeof value === 'object')
      for (const [key, child] of Object.entries(value)) walk(child, plain(key))
    else if (value !== null && typeof value !== 'boolean' && value !== '')
      values.set(name, [...(values.get(name) ?? []), value])
  }
  for (const message of messages) walk(message, '')
  return values
}

const valuesOf = ({ input, output }: Kept) => gathered(JSON.parse(input), JSON.parse(output))

/** Whether all numbers that both name agree; null where they name none in common. */
function agrees(asked: Values, kept: Values): boolean | null {
  const shared = [...asked].filter(([name]) => isKey(name) && kept.has(name))
  if (shared.length === 0) return null
  return shared.every(([name, wanted]) => wanted.some((value) => kept.get(name)?.includes(value)))
}

function* codesUndoneBy(code: string, book: Book): Iterable<string> {
  if (!TAKES_BACK.test(book.get(code).name)) return
  for (const other of book.codes())
    if (other !== code && book.get(other).reversal === code && !TAKES_BACK.test(book.get(other).name))
      yield other
}

function keep(infno: string, input: JsonObject, output: Json, ctx: Ctx): void {
  const texts = { input: JSON.stringify(input), output: JSON.stringify(output) }
  const { fixmedins_code } = ctx.env
  // a taking back is an end, and what is taken back may be sent anew
  const stas = TAKES_BACK.test(ctx.book.get(infno).name) ? 0 : 1
  ctx.store.insert('kept', { infno, fixmedins_code, stas, ...texts, at_ms: ctx.at_ms })
}

/** Newest first. */
function standing(ctx: Ctx): Kept[] {
  return ctx.store.all<Kept>(
    'select id, infno, input, output from kept where fixmedins_code = ? and stas = 1 order by id desc',
    ctx.env.fixmedins_code,
  )
}

/** What is taken back, as it was kept: by the numbers that both name, the newest where they name none. */
function takeBack(codes: string[], asked: Values, book: Book, ctx: Ctx): Values {
  const made = standing(ctx).filter((kept) => codes.includes(kept.infno))
  const verdicts = made.map((kept) => agrees(asked, valuesOf(kept)))
  const row = made[verdicts.indexOf(true)] ?? made[verdicts.indexOf(null)]
  if (!row) refuse(`未找到要撤销的${book.get(codes[0]!).name}记录`)
  ctx.store.run('update kept set stas = 0 where id = ?', row.id)
  return valuesOf(row)
}

/** The lists of a query are what was kept and looks alike; a single node that must be there is made up. */
function found(contract: Contract, asked: Values, book: Book, ctx: Ctx): Json {
  const rows = standing(ctx)
    .map(valuesOf)
    .filter((kept) => agrees(asked, kept))
  const list = (node: Node): JsonObject[] =>
    rows.filter((kept) => alike(node, kept)).map((kept) => row(node, [kept, asked], contract, book, ctx))
  const bare = contract.output.find((n) => n.name === '' && n.many)
  if (bare) return list(bare)
  const output = answer(contract, [asked, ...rows.slice(0, 1)], book, ctx) as JsonObject
  for (const node of contract.output) if (node.name && node.many) output[node.name] = list(node)
  return output
}

/** Whether what was kept has half of the fields that the list must show: it is the same kind of thing. */
function alike(node: Node, kept: Values): boolean {
  const names = node.fields.filter((f) => f.required === true).map((f) => plain(f.name))
  return names.filter((name) => kept.has(name)).length * 2 >= names.length
}

/** A file of a few rows under the columns that the contract lists, ready for 9102. */
function offered(contract: Contract, asked: Values, book: Book, ctx: Ctx): Json {
  const columns = contract.output.find((n) => n.name === 'file_row')
  if (!columns) return answer(contract, [asked], book, ctx)
  const { random, ...options } = made(contract, [asked], book, ctx)
  const rows = [1, 2, 3].map((n) => {
    const one = sampleRow(columns, {
      ...options,
      random,
      known: (f) => (KEY.test(f.name) ? `${contract.code}${n}` : undefined),
    })
    return columns.fields.map((f) => String(one[f.name] ?? ''))
  })
  const file = offerRows(ctx, rows)
  return answer(contract, [gathered({ ...file, data_cnt: rows.length }), asked], book, ctx)
}

/** A list in the answer of an upload names what went wrong: nothing did. */
function answer(contract: Contract, known: Values[], book: Book, ctx: Ctx): Json {
  if (contract.output.length === 0) return null
  const output = sample(contract, 'output', made(contract, known, book, ctx))
  if (Array.isArray(output)) return []
  for (const node of contract.output)
    if (node.name && node.many && node.required === true) output[node.name] = []
  return output
}

const row = (node: Node, known: Values[], contract: Contract, book: Book, ctx: Ctx) =>
  sampleRow(node, made(contract, known, book, ctx))

/** What has to be said to take it back has to be told first. */
function namedByReversal({ reversal }: Contract, book: Book): Set<string> {
  const nodes = reversal && book.has(reversal) ? book.get(reversal).input : []
  const fields = nodes.flatMap((node) => node.fields).filter((field) => field.required === true)
  return new Set(fields.map((field) => plain(field.name)))
}

/** Values for an answer: what was said, who it is about, the message itself; numbers that the centre gives. */
function made(contract: Contract, known: Values[], book: Book, ctx: Ctx) {
  const about = known.map((values) => values.get('psnno')?.[0]).find((no) => no !== undefined)
  const person = citizenOf(String(about ?? ''))
  const { fixmedins_code, fixmedins_name, opter, opter_name, msgid } = ctx.env
  const facts = gathered({
    ...(person ? { ...identity(person, ctx.at_ms), certNo: person.certno } : {}),
    ...{ fixmedins_code, fixmedins_name, medins_setl_id: msgid, opter_id: opter, opter_name },
    ...{ opt_time: datetime(ctx.at_ms), setl_time: datetime(ctx.at_ms), opt_date: dateOf(ctx.at_ms) },
  })
  const sources = [...known, facts]
  const wanted = namedByReversal(contract, book)
  return {
    dict: book.dict,
    at_ms: ctx.at_ms,
    random: seededBy(`${contract.code}${JSON.stringify([...(known[0] ?? [])])}`),
    known: (field: Field): Json | undefined => {
      const name = plain(field.name)
      const said = sources.find((values) => values.has(name))?.get(name)?.[0]
      if (said !== undefined) return typeof said === 'number' && field.type === 'string' ? String(said) : said
      const numbered = field.type === 'string' && !field.dict && isKey(name)
      const given = numbered && (field.required === true || wanted.has(name))
      return given
        ? `${contract.code.replace('-', '')}${String(ctx.store.next('kept')).padStart(8, '0')}`
        : undefined
    },
  }
}
