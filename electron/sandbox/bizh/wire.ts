import type { Field, Json, JsonObject, Node } from '../../../shared/contract.ts'
import { dateOf } from '../../../shared/msgid.ts'
import { element, parseXml, type XmlElement } from '../../../shared/xml.ts'
import type { ContractBook } from '../../platforms/contracts.ts'
import type { Answer, Incoming, Opened, Written } from '../injury/wing.ts'
import type { Store } from '../ledger.ts'

/** The wrapper as this platform takes and writes it. Source: contracts/bizh/_envelope.json. */
export const ROOT = 'program'
const TYPE = 'text/xml;charset=UTF-8'
const PATH = '/hygeia_esb_sj/api/call.action'

const written = (code: number, message: string, content: string[] = []): Written => ({
  ...{ status: 200, type: TYPE },
  body: `<?xml version="1.0" encoding="UTF-8"?>\n${element(ROOT, [
    element('return_code', String(code)),
    element('return_code_message', message),
    ...content,
  ])}`,
})

/** Takes the wrapper off. Whoever is not logged in today hears -9, whatever he wanted. */
export function openProgram(
  { store, book }: { store: Store; book: ContractBook },
  { path, body }: Incoming,
  at_ms: number,
): Opened | Written {
  if (path !== PATH) return { status: 404, type: 'text/html', body: '<html><body>404</body></html>' }
  let root: XmlElement
  try {
    root = parseXml(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch (error) {
    return written(-1, `报文不是有效的 XML：${error instanceof Error ? error.message : ''}`)
  }
  const [first, second] = root.children
  if (root.name !== ROOT || first?.name !== 'function_id') return written(-1, '报文缺少 function_id')
  const code = first.text
  if (!book.has(code)) return written(-1, `交易号 ${code} 未开通`)
  const session = second?.name === 'session_id' ? second.text : ''
  if (code !== 'sys0001' && !isLive(store, session, at_ms)) return written(-9, '会话失效，请重新登录')
  const contract = book.get(code)
  const side = contract.input.find(({ name }) => name === ROOT)!
  const content = root.children.filter((child) => child !== first && (child !== second || session === ''))
  return {
    ...{ code, id: '', head: { session_id: session }, input: { [ROOT]: rowOf(content, side) } },
    write: (answer) => writeAnswer(answer, contract.output.find(({ name }) => name === ROOT) ?? side),
  }
}

/** Valid to midnight of the day of issue. */
const isLive = (store: Store, id: string, at_ms: number): boolean =>
  store.get('select 1 from bizh_session where id = ? and day = ?', id, dateOf(at_ms)) !== undefined

function rowOf(children: readonly XmlElement[], { fields, nodes = [] }: Node): JsonObject {
  const row: JsonObject = {}
  for (const { name, text, children: inner } of children) {
    const node = nodes.find((one) => one.name === name)
    const field = fields.find((one) => one.name === name)
    row[name] = node ? inner.map((one) => rowOf(one.children, node)) : field ? readText(field, text) : text
  }
  return row
}

function readText({ type }: Field, text: string): Json {
  if ((type === 'number' || type === 'integer') && /^-?\d+(\.\d+)?$/.test(text)) return Number(text)
  if (type === 'date' && /^\d{8}$/.test(text)) return text.replace(/^(....)(..)/, '$1-$2-')
  return text
}

function writeAnswer(answer: Answer, side: Node): Written {
  if (!answer.ok) return written(Number(answer.code ?? -1), answer.message)
  const content = ((answer.output as JsonObject)[ROOT] ?? {}) as JsonObject
  return written(1, '成功', contents(content, side))
}

function contents(of: JsonObject, { fields, nodes = [] }: Node): string[] {
  const single = fields.flatMap((field) => {
    const value = of[field.name]
    return value === undefined || value === null ? [] : [element(field.name, textOf(field, value))]
  })
  const sets = nodes.flatMap((node) => {
    const rows = of[node.name]
    if (!Array.isArray(rows) || rows.length === 0) return []
    return [
      element(
        node.name,
        rows.map((row) => element('row', contents(row as JsonObject, node))),
      ),
    ]
  })
  return [...single, ...sets]
}

function textOf({ type, scale = 0 }: Field, value: Json): string {
  if (type === 'date') return String(value).replaceAll('-', '')
  return typeof value === 'number' && type === 'number' ? value.toFixed(scale) : String(value)
}
