import { randomBytes } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { prevents } from './asks.ts'
import type { Cdp, Params } from './cdp.ts'
import { type Frame, invoke } from './ipc.ts'
import { fromCarrier, type Session, toCarrier } from './session.ts'
import { isolatedWorldScript, mainWorldScript, WORLD } from './worlds.ts'

export interface WebPreferences {
  preload?: string
  sandbox?: boolean
  contextIsolation?: boolean
  nodeIntegration?: boolean
  javascript?: boolean
  partition?: string
}
type OpenHandler = (details: { url: string }) => { action: 'allow' | 'deny' }
interface FrameTree {
  frame: { id: string; url: string; parentId?: string }
  childFrames?: FrameTree[]
}
let lastId = 0

/** One page of the real Chromium, with Electron's events. */
export class WebContents extends EventEmitter {
  readonly id: number
  readonly session: Session
  readonly ready: Promise<void>
  #cdp!: Cdp
  #cdpSession = ''
  #targetId = ''
  #preferences: WebPreferences
  #openHandler: OpenHandler = () => ({ action: 'allow' })
  #frames = new Map<string, { url: string; parentId: string | null }>()
  #mainFrameId = ''
  /** isolated worlds by context id */
  #worlds = new Map<number, string>()
  /** an address that the shell itself asked for, not the page */
  #loading: string | null = null

