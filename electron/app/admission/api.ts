import type { FeeTable, StayView } from '../../../shared/api/admission.ts'
import { fail } from '../../../shared/errors.ts'
import { sum, ZERO } from '../../../shared/money.ts'
import { type Stay, standing } from '../../../shared/stay.ts'
import type { FeeRow } from '../../journal/port.ts'
import { acting, expectVersion, holder } from '../encounter.ts'
import { printCount } from '../print/count.ts'
import type { Caller, Registry } from '../registry.ts'
import * as changing from './change.ts'
import * as deposits from './deposits.ts'
import type { StayActing, StayDeps } from './deps.ts'
import * as fees from './fees.ts'
import { documentOf, newbornsOf } from './from-his.ts'
import { hisLeft, wardDischarge } from './his-left.ts'
import * as leaving from './leave.ts'
import * as register from './register.ts'
import * as settling from './settle.ts'
import { audited, loadStay, stayOf } from './store.ts'
import * as uploading from './upload.ts'
import { depositView, feeView, hitOf, viewOf } from './view.ts'
import { waiting, ward } from './ward.ts'

type At = { encounterId: string; version: number }
type Command = <T>(at: At, caller: Caller, work: (act: StayActing, stay: Stay) => Promise<T>) => Promise<T>
type See = (stay: Stay) => Promise<StayView>

/** Admission to discharge. */
export function registerAdmission(reg: Registry, deps: StayDeps, labelOf: (infno: string) => string): void {
  /** One command on one stay: in turn, on the version that was seen, in an open shift. */
  const command: Command = (at, caller, work) =>
    deps.lanes.run(at.encounterId, async () => {
      const act = await acting(deps, caller)
      const stay = await loadStay(deps.journal, at.encounterId)
      expectVersion(stay, at.version)
      return work(act, stay)
    })
  const see: See = (stay) => view(deps, stay, labelOf)
  reads(reg, deps, see)
  registering(reg, deps, command, see)
  money(reg, command, see)
  charging(reg, command, see)
}

async function view(deps: StayDeps, stay: Stay, labelOf: (infno: string) => string): Promise<StayView> {
  const { journal } = deps
  const { encounterId } = stay
  const [held, sums, balance, rows, left, written] = await Promise.all([
    holder(journal, stay),
    journal.feeSums([encounterId]),
    deposits.balanceOf(journal, encounterId),
    journal.deposits({ encounterId }),
    hisLeft(deps.his, stay),
    wardDischarge(deps.his, stay),
  ])
  const copies = async (paper: string) => Number((await journal.setting(printCount(paper))) ?? 0)
  const newest = standing(stay).at(-1)
  return viewOf({
    stay,
    remote: !stay.selfPay && stay.insu !== null && deps.remote(stay.insu.insuplc_admdvs),
    held,
    sums: sums[0]!,
    balance,
    deposits: await Promise.all(
      rows.map(async (row) => depositView(row, await copies(`deposit.${row.depositId}`))),
    ),
    hisNewLines: left?.lines ?? null,
    wardDischarge: written,
    printed: newest ? await copies(`stayBill.${newest.setl_id}`) : 0,
    now: deps.now(),
    labelOf,
  })
}

function reads(reg: Registry, deps: StayDeps, see: See): void {
  const { journal } = deps
  reg.read('admission.ward', ({ text }) => ward(deps, text))
  reg.read('admission.waiting', ({ text }) => waiting(deps, text))
  reg.read('admission.get', async ({ encounterId }) => see(await loadStay(journal, encounterId)))
  reg.read('admission.document', async ({ encounterId }) =>
    documentOf(deps.his, await loadStay(journal, encounterId)),
  )
  reg.read('admission.newborns', async ({ encounterId }) =>
    newbornsOf(deps.his, await loadStay(journal, encounterId)),
  )
  reg.read('admission.fees', async ({ encounterId, state, day, offset, limit }) => {
    const stay = await loadStay(journal, encounterId)
    const rows = await journal.fees({ encounterId, ...(day ? { day } : {}) })
    const wanted = rows
      .map((row) => feeView(stay, row))
      .filter((row) => state === 'all' || row.state === state)
    return { rows: wanted.slice(offset, offset + limit), total: wanted.length }
  })
  reg.read('admission.feeTable', async ({ encounterId }) =>
    feeTable(deps, await journal.fees({ encounterId })),
  )
  reg.read('admission.search', async ({ text, from, to, limit }) => {
    const rows = await journal.searchEncounters({
      kind: 'inpatient',
      ...(text ? { text } : {}),
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      limit,
    })
    const sums = await journal.feeSums(rows.map((row) => row.encounterId))
    return rows.map((row, index) => hitOf(stayOf(row), sums[index]))
  })
  reg.write('admission.reveal', async ({ encounterId }, caller) => {
    const stay = await loadStay(journal, encounterId)
    if (!stay.person) fail('not_found', '还没有识别患者', '没有改变。', '请先读卡。')
    await journal.commit([audited(caller.operator!.opter, 'admission.reveal', stay, deps.now(), null)])
    return { psn_name: stay.person.psn_name, certno: stay.person.certno }
  })
}

/** Sums by day and by class; refunds stand in them as what they are, negative. */
function feeTable(deps: StayDeps, rows: readonly FeeRow[]): FeeTable {
  const total = (own: readonly FeeRow[]) => sum(own.map((row) => row.amountFen))
  const byDay = [...Map.groupBy(rows, (row) => row.day)].sort(([a], [b]) => (a < b ? -1 : 1))
  const byClass = [...Map.groupBy(rows, (row) => row.med_chrgitm_type)].sort(([a], [b]) => (a < b ? -1 : 1))
  return {
    days: byDay.map(([day, own]) => ({ day, lines: own.length, amountFen: total(own) })),
    classes: byClass.map(([med_chrgitm_type, own]) => ({
      med_chrgitm_type,
      label: deps.meaning('med_chrgitm_type', med_chrgitm_type),
      lines: own.length,
      amountFen: total(own),
    })),
    totalFen: rows.length > 0 ? total(rows) : ZERO,
  }
}

