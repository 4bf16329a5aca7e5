import type { DictRow, ItemTerms, TermPages, TermRow, TermState } from './port.ts'
import type { Registry } from './registry.ts'

/** 1312, 1316–1319: rows with periods, kept by rid, found by the code that they are about. */
const CODE_OF: Readonly<Record<string, string>> = { '1316': 'med_list_codg', '1317': 'med_list_codg' }
const HILIST = 'hilist_code'
/** hosp_lv codes of 1201 begin with the level: 1, 2, 3 */
const LEVEL = 'hosp_lv'
/** 城镇职工, 目录先自付比例: what stands in the list itself (dicts selfpay_prop_psn_type, selfpay_prop_type) */
const USUAL = { selfpay_prop_psn_type: '310', selfpay_prop_type: '10' } as const
/** 1318 rules: no limit */
const NO_LIMIT = 999_999

interface Stored {
  kind: string
  begndate: string
  enddate: string
  gone: number
  columns: string
}

export function openTerms(db: Registry) {
  const byCode = db.prepare(
    'select kind, begndate, enddate, gone, columns from term where code = ? order by kind, begndate desc',
  )
  const rowsOf = (code: string): TermRow[] =>
    (byCode.all(code) as Stored[]).map(({ kind, begndate, enddate, gone, columns }) => ({
      ...{ kind, begndate, enddate },
      valid: gone === 0,
      columns: JSON.parse(columns),
    }))
  /** its own rows, and those of the insurance's code for it (1316) */
  const all = (code: string): TermRow[] => {
    const own = rowsOf(code)
    const codes = own.filter(({ kind }) => kind === '1316').map(({ columns }) => columns[HILIST] ?? '')
    return [...own, ...[...new Set(codes)].filter((other) => other && other !== code).flatMap(rowsOf)]
  }
  return {
    rows: all,
    at: (code: string, at: string): ItemTerms => termsAt(all(code), at, settingOf(db, LEVEL)),
    pages: pagesOf(db),
    plans: [
      'select kind, begndate, enddate, gone, columns from term where code = ? order by kind, begndate desc',
    ],
  }
}

const holds = (row: TermRow, at: string) =>
  row.valid && row.begndate <= at && (row.enddate === '' || row.enddate >= at)

/** Of several that hold the one that began last. Rows come newest first. */
function termsAt(rows: readonly TermRow[], at: string, level: string | null): ItemTerms {
  const now = (kind: string) => rows.filter((row) => row.kind === kind && holds(row, at))
  const [listed] = now('1312')
  return {
    chrgitm_lv: listed?.columns.chrgitm_lv ?? null,
    lmt_used_flag: listed?.columns.lmt_used_flag ?? null,
    pric_uplmt_amt: limitOf(now('1318'), level),
    selfpay_prop: propOf(now('1319')),
  }
}

/** The limit of this hospital's level where it is known and listed; else the lowest, which none may exceed. */
function limitOf(rows: readonly TermRow[], level: string | null): string | null {
  const own = rows.filter(({ columns }) => columns.hilist_lmtpric_type === level)
  const amounts = (own.length > 0 ? own.slice(0, 1) : rows)
    .map(({ columns }) => columns.hilist_pric_uplmt_amt ?? '')
    .filter((amount) => amount !== '' && Number(amount) < NO_LIMIT)
  return amounts.sort((a, b) => Number(a) - Number(b))[0] ?? null
}

function propOf(rows: readonly TermRow[]): string | null {
  const usual = rows.filter(({ columns }) =>
    Object.entries(USUAL).every(([name, value]) => columns[name] === value),
  )
  return (usual[0] ?? rows[0])?.columns.selfpay_prop ?? null
}

