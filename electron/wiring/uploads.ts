import { registerUploads } from '../app/upload/api.ts'
import { clinicalSources, type KnownVisit } from '../app/upload/clinical.ts'
import { uploadsTable } from '../app/upload/export.ts'
import type { Journal } from '../journal/port.ts'
import type { Parts } from './index.ts'

/** What goes to the centre without a cashier: sources, worklist, re-drive. */
export function wireUploads(parts: Parts): void {
  const { uploads, book, files, journal } = parts
  const visitOf = (mdtrt_sn: string) => knownVisit(journal, parts.site.institution.fixmedins_code, mdtrt_sn)
  for (const source of clinicalSources({ contract: (code) => book.get(code), files, visitOf }))
    uploads.register(source)
  const { registry, platforms, clock, log } = parts
  registerUploads(registry, { journal, uploads, platforms, now: clock.now, log })
  parts.exports.register(uploadsTable(journal, uploads))
}

/**
 * The newest visit or stay registered from here under the hospital's own number; the front page carries that
 * number behind the institution's code.
 */
async function knownVisit(journal: Journal, code: string, mdtrt_sn: string): Promise<KnownVisit | null> {
  const number = mdtrt_sn.startsWith(code) ? mdtrt_sn.slice(code.length) : mdtrt_sn
  if (!number) return null
  const found = await journal.searchEncounters({ text: number, limit: 20 })
  const own = found.find((row) => row.ipt_otp_no === number && row.mdtrt_id !== null && row.psnNo !== null)
  if (!own) return null
  const { insu } = own.data as { insu?: { insuplc_admdvs?: string } | null }
  return { mdtrt_id: own.mdtrt_id!, psn_no: own.psnNo!, insuplc_admdvs: insu?.insuplc_admdvs ?? '' }
}
