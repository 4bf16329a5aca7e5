import { randomBytes } from 'node:crypto'
import type { VisitView } from '../../../shared/api/visit.ts'
import { fail } from '../../../shared/errors.ts'
import type { Visit } from '../../../shared/visit.ts'
import { acting, expectVersion, holder } from '../encounter.ts'
import { printCount } from '../print/count.ts'
import type { Caller, Registry } from '../registry.ts'
import * as charges from './charges.ts'
import type { Acting, VisitDeps } from './deps.ts'
import { findPerson, readCode } from './find.ts'
import { chooseInsurance, filedDiseases, identify } from './identify.ts'
import * as settling from './settle.ts'
import { loadVisit, saveVisit, visitOf } from './store.ts'
import { hitOf, viewOf } from './view.ts'

const DEFAULT_MED_TYPE = '11'
/** steps after which a visit may leave the working list */
const ENDED: ReadonlySet<string> = new Set(['settled', 'refunded', 'cancelled'])

export function registerVisit(reg: Registry, deps: VisitDeps, labelOf: (infno: string) => string): void {
  const view = async (visit: Visit): Promise<VisitView> => {
    const { settlement } = visit
    const copies = settlement ? await deps.journal.setting(printCount(settlement.setl_id)) : 0
    return viewOf(visit, await holder(deps.journal, visit), labelOf, typeof copies === 'number' ? copies : 0)
  }

  /** One command on one visit: in turn, on the version that was seen, in an open shift. */
  const command = async (
    at: { encounterId: string; version: number },
    caller: Caller,
    work: (act: Acting, visit: Visit) => Promise<Visit>,
  ): Promise<VisitView> =>
    deps.lanes.run(at.encounterId, async () => {
      const act = await acting(deps, caller)
      const visit = await loadVisit(deps.journal, at.encounterId)
      expectVersion(visit, at.version)
      return view(await work(act, visit))
    })

  reg.write('visit.open', async ({ selfPay }, caller) => {
    const act = await acting(deps, caller)
    return view(await open(act, selfPay))
  })
  reg.read('visit.get', async ({ encounterId }) => view(await loadVisit(deps.journal, encounterId)))
  reg.read('visit.working', async (_input, caller) => {
    const shift = await deps.journal.openShift(caller.operator!.opter)
    if (!shift) return []
    const active = await deps.journal.searchEncounters({ kind: 'outpatient', active: true, limit: 50 })
    const mine = active.filter((row) => row.shiftId === shift.shiftId || !ENDED.has(row.step))
    return Promise.all(mine.map((row) => view(visitOf(row))))
  })
  reg.read('visit.findPerson', ({ text }) => findPerson(deps, text))
  reg.write('visit.readCode', ({ text, essCard }, caller) => readCode(deps, text, caller.operator!, essCard))
  reg.write('visit.readCard', async () => {
    if (!deps.reader) fail('conflict', '没有配置读卡器', undefined, '请扫码或输入证件号。')
    const { cert, label } = await deps.reader.read(AbortSignal.timeout(30_000))
    return { is: 'cert', cert, label }
  })
  reg.write('visit.identify', (input, caller) =>
    command(input, caller, (act, visit) => identify(act, visit, input.cert)),
  )
  reg.write('visit.chooseInsurance', (input, caller) =>
    command(input, caller, (act, visit) => chooseInsurance(act, visit, input.index)),
  )
  reg.read('visit.diseases', async ({ encounterId }, caller) =>
    filedDiseases(await acting(deps, caller), await loadVisit(deps.journal, encounterId)),
  )
  reg.write('visit.loadCharges', (input, caller) => command(input, caller, charges.loadCharges))
  reg.write('visit.setHeader', ({ encounterId, version, ...header }, caller) =>
    command({ encounterId, version }, caller, (act, visit) => charges.setHeader(act, visit, header)),
  )
  reg.write('visit.addLine', (input, caller) =>
    command(input, caller, (act, visit) => charges.addLine(act, visit, input.medins_list_codg, input.cnt)),
  )
  reg.write('visit.setLine', (input, caller) =>
    command(input, caller, (act, visit) => charges.setLine(act, visit, input.feedetl_sn, input.cnt)),
  )
  reg.write('visit.removeLine', (input, caller) =>
    command(input, caller, (act, visit) => charges.removeLine(act, visit, input.feedetl_sn)),
  )
  reg.write('visit.presettle', (input, caller) => command(input, caller, settling.presettle))
  reg.write('visit.settle', (input, caller) =>
    command(input, caller, (act, visit) => settling.settle(act, visit, input.payments as never)),
  )
  reg.write('visit.refund', (input, caller) =>
    command(input, caller, (act, visit) =>
      settling.refund(act, visit, input.reason, input.after === 'cancel'),
    ),
  )
  reg.write('visit.back', (input, caller) => command(input, caller, back))
  reg.write('visit.abandon', (input, caller) =>
    command(input, caller, (act, visit) => {
      if (visit.step === 'settled') fail('conflict', '已经结算，不能放弃', '没有改变。', '需要退费请按 F9。')
      return settling.withdrawAll(act, visit, 'cancelled')
    }),
  )
  reg.write('visit.close', async ({ encounterId, version }, caller) => {
    await command({ encounterId, version }, caller, (_act, visit) => {
      if (!ENDED.has(visit.step))
        fail('conflict', '这个就诊还没有办完', '没有改变。', '请先结算，或放弃就诊。')
      return saveVisit(deps.journal, visit, deps.now(), true)
    })
    return { closed: true }
  })
  reg.write('visit.toSelfPay', (input, caller) => command(input, caller, toSelfPay))
  reg.write('visit.reveal', async ({ encounterId }, caller) => {
    const { person } = await loadVisit(deps.journal, encounterId)
    if (!person) fail('not_found', '还没有识别患者', '没有改变。', '请先读卡。')
    const entry = {
      at: deps.now(),
      actor: caller.operator!.opter,
      action: 'visit.reveal',
      subject: encounterId,
      detail: null,
    }
    await deps.journal.commit([{ t: 'audit', entry }])
    return { psn_name: person.psn_name, certno: person.certno }
  })
  reg.read('visit.search', async ({ text, from, to, limit }) => {
    const steps = [...ENDED]
    const range = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
    const found = await deps.journal.searchEncounters({
      kind: 'outpatient',
      ...(text ? { text } : {}),
      steps,
      ...range,
      limit,
    })
    return found.map((row) => hitOf(visitOf(row), row.updatedAt))
  })
}

