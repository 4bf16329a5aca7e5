import type { Contract, Dict } from '../../../shared/contract.ts'
import { lineAmount } from '../../../shared/money.ts'
import { initials } from '../../../shared/pinyin.ts'
import type { CatalogueStore } from '../../catalogue/port.ts'
import type { His } from '../../his/port.ts'
import type { Registry } from '../registry.ts'

export interface CatalogueDeps {
  his: His
  /** the centre's catalogues: what the hospital does not list itself is found there */
  terms: Pick<CatalogueStore, 'search'>
  dict(name: string): Dict | undefined
  contract(family: string, code: string): Contract
  contracts(): { family: string; code: string; name: string; group: string }[]
}

/** 疾病与诊断目录 */
const DIAGNOSES = '1307'

export function registerCatalogue(reg: Registry, deps: CatalogueDeps): void {
  reg.read('catalogue.items', async ({ text, limit }) => {
    const items = await deps.his.items(text, limit)
    return items.map(({ py: _py, ...item }) => ({ ...item, pricFen: lineAmount(item.pric, '1') }))
  })
  reg.read('catalogue.departments', () => deps.his.departments())
  reg.read('catalogue.doctors', ({ dept_code }) => deps.his.doctors(dept_code))
  reg.read('catalogue.diagnoses', async ({ text, limit }) => {
    const own = await deps.his.diagnoses(text, limit)
    if (own.length >= limit || text === '') return own
    const known = new Set(own.map(({ diag_code }) => diag_code))
    const found = await deps.terms.search({ text, kinds: [DIAGNOSES], limit })
    const others = found.filter(({ code, valid }) => valid && !known.has(code))
    const rows = others.map(({ code, name }) => ({ diag_code: code, diag_name: name, py: initials(name) }))
    return [...own, ...rows].slice(0, limit)
  })
  reg.read('catalogue.dict', async ({ name }) => deps.dict(name) ?? null)
  reg.read('catalogue.contract', async ({ family, code }) => deps.contract(family, code))
  reg.read('catalogue.contracts', async () => deps.contracts())
}
