import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { faultOf } from '../../shared/errors.ts'
import { openCatalogue } from './index.ts'
import {
  hasRealTables,
  lineOf,
  load,
  realKinds,
  realLines,
  shape,
  WITHOUT_TABLES,
  zipped,
} from './testkit.ts'

let home = ''
let store: ReturnType<typeof openCatalogue>
const open = () => openCatalogue({ path: join(home, 'catalogue.db') })
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'guitai-catalogue-'))
  store = open()
})
afterEach(async () => {
  await store.close()
  rmSync(home, { recursive: true, force: true })
})

const ever = new AbortController().signal
const diag = (rid: string, code: string, name: string, over: Record<string, string> = {}) =>
  lineOf('1307', {
    diag_list_id: rid,
    diag_code: code,
    diag_name: name,
    rid,
    vali_flag: '1',
    ver: 'v1',
    ...over,
  })
const names = async (text: string, more: object = {}) =>
  (await store.search({ text, limit: 20, ...more })).map(({ name }) => name)

describe('searching', () => {
  beforeEach(async () => {
    await load(store, '1307', [
      diag('1', 'K35.900', '急性阑尾炎'),
      diag('2', 'K35.900x001', '急性阑尾炎伴穿孔'),
      diag('3', 'K36.x00', '慢性阑尾炎'),
      diag('4', 'K07.100x001', '上𬌗后缩'),
      diag('5', 'I10.x00', '重度高血压'),
      diag('6', 'D50.900', '缺铁性贫血（轻度）'),
      diag('7', 'Z99.900', '停用的阑尾炎', { vali_flag: '0' }),
      diag('8', 'E11.900', '2型糖尿病', { ver: 'v2' }),
    ])
  })

  it('finds by any part of the name from one character on, whole first, then beginning, then inside', async () => {
    expect(await names('阑尾')).toEqual(['急性阑尾炎', '慢性阑尾炎', '急性阑尾炎伴穿孔', '停用的阑尾炎'])
    expect(await names('急性阑尾炎')).toEqual(['急性阑尾炎', '急性阑尾炎伴穿孔'])
    expect(await names('炎')).toContain('急性阑尾炎')
    expect(await names('高')).toEqual(['重度高血压'])
    expect(await names('阑尾癌')).toEqual([])
  })

  it('finds by initials and full pinyin, of either reading, to an unfinished syllable', async () => {
    expect(await names('jxlwy')).toEqual(['急性阑尾炎', '急性阑尾炎伴穿孔'])
    expect(await names('LWY')).toContain('慢性阑尾炎')
    expect(await names('lanwe')).toContain('急性阑尾炎')
    expect(await names('jixinglanwei')).toEqual(['急性阑尾炎', '急性阑尾炎伴穿孔'])
    expect(await names('zdgxy')).toEqual(['重度高血压'])
    expect(await names('cdgxy')).toEqual(['重度高血压'])
    expect(await names('gaoxieya')).toEqual(['重度高血压'])
    expect(await names('2xtnb')).toEqual(['2型糖尿病'])
    expect(await names('lwz')).toEqual([])
  })

  it('finds by code: its beginning, without regard to case, and inside a long one', async () => {
    expect(await names('k35')).toEqual(['急性阑尾炎', '急性阑尾炎伴穿孔'])
    expect(await names('K35.900X001')).toEqual(['急性阑尾炎伴穿孔'])
    await load(store, '1301', [
      lineOf('1301', {
        med_list_codg: 'XJ01CAA040E001010100011',
        reg_name: '阿莫西林胶囊',
        rid: '1',
        ver: 'v1',
      }),
    ])
    expect(await names('a040e00')).toEqual(['阿莫西林胶囊'])
    expect(await names('E001010100011')).toEqual(['阿莫西林胶囊'])
    expect(await names('A040E0010102')).toEqual([])
  })

  it('keeps characters beyond the basic plane whole, and takes full and half width for one', async () => {
    expect(await names('𬌗')).toEqual(['上𬌗后缩'])
    expect(await names('上𬌗')).toEqual(['上𬌗后缩'])
    expect(await names('缺铁性贫血(轻')).toEqual(['缺铁性贫血（轻度）'])
    expect((await store.entry('1307', 'K07.100x001'))?.columns.diag_name).toBe('上𬌗后缩')
  })

  it('leaves out at a date what is out of use, and knows nothing of other kinds', async () => {
    expect(await names('停用', { at: '2026-01-01' })).toEqual([])
    expect((await store.search({ text: '停用', limit: 5 }))[0]).toMatchObject({
      valid: false,
      code: 'Z99.900',
    })
    expect(await names('阑尾', { kinds: ['1308'] })).toEqual([])
  })

  it('asks nothing that has to look at every row', () => {
    const scans = store
      .plans()
      .filter((line) => /SCAN|TEMP B-TREE/.test(line) && !/VIRTUAL TABLE INDEX \d+:M/.test(line))
    expect(scans).toEqual([])
    expect(store.plans().length).toBeGreaterThan(5)
  })
})

