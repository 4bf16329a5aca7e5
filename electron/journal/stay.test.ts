import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fen } from '../../shared/money.ts'
import { open, T0 } from './fixtures.ts'
import type { Change, DepositRow, FeeRow, FilingRow, Journal } from './port.ts'

let folder: string
let journal: Journal

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'))
  journal = (await open(join(folder, 'counter.db'))).journal
})
afterEach(async () => {
  await journal.close()
  rmSync(folder, { recursive: true, force: true })
})

const fee = (lineNo: number, more: Partial<FeeRow> = {}): Change => ({
  t: 'fee',
  add: {
    ...{ encounterId: 'E1', lineNo, chargeId: `C${lineNo}`, ipt_no: 'I1', state: 'new', gen: 1, why: null },
    ...{ setl_id: null, at: T0, day: '2026-03-02', amountFen: fen(100 * lineNo), med_list_codg: 'M' },
    ...{ medins_list_codg: 'H', name: '药', spec: '', unit: '盒', pric: '1.00', cnt: String(lineNo) },
    ...{ med_chrgitm_type: '09', chrgitm_lv: '01', hosp_appr_flag: '0', refundOf: null, drord_no: null },
    ...{ dept_code: '01', dept_name: '内科', atddr_no: 'D1', dr_name: '李', split: null },
    ...more,
  },
})

const split = (inscp: number) => ({
  ...{ fulamt_ownpay_amt: fen(0), overlmt_amt: fen(0), preselfpay_amt: fen(10) },
  inscp_scp_amt: fen(inscp),
})

const uploaded = (lineNo: number): Change => ({
  ...{ t: 'fee.set', encounterId: 'E1', lineNo, from: ['new', 'failed'] },
  set: { state: 'uploaded', split: split(100 * lineNo - 10) },
})

const deposit = (depositId: string, amountFen: number, kind: DepositRow['kind'] = 'take'): Change => ({
  t: 'deposit',
  add: {
    ...{ depositId, encounterId: 'E1', shiftId: 'W1', kind, method: 'cash', amountFen: fen(amountFen) },
    ...{ receiptNo: depositId, refNo: null, setl_id: null, reverses: null, reason: null },
    ...{ opter: 'c01', opterName: '王芳', at: T0 },
  },
})

const refused = (what: RegExp) =>
  expect.objectContaining({
    fault: expect.objectContaining({ kind: 'conflict', what: expect.stringMatching(what) }),
  })

describe('fee lines', () => {
  beforeEach(() => journal.commit([fee(1), fee(2), fee(3)]))

  test('are read back whole, and found by state, day and number', async () => {
    const change = fee(4, { cnt: '-1', amountFen: fen(-100), refundOf: 1, day: '2026-03-03' })
    await journal.commit([change])
    expect((await journal.fees({ encounterId: 'E1', lineNos: [4] }))[0]).toEqual(
      'add' in change && change.add,
    )
    await journal.commit([uploaded(2)])
    expect((await journal.fees({ encounterId: 'E1', states: ['uploaded'] })).map((f) => f.lineNo)).toEqual([
      2,
    ])
    expect((await journal.fees({ encounterId: 'E1', day: '2026-03-03' })).map((f) => f.lineNo)).toEqual([4])
    expect((await journal.fees({ encounterId: 'E1', offset: 1, limit: 2 })).map((f) => f.lineNo)).toEqual([
      2, 3,
    ])
    expect(await journal.fees({ encounterId: 'E2' })).toEqual([])
  })

  test('a charge is in a stay once', async () => {
    await expect(journal.commit([fee(9, { chargeId: 'C1' })])).rejects.toThrow()
    await journal.commit([fee(1, { encounterId: 'E2' })])
  })

  test('what was charged does not change, and a settled line no more at all', async () => {
    await journal.commit([
      uploaded(1),
      { t: 'fee.settle', encounterId: 'E1', setl_id: 'S1', which: 'uploaded' },
    ])
    expect((await journal.fees({ encounterId: 'E1', setl_id: 'S1' })).map((f) => f.lineNo)).toEqual([1])
    expect(await journal.fees({ encounterId: 'E1', setl_id: null })).toHaveLength(2)
    await expect(journal.commit([uploaded(1)])).rejects.toEqual(refused(/状态已经改变/))
    await expect(journal.commit([{ t: 'fee.drop', encounterId: 'E1', lineNo: 1 }])).rejects.toEqual(
      refused(/已在中心/),
    )
    await journal.commit([{ t: 'fee.unsettle', encounterId: 'E1', setl_id: 'S1' }])
    expect(await journal.fees({ encounterId: 'E1', setl_id: null })).toHaveLength(3)
  })

  test('withdrawn ones are new again under serials of their own; what was settled stays', async () => {
    await journal.commit([
      uploaded(1),
      { t: 'fee.settle', encounterId: 'E1', setl_id: 'S1', which: 'uploaded' },
    ])
    await journal.commit([uploaded(2), { t: 'fee.withdraw', encounterId: 'E1' }])
    const [one, two, three] = await journal.fees({ encounterId: 'E1' })
    expect([one?.state, one?.gen, two?.state, two?.gen, two?.split, three?.gen]).toEqual([
      // one that was never told to be there may be there all the same
      ...['uploaded', 1, 'new', 2, null, 2],
    ])
  })

  test('sums of several stays in one call, in the order asked', async () => {
    await journal.commit([
      uploaded(1),
      { t: 'fee.set', encounterId: 'E1', lineNo: 2, from: ['new'], set: { state: 'failed', why: '目录外' } },
    ])
    const [none, sums] = await journal.feeSums(['E0', 'E1'])
    expect(none).toMatchObject({ encounterId: 'E0', lines: 0, totalFen: 0, newFen: 0 })
    expect(sums).toMatchObject({ lines: 3, totalFen: 600, newLines: 1, newFen: 300, failedFen: 200 })
    expect(sums).toMatchObject({
      uploadedFen: 100,
      preselfpay_amt: 10,
      inscp_scp_amt: 90,
    })
  })
})

