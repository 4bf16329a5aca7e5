import { type Fault, faultOf } from '../../shared/errors.ts'
import type { ApiArgs, ApiOutput, Channel } from '../../shared/ipc.ts'
import { bridge, call, onConnection } from '../bridge.ts'
import { track } from './activity.ts'
import { type At, BLANK, type Encounters } from './encounters.ts'

/** Channels that change one encounter: they answer with its new view, alone or beside what they did. */
type CommandOf<V> = {
  [C in Channel]: ApiOutput<C> extends V | { view: V }
    ? ApiArgs<C> extends { encounterId: string; version: number }
      ? C
      : never
    : never
}[Channel]
type Extra<C extends Channel> = Omit<ApiArgs<C>, 'encounterId' | 'version'>

/** What is needed of the store (`encounters`). */
interface Store<V> {
  get(): Omit<Encounters<V, unknown>, 'box'>
  at: At<V>
  put(view: V): void
  drop(id: string): void
  setFault(id: string, fault: Fault | null): void
  setRunning(id: string, label: string | null): void
  focusNext(): void
}

/** What a counter's screen says of its encounters. */
interface Screen<V> {
  /** asks for one encounter anew */
  ask(encounterId: string): Promise<V>
  /** what a command is called while it runs */
  label(channel: Channel, extra: object): string | undefined
  /** the encounters that are followed */
  followed(): string[]
  /** what a command has done so far is shown while it runs */
  inSteps?: boolean
}

/** What every counter does through the main process with the encounters on its screen. */
export function encounterCommands<V extends { doubt: unknown }>(store: Store<V>, screen: Screen<V>) {
  const asking = askings(store, screen)
  /** the edits of each that are under way */
  const tails = new Map<string, Promise<unknown>>()
  return {
    ...asking,
    ...sendings(store, screen, asking.reload, tails),
    ...followings(store, screen, asking.reload, tails),
  }
}

type Reload = (id: string) => Promise<void>
type Tails = Map<string, Promise<unknown>>

function askings<V>({ get, put, drop, setFault, setRunning }: Store<V>, { ask }: Screen<V>) {
  return {
    async reload(id: string) {
      try {
        put(await ask(id))
      } catch (error) {
        const fault = faultOf(error)
        if (fault.kind === 'not_found') drop(id)
        else setFault(id, fault)
      }
    },

    /** Runs something that has no encounter yet; its fault shows where the operator is. */
    async onBlank<T>(label: string, work: () => Promise<T>): Promise<T | null> {
      const slot = get().current ?? BLANK
      if (get().running[slot]) return null
      setRunning(slot, label)
      try {
        const answer = await track(label, work())
        setFault(slot, null)
        return answer
      } catch (error) {
        setFault(slot, faultOf(error))
        return null
      } finally {
        setRunning(slot, null)
      }
    },
  }
}

function sendings<V>(store: Store<V>, screen: Screen<V>, reload: Reload, tails: Tails) {
  const { get, put, setFault, setRunning, focusNext } = store

  async function send<C extends CommandOf<V>>(
    channel: C,
    extra: Extra<C>,
    id: string,
  ): Promise<ApiOutput<C> | null> {
    const view = get().views[id]
    if (!view) return null
    try {
      const { version } = store.at(view)
      const answer = await call(channel, { encounterId: id, version, ...extra } as unknown as ApiArgs<C>)
      put(viewOf<V>(answer))
      setFault(id, null)
      return answer
    } catch (error) {
      const fault = faultOf(error)
      setFault(id, fault)
      if (fault.kind !== 'invalid' && fault.kind !== 'denied') await reload(id)
      return null
    }
  }

  return {
    /**
     * Runs one command with the version on the screen and answers with what it said. Refused (null, no effect)
     * while another one runs on this encounter: a second Enter does nothing. A fault goes to its panel.
     */
    async command<C extends CommandOf<V>>(channel: C, extra: Extra<C>, id = get().current) {
      if (!id || get().running[id]) return null
      const label = screen.label(channel, extra) ?? '保存'
      setRunning(id, label)
      await tails.get(id)
      try {
        return await track(label, send(channel, extra, id))
      } finally {
        setRunning(id, null)
        if (get().current === id) focusNext()
      }
    },

    /**
     * Edits follow one another in the order typed, each with the newest version, and block nothing. Answers
     * whether it went through.
     */
    edit<C extends CommandOf<V>>(channel: C, extra: Extra<C>): Promise<boolean> {
      const id = get().current
      if (!id || get().running[id]) return Promise.resolve(false)
      const before = tails.get(id) ?? Promise.resolve()
      const turn = before.then(async () => (await send(channel, extra, id)) !== null)
      tails.set(id, turn)
      void turn.then(() => {
        if (tails.get(id) === turn) tails.delete(id)
      })
      return turn
    },
  }
}

function followings<V extends { doubt: unknown }>(
  { get, focusNext }: Store<V>,
  { followed, inSteps }: Screen<V>,
  reload: Reload,
  tails: Tails,
) {
  /** Events come in bursts: one question at a time, and one more after it if there was another event. */
  const asking = new Map<string, boolean>()
  async function refresh(id: string) {
    if (asking.has(id)) return void asking.set(id, true)
    asking.set(id, false)
    const held = get().views[id]?.doubt != null
    try {
      do {
        asking.set(id, false)
        await reload(id)
      } while (asking.get(id))
    } finally {
      asking.delete(id)
    }
    const over = held && get().views[id]?.doubt === null
    if (over && get().current === id && !get().running[id]) focusNext()
  }

  /** Follows what the main process tells; answers with the way to stop. */
  function listen(): () => void {
    const stops = [
      bridge.on('visit.changed', ({ encounterId: id }) => {
        // the answer of a command or an edit under way carries it already
        const own = tails.has(id) || (!inSteps && get().running[id])
        if (followed().includes(id) && !own) void refresh(id)
      }),
      onConnection((state) => {
        // events may have been missed while the line was down
        if (state === 'open' && get().ready) for (const id of followed()) void refresh(id)
      }),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }
  return { refresh, listen }
}

const viewOf = <V>(answer: unknown): V =>
  typeof answer === 'object' && answer !== null && 'view' in answer ? (answer.view as V) : (answer as V)
