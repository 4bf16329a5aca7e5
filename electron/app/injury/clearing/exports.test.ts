import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Json } from '../../../../shared/contract.ts'
import { settlement, T0 } from '../../../journal/fixtures.ts'
import { openJournal } from '../../../journal/index.ts'
import type { Change, Journal } from '../../../journal/port.ts'
import { askThrough } from '../../export/tables.ts'
import { type Caller, createRegistry } from '../../registry.ts'
import { registerClearing } from './api.ts'
import type { ClearingDeps } from './deps.ts'
import { clearingTables } from './exports.ts'

const AKB020 = 'H51010400001'
const OFFICER: Caller = {
  sessionId: 's',
  operator: { opter: '002', opterName: '李秋月', role: 'office' },
  locked: false,
}
/** Two full pages and a rest, many of them of the same second. */
const MANY = 1203

let dir: string
let journal: Journal
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'guitai-clearing-'))
  const path = join(dir, 'journal.db')
  journal = (await openJournal({ path, fixmedins_code: AKB020, slot: 1, now: () => T0 })).journal
})
afterEach(async () => {
  await journal.close()
  rmSync(dir, { recursive: true, force: true })
})

const download = (code: string, id: string, row: Json): Change => ({
  t: 'doc',
  put: {
    ...{ kind: `gy.${code}`, id, state: 'kept', subject: '', text: '', data: { row } },
    ...{ opter: 'SYS', opterName: '系统任务', at: T0 },
  },
  expect: 0,
})

function office() {
  const registry = createRegistry()
  const ask = askThrough(registry)
  const gy = { akb020: AKB020, akb021: '示范医院', aab299: '510000', yab600: '510100', agency: true }
  registerClearing(registry, {
    ...{ journal, now: () => T0, dict: () => undefined, gs: null, gy },
  } as unknown as ClearingDeps)
  const tables = new Map(clearingTables(ask).map((table) => [table.id, table]))
  return {
    ask,
    async sheet(id: string) {
      const rows = []
      for await (const row of tables.get(`injury.clearing.${id}`)!.rows({}, OFFICER)) rows.push(row)
      return rows
    },
  }
}

const no = (n: number) => String(n).padStart(5, '0')
const second = (n: number) => `2026-02-0${1 + (n % 3)} 09:00:00`

it('every deduction comes out, once and in the order of the screen, however many there are', async () => {
  const rows = Array.from({ length: MANY }, (_, n) => {
    const row = { kk_sn: `KK${no(n)}`, ykc618: `J${n}`, akb020: AKB020, aac003: '宋远方', kk_time: second(n) }
    return download('GYD004', `KK${no(n)}`, { ...row, kk_amt: 1.5, akb068: 20 })
  })
  await journal.commit(rows)
  const { ask, sheet } = office()
  const first = await ask('injury.clearing.deducted', {}, OFFICER)
  expect(first).toMatchObject({ total: MANY, rows: { length: 200 } })
  const numbers = (await sheet('deducted')).map((cells) => cells[1])
  expect(new Set(numbers).size).toBe(MANY)
  expect(numbers).toHaveLength(MANY)
  expect(numbers.slice(0, 200)).toEqual(first.rows.map(({ kk_sn }) => kk_sn))
})

it('every settlement of everything shared out comes out, each held against the own ledger', async () => {
  const detail = (n: number, akb020: string) => ({
    ...{ ykc618: `J${n}`, akb020, aac003: '宋远方', akc264: 100, akb068: 60, kk_amt: 0, qf_amt: 60 },
  })
  const shares = Array.from({ length: MANY }, (_, n) =>
    download('GYD005', `QF${no(n)}`, {
      ...{ qf_no: `QF${no(n)}`, qf_period: '202602', qf_time: second(n), qf_num: 2 },
      detlist: [detail(n, AKB020), detail(n, 'H53010000001')],
    }),
  )
  const own: Change[] = [
    // the same number in the national ledger says nothing of it
    { t: 'settlement', add: settlement('J1', { encounterId: 'N1' }) },
    { t: 'settlement', add: settlement('J0', { encounterId: 'Y0', family: 'gy' }) },
  ]
  await journal.commit([...shares, ...own])
  const { ask, sheet } = office()
  const first = await ask('injury.clearing.shares', {}, OFFICER)
  expect(first).toMatchObject({ total: MANY, rows: { length: 100 } })
  const cells = await sheet('shareItems')
  expect(cells).toHaveLength(MANY * 2)
  expect(new Set(cells.map((row) => row[1])).size).toBe(MANY)
  expect(
    cells
      .filter((_, at) => at % 2 === 0)
      .slice(0, 100)
      .map((row) => row[1]),
  ).toEqual(first.rows.map(({ qf_no }) => qf_no))
  const noteOf = (qf_no: string) => cells.filter((row) => row[1] === qf_no).map((row) => row.at(-1))
  const here = noteOf(`QF${no(0)}`)
  expect([here[0], here[1]].map((note) => String(note).includes('本机账本里没有'))).toEqual([false, false])
  expect(String(noteOf(`QF${no(1)}`)[0])).toContain('本机账本里没有')
})
