import Database from 'better-sqlite3'
import type { JsonObject } from '../../../shared/contract.ts'
import { fail, GuitaiError } from '../../../shared/errors.ts'
import { ofInjury } from '../../../shared/injury.ts'
import type { Fen } from '../../../shared/money.ts'
import type {
  His,
  HisBill,
  HisBillState,
  HisCharge,
  HisDepartment,
  HisDoctor,
  HisInpatient,
  HisItem,
  HisPatient,
  HisView,
  HisWriteBack,
} from '../port.ts'
import { visitBills } from './charges.ts'
import type { NewInpatient } from './expected.ts'
import { openWards } from './expected.ts'
import { expectInjured } from './injured.ts'
import { WARDS } from './inpatients-data.ts'
import { bare, ranked } from './search.ts'
import { fillLists, insertBills, nextNo, seedHospital, ward } from './seed.ts'
import { moveStay, stays } from './stays.ts'
import { bookPrescriptions } from './views/bills.ts'
import { openViews, views } from './views/store.ts'

/**
 * The embedded demo hospital: a HIS in one SQLite file that several counters share, each with a handle of its
 * own, in one process or in many. It is what a site without a HIS of its own sees: first start, training, tests.
 */
export interface DemoHis extends His {
  close(): Promise<void>
  /** `n` new open charges of a known patient, as one visit to one doctor. Throws not_found for a stranger. */
  addBills(certno: string, n: number): Promise<HisBill[]>
  /** a new pre-admission of a known patient. Throws not_found for a stranger. */
  addInpatient(certno: string, options?: NewInpatient): Promise<HisInpatient>
  /**
   * `n` new charges at one moment (default now); the last `refunds` of them take back earlier ones of the same.
   * `bad`: the first is of an item that the centre does not know.
   */
  addCharges(
    ipt_no: string,
    n: number,
    options?: { at?: number; refunds?: number; bad?: boolean },
  ): Promise<HisCharge[]>
  /** the ward writes the discharge of this moment, 离院方式 1 unless told */
  wardDischarge(ipt_no: string, way?: string): Promise<HisInpatient>
  /** for tests and drills: what a department of the hospital writes into a view */
  putRecord(view: HisView, key: string, data: JsonObject): Promise<void>
  /** bills that a counter holds and has not settled yet */
  claims(): Promise<DemoClaim[]>
  /** bills paid and not refunded */
  paid(): Promise<DemoPaid[]>
}

export interface DemoClaim {
  billId: string
  encounterId: string
  window: string
  opterName: string
  at: number
}

export interface DemoPaid {
  billId: string
  certno: string
  encounterId: string
  setl_id: string
  totalFen: Fen
}

interface BillRow {
  bill_id: string
  state: 'open' | 'paid' | 'refunded'
  encounter_id: string | null
  window: string | null
  opter_name: string | null
}

const SCHEMA_VERSION = 4
/** Lookups promise an answer within a second; creating the hospital takes longer, and others wait for it. */
const BUSY_MS = 900
const SEED_BUSY_MS = 10_000

/** Opens the file, and founds the hospital if the file is new. `seed` decides what the first day holds. */
export async function openDemoHis(
  options: { path?: string; now?: () => number; seed?: number } = {},
): Promise<DemoHis> {
  const { path = ':memory:', now = Date.now, seed = 1 } = options
  const db = new Database(path, { timeout: SEED_BUSY_MS })
  try {
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL')
    db.transaction(() => found(db, seed, now())).immediate()
    db.pragma(`busy_timeout = ${BUSY_MS}`)
  } catch (error) {
    db.close()
    throw error
  }
  return {
    ...lookups(db),
    ...charges(db, seed, now),
    ...views(db, answer, now),
    ...stays({ db, seed, now, answer, ward: ward() }),
  }
}

function found(db: Database.Database, seed: number, now: number): void {
  const version = db.pragma('user_version', { simple: true }) as number
  if (version === SCHEMA_VERSION) return
  if (version > SCHEMA_VERSION) {
    fail(
      'storage',
      `演示医院数据是版本 ${version}，本程序用版本 ${SCHEMA_VERSION}`,
      undefined,
      '请移走该文件后重启。',
    )
  }
  if (version === 0) seedHospital(db, seed, now)
  else fillLists(db)
  if (version < 2) openWards({ db, ward: ward(), seed }, now)
  if (version < 4) expectInjured({ db, ward: ward(), seed }, now)
  if (version < 3) {
    openViews(db, now)
    bookPrescriptions(db, now)
  }
  db.pragma(`user_version = ${SCHEMA_VERSION}`)
}

