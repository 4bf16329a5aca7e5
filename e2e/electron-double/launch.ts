import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { _electron, chromium, type Page } from 'playwright'
import { installedRuntime } from '../../build/runtime.ts'

const ROOT = join(import.meta.dirname, '..', '..')

export interface Shell {
  /** the program's window */
  page: Page
  kind: 'electron' | 'double'
  /** loads an address as the shell itself would, past its own refusal of navigation */
  load(url: string): Promise<void>
  /** closes the window as a person would; resolves with the process's exit code */
  closeWindow(): Promise<number | null>
  /** quits, whatever state it is in */
  close(): Promise<void>
}

/**
 * Starts the built shell (dist/electron/main.js) on a home of its own: on Electron where its runtime is
 * installed, on the double otherwise. Says which on standard error.
 */
export async function launchShell(options: { home: string; env?: Record<string, string> }): Promise<Shell> {
  const runtime = installedRuntime(ROOT)
  console.error(
    `shell runs on ${runtime ? "Electron's runtime" : 'the double of Electron (runtime not installed)'}`,
  )
  const env = { ...(process.env as Record<string, string>), ...options.env }
  return runtime ? launchElectron(runtime, options.home, env) : launchDouble(options.home, env)
}

async function launchElectron(
  executablePath: string,
  home: string,
  env: Record<string, string>,
): Promise<Shell> {
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const app = await _electron.launch({ executablePath, args: [...args, ROOT, '--home', home], env })
  const page = await app.firstWindow()
  const child = app.process()
  return {
    kind: 'electron',
    page,
    load: (url) =>
      app.evaluate(
        ({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.loadURL(to),
        url,
      ) as Promise<void>,
    async closeWindow() {
      const ended = exitOf(child)
      await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
      return ended
    },
    close: () => app.close(),
  }
}

async function launchDouble(home: string, env: Record<string, string>): Promise<Shell> {
  const register = join(import.meta.dirname, 'register.ts')
  const main = join(ROOT, 'dist', 'electron', 'main.js')
  const child = spawn(process.execPath, ['--import', register, main, '--home', home], {
    env,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const ended = exitOf(child)
  const { endpoint } = await message<{ endpoint: string }>(child, (m) => 'endpoint' in m)
  const browser = await chromium.connectOverCDP(endpoint)
  const page = await firstPage(() => browser.contexts()[0]?.pages() ?? [], ended)
  return {
    kind: 'double',
    page,
    async load(url) {
      const loaded = message(child, (m) => m.loaded === url)
      child.send({ load: url })
      await loaded
    },
    async closeWindow() {
      child.send({ close: true })
      return ended
    },
    async close() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

function exitOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode)
  return new Promise((resolve) => child.once('exit', resolve))
}

type Message = Record<string, unknown>
function message<T = Message>(child: ChildProcess, wanted: (message: Message) => boolean): Promise<T> {
  return new Promise((resolve, reject) => {
    const listener = (got: unknown) => {
      if (!wanted(got as Message)) return
      child.off('message', listener)
      resolve(got as T)
    }
    child.on('message', listener)
    child.once('exit', (code) => reject(new Error(`the shell ended with ${code}`)))
  })
}

/** The page that shows the program; Chromium's own first tab stays blank. */
async function firstPage(pages: () => Page[], ended: Promise<unknown>): Promise<Page> {
  let over = false
  ended.then(() => {
    over = true
  })
  while (!over) {
    const page = pages().find((candidate) => !candidate.url().startsWith('about:'))
    if (page) {
      await page.waitForLoadState()
      return page
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('the shell ended before it showed a window')
}
