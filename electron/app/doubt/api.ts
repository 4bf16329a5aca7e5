import type { DoubtView } from '../../../shared/api/txn.ts'
import type { JsonObject } from '../../../shared/contract.ts'
import { fail, GuitaiError } from '../../../shared/errors.ts'
import { DOUBTFUL, HOLDING, type Txn } from '../../../shared/txn.ts'
import type { Engine } from '../../engine/engine.ts'
import type { Journal } from '../../journal/port.ts'
import type { Life } from '../../platforms/port.ts'
import type { Caller, Registry } from '../registry.ts'
import { hitOf, rowView, type TxnDeps } from '../txn/api.ts'
import { doubtWords } from './words.ts'

export interface DoubtDeps extends Pick<TxnDeps, 'contract' | 'journal' | 'now'> {
  engine: Engine
  life(family: string, code: string): Life | null
  /** asks the centre for the settlement that a person names, and answers in the shape of the original code */
  lookUp(txn: Txn, setl_id: string, caller: Caller): Promise<JsonObject>
}

export function registerDoubt(reg: Registry, deps: DoubtDeps): void {
  const list = (caller: Caller) => worklist(deps, caller)

  reg.read('doubt.list', (_input, caller) => list(caller))
  reg.write('doubt.ask', async ({ msgid }, caller) => {
    await deps.engine.ask(msgid)
    return list(caller)
  })
  reg.write('doubt.reverse', async ({ msgid, reason }, caller) => {
    await note(deps, caller, 'doubt.reverse', msgid, reason)
    await deps.engine.giveUp(msgid, caller.operator!.opterName, reason)
    return list(caller)
  })
  reg.write(
    'doubt.decide',
    async ({ msgid, happened, setl_id, reason }, caller) => {
      const txn = await deps.journal.txn(msgid)
      if (!txn) fail('not_found', `没有报文 ${msgid}`, '没有改变。', '请刷新列表。')
      const output = happened ? await evidence(deps, txn, setl_id ?? '', caller) : null
      await note(deps, caller, 'doubt.decide', msgid, `${happened ? '已发生' : '未发生'}：${reason}`)
      await deps.engine.decide(msgid, happened, output, caller.operator!.opterName, reason)
      return list(caller)
    },
    ['supervisor', 'admin'],
  )
}

/** That it happened is only booked with what the centre itself says of it. */
async function evidence(deps: DoubtDeps, txn: Txn, setl_id: string, caller: Caller): Promise<JsonObject> {
  if (txn.amountFen === null) return (txn.output ?? {}) as JsonObject
  if (!setl_id) fail('invalid', '认定“已发生”必须填写中心的结算ID', '没有改变。', '请向医保办索取结算ID。')
  return deps.lookUp(txn, setl_id, caller)
}

async function note(deps: DoubtDeps, caller: Caller, action: string, subject: string, reason: string) {
  const entry = { at: deps.now(), actor: caller.operator!.opter, action, subject, detail: { reason } }
  await deps.journal.commit([{ t: 'audit', entry }])
}

async function worklist(deps: DoubtDeps, caller: Caller): Promise<DoubtView[]> {
  const open = (await deps.journal.unfinished()).filter(
    (t) => t.kind !== 'query' && HOLDING.includes(t.state),
  )
  const supervisor = caller.operator?.role !== 'cashier'
  return Promise.all(
    open
      .filter((t) => DOUBTFUL.includes(t.state) || t.sentAt === null || deps.now() - t.createdAt > 3_000)
      .map((t) => doubtView(deps, t, supervisor)),
  )
}

async function doubtView(deps: DoubtDeps, txn: Txn, supervisor: boolean): Promise<DoubtView> {
  const row = rowView(deps, await hitOf(deps.journal, txn))
  const { what, means, doing } = doubtWords(txn, row.name)
  const undoable = deps.life(txn.family, txn.infno)?.undo !== null
  return {
    ...row,
    what,
    means,
    doing,
    nextAt: txn.nextAt,
    attempts: txn.attempts,
    can: {
      ask: txn.state === 'UNKNOWN' || txn.state === 'QUERYING' || txn.state === 'REVERSING',
      reverse: undoable && txn.state !== 'REVERSING' && txn.state !== 'PREPARED' && txn.state !== 'SENT',
      decide: supervisor && txn.state === 'MANUAL',
    },
  }
}

/** 5203 by the settlement's own number; thrown faults say why it cannot be booked. */
export function lookUpSettlement(
  journal: Journal,
  engine: Engine,
  shape: (output: JsonObject) => JsonObject,
) {
  return async (txn: Txn, setl_id: string, caller: Caller): Promise<JsonObject> => {
    const { opter, opterName } = caller.operator!
    const shift = await journal.openShift(opter)
    const data = (txn.input.data ?? {}) as JsonObject
    const outcome = await engine.transact({
      family: txn.family,
      infno: '5203',
      input: { data: { psn_no: txn.psnNo, setl_id, mdtrt_id: data.mdtrt_id ?? '' } },
      by: { opter, opterName, shiftId: shift?.shiftId ?? null, sign_no: shift?.signNo.nhsa ?? null },
      ...(txn.insuplc ? { insuplc: txn.insuplc } : {}),
    })
    if (outcome.is !== 'settled') throw new GuitaiError(outcome.fault)
    return shape(outcome.output)
  }
}
