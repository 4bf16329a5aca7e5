import { createServer } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { SlipDocument, SlipItem } from '../../../shared/slip.ts'
import { printerConfig } from '../../devices/config.ts'
import { openPrinter } from '../../devices/printer.ts'
import { listener, openPty, until } from '../../devices/testkit.ts'
import { escpos, type Receipt } from './escpos.ts'
import { readStrip } from './fixture-escpos.ts'
import { samplePaper } from './fixture-papers.ts'
import { columnsOf, gbkBytes, printable, SUBSTITUTE } from './gbk.ts'
import { qrModules } from './qr.ts'

const W80: Receipt = { width_mm: 80, cut: 'partial', drawer: false }
const W58: Receipt = { ...W80, width_mm: 58 }

const text = (content: string, more: Partial<Extract<SlipItem, { is: 'text' }>> = {}): SlipItem => ({
  ...{ is: 'text', x_mm: 4, y_mm: 4, width_mm: 72, text: content, size_pt: 8.5, align: 'left' },
  ...more,
})
const roll = (items: SlipItem[], watermark: string | null = null): SlipDocument => ({
  title: '单',
  paper: { name: '80mm 卷纸', width_mm: 80, height_mm: 'auto', length_mm: 60 },
  items,
  watermark,
})
const linesOf = (doc: SlipDocument, receipt = W80) => readStrip(escpos(doc, receipt)).lines.map((l) => l.text)

describe('GBK', () => {
  test('what is encoded decodes to itself, for every character it has', () => {
    const decoder = new TextDecoder('gbk')
    let all = ''
    for (let lead = 0x81; lead <= 0xfe; lead++) {
      for (let trail = 0x40; trail <= 0xfe; trail++) {
        const c = trail === 0x7f ? '' : decoder.decode(Uint8Array.of(lead, trail))
        if ([...c].length === 1 && c !== '\ufffd' && !/\p{Co}/u.test(c)) all += c
      }
    }
    expect(all.length).toBeGreaterThan(20_000)
    const wrong = [...all].filter((c) => decoder.decode(Uint8Array.from(gbkBytes(c))) !== c)
    expect(wrong).toEqual([])
  })

  test('what it does not have is seen, as wide as it was, and never stops the print', () => {
    expect(printable('张𬌗¥12 é😀\u0007')).toBe(`张${SUBSTITUTE}￥12 é${SUBSTITUTE}${SUBSTITUTE}`)
    expect(gbkBytes('€')).toEqual([0xa2, 0xe3])
    expect(columnsOf('张三a1')).toBe(6)
    expect(linesOf(roll([text('\ud800 坏')]))).toEqual([`${SUBSTITUTE} 坏`])
  })
})

describe('a strip', () => {
  test('places in millimetres become columns; amounts end in one column', () => {
    const amount = (y_mm: number, label: string, value: string) => [
      text(label, { y_mm, width_mm: 46 }),
      text(value, { y_mm, x_mm: 50, width_mm: 26, align: 'right' }),
    ]
    const rows = [
      ...amount(4, '统筹基金', '1,234.50'),
      ...amount(8, '现金', '8.00'),
      ...amount(12, '合', '¥9.00'),
    ]
    const lines = linesOf(roll(rows))
    expect(lines).toEqual([
      `统筹基金${' '.repeat(32)}1,234.50`,
      `现金${' '.repeat(40)}8.00`,
      `合${' '.repeat(40)}￥9.00`,
    ])
    for (const line of lines) expect(columnsOf(line)).toBe(48)
  })

  test('a figure that would run into its label goes on the next line, never lost, never cut', () => {
    const lines = linesOf(
      roll([text('一'.repeat(22)), text('12,345.67', { x_mm: 50, width_mm: 26, align: 'right' })]),
    )
    expect(lines).toEqual(['一'.repeat(22), `${' '.repeat(39)}12,345.67`])
  })

  test('a text longer than the paper goes on below', () => {
    const long = `报文ID ${'H5101040000120260520101203'.repeat(2)}`
    const lines = linesOf(roll([text(long, { size_pt: 6 })]))
    expect(lines.join('')).toBe(long)
    for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(48)
  })

  test('titles stand double and in the middle, rules are dashes', () => {
    const strip = readStrip(
      escpos(
        roll([
          text('押金收据', { size_pt: 15, bold: true, align: 'center' }),
          { is: 'line', x1_mm: 4, x2_mm: 76, y1_mm: 14, y2_mm: 14, weight_mm: 0.3 },
        ]),
        W80,
      ),
    )
    expect(strip.lines).toEqual([
      { text: `${' '.repeat(16)}押金收据`, bold: true, double: true, columns: 32 },
      { text: '-'.repeat(48), bold: false, double: false, columns: 48 },
    ])
    expect(strip.unknown).toEqual([])
  })

  test('cut and drawer as configured; the watermark stands at both ends', () => {
    const doc = roll([text('一')], '培训模式 样张')
    const full = readStrip(escpos(doc, { ...W80, cut: 'full', drawer: true }))
    expect(full).toMatchObject({ cuts: 1, drawer: 1 })
    expect(full.lines.map((l) => l.text.trim())).toEqual([
      '*** 培训模式 样张 ***',
      '一',
      '*** 培训模式 样张 ***',
    ])
    expect(readStrip(escpos(doc, { ...W80, cut: 'none' }))).toMatchObject({ cuts: 0, drawer: 0 })
  })

  test('the printer draws a QR code itself', () => {
    const modules = qrModules('押金 YJ1')
    const code: SlipItem = { is: 'qr', x_mm: 28, y_mm: 10, size_mm: 24, text: '押金 YJ1', modules }
    const strip = readStrip(escpos(roll([text('扫码'), code]), W80))
    expect(strip.qr).toEqual(['押金 YJ1'])
    expect(strip.unknown).toEqual([])
  })
})

