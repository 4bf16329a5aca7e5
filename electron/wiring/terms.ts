import { join } from 'node:path'
import { kindsOf, registerTerms } from '../app/terms/api.ts'
import { createDownloads } from '../app/terms/downloads.ts'
import { termsExports } from '../app/terms/exports.ts'
import { labelOf } from '../app/terms/shapes.ts'
import type { Parts } from './index.ts'

/** the first catalogue of the day; each other a few minutes after the one before */
const FIRST_min = 2 * 60
const APART_min = 5

/** The centre's catalogues: versions, downloads, search (1301–1319). */
export function wireTerms(parts: Parts): void {
  const { registry, journal, engine, machine, catalogue, bus, site, clock, files, tasks, exports } = parts
  const book = {
    codes: () => parts.book.codes(),
    contract: (code: string) => parts.book.get(code),
    dict: (name: string) => parts.book.dict(name),
  }
  const downloads = createDownloads({
    ...{ catalogue, files, book, bus, now: clock.now },
    send: (infno, input) => machine.transact({ family: 'nhsa', infno, input, purpose: 'terms' }),
    work: join(parts.home, 'work'),
    firstVersion: site.nhsa.overlays.includes('hunan') ? 'v0000' : '0',
    admdvs: site.nhsa.mdtrtarea_admvs,
  })
  registerTerms(registry, {
    ...{ journal, engine, machine, catalogue, downloads, book, bus, now: clock.now },
    fixmedins_code: site.institution.fixmedins_code,
    area: site.nhsa.mdtrtarea_admvs,
  })
  for (const table of termsExports({ catalogue, book })) exports.register(table)
  kindsOf(book).forEach((kind, i) => {
    tasks.register({
      id: `terms.${kind}`,
      label: `下载 ${kind} ${labelOf(book.contract(kind))}`,
      group: '下载',
      plan: { daily: timeOf(FIRST_min + i * APART_min) },
      run: ({ signal, progress }) => downloads.run(kind, { signal, progress }),
    })
  })
}

const timeOf = (minutes: number) =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':')
