import type { JsonObject } from '../../shared/contract.ts'
import type { Desk } from '../app/inbound/index.ts'
import type { Clock } from '../engine/core.ts'

const LOOK_ms = 1_000

/** In training the platform's own calls come from the sandbox, without a door. The answer ends it. */
export function hearSandbox(
  sandbox: {
    tellings(): { infno: string; msgid: string; input: JsonObject }[]
    told(msgid: string, taken: boolean): void
  },
  desk: Pick<Desk, 'receive'>,
  clock: Clock,
): () => void {
  let ended = false
  let cancel = clock.after(LOOK_ms, look)
  function look() {
    const told = sandbox.tellings().map(async ({ infno, msgid, input }) => {
      const { infcode } = await desk.receive(infno, { infno, msgid, input }, '内置沙箱')
      if (!ended) sandbox.told(msgid, infcode === 0)
    })
    void Promise.all(told).then(() => {
      if (!ended) cancel = clock.after(LOOK_ms, look)
    })
  }
  return () => {
    ended = true
    cancel()
  }
}
