import type { Cdp } from './cdp.ts'
import type { WebContents } from './contents.ts'

/** A scheme that Chromium does not know is carried by an address that leads nowhere and is always intercepted. */
const CARRIER = (scheme: string, host: string) => `https://${scheme}--${host}.invalid`
const schemes = new Set<string>()

export const toCarrier = (url: string) =>
  url.replace(/^([a-z]+):\/\/([^/]+)/, (all, scheme: string, host: string) =>
    schemes.has(scheme) ? CARRIER(scheme, host) : all,
  )
export const fromCarrier = (url: string) => url.replace(/^https:\/\/([a-z]+)--([^/]+)\.invalid/, '$1://$2')

type Handle = (request: Request) => Response | Promise<Response>
type Permission = string
type Check = ((contents: WebContents | null, permission: Permission, origin: string) => boolean) | null
/** Electron's names and Chromium's. */
const PERMISSIONS: [Permission, string][] = [
  ['geolocation', 'geolocation'],
  ['notifications', 'notifications'],
  ['media', 'camera'],
  ['media', 'microphone'],
  ['midi', 'midi'],
  ['clipboard-read', 'clipboard-read'],
  ['clipboard-sanitized-write', 'clipboard-write'],
]

export const protocol = {
  registerSchemesAsPrivileged(
    list: { scheme: string; privileges: { standard?: boolean; secure?: boolean } }[],
  ) {
    for (const { scheme, privileges } of list) {
      if (!privileges.standard || !privileges.secure)
        throw new Error('the double carries secure standard schemes only')
      schemes.add(scheme)
    }
  },
}

/** One browser context: its protocol handlers and what it grants. */
export class Session {
  readonly partition: string
  readonly handles = new Map<string, Handle>()
  #check: Check = null
  #context: Promise<string | undefined> | null = null
  readonly protocol = {
    handle: (scheme: string, handle: Handle) => void this.handles.set(scheme, handle),
  }

  constructor(partition: string) {
    this.partition = partition
  }

  setPermissionCheckHandler(check: Check): void {
    this.#check = check
  }
  /** Chromium's own prompt is never reached here: the check's answer is set beforehand. */
  setPermissionRequestHandler(_handler: unknown): void {}
  setDevicePermissionHandler(_handler: unknown): void {}

  /** The id of the context, undefined for the browser's own. */
  contextId(cdp: Cdp): Promise<string | undefined> {
    this.#context ??=
      this.partition === ''
        ? Promise.resolve(undefined)
        : cdp
            .send<{ browserContextId: string }>('Target.createBrowserContext')
            .then(({ browserContextId }) => browserContextId)
    return this.#context
  }

  /** Tells Chromium what the shell's handler says for each permission of an origin. */
  async applyPermissions(cdp: Cdp, contents: WebContents, url: string): Promise<void> {
    const origin = /^([a-z]+:\/\/[^/]+)/.exec(url)?.[1]
    if (!this.#check || !origin) return
    const browserContextId = await this.contextId(cdp)
    for (const [permission, name] of PERMISSIONS) {
      const setting = this.#check(contents, permission, `${origin}/`) ? 'granted' : 'denied'
      const params = { permission: { name }, setting, origin: toCarrier(origin) }
      await cdp.send('Browser.setPermission', {
        ...params,
        ...(browserContextId ? { browserContextId } : {}),
      })
    }
  }

  /** The response of a custom scheme's handler in the form that Fetch.fulfillRequest takes. */
  async respond(url: string, method: string): Promise<Record<string, unknown>> {
    const handle = this.handles.get(new URL(url).protocol.slice(0, -1))
    const response = handle ? await handle(new Request(url, { method })) : new Response('', { status: 404 })
    return {
      responseCode: response.status,
      responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
      body: Buffer.from(await response.arrayBuffer()).toString('base64'),
    }
  }
}

const sessions = new Map<string, Session>()
export const session = {
  defaultSession: new Session(''),
  fromPartition(partition: string): Session {
    const known = sessions.get(partition) ?? new Session(partition)
    sessions.set(partition, known)
    return known
  },
}
