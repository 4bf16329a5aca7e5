/**
 * XML as data-carrying messages use it: elements and text. Attributes, comments and the declaration are stepped
 * over; a DOCTYPE, entities beyond XML's own five and processing instructions are refused, so that nothing can
 * be made to grow or to be fetched.
 */
export interface XmlElement {
  name: string
  /** all text directly in it, trimmed where it has children */
  text: string
  children: XmlElement[]
}

const NAME = /[A-Za-z_\u00b7-\uffff][\w.:\u00b7-\uffff-]*/y
const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
const DEEPEST = 32

/** Text as it may stand in an element. What XML cannot carry at all becomes a blank. */
export function escapeXml(text: string): string {
  return (
    text
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: just these are what XML forbids
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ' ')
      .replace(/[&<>"']/g, (char) => `&${Object.keys(ENTITIES).find((name) => ENTITIES[name] === char)};`)
      // an end of line would be read as \n whatever it was
      .replace(/\r/g, '&#13;')
  )
}

/** `<name>…</name>` of text, or of elements made so before. */
export const element = (name: string, content: string | readonly string[]): string =>
  `<${name}>${typeof content === 'string' ? escapeXml(content) : content.join('')}</${name}>`

/** The root element of a document. Throws an Error saying what is wrong with it. */
export function parseXml(source: string): XmlElement {
  const reader = new Reader(source.charCodeAt(0) === 0xfeff ? source.slice(1) : source)
  return reader.document()
}

class Reader {
  private at = 0
  private readonly source: string

  constructor(source: string) {
    this.source = source
  }

  document(): XmlElement {
    if (/^<\?xml[\s?]/.test(this.source)) this.past('?>')
    this.between()
    const root = this.element(0)
    this.between()
    if (this.at < this.source.length) this.wrong('根元素之后还有内容')
    return root
  }

  private element(depth: number): XmlElement {
    if (depth > DEEPEST) this.wrong('嵌套过深')
    if (this.source[this.at] !== '<') this.wrong('缺少元素')
    this.at++
    const name = this.name()
    const found: XmlElement = { name, text: '', children: [] }
    if (this.attributes()) return found
    const texts: string[] = []
    for (;;) {
      texts.push(this.text())
      if (this.source.startsWith('</', this.at)) break
      if (this.source.startsWith('<![CDATA[', this.at)) texts.push(this.cdata())
      else if (this.source.startsWith('<!--', this.at)) this.comment()
      else found.children.push(this.element(depth + 1))
    }
    this.at += 2
    if (this.name() !== name) this.wrong(`元素 ${name} 没有正确结束`)
    this.blanks()
    if (this.source[this.at] !== '>') this.wrong(`元素 ${name} 没有正确结束`)
    this.at++
    found.text = found.children.length > 0 ? texts.join('').trim() : texts.join('')
    return found
  }

  private name(): string {
    NAME.lastIndex = this.at
    const [name] = NAME.exec(this.source) ?? this.wrong('元素名称无法识别')
    this.at += name.length
    return name
  }

  /** Steps over them; true where the element ends with its own tag. */
  private attributes(): boolean {
    for (;;) {
      const spaced = this.blanks()
      if (this.source.startsWith('/>', this.at)) {
        this.at += 2
        return true
      }
      if (this.source[this.at] === '>') {
        this.at++
        return false
      }
      if (!spaced) this.wrong('标签无法识别')
      this.name()
      this.blanks()
      if (this.source[this.at] !== '=') this.wrong('属性没有值')
      this.at++
      this.blanks()
      const quote = this.source[this.at]
      if (quote !== '"' && quote !== "'") this.wrong('属性值没有引号')
      this.at++
      if (this.past(quote as string).includes('<')) this.wrong('属性值无法识别')
    }
  }

  private text(): string {
    const end = this.source.indexOf('<', this.at)
    if (end < 0) this.wrong('内容不完整')
    const raw = this.source.slice(this.at, end)
    this.at = end
    return this.resolved(raw.replace(/\r\n?/g, '\n'))
  }

  private resolved(raw: string): string {
    if (!raw.includes('&')) return raw
    return raw.replace(/&([^;&]{0,10});?/g, (whole, name: string) => {
      if (!whole.endsWith(';')) this.wrong('不能识别的实体')
      const code = /^#x([0-9a-fA-F]{1,6})$/.exec(name) ?? /^#(\d{1,7})$/.exec(name)
      if (!code) return ENTITIES[name] ?? this.wrong(`不能识别的实体 ${name}`)
      const point = Number.parseInt(code[1]!, name.startsWith('#x') ? 16 : 10)
      const fine = point > 8 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff)
      return fine ? String.fromCodePoint(point) : this.wrong('不能识别的字符')
    })
  }

  private cdata(): string {
    this.at += '<![CDATA['.length
    return this.past(']]>')
  }

  private comment(): void {
    this.at += '<!--'.length
    this.past('-->')
  }

  private between(): void {
    for (;;) {
      this.blanks()
      if (this.source.startsWith('<!--', this.at)) this.comment()
      else if (/^<[!?]/.test(this.source.slice(this.at, this.at + 2)))
        this.wrong('不接受文档类型声明和处理指令')
      else return
    }
  }

  /** What stands before `mark`; goes on behind it. */
  private past(mark: string): string {
    const end = this.source.indexOf(mark, this.at)
    if (end < 0) this.wrong('内容不完整')
    const found = this.source.slice(this.at, end)
    this.at = end + mark.length
    return found
  }

  private blanks(): boolean {
    const from = this.at
    while (this.at < this.source.length && ' \t\r\n'.includes(this.source[this.at]!)) this.at++
    return this.at > from
  }

  private wrong(what: string): never {
    throw new Error(`XML 有误（第 ${this.at + 1} 个字符）：${what}`)
  }
}