function registering(reg: Registry, deps: StayDeps, command: Command, see: See): void {
  reg.write('admission.open', async ({ ipt_no, selfPay }, caller) => {
    const act = await acting(deps, caller)
    // two windows' clerks open the same pre-admission one after the other
    return see(await deps.lanes.run(`open:${ipt_no ?? ''}`, () => register.open(act, ipt_no, selfPay)))
  })
  reg.write('admission.identify', (input, caller) =>
    command(input, caller, async (act, stay) => see(await register.identify(act, stay, input.cert))),
  )
  reg.write('admission.chooseInsurance', (input, caller) =>
    command(input, caller, async (act, stay) => see(await register.chooseInsurance(act, stay, input.index))),
  )
  reg.write('admission.setAdmission', ({ encounterId, version, ...fields }, caller) =>
    command({ encounterId, version }, caller, async (act, stay) =>
      see(await register.setAdmission(act, stay, fields)),
    ),
  )
  reg.write('admission.admit', (input, caller) =>
    command(input, caller, async (act, stay) => see(await register.admit(act, stay))),
  )
  reg.write('admission.change', ({ encounterId, version, ...fields }, caller) =>
    command({ encounterId, version }, caller, async (act, stay) =>
      see(await changing.change(act, stay, fields)),
    ),
  )
  reg.write('admission.addNewborn', ({ encounterId, version, ...newborn }, caller) =>
    command({ encounterId, version }, caller, async (act, stay) =>
      see(await changing.addNewborn(act, stay, newborn)),
    ),
  )
  reg.write('admission.removeNewborn', (input, caller) =>
    command(input, caller, async (act, stay) => see(await changing.removeNewborn(act, stay, input.ipt_no))),
  )
  reg.write('admission.cancel', (input, caller) =>
    command(input, caller, async (act, stay) =>
      see(await leaving.cancel(act, stay, input.reason, input.withdrawFees)),
    ),
  )
  reg.write('admission.abandon', (input, caller) =>
    command(input, caller, async (act, stay) => see(await leaving.abandon(act, stay))),
  )
  reg.write('admission.renew', (input, caller) =>
    command(input, caller, async (act, stay) => see(await changing.renew(act, stay))),
  )
  reg.write('admission.changeInsurance', (input, caller) =>
    command(input, caller, async (act, stay) =>
      see(await leaving.changeInsurance(act, stay, input.index, input.reason)),
    ),
  )
  reg.write('admission.discharge', ({ encounterId, version, ...asked }, caller) =>
    command({ encounterId, version }, caller, async (act, stay) =>
      see(await leaving.discharge(act, stay, asked)),
    ),
  )
  reg.write('admission.cancelDischarge', (input, caller) =>
    command(input, caller, async (act, stay) => see(await leaving.cancelDischarge(act, stay, input.reason))),
  )
  reg.write('admission.toSelfPay', (input, caller) =>
    command(input, caller, async (act, stay) => see(await leaving.toSelfPay(act, stay))),
  )
  reg.write('admission.close', (input, caller) =>
    command(input, caller, async (act, stay) => {
      await leaving.close(act, stay)
      return { closed: true as const }
    }),
  )
}

function money(reg: Registry, command: Command, see: See): void {
  reg.write('admission.takeDeposit', (input, caller) =>
    command(input, caller, async (act, stay) => see(await deposits.takeDeposit(act, stay, input))),
  )
  reg.write('admission.giveBackDeposit', (input, caller) =>
    command(input, caller, async (act, stay) => see(await deposits.giveBackDeposit(act, stay, input))),
  )
  reg.write('admission.presettle', (input, caller) =>
    command(input, caller, async (act, stay) =>
      see(await settling.presettle(act, stay, input.mid, input.acct_used_flag)),
    ),
  )
  reg.write('admission.settle', (input, caller) =>
    command(input, caller, async (act, stay) =>
      see(await settling.settle(act, stay, input.payments as never, input.giveBack as never)),
    ),
  )
  reg.write('admission.cancelSettlement', (input, caller) =>
    command(input, caller, async (act, stay) => see(await settling.cancelSettlement(act, stay, input))),
  )
}

function charging(reg: Registry, command: Command, see: See): void {
  reg.write('admission.loadFees', (input, caller) =>
    command(input, caller, async (act, stay) => {
      const { stay: next, taken } = await fees.loadFees(act, stay)
      return { view: await see(next), taken }
    }),
  )
  reg.write('admission.addFee', (input, caller) =>
    command(input, caller, async (act, stay) => see(await fees.addFee(act, stay, input))),
  )
  reg.write('admission.refundFee', (input, caller) =>
    command(input, caller, async (act, stay) => see(await fees.refundFee(act, stay, input))),
  )
  reg.write('admission.removeFee', (input, caller) =>
    command(input, caller, async (act, stay) => see(await fees.removeFee(act, stay, input.lineNo))),
  )
  reg.write('admission.upload', (input, caller) =>
    command(input, caller, async (act, stay) => {
      const { stay: next, sent, failed } = await uploading.upload(act, stay, input.again)
      return { view: await see(next), sent, failed }
    }),
  )
  reg.write('admission.withdraw', (input, caller) =>
    command(input, caller, async (act, stay) =>
      see(await uploading.withdraw(act, stay, input.lineNos, input.reason)),
    ),
  )
}
