import type { Contract, Field } from '../../../shared/contract.ts'
import type { CatalogueShape } from '../../catalogue/port.ts'

/**
 * How each catalogue is laid out: its contract has the columns, and here stands which of them are its code and
 * name, and what tells one entry from another. Where several columns stand for one thing, the first that is not
 * empty counts. Source: file_row of 1301…1327, data of 1304.
 */
interface Roles {
  code: string
  names: string
  numbers?: string
  spec?: string
  dosform?: string
  maker?: string
  aprvno?: string
  unit?: string
}

const CONSUMABLES: Roles = {
  code: 'med_list_codg',
  names: 'mcs_name hi_genname',
  numbers: 'reg_fil_no hi_genname_code',
  spec: 'spec_mol spec prod_mol',
  dosform: 'mcs_matl',
  maker: 'prodentp_name reger_name',
  aprvno: 'reg_fil_no',
  unit: 'pacunt min_salunt min_useunt',
}

const ROLES: Readonly<Record<string, Roles>> = {
  '1301': {
    code: 'med_list_codg',
    names: 'reg_name drug_genname drug_prodname alis',
    numbers: 'aprvno drugstdcode',
    spec: 'drug_spec reg_spec',
    dosform: 'drug_dosform_name drug_dosform reg_dosform',
    maker: 'prodentp_name co_name',
    aprvno: 'aprvno',
    unit: 'minpacunt_name min_pacunt min_salunt',
  },
  '1302': { code: 'med_list_codg', names: 'tcmherb_name mlms_name std_name', spec: 'med_part', maker: 'cat' },
  '1303': {
    code: 'med_list_codg',
    names: 'drug_prodname reg_name alis',
    numbers: 'aprvno selfprep_pmtno',
    spec: 'drug_spec reg_spec',
    dosform: 'dosform_name dosform',
    maker: 'prodentp_name',
    aprvno: 'aprvno',
    unit: 'minpacunt_name min_pacunt min_salunt',
  },
  '1304': {
    code: 'med_list_codg',
    names: 'drug_genname drug_prodname alis',
    numbers: 'nat_drug_no',
    spec: 'drug_spec',
    dosform: 'dosform',
    unit: 'min_pacunt min_salunt',
  },
  '1305': {
    code: 'med_list_codg',
    names: 'servitem_name',
    spec: 'servitem_type',
    unit: 'prcunt_name prcunt',
  },
  '1306': CONSUMABLES,
  '1306A': CONSUMABLES,
  '1307': { code: 'diag_code', names: 'diag_name' },
  '1308': { code: 'oprn_oprt_code', names: 'oprn_oprt_name' },
  '1309': { code: 'opsp_dise_code', names: 'opsp_dise_name opsp_dise_subd_clss_name opsp_dise_majcls_name' },
  '1310': { code: 'bydise_setl_list_code', names: 'bydise_setl_dise_name', spec: 'qua_oprn_oprt_name' },
  '1311': { code: 'daysrg_dise_list_code', names: 'daysrg_dise_name', spec: 'qua_oprn_oprt_name' },
  '1313': { code: 'mpy_type_code', names: 'mpy_type tmor_cell_type', numbers: 'tmor_cell_type_code' },
  '1314': { code: 'dise_type_code', names: 'dise_type_name', spec: 'spcy_sys_taxa_name' },
  '1315': { code: 'sds_type_code', names: 'sds_type_name', spec: 'sds_attr' },
  '1320': {
    code: 'tcmgrnl_code',
    names: 'tcmgrnl_name tcmpiece_name mlms_name',
    numbers: 'mkt_fil_no tcmpiece_code',
    spec: 'spec tcmgrnl_pacspec',
    maker: 'prodentp_name',
    aprvno: 'mkt_fil_no',
    unit: 'min_unt',
  },
  '1321': { code: 'med_list_codg', names: 'servitem_name', spec: 'fee_type_calbr', unit: 'prcunt' },
  '1322': {
    code: 'rgnt_prod_id',
    names: 'sin_prod_name rgnt_test_indx_name',
    numbers: 'hi_rgnt_type_code rgnt_codg_id',
    spec: 'rgnt_pacspec',
    maker: 'entp_name',
    aprvno: 'reg_fil_no_grp',
    unit: 'pac_unt',
  },
  '1323': { code: 'rgnt_rlts_id', names: 'reg_fil_no', numbers: 'rgnt_prod_id hi_rgnt_type_code udi' },
  '1324': { code: 'rgnt_test_indx_code', names: 'rgnt_test_indx_name', spec: 'rgnt_test_type' },
  '1325': {
    code: 'rgnt_codg_id',
    names: 'rgnt_test_indx_name rgnt_type_lv3_name',
    spec: 'rgnt_prod_app_way',
    maker: 'entp_name',
  },
  '1326': {
    code: 'regcert_id',
    names: 'reg_fil_prod_name',
    numbers: 'reg_fil_no',
    spec: 'rgnt_pacspec',
    maker: 'prodentp_name entp_name',
    aprvno: 'reg_fil_no',
  },
  '1327': { code: 'rgnt_type_code', names: 'rgnt_type_lv3_name rgnt_type_lv2_name rgnt_type_lv1_name' },
}

/** Catalogues that come as files, by version; 1304 comes by pages and is kept as one. */
export const isCatalogue = (infno: string): boolean => Object.hasOwn(ROLES, infno)
export const PAGED = '1304'

/** Asked for by pages, joined to the catalogues. */
export const TERM_CODES: readonly string[] = ['1312', '1316', '1317', '1318', '1319']

/** The columns of one row: of the file, or of a page's rows. */
export function columnsOf(contract: Contract): readonly Field[] {
  const node = contract.output.find(({ name }) => name === 'file_row' || name === 'data')
  return node?.fields ?? []
}

export function shapeOf(contract: Contract): CatalogueShape {
  const roles = ROLES[contract.code]!
  const columns = columnsOf(contract).map(({ name }) => name)
  const at = (name: string) => columns.indexOf(name)
  const all = (names = '') =>
    names
      .split(' ')
      .map(at)
      .filter((column) => column >= 0)
  return {
    kind: contract.code,
    label: labelOf(contract),
    columns,
    ...{
      rid: at('rid'),
      code: at(roles.code),
      vali_flag: at('vali_flag'),
      ver: at(contract.code === PAGED ? 'updt_time' : 'ver'),
    },
    names: all(roles.names),
    numbers: all(roles.numbers),
    shows: {
      spec: all(roles.spec),
      dosform: all(roles.dosform),
      maker: all(roles.maker),
      aprvno: all(roles.aprvno),
      unit: all(roles.unit),
    },
    from: all('begndate begntime efft_time efft_date'),
    to: all('enddate endtime invd_time expy_enddate'),
  }
}

/** 「西药中成药目录下载」 is the name of the message; of the catalogue it is the part before. */
export const labelOf = ({ name }: Contract): string => name.replace(/(下载|查询)$/, '')
