import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { tryOnce } from '../../../../e2e/reconcile/trial.ts'
import type { Found } from './compare.ts'
import { fenOf } from './lines.ts'
import { type MatchResult, match } from './match.ts'
import { openResults, readResult, readResults } from './results.ts'

const HERE = 'S1\tM1\tP1\t100.00\t60.00\t10.00\t0\tmsg1'
const codes = { same: ['0', '000000'], onlyHere: ['2'] }

function run(here: string, there: string, lists: 'all' | 'differences' = 'all') {
  const dir = mkdtempSync(join(tmpdir(), 'guitai-match-'))
  writeFileSync(join(dir, 'here'), here)
  writeFileSync(join(dir, 'there'), there)
  const found: Found[] = []
  const files = { here: join(dir, 'here'), there: join(dir, 'there'), dir: join(dir, 'parts') }
  const result: MatchResult = match({ ...files, lists, codes, found: (one) => found.push(one) })
  return { result, found, kinds: found.map(({ kind }) => kind) }
}

describe('amounts', () => {
  const read = (text: string) => fenOf(Buffer.from(text), 0, text.length)
  it('are fen by their digits', () => {
    expect(['0.29', '1', '-1.5', '1.10000', '.5', '-0', '+3.07'].map(read)).toEqual([
      29, 100, -150, 110, 50, 0, 307,
    ])
  })
  it('are none where they are none', () => {
    expect(['', '-', '1.005', '1,000', 'abc', '1.2.3', '99999999999999999'].map(read)).toEqual(
      Array(7).fill(Number.NaN),
    )
  })
})

describe('matching', () => {
  it('takes the same row for the same, however it is written', () => {
    const same = [
      'P1\tM1\tS1\tmsg1\t0\t0\tnull\t100\t60.0\t10.00',
      'P1\tM1\tS1 \tmsg1\t000000\t0\t\t100.00\t60.00\t10.00\tx',
    ]
    for (const there of same)
      expect(run(`\uFEFF${HERE}\r\n\r\n`, `${there}\r\n`).result).toMatchObject({
        here: 1,
        there: 1,
        same: 1,
      })
  })

  it('compares seven columns by the centre’s own verdict', () => {
    expect(run(HERE, 'P1\tM1\tS1\tmsg1\t0\t0\tnull').result.same).toBe(1)
    expect(run(HERE, 'P1\tM1\tS1\tmsg1\t1\t0\t金额不一致').found).toMatchObject([
      { kind: 'amount', memo: '金额不一致', there: { totalFen: null } },
    ])
  })

  it('tells amounts, flags and message ids apart', () => {
    expect(run(HERE, 'P1\tM1\tS1\tmsg1\t3\t0\t\t100.00\t60.00\t10.01').kinds).toEqual(['amount'])
    expect(run(HERE, 'P1\tM1\tS1\tmsg1\t3\t1\t\t100.00\t60.00\t10.00').kinds).toEqual(['state'])
    expect(run(HERE, 'P1\tM1\tS1\tmsg2\t0\t0\t\t100.00\t60.00\t10.00').kinds).toEqual(['state'])
  })

  it('believes a silent file only where the site’s centre lists differences alone', () => {
    expect(run(HERE, '').kinds).toEqual(['onlyHere'])
    expect(run(HERE, '', 'differences').result.same).toBe(1)
    expect(run(HERE, 'P1\tM1\tS1\tnull\t2\t0\t中心无', 'differences').kinds).toEqual(['onlyHere'])
  })

  it('knows a refund of our own number by its message', () => {
    const ours = 'S1R\tM1\tP1\t-100.00\t-60.00\t-10.00\t1\tmsg9'
    expect(run(ours, 'P1\tM1\tS7\tmsg9\t1\t1\t\t-100.00\t-60.00\t-10.00').result).toMatchObject({ same: 1 })
    expect(run(ours.replace('S1R', 'S1'), 'P1\tM1\tS7\tmsg9\t1\t1\t\t-100.00\t-60.00\t-10.00').kinds).toEqual(
      ['state'],
    )
  })

  it('finds the surplus of a double, whichever stands first', () => {
    const [mine, surplus] = ['msg1', 'msg2'].map((id) => `P1\tM1\tS1\t${id}\t0\t0\t\t100.00\t60.00\t10.00`)
    for (const file of [`${mine}\n${surplus}`, `${surplus}\n${mine}`]) {
      expect(run(HERE, file).found).toMatchObject([{ kind: 'double', there: { msgid: 'msg2' } }])
    }
    expect(run(HERE, `${mine}\n${mine!.replace('S1', 'S2')}`).found).toMatchObject([
      { kind: 'double', there: { setl_id: 'S2' } },
    ])
    expect(run(`${HERE}\n${HERE}`, mine!).kinds).toEqual(['double'])
  })

  it('names the row that is none', () => {
    expect(() => run(HERE, 'P1\tM1\tS1')).toThrow('第 1 行不足 6 列')
  })

  it.each([1, 2, 3])(
    'finds all that was injected into 10,000 rows and nothing else (seed %i)',
    async (seed) => {
      const lists = seed === 3 ? 'differences' : 'all'
      const { injected, ...wrong } = await tryOnce({ rows: 10_000, seed, lists, share: 0.02 })
      expect(wrong).toEqual({ missed: [], falsely: [] })
      expect(injected).toBeGreaterThan(100)
    },
  )

  it('finds everything where nothing fits', async () => {
    const { injected, ...wrong } = await tryOnce({ rows: 6000, seed: 5, share: 1, batch_rows: 300 })
    expect(wrong).toEqual({ missed: [], falsely: [] })
    expect(injected).toBeGreaterThan(5000)
  })
})

describe('results', () => {
  it('are read page by page, of one kind or of all', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'guitai-results-'))
    const results = openResults(dir)
    const side = (n: number) => ({
      ...{ setl_id: `S${n}`, mdtrt_id: '患者', psn_no: '', msgid: '' },
      ...{ totalFen: null, fundFen: null, acctFen: null, refunded: false },
    })
    for (let n = 0; n < 5000; n++)
      results.add({ kind: n % 2 ? 'onlyHere' : 'amount', here: side(n), there: null, memo: '' })
    results.close()
    const counts = { onlyHere: 2500, onlyThere: 0, amount: 2500, state: 0, double: 0 }
    const page = await readResults(dir, counts, { kind: 'all', offset: 2499, limit: 3 })
    expect(page.total).toBe(5000)
    expect(page.rows.map(({ kind, here }) => `${kind} ${here?.setl_id}`)).toEqual([
      'onlyHere S4999',
      'amount S0',
      'amount S2',
    ])
    const last = await readResults(dir, counts, { kind: 'amount', offset: 2499, limit: 10 })
    expect(last.rows).toHaveLength(1)
    expect(await readResult(dir, last.rows[0]!.rowId)).toEqual(last.rows[0])
    expect(await readResult(dir, 7e9)).toBeNull()
  })
})
