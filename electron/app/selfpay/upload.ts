import type { SelfpayResult } from '../../../shared/api/selfpay.ts'
import { faultOf, GuitaiError } from '../../../shared/errors.ts'
import { maskName } from '../../../shared/mask.ts'
import type { Change } from '../../journal/port.ts'
import { type Sender, senderOf, wordsOf } from '../office.ts'
import type { Caller } from '../registry.ts'
import { faultsOf, namedIn } from './check.ts'
import { free, loadBody, loadStay, put, type SelfpayDeps, type StayRow } from './deps.ts'
import { localOf } from './effects.ts'
import { nextStep, type Step } from './wire.ts'

/** The faces that want their upload to end. */
export type Stops = Set<string>

/** A refusal of one stay does not stop the others; a centre that is away, or a full disk, does. */
const STOPPING = new Set(['unreachable', 'storage', 'denied'])

export async function uploadAll(
  deps: SelfpayDeps,
  stops: Stops,
  ids: readonly string[],
  caller: Caller,
): Promise<SelfpayResult[]> {
  const send = await senderOf(deps, caller)
  const results: SelfpayResult[] = []
  stops.delete(caller.sessionId)
  const stopped = () => stops.has(caller.sessionId)
  try {
    for (const [i, id] of ids.entries()) {
      if (stopped()) break
      const tell = (label: string, part: number) =>
        deps.bus.emit(
          'work.progress',
          {
            work: 'selfpay',
            label: `第 ${i + 1} / ${ids.length} 份：${label}`,
            done: (i + part) / ids.length,
          },
          caller.sessionId,
        )
      const result = await one(deps, id, caller, send, { stopped, tell })
      results.push(result)
      if (result.kind !== null && STOPPING.has(result.kind)) break
    }
  } finally {
    stops.delete(caller.sessionId)
    deps.bus.emit('work.progress', { work: 'selfpay', label: '', done: 1 }, caller.sessionId)
  }
  return results.map(({ id, psn_name, ok, words }) => ({ id, psn_name, ok, words }))
}

interface Watch {
  stopped(): boolean
  tell(label: string, part: number): void
}

async function one(deps: SelfpayDeps, id: string, caller: Caller, send: Sender, watch: Watch) {
  let psn_name = ''
  try {
    const words = await deps.lanes.run(id, async () => {
      psn_name = maskName((await loadStay(deps, id)).data.psn_name)
      return carry(deps, id, caller, send, watch)
    })
    return { id, psn_name, ok: true, words, kind: null }
  } catch (error) {
    return { id, psn_name, ok: false, words: wordsOf(error), kind: faultOf(error).kind }
  }
}

/** From wherever the stay stands to its end. Every step is on disk before the next is begun. */
async function carry(
  deps: SelfpayDeps,
  id: string,
  caller: Caller,
  send: Sender,
  watch: Watch,
): Promise<string> {
  const body = await loadBody(deps, id)
  const first = await loadStay(deps, id)
  await free(deps, id)
  if (first.state === 'done') return '已经完成'
  await refuseFaulty(deps, first, body.data)
  for (;;) {
    const stay = await loadStay(deps, id)
    const step = nextStep(stay, body.data, deps)
    if (!step) break
    if (watch.stopped()) return '已停下，下次从这里继续'
    watch.tell(`${maskName(stay.data.psn_name)} ${deps.contract(step.infno).name}`, partOf(stay))
    await go(deps, stay, step, send)
  }
  await deps.journal.commit([audit(deps, caller, 'selfpay.upload', id)])
  return `已完成，明细 ${body.data.fees.length} 条`
}

const partOf = ({ state, data }: StayRow) =>
  state === 'visit' ? 0.9 : state === 'details' ? 0.8 : data.lines === 0 ? 0 : (0.7 * data.sent) / data.lines

/** One step; a refusal is kept with the stay, the field that it names beside it. */
export async function go(deps: SelfpayDeps, stay: StayRow, step: Step, send: Sender): Promise<void> {
  const { infno, input, state, sent } = step
  const outcome = await send({
    ...{ family: 'nhsa', infno, input },
    ...{ purpose: 'selfpay.step', local: localOf(stay, { state, sent }) },
  })
  if (outcome.is === 'settled') return
  if (outcome.is === 'rejected') {
    const words = outcome.fault.centre?.message ?? outcome.fault.what
    const fields = namedIn(words, infno, stay.data.sent, deps)
    await stand(deps, stay, { infno, words, fields })
  }
  throw new GuitaiError(outcome.fault)
}

const stand = (deps: SelfpayDeps, stay: StayRow, why: StayRow['data']['why']) =>
  deps.journal.commit([put({ ...stay, data: { ...stay.data, why } }, deps.now())])

async function refuseFaulty(
  deps: SelfpayDeps,
  stay: StayRow,
  body: Parameters<typeof faultsOf>[2],
): Promise<void> {
  const fields = faultsOf(stay.id, stay.data.kind, body, deps)
  if (fields.length === 0) return
  const words = fields[0]!.message
  await stand(deps, stay, { infno: '', words, fields })
  throw new GuitaiError({
    ...{ kind: 'invalid', what: `有 ${fields.length} 处要改：${words}` },
    ...{ means: '没有发送。', todo: '请改正后继续。', fields },
  })
}

export function audit(
  { now }: SelfpayDeps,
  caller: Caller,
  action: string,
  subject: string,
  reason = '',
): Change {
  const entry = { at: now(), actor: caller.operator!.opter, action, subject, detail: { reason } }
  return { t: 'audit', entry }
}
