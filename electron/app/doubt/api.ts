import type { DoubtView } from '../../../shared/api/txn.ts'
import type { JsonObject } from '../../../shared/contract.ts'
import { fail, GuitaiError } from '../../../shared/errors.ts'
import { DOUBTFUL, HOLDING, type Txn } from '../../../shared/txn.ts'
import type { Engine } from '../../engine/engine.ts'
import type { Life } from '../../platforms/port.ts'
import { type Caller, isSupervisor, type Registry } from '../registry.ts'
import { hitOf, rowView, type TxnDeps } from '../txn/api.ts'
import { doubtWords } from './words.ts'

export interface DoubtDeps extends Pick<TxnDeps, 'contract' | 'journal' | 'now'> {
  engine: Engine
  life(family: string, code: string): Life | null
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
async function evidence(deps: DoubtDeps, txn: Txn, number: string, caller: Caller): Promise<JsonObject> {
  const record = deps.life(txn.family, txn.infno)?.record
  if (!record) return (txn.output ?? {}) as JsonObject
  const { label, infno } = record
  if (!number) {
    fail('invalid', `认定“已发生”必须填写中心的${label}`, '没有改变。', `请向医保办索取${label}。`)
  }
  const { opter, opterName } = caller.operator!
  const shift = await deps.journal.openShift(opter)
  const outcome = await deps.engine.transact({
    ...{ family: txn.family, infno, input: record.input(txn, number) },
    by: { opter, opterName, shiftId: shift?.shiftId ?? null, sign_no: shift?.signNo.nhsa ?? null },
    ...(txn.insuplc ? { insuplc: txn.insuplc } : {}),
  })
  if (outcome.is !== 'settled') throw new GuitaiError(outcome.fault)
  const found = record.read(txn, number, outcome.output)
  if (!found) {
    fail('invalid', `中心的${label} ${number} 不是这一笔的`, '没有改变。', `请与医保办核对${label}。`)
  }
  return found
}

async function note(deps: DoubtDeps, caller: Caller, action: string, subject: string, reason: string) {
  const entry = { at: deps.now(), actor: caller.operator!.opter, action, subject, detail: { reason } }
  await deps.journal.commit([{ t: 'audit', entry }])
}

async function worklist(deps: DoubtDeps, caller: Caller): Promise<DoubtView[]> {
  const open = (await deps.journal.unfinished()).filter(
    (t) => t.kind !== 'query' && HOLDING.includes(t.state),
  )
  const supervisor = caller.operator !== null && isSupervisor(caller.operator.role)
  return Promise.all(
    open
      .filter((t) => DOUBTFUL.includes(t.state) || t.sentAt === null || deps.now() - t.createdAt > 3_000)
      .map((t) => doubtView(deps, t, supervisor)),
  )
}

async function doubtView(deps: DoubtDeps, txn: Txn, supervisor: boolean): Promise<DoubtView> {
  const row = rowView(deps, await hitOf(deps.journal, txn))
  const { what, means, doing } = doubtWords(txn, row.name)
  const life = deps.life(txn.family, txn.infno)
  const undoable = life?.undo !== null
  return {
    ...row,
    what,
    means,
    doing,
    nextAt: txn.nextAt,
    attempts: txn.attempts,
    decideBy: life?.record?.label ?? null,
    decideNumber: life?.record?.own?.(txn) ?? '',
    can: {
      ask: txn.state === 'UNKNOWN' || txn.state === 'QUERYING' || txn.state === 'REVERSING',
      reverse: undoable && txn.state !== 'REVERSING' && txn.state !== 'PREPARED' && txn.state !== 'SENT',
      decide: supervisor && txn.state === 'MANUAL',
    },
  }
}
