import type { Contract, Dict } from '../../../shared/contract.ts'
import { lineAmount } from '../../../shared/money.ts'
import type { His } from '../../his/port.ts'
import type { Registry } from '../registry.ts'

export interface CatalogueDeps {
  his: His
  dict(name: string): Dict | undefined
  contract(family: string, code: string): Contract
  contracts(): { family: string; code: string; name: string; group: string }[]
}

export function registerCatalogue(reg: Registry, deps: CatalogueDeps): void {
  reg.read('catalogue.items', async ({ text, limit }) => {
    const items = await deps.his.items(text, limit)
    return items.map(({ py: _py, ...item }) => ({ ...item, pricFen: lineAmount(item.pric, '1') }))
  })
  reg.read('catalogue.departments', () => deps.his.departments())
  reg.read('catalogue.doctors', ({ dept_code }) => deps.his.doctors(dept_code))
  reg.read('catalogue.diagnoses', ({ text, limit }) => deps.his.diagnoses(text, limit))
  reg.read('catalogue.dict', async ({ name }) => deps.dict(name) ?? null)
  reg.read('catalogue.contract', async ({ family, code }) => deps.contract(family, code))
  reg.read('catalogue.contracts', async () => deps.contracts())
}
