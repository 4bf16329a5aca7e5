import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { app, BrowserWindow, dialog, Menu, protocol, session } from 'electron'
import { compose } from './compose.ts'
import { createDispatch, type Dispatch } from './host/dispatch.ts'
import { carryOverIpc, confine, denyPermissions, SCHEME, START_URL, serveRenderer } from './host/electron.ts'
import { electronPrinting } from './host/electron-print.ts'
import { electronSecrets } from './host/electron-secrets.ts'
import { adopting, homeSecrets } from './host/file-secrets.ts'
import { fileLog } from './host/log.ts'

/** The Electron shell: one window on the registry, and as little else as possible. */
type System = Awaited<ReturnType<typeof compose>>

// the bundle keeps import.meta.dirname at the source's own folder (build/electron.ts)
const ROOT = join(import.meta.dirname, '..')
const { values } = parseArgs({
  args: process.argv.slice(1),
  options: { home: { type: 'string' } },
  strict: false,
})
const home = typeof values.home === 'string' ? values.home : join(app.getPath('userData'), 'home')
const log = fileLog(join(home, 'logs', 'guitai.log'))

app.enableSandbox()
// one program a home: Chromium's own files, and with them the lock, stand beside the journal
app.setPath('userData', join(home, 'electron'))
protocol.registerSchemesAsPrivileged([
  { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
])
app.on('web-contents-created', (_event, contents) => confine(contents))

let window: BrowserWindow | null = null
let running: { system: System; dispatch: Dispatch } | null = null
let closing: Promise<void> | null = null
let openAgain = false

if (!app.requestSingleInstanceLock()) {
  app.exit(0)
} else {
  app.on('second-instance', () => {
    if (closing) openAgain = true
    else if (window) show(window)
  })
  app.on('window-all-closed', () => app.quit())
  app.on('will-quit', (event) => {
    if (!running) return
    event.preventDefault()
    closing ??= finish(running)
  })
  app.whenReady().then(start).catch(giveUp)
}

async function start(): Promise<void> {
  Menu.setApplicationMenu(null)
  denyPermissions(session.defaultSession)
  serveRenderer(session.defaultSession, join(ROOT, 'dist', 'renderer'))
  const system = await compose({
    home,
    host: 'electron',
    printing: (printer) => electronPrinting(() => printer ?? undefined),
    secrets: adopting(electronSecrets(join(home, 'secrets.json')), homeSecrets(home).secrets),
    log,
  })
  const { registry, sessions, bus } = system
  const dispatch = createDispatch({ registry, sessions, now: Date.now, log })
  running = { system, dispatch }
  window = openWindow()
  const stop = carryOverIpc(window, dispatch, bus)
  window.on('closed', () => {
    stop()
    window = null
  })
  await window.loadURL(START_URL)
}

function openWindow(): BrowserWindow {
  const opened = new BrowserWindow({
    title: '柜台',
    width: 1366,
    height: 768,
    show: false,
    backgroundColor: '#f5f5f5',
    webPreferences: {
      preload: join(ROOT, 'dist', 'electron', 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  })
  opened.once('ready-to-show', () => show(opened))
  opened.webContents.on('render-process-gone', (_event, { reason }) => {
    log({ event: 'renderer.gone', reason })
    if (reason !== 'clean-exit' && !opened.isDestroyed()) opened.loadURL(START_URL).catch(giveUp)
  })
  return opened
}

function show(opened: BrowserWindow): void {
  if (opened.isMinimized()) opened.restore()
  opened.show()
  opened.focus()
}

/** The window is gone; what is on its way to the centre is carried to its end before the process leaves. */
async function finish({ system, dispatch }: NonNullable<typeof running>): Promise<void> {
  try {
    await dispatch.drain()
    await system.close()
  } catch (error) {
    log({ event: 'close.failed', message: String(error) })
  }
  running = null
  if (openAgain) app.relaunch()
  app.quit()
}

function giveUp(error: unknown): void {
  log({ event: 'start.failed', message: String(error) })
  dialog.showErrorBox('柜台无法启动', error instanceof Error ? error.message : String(error))
  app.exit(1)
}
