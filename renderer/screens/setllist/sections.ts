import type { SetllistFault, SetllistView } from '../../../shared/api/setllist.ts'
import type { Contract, FieldFault, JsonObject, Node } from '../../../shared/contract.ts'

/** The national form's sections: which fields of setlinfo and which lists stand in each. */
interface Section {
  key: string
  title: string
  /** of setlinfo */
  fields: string
  lists: string[]
}

const SECTIONS: Section[] = [
  {
    key: 'basic',
    title: '基本信息',
    fields: `psn_no mdtrt_id setl_id fixmedins_name fixmedins_code hi_setl_lv hi_no medcasno dcla_time psn_name gend
      brdy age nwb_age age_days ntly naty patn_cert_type certno prfs curr_addr emp_name emp_addr emp_tel poscode
      coner_name patn_rlts coner_addr coner_tel hi_type insuplc sp_psn_type`,
    lists: [],
  },
  {
    key: 'newborn',
    title: '新生儿',
    fields: 'nwb_adm_type nwb_bir_wt nwb_adm_wt mul_nwb_bir_wt mul_nwb_adm_wt',
    lists: [],
  },
  { key: 'opsp', title: '门诊慢特病', fields: 'opsp_diag_caty opsp_mdtrt_date', lists: ['opspdiseinfo'] },
  {
    key: 'stay',
    title: '住院诊疗',
    fields: `ipt_med_type adm_way trt_type adm_time adm_caty adm_dept_code adm_dept_name refldept_dept dscg_time
      dscg_caty dscg_dept_code dscg_dept_name act_ipt_days otp_wm_dise wm_dise_code otp_tcm_dise tcm_dise_code
      vent_used_dura pwcry_bfadm_coma_dura pwcry_afadm_coma_dura spga_nurscare_days lv1_nurscare_days
      scd_nurscare_days lv3_nurscare_days chfpdr_code chfpdr_name resp_nurs_code`,
    lists: [],
  },
  { key: 'diagnoses', title: '住院诊断', fields: 'diag_code_cnt', lists: ['diseinfo'] },
  { key: 'operations', title: '手术操作', fields: 'oprn_oprt_code_cnt', lists: ['oprninfo'] },
  { key: 'icu', title: '重症监护', fields: '', lists: ['icuinfo'] },
  { key: 'blood', title: '输血', fields: 'bld_cat bld_amt bld_unt', lists: ['bldinfo'] },
  {
    key: 'leave',
    title: '离院',
    fields: 'dscg_way acp_medins_name acp_optins_code days_rinp_flag_31 days_rinp_pup_31',
    lists: [],
  },
  {
    key: 'money',
    title: '医疗收费',
    fields: `bill_code bill_no biz_sn setl_begn_date setl_end_date psn_selfpay psn_ownpay acct_pay psn_cashpay
      hi_paymtd`,
    lists: ['payinfo', 'iteminfo'],
  },
  { key: 'filled', title: '填报', fields: 'medins_fill_dept medins_fill_psn hsorg hsorg_opter', lists: [] },
]

/** What the settlement fixes: shown in the head of the screen, not asked for. */
const NOT_ASKED = new Set(['psn_no', 'mdtrt_id', 'setl_id', 'fixmedins_name', 'fixmedins_code', 'stas_type'])
/** keys of a row that only one province prints, and that the list itself knows */
const ROW_KEYS = new Set(['setl_List_bld_Id', 'psn_no', 'mdtrt_id', 'setl_id'])

export interface SectionOf {
  key: string
  title: string
  /** the contract with this section's fields alone */
  contract: Contract
  /** a path of the list belongs here */
  holds(path: string): boolean
}

/** The sections of this contract; what no section names comes last, so that nothing of a province is lost. */
export function sectionsOf(contract: Contract): SectionOf[] {
  const named = new Set(SECTIONS.flatMap(({ fields }) => fields.split(/\s+/)))
  const listed = new Set(SECTIONS.flatMap(({ lists }) => lists))
  const info = contract.input.find(({ name }) => name === 'setlinfo')
  const rest: Section = {
    key: 'rest',
    title: '其他',
    fields: (info?.fields ?? []).flatMap(({ name }) => (named.has(name) ? [] : [name])).join(' '),
    lists: contract.input.flatMap(({ name, many }) => (many && !listed.has(name) ? [name] : [])),
  }
  return [...SECTIONS, rest].flatMap((section) => {
    const wanted = new Set(section.fields.split(/\s+/).filter((name) => !NOT_ASKED.has(name)))
    const nodes = contract.input.flatMap((node): Node[] => {
      if (node.many)
        return section.lists.includes(node.name)
          ? [{ ...node, fields: node.fields.filter(({ name }) => !ROW_KEYS.has(name)) }]
          : []
      const fields = node.fields.filter(({ name }) => wanted.has(name))
      return fields.length > 0 && node.name === 'setlinfo' ? [{ ...node, fields }] : []
    })
    if (nodes.length === 0) return []
    const holds = (path: string) => {
      const [, node = '', field] = /^(\w+)(?:\[\d+\])?(?:\.(\w+))?/.exec(path) ?? []
      return node === 'setlinfo' ? wanted.has(field ?? '') : section.lists.includes(node)
    }
    return [{ key: section.key, title: section.title, contract: { ...contract, input: nodes }, holds }]
  })
}

/** The part of a list that a section shows. */
export function partOf({ contract }: SectionOf, value: JsonObject): JsonObject {
  return Object.fromEntries(
    contract.input.flatMap(({ name, many, fields }) => {
      const own = value[name]
      if (many) return own === undefined ? [] : [[name, own]]
      const row = (own ?? {}) as JsonObject
      return [
        [name, Object.fromEntries(fields.flatMap((f) => (f.name in row ? [[f.name, row[f.name]!]] : [])))],
      ]
    }),
  )
}

/** The list with a section's part put back. */
export function withPart({ contract }: SectionOf, value: JsonObject, part: JsonObject): JsonObject {
  const next = { ...value }
  for (const { name, many, fields } of contract.input) {
    if (many) next[name] = part[name] ?? []
    else {
      const own = new Set(fields.map((field) => field.name))
      const kept = Object.entries((value[name] ?? {}) as JsonObject).filter(([key]) => !own.has(key))
      next[name] = { ...Object.fromEntries(kept), ...((part[name] ?? {}) as JsonObject) }
    }
  }
  return next
}

export const fieldFaults = (section: SectionOf, list: readonly SetllistFault[]): FieldFault[] =>
  list
    .filter(({ path, hint }) => !hint && section.holds(path))
    .map(({ path, message }) => ({ path, label: '', rule: 'format', message }))

export const SOURCE_LABEL: Record<SetllistView['sources'][string], string> = {
  settle: '结算',
  front: '首页',
  made: '本系统',
  hand: '手工',
}
