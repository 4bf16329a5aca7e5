import type { StaffState } from '../../../shared/api/staff.ts'
import type { Contract, Dict, FieldFault, Json, JsonObject } from '../../../shared/contract.ts'
import { fail } from '../../../shared/errors.ts'
import { dateOf } from '../../../shared/msgid.ts'
import { rows } from '../../../shared/settlement.ts'
import { validate } from '../../../shared/validate.ts'
import { createLanes } from '../../engine/lane.ts'
import type { His, HisView } from '../../his/port.ts'
import type { Change } from '../../journal/port.ts'
import { mustSettle, type OfficeDeps, type Sender, senderOf, wordsOf } from '../office.ts'
import { type Caller, OFFICE, type Registry } from '../registry.ts'
import { compareDepts, compareStaff } from './compare.ts'

export interface StaffDeps extends OfficeDeps {
  his: His
  now(): number
  contract(infno: string): Contract
  dict(name: string): Dict | undefined
}

/** departments of one 3401A; the contract names no limit */
const BATCH = 50
const PAGE = 500
const LANE = 'staff'
export const DOC = { kind: 'staff', id: 'comparison' }

/** 科室人员: kept in step with the HIS, one command at a time. */
export function registerStaff(reg: Registry, deps: StaffDeps): { compare(by: string): Promise<StaffState> } {
  const lanes = createLanes()
  const inTurn = <T>(work: () => Promise<T>) => lanes.run(LANE, work)
  const compare = (send: Sender, by: string) => inTurn(() => compareNow(deps, send, by))
  const acting = async (caller: Caller) => {
    const { opter, opterName } = caller.operator!
    return { send: await senderOf(deps, caller), opter, opterName }
  }

  reg.read('staff.state', () => kept(deps), OFFICE)
  reg.write(
    'staff.compare',
    async (_input, caller) => {
      const { send, opterName } = await acting(caller)
      return compare(send, opterName)
    },
    OFFICE,
  )
  reg.write(
    'staff.upload',
    async ({ codes }, caller) => {
      const { send, opter, opterName } = await acting(caller)
      return inTurn(async () => {
        const wanted = (await departments(deps.his)).filter((dept) =>
          codes.includes(String(dept.hosp_dept_codg)),
        )
        if (wanted.length === 0) notFound(codes.join('、'))
        await audit(deps, opter, 'staff.upload', codes.join('、'), { count: wanted.length })
        const failed = await upload(deps, send, wanted)
        return { ...(await compareNow(deps, send, opterName)), failed }
      })
    },
    OFFICE,
  )
  reg.write(
    'staff.change',
    async ({ code }, caller) => {
      const { send, opter, opterName } = await acting(caller)
      return inTurn(async () => {
        const dept =
          (await departments(deps.his)).find((each) => each.hosp_dept_codg === code) ?? notFound(code)
        await audit(deps, opter, 'staff.change', code, null)
        await mustSettle(send({ family: 'nhsa', infno: '3402', input: { deptinfo: dept } }))
        return compareNow(deps, send, opterName)
      })
    },
    OFFICE,
  )
  reg.write(
    'staff.drop',
    async ({ code, reason }, caller) => {
      const { send, opter, opterName } = await acting(caller)
      return inTurn(async () => {
        const dept = (await atCentre(send)).find((each) => each.hosp_dept_codg === code) ?? notFound(code)
        const { hosp_dept_codg = '', hosp_dept_name = '', begntime } = dept
        const data = { hosp_dept_codg, hosp_dept_name, begntime: String(begntime ?? '').slice(0, 10) }
        await audit(deps, opter, 'staff.drop', code, { reason })
        await mustSettle(send({ family: 'nhsa', infno: '3403', input: { data } }))
        return compareNow(deps, send, opterName)
      })
    },
    OFFICE,
  )
  return { compare: (by) => compare((request) => deps.machine.transact(request), by) }
}

function notFound(code: string): never {
  return fail('not_found', `没有科室 ${code}`, '没有发送。', '请重新核对后再办。')
}

async function audit(
  { journal, now }: StaffDeps,
  actor: string,
  action: string,
  subject: string,
  detail: Json,
) {
  await journal.commit([{ t: 'audit', entry: { at: now(), actor, action, subject, detail } }])
}