test('the sums kept with each write are those of the lines, whatever happens to them', async () => {
  await journal.commit([1, 2, 3, 4, 5, 6].map((n) => fee(n)))
  const failed: Change = {
    ...{ t: 'fee.set', encounterId: 'E1', lineNo: 2, from: ['new'] },
    set: { state: 'failed', why: '目录外' },
  }
  const steps: Change[][] = [
    [uploaded(1), uploaded(3), failed],
    [{ t: 'fee.settle', encounterId: 'E1', setl_id: 'S1', which: 'uploaded' }],
    [uploaded(2), uploaded(4)],
    [{ t: 'fee.drop', encounterId: 'E1', lineNo: 6 }],
    [{ t: 'fee.withdraw', encounterId: 'E1' }],
    [uploaded(5)],
    [{ t: 'fee.unsettle', encounterId: 'E1', setl_id: 'S1' }],
    [{ t: 'fee.settle', encounterId: 'E1', setl_id: 'S2', which: 'all' }],
  ]
  for (const changes of steps) {
    await journal.commit(changes)
    const lines = await journal.fees({ encounterId: 'E1' })
    const add = (of: FeeRow[]) => of.reduce((sum, l) => sum + l.amountFen, 0)
    const open = lines.filter((l) => l.setl_id === null)
    const there = open.filter((l) => l.state === 'uploaded')
    const [sums] = await journal.feeSums(['E1'])
    expect(sums).toMatchObject({
      ...{ lines: lines.length, totalFen: add(lines), settledFen: add(lines) - add(open) },
      newFen: add(open.filter((l) => l.state === 'new')),
      failedLines: lines.filter((l) => l.state === 'failed').length,
      uploadedLines: there.length,
      uploadedFen: add(there),
      inscp_scp_amt: there.reduce((sum, l) => sum + (l.split?.inscp_scp_amt ?? 0), 0),
    })
  }
})

describe('deposits', () => {
  test('are never given back beyond what is there', async () => {
    await journal.commit([deposit('D1', 500)])
    await expect(journal.commit([deposit('D2', -501, 'giveBack')])).rejects.toEqual(refused(/余额不足/))
    expect(await journal.depositBalances(['E1', 'E2'])).toEqual([
      { encounterId: 'E1', balanceFen: 500 },
      { encounterId: 'E2', balanceFen: 0 },
    ])
    await journal.commit([deposit('D3', -500, 'apply')])
    expect((await journal.deposits({ shiftId: 'W1' })).map((d) => d.depositId)).toEqual(['D1', 'D3'])
  })

  test('their sign says what they do', async () => {
    await expect(journal.commit([deposit('D1', -5, 'take')])).rejects.toThrow()
    await expect(journal.commit([deposit('D1', 5, 'apply')])).rejects.toThrow()
  })
})

test('a filing seen older than it is is not overwritten', async () => {
  const put: Omit<FilingRow, 'version'> = {
    ...{ filingId: 'F1', kind: 'chronic', state: 'draft', psn_no: 'p1', psn_name: '张三', certno: '5101X' },
    ...{ insuplc: '510100', trt_dcla_detl_sn: null, data: { a: 1 }, opter: 'c01', opterName: '王芳', at: T0 },
  }
  await journal.commit([{ t: 'filing', put, expect: 0 }])
  await journal.commit([{ t: 'filing', put: { ...put, state: 'stands' }, expect: 1 }])
  await expect(journal.commit([{ t: 'filing', put, expect: 1 }])).rejects.toEqual(refused(/别处改动/))
  expect(await journal.filings({ text: '5101x', limit: 9 })).toEqual([
    { ...put, state: 'stands', version: 2 },
  ])
  expect(await journal.filings({ filingId: 'F1', limit: 1 })).toHaveLength(1)
  expect(await journal.filings({ text: '李', limit: 9 })).toEqual([])
})
