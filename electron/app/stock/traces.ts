import { rows } from '../../../shared/settlement.ts'
import type { ChargeLine, Visit } from '../../../shared/visit.ts'
import type { TraceCode, TracePort } from '../visit/deps.ts'
import type { StockDeps } from './deps.ts'
import { held, isDone, RX, type Rx, type RxLine, told } from './rx.ts'

/** 西药 and 中成药 (med_chrgitm_type): their packs carry codes. */
const CODED = new Set(['09', '11'])

/**
 * The trace codes of a visit's drugs, as the pharmacy scanned them: from this machine's own prescriptions, else
 * from what the HIS has of them. Source: 2207 drug_trac_info; feedetl_sn is the detail's.
 */
export function tracesOf(deps: Pick<StockDeps, 'journal' | 'his' | 'drugs'>): TracePort {
  return {
    drugs: deps.drugs,
    async of(visit: Visit) {
      const drugs = visit.lines.filter((line) => CODED.has(line.med_chrgitm_type))
      const codes: TraceCode[] = []
      const missing: string[] = []
      for (const [rxno, lines] of Map.groupBy(drugs, (line) => line.rxno)) {
        const scanned = rxno === null ? [] : await scannedLines(deps, rxno)
        for (const line of lines) {
          const at = scanned.findIndex((each) => each.fixmedins_hilist_id === line.medins_list_codg)
          const [own] = at < 0 ? [] : scanned.splice(at, 1)
          if (own) codes.push(...codesFor(own, line))
          if (own?.traced !== false && !(own && isDone(own))) missing.push(line.name)
        }
      }
      return { codes, missing }
    },
  }
}

const codesFor = (own: RxLine, { feedetl_sn }: ChargeLine): TraceCode[] =>
  held(own).map(({ drug_trac_codg }) => ({ feedetl_sn, drug_trac_codg, trdn_flag: own.trdn_flag }))

async function scannedLines(
  { journal, his }: Pick<StockDeps, 'journal' | 'his'>,
  rxno: string,
): Promise<RxLine[]> {
  const known = (await journal.doc(RX, rxno))?.data as unknown as Rx | undefined
  if (known?.lines.some((line) => held(line).length > 0 || line.noCode !== null)) return [...known.lines]
  const record = await his.record('dispense', rxno)
  if (!record) return known ? [...known.lines] : []
  const from = rows(record.data, 'lines')
  return told(record, null).lines.map((line, i) => ({
    ...line,
    codes: rows(from[i] ?? {}, 'drugtracinfo').map(({ drug_trac_codg }) => ({
      ...{ drug_trac_codg: String(drug_trac_codg ?? ''), bchno: null, manu_lotnum: '', expy_end: '' },
      ...{ asked: false, at: 0, returnedAt: null },
    })),
  }))
}
