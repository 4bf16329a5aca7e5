import type { DocRef } from '../../../shared/api/print.ts'
import type { TxnRowView, TxnView } from '../../../shared/api/txn.ts'
import type { Contract, Dict } from '../../../shared/contract.ts'
import { fail } from '../../../shared/errors.ts'
import { maskDeep, maskName } from '../../../shared/mask.ts'
import { TXN_STATE_LABEL, type Txn } from '../../../shared/txn.ts'
import type { EncounterRow, Journal, TxnHit, TxnQuery } from '../../journal/port.ts'
import type { WireMessage } from '../../platforms/port.ts'
import { isInjury } from '../injury/store.ts'
import type { Registry } from '../registry.ts'
import { labelled } from './labels.ts'

export interface TxnDeps {
  journal: Journal
  now(): number
  /** null for a family or code that is not configured any more */
  contract(family: string, code: string): Contract | null
  dict(family: string, name: string): Dict | undefined
  wire(txn: Txn): Promise<WireMessage | null>
}

export function registerTxn(reg: Registry, deps: TxnDeps): void {
  reg.read('txn.search', async (input) => {
    const query = Object.fromEntries(Object.entries(input).filter(([, v]) => v !== undefined && v !== ''))
    const found = await deps.journal.searchTxns(query as unknown as TxnQuery)
    return { rows: found.rows.map((row) => rowView(deps, row)), total: found.total }
  })
  // a write: names in clear are not for a locked screen
  reg.write('txn.get', async ({ msgid, reveal }, caller) => {
    const txn = await deps.journal.txn(msgid)
    if (!txn) fail('not_found', `没有报文 ${msgid}`, '没有改变。', '请核对报文号。')
    if (reveal) {
      const entry = {
        at: deps.now(),
        actor: caller.operator!.opter,
        action: 'txn.reveal',
        subject: msgid,
        detail: null,
      }
      await deps.journal.commit([{ t: 'audit', entry }])
    }
    return txnView(deps, txn, reveal)
  })
}

export function rowView(deps: Pick<TxnDeps, 'contract'>, row: TxnHit): TxnRowView {
  return {
    msgid: row.msgid,
    family: row.family,
    infno: row.infno,
    name: deps.contract(row.family, row.infno)?.name ?? row.infno,
    state: row.state,
    stateLabel: TXN_STATE_LABEL[row.state],
    psnNameMasked: row.psnName ? maskName(row.psnName) : '',
    amountFen: row.amountFen,
    opterName: row.opterName,
    createdAt: row.createdAt,
    took_ms: row.sentAt !== null && row.endedAt !== null ? row.endedAt - row.sentAt : null,
    encounterId: row.encounterId,
    errMsg: row.errMsg,
  }
}

export async function hitOf(journal: Journal, txn: Txn): Promise<TxnHit> {
  const encounter = await encounterOf(journal, txn)
  return { ...txn, psnName: encounter?.psnName ?? null }
}

const encounterOf = async (journal: Journal, { encounterId }: Txn) =>
  encounterId ? journal.encounter(encounterId) : null

const homeOf = ({ family, kind }: EncounterRow): TxnView['home'] =>
  isInjury(family) ? 'injury' : kind === 'inpatient' ? 'admission' : 'visit'

/** The paper of what this transaction put into the ledger: of a stay its bill, else the slip. */
async function paperOf(journal: Journal, { msgid }: Txn, of: EncounterRow): Promise<DocRef | null> {
  const rows = await journal.settlements({ encounterId: of.encounterId })
  const row = rows.find((one) => one.msgid === msgid)
  if (!row) return null
  const { family, setl_id } = row
  const isStay = of.kind === 'inpatient'
  if (isInjury(family)) return { is: isStay ? 'injuryBill' : 'injurySlip', family, setl_id }
  return { is: isStay ? 'stayBill' : 'slip', setl_id }
}

async function txnView(deps: TxnDeps, txn: Txn, revealed: boolean): Promise<TxnView> {
  const contract = deps.contract(txn.family, txn.infno)
  const shownAs = <T>(value: T): T => (revealed ? value : maskDeep(value))
  const dict = (name: string) => deps.dict(txn.family, name)
  const wire = await deps.wire({ ...txn, input: shownAs(txn.input) })
  const children = await deps.journal.children(txn.msgid)
  const events = await deps.journal.events(txn.msgid)
  const encounter = await encounterOf(deps.journal, txn)
  return {
    ...rowView(deps, { ...txn, psnName: encounter?.psnName ?? null }),
    home: encounter && homeOf(encounter),
    paper: encounter && (await paperOf(deps.journal, txn, encounter)),
    refmsgid: txn.refmsgid,
    errCode: txn.errCode,
    purpose: txn.purpose,
    request: labelled(contract?.input ?? [], shownAs(txn.input), dict),
    answer: labelled(contract?.output ?? [], shownAs(txn.output), dict),
    wire: wire ? `${wire.method} ${wire.url}\n${headerText(wire.headers)}\n\n${pretty(wire.body)}` : '',
    history: events.map((e) => ({ at: e.at, label: TXN_STATE_LABEL[e.to], note: e.note })),
    children: children.map((child) => rowView(deps, { ...child, psnName: null })),
    revealed,
  }
}

const headerText = (headers: Record<string, string>) =>
  Object.entries(headers)
    .map(([k, v]) => `${k}: ${v}`)
    .join('\n')

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}
