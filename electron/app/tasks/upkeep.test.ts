import { existsSync, mkdirSync, mkdtempSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { draft } from '../../journal/fixtures.ts'
import { openJournal } from '../../journal/index.ts'
import type { TaskRun } from './port.ts'
import { upkeepTasks } from './upkeep.ts'

const NOW = Date.parse('2026-03-02T09:00:00')
const DAY_ms = 86_400_000
const context: TaskRun = { signal: new AbortController().signal, progress: () => {}, by: null }
const hash = (digit: string) => digit.repeat(64)

it('takes away what is old and named by nobody, and nothing else', async () => {
  const home = mkdtempSync(join(tmpdir(), 'guitai-upkeep-'))
  const options = { path: join(home, 'journal.db'), fixmedins_code: 'H51010400001', slot: 1 }
  const { journal } = await openJournal(options)
  const put = (folder: string, name: string, days: number) => {
    mkdirSync(join(home, folder), { recursive: true })
    const path = join(home, folder, name)
    writeFileSync(path, 'x'.repeat(100))
    const at = (NOW - days * DAY_ms) / 1000
    utimesSync(path, at, at)
    return path
  }
  const stays = [
    put('files', hash('1'), 89),
    put('files', hash('2'), 91),
    put('files', hash('3'), 91),
    put('files', hash('4'), 91),
    put('files', 'notes.txt', 91),
    put('reconcile', 'DZ20260101080000010a1b', 91),
  ]
  const goes = [
    put('files', hash('5'), 91),
    put('files', '.0f3a1c52-8a0c-4c4e-9d2b-0a1b2c3d4e5f', 91),
    put('reconcile', 'DZ20260101080000010a1b.part', 91),
  ]
  await journal.prepare(draft({ input: { fsUploadIn: { in: `file:${hash('2')}` } } }))
  const doc = {
    ...{
      kind: 'picture',
      id: 'p1',
      state: 'kept',
      subject: '',
      text: '',
      data: { ref: `file:${hash('3')}` },
    },
    ...{ opter: '001', opterName: '张三', at: NOW },
  }
  const alarm = { ...doc, kind: 'alarm', id: 'a1', state: 'cleared', at: NOW - 91 * DAY_ms }
  await journal.commit([
    { t: 'doc', put: doc, expect: 0 },
    { t: 'doc', put: alarm, expect: 0 },
    {
      t: 'upload',
      add: { source: 's', key: 'k', psn_no: '', title: '', payload: { ref: `file:${hash('4')}` } },
      at: NOW,
    },
  ])
  const [sweep, sizes] = upkeepTasks({ journal, home, now: () => NOW })
  expect(await sweep!.run(context)).toBe('清理文件 3 个（300 B）、过期告警 1 条')
  expect(stays.filter((path) => !existsSync(path))).toEqual([])
  expect(goes.filter((path) => existsSync(path))).toEqual([])
  expect(await journal.doc('alarm', 'a1')).toBeNull()
  expect(await sizes!.run(context)).toMatch(/^账本 .+，报文附件 5 个 500 B，对账结果 1 个 100 B，磁盘剩余 /)
  const gone = new AbortController()
  gone.abort()
  put('files', hash('6'), 91)
  await expect(sweep!.run({ ...context, signal: gone.signal })).rejects.toThrow('abort')
  await journal.close()
})
