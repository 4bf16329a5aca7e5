import type { Contract, Dict, Field, Node, When } from '../shared/contract.ts'

/**
 * What the import adds to or changes in the collected facts: conditions read out of notes, code tables that
 * are known to be incomplete, and corrections, each with its reason.
 */

/** A note's wording → the rule it states. Taken only where the field that the rule asks about exists. */
export const CONDITIONS: { note: RegExp; when: When | 'remote' }[] = [
  { note: /^异地就医必填/, when: 'remote' },
  { note: /^就诊凭证类型为 03 时必填/, when: { field: 'mdtrt_cert_type', in: ['03'] } },
  { note: /^医保病人(（mdtrt_setl_type=1）)?必填/, when: { field: 'mdtrt_setl_type', in: ['1'] } },
  { note: /^TRUM_FLAG 为 1 时必填/, when: { field: 'TRUM_FLAG', in: ['1'] } },
  { note: /^联系人姓名非空时必填/, when: { field: 'coner_name', notEmpty: true } },
  { note: /^外检时(按国家编码)?填写/, when: { field: 'etip_flag', in: ['1'] } },
  { note: /^离院方式为死亡时必填/, when: { field: 'dscg_way', in: ['5'] } },
  { note: /^离院方式为 2 或 3 且接收机构明确/, when: { field: 'acp_medins_name', notEmpty: true } },
  { note: /^退单时传被退单的 feedetl_sn/, when: { field: 'cnt', negative: true } },
  { note: /^日间手术病种时必填/, when: { field: 'med_type', in: ['28'] } },
  { note: /^与 rule_ids 二者给一个/, when: { field: 'rule_ids', empty: true } },
  { note: /^与 auth_rxno 必填其一/, when: { field: 'auth_rxno', empty: true } },
  { note: /^与 epc_token 必填其一/, when: { field: 'epc_token', empty: true } },
  { note: /^required when js_type is 1$/, when: { field: 'js_type', in: ['1'] } },
  { note: /^required when cert_way is 1$/, when: { field: 'cert_way', in: ['1'] } },
  { note: /^required when cert_way is 2$/, when: { field: 'cert_way', in: ['2'] } },
  { note: /^required when cert_way is 3$/, when: { field: 'cert_way', in: ['3'] } },
  { note: /^required on a refund line/, when: { field: 'bka057', negative: true } },
  { note: /^required when chk_result is 1/, when: { field: 'chk_result', in: ['1'] } },
  { note: /^required when chk_result is 2/, when: { field: 'chk_result', in: ['2'] } },
  { note: /^required when change_type is the place$/, when: { field: 'change_type', in: ['01'] } },
  { note: /^required when change_type is the period$/, when: { field: 'change_type', in: ['02'] } },
  { note: /required at discharge settlement$/, when: { field: 'scene', in: ['02'] } },
  { note: /^aac002, or aac043 with aac044$/, when: { field: 'aac044', empty: true } },
]

/** Tables whose values are known to be a part only: shown on screen, never a reason to refuse. */
export const OPEN_DICTS: Record<string, string> = {
  admdvs: 'provinces and samples only; the full table comes by 1901',
  caty: 'second-level codes of dentistry are missing',
  cum_type_code: 'built from prefixes by each region',
  ethdrug_type: 'no values published; comes by 1901',
  infcode: 'gateways add negative codes of their own',
  overlmt_dspo_way: 'no values published; comes by 1901',
  poolarea_fund_pay_type: 'each region names its own',
}

/** Where the facts say which province added a code → the overlay that may use it. */
export const EXTENSION_OVERLAYS: Record<string, string> = {
  '湖南V1.1.27': 'hunan',
  '湖南V1.1.27 erFlag': 'hunan',
  'XJ-K01-2020(湖南V1.3)': 'hunan',
  '湖南、江西印本（个位数无前导零）': 'unpadded',
  江西: 'jiangxi',
  河北: 'hebei',
  '湖北（实现）': 'hubei',
  其他省实现: 'others',
  '其他省实现（内蒙古）': 'others',
  '其他省实现（河北、吉林）': 'others',
  '其他省实现（内蒙古、湖南）': 'others',
  '其他省实现（内蒙古、吉林、湖南早期）': 'others',
}

/** Provinces whose documents add interfaces to the national ones → the word of the document's title. */
export const PACKS: Record<string, string> = { hunan: '湖南', jiangxi: '江西' }

export interface Correction {
  why: string
  /** true if it found something to correct */
  apply: (contract: Contract, dicts: Map<string, Dict>) => boolean
}

function eachField(nodes: Node[], visit: (field: Field) => void): void {
  for (const node of nodes) {
    node.fields.forEach(visit)
    eachField(node.nodes ?? [], visit)
  }
}

