import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Report } from '../report.ts'

const FREEZE_ms = 100
const ROOT = join(import.meta.dirname, '..', '..')

/**
 * The longest time without a new frame while a scanner floods (1,000 scans in 10 s, at the counter and on the
 * devices page) and while a reader hangs, and the page's own processor time within it: a machine that is short
 * of processors makes gaps of its own.
 */
export async function benchDevices(): Promise<Report> {
  const dir = mkdtempSync(join(tmpdir(), 'guitai-frames-'))
  const file = join(dir, 'frames.jsonl')
  try {
    const args = ['vitest', 'run', '--project', 'e2e', 'e2e/devices.test.ts']
    const env = { ...process.env, GUITAI_FRAMES: file }
    const { status } = spawnSync('npx', args, { cwd: ROOT, env, stdio: ['ignore', 'ignore', 'inherit'] })
    const seen = readFileSync(file, 'utf8').trim().split('\n')
    const gaps = seen.map((line) => JSON.parse(line) as { name: string; gap_ms: number; own_ms: number })
    const figures = gaps.flatMap(({ name, gap_ms, own_ms }) => [
      [`${name}_gap_ms`, Math.round(gap_ms)] as const,
      [`${name}_own_ms`, Math.round(own_ms)] as const,
    ])
    const fluent = gaps.every(({ gap_ms, own_ms }) => gap_ms <= FREEZE_ms || own_ms <= FREEZE_ms)
    const ok = status === 0 && gaps.length === 3 && fluent
    return { name: 'devices', ok, figures: Object.fromEntries(figures) }
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}
