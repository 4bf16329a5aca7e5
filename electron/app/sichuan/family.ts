import type { Json, JsonObject } from '../../../shared/contract.ts'
import { fail, GuitaiError } from '../../../shared/errors.ts'
import type { ApiInput } from '../../../shared/ipc.ts'
import { maskName } from '../../../shared/mask.ts'
import { type Fen, fen, sum, tryYuan, yuanNumber, yuanShow } from '../../../shared/money.ts'
import { datetime } from '../../../shared/msgid.ts'
import { node, rows } from '../../../shared/settlement.ts'
import type { Cert, Insurance, PayMethod, Person } from '../../../shared/visit.ts'
import type { Effect, Effects } from '../../engine/engine.ts'
import type { Change, DocRow, SettlementRow } from '../../journal/port.ts'
import { type Acting, acting, free } from '../encounter.ts'
import { paymentRows } from '../ledger.ts'
import type { Caller } from '../registry.ts'
import type { SichuanDeps } from './deps.ts'

/** A relative's payment: doc of kind `sichuan.family` under the setl_id that it pays for. */
export interface FamilyData {
  encounterId: string
  mdtrt_id: string
  totalFen: Fen
  /** the centre's number; null where only "double" was heard of it */
  mulaid_sn: string | null
  parts: { psn_name: string; amountFen: Fen }[]
}

/** An encounter's fields that matter here, of visits and stays alike. */
interface Holder {
  encounterId: string
  cert: Cert | null
  person: Person | null
  insu: Insurance | null
  version: number
}

export const familyOf = (row: DocRow): FamilyData => row.data as unknown as FamilyData

export async function standing(deps: SichuanDeps, setl_id: string): Promise<SettlementRow> {
  const [row] = await deps.journal.settlements({ family: 'nhsa', setl_id })
  if (!row?.mdtrt_id || row.reverses !== null)
    return fail('not_found', `本机没有结算 ${setl_id}`, '没有改变。', '请刷新列表。')
  const all = await deps.journal.settlements({ encounterId: row.encounterId })
  if (all.some(({ reverses }) => reverses === setl_id))
    return fail('conflict', '这次结算已经撤销', '没有发送，也没有扣款。', '请刷新列表。')
  return row
}

export async function holderOf(
  deps: SichuanDeps,
  encounterId: string,
): Promise<Holder & { insu: Insurance; person: Person; cert: Cert }> {
  const row = await deps.journal.encounter(encounterId)
  const holder = row?.data as unknown as Holder | undefined
  if (!row || !holder?.person || !holder.insu || !holder.cert)
    return fail('not_found', '没有这次结算的就诊', '没有改变。', '请刷新列表。')
  return { ...holder, person: holder.person, insu: holder.insu, cert: holder.cert, version: row.version }
}

const presented = ({ mdtrt_cert_type, mdtrt_cert_no }: Cert) => ({ mdtrt_cert_type, mdtrt_cert_no })

type Payers = JsonObject[]

/** SCX-0201; who may pay for the patient, kept until the payment so that no number leaves this side. */
export async function askAccounts(deps: SichuanDeps, caller: Caller, setl_id: string): Promise<Payers> {
  const act = await acting(deps, caller)
  const settled = await standing(deps, setl_id)
  const { person, insu, cert } = await holderOf(deps, settled.encounterId)
  const outcome = await deps.engine.transact({
    ...{
      family: 'sichuan',
      infno: 'SCX-0201',
      by: act.by,
      psnNo: person.psn_no,
      insuplc: insu.insuplc_admdvs,
    },
    input: {
      data: {
        ...{ psn_no: person.psn_no, psn_cert_type: person.psn_cert_type, certno: person.certno },
        ...presented(cert),
        insuplc_admdvs: insu.insuplc_admdvs,
      },
    },
  })
  if (outcome.is !== 'settled') throw new GuitaiError(outcome.fault)
  const payers = rows(node(outcome.output, 'data') ?? {}, 'mulaidinfo')
  deps.payers.set(`${caller.sessionId} ${setl_id}`, payers)
  return payers
}

