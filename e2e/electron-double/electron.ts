import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { prevents } from './asks.ts'
import { startChromium } from './cdp.ts'
import { BrowserWindow, host } from './window.ts'

/**
 * The parts of Electron's API that the shell uses, over a real Chromium by the DevTools protocol, so that
 * the built main.js and preload.cjs run unmodified where Electron's runtime cannot be had. What differs:
 * guitai://app is carried by an https address that leads nowhere (Chromium knows no foreign scheme), values
 * cross worlds as JSON, a refused window.open returns a window that is closed at once instead of null, and
 * a print job becomes a PDF in a folder.
 */
export { ipcMain } from './ipc.ts'
export { protocol, session } from './session.ts'
export { BrowserWindow }

const paths = new Map<string, string>([['userData', join(homedir(), '.config', 'guitai-double')]])
let becomeReady = () => {}
const ready = new Promise<void>((resolve) => {
  becomeReady = resolve
})
let quitting = false
let sandboxed = false

class App extends EventEmitter {
  isPackaged = false
  whenReady = () => ready
  getPath = (name: string) => paths.get(name) ?? join(homedir(), name)
  setPath = (name: string, path: string) => void paths.set(name, path)
  enableSandbox(): void {
    sandboxed = true
  }
  relaunch(): void {
    process.send?.({ relaunch: true })
  }

  /** A file with the pid of the first; the second one knocks by a signal. */
  requestSingleInstanceLock(): boolean {
    const folder = this.getPath('userData')
    const file = join(folder, 'double.lock')
    mkdirSync(folder, { recursive: true })
    const holder = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0
    if (holder > 0 && isAlive(holder)) {
      process.kill(holder, 'SIGUSR2')
      return false
    }
    writeFileSync(file, String(process.pid))
    process.on('exit', () => rmSync(file, { force: true }))
    process.on('SIGUSR2', () => this.emit('second-instance', {}, [], ''))
    return true
  }

  quit(): void {
    if (!quitting) {
      quitting = true
      if (prevents(this, 'before-quit')) return
      for (const window of BrowserWindow.getAllWindows()) window.close()
    }
    if (prevents(this, 'will-quit')) return
    this.emit('quit', {}, 0)
    this.exit(0)
  }
  exit(code = 0): void {
    process.exit(code)
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

export const app = new App()
host.created = (contents) => app.emit('web-contents-created', {}, contents)
host.allClosed = () => {
  if (!quitting) app.emit('window-all-closed')
}
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => app.quit())

// Electron becomes ready after the main script has run to its end
setImmediate(async () => {
  if (!sandboxed) throw new Error('app.enableSandbox() must be called before the app is ready')
  host.browser = startChromium()
  const cdp = await host.browser
  await cdp.send('Target.setDiscoverTargets', { discover: true })
  process.send?.({ endpoint: cdp.endpoint })
  becomeReady()
})

/** The tests' remote control: load an address as the shell itself would, close the window as a person would. */
process.on('message', (message: { load?: string; close?: true }) => {
  const [window] = BrowserWindow.getAllWindows()
  if (message.load) window?.loadURL(message.load).then(() => process.send?.({ loaded: message.load }))
  if (message.close) window?.close()
})

export const Menu = { setApplicationMenu: (_menu: null) => {} }
export const dialog = {
  showErrorBox: (title: string, content: string) => console.error(`${title}: ${content}`),
}

/** A key of this process stands in for the system's key store. */
const key = randomBytes(32)
export const safeStorage = {
  isAsyncEncryptionAvailable: async () => true,
  getSelectedStorageBackend: () => 'gnome_libsecret',
  async encryptStringAsync(text: string): Promise<Buffer> {
    const iv = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', key, iv)
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
    return Buffer.concat([iv, cipher.getAuthTag(), body])
  },
  async decryptStringAsync(data: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }> {
    const decipher = createDecipheriv('aes-256-gcm', key, data.subarray(0, 12))
    decipher.setAuthTag(data.subarray(12, 28))
    const result = Buffer.concat([decipher.update(data.subarray(28)), decipher.final()]).toString('utf8')
    return { result, shouldReEncrypt: false }
  },
}
