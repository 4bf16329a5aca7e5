import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { samplePaper } from '../electron/app/print/fixture-papers.ts'
import { width_mm } from '../electron/app/print/measure.ts'
import { BUILT_IN } from '../electron/app/print/templates/index.ts'
import { type SlipDocument, type SlipItem, sheetHeight_mm } from '../shared/slip.ts'
import { slipHtml } from '../shared/slip-html.ts'
import { openBrowser } from './support/app.ts'

/** Every paper as the host prints it, read back from the PDF with poppler's pdftotext. */
const TOLERANCE_mm = 0.5
const MM_per_pt = 25.4 / 72

interface Word {
  text: string
  left: number
  right: number
  top: number
}
interface Sheet {
  width: number
  height: number
  words: Word[]
}

let browser: Browser
let page: Page
let dir: string
/** what pdftotext calls the top of a word lies above its line, by so many times its size */
let above: number

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'geometry-'))
  browser = await openBrowser()
  page = await browser.newPage()
  above = await calibrated()
})
afterAll(async () => {
  await browser?.close()
  rmSync(dir, { recursive: true, force: true })
})

async function pdfOf(doc: SlipDocument): Promise<Sheet[]> {
  await page.setContent(slipHtml(doc))
  const pdf = await page.pdf({
    width: `${doc.paper.width_mm}mm`,
    height: `${sheetHeight_mm(doc)}mm`,
    printBackground: true,
  })
  const path = join(dir, 'paper.pdf')
  writeFileSync(path, pdf)
  return read(execFileSync('pdftotext', ['-bbox', path, '-'], { encoding: 'utf8', maxBuffer: 1 << 28 }))
}

const ENTITIES: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' }
const plain = (text: string) => text.replace(/&(lt|gt|quot|amp);/g, (entity) => ENTITIES[entity] ?? entity)

function read(xml: string): Sheet[] {
  const at = (attributes: string, name: string) =>
    Number(new RegExp(`${name}="([-\\d.]+)"`).exec(attributes)?.[1]) * MM_per_pt
  return xml
    .split('<page ')
    .slice(1)
    .map((part) => ({
      width: at(part, 'width'),
      height: at(part, 'height'),
      words: [...part.matchAll(/<word ([^>]*)>([^<]*)<\/word>/g)].map(([, place = '', text = '']) => ({
        text: plain(text),
        left: at(place, 'xMin'),
        right: at(place, 'xMax'),
        top: at(place, 'yMin'),
      })),
    }))
}

/** One large text at a known place: a large one, because Chromium rounds the baseline to whole pixels. */
async function calibrated(): Promise<number> {
  const size_pt = 60
  const item: SlipItem = {
    ...{ is: 'text', text: '尺', align: 'left', size_pt },
    ...{ x_mm: 20, y_mm: 50, width_mm: 60 },
  }
  const [sheet] = await pdfOf({
    title: '尺',
    paper: { name: 'A5', width_mm: 148, height_mm: 210 },
    items: [item],
    watermark: null,
  })
  return (50 - sheet!.words[0]!.top) / (size_pt * MM_per_pt)
}

type Text = Extract<SlipItem, { is: 'text' }>

const BLANKS = /[\s　]+/

/** How far a text lies from its place, across and down; null where it is not on the sheet at all. */
function offOf(item: Text, sheet: Sheet): { x: number; y: number } | null {
  const parts = item.text.split(BLANKS).filter(Boolean)
  const top = (word: Word) => word.top + above * item.size_pt * MM_per_pt
  const nearest = (text: string, edge: (word: Word) => number, at: number) =>
    sheet.words
      .filter((word) => word.text === text)
      .map((word) => ({ word, far: Math.hypot(edge(word) - at, top(word) - item.y_mm) }))
      .sort((a, b) => a.far - b.far)[0]?.word
  const right = item.x_mm + item.width_mm
  const middle = item.x_mm + item.width_mm / 2
  // what is indented by blanks begins behind them
  const left = item.x_mm + width_mm(/^[\s　]*/.exec(item.text)?.[0] ?? '', item.size_pt)
  const first = nearest(parts[0]!, (w) => w.left, item.align === 'left' ? left : middle)
  const last = nearest(parts.at(-1)!, (w) => w.right, item.align === 'right' ? right : middle)
  if (!first || !last) return null
  if (item.align === 'left') return { x: first.left - left, y: top(first) - item.y_mm }
  if (item.align === 'right') return { x: last.right - right, y: top(last) - item.y_mm }
  return { x: (first.left + last.right) / 2 - middle, y: top(first) - item.y_mm }
}

describe.each(
  Object.keys(BUILT_IN).flatMap((name) => [3, 80].map((count): [string, number] => [name, count])),
)('%s with %i lines', (name, count) => {
  test('every text is within half a millimetre of its place, every sheet of its size', async () => {
    const doc = samplePaper(name, count)
    const sheets = await pdfOf(doc)
    expect(sheets).toHaveLength(doc.pages ?? 1)
    for (const { width, height } of sheets) {
      expect(Math.abs(width - doc.paper.width_mm)).toBeLessThan(TOLERANCE_mm)
      expect(Math.abs(height - sheetHeight_mm(doc))).toBeLessThan(TOLERANCE_mm)
    }
    const texts = doc.items.filter((item) => item.is === 'text')
    expect(texts.length).toBeGreaterThan(10)
    const wrong = texts
      .map((item) => ({ item, off: offOf(item, sheets[item.page ?? 0]!) }))
      .filter(({ off }) => !off || Math.abs(off.x) > TOLERANCE_mm || Math.abs(off.y) > TOLERANCE_mm)
      .map(({ item, off }) => `${item.text}: ${off ? `${off.x.toFixed(2)}, ${off.y.toFixed(2)}` : 'nowhere'}`)
    expect(wrong).toEqual([])
  })
})

test('the watermark of the training mode moves nothing', async () => {
  const bare = await pdfOf(samplePaper('deposit-241', 3))
  const marked = await pdfOf(samplePaper('deposit-241', 3, '培训模式 样张'))
  const places = (sheets: Sheet[]) => sheets[0]!.words.filter((w) => w.text.startsWith('收据号'))
  expect(places(marked)).toEqual(places(bare))
  expect(places(bare)).toHaveLength(1)
})