function pagesOf(db: Registry): TermPages {
  const put = db.prepare('insert or replace into term values (?, ?, ?, ?, ?, ?, ?)')
  return {
    states: () =>
      (
        db.prepare('select kind, rows, since, page, loaded_at from pass order by kind').all() as (Omit<
          TermState,
          'loadedAt'
        > & { loaded_at: number | null })[]
      ).map(({ loaded_at, ...state }) => ({ ...state, loadedAt: loaded_at })),
    keep: (kind, rows, pass) =>
      db.transaction(() => {
        for (const row of rows) {
          const code = row[CODE_OF[kind] ?? HILIST] ?? ''
          const rid =
            row.rid || `${code}|${row.begndate}|${row.hilist_lmtpric_type ?? row.selfpay_prop_psn_type}`
          const gone = row.vali_flag === '0' ? 1 : 0
          put.run(kind, rid, code, day(row.begndate), day(row.enddate), gone, JSON.stringify(row))
        }
        keepPass(db, kind, rows, pass)
      })(),
    level: {
      get: () => settingOf(db, LEVEL),
      set: (level) => void db.prepare('insert or replace into setting values (?, ?)').run(LEVEL, level),
    },
    ...dictPages(db),
  }
}

const day = (text: string | undefined) => (text ?? '').slice(0, 10)

function settingOf(db: Registry, key: string): string | null {
  return (db.prepare('select value from setting where key = ?').pluck().get(key) as string) ?? null
}

interface Pass {
  since: string | null
  newest: string | null
  rows: number
}

/** Only a pass that came to its end moves the time from which the next one asks. */
function keepPass(
  db: Registry,
  kind: string,
  rows: readonly Record<string, string>[],
  { page, done, now }: { page: number; done: boolean; now: number },
): void {
  const before = db.prepare('select since, newest, rows from pass where kind = ?').get(kind) as
    | Pass
    | undefined
  const times = rows.map(({ updt_time }) => day(updt_time)).filter((time) => time !== '')
  const newest = [before?.newest ?? '', ...times].reduce((a, b) => (a > b ? a : b)) || null
  const counted = db.prepare('select count(*) from term where kind = ?').pluck()
  // counting takes as long as the list is: once, at the end
  const count = done ? counted.get(kind) : (before?.rows ?? 0)
  db.prepare(
    `insert into pass values (@kind, @since, @newest, @next, @count, @at)
     on conflict (kind) do update set since = @since, newest = @newest, page = @next, rows = @count,
       loaded_at = coalesce(@at, loaded_at)`,
  ).run({
    ...{ kind, newest, count },
    since: done ? (newest ?? before?.since ?? null) : (before?.since ?? null),
    next: done ? 1 : page + 1,
    at: done ? now : null,
  })
}

function dictPages(db: Registry): Pick<TermPages, 'dicts' | 'dict' | 'keepDict'> {
  return {
    dicts: () =>
      (
        db.prepare('select type, admdvs, rows, loaded_at from dict_list order by type, admdvs').all() as {
          type: string
          admdvs: string
          rows: number
          loaded_at: number
        }[]
      ).map(({ loaded_at, ...list }) => ({ ...list, loadedAt: loaded_at })),
    dict: (type, admdvs) =>
      (
        db
          .prepare(
            `select value, label, parent_value, sort, valid from dict
             where type = ? and admdvs = ? order by sort, value`,
          )
          .all(type, admdvs) as (Omit<DictRow, 'parentValue' | 'valid'> & {
          parent_value: string
          valid: number
        })[]
      ).map(({ parent_value, valid, ...row }) => ({ ...row, parentValue: parent_value, valid: valid === 1 })),
    keepDict: (type, admdvs, rows, now) =>
      db.transaction(() => {
        db.prepare('delete from dict where type = ? and admdvs = ?').run(type, admdvs)
        const put = db.prepare('insert or replace into dict values (?, ?, ?, ?, ?, ?, ?)')
        for (const row of rows)
          put.run(type, admdvs, row.value, row.label, row.parentValue, row.sort, row.valid ? 1 : 0)
        db.prepare('insert or replace into dict_list values (?, ?, ?, ?)').run(type, admdvs, rows.length, now)
      })(),
  }
}
