import type { Journal } from './port.ts'
import { asFault } from './sqlite/faults.ts'
import { checkFaults } from './sqlite/files.ts'
import { type JournalOptions, journalOn } from './sqlite/journal.ts'
import { openDatabase } from './sqlite/open.ts'

export { restoreJournal } from './sqlite/backup.ts'

export interface OpenJournalOptions extends JournalOptions {
  /** how long to wait for another program to let go */
  busyTimeout_ms?: number
}

export interface OpenedJournal {
  journal: Journal
  /** what happened at opening, in Chinese: e.g. a damaged file was put aside */
  notices: string[]
  /** PRAGMA integrity_check on demand: what is wrong, nothing if whole. Blocks about 3 s a GB. */
  integrityCheck(): Promise<string[]>
}

/**
 * Opens the counter's journal in SQLite, alone: a second program gets a GuitaiError of kind `storage`.
 * See openDatabase for what it refuses and repairs.
 */
export async function openJournal(options: OpenJournalOptions): Promise<OpenedJournal> {
  try {
    const opened = openDatabase(options.path, options.busyTimeout_ms ?? 2000, options.now ?? Date.now)
    try {
      return {
        journal: journalOn(opened, options),
        notices: opened.notices,
        integrityCheck: async () => checkFaults(opened.db, true),
      }
    } catch (error) {
      opened.close()
      throw error
    }
  } catch (error) {
    throw asFault(error)
  }
}