/** SCX-0202. A settlement is paid for once; the patient gets back what he no longer owes. */
export async function pay(deps: SichuanDeps, caller: Caller, form: ApiInput<'sichuan.pay'>): Promise<void> {
  const act = await acting(deps, caller)
  const settled = await standing(deps, form.setl_id)
  const holder = await holderOf(deps, settled.encounterId)
  await free(deps.journal, holder)
  const old = await deps.journal.doc('sichuan.family', form.setl_id)
  if (old?.state === 'paid')
    fail('conflict', '这次结算已经由共济账户支付过', '没有发送，也没有扣款。', '需要改动请先撤销（F9）。')
  const parts = partsOf(deps.payers.get(`${caller.sessionId} ${form.setl_id}`), form)
  const totalFen = sum(parts.map(({ amountFen }) => amountFen))
  await affordable(deps, settled, totalFen, form.back)
  const data: FamilyData = {
    ...{ encounterId: settled.encounterId, mdtrt_id: settled.mdtrt_id!, totalFen, mulaid_sn: null },
    parts: parts.map(({ psn_name, amountFen }) => ({ psn_name: String(psn_name), amountFen })),
  }
  const now = deps.now()
  const doc = {
    ...{ kind: 'sichuan.family', id: form.setl_id, state: 'paid', subject: holder.person.psn_no },
    ...{ text: holder.person.psn_name, data: data as unknown as Json, at: now },
    ...{ opter: act.by.opter, opterName: act.by.opterName },
  }
  await deps.journal.commit([audited(act, 'sichuan.pay', form.setl_id, { totalFen })])
  const outcome = await deps.engine.transact({
    ...request(act, holder, 'SCX-0202', 'sichuan.pay'),
    input: { data: payInput(act, settled, holder, parts, totalFen, now) },
    amountFen: totalFen,
    local: { doc, expect: old?.version ?? 0, back: form.back, setl_id: form.setl_id },
  })
  deps.payers.delete(`${caller.sessionId} ${form.setl_id}`)
  if (outcome.is !== 'settled') throw new GuitaiError(outcome.fault)
}

type Part = JsonObject & { amountFen: Fen }

function partsOf(payers: Payers | undefined, form: ApiInput<'sichuan.pay'>): Part[] {
  if (!payers)
    fail('conflict', '共济账户的查询已经过期', '没有发送，也没有扣款。', '请重新查询共济账户（F6）。')
  if (new Set(form.parts.map(({ payer }) => payer)).size < form.parts.length)
    fail('invalid', '同一位共济人只能选一次')
  return form.parts.map(({ payer, amountFen }) => {
    const row = payers[payer] ?? fail('invalid', '没有这位共济人')
    const left = Math.min(tryYuan(row.balc) ?? 0, tryYuan(row.avl_amt) ?? Number.MAX_SAFE_INTEGER)
    const name = maskName(String(row.psn_name))
    if (row.mulaid_stas !== '1') fail('invalid', `${name} 的共济关系已失效`)
    if (amountFen > left) fail('invalid', `${name} 的共济账户可用 ${yuanShow(fen(left))} 元，不够支付`)
    return { ...row, amountFen: fen(amountFen) }
  })
}

async function affordable(
  { journal }: SichuanDeps,
  settled: SettlementRow,
  totalFen: Fen,
  back: PayMethod,
): Promise<void> {
  if (totalFen > settled.cashFen)
    fail('invalid', `共济支付不能超过个人现金支出 ${yuanShow(settled.cashFen)} 元`)
  const paid = await journal.payments({ encounterId: settled.encounterId })
  const taken = sum(
    paid.filter((p) => p.setl_id === settled.setl_id && p.method === back).map((p) => p.amountFen),
  )
  if (totalFen > taken)
    fail(
      'invalid',
      `这种方式只收过 ${yuanShow(taken)} 元，不能退 ${yuanShow(totalFen)} 元`,
      undefined,
      '请换一种退款方式，或减少共济支付。',
    )
}

const request = (act: Acting, { encounterId, person, insu }: Holder, infno: string, purpose: string) => ({
  ...{ family: 'sichuan', infno, purpose, by: act.by, encounterId },
  psnNo: person!.psn_no,
  insuplc: insu!.insuplc_admdvs,
})

function payInput(
  { by }: Acting,
  settled: SettlementRow,
  { person, insu, cert }: { person: Person; insu: Insurance; cert: Cert },
  parts: Part[],
  totalFen: Fen,
  now: number,
): JsonObject {
  return {
    ...{ mdtrt_id: settled.mdtrt_id!, setl_id: settled.setl_id, psn_no: person.psn_no },
    medfee_sumamt: yuanNumber(settled.totalFen),
    psn_cash_pay: yuanNumber(settled.cashFen),
    acct_mulaid_pay: yuanNumber(totalFen),
    ...presented(cert),
    insuplc_admdvs: insu.insuplc_admdvs,
    ...stampOf(by, now),
    mulaidpay: parts.map(({ psn_no, psn_name, certno, mulaid_rlts, insuplc_admdvs, amountFen }) => ({
      ...{ psn_no: psn_no!, psn_name: psn_name!, certno: certno!, mulaid_rlts: mulaid_rlts! },
      ...{ insuplc_admdvs: insuplc_admdvs!, mulaid_pay: yuanNumber(amountFen) },
    })),
  }
}

