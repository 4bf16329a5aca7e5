import { expect, test } from 'vitest'
import { element, escapeXml, parseXml } from './xml.ts'

const text = (source: string) => parseXml(source).text
const refused = (source: string) => {
  expect(() => parseXml(source), source).toThrow(/^XML 有误/)
}

test('elements, rows, declaration, attributes, comments and CDATA are read', () => {
  const source =
    '\ufeff<?xml version="1.0" encoding="UTF-8"?>\n<!-- a --><program v="1" w=\'2\'><a>一</a>\n' +
    '<b><row><c>1</c></row><row/></b><d/><!-- b --><e><![CDATA[<&]]> f</e></program>\n'
  const root = parseXml(source)
  expect(root.name).toBe('program')
  expect(root.children.map(({ name }) => name)).toEqual(['a', 'b', 'd', 'e'])
  expect(root.children[0]!.text).toBe('一')
  expect(root.children[1]!.children.map(({ children }) => children.length)).toEqual([1, 0])
  expect(root.children[3]!.text).toBe('<& f')
})

test('what is written is read again as it was, whatever it is', () => {
  for (const value of [
    '',
    ' ',
    'a<b>&"c\'',
    '阿莫西林 0.25g*24粒 ≤5℃',
    '𠮷𬌗',
    '&amp;',
    ']]>',
    'a\r\nb\tc',
    '\n',
  ])
    expect(text(element('x', value))).toBe(value)
  expect(text(element('x', 'a\u0000b\ud800c'))).toBe('a b\ufffdc')
  expect(escapeXml('<')).toBe('&lt;')
  expect(parseXml(element('p', [element('a', '1'), element('b', '2')])).children).toHaveLength(2)
})

test('references to characters count, and no other entity does', () => {
  expect(text('<a>&#20013;&#x4e2d;&lt;&apos;</a>')).toBe("中中<'")
  for (const bad of ['&nbsp;', '&x', '&', '&;', '&#0;', '&#xd800;', '&#x110000;', '&amp'])
    refused(`<a>${bad}</a>`)
})

test('declared types, entity bombs and instructions are refused unread', () => {
  refused('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
  refused('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>')
  refused('<a><!DOCTYPE b></a>')
  refused('<?go?><a/>')
  refused('<a><?go?></a>')
})

test('half a document, two of them, or none is refused', () => {
  const whole = '<p a="1"><return_code>1</return_code><b><row><c>一</c></row></b></p>'
  expect(parseXml(whole).children).toHaveLength(2)
  for (let length = 0; length < whole.length; length++) refused(whole.slice(0, length))
  for (const bad of [
    `${whole}<p/>`,
    `${whole}x`,
    '',
    'null',
    '{}',
    '[]',
    '<p><a></p></a>',
    '<p><a b></a></p>',
  ])
    refused(bad)
  refused('<p a="1"b="2"/>')
  refused('<a>'.repeat(40) + '</a>'.repeat(40))
})