describe('versions', () => {
  const first = [
    diag('1', 'A00.000', '霍乱'),
    diag('2', 'A01.000', '伤寒'),
    diag('3', 'A02.000', '沙门菌肠炎'),
  ]

  it('brings in rows by rid, the last one of a file counts, and tells what changed', async () => {
    expect(await load(store, '1307', [...first, diag('1', 'A00.000', '霍乱(改)')])).toMatchObject({
      version: 'v1',
      rows: 3,
      changed: null,
    })
    expect(await names('霍乱')).toEqual(['霍乱(改)'])
    const state = await load(store, '1307', [
      diag('2', 'A01.000', '伤寒', { ver: 'v2', memo: '更新' }),
      diag('3', 'A02.000', '沙门菌肠炎', { ver: 'v2', vali_flag: '0' }),
      diag('4', 'A03.000', '细菌性痢疾', { ver: 'v3' }),
    ])
    expect(state).toMatchObject({ version: 'v3', rows: 4, changed: { added: 1, changed: 1, stopped: 1 } })
    expect(await names('xjxlj')).toEqual(['细菌性痢疾'])
    const { rows, total } = await store.changes('1307', { offset: 0, limit: 10 })
    expect(total).toBe(3)
    expect(rows).toEqual([
      { what: 'added', code: 'A03.000', name: '细菌性痢疾', columns: [] },
      {
        what: 'changed',
        code: 'A01.000',
        name: '伤寒',
        columns: [{ column: 'memo', before: '', after: '更新' }],
      },
      {
        what: 'stopped',
        code: 'A02.000',
        name: '沙门菌肠炎',
        columns: [{ column: 'vali_flag', before: '1', after: '0' }],
      },
    ])
    expect((await store.changes('1307', { what: 'stopped', offset: 0, limit: 10 })).total).toBe(1)
  })

  it('a renamed entry is found by its new name only', async () => {
    await load(store, '1307', first)
    await load(store, '1307', [diag('2', 'A01.900', '副伤寒', { ver: 'v2' })])
    expect(await names('伤寒')).toEqual(['副伤寒'])
    expect(await names('a01.000')).toEqual([])
    expect(await names('fsh')).toEqual(['副伤寒'])
  })

  it('from the beginning: what the new one lacks is out of use, what is the same is no change', async () => {
    await load(store, '1307', first)
    const state = await load(store, '1307', [first[0]!, diag('9', 'A09.000', '肠炎', { ver: 'v9' })], {
      fresh: true,
    })
    expect(state).toMatchObject({ version: 'v9', rows: 2, changed: { added: 1, changed: 0, stopped: 2 } })
  })

  it('takes rows that are shorter or longer than the contract, without rid by their code', async () => {
    const at = shape('1307').columns.indexOf('memo') + 1
    const state = await load(store, '1307', [
      lineOf('1307', { diag_list_id: '1', diag_code: 'B01.900', diag_name: '水痘' }, at),
      `${diag('2', 'B02.900', '带状疱疹')}\t多出来的\t列`,
      '',
      'null',
    ])
    expect(state).toMatchObject({ rows: 2, version: 'v1' })
    expect(await names('水痘')).toEqual(['水痘'])
    expect(await store.entry('1307', 'B02.900')).toMatchObject({ name: '带状疱疹', valid: true })
  })

  it('several files make one version, put in place at the end', async () => {
    const { imports } = store
    await imports.begin(shape('1307'), false)
    await imports.take('1307', { ref: 'a', path: zipped(first) }, ever, () => {})
    const second = zipped([diag('7', 'A07.000', '贾第虫病', { ver: 'v5' })])
    expect(await imports.take('1307', { ref: 'b', path: second }, ever, () => {})).toMatchObject({
      ...{ ver: 'v5', rows: 4, files: 2 },
    })
    expect(await names('霍乱')).toEqual([])
    await imports.finish('1307', ever, () => {})
    expect(await names('霍乱')).toEqual(['霍乱'])
    expect(readdirSync(join(home, 'catalogue')).filter((name) => name.endsWith('.db'))).toHaveLength(1)
  })

  it('refuses what is no catalogue file and leaves the version in use as it was', async () => {
    await load(store, '1307', first)
    const half = join(home, 'half.zip')
    const bytes = zipped(first)
    const { readFileSync } = await import('node:fs')
    const whole = readFileSync(bytes)
    writeFileSync(half, whole.subarray(0, whole.length - 30))
    const turned = Buffer.from(whole)
    turned[60] = turned[60]! ^ 0xff
    const bad = join(home, 'bad.zip')
    writeFileSync(bad, turned)
    const gbk = join(home, 'gbk.txt')
    writeFileSync(gbk, Buffer.from([0xbb, 0xf4, 0xc2, 0xd2, 9, 0xbb, 0xf4]))
    for (const path of [half, bad, gbk]) {
      await store.imports.begin(shape('1307'), false)
      const fault = await store.imports.take('1307', { ref: path, path }, ever, () => {}).catch(faultOf)
      expect(fault).toMatchObject({ kind: 'rejected' })
      expect(store.imports.staged('1307')).toBe(null)
    }
    expect(await names('霍乱')).toEqual(['霍乱'])
  })
})