describe.each([
  ['slip-80', W80, 48],
  ['refund-80', W80, 48],
  ['selfpay-80', W80, 48],
  ['slip-58', W58, 32],
  ['refund-58', W58, 32],
  ['deposit-80', W80, 48],
  ['deposit-58', W58, 32],
] as const)('%s', (name, receipt, columns) => {
  test.each([3, 40])('with %i lines says everything, in its columns', (count) => {
    const doc = samplePaper(name, count)
    const strip = readStrip(escpos(doc, receipt))
    expect(strip.unknown).toEqual([])
    for (const line of strip.lines) expect(line.columns, line.text).toBeLessThanOrEqual(columns)
    const paper = strip.lines
      .map((l) => l.text)
      .join('')
      .replaceAll(' ', '')
    for (const item of doc.items) {
      if (item.is !== 'text' || columnsOf(item.text) > 20) continue
      expect(paper, item.text).toContain(printable(item.text).replaceAll(' ', ''))
    }
    const amounts = doc.items.filter(
      (i) => i.is === 'text' && i.align === 'right' && /^[\d,.-]+$/.test(i.text),
    )
    const ends = new Set(strip.lines.filter((l) => /\.\d\d$/.test(l.text)).map((l) => l.columns))
    expect(amounts.length).toBeGreaterThan(0)
    expect([...ends]).toEqual([columns])
  })
})

describe('through a real line', () => {
  const doc = samplePaper('deposit-80', 3)
  const driver = (via: object) => {
    const { told, deps } = listener()
    const config = printerConfig.parse({ kind: 'printer', id: 'p', name: '小票', via })
    const printer = openPrinter(config, told, deps)
    onTestFinished(() => printer.close())
    return printer
  }

  test('TCP 9100', async () => {
    const chunks: Buffer[] = []
    const server = createServer((socket) => socket.on('data', (chunk) => chunks.push(chunk)))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const { port } = server.address() as { port: number }
    const printer = driver({ is: 'tcp', host: '127.0.0.1', port })
    const bytes = escpos(doc, W80)
    await printer.write!(bytes)
    const whole = () => Buffer.concat(chunks)
    await until(() => whole().includes(Buffer.from(bytes)))
    expect(readStrip(bytes).lines.some((l) => l.text.includes('欧阳明月'))).toBe(true)
  })

  test('a serial line', async () => {
    const pty = await openPty()
    onTestFinished(() => pty.close())
    const printer = driver({ is: 'serial', port: pty.path, baudRate: 115_200 })
    await until(() => printer.view().state === 'ready')
    const bytes = escpos(doc, W80)
    await printer.write!(bytes)
    await until(() => pty.received().includes(Buffer.from(bytes)))
  })
})
