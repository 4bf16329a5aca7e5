import type { CatalogueStore } from './port.ts'

export function openCatalogue(_options: { path: string }): CatalogueStore {
  return {
    search: async () => [],
    entry: async () => null,
    terms: async () => ({ chrgitm_lv: null, lmt_used_flag: null, pric_uplmt_amt: null, selfpay_prop: null }),
    catalogues: async () => [],
    close: async () => {},
  }
}