async function open({ deps, by, shift }: Acting, selfPay: boolean): Promise<Visit> {
  const now = deps.now()
  const id = settling.newEncounterId(now, deps.slot, randomBytes(2).toString('hex'))
  const visit: Visit = {
    encounterId: id,
    version: 0,
    step: 'open',
    selfPay,
    openedAt: now,
    shiftId: shift.shiftId,
    window: deps.window,
    opter: by.opter,
    opterName: by.opterName,
    cert: null,
    person: null,
    insurances: [],
    insu: null,
    benefits: [],
    warnings: [],
    ipt_otp_no: id,
    med_type: DEFAULT_MED_TYPE,
    dise_codg: null,
    dise_name: null,
    dept: null,
    doctor: null,
    diagnoses: [],
    lines: [],
    lastSn: 0,
    acct_used_flag: '1',
    mdtrt_id: null,
    chrg_bchno: null,
    batch: 1,
    presettle: null,
    settlement: null,
    refund: null,
    past: [],
  }
  return saveVisit(deps.journal, visit, now)
}

/** One step back, as far as the standard allows it. */
async function back(act: Acting, visit: Visit): Promise<Visit> {
  switch (visit.step) {
    case 'presettled':
    case 'uploaded':
    case 'refunded':
      if (visit.selfPay)
        return saveVisit(act.deps.journal, { ...visit, step: 'identified', presettle: null }, act.deps.now())
      return settling.withdrawDetails(act, visit)
    case 'diagnosed':
    case 'registered':
      return settling.withdrawAll(act, visit, 'identified')
    case 'identified':
      return forget(act, visit)
    default:
      fail('conflict', '已经是第一步', '没有改变。', '要结束这个就诊请放弃。')
  }
}

/** Another person: the charges taken for this one go back to the HIS. */
async function forget(act: Acting, visit: Visit): Promise<Visit> {
  const fresh: Visit = {
    ...visit,
    step: 'open',
    cert: null,
    person: null,
    insurances: [],
    insu: null,
    benefits: [],
    warnings: [],
    dept: null,
    doctor: null,
    diagnoses: [],
    lines: visit.lines.filter((line) => !line.billId),
  }
  const saved = await saveVisit(act.deps.journal, fresh, act.deps.now())
  // only now: charges that nobody holds must not stand in a visit
  await act.deps.his.release(visit.encounterId)
  return saved
}

async function toSelfPay(act: Acting, visit: Visit): Promise<Visit> {
  if (visit.step === 'settled' || visit.step === 'cancelled' || visit.selfPay) {
    fail('conflict', '这个就诊不能转自费', '没有改变。', '请查看当前状态。')
  }
  const back = visit.step === 'open' ? visit : await settling.withdrawAll(act, visit, 'identified')
  const next: Visit = { ...back, selfPay: true, insu: null, benefits: [], warnings: [], presettle: null }
  return saveVisit(act.deps.journal, next, act.deps.now())
}
