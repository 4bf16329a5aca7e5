import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { InjuryView } from '../../../shared/api/injury.ts'
import type { Contract, JsonObject } from '../../../shared/contract.ts'
import people from '../../../shared/demo/people.json' with { type: 'json' }
import { fail, faultOf } from '../../../shared/errors.ts'
import type { InjuryAction, InjuryCase, InjuryFamily } from '../../../shared/injury.ts'
import { type ApiArgs, type ApiOutput, type Channel, inputs } from '../../../shared/ipc.ts'
import { type Fen, fen, ZERO } from '../../../shared/money.ts'
import type { Txn } from '../../../shared/txn.ts'
import type { Amounts, Cert, Payment } from '../../../shared/visit.ts'
import type { Jobs } from '../../engine/engine.ts'
import { createEngine } from '../../engine/index.ts'
import { createLanes } from '../../engine/lane.ts'
import { standingClock } from '../../engine/testkit.ts'
import { openDemoHis } from '../../his/demo/index.ts'
import type { HisWriteBack } from '../../his/port.ts'
import { openJournal } from '../../journal/index.ts'
import type { Life, Platform, Reply } from '../../platforms/port.ts'
import { createRegistry } from '../registry.ts'
import { registerInjury } from './api.ts'
import type { InjuryDeps } from './deps.ts'
import { injuryEffects } from './effects.ts'
import type { Act, Booked, Known, Way } from './way.ts'

/** A counter with one made-up way and a platform whose answers the test writes down. */
export const certOf = (name: string): Cert => {
  const { certno } = people.find((p) => p.psn_name === name)!
  return { mdtrt_cert_type: '02', mdtrt_cert_no: certno, certno }
}

const TEXTS = ['psn_no', 'what', 'lines']
const contract = (code: string): Contract => ({
  ...{ family: 'gs', code, name: `测试${code}`, group: '', direction: 'call', evidence: 'field-table' },
  kind: code.startsWith('Q') ? 'query' : 'transact',
  input: [
    {
      ...{ name: 'data', many: false, required: true },
      fields: TEXTS.map((name) => {
        return { name, label: name, type: 'string', length: 10_000, required: false } as const
      }),
    },
  ],
  ...{ output: [], rules: [] },
})

const NO_LIFE: Life = {
  ...{ ask: null, undo: null, confirmAbsence: false, doubleStands: false, absentIsDone: false },
}
/** UNDO takes anything back without knowing whether it stands. */
const UNDONE: Life = { ...NO_LIFE, undo: { infno: 'UNDO', input: (txn) => txn.input } }

export const OK: Reply = { is: 'ok', output: {}, refmsgid: 'R', warning: null }
export const okWith = (output: JsonObject): Reply => ({ ...OK, output }) as Reply
export const LOST: Reply = { is: 'unknown', message: '连接被断开' }
export const refused = (message: string): Reply => ({ is: 'refused', code: '-1', message, sort: 'other' })

function scripted() {
  const answers: Record<string, Reply[]> = {}
  const sent: Txn[] = []
  const lives: Record<string, Life> = { SETTLE: UNDONE, UP: UNDONE }
  const platform: Platform = {
    family: 'gs',
    contract,
    dict: () => undefined,
    wire: () => ({ method: 'POST', url: '', headers: {}, body: '' }),
    async exchange(txn, _session, written) {
      written?.()
      sent.push(txn)
      return answers[txn.infno]?.shift() ?? OK
    },
    read: (_txn, output) => ({ output: output as JsonObject }),
    checkInput: () => null,
    life: (code) => lives[code] ?? NO_LIFE,
    limits: () => ({ answer_ms: 1_000, centre_ms: 1_000 }),
    remote: () => false,
  }
  const answer = (code: string, ...replies: Reply[]) => {
    answers[code] = [...(answers[code] ?? []), ...replies]
  }
  return { platform, sent, answer, codes: () => sent.map((txn) => txn.infno) }
}

export const amounts = (total: number, cash: number): Amounts => ({
  ...{ total: fen(total), fund: fen(total - cash), acct: ZERO, cash: fen(cash), hosp: ZERO, balc: ZERO },
  ...{ fulamt_ownpay_amt: fen(cash), overlmt_selfpay: ZERO, preselfpay_amt: ZERO },
  ...{ inscp_scp_amt: fen(total - cash), act_pay_dedc: ZERO },
  funds: [{ code: 'gs', label: '工伤保险基金', amount: fen(total - cash) }],
})

