import type { Json } from '../../../shared/contract.ts'

/** A JSON text read with the place of everything in it, so that what is wrong can be named by its line. */
export type JsonRead =
  | { ok: true; value: Json; lines: ReadonlyMap<string, number> }
  | { ok: false; line: number; column: number; message: string }

/** Paths are written as the contract check writes them: `data.psn_no`, `feedetail[3].cnt`. */
export function readJson(text: string): JsonRead {
  const reader = new Reader(text)
  try {
    const value = reader.whole()
    return { ok: true, value, lines: reader.lines }
  } catch (error) {
    if (!(error instanceof Broken)) throw error
    const before = text.slice(0, error.at).split('\n')
    return { ok: false, line: before.length, column: before.at(-1)!.length + 1, message: error.message }
  }
}

class Broken extends Error {
  readonly at: number
  constructor(at: number, message: string) {
    super(message)
    this.at = at
  }
}

const WORDS: [string, Json][] = [
  ['true', true],
  ['false', false],
  ['null', null],
]
const NUMBER = /-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y
const STRING = /"(?:[^"\\\n]|\\.)*"/y
const DEEPEST = 100

class Reader {
  readonly lines = new Map<string, number>()
  private readonly text: string
  private at = 0
  private line = 1

  constructor(text: string) {
    this.text = text
  }

  whole(): Json {
    const value = this.value('', 0)
    this.space()
    if (this.at < this.text.length) this.broken('内容已经结束，后面多了东西')
    return value
  }

  private value(path: string, depth: number): Json {
    this.space()
    if (depth > DEEPEST) this.broken('层数太多')
    if (!this.lines.has(path)) this.lines.set(path, this.line)
    const next = this.text[this.at]
    if (next === undefined) this.broken('内容没有写完')
    if (next === '{') return this.object(path, depth)
    if (next === '[') return this.list(path, depth)
    if (next === '"') return this.string('这里')
    for (const [word, value] of WORDS) if (this.takes(word)) return value
    NUMBER.lastIndex = this.at
    const number = NUMBER.exec(this.text)?.[0]
    if (number === undefined) this.broken('这里应为值：文本要加英文双引号')
    this.at += number.length
    return Number(number)
  }

  private object(path: string, depth: number): Json {
    const made: Record<string, Json> = {}
    this.at++
    this.space()
    if (this.takes('}')) return made
    for (;;) {
      this.space()
      if (this.text[this.at] !== '"') this.broken('这里应为字段名，要加英文双引号')
      const line = this.line
      const from = this.at
      const key = this.string('字段名')
      if (Object.hasOwn(made, key)) {
        this.at = from
        this.broken(`字段 ${key} 写了两次`)
      }
      const own = path ? `${path}.${key}` : key
      this.lines.set(own, line)
      this.space()
      if (!this.takes(':')) this.broken(`字段 ${key} 后面应为英文冒号`)
      const value = this.value(own, depth + 1)
      Object.defineProperty(made, key, { value, enumerable: true, configurable: true, writable: true })
      this.space()
      if (this.takes('}')) return made
      if (!this.takes(',')) this.broken('这里应为英文逗号或 }')
    }
  }

  private list(path: string, depth: number): Json {
    const made: Json[] = []
    this.at++
    this.space()
    if (this.takes(']')) return made
    for (;;) {
      made.push(this.value(`${path}[${made.length}]`, depth + 1))
      this.space()
      if (this.takes(']')) return made
      if (!this.takes(',')) this.broken('这里应为英文逗号或 ]')
    }
  }

  private string(what: string): string {
    STRING.lastIndex = this.at
    const found = STRING.exec(this.text)?.[0]
    if (found === undefined) this.broken(`${what}的双引号没有配对，或里面有换行`)
    try {
      const value: string = JSON.parse(found)
      this.at += found.length
      return value
    } catch {
      this.broken(`${what}里有不能直接写的字符，或反斜杠用得不对`)
    }
  }

  private takes(word: string): boolean {
    if (!this.text.startsWith(word, this.at)) return false
    this.at += word.length
    return true
  }

  private space(): void {
    for (; ; this.at++) {
      const char = this.text[this.at]
      if (char === '\n') this.line++
      else if (char !== ' ' && char !== '\t' && char !== '\r' && char !== '\uFEFF') return
    }
  }

  private broken(message: string): never {
    throw new Broken(this.at, message)
  }
}
