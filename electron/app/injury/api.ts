import type { InjuryStatement, InjuryView } from '../../../shared/api/injury.ts'
import { fail } from '../../../shared/errors.ts'
import { INJURY_FAMILIES, type InjuryCase, ofInjury } from '../../../shared/injury.ts'
import { maskName, maskNo } from '../../../shared/mask.ts'
import type { Txn } from '../../../shared/txn.ts'
import type { FeeSums } from '../../journal/port.ts'
import { acting, expectVersion, holderAmong } from '../encounter.ts'
import { injuryPaperKey, printCount } from '../print/count.ts'
import { CASHIERS, type Caller, type Registry } from '../registry.ts'
import * as doing from './act.ts'
import * as bills from './charges.ts'
import type { InjuryActing, InjuryDeps } from './deps.ts'
import * as fees from './fees.ts'
import { setHeader } from './header.ts'
import { sumsOf } from './lines.ts'
import * as register from './register.ts'
import { statement } from './statement.ts'
import { audited, caseOf, loadCase } from './store.ts'
import { hitOf, viewOf } from './view.ts'

type At = { encounterId: string; version: number }
type Work<T> = (act: InjuryActing, of: InjuryCase) => Promise<T>
type Command = <T>(at: At, caller: Caller, work: Work<T>) => Promise<T>
type See = (of: InjuryCase) => Promise<InjuryView>

/** Work-injury insurance at the counter: one set of channels for all ways. */
export function registerInjury(reg: Registry, deps: InjuryDeps): void {
  /** One command on one case: in turn, on the version that was seen, in an open shift. */
  const command: Command = (at, caller, work) =>
    deps.lanes.run(at.encounterId, async () => {
      const act = await acting(deps, caller)
      const of = await loadCase(deps.journal, at.encounterId)
      expectVersion(of, at.version)
      return work(act, of)
    })
  const see: See = async (of) => (await views(deps, [of]))[0]!
  reads(reg, deps, see)
  registering(reg, deps, command, see)
  charging(reg, command, see)
  settling(reg, command, see)
  papers(reg, deps)
}

/** Steps after which a case may leave the working list. */
const ENDED: ReadonlySet<string> = new Set(['settled', 'cancelled'])

/** Several at once: what is in doubt and the sums of all stays are read together. */
async function views(deps: InjuryDeps, cases: readonly InjuryCase[]): Promise<InjuryView[]> {
  const { journal, ways, labelOf } = deps
  const [open, sums] = await Promise.all([journal.unfinished(), staySums(deps, cases)])
  return Promise.all(
    cases.map(async (of) =>
      viewOf({
        ...{ of, way: ways.get(of.family) ?? null, labelOf },
        held: holderAmong(open as Txn[], of),
        sums: sumsOf(of, sums.get(of.encounterId)),
        printed: await printed(deps, of),
      }),
    ),
  )
}

async function staySums(
  { journal }: InjuryDeps,
  cases: readonly InjuryCase[],
): Promise<Map<string, FeeSums>> {
  const stays = cases.filter((of) => of.kind === 'inpatient').map((of) => of.encounterId)
  const sums = stays.length > 0 ? await journal.feeSums(stays) : []
  return new Map(sums.map((one) => [one.encounterId, one]))
}

/** The slip and the settlement form are counted apart; the screen wants to know of either. */
async function printed({ journal }: InjuryDeps, of: InjuryCase): Promise<number> {
  const { settlement } = of
  if (!settlement) return 0
  const papers = ['injurySlip', 'injuryBill'] as const
  const keys = papers.map((kind) => printCount(injuryPaperKey(kind, of, settlement.setl_id)))
  const counts = await Promise.all(keys.map((key) => journal.setting(key)))
  return Math.max(...counts.map((count) => (typeof count === 'number' ? count : 0)))
}

function reads(reg: Registry, deps: InjuryDeps, see: See): void {
  const { journal, ways } = deps
  reg.read('injury.options', async () =>
    [...ways.values()].map(({ family, label, kinds }, index) => {
      return { family, label, kinds: [...kinds], first: index === 0 }
    }),
  )
  reg.read('injury.get', async ({ encounterId }) => see(await loadCase(journal, encounterId)))
  reg.read('injury.waiting', async ({ text }) =>
    (await register.waiting(deps, text, ofInjury)).map((p) => ({
      ...{ ipt_no: p.ipt_no, psn_name: maskName(p.psn_name), certnoMasked: maskNo(p.certno), bed: p.bed },
      ...{ dept_name: p.dept.dept_name, dr_name: p.doctor.dr_name, begntime: p.begntime },
      diagnosis: p.diagnoses[0]?.diag_name ?? '',
    })),
  )
  reg.read('injury.working', async ({ kind }, caller) => {
    const shift = await journal.openShift(caller.operator!.opter)
    if (!shift) return []
    const active = await journal.searchEncounters({ families: INJURY_FAMILIES, active: true, limit: 200 })
    const mine = active.filter((row) => row.shiftId === shift.shiftId || !ENDED.has(row.step)).map(caseOf)
    return views(
      deps,
      mine.filter((of) => kind === undefined || of.kind === kind),
    )
  })
  reg.read('injury.search', async ({ text, steps, family, from, to, limit }) => {
    const rows = await journal.searchEncounters({
      families: family ? [family] : INJURY_FAMILIES,
      ...(text ? { text } : {}),
      ...(steps.length > 0 ? { steps } : {}),
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      limit,
    })
    const sums = await staySums(deps, rows.map(caseOf))
    return rows.map((row) => {
      const of = caseOf(row)
      return hitOf(of, row, sumsOf(of, sums.get(of.encounterId)))
    })
  })
  reg.read('injury.lines', async ({ encounterId, ...page }) =>
    fees.pageOf(deps, await loadCase(journal, encounterId), page),
  )
  reg.write('injury.reveal', async ({ encounterId }, caller) => {
    const { person } = await loadCase(journal, encounterId)
    if (!person) fail('not_found', '还没有识别患者', '没有改变。', '请先读卡。')
    await journal.commit([audited(caller.operator!.opter, 'injury.reveal', encounterId, deps.now(), null)])
    return { psn_name: person.psn_name, certno: person.certno }
  })
}

