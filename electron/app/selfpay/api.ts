import type { SelfpayView } from '../../../shared/api/selfpay.ts'
import { fail } from '../../../shared/errors.ts'
import { type Sender, senderOf } from '../office.ts'
import { type Caller, OFFICE, type Registry } from '../registry.ts'
import { askAll } from './ask.ts'
import { doubtfulOf, free, KIND, loadBody, loadStay, type SelfpayDeps, type StayRow } from './deps.ts'
import { mend } from './mend.ts'
import { fetchAll } from './take.ts'
import { audit, go, type Stops, uploadAll } from './upload.ts'
import { rowOf, viewOf } from './view.ts'
import { finished, removal, type Step } from './wire.ts'

const MANY = 5000
/** what is to be done first */
const ORDER = ['cleared', 'details', 'visit', 'new', 'removed', 'done']

export async function listOf(deps: Pick<SelfpayDeps, 'journal'>, text: string) {
  const [docs, doubtful] = await Promise.all([
    deps.journal.docs({ kind: KIND, text, limit: MANY }),
    doubtfulOf(deps),
  ])
  const rank = (row: { why: string; state: string }) => (row.why ? -1 : ORDER.indexOf(row.state))
  return (docs as unknown as StayRow[])
    .map((row) => rowOf(row, doubtful.has(row.id)))
    .sort((a, b) => rank(a) - rank(b) || a.begntime.localeCompare(b.begntime))
}

export function registerSelfpay(reg: Registry, deps: SelfpayDeps): void {
  const { lanes } = deps
  const stops: Stops = new Set()
  const uploading = new Set<string>()
  const view = async (id: string): Promise<SelfpayView> => {
    const [stay, body, doubtful] = [
      await loadStay(deps, id),
      await loadBody(deps, id),
      await doubtfulOf(deps),
    ]
    return viewOf(stay, body.data, doubtful.has(id), deps)
  }
  reg.read('selfpay.list', ({ text }) => listOf(deps, text), OFFICE)
  reg.read('selfpay.open', ({ id }) => view(id), OFFICE)
  reg.write('selfpay.fetch', (_, caller) => lanes.run('fetch', () => fetchAll(deps, caller)), OFFICE)
  reg.write(
    'selfpay.mend',
    (input, caller) =>
      lanes.run(input.id, async () => {
        await mend(deps, input, caller)
        return view(input.id)
      }),
    OFFICE,
  )
  reg.write(
    'selfpay.upload',
    async ({ ids }, caller) => {
      if (uploading.has(caller.sessionId))
        fail('conflict', '这里已经在上传', '没有重复发送。', '请等它结束，或按 Esc 停下。')
      uploading.add(caller.sessionId)
      try {
        return await uploadAll(deps, stops, ids, caller)
      } finally {
        uploading.delete(caller.sessionId)
      }
    },
    OFFICE,
  )
  reg.write(
    'selfpay.stop',
    async (_, caller) => {
      const stopped = uploading.has(caller.sessionId)
      if (stopped) stops.add(caller.sessionId)
      return { stopped }
    },
    OFFICE,
  )
  reg.write(
    'selfpay.ask',
    async ({ id }, caller) => {
      const [stay, body] = [await loadStay(deps, id), await loadBody(deps, id)]
      return askAll(deps, stay, body.data, await senderOf(deps, caller))
    },
    OFFICE,
  )
  registerWaysBack(reg, deps, view)
}

interface Named {
  id: string
  version: number
  reason: string
}

/** 4203 back to 0, and 4204 or 4206: each with a reason. */
function registerWaysBack(
  reg: Registry,
  deps: SelfpayDeps,
  view: (id: string) => Promise<SelfpayView>,
): void {
  const back = async (
    { id, version, reason }: Named,
    caller: Caller,
    action: string,
    steps: (stay: StayRow) => Step[],
  ): Promise<SelfpayView> =>
    deps.lanes.run(id, async () => {
      const stay = await loadStay(deps, id)
      await free(deps, id)
      if (stay.version !== version)
        fail(
          'conflict',
          '画面上的内容已经过期，刚才的操作没有执行',
          '没有发送。',
          '请看一眼最新的状态再继续。',
        )
      await deps.journal.commit([audit(deps, caller, action, id, reason)])
      await inTurn(deps, id, steps(stay), await senderOf(deps, caller))
      return view(id)
    })
  reg.write(
    'selfpay.reopen',
    (input, caller) => back(input, caller, 'selfpay.reopen', (stay) => [reopened(stay, deps)]),
    OFFICE,
  )
  reg.write(
    'selfpay.remove',
    (input, caller) =>
      back(input, caller, 'selfpay.remove', (stay) => [
        ...(stay.state === 'done' ? [reopened(stay, deps)] : []),
        { ...removal(stay.id, stay.data.kind, deps), state: 'removed', sent: 0 },
      ]),
    OFFICE,
  )
}

/** 4203 with 0: what is there stays there; one that was never sent from here begins at the beginning. */
const reopened = ({ id, state, data }: StayRow, deps: SelfpayDeps): Step => ({
  ...{ infno: '4203', input: finished(id, deps, '0') },
  ...(state === 'done' ? { state: 'visit' as const, sent: data.lines } : { state, sent: data.sent }),
})

async function inTurn(deps: SelfpayDeps, id: string, steps: Step[], send: Sender): Promise<void> {
  for (const step of steps) await go(deps, await loadStay(deps, id), step, send)
}