describe('stopping', () => {
  it('goes on where it stopped, in a later process too, and ends as if it never had', async () => {
    const lines = Array.from({ length: 50_000 }, (_, i) =>
      diag(`r${i}`, `X${i}.000`, `病种${i}号`, { ver: `v${i}` }),
    )
    const path = zipped(lines)
    await store.imports.begin(shape('1307'), false)
    const stop = new AbortController()
    const taken = store.imports.take('1307', { ref: 'a', path }, stop.signal, () => {}).catch(faultOf)
    setTimeout(() => stop.abort(), 50)
    const answer = await taken
    expect('kind' in answer && answer.kind === 'conflict' ? 'stopped' : 'done').toMatch(/stopped|done/)
    await store.close()
    store = open()
    const staged = store.imports.staged('1307')!
    if (staged.ref !== null) await store.imports.take('1307', { ref: 'a', path }, ever, () => {})
    expect(await store.imports.finish('1307', ever, () => {})).toMatchObject({
      rows: 50_000,
      version: 'v49999',
    })
    expect((await store.search({ text: '病种49999号', limit: 3 }))[0]?.code).toBe('X49999.000')
  })
})

describe.skipIf(!hasRealTables)(hasRealTables ? 'the real tables' : WITHOUT_TABLES, () => {
  it('are found by two characters, initials and code, with characters beyond the basic plane whole', async () => {
    const states = []
    for (const kind of realKinds()) states.push(await load(store, kind, realLines(kind)))
    const rows = Object.fromEntries(states.map(({ kind, rows }) => [kind, rows]))
    expect(rows).toMatchObject({
      '1307': 33_304,
      '1308': 13_686,
      '1314': 1_369,
      '1315': 2_060,
      '1301': 3_944,
    })
    expect(rows).toMatchObject({ '1305': 3_078, '1313': 1_429, '1324': 7_573 })
    const found = async (text: string, kinds?: string[]) =>
      (await store.search({ text, limit: 50, ...(kinds ? { kinds } : {}) })).map(({ name }) => name)
    for (const text of ['阑尾', '急性阑尾', '急性阑尾炎', 'jxlwy', 'lanweiyan', 'K35.8'])
      expect(await found(text, ['1307']), text).toContain('急性阑尾炎')
    expect((await found('jxlwy'))[0]).toBe('急性阑尾炎')
    expect((await found('急性', ['1307'])).every((name) => name.startsWith('急性'))).toBe(true)
    expect((await found('𬌗')).length).toBeGreaterThan(5)
    expect((await found('𧿹')).every((name) => name.includes('𧿹'))).toBe(true)
    expect(await found('阿莫西林')).not.toEqual([])
    expect((await found('挂号', ['1305']))[0]).toBe('挂号费')
    expect((await found('成都', ['1324']))[0]).toBe('成都市')
  }, 180_000)
})