/** What the platform says of a settlement: a question, so that no version is named. */
function papers(reg: Registry, deps: InjuryDeps): void {
  reg.write(
    'injury.statement',
    ({ encounterId }, caller) =>
      deps.lanes.run(encounterId, async () => {
        const act = await acting(deps, caller)
        return shown(await statement(act, await loadCase(deps.journal, encounterId)))
      }),
    CASHIERS,
  )
}

/** The person's name and numbers leave masked here as everywhere. */
function shown(found: InjuryStatement): InjuryStatement {
  const facts = found.facts.map(({ label, value }) => {
    const masked = /姓名|户名/.test(label) ? maskName(value) : NUMBERS.test(label) ? maskNo(value) : value
    return { label, value: masked as string }
  })
  return { ...found, facts }
}

const NUMBERS = /身份证|证件号|保障号|卡号|电脑号|个人编|电话|账号/

function registering(reg: Registry, deps: InjuryDeps, command: Command, see: See): void {
  reg.write(
    'injury.open',
    async ({ family, kind, ipt_no }, caller) => {
      const act = await acting(deps, caller)
      // two clerks open the same pre-admission one after the other
      const of = await deps.lanes.run(`open:${ipt_no ?? ''}`, () => register.open(act, family, kind, ipt_no))
      return see(of)
    },
    CASHIERS,
  )
  reg.write(
    'injury.identify',
    (input, caller) =>
      command(input, caller, async (act, of) => see(await register.identify(act, of, input.cert))),
    CASHIERS,
  )
  reg.write(
    'injury.choose',
    ({ encounterId, version, ...asked }, caller) =>
      command({ encounterId, version }, caller, async (act, of) =>
        see(await register.choose(act, of, asked)),
      ),
    CASHIERS,
  )
  reg.write(
    'injury.setHeader',
    ({ encounterId, version, ...header }, caller) =>
      command({ encounterId, version }, caller, async (act, of) => see(await setHeader(act, of, header))),
    CASHIERS,
  )
}

/** Of a stay the lines stand in the fee table, of everybody else in the case. */
function charging(reg: Registry, command: Command, see: See): void {
  reg.write(
    'injury.loadCharges',
    (input, caller) =>
      command(input, caller, async (act, of) =>
        see(await (of.kind === 'inpatient' ? fees.loadStay(act, of) : bills.loadBills(act, of))),
      ),
    CASHIERS,
  )
  reg.write(
    'injury.addLine',
    (input, caller) =>
      command(input, caller, async (act, of) => {
        const add = of.kind === 'inpatient' ? fees.addFee : bills.addLine
        return see(await add(act, of, input.medins_list_codg, input.cnt))
      }),
    CASHIERS,
  )
  reg.write(
    'injury.removeLine',
    (input, caller) =>
      command(input, caller, async (act, of) => {
        const remove = of.kind === 'inpatient' ? fees.removeFee : bills.removeLine
        return see(await remove(act, of, input.sn))
      }),
    CASHIERS,
  )
  reg.write(
    'injury.markLine',
    (input, caller) =>
      command(input, caller, async (act, of) => {
        const mark = of.kind === 'inpatient' ? fees.markFee : bills.markLine
        return see(await mark(act, of, input.sn, input.injury))
      }),
    CASHIERS,
  )
}

function settling(reg: Registry, command: Command, see: See): void {
  reg.write(
    'injury.act',
    ({ encounterId, version, ...asked }, caller) =>
      command({ encounterId, version }, caller, async (act, of) => see(await doing.step(act, of, asked))),
    CASHIERS,
  )
  reg.write(
    'injury.settle',
    (input, caller) =>
      command(input, caller, async (act, of) => see(await doing.settle(act, of, input.payments as never))),
    CASHIERS,
  )
  reg.write(
    'injury.askApplication',
    (input, caller) => command(input, caller, async (act, of) => see(await doing.askApplication(act, of))),
    CASHIERS,
  )
  reg.write(
    'injury.abandon',
    (input, caller) =>
      command(input, caller, async (act, of) => see(await doing.abandon(act, of, input.reason))),
    CASHIERS,
  )
  reg.write(
    'injury.close',
    (input, caller) =>
      command(input, caller, async (act, of) => {
        await doing.close(act, of)
        return { closed: true as const }
      }),
    CASHIERS,
  )
}
