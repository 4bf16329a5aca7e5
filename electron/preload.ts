import { contextBridge, ipcRenderer } from 'electron'
import type { Answer, ApiArgs, ApiOutput, Bridge, Channel, Events } from '../shared/ipc.ts'

type Listener = (payload: never) => void
const listeners = new Map<keyof Events, Set<Listener>>()

ipcRenderer.on('guitai:event', (_event, name, payload) => {
  for (const listener of listeners.get(name) ?? []) listener(payload as never)
})

const bridge: Bridge = {
  host: 'electron',
  call: <C extends Channel>(channel: C, input: ApiArgs<C>) =>
    ipcRenderer.invoke('guitai:call', channel, input) as Promise<Answer<ApiOutput<C>>>,
  on(event, listener) {
    const set = listeners.get(event) ?? new Set<Listener>()
    listeners.set(event, set.add(listener as Listener))
    return () => void set.delete(listener as Listener)
  },
}

contextBridge.exposeInMainWorld('guitai', bridge)
