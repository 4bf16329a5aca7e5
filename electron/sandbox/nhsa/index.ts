import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buildCentre, type CentreView } from './centre.ts'
import { openGateway } from './gateway.ts'
import { openDoor } from './server.ts'
import type { NhsaSandboxOptions } from './types.ts'

export { type CentreView, openCentre, REVERSIBLE } from './centre.ts'
export { demoCode } from './ecode.ts'
export type * from './types.ts'

export interface NhsaSandbox extends CentreView {
  /** base address; requests are POST {url}/{infno} */
  url: string
  /** messages received so far, whatever became of them */
  requests(): number
  close(): Promise<void>
}

/** Starts a simulated 医保核心 on 127.0.0.1 with a ledger of its own. */
export async function startNhsaSandbox(options: NhsaSandboxOptions = {}): Promise<NhsaSandbox> {
  const { view, ...centre } = buildCentre(options)
  const door = openDoor({
    ...centre,
    gateway: openGateway(options.headers),
    state: () => ({
      people: view.people(),
      ledger: view.ledger(),
      effective: view.effective(),
      leftovers: view.leftovers(),
      requests: door.requests(),
    }),
  })
  const server = createServer(door.listener)
  server.keepAliveTimeout = 120_000 // an idle connection that closes under a request would look like a lost call
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/nhsa`,
    ...view,
    requests: door.requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          centre.store.close()
          resolve()
        })
        door.stop()
        server.closeAllConnections()
      }),
  }
}