/** A busy file is told as what it is: nothing was read or changed. */
async function answer<T>(work: () => T): Promise<T> {
  try {
    return work()
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
      throw new GuitaiError(
        {
          kind: 'unreachable',
          what: 'HIS 正忙，没有及时应答',
          means: '没有改动任何单据。',
          todo: '请稍后重试。',
        },
        error,
      )
    }
    throw error
  }
}

type Lookups = Omit<
  His,
  | 'bill'
  | 'claim'
  | 'release'
  | 'writeBack'
  | 'openBills'
  | 'feed'
  | 'record'
  | keyof ReturnType<typeof stays>
>

function lookups(db: Database.Database): Lookups {
  const all = <T>(sql: string) => {
    const statement = db.prepare(sql)
    return (params: object = {}) => answer(() => statement.all(params) as T[])
  }
  const named = all<Omit<HisDepartment, 'inpatient'>>('select * from department order by dept_code')
  const departments = async () =>
    (await named()).map((d) => ({ ...d, inpatient: WARDS.some((w) => w.dept_code === d.dept_code) }))
  const doctors = all<HisDoctor>(
    'select * from doctor where @dept_code is null or dept_code = @dept_code order by dept_code, atddr_no',
  )
  const items = all<HisItem>(ranked('item', ['medins_list_codg', 'med_list_codg'], ['name']))
  const item = all<HisItem>('select * from item where medins_list_codg = @code')
  const diagnoses = all<{ diag_code: string; diag_name: string; py: string }>(
    ranked('diagnosis', ['diag_code'], ['diag_name']),
  )
  const patients = all<HisPatient>(
    ranked('patient_open', ['certno', 'card_no', 'patn_id'], ['psn_name'], OPEN),
  )
  const search = (text: string, limit: number) => ({ t: text.trim().toLowerCase(), limit })
  return {
    name: '演示医院',
    departments,
    doctors: (dept_code) => doctors({ dept_code: dept_code ?? null }),
    items: (text, limit) => items(search(text, limit)).then((rows) => rows.map(bare)),
    item: async (code) => (await item({ code }))[0] ?? null,
    diagnoses: (text, limit) => diagnoses(search(text, limit)).then((rows) => rows.map(bare)),
    findPatients: (text, limit) => patients(search(text, limit)).then((rows) => rows.map(bare)),
    ping: async () => void (await departments()),
  }
}

const OPEN = `with patient_open as (
  select p.*, count(b.no) as openBills, coalesce(sum(b.total_fen), 0) as openFen
  from patient p left join bill b on b.certno = p.certno and b.state = 'open'
    and json_extract(b.body, '$.med_type') not like '05__' group by p.patn_id)`

type Charges = Pick<
  DemoHis,
  'bill' | 'openBills' | 'claim' | 'release' | 'writeBack' | 'addBills' | 'claims' | 'paid' | 'close'
>

