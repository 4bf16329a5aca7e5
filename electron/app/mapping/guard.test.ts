import { describe, expect, it } from 'vitest'
import type { DocQuery, DocRow } from '../../journal/port.ts'
import { judged } from './compare.ts'
import { createGuard } from './guard.ts'
import type { Doc, Mapped } from './model.ts'

const mapped = (med_list_codg: string, more: Partial<Mapped> = {}): Mapped => ({
  ...{ med_list_codg, med_list_name: '', begndate: '2026-01-01', enddate: '2026-12-31' },
  ...more,
})
const doc = (id: string, state: Doc['state'], data: Partial<Doc['data']> = {}): Doc => ({
  ...{
    kind: 'mapping',
    id,
    state,
    subject: '',
    text: '',
    opter: 'a',
    opterName: '甲',
    version: 1,
    createdAt: 0,
    at: 0,
  },
  data: {
    item: {} as Doc['data']['item'],
    ...{ wanted: null, stands: null, note: '', sure: false, not: [], uploadKey: null },
    ...data,
  },
})
const DOCS = [
  doc('STANDS', 'there', { stands: mapped('A') }),
  doc('WAITS', 'waiting', { wanted: mapped('A') }),
  doc('PROPOSED', 'review', { wanted: mapped('A') }),
  doc('BACK', 'withdrawn', { wanted: mapped('A') }),
  doc('NONE', 'none'),
]
const line = (medins_list_codg: string, med_list_codg = 'A') => ({
  medins_list_codg,
  med_list_codg,
  name: '药',
})

function guard(charges: 'all' | 'known' | 'off') {
  const reads: DocQuery[] = []
  const docs = async (query: DocQuery) => {
    reads.push(query)
    return DOCS.filter(({ id }) => query.ids?.includes(id)) as unknown as DocRow[]
  }
  const check = createGuard({ journal: { docs }, charges, ready: async () => {} })
  const why = async (...lines: ReturnType<typeof line>[]) =>
    (await check(lines, '2026-06-01')).faults.map(({ path, message }) => [path, message])
  return { check, why, reads }
}

describe('the guard', () => {
  it('lets pass what stands in its period, and says what is in the way of everything else', async () => {
    const { why, check } = guard('all')
    expect(await why(line('STANDS'))).toEqual([])
    expect(await why(line('WAITS'))).toEqual([
      ['mapping.WAITS', '“药”（WAITS）目录对照还没有传到中心，不能随医保上传'],
    ])
    expect((await why(line('PROPOSED')))[0]![1]).toContain('还没有审核')
    expect((await why(line('BACK')))[0]![1]).toContain('已撤销')
    expect((await why(line('NONE')))[0]![1]).toContain('还没有目录对照')
    expect((await why(line('UNKNOWN')))[0]![1]).toContain('还没有目录对照')
    expect((await why(line('STANDS', 'B')))[0]![1]).toContain('HIS 的编码 B 与对照的 A 不同')
    expect((await check([line('STANDS')], '2027-01-01')).faults[0]!.message).toContain(
      '2026-01-01 至 2026-12-31',
    )
    expect((await check([line('STANDS')], '2025-12-31')).faults).toHaveLength(1)
  })
  it('reads once, whatever the number of lines, and tells each item once', async () => {
    const { why, reads } = guard('all')
    expect(
      await why(...Array.from({ length: 300 }, (_, i) => line(i % 2 ? 'WAITS' : 'STANDS'))),
    ).toHaveLength(1)
    expect(reads).toHaveLength(1)
    expect(reads[0]!.ids).toEqual(['STANDS', 'WAITS'])
  })
  it('gives an item without a code of the HIS the one that stands', async () => {
    const { codes, faults } = await guard('all').check([line('STANDS', '')], '2026-06-01')
    expect([codes.get('STANDS'), faults]).toEqual(['A', []])
  })
  it('known: only what is known to be bad stays; off: nobody looks', async () => {
    const { why } = guard('known')
    expect(await why(line('UNKNOWN'), line('NONE'), line('PROPOSED'))).toEqual([])
    expect(await why(line('WAITS'), line('BACK'))).toHaveLength(2)
    const off = guard('off')
    expect(await off.why(line('BACK'))).toEqual([])
    expect(off.reads).toEqual([])
  })
})

describe('beside what the centre has', () => {
  it('alike is left alone; a period of the centre’s counts', () => {
    const one = doc('X', 'there', { stands: mapped('A'), wanted: mapped('A') })
    expect(judged(one, [mapped('A')])).toEqual({ is: 'same' })
    const other = judged(one, [mapped('A', { enddate: '2027-12-31' })])
    expect(other).toMatchObject({
      is: 'differ',
      next: { state: 'there', data: { stands: { enddate: '2027-12-31' } } },
    })
  })
  it('what only one side has is lost or taken over', () => {
    expect(judged(doc('X', 'none'), [])).toBeNull()
    expect(judged(doc('X', 'there', { stands: mapped('A') }), [])).toMatchObject({
      ...{ is: 'lost', next: { state: 'withdrawn', data: { stands: null } } },
    })
    for (const state of ['none', 'withdrawn'] as const)
      expect(judged(doc('X', state), [mapped('B')])).toMatchObject({
        ...{ is: 'adopted', next: { state: 'there', data: { stands: { med_list_codg: 'B' } } } },
      })
    // it went up, and the answer was lost
    expect(
      judged(doc('X', 'waiting', { wanted: mapped('A'), uploadKey: 'X#2' }), [mapped('A')]),
    ).toMatchObject({
      ...{ is: 'adopted', next: { state: 'there', data: { uploadKey: null } } },
    })
  })
  it('another entry there is for a person to decide, and is known to stand until then', () => {
    const verdict = judged(doc('X', 'there', { stands: mapped('A'), wanted: mapped('A') }), [mapped('B')])
    expect(verdict).toMatchObject({
      ...{ is: 'differ', next: { state: 'review', data: { stands: { med_list_codg: 'B' } } } },
    })
    expect(verdict!.next!.data).toMatchObject({ wanted: { med_list_codg: 'A' }, sure: false })
  })
})
