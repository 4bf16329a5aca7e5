import { EventEmitter } from 'node:events'
import type { WebContents } from './contents.ts'

export interface Frame {
  url: string
  parent: Frame | null
}
type Handler = (event: { sender: WebContents; senderFrame: Frame }, ...args: unknown[]) => unknown

const handlers = new Map<string, Handler>()

export const ipcMain = Object.assign(new EventEmitter(), {
  handle(channel: string, handler: Handler): void {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    handlers.set(channel, handler)
  },
  removeHandler: (channel: string) => void handlers.delete(channel),
})

/** Runs a handler for a frame that really exists in the browser; the answer goes back as text. */
export async function invoke(
  sender: WebContents,
  senderFrame: Frame,
  { channel, args }: { channel: string; args: unknown[] },
): Promise<{ value: unknown } | { error: string }> {
  const handler = handlers.get(channel)
  if (!handler) return { error: `No handler registered for '${channel}'` }
  try {
    return { value: await handler({ sender, senderFrame }, ...args) }
  } catch (error) {
    return { error: `Error invoking remote method '${channel}': ${String(error)}` }
  }
}
