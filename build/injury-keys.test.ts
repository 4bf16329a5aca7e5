import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { JOBS } from '../renderer/shell/jobs.ts'

/**
 * The keys that 操作手册 names for the work-injury screens against the keys that these screens have, page by page,
 * both ways: a key of the book that does nothing, and a key of the screen that the book keeps to itself.
 */
const ROOT = join(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')
const BOOK = read('docs/操作手册.md')

/** A part of a chapter from this text on, up to the next one, and where its keys are. */
interface Part {
  from: string
  files: readonly string[]
}
interface Chapter {
  screen: 'injury' | 'injury-record' | 'injury-clearing' | 'injury-exchange'
  /** what every page of it has */
  everywhere: readonly string[]
  parts: readonly Part[]
}

const CHAPTERS: readonly Chapter[] = [
  {
    screen: 'injury',
    everywhere: ['keymap.ts', 'pages/BillPage.tsx', 'pages/StayFees.tsx', 'pages/Diagnoses.tsx'],
    parts: [{ from: '', files: ['../common/MendMapping.tsx'] }],
  },
  {
    screen: 'injury-record',
    everywhere: ['Case.tsx', '../../components/ExportButton.tsx'],
    parts: [
      { from: '| 列表里的键', files: ['Worklist.tsx'] },
      { from: '| Alt+1 首页', files: ['PartsTab.tsx'] },
      { from: '| Alt+2 医嘱', files: ['OrdersTab.tsx'] },
      { from: '| Alt+3 附件', files: ['FilesTab.tsx'] },
      { from: '| Alt+4 康复', files: ['RehabTab.tsx', 'PartsTab.tsx'] },
      { from: '| Alt+5 码表', files: ['CodesTab.tsx'] },
      { from: '**撤销**：F9', files: ['PartsTab.tsx', 'OrdersTab.tsx', 'FilesTab.tsx'] },
    ],
  },
  {
    screen: 'injury-clearing',
    everywhere: ['index.tsx', '../../components/ExportButton.tsx'],
    parts: [
      { from: '### 清算', files: ['Applications.tsx'] },
      { from: '### 月结', files: ['Months.tsx'] },
      { from: '- **扣款**', files: ['Deducted.tsx'] },
    ],
  },
  {
    screen: 'injury-exchange',
    everywhere: ['index.tsx'],
    parts: [
      { from: '**下载（Alt+1）', files: ['Downloads.tsx'] },
      { from: '**备案（Alt+2）', files: ['Filings.tsx', 'Records.tsx', 'Detail.tsx', 'DraftForm.tsx'] },
      { from: '**入院与结算（Alt+3）', files: ['Stays.tsx', 'Records.tsx', 'Detail.tsx'] },
      { from: '**机构（Alt+4）', files: ['Institutions.tsx', 'Records.tsx', 'DraftForm.tsx'] },
      { from: '**超时（Alt+5）', files: ['Late.tsx'] },
    ],
  },
]

const CAP: Record<string, string> = { Ins: 'Insert', Del: 'Delete', PgUp: 'PageUp', PgDn: 'PageDown' }
const WRITTEN =
  /(?:(?:Ctrl|Alt|Shift)\+)+(?:F\d{1,2}|[A-Z]\b|\d(?:…\d)?|Pg(?:Up|Dn)|[←→])|\b(?:F\d{1,2}|Ins|Del|Esc)\b/g

/** As a key map writes it; of a row of digits every one. */
function spelled(written: string): string[] {
  const row = /^(.*\+)(\d)…(\d)$/.exec(written)
  if (row) {
    const [, mods, from, to] = row
    return Array.from({ length: Number(to) - Number(from) + 1 }, (_, i) => `${mods}${Number(from) + i}`)
  }
  const name = written.replace('←', 'ArrowLeft').replace('→', 'ArrowRight')
  return [name.replace(/(Ins|Del|PgUp|PgDn)$/, (cap) => CAP[cap]!)]
}
const namedIn = (text: string) => new Set([...text.matchAll(WRITTEN)].flatMap(([one]) => spelled(one)))

/** `F8: {`, `'Alt+N': {`, the rows of a table of deeds, and what a list or a field does with a key itself. */
const MAPPED =
  /(?:^|[\s{(])'?((?:(?:Ctrl|Alt|Shift)\+)*(?:F\d{1,2}|[A-Z]|Page(?:Up|Down)|Arrow\w+|Insert|Delete|Esc))'?: |, '(F\d{1,2})'\]|event\.key [!=]== '(Delete)'/gm

function mappedIn(source: string): Set<string> {
  const keys = [...source.matchAll(MAPPED)].map(([, map, deed, own]) => map ?? deed ?? own!)
  // the tabs of a screen by their number
  const digits = source.includes('`Alt+$') ? [1, 2, 3, 4, 5, 6].map((n) => `Alt+${n}`) : []
  return new Set([...keys, ...digits])
}

const sourceOf = (screen: string, files: readonly string[]) =>
  files.map((file) => read(join('renderer/screens', screen, file))).join('\n')

/** Keys that lead to another screen are not the screen's own. */
const AWAY = new Set(JOBS.map(({ combo }) => combo))

function chapterOf(screen: Chapter['screen']) {
  const { label, combo } = JOBS.find((job) => job.screen === screen)!
  const head = `## ${label}（${combo}）`
  const at = BOOK.indexOf(`\n${head}\n`)
  expect(at, head).toBeGreaterThan(0)
  const rest = BOOK.slice(at + head.length + 1)
  return rest.slice(0, rest.indexOf('\n## '))
}

it.each(CHAPTERS)('$screen: every key of the book is one of the page it is told of', (chapter) => {
  const text = chapterOf(chapter.screen)
  const starts = chapter.parts.map(({ from }) => text.indexOf(from))
  expect(starts).toEqual([...starts].sort((a, b) => a - b))
  expect(starts).not.toContain(-1)
  for (const [i, part] of chapter.parts.entries()) {
    const keys = mappedIn(sourceOf(chapter.screen, [...chapter.everywhere, ...part.files]))
    const named = [...namedIn(text.slice(starts[i], starts[i + 1]))]
    expect(named.length).toBeGreaterThan(0)
    const dead = named.filter((key) => !keys.has(key) && !AWAY.has(key))
    expect(dead, part.from).toEqual([])
  }
})

it.each(CHAPTERS)('$screen: every key of the screen is in the book', (chapter) => {
  const files = [...chapter.everywhere, ...chapter.parts.flatMap((part) => part.files)]
  const keys = mappedIn(sourceOf(chapter.screen, files))
  const named = namedIn(chapterOf(chapter.screen))
  expect([...keys].filter((key) => /F\d|Alt\+[A-Z]/.test(key) && !named.has(key))).toEqual([])
})
