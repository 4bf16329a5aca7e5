import { mkdtempSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Journal } from '../../journal/port.ts'
import { backupDaily } from './backup.ts'

const journal = {
  async backup(path: string) {
    writeFileSync(path, 'copy')
    return 4
  },
} as unknown as Journal

it('makes one copy a day and keeps seven', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'guitai-backup-'))
  const start = Date.parse('2026-03-01T12:00:00')
  for (let day = 0; day < 9; day++) {
    const now = start + day * 86_400_000
    const made = await backupDaily(journal, dir, now)
    expect(made).not.toBeNull()
    utimesSync(made!, now / 1000, now / 1000)
    expect(await backupDaily(journal, dir, now + 3_600_000)).toBeNull()
  }
  const copies = readdirSync(dir).sort()
  expect(copies).toHaveLength(7)
  expect(copies[0]).toBe('journal-20260303120000.db')
})
