import { renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { buildIfStale } from './stale.ts'

const ROOT = join(import.meta.dirname, '..')
const COMMON = ['shared', 'package.json', 'package-lock.json']

/** dist/renderer, the same for both hosts, unless it is up to date. */
export function buildRenderer(): Promise<boolean> {
  return buildIfStale(
    ROOT,
    ['renderer', 'vite.config.ts', ...COMMON],
    'dist/renderer/index.html',
    async () => {
      console.error('正在构建界面…… Building the renderer…')
      // whoever asks (a test runner has its own), the page is made for use
      process.env.NODE_ENV = 'production'
      const { build } = await import('vite')
      // made apart and put in place at once: a host that serves the old one, or a second build, sees no half
      const fresh = join(ROOT, 'dist', `renderer.${process.pid}`)
      const finished = join(ROOT, 'dist', 'renderer')
      await build({ configFile: join(ROOT, 'vite.config.ts'), logLevel: 'warn', build: { outDir: fresh } })
      rmSync(finished, { recursive: true, force: true })
      renameSync(fresh, finished)
    },
  )
}

/** dist/electron, the shell's two bundles, unless they are up to date. */
export function buildShell(): Promise<boolean> {
  return buildIfStale(
    ROOT,
    ['electron', 'build/electron.ts', ...COMMON],
    'dist/electron/main.js',
    async () => {
      console.error('正在构建 Electron 外壳…… Building the Electron shell…')
      const { buildElectron } = await import('./electron.ts')
      await buildElectron()
    },
  )
}

if (import.meta.main) {
  await buildRenderer()
  await buildShell()
}
