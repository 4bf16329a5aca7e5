import type { CatalogueShape } from '../../electron/catalogue/port.ts'

/** The layout of the made-up rows: what a 1301 of 25 columns would be. */
export function shapeOf25(columns: readonly string[]): CatalogueShape {
  const at = (...names: string[]) => names.map((name) => columns.indexOf(name))
  const one = (name: string) => columns.indexOf(name)
  return {
    ...{ kind: '1301', label: '西药中成药目录', columns },
    ...{ rid: one('rid'), code: one('med_list_codg'), vali_flag: one('vali_flag'), ver: one('ver') },
    names: at('reg_name', 'drug_genname', 'drug_prodname', 'alis'),
    numbers: at('aprvno'),
    shows: {
      spec: at('drug_spec', 'reg_spec'),
      dosform: at('drug_dosform_name'),
      maker: at('prodentp_name'),
      aprvno: at('aprvno'),
      unit: at('minpacunt_name'),
    },
    from: at('begndate'),
    to: at('enddate'),
  }
}
