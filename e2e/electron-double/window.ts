import { EventEmitter } from 'node:events'
import { prevents } from './asks.ts'
import type { Cdp } from './cdp.ts'
import { WebContents, type WebPreferences } from './contents.ts'
import { session } from './session.ts'

const windows = new Set<BrowserWindow>()
/** Set by the app: the running browser, and whom to tell about windows. */
export const host = {
  browser: null as Promise<Cdp> | null,
  created: (_contents: WebContents) => {},
  allClosed: () => {},
}

export class BrowserWindow extends EventEmitter {
  readonly webContents: WebContents
  #destroyed = false

  constructor({ webPreferences = {} }: { webPreferences?: WebPreferences }) {
    super()
    const { contextIsolation = true, sandbox = true, nodeIntegration = false } = webPreferences
    if (!contextIsolation || !sandbox || nodeIntegration) {
      throw new Error('the double has isolated, sandboxed pages only')
    }
    if (!host.browser) throw new Error('Cannot create BrowserWindow before app is ready')
    const partition = webPreferences.partition
    const owner = partition ? session.fromPartition(partition) : session.defaultSession
    this.webContents = new WebContents(owner, webPreferences, host.browser)
    this.webContents.once('ready-to-show', () => this.emit('ready-to-show'))
    this.webContents.once('destroyed', () => this.#gone())
    windows.add(this)
    host.created(this.webContents)
  }

  static getAllWindows = () => [...windows]
  loadURL = (url: string) => this.webContents.loadURL(url)
  isDestroyed = () => this.#destroyed
  isMinimized = () => false
  restore(): void {}
  show(): void {}
  focus(): void {}

  close(): void {
    if (!prevents(this, 'close')) this.destroy()
  }
  destroy(): void {
    this.webContents.closeTarget()
    this.#gone()
  }

  #gone(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    windows.delete(this)
    this.emit('closed')
    if (windows.size === 0) host.allClosed()
  }
}
