import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const FETCH_LIMIT_ms = 120_000
const FETCH_AGAIN_ms = 24 * 3600_000

export type Runtime = { path: string } | { path: null; whyZh: string; whyEn: string }

/** Electron's executable as its package installed it, null when it is not there. */
export function installedRuntime(root: string): string | null {
  const folder = join(root, 'node_modules', 'electron')
  try {
    const path = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8'))
    return existsSync(path) ? path : null
  } catch {
    return null
  }
}

/**
 * Finds Electron's runtime, or tries once to fetch it: not in CI, not again within a day of a failure, and
 * for two minutes at most.
 */
export function findRuntime(root: string, env: NodeJS.ProcessEnv = process.env): Runtime {
  const found = installedRuntime(root)
  if (found) return { path: found }
  const installer = join(root, 'node_modules', 'electron', 'install.js')
  if (!existsSync(installer)) {
    return { path: null, whyZh: '没有安装 Electron', whyEn: 'Electron is not installed' }
  }
  if (env.CI) {
    return {
      path: null,
      whyZh: '没有 Electron 运行时，CI 中不下载',
      whyEn: 'no Electron runtime, none fetched in CI',
    }
  }
  const failed = join(root, 'node_modules', '.cache', 'guitai', 'electron-fetch-failed')
  const failedAt_ms = statSync(failed, { throwIfNoEntry: false })?.mtimeMs
  if (failedAt_ms !== undefined && Date.now() - failedAt_ms < FETCH_AGAIN_ms) {
    return {
      path: null,
      whyZh: `Electron 运行时下载失败过，一天后再试（删除 ${failed} 可立即重试）`,
      whyEn: 'fetching the Electron runtime failed less than a day ago',
    }
  }
  console.log('正在下载 Electron 运行时…… Fetching the Electron runtime…')
  const { status } = spawnSync(process.execPath, [installer], {
    cwd: root,
    timeout: FETCH_LIMIT_ms,
    stdio: 'ignore',
  })
  const fetched = status === 0 ? installedRuntime(root) : null
  if (fetched) return { path: fetched }
  mkdirSync(dirname(failed), { recursive: true })
  writeFileSync(failed, '')
  return {
    path: null,
    whyZh: '没有 Electron 运行时，也无法下载',
    whyEn: 'the Electron runtime is neither installed nor to be fetched',
  }
}