/** Of the whole a hundred fen are the patient's. */
const OWN = 100
let setl = 0

const message = (infno: string, booked: Act['booked']): Act => ({
  infno,
  input: (of, { lines = [] }) => ({
    data: { psn_no: of.person!.psn_no, lines: lines.map((line) => line.sn).join(' ') },
  }),
  booked,
})
const to = (infno: string, next: Partial<InjuryCase>) => message(infno, (of) => ({ of: { ...of, ...next } }))

const settle = message('SETTLE', (of, { output, given }): Booked => {
  if (output.broken) throw new Error('结算单不能入账')
  const all = amounts(Number(output.total ?? given.sums!.totalFen), OWN)
  const { total, fund, acct, cash, hosp } = all
  const setl_id = `S${++setl}`
  return {
    of: { ...of, step: 'settled' },
    settled: {
      ...{ setl_id, setl_time: '2026-03-02 09:30:00', amounts: all, clr_type: '1', clr_optins: '510100' },
      split: { total, fund, acct, cash, hosp },
      refs: { serial: 'X' },
    },
  }
})
const unsettle = message(
  'UNSETTLE',
  (of): Booked => ({
    of: { ...of, step: of.kind === 'inpatient' ? 'discharged' : 'registered' },
    undone: { setl_id: `${of.settlement!.setl_id}-T`, setl_time: '2026-03-02 10:00:00' },
  }),
)
/** Lines in 'bad' are refused one by one; each message is one upload of its own. */
const upload = message('UP', (of, { output, given }): Booked => {
  const bad = String(output.bad ?? '').split(' ')
  const lines = given.lines ?? []
  const refusals = lines.filter((line) => bad.includes(line.sn)).map((line) => [line.sn, '目录外'])
  const uploads = (of.refs.uploads ?? []) as string[][]
  const sns = lines.map((line) => line.sn)
  return {
    of: { ...of, refs: { uploads: [...uploads, sns] } },
    refused: Object.fromEntries(refusals),
    splits: Object.fromEntries(
      lines.map((line) => [line.sn, { ownFen: ZERO, preFen: ZERO, scopeFen: line.amountFen }]),
    ),
  }
})
const withdraw = message('DOWN', (of): Booked => {
  const uploads = (of.refs.uploads ?? []) as string[][]
  return { of: { ...of, refs: { uploads: uploads.slice(0, -1) } }, withdrawn: uploads.at(-1) ?? [] }
})

const CAN: Record<InjuryCase['kind'], Partial<Record<InjuryCase['step'], InjuryAction[]>>> = {
  outpatient: {
    identified: ['register'],
    registered: ['trial', 'settle', 'unregister'],
    settled: ['unsettle'],
  },
  inpatient: {
    identified: ['admit'],
    discharged: ['trial', 'settle', 'undischarge'],
    settled: ['unsettle'],
  },
  device: {},
}

export const known = (name: string, more: Partial<Known> = {}): Known => {
  const { certno, gend, brdy } = people.find((p) => p.psn_name === name)!
  return {
    person: {
      ...{ psn_no: `P-${certno}`, aac002: certno, psn_name: name, psn_cert_type: '01', certno, gend, brdy },
      ...{ emp_name: '示范机械', tel: '13800001111', insuplc_admdvs: '510100', more: { secret: certno } },
    },
    recognitions: [
      {
        ...{ id: 'R1', alc011: '认字1号', alc020: '2026-01-05', about: '右手', begndate: '2026-01-10' },
        ...{ enddate: '', why: null },
      },
    ],
    filings: [],
    fund: { ok: true, words: '正常' },
    accumulations: [],
    warnings: [],
    ...more,
  }
}