/** SCX-0203: all of it back to the payers, and the patient pays himself. */
export async function unpay(
  deps: SichuanDeps,
  caller: Caller,
  form: ApiInput<'sichuan.unpay'>,
): Promise<void> {
  const act = await acting(deps, caller)
  const row = await deps.journal.doc('sichuan.family', form.setl_id)
  if (row?.state !== 'paid' || row.version !== form.version)
    return fail(
      'conflict',
      '画面上的内容已经过期，刚才的操作没有执行',
      '没有发送，也没有扣款。',
      '请刷新列表。',
    )
  const data = familyOf(row)
  const mulaid_sn = data.mulaid_sn ?? form.mulaid_sn
  if (!mulaid_sn)
    fail(
      'invalid',
      '共济支付流水号：中心没有告知，请填写',
      '没有发送，也没有扣款。',
      '请向经办机构查到流水号后填写。',
    )
  const holder = await holderOf(deps, data.encounterId)
  await free(deps.journal, holder)
  await deps.journal.commit([audited(act, 'sichuan.unpay', row.id, { reason: form.undo_rea })])
  const { version, createdAt: _, ...doc } = row
  const outcome = await deps.engine.transact({
    ...request(act, holder, 'SCX-0203', 'sichuan.unpay'),
    input: {
      data: {
        ...{ mdtrt_id: data.mdtrt_id, setl_id: row.id, psn_no: holder.person.psn_no },
        ...{ mulaid_sn, undo_rea: form.undo_rea, ...stampOf(act.by, deps.now()) },
      },
    },
    amountFen: fen(-data.totalFen),
    local: {
      doc: { ...doc, state: 'undone' },
      expect: version,
      back: form.taken,
      setl_id: row.id,
      typed: data.mulaid_sn === null,
    } as JsonObject,
  })
  if (outcome.is !== 'settled') throw new GuitaiError(outcome.fault)
  if ((await deps.journal.doc('sichuan.family', row.id))?.state === 'paid')
    fail(
      'rejected',
      `中心没有共济支付流水号 ${mulaid_sn}，这次结算仍由共济账户支付`,
      '没有撤销，请不要向患者收款。',
      '请与经办机构核对流水号后重试。',
    )
}

export const stampOf = (by: { opter: string; opterName: string }, now: number) => ({
  opter: by.opter,
  opter_name: by.opterName,
  opt_time: datetime(now),
})

export function audited(
  { deps, by }: { deps: Pick<SichuanDeps, 'now'>; by: { opter: string } },
  action: string,
  subject: string,
  detail: JsonObject,
): Change {
  return { t: 'audit', entry: { at: deps.now(), actor: by.opter, action, subject, detail } }
}

/** `sign` 1: the relative has paid and the patient got it back; -1: the other way. */
const moved =
  (sign: 1 | -1): Effect =>
  ({ txn, outcome, output, now }) => {
    if (outcome !== 'settled') return []
    const { doc, expect, back, setl_id } = txn.local as unknown as {
      doc: Omit<DocRow, 'version' | 'createdAt'>
      expect: number
      back: PayMethod
      setl_id: string
    }
    const data = doc.data as unknown as FamilyData
    const told = node(output, 'data')
    // "not there" of a number that a person typed says nothing of this payment
    if (txn.local.typed === true && !told) return []
    if (told && tryYuan(told.acct_mulaid_pay) !== data.totalFen) throw new Error('共济支付金额与请求不符')
    const number = told?.mulaid_sn
    const mulaid_sn = sign === 1 ? (typeof number === 'string' && number ? number : null) : data.mulaid_sn
    const facts = { setl_id, msgid: txn.msgid, setl_time: '', shiftId: txn.shiftId, now }
    const put = { ...doc, data: { ...data, mulaid_sn } as unknown as Json, at: now }
    return [
      { t: 'doc', put, expect },
      ...paymentRows(
        data,
        [
          { method: 'family', amountFen: data.totalFen },
          { method: back, amountFen: fen(-data.totalFen), refNo: '共济账户' },
        ],
        facts,
        sign,
      ),
    ]
  }

export function familyEffects(): Effects {
  return new Map([
    ['sichuan.pay', moved(1)],
    ['sichuan.unpay', moved(-1)],
  ])
}
