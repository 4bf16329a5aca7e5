import type { Contract, Dict } from '../../../shared/contract.ts'
import type { CatalogueStore } from '../../catalogue/port.ts'
import type { OfficeDeps } from '../office.ts'
import type { Bus } from '../registry.ts'
import type { Downloads } from './downloads.ts'

/** The contracts of the site, as far as catalogues go. */
export interface TermsBook {
  codes(): string[]
  contract(code: string): Contract
  dict(name: string): Dict | undefined
}

export interface TermsDeps extends OfficeDeps {
  catalogue: CatalogueStore
  downloads: Downloads
  book: TermsBook
  bus: Bus
  now(): number
  /** this institution, and where it is */
  fixmedins_code: string
  area: string
}