function doubleWay(people: Map<string, Known>): Way {
  return {
    ...{ family: 'gs', label: '四川工伤', kinds: ['outpatient', 'inpatient'], batch: 3 },
    tables: () => ({ med_type: 't', treat: 'r', dscg_way: 'w' }),
    async identify(ask, cert) {
      await ask('QWHO', { data: { psn_no: cert.mdtrt_cert_no } })
      const found = people.get(cert.mdtrt_cert_no)
      if (found) return found
      fail('not_found', '没有工伤认定', '没有改变。', '请核对。')
    },
    can: (of, { fresh, failed, uploaded }) => {
      if (of.kind !== 'inpatient' || of.step !== 'admitted') return CAN[of.kind][of.step] ?? []
      const up: InjuryAction[] = fresh + failed > 0 ? ['upload'] : ['discharge']
      return [...up, 'change', ...(uploaded > 0 ? (['withdraw'] as const) : (['unadmit'] as const))]
    },
    wants: (_of, action) => (action === 'admit' ? [{ field: 'bed', label: '床位' }] : []),
    acts: {
      register: to('REG', { step: 'registered', mdtrt_id: 'M1' }),
      unregister: to('UNREG', { step: 'identified', mdtrt_id: null }),
      admit: to('ADMIT', { step: 'admitted', mdtrt_id: 'M2' }),
      unadmit: to('UNADMIT', { step: 'identified', mdtrt_id: null }),
      change: to('CHANGE', {}),
      discharge: to('DISCHARGE', { step: 'discharged' }),
      ...{ upload, withdraw, settle, unsettle },
    },
    async trial(ask, _of, { sums }) {
      await ask('QTRIAL', { data: { what: String(sums!.count) } })
      return amounts(sums!.totalFen, OWN)
    },
  }
}

export async function openCounter(home = mkdtempSync(join(tmpdir(), 'guitai-injury-'))) {
  const clock = standingClock()
  const script = scripted()
  const { journal } = await openJournal({
    ...{ path: join(home, 'journal.db'), fixmedins_code: 'H51010400001', slot: 1, now: clock.now },
  })
  const his = await openDemoHis({ now: clock.now })
  const insured = new Map<string, Known>()
  const ways = new Map<InjuryFamily, Way>([['gs', doubleWay(insured)]])
  const jobs: Jobs = new Map([
    ['his.writeBack', (payload) => his.writeBack(payload as unknown as HisWriteBack)],
    ['his.release', (payload) => his.release(String((payload as { encounterId: string }).encounterId))],
  ])
  const engine = createEngine({
    ...{ journal, clock, jobs, effects: injuryEffects(ways), platforms: new Map([['gs', script.platform]]) },
    sessionFor: async () => ({ sign_no: null, opter: '001', opterName: '张三' }),
    ...{ notify: () => {}, log: () => {} },
  })
  const clearing = new Map<string, string>()
  const deps: InjuryDeps = {
    ...{ journal, engine, his, ways, now: clock.now, slot: 1, window: '1号窗口', lanes: createLanes() },
    ...{ fixmedins_code: 'H51010400001', remote: () => false, mulaidApart: false },
    dict: (_family, name) =>
      ({
        t: { name: 't', label: '', values: { '0501': '工伤门诊', '0502': '工伤住院' } },
        w: { name: 'w', label: '', values: { '1': '康复' } },
      })[name] as never,
    labelOf: (_family, infno) => infno,
    inClearing: async (_family, setl_id) => clearing.get(setl_id) ?? null,
  }
  const registry = createRegistry()
  registerInjury(registry, deps)
  const operator = { opter: '001', opterName: '张三', role: 'cashier' as const }
  await journal.commit([
    {
      t: 'shift',
      put: {
        ...{ shiftId: 'BC1', opter: '001', opterName: '张三', window: '1号窗口', signNo: {} },
        ...{ startedAt: clock.now(), endedAt: null, handedTo: null, totals: null },
      },
    },
  ])
  async function call<C extends Channel>(channel: C, input: ApiArgs<C>): Promise<ApiOutput<C>> {
    const checked = inputs[channel].parse(input)
    const entry = registry.entries.get(channel)!
    return entry.handler(checked as never, { sessionId: 's', operator, locked: false }) as never
  }
  return {
    ...{ journal, his, engine, clock, call, insured, ways, clearing, home, deps },
    ...script,
    /** until the outbox is empty: one job of a key at a time */
    async tick() {
      for (let n = 0; n < 20 && (await journal.outboxCounts()).waiting > 0; n++) await engine.tick()
    },
    async close() {
      await his.close()
      await journal.close()
    },
  }
}

export type TestCounter = Awaited<ReturnType<typeof openCounter>>

export const at = ({ case: of }: InjuryView) => ({ encounterId: of.encounterId, version: of.version })
export const inCash = (amountFen: Fen): Payment[] => (amountFen > 0 ? [{ method: 'cash', amountFen }] : [])
export const fault = (promise: Promise<unknown>) => promise.then(() => null, faultOf)
