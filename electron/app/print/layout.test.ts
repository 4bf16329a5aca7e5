import { describe, expect, test } from 'vitest'
import { fen } from '../../../shared/money.ts'
import { type SlipDocument, type SlipItem, sheetHeight_mm } from '../../../shared/slip.ts'
import { LINE_EM } from '../../../shared/slip-html.ts'
import type { SlipData } from './bind.ts'
import { slipData } from './data/visit.ts'
import { dict, lines, settledVisit } from './fixture.ts'
import { layout } from './layout.ts'
import { MM_PER_PT, width_mm } from './measure.ts'
import { type Template, templateSchema } from './template.ts'
import { BUILT_IN } from './templates/index.ts'

type Text = Extract<SlipItem, { is: 'text' }>

const context = (reprint = 0) => ({ hospital: '锦江示范医院', dict, reprint, now: 0 })
const refunded = (count?: number) =>
  settledVisit(
    {
      refund: {
        setl_id: 'R1',
        msgid: 'M2',
        setl_time: '2026-05-06 11:00:00',
        payments: [{ method: 'cash', amountFen: fen(-4_280) }],
      },
    },
    lines(count),
  )

function made(name: string, count: number): SlipDocument {
  const visit = name.startsWith('refund')
    ? refunded(count)
    : settledVisit({ selfPay: name.startsWith('selfpay') }, lines(count))
  const setl_id = name.startsWith('refund') ? 'R1' : visit.settlement!.setl_id
  return layout(BUILT_IN[name]!, slipData(visit, setl_id, context(1))!.data, null)
}

/** Where the ink of a text is, whatever the width of its box. */
function ink(t: Text): { left: number; right: number; top: number; bottom: number } {
  const wide = width_mm(t.text, t.size_pt)
  const left =
    t.align === 'right'
      ? t.x_mm + t.width_mm - wide
      : t.align === 'center'
        ? t.x_mm + (t.width_mm - wide) / 2
        : t.x_mm
  return { left, right: left + wide, top: t.y_mm, bottom: t.y_mm + t.size_pt * MM_PER_PT * LINE_EM }
}

const slips = Object.keys(BUILT_IN).filter((name) => /^(slip|refund|selfpay)-/.test(name))
const cases = slips.flatMap((name) => [1, 7, 60].map((count): [string, number] => [name, count]))

describe.each(cases)('%s with %i lines', (name, count) => {
  const doc = made(name, count)
  const texts = doc.items.filter((i) => i.is === 'text')

  test('all ink is on the paper', () => {
    const height = sheetHeight_mm(doc)
    for (const t of texts) {
      const { left, right, top, bottom } = ink(t)
      expect(left, t.text).toBeGreaterThanOrEqual(-0.01)
      expect(right, t.text).toBeLessThanOrEqual(doc.paper.width_mm + 0.01)
      expect(top, t.text).toBeGreaterThanOrEqual(0)
      expect(bottom, t.text).toBeLessThanOrEqual(height)
      expect(t.page ?? 0).toBeLessThan(doc.pages ?? 1)
    }
  })

  test('no text touches another one', () => {
    const touching: string[] = []
    texts.forEach((a, i) => {
      for (const b of texts.slice(i + 1)) {
        if (a.page !== b.page) continue
        const p = ink(a)
        const q = ink(b)
        const across = Math.min(p.right, q.right) - Math.max(p.left, q.left)
        // ink is smaller than its line: a tenth of a line may be shared by texts of different sizes
        const down = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top)
        if (across > 0.01 && down > 0.45) touching.push(`${a.text} / ${b.text}`)
      }
    })
    expect(touching).toEqual([])
  })

  test('every line is there once, amounts in one column', () => {
    const all = texts.map((t) => t.text)
    expect(all.filter((t) => t.startsWith('黄芪'))).toHaveLength(
      lines(count).filter((l) => l.name === '黄芪').length,
    )
    const edges = texts.filter((t) => t.text === '8.61').map((t) => t.x_mm + t.width_mm)
    expect(new Set(edges).size).toBeLessThanOrEqual(1)
  })
})

describe('sheets', () => {
  test('a roll is as long as it needs, fixed paper takes more sheets', () => {
    const short = made('slip-80', 1)
    const long = made('slip-80', 60)
    expect(long.pages).toBe(1)
    expect(sheetHeight_mm(long)).toBeGreaterThan(sheetHeight_mm(short) + 300)
    expect(made('slip-a5', 1).pages).toBe(1)
    const sheets = made('slip-a5', 60)
    expect(sheets.pages).toBeGreaterThan(2)
    for (let page = 0; page < sheets.pages!; page++) {
      const on = sheets.items.filter((i) => i.is === 'text' && i.page === page).map((i) => (i as Text).text)
      expect(on).toContain('门诊结算单')
      expect(on).toContain(`第 ${page + 1}/${sheets.pages} 页`)
      expect(on.some((t) => t.includes('欧阳明月'))).toBe(true)
    }
  })
})

describe('a template', () => {
  const tiny: Template = {
    title: 't',
    paper: { name: 'p', width_mm: 50, height_mm: 'auto', margin_mm: [1, 1, 1, 1] },
    size_pt: 10,
    head: [],
    body: [
      { each: 'rows', when: 'a', items: [{ text: '{a}-{b}', x_mm: 0, width_mm: 40 }] },
      { when: 'zero', items: [{ text: 'never', x_mm: 0, width_mm: 40 }] },
    ],
    foot: [],
  }

  test('rows bind their own fields before the slip’s, and nothing twice', () => {
    const data: SlipData = { b: 'slip', zero: 0, rows: [{ a: '{b}' }, { a: 'x', b: 'row' }, { a: '' }] }
    expect(layout(tiny, data, null).items.map((i) => (i as Text).text)).toEqual(['{b}-slip', 'x-row'])
  })

  test('built-in ones are what a site may write; the schema names what is wrong', () => {
    for (const [name, template] of Object.entries(BUILT_IN)) {
      const parsed = templateSchema.safeParse(JSON.parse(JSON.stringify(template)))
      expect(parsed.success, name).toBe(true)
    }
    expect(templateSchema.safeParse({ ...tiny, colour: 'red' }).success).toBe(false)
  })

  test('an unknown format is a fault of the template', () => {
    const wrong = { ...tiny, body: [{ items: [{ text: '{a|loud}', x_mm: 0, width_mm: 9 }] }] }
    expect(() => layout(wrong, { a: 1 }, null)).toThrow(/loud/)
  })
})