async function kept({ journal }: StaffDeps): Promise<StaffState> {
  const doc = await journal.doc(DOC.kind, DOC.id)
  return doc ? (doc.data as unknown as StaffState) : { at: null, by: '', depts: [], staff: [] }
}

/** 5101 and 5102 of every type against the HIS's views; what was found is kept. */
async function compareNow(deps: StaffDeps, send: Sender, by: string): Promise<StaffState> {
  const { journal, his, now, dict } = deps
  const types = dict('medins_psn_type')?.values ?? {}
  const contract = deps.contract('3401')
  const [here, staffHere, there] = [
    await departments(his),
    await wholeView(his, 'staff'),
    await atCentre(send),
  ]
  const staffThere: JsonObject[] = []
  for (const prac_psn_type of Object.keys(types)) {
    const input = { data: { prac_psn_type } }
    const output = await mustSettle(send({ family: 'nhsa', infno: '5102', input }))
    staffThere.push(...rows(output, 'feedetail'))
  }
  const at = now()
  const typeLabel = (type: string) => types[type] ?? type
  const state: StaffState = {
    ...{ at, by },
    depts: compareDepts(here, there, contract, (dept) => faultsOf(deps, contract, dept)),
    staff: compareStaff(staffHere, staffThere, dateOf(at), typeLabel),
  }
  const old = await journal.doc(DOC.kind, DOC.id)
  const put: Extract<Change, { t: 'doc' }>['put'] = {
    ...{ ...DOC, state: 'kept', subject: '', text: '', opter: by, opterName: by, at },
    data: state as unknown as Json,
  }
  await journal.commit([{ t: 'doc', put, expect: old?.version ?? 0 }])
  return state
}

const faultsOf = (deps: StaffDeps, contract: Contract, deptinfo: JsonObject): FieldFault[] =>
  validate(contract, 'input', { deptinfo }, { dict: deps.dict })

const atCentre = async (send: Sender): Promise<JsonObject[]> =>
  rows(await mustSettle(send({ family: 'nhsa', infno: '5101', input: {} })), 'feedetail')

/** In batches; one that is refused goes department by department, so that the good ones get there. */
async function upload(deps: StaffDeps, send: Sender, wanted: JsonObject[]) {
  const failed: { code: string; why: string }[] = []
  const contract = deps.contract('3401')
  const sound = wanted.filter((dept) => {
    const [fault] = faultsOf(deps, contract, dept)
    if (fault) failed.push({ code: String(dept.hosp_dept_codg), why: fault.message })
    return !fault
  })
  for (let from = 0; from < sound.length; from += BATCH) {
    const batch = sound.slice(from, from + BATCH)
    if (batch.length > 1) {
      const local = { rows: batch.length }
      const outcome = await send({ family: 'nhsa', infno: '3401A', input: { deptinfo: batch }, local })
      if (outcome.is === 'settled') continue
      if (outcome.is !== 'rejected') await mustSettle(Promise.resolve(outcome))
    }
    for (const deptinfo of batch) {
      const sent = mustSettle(send({ family: 'nhsa', infno: '3401', input: { deptinfo } }))
      await sent.catch((error) => failed.push({ code: String(deptinfo.hosp_dept_codg), why: wordsOf(error) }))
    }
  }
  return failed
}

/** The personnel office's records; of a department that only the doctors' list knows, what there is. */
async function departments(his: His): Promise<JsonObject[]> {
  const records = await wholeView(his, 'dept')
  const known = new Set(records.map((record) => record.hosp_dept_codg))
  const others = (await his.departments()).filter(({ dept_code }) => !known.has(dept_code))
  const bare = others.map(({ dept_code, dept_name, caty }) => ({
    ...{ hosp_dept_codg: dept_code, hosp_dept_name: dept_name, caty },
  }))
  return [...records, ...bare]
}

async function wholeView(his: His, view: HisView): Promise<JsonObject[]> {
  const all: JsonObject[] = []
  for (let after = 0; ; ) {
    const page = await his.feed(view, after, PAGE)
    all.push(...page.map(({ data }) => data))
    if (page.length < PAGE) return all
    after = page.at(-1)!.serial
  }
}
