import Database from 'better-sqlite3'
import type { JsonObject } from '../../../shared/contract.ts'
import { fail, GuitaiError } from '../../../shared/errors.ts'
import type {
  His,
  HisCharge,
  HisDepartment,
  HisDoctor,
  HisInpatient,
  HisItem,
  HisPatient,
  HisView,
} from '../port.ts'
import { bills, type DemoBills } from './bills.ts'
import type { NewInpatient } from './expected.ts'
import { openWards } from './expected.ts'
import { expectInjured } from './injured.ts'
import { WARDS } from './inpatients-data.ts'
import { bare, ranked } from './search.ts'
import { fillLists, seedHospital, ward } from './seed.ts'
import { stays } from './stays.ts'
import { bookPrescriptions } from './views/bills.ts'
import { openViews, views } from './views/store.ts'

/**
 * The embedded demo hospital: a HIS in one SQLite file that several counters share, each with a handle of its
 * own, in one process or in many. It is what a site without a HIS of its own sees: first start, training, tests.
 */
export interface DemoHis extends His, DemoBills {
  close(): Promise<void>
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
    ...bills(db, answer, seed, now),
    close: async () => void db.close(),
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