  constructor(session: Session, preferences: WebPreferences, browser: Promise<Cdp>) {
    super()
    lastId += 1
    this.id = lastId
    this.session = session
    this.#preferences = preferences
    this.ready = browser.then((cdp) => this.#attach(cdp))
  }

  getURL = () => fromCarrier(this.#frames.get(this.#mainFrameId)?.url ?? '')
  get mainFrame(): Frame {
    return this.#frame(this.#mainFrameId)
  }
  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler
  }

  async loadURL(url: string): Promise<void> {
    await this.ready
    await this.session.applyPermissions(this.#cdp, this, url)
    this.#loading = toCarrier(url)
    const loaded = new Promise<void>((resolve) => this.once('did-finish-load', resolve))
    const { errorText } = await this.#send<{ errorText?: string }>('Page.navigate', { url: this.#loading })
    if (errorText) throw new Error(`${errorText} (loading ${url.slice(0, 80)})`)
    await loaded
  }

  send(channel: string, ...args: unknown[]): void {
    for (const [contextId, frameId] of this.#worlds) {
      if (frameId === this.#mainFrameId) this.#tell(contextId, { channel, args })
    }
  }

  async printToPDF(options: {
    printBackground?: boolean
    pageSize?: { width: number; height: number }
    margins?: { top: number; bottom: number; left: number; right: number }
  }): Promise<Buffer> {
    const { data } = await this.#send<{ data: string }>('Page.printToPDF', {
      printBackground: options.printBackground ?? false,
      ...(options.pageSize
        ? { paperWidth: options.pageSize.width, paperHeight: options.pageSize.height }
        : {}),
      marginTop: options.margins?.top,
      marginBottom: options.margins?.bottom,
      marginLeft: options.margins?.left,
      marginRight: options.margins?.right,
    })
    return Buffer.from(data, 'base64')
  }

  /** The double's printer is a folder, GUITAI_DOUBLE_PRINTER; without it there is no printer. */
  print(
    options: { silent?: boolean; pageSize?: { width: number; height: number } },
    done: (success: boolean, reason: string) => void,
  ): void {
    const folder = process.env.GUITAI_DOUBLE_PRINTER
    const { width = 0, height = 0 } = options.pageSize ?? {}
    const inches = { width: width / 25_400, height: height / 25_400 }
    const work = async () => {
      // as Electron: microns, at least 353 each way
      if (!options.silent || width < 353 || height < 353) throw 'Invalid printer settings'
      if (!folder) throw 'No printer available'
      const pdf = await this.printToPDF({
        pageSize: inches,
        margins: { top: 0, bottom: 0, left: 0, right: 0 },
      })
      mkdirSync(folder, { recursive: true })
      writeFileSync(join(folder, `job-${this.id}.pdf`), pdf)
    }
    work().then(
      () => done(true, ''),
      (reason) => done(false, String(reason)),
    )
  }

  closeTarget(): void {
    if (this.#targetId) this.#cdp.send('Target.closeTarget', { targetId: this.#targetId }).catch(() => {})
  }

  #send<T = Params>(method: string, params: Params = {}): Promise<T> {
    return this.#cdp.send<T>(method, params, this.#cdpSession)
  }
  #on<T>(method: string, listener: (params: T) => void): void {
    this.#cdp.on<T>(method, listener, this.#cdpSession)
  }
  #frame(id: string): Frame {
    const { url = '', parentId = null } = this.#frames.get(id) ?? {}
    return { url: fromCarrier(url), parent: parentId === null ? null : this.#frame(parentId) }
  }
  #tell(contextId: number, message: unknown): void {
    const expression = `__fromMain(${JSON.stringify(JSON.stringify(message))})`
    this.#send('Runtime.evaluate', { expression, contextId }).catch(() => {}) // the page has gone meanwhile
  }

  async #attach(cdp: Cdp): Promise<void> {
    this.#cdp = cdp
    const browserContextId = await this.session.contextId(cdp)
    const context = browserContextId ? { browserContextId } : {}
    const target = await cdp.send<{ targetId: string }>('Target.createTarget', {
      url: 'about:blank',
      ...context,
    })
    this.#targetId = target.targetId
    const attached = await cdp.send<{ sessionId: string }>('Target.attachToTarget', {
      ...target,
      flatten: true,
    })
    this.#cdpSession = attached.sessionId
    this.#listen()
    await this.#send('Page.enable')
    const { frameTree } = await this.#send<{ frameTree: FrameTree }>('Page.getFrameTree')
    this.#mainFrameId = frameTree.frame.id
    this.#frames.set(frameTree.frame.id, { url: frameTree.frame.url, parentId: null })
    if (this.#preferences.javascript === false) {
      await this.#send('Emulation.setScriptExecutionDisabled', { value: true })
    }
    if (this.#preferences.preload) await this.#install(readFileSync(this.#preferences.preload, 'utf8'))
    await this.#send('Fetch.enable', { patterns: [{ urlPattern: '*' }] })
    await this.#send('Target.setAutoAttach', {
      autoAttach: true,
      waitForDebuggerOnStart: true,
      flatten: true,
    })
  }

  async #install(preload: string): Promise<void> {
    const secret = randomBytes(16).toString('hex')
    await this.#send('Runtime.enable')
    await this.#send('Runtime.addBinding', { name: '__toMain', executionContextName: WORLD })
    await this.#send('Page.addScriptToEvaluateOnNewDocument', { source: mainWorldScript(secret) })
    const source = isolatedWorldScript(secret, preload)
    await this.#send('Page.addScriptToEvaluateOnNewDocument', { source, worldName: WORLD })
  }

  #listen(): void {
    this.#on<{ frame: { id: string; url: string; parentId?: string } }>(
      'Page.frameNavigated',
      ({ frame }) => {
        this.#frames.set(frame.id, { url: frame.url, parentId: frame.parentId ?? null })
      },
    )
    this.#on<{ frameId: string }>('Page.frameDetached', ({ frameId }) => this.#frames.delete(frameId))
    this.#on('Page.loadEventFired', () => {
      this.emit('did-finish-load', {})
      this.emit('ready-to-show')
    })
    this.#on('Inspector.targetCrashed', () => this.emit('render-process-gone', {}, { reason: 'crashed' }))
    this.#on<{ context: { id: number; name: string; auxData: { frameId: string } } }>(
      'Runtime.executionContextCreated',
      ({ context }) => {
        if (context.name === WORLD) this.#worlds.set(context.id, context.auxData.frameId)
      },
    )
    this.#on<{ executionContextId: number }>('Runtime.executionContextDestroyed', ({ executionContextId }) =>
      this.#worlds.delete(executionContextId),
    )
    this.#on<{ name: string; payload: string; executionContextId: number }>(
      'Runtime.bindingCalled',
      (called) => this.#invoked(called),
    )
    this.#on<Paused>('Fetch.requestPaused', (paused) => {
      this.#requested(paused).catch(() => {}) // the request has gone meanwhile
    })
    this.#on<{ sessionId: string; targetInfo: { targetId: string; type: string; url: string } }>(
      'Target.attachedToTarget',
      ({ targetInfo: { targetId, type, url }, sessionId }) => {
        if (type === 'page' && this.#openHandler({ url: fromCarrier(url) }).action === 'deny') {
          this.#cdp.send('Target.closeTarget', { targetId }).catch(() => {})
        } else this.#cdp.send('Runtime.runIfWaitingForDebugger', {}, sessionId).catch(() => {})
      },
    )
    this.#cdp.on<{ targetId: string }>('Target.targetDestroyed', ({ targetId }) => {
      if (targetId === this.#targetId) this.emit('destroyed')
    })
  }

  async #invoked(called: { name: string; payload: string; executionContextId: number }): Promise<void> {
    // the binding stands in isolated worlds only; a call from elsewhere would be a hole in the double
    const frameId = this.#worlds.get(called.executionContextId)
    if (called.name !== '__toMain' || frameId === undefined) throw new Error('binding called from the page')
    const message = JSON.parse(called.payload) as { invoke: number; channel: string; args: unknown[] }
    const answer = await invoke(this, this.#frame(frameId), message)
    this.#tell(called.executionContextId, { invoke: message.invoke, ...answer })
  }

  async #requested({ requestId, request, frameId, resourceType }: Paused): Promise<void> {
    const url = fromCarrier(request.url)
    if (resourceType === 'Document' && !this.#mayNavigate(request.url, url, frameId)) {
      await this.#send('Fetch.failRequest', { requestId, errorReason: 'Aborted' })
    } else if (url !== request.url) {
      await this.#send('Fetch.fulfillRequest', {
        requestId,
        ...(await this.session.respond(url, request.method)),
      })
    } else await this.#send('Fetch.continueRequest', { requestId })
  }

  /** Asks the shell about a navigation that the page began. */
  #mayNavigate(carried: string, url: string, frameId: string): boolean {
    if (this.#loading === carried) {
      this.#loading = null
      return true
    }
    const isMainFrame = frameId === this.#mainFrameId
    const refused = prevents(this, 'will-frame-navigate', { url, isMainFrame })
    return !(isMainFrame && prevents(this, 'will-navigate', { url })) && !refused
  }
}

interface Paused {
  requestId: string
  request: { url: string; method: string }
  frameId: string
  resourceType: string
}
