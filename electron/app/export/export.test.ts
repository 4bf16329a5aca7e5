import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../shared/contract.ts'
import { faultOf } from '../../../shared/errors.ts'
import type { Change, Journal } from '../../journal/port.ts'
import { type Caller, createBus, createRegistry } from '../registry.ts'
import { registerExport } from './api.ts'
import { createExports } from './index.ts'
import type { Cell, ExportColumn } from './port.ts'
import { readSheet, writeSheet } from './sheets.ts'
import { byOffset, byWindow } from './tables.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'guitai-export-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const never = new AbortController().signal
async function* of(...rows: Cell[][]) {
  yield* rows
}
const COLUMNS: ExportColumn[] = [
  { title: '编码', width: 20 },
  { title: '金额', kind: 'fen' },
  { title: '时间', kind: 'time' },
  { title: '数量', kind: 'number' },
]

async function written(rows: AsyncIterable<readonly Cell[]>, more: { rowsPerSheet?: number } = {}) {
  const path = join(dir, 't.xlsx')
  const count = await writeSheet({ path, name: '表', columns: COLUMNS, rows, signal: never, ...more })
  return { path, count, parts: unzipSync(readFileSync(path)) }
}

describe('a sheet', () => {
  it('keeps texts as texts: zeros in front, 18 digits, formulas, control characters, rare characters', async () => {
    const texts = [
      '00012',
      '510104199001011234',
      '=cmd|calc',
      '+1',
      '-1',
      '@x',
      'a\u0001\n b<&>"',
      '𠮷',
      '_x0041_',
    ]
    const { path, count, parts } = await written(of(...texts.map((text) => [text, null, null, null])))
    expect(count).toBe(texts.length)
    const xml = strFromU8(parts['xl/worksheets/sheet1.xml']!)
    expect(xml).not.toContain('<f>')
    expect(xml.match(/t="inlineStr"/g)).toHaveLength(texts.length + COLUMNS.length)
    expect(xml).toContain('_x0001_')
    expect(xml).toContain('_x005F_x0041_')
    expect(xml).toContain('state="frozen"')
    const back = await readSheet(path, 100, never)
    expect(back.map(({ cells }) => cells[0])).toEqual(['编码', ...texts])
  })

  it('writes money in yuan, moments on the wall clock and numbers as numbers', async () => {
    const at = new Date(2026, 10, 21, 8, 30, 5).getTime()
    const { path, parts } = await written(of(['a', 123_456_789, at, 0.5]))
    const xml = strFromU8(parts['xl/worksheets/sheet1.xml']!)
    expect(xml).toMatch(/<v>1234567\.89<\/v>/)
    const [, row] = await readSheet(path, 100, never)
    expect(row).toEqual({ row: 2, cells: ['a', '1234567.89', '2026-11-21 08:30:05', '0.5'] })
    // the built-in #,##0.00, and our own of moments
    expect(xml).toContain('<c s="2"><v>1234567.89</v></c>')
    const formats = strFromU8(parts['xl/styles.xml']!).match(/(?<=<cellXfs.*)numFmtId="\d+"/g)
    expect(formats?.slice(0, 4)).toEqual(['0', '49', '4', '164'].map((id) => `numFmtId="${id}"`))
    expect(xml).toContain('<autoFilter ref="A1:D2"/>')
  })

  it('goes on in a second sheet with the header again', async () => {
    const rows = Array.from({ length: 7 }, (_, i) => [`r${i}`, i, null, null])
    const { parts } = await written(of(...rows), { rowsPerSheet: 5 })
    const second = strFromU8(parts['xl/worksheets/sheet2.xml']!)
    expect(second).toContain('编码')
    expect([...second.matchAll(/>r(\d)</g)].map(([, n]) => n)).toEqual(['4', '5', '6'])
  })

  it('refuses what is no spreadsheet, and more rows than wanted', async () => {
    const path = join(dir, 'bad.xlsx')
    writeFileSync(path, 'no zip')
    await expect(readSheet(path, 10, never)).rejects.toThrow('不是 Excel 文件')
    const { path: three } = await written(of(['1'], ['2'], ['3']))
    await expect(readSheet(three, 3, never)).rejects.toThrow('超过 3 行')
    expect(await readSheet(three, 4, never)).toHaveLength(4)
  })
})

