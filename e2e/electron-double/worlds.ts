/**
 * The two scripts that run in a page before its own: the main world's half of contextBridge, and the
 * isolated world with the preload. They speak over DOM events of a secret name, which are synchronous, so
 * that bridged functions return like real ones; objects never cross, only JSON with numbered functions.
 */
export const WORLD = 'Electron Isolated Context'

/** Functions are serialised with `toString`: they must use nothing from outside. */
export function mainWorldScript(secret: string): string {
  return `(${mainWorld})(${JSON.stringify(secret)})`
}

export function isolatedWorldScript(secret: string, preload: string): string {
  const run = `(${isolatedWorld})(${JSON.stringify(secret)}, (require, module, exports) => {\n${preload}\n})`
  // as with Electron's default, a preload runs in the main frame only
  return `if (window.top === window) { ${run} }`
}

// biome-ignore lint/suspicious/noExplicitAny: values of any shape cross here
type Any = any

function mainWorld(secret: string): void {
  const functions: Any[] = []
  const promises = new Map<number, { resolve(value: Any): void; reject(error: Error): void }>()
  const dispatch = EventTarget.prototype.dispatchEvent.bind(document)
  const { parse, stringify } = JSON
  let answer: Any = null
  let lastPromise = 0

  const say = (message: Any) => {
    answer = null
    dispatch(new CustomEvent(`${secret}:up`, { detail: stringify(message) }))
    return answer
  }
  const encode = (value: Any) => (typeof value === 'function' ? { fn: functions.push(value) - 1 } : { value })
  const decode = (thing: Any): Any => {
    if ('error' in thing) throw new Error(thing.error)
    if ('promise' in thing) {
      return new Promise((resolve, reject) => promises.set(thing.promise, { resolve, reject }))
    }
    if ('fn' in thing) {
      return (...args: Any[]) => {
        lastPromise += 1
        return decode(say({ call: thing.fn, args: args.map(encode), promise: lastPromise }))
      }
    }
    if ('members' in thing) {
      return Object.freeze(
        Object.fromEntries(Object.entries(thing.members).map(([name, member]) => [name, decode(member)])),
      )
    }
    return thing.value
  }
  document.addEventListener(`${secret}:down`, (event) => {
    const message = parse((event as CustomEvent).detail)
    if ('answer' in message) answer = message.answer
    else if ('settle' in message) {
      const { resolve, reject } = promises.get(message.settle) as Any
      promises.delete(message.settle)
      if ('error' in message.result) reject(new Error(message.result.error))
      else resolve(message.result.value)
    } else if ('callback' in message) functions[message.callback](...message.args)
    else if ('expose' in message) {
      Object.defineProperty(window, message.expose, { value: decode(message.api), enumerable: true })
    }
  })
}

function isolatedWorld(secret: string, preload: (require: Any, module: Any, exports: Any) => void): void {
  const scope = globalThis as Any
  const functions: Any[] = []
  const listeners = new Map<string, Set<Any>>()
  const invokes = new Map<number, { resolve(value: Any): void; reject(error: Error): void }>()
  let lastInvoke = 0
  const down = (message: Any) =>
    document.dispatchEvent(new CustomEvent(`${secret}:down`, { detail: JSON.stringify(message) }))

  const encode = (value: Any): Any => {
    if (typeof value === 'function') return { fn: functions.push(value) - 1 }
    if (
      value !== null &&
      typeof value === 'object' &&
      Object.values(value).some((v) => typeof v === 'function')
    ) {
      return {
        members: Object.fromEntries(Object.entries(value).map(([name, member]) => [name, encode(member)])),
      }
    }
    return { value }
  }
  const decode = (thing: Any) =>
    'fn' in thing ? (...args: Any[]) => void down({ callback: thing.fn, args }) : thing.value

  document.addEventListener(`${secret}:up`, (event) => {
    const { call, args, promise } = JSON.parse((event as CustomEvent).detail)
    try {
      const result = functions[call](...args.map(decode))
      if (typeof result?.then !== 'function') return void down({ answer: encode(result) })
      down({ answer: { promise } })
      result.then(
        (value: Any) => down({ settle: promise, result: { value } }),
        (error: Error) => down({ settle: promise, result: { error: String(error?.message ?? error) } }),
      )
    } catch (error) {
      down({ answer: { error: String((error as Error)?.message ?? error) } })
    }
  })

  scope.__fromMain = (text: string) => {
    const message = JSON.parse(text)
    if (message.channel) {
      for (const listener of listeners.get(message.channel) ?? []) listener({}, ...message.args)
      return
    }
    const waiting = invokes.get(message.invoke)
    invokes.delete(message.invoke)
    if ('error' in message) waiting?.reject(new Error(message.error))
    else waiting?.resolve(message.value)
  }

  const contextBridge = {
    exposeInMainWorld: (expose: string, api: Any) => void down({ expose, api: encode(api) }),
  }
  const ipcRenderer = {
    on: (channel: string, listener: Any) =>
      void listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener)),
    invoke: (channel: string, ...args: Any[]) =>
      new Promise((resolve, reject) => {
        lastInvoke += 1
        invokes.set(lastInvoke, { resolve, reject })
        scope.__toMain(JSON.stringify({ invoke: lastInvoke, channel, args }))
      }),
  }
  const module = { exports: {} }
  const require = (name: string) => {
    if (name === 'electron') return { contextBridge, ipcRenderer }
    throw new Error(`module not found: ${name}`)
  }
  preload(require, module, module.exports)
}