/** Sets a length on the fields of one code table wherever the printed length cannot hold the table's codes. */
const widen = (dict: string, length: number): Correction => ({
  why: `${dict}: the printed length is shorter than the codes of its own table; the sibling tables print ${length}`,
  apply(contract) {
    let found = false
    eachField([...contract.input, ...contract.output], (field) => {
      if (field.dict !== dict || field.length === undefined || field.length >= length) return
      field.length = length
      found = true
    })
    return found
  },
})

/** Moves a pseudo node `exp_content` into the string field that really carries it as JSON text. */
const embed = (code: string, owner: string): Correction => ({
  why: `${code}: the node exp_content stands for keys inside the text of ${owner}.exp_content, not for a node`,
  apply(contract) {
    const pseudo = contract.input.find((n) => n.name === 'exp_content')
    const field = contract.input
      .find((n) => n.name === owner)
      ?.fields.find((f) => f.name === 'exp_content' && f.type === 'string')
    if (contract.code !== code || !pseudo || !field) return false
    field.keys = pseudo.fields
    contract.input = contract.input.filter((n) => n !== pseudo)
    return true
  },
})

function liftNodes(side: Node[]): boolean {
  const bare = side.find((n) => n.name === '' && !n.many && n.nodes?.length)
  if (!bare) return false
  side.push(...(bare.nodes ?? []))
  delete bare.nodes
  return true
}

/** Who gives a number by hand is asked his name by nobody: the answer tells it. */
const nameless: Correction = {
  why: 'GYD051: a number typed by hand comes without a name; inferred as required, and the answer gives it',
  apply({ code, input }) {
    const field = input[0]?.fields.find(({ name }) => name === 'aac003')
    if (code !== 'GYD051' || field?.required !== true) return false
    field.required = 'cond'
    field.note = 'given where it is known: read from a card, or from an answer'
    return true
  },
}

export const CORRECTIONS: Correction[] = [
  nameless,
  embed('2203', 'mdtrtinfo'),
  embed('2204', 'feedetail'),
  embed('2206', 'data'),
  embed('2207', 'data'),
  embed('2401', 'mdtrtinfo'),
  embed('2403', 'adminfo'),
  widen('psn_type', 6),
  widen('psn_idet_type', 6),
  widen('med_type', 6),
  widen('medins_type', 6),
  {
    why: '3101, 3102: hilist_code is the national code, of which drugs have 23 characters; med_list_codg prints 50',
    apply(contract) {
      let found = false
      if (contract.code !== '3101' && contract.code !== '3102') return false
      eachField(contract.input, (field) => {
        if (field.name !== 'hilist_code' || field.length === undefined || field.length >= 50) return
        field.length = 50
        found = true
      })
      return found
    },
  },
  {
    why: '3202: file_row lists the columns of the uploaded TXT; it is no node of the message',
    apply(contract) {
      const row = contract.input.find((n) => n.name === 'file_row' && n.required === true)
      if (!row) return false
      row.required = false
      return true
    },
  },
  {
    why: 'nodes inside the nameless node stand in the message itself, beside its fields',
    apply(contract) {
      const lifted = [contract.input, contract.output].map(liftNodes)
      return lifted.includes(true)
    },
  },
  {
    why: '1901: parentValue is "" for a table without parents, and a required text may not be empty',
    apply(contract) {
      const parent = contract.output.flatMap((n) => n.fields).find((f) => f.name === 'parentValue')
      if (contract.code !== '1901' || parent?.required !== true) return false
      parent.required = false
      return true
    },
  },
  {
    why: '4103: only the list of a 门慢门特 visit has such a disease; that of a stay has none to name',
    apply(contract) {
      if (contract.code !== '4103') return false
      const named = ['opsp_dise_name', 'opsp_dise_code']
      const fields =
        contract.output[0]?.fields.filter((f) => named.includes(f.name) && f.required === true) ?? []
      for (const field of fields) field.required = false
      return fields.length > 0
    },
  },
  {
    why: '4104: what an empty field held at first is empty, and a required text may not be',
    apply(contract) {
      const detail = contract.output.flatMap((n) => n.nodes ?? []).find((n) => n.name === 'detailinfo')
      const field = detail?.fields.find((f) => f.name === 'init_val')
      if (contract.code !== '4104' || field?.required !== true) return false
      field.required = false
      return true
    },
  },
  {
    why: 'bizh: a date is yyyy-MM-dd here as everywhere; its platform writes yyyyMMdd on the wire and reads it',
    apply(contract) {
      let found = false
      if (contract.family !== 'bizh') return false
      eachField([...contract.input, ...contract.output], (field) => {
        if (field.type !== 'date' || field.length !== 8) return
        field.length = 10
        found = true
      })
      return found
    },
  },
  {
    why: 'reversal: null says nothing; a contract without a reversal has no such key',
    apply(contract) {
      if (contract.reversal !== null) return false
      delete contract.reversal
      return true
    },
  },
]