describe('export.table', () => {
  const caller: Caller = {
    sessionId: 's1',
    operator: { opter: 'c1', opterName: '张收费', role: 'cashier' },
    locked: false,
  }
  let now = Date.now()
  function desk(rows: (query: JsonObject) => AsyncIterable<readonly Cell[]>, web = false) {
    const registry = createRegistry()
    const exports = createExports()
    const columns = [{ title: '编码' }]
    exports.register({ id: 't', label: '表/一', columns, rows })
    exports.register({ id: 'secret', label: '密', columns, roles: ['admin'], rows })
    const audits: Change[] = []
    const journal = {
      commit: async (changes: Change[]) => void audits.push(...changes),
    } as unknown as Journal
    const bus = createBus()
    const folder = join(dir, 'exports')
    registerExport(registry, { journal, bus, now: () => now, dir: folder, web, table: exports.table })
    const call = (channel: string, input: unknown, from = caller) =>
      registry.entries.get(channel as never)!.handler(input as never, from) as Promise<never>
    return { call, audits, bus, folder }
  }
  beforeEach(() => {
    now = Date.now()
  })

  it('writes the rows of the query, audits them, and sweeps after a week', async () => {
    const { call, audits, folder } = desk((query) => of([String(query.word)]))
    const made: { name: string; path: string; rows: number; url: null } = await call('export.table', {
      table: 't',
      query: { word: '甲' },
    })
    expect(made).toMatchObject({ rows: 1, url: null, path: join(folder, made.name) })
    expect(made.name).toMatch(/^表一-\d{14}\.xlsx$/)
    expect((await readSheet(made.path, 10, never))[1]!.cells).toEqual(['甲'])
    expect(audits).toMatchObject([
      {
        entry: {
          actor: 'c1',
          action: 'export.table',
          subject: '表/一',
          detail: { rows: 1, query: { word: '甲' } },
        },
      },
    ])
    const old = now / 1000 - 8 * 86_400
    utimesSync(made.path, old, old)
    now += 2_000
    await call('export.table', { table: 't', query: { word: '乙' } })
    expect(existsSync(made.path)).toBe(false)
    expect(readdirSync(folder)).toHaveLength(1)
  })

  it('is refused without the right, and a failing table leaves nothing', async () => {
    const { call, folder, audits } = desk(async function* () {
      yield ['1']
      throw new Error('broken')
    })
    await expect(call('export.table', { table: 'secret', query: {} })).rejects.toThrow('没有导出')
    await expect(call('export.table', { table: 'none', query: {} })).rejects.toThrow('不能导出')
    await expect(call('export.table', { table: 't', query: {} })).rejects.toThrow('broken')
    expect(readdirSync(folder)).toEqual([])
    expect(audits).toEqual([])
  })

  it('is ended by its own face at once and leaves nothing', async () => {
    let asked = () => {}
    const begun = new Promise<void>((resolve) => {
      asked = resolve
    })
    const { call, folder, audits } = desk(async function* () {
      for (let i = 0; ; i++) {
        if (i === 5_000) asked()
        yield [String(i)]
      }
    })
    const running = call('export.table', { table: 't', query: {} }).catch(faultOf)
    await begun
    expect(await call('export.cancel', {}, { ...caller, sessionId: 's2' })).toEqual({ cancelled: false })
    await expect(call('export.table', { table: 't', query: {} })).rejects.toThrow('正在导出')
    expect(await call('export.cancel', {})).toEqual({ cancelled: true })
    expect(await running).toMatchObject({ kind: 'conflict', what: '导出已取消' })
    expect(readdirSync(folder)).toEqual([])
    expect(audits).toEqual([])
  })

  it('gives the web host an address for the same face, once and for ten minutes', async () => {
    const { call } = desk(() => of(['1']), true)
    const ask = async () => {
      const { url }: { url: string } = await call('export.table', { table: 't', query: {} })
      return url.slice('/export/'.length)
    }
    const token = await ask()
    await expect(call('export.fetch', { token }, { ...caller, sessionId: 's2' })).rejects.toThrow('已失效')
    expect(await call('export.fetch', { token })).toMatchObject({ name: expect.stringMatching(/xlsx$/) })
    await expect(call('export.fetch', { token })).rejects.toThrow('已失效')
    const late = await ask()
    now += 11 * 60_000
    await expect(call('export.fetch', { token: late })).rejects.toThrow('已失效')
  })
})

describe('paging', () => {
  const all = async <T>(rows: AsyncIterable<T>) => {
    const out: T[] = []
    for await (const row of rows) out.push(row)
    return out
  }
  it('by windows of time gives every row once, newest first, and never a far offset', async () => {
    const HOUR = 3_600_000
    const span = { from: 0, to: 40_000 * HOUR }
    // a crowd within one hour, a lone row long before, and both edges
    const at = [0, 17, ...Array.from({ length: 9_000 }, (_, i) => span.to - 5 * HOUR + i), span.to]
    let far = 0
    const rows = await all(
      byWindow(span, 200, async ({ from, to, offset, limit }) => {
        far = Math.max(far, offset)
        const found = at.filter((t) => t >= from && t <= to).sort((a, b) => b - a)
        return { rows: found.slice(offset, offset + limit), total: found.length }
      }),
    )
    expect(rows).toEqual([...at].sort((a, b) => b - a))
    expect(far).toBeLessThanOrEqual(2_000)
  })
  it('by offset ends at a page that is not full', async () => {
    const asked: number[] = []
    const rows = await all(
      byOffset(3, async ({ offset, limit }) => {
        asked.push(offset)
        return [0, 1, 2, 3, 4, 5].slice(offset, offset + limit)
      }),
    )
    expect(rows).toHaveLength(6)
    expect(asked).toEqual([0, 3, 6])
  })
})
