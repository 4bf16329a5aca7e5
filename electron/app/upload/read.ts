import { faultOf } from '../../../shared/errors.ts'
import type { His, HisRecord } from '../../his/port.ts'
import type { Change, Journal, UploadRow } from '../../journal/port.ts'
import type { NewUpload, UploadSource } from './port.ts'

interface ReadDeps {
  journal: Journal
  his: His
  now(): number
}

const PAGE = 500

/** How far a source's view was read: the serial of the last record taken. */
const serialSetting = (source: string) => `upload.read.${source}`

/**
 * Takes up what is new in the source's view, a page a commit together with the serial reached, so that a page
 * is read again whole or not at all. A record whose row is in a message without an answer stays in the HIS
 * until there is one, for its change would be lost.
 */
export async function readView(deps: ReadDeps, source: UploadSource, signal?: AbortSignal): Promise<number> {
  const { journal, his } = deps
  if (!source.view) return 0
  const setting = serialSetting(source.id)
  let after = ((await journal.setting(setting)) as number | undefined) ?? 0
  let count = 0
  while (!signal?.aborted) {
    const page = await his.feed(source.view, after, PAGE)
    const read = await Promise.all(page.map((record) => rowsOf(source, record)))
    const known = await knownRows(journal, source.id, read.flat())
    const stop = read.findIndex((rows) => rows.some(({ row }) => known.get(row.key)?.state === 'sent'))
    const taken = stop < 0 ? read : read.slice(0, stop)
    const last = page[taken.length - 1]
    if (!last) break
    // of one key the newest counts
    const newest = new Map(taken.flat().map((taking) => [taking.row.key, taking]))
    const changes = [...newest.values()].map((taking) =>
      takingUp(source, taking, known.get(taking.row.key), deps.now()),
    )
    after = last.serial
    await journal.commit([...changes.flat(), { t: 'setting', key: setting, value: after }])
    count += changes.filter((each) => each.length > 0).length
    if (stop >= 0 || page.length < PAGE) break
  }
  return count
}

interface Taking {
  row: NewUpload
  /** it could not be read into a row: the record as it stands, held with these words */
  why: string | null
}

async function rowsOf(source: UploadSource, record: HisRecord): Promise<Taking[]> {
  const plain = { key: record.key, psn_no: String(record.data.psn_no ?? ''), title: record.key }
  if (!source.read) return [{ row: { ...plain, payload: record.data }, why: null }]
  try {
    return (await source.read(record)).map((row) => ({ row, why: null }))
  } catch (error) {
    const fault = faultOf(error)
    const why = fault.kind === 'internal' ? `HIS 的记录读不懂（${String(error)}）` : fault.what
    return [{ row: { ...plain, payload: record.data }, why }]
  }
}

async function knownRows(journal: Journal, source: string, rows: Taking[]): Promise<Map<string, UploadRow>> {
  const keys = rows.map(({ row }) => row.key)
  if (keys.length === 0) return new Map()
  const known = await journal.uploads({ source, keys, limit: keys.length })
  return new Map(known.map((row) => [row.key, row]))
}

/** Nothing where it is the same as what is known already, so that reading twice changes nothing. */
function takingUp(
  source: UploadSource,
  { row, why }: Taking,
  old: UploadRow | undefined,
  at: number,
): Change[] {
  const same = old && JSON.stringify(old.payload) === JSON.stringify(row.payload)
  if (same && (why === null || old.state === 'held')) return []
  if (old?.state === 'withdrawn') return []
  const { key, title, payload } = row
  const set = (from: UploadRow['state'], more: Extract<Change, { t: 'upload.set' }>['set']): Change => ({
    t: 'upload.set',
    source: source.id,
    keys: [key],
    from: [from],
    set: more,
    at,
  })
  if (old?.state === 'accepted') {
    return source.replaces
      ? [set('accepted', { state: 'waiting', payload, title, why: null, fields: [] })]
      : []
  }
  const add: Change = { t: 'upload', add: { ...row, source: source.id }, at }
  return why === null ? [add] : [add, set('waiting', { state: 'held', why })]
}
