import { statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Journal } from '../port.ts'
import { verifyAudit } from './audit.ts'
import { backupTo } from './backup.ts'
import { createCommit } from './commit.ts'
import { asFault } from './faults.ts'
import type { OpenedDatabase } from './open.ts'
import { createPrepare } from './prepare.ts'
import { createReads } from './reads.ts'
import { createDocReads } from './reads-doc.ts'
import { createStayReads } from './reads-stay.ts'
import { createTxnReads, createTxnSearch } from './reads-txn.ts'
import { createUpkeepReads } from './reads-upkeep.ts'

export interface JournalOptions {
  path: string
  fixmedins_code: string
  /** 0–99, this counter's part of the msgid */
  slot: number
  now?: () => number
  /** below it prepare() refuses; 64 MiB unless told, so that what was begun can still be finished */
  minFreeBytes?: number
  freeBytes?: () => number | null
  /** told of each call that took longer than SLOW_MS */
  onSlow?: (call: keyof Journal, took_ms: number) => void
}

export const SLOW_MS = 50

/** The port over an open database. */
export function journalOn({ db, close }: OpenedDatabase, options: JournalOptions): Journal {
  const freeBytes = options.freeBytes ?? watchFree(dirname(options.path))
  const backups = new Set<Promise<number>>()
  const port = <K extends keyof Journal>(
    name: K,
    call: (...args: Parameters<Journal[K]>) => Awaited<ReturnType<Journal[K]>>,
  ) => asPort(call, (took_ms) => options.onSlow?.(name, took_ms))
  const commit = createCommit(db)
  const prepare = createPrepare(db, {
    fixmedins_code: options.fixmedins_code,
    slot: options.slot,
    now: options.now ?? Date.now,
    minFreeBytes: options.minFreeBytes ?? 64 * 1024 * 1024,
    freeBytes,
    apply: commit,
  })
  const txns = createTxnReads(db)
  const reads = createReads(db)
  const stays = createStayReads(db)
  const docs = createDocReads(db)
  const upkeep = createUpkeepReads(db)
  return {
    prepare: port('prepare', prepare),
    commit: port('commit', commit),
    txn: port('txn', txns.txn),
    events: port('events', txns.events),
    unfinished: port('unfinished', txns.unfinished),
    children: port('children', txns.children),
    countDoubtful: port('countDoubtful', txns.countDoubtful),
    searchTxns: port('searchTxns', createTxnSearch(db, options.fixmedins_code)),
    txnFigures: port('txnFigures', txns.txnFigures),
    encounter: port('encounter', reads.encounter),
    searchEncounters: port('searchEncounters', reads.searchEncounters),
    settlements: port('settlements', reads.settlements),
    payments: port('payments', reads.payments),
    fees: port('fees', stays.fees),
    feeSums: port('feeSums', stays.feeSums),
    deposits: port('deposits', stays.deposits),
    depositBalances: port('depositBalances', stays.depositBalances),
    filings: port('filings', stays.filings),
    closings: port('closings', stays.closings),
    printJob: port('printJob', stays.printJob),
    printJobs: port('printJobs', stays.printJobs),
    doc: port('doc', docs.doc),
    docs: port('docs', docs.docs),
    docCounts: port('docCounts', docs.docCounts),
    uploads: port('uploads', docs.uploads),
    uploadCounts: port('uploadCounts', docs.uploadCounts),
    uploadReasons: port('uploadReasons', docs.uploadReasons),
    outboxDue: port('outboxDue', reads.outboxDue),
    outboxCounts: port('outboxCounts', reads.outboxCounts),
    outboxList: port('outboxList', reads.outboxList),
    operator: port('operator', reads.operator),
    operators: port('operators', reads.operators),
    shift: port('shift', reads.shift),
    openShift: port('openShift', reads.openShift),
    shifts: port('shifts', reads.shifts),
    auditTrail: port('auditTrail', reads.auditTrail),
    setting: port('setting', reads.setting),
    fileRefs: port('fileRefs', upkeep.fileRefs),
    uploadDepths: port('uploadDepths', upkeep.uploadDepths),
    auditVerify: () => verifyAudit(db),
    backup: async (path) => {
      const running = backupTo(db, path)
      backups.add(running)
      try {
        return await running
      } catch (error) {
        throw asFault(error)
      } finally {
        backups.delete(running)
      }
    },
    freeBytes: async () => freeBytes(),
    close: async () => {
      await Promise.allSettled(backups)
      close()
    },
  }
}

/** A call of the port: timed, its errors said in Chinese. */
function asPort<A extends unknown[], R>(
  call: (...args: A) => R,
  onSlow: (took_ms: number) => void,
): (...args: A) => Promise<R> {
  return async (...args) => {
    const start = performance.now()
    try {
      return call(...args)
    } catch (error) {
      throw asFault(error)
    } finally {
      const took_ms = performance.now() - start
      if (took_ms > SLOW_MS) onSlow(took_ms)
    }
  }
}

/** Asks the volume at most once a second: the reserve is far larger than what a second can write. */
function watchFree(folder: string): () => number | null {
  let askedAt = Number.NEGATIVE_INFINITY
  let free: number | null = null
  return () => {
    if (performance.now() - askedAt < 1000) return free
    askedAt = performance.now()
    free = freeOn(folder)
    return free
  }
}

function freeOn(folder: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize
  } catch {
    return null
  }
}
