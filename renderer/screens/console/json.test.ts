import { describe, expect, it } from 'vitest'
import { readJson } from './json.ts'

describe('reading JSON with its lines', () => {
  it('reads what JSON.parse reads, and knows the line of each field', () => {
    const value = { data: { a: '1"\\n', b: -1.5e3, c: [true, null, { d: '𠮷' }], e: {}, f: [] }, 空: '' }
    const read = readJson(JSON.stringify(value, null, 2))
    expect(read.ok && read.value).toEqual(value)
    const lines = read.ok ? read.lines : new Map()
    expect([lines.get('data'), lines.get('data.a'), lines.get('data.c[2].d'), lines.get('空')]).toEqual([
      2, 3, 9, 15,
    ])
    const proto = readJson('{"__proto__": {"a": 1}}')
    expect(proto.ok && Object.keys(proto.value as object)).toEqual(['__proto__'])
  })

  it('agrees with JSON.parse on whether a text is JSON, whatever is cut out of it or put into it', () => {
    const text = '{"a":[1,-2.5e+3,"x\\u00e9\\n",{"b":null}],"c":true , "d":{}}'
    const parses = (one: string) => {
      try {
        JSON.parse(one)
        return true
      } catch {
        return false
      }
    }
    for (let i = 0; i <= text.length; i++) {
      for (const put of ['', ',', '"', '}', '0', ' ', '\\', 'e', '-', '\n', '\t']) {
        for (const cut of [0, 1]) {
          const one = text.slice(0, i) + put + text.slice(i + cut)
          const read = readJson(one)
          // a name written twice is JSON, but never meant
          const twice = !read.ok && read.message.includes('两次')
          expect([one, read.ok || twice]).toEqual([one, parses(one)])
        }
      }
    }
  })

  it('names the place and what should stand there', () => {
    const fault = (text: string) => {
      const read = readJson(text)
      return read.ok ? null : [read.line, read.column, read.message]
    }
    expect(fault('{\n "a": 1\n "b": 2\n}')).toEqual([3, 2, '这里应为英文逗号或 }'])
    expect(fault('{"a" 1}')).toEqual([1, 6, '字段 a 后面应为英文冒号'])
    expect(fault('{"a": 张}')).toEqual([1, 7, '这里应为值：文本要加英文双引号'])
    expect(fault('{"a": 1')).toEqual([1, 8, '这里应为英文逗号或 }'])
    expect(fault('')).toEqual([1, 1, '内容没有写完'])
    expect(fault('{"a":1}\n]')).toEqual([2, 1, '内容已经结束，后面多了东西'])
    expect(fault('{"a":1,"a":2}')).toEqual([1, 8, '字段 a 写了两次'])
    expect(fault('[1,]')).toEqual([1, 4, '这里应为值：文本要加英文双引号'])
    expect(fault('['.repeat(200))?.[2]).toBe('层数太多')
  })
})