function charges(db: Database.Database, seed: number, now: () => number): Charges {
  const row = db.prepare<[string], BillRow>(
    'select bill_id, state, encounter_id, window, opter_name from bill where bill_id = ?',
  )
  const bill = (billId: string): BillRow =>
    row.get(billId) ?? fail('not_found', `HIS 里没有单据 ${billId}`, undefined, '请重新提取费用。')
  const state = db.prepare(
    `select bill_id as billId, certno, state, total_fen as totalFen, setl_id, window from bill where bill_id = ?`,
  )
  const open = db.prepare("select body from bill where certno = ? and state = 'open' order by no").pluck()
  const take = db.prepare(
    'update bill set encounter_id = ?, window = ?, opter_name = ?, at = ? where bill_id = ?',
  )
  const free = db.prepare(
    `update bill set encounter_id = null, window = null, opter_name = null, at = null
     where encounter_id = ? and state = 'open'`,
  )
  const write = <T>(work: () => T) => answer(() => db.transaction(work).immediate())
  return {
    bill: (billId) => answer(() => (state.get(billId) as HisBillState | undefined) ?? null),
    openBills: (certno, injury = false) =>
      answer(() =>
        open
          .all(certno)
          .map((body) => JSON.parse(body as string) as HisBill)
          .filter((bill) => ofInjury(bill.med_type) === injury),
      ),
    claim: (billIds, holder) =>
      write(() => {
        for (const id of billIds) assertFree(bill(id), holder.encounterId)
        for (const id of billIds) take.run(holder.encounterId, holder.window, holder.opterName, now(), id)
      }),
    release: (encounterId) => write(() => void free.run(encounterId)),
    writeBack: (entry) =>
      write(() => {
        if (db.prepare('select 1 from write_back where key = ?').get(entry.key)) return
        if (entry.kind === 'paid' || entry.kind === 'refunded') {
          moveBills(db, bill, entry, now())
        } else moveStay({ db, seed, ward: ward() }, entry, now())
        note(db, entry, now())
        if (entry.billIds.length > 0) bookPrescriptions(db, now(), entry.billIds)
      }),
    addBills: (certno, n) =>
      write(() => {
        const patient = db.prepare('select * from patient where certno = ?').get(certno)
        if (!patient) fail('not_found', 'HIS 里没有这位患者', undefined, '请核对证件号码。')
        const first = nextNo(db)
        const bills = visitBills(ward(), patient as HisPatient, n, first, seed, now())
        insertBills(db, certno, first, bills)
        bookPrescriptions(
          db,
          now(),
          bills.map(({ billId }) => billId),
        )
        return bills
      }),
    claims: () =>
      answer(
        () =>
          db
            .prepare(
              `select bill_id as billId, encounter_id as encounterId, window, opter_name as opterName, at
               from bill where state = 'open' and encounter_id is not null order by no`,
            )
            .all() as DemoClaim[],
      ),
    paid: () =>
      answer(
        () =>
          db
            .prepare(
              `select bill_id as billId, certno, encounter_id as encounterId, setl_id, total_fen as totalFen
               from bill where state = 'paid' order by no`,
            )
            .all() as DemoPaid[],
      ),
    close: async () => void db.close(),
  }
}

function assertFree(bill: BillRow, encounterId: string): void {
  if (bill.state !== 'open') {
    const done = bill.state === 'paid' ? '已经收费' : '已经退费'
    fail('conflict', `单据 ${bill.bill_id} ${done}`, '没有重复收费。', '请重新提取费用。')
  }
  if (bill.encounter_id !== null && bill.encounter_id !== encounterId) {
    fail(
      'conflict',
      `单据 ${bill.bill_id} 正在窗口 ${bill.window} 由 ${bill.opter_name} 收费`,
      '没有占用任何单据，也没有扣款。',
      `请与窗口 ${bill.window} 的 ${bill.opter_name} 核对；对方放弃后再重新提取费用。`,
    )
  }
}

/**
 * Paid or refunded. A payment of a bill that someone else has already had paid, and a refund of one
 * that this visit has not paid, are refused, so that the outbox shows them instead of hiding them. What a visit
 * has refunded it may have paid anew, or open again for others.
 */
function moveBills(
  db: Database.Database,
  bill: (id: string) => BillRow,
  entry: HisWriteBack,
  at: number,
): void {
  const { kind, encounterId, billIds, setl_id, facts } = entry
  for (const id of billIds) {
    const { state, encounter_id } = bill(id)
    const mine = encounter_id === encounterId
    const fits =
      kind === 'paid'
        ? (state === 'open' && (encounter_id === null || mine)) || (state === 'refunded' && mine)
        : mine && (state === 'paid' || (state === 'refunded' && facts.reopen === true))
    if (!fits) {
      const what = kind === 'paid' ? '收费' : '退费'
      fail(
        'conflict',
        `单据 ${id} 不能登记${what}：HIS 里的状态不符`,
        'HIS 没有改动。',
        '请与信息科核对该单据。',
      )
    }
  }
  const state = kind === 'paid' ? 'paid' : facts.reopen === true ? 'open' : 'refunded'
  const holder = state === 'open' ? null : encounterId
  const mark = db.prepare(
    `update bill set state = @state, encounter_id = @holder, setl_id = @setl_id, at = @at,
       window = iif(@holder is null, null, window), opter_name = iif(@holder is null, null, opter_name)
     where bill_id = @id`,
  )
  for (const id of billIds) mark.run({ state, holder, setl_id, at, id })
}

/** One delivery of the outbox; the same key does nothing a second time. */
function note(db: Database.Database, entry: HisWriteBack, at: number): void {
  const { key, kind, encounterId, billIds, setl_id, facts } = entry
  db.prepare('insert into write_back values (?, ?, ?, ?, ?, ?, ?)').run(
    ...[key, kind, encounterId, setl_id],
    ...[JSON.stringify(billIds), JSON.stringify(facts), at],
  )
}
