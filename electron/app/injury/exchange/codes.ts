import type { JsonObject } from '../../../../shared/contract.ts'

/** What the platform hands out and wants confirmed, as data. */
export interface Download {
  code: string
  /** the agency's own */
  agency: boolean
  /** who asks for it by himself, and how often; null: the agency's round, or by hand */
  every_min: number | null
  /** what the record is known by; a row with a known key takes the place of the older one */
  key(row: JsonObject): string
  /** what undoings and details find it by */
  subject(row: JsonObject): string
  state(row: JsonObject): string
  /** states with their labels; the first one stands */
  states: Record<string, string>
  /** names, numbers and dates by which a person finds it, and what a list shows of it */
  shows: readonly string[]
  amounts?: readonly string[]
}

/** Rows of a call at most, either way. Source: _envelope.json, limits. */
export const MOST = 500

const text = (row: JsonObject, name: string) => String(row[name] ?? '')
/** One stay: institution and 住院号. */
export const visitOf = (row: JsonObject) => `${text(row, 'akb020')}|${text(row, 'akc190')}`
const by = (name: string) => (row: JsonObject) => text(row, name)
const stands = () => 'valid'
const VALID = { valid: '有效', undone: '已撤销' }
const UNDOING = { applied: '已执行' }
const WHO = ['aac003', 'aac002']
const SUMS = ['akc264', 'akb068', 'akb067']

const undoing = (code: string, target: Download['subject'], shows: readonly string[] = []): Download => ({
  ...{ code, agency: false, every_min: null, key: by('undo_sn'), subject: target },
  ...{ state: () => 'applied', states: UNDOING },
  shows: [...WHO, 'akb020', 'akc190', ...shows, 'undo_rea', 'undo_time'],
})

/**
 * In the order in which a round asks: what takes back before what it takes back, so that what is fetched afterwards
 * is what stands.
 */
const ALL: readonly Download[] = [
  {
    ...{ code: 'GYD001', agency: true, every_min: 30, key: by('appy_id'), subject: by('aac002') },
    state: () => 'waiting',
    states: { waiting: '待审核', passed: '已通过', refused: '未通过' },
    shows: [
      ...WHO,
      'appy_id',
      'aac044',
      'filing_type',
      'inst_type',
      'aab301',
      'aab299',
      'aae030',
      'aae031',
      'appy_time',
    ],
  },
  {
    ...{ code: 'GYD006', agency: false, every_min: 30, key: by('yzz014'), subject: by('aac002') },
    state: (row) => (row.filing_state === '1' ? 'valid' : 'invalid'),
    states: { valid: '有效', invalid: '无效' },
    shows: [
      ...WHO,
      'yzz014',
      'aac044',
      'filing_type',
      'inst_type',
      'aab301',
      'aab299',
      'aae030',
      'aae031',
      'upd_time',
    ],
  },
  {
    ...{ code: 'GYD009', agency: false, every_min: null, subject: by('akb020') },
    key: (row) => `${text(row, 'akb020')}|${text(row, 'inst_type')}`,
    state: (row) => (row.agre_state === '1' ? 'valid' : 'invalid'),
    states: { valid: '协议有效', invalid: '中止或解除' },
    shows: [
      'akb020',
      'akb021',
      'inst_type',
      'agre_state',
      'aab299',
      'inst_tel',
      'inst_person',
      'aae030',
      'aae031',
      'upd_time',
    ],
  },
  undoing('GYD401', visitOf),
  undoing('GYD402', visitOf),
  undoing('GYD403', visitOf, ['ykc618']),
  undoing('GYD404', by('kk_sn'), ['kk_sn', 'ykc618']),
  {
    ...{ code: 'GYD101', agency: false, every_min: null, key: visitOf, subject: by('aac002'), state: stands },
    states: { valid: '在院', settled: '已结算', undone: '已撤销' },
    shows: [...WHO, 'akb020', 'akb021', 'akc190', 'akc192', 'akc050', 'akf001', 'yzz014'],
  },
  {
    ...{ code: 'GYD103', agency: false, every_min: null, key: by('ykc618'), subject: visitOf, state: stands },
    ...{ states: VALID, amounts: SUMS },
    shows: [
      ...WHO,
      'akb020',
      'akb021',
      'akc190',
      'ykc618',
      'setl_kind',
      'setl_time',
      'det_num',
      'setl_state',
    ],
  },
  {
    ...{ code: 'GYD102', agency: false, every_min: null, subject: visitOf, state: stands, states: VALID },
    key: (row) => `${visitOf(row)}|${text(row, 'ykc610')}`,
    shows: ['akb020', 'akc190', 'ykc610', 'ake002', 'ake006', 'aka074', 'akc225', 'akc226', 'akc221'],
    amounts: ['akc227', 'akb068', 'akb067'],
  },
  {
    ...{
      code: 'GYD004',
      agency: false,
      every_min: null,
      key: by('kk_sn'),
      subject: by('ykc618'),
      state: stands,
    },
    ...{ states: VALID, amounts: ['akb068', 'kk_amt'] },
    shows: [...WHO, 'akb020', 'akc190', 'kk_sn', 'ykc618', 'kk_rea', 'kk_time', 'chk_org'],
  },
  {
    ...{
      code: 'GYD003',
      agency: false,
      every_min: null,
      key: by('yzz062'),
      subject: by('akb020'),
      state: stands,
    },
    ...{ states: VALID, amounts: [...SUMS, 'undo_amt', 'kk_sum', 'kkundo_amt', 'net_amt'] },
    shows: ['yzz062', 'akb020', 'akb021', 'inst_type', 'yzz060', 'yzz061', 'ake098'],
  },
  {
    ...{ code: 'GYD005', agency: true, every_min: null, subject: by('qf_period'), state: stands },
    key: (row) => `${text(row, 'qf_no')}|${text(row, 'qf_dir')}`,
    ...{ states: VALID, amounts: ['akc264', 'akb068', 'qf_amt'] },
    shows: ['qf_no', 'qf_period', 'qf_dir', 'opp_admdvs', 'qf_num', 'qf_time'],
  },
]

export const DOWNLOADS: ReadonlyMap<string, Download> = new Map(ALL.map((one) => [one.code, one]))

/** Those that are open here. */
export const downloadsFor = (agency: boolean): Download[] => ALL.filter((one) => agency || !one.agency)

/** Records of one download. */
export const bookKind = (code: string) => `gy.${code}`
