import type { SichuanKind } from '../../../shared/api/sichuan.ts'

/** What the screen says of each kind of record, and what of its form the main process fills in. */
export interface KindWords {
  label: string
  /** of the withdrawal */
  undo: string
  reasons: string[]
  /** what would be in the list of records */
  empty: string
  /** the centre's own list of them */
  ask: 'SCX-0302' | 'SCX-0402' | 'SCX-0502' | 'SCX-0703' | 'SCX-0803'
}

export const WORDS: Record<SichuanKind, KindWords> = {
  mark: {
    label: '特殊标识',
    undo: '撤销标识',
    reasons: ['标识选错', '情况已核实，不再需要', '患者信息有误'],
    empty: '上传过的特殊标识会列在这里：在左边选一个就诊，按 F6 填写。',
    ask: 'SCX-0302',
  },
  bill: {
    label: '电子票据',
    undo: '冲红',
    reasons: ['退费', '票据信息有误', '重复开票'],
    empty: '上传过的电子票据会列在这里：在左边选一笔结算，按 F6 填写票据号码。',
    ask: 'SCX-0402',
  },
  picture: {
    label: '图片文件',
    undo: '删除文件',
    reasons: ['传错文件', '图片不清楚', '不再需要'],
    empty: '上传过的图片文件会列在这里：在左边选结算或就诊，按 F6 选择文件。',
    ask: 'SCX-0502',
  },
  two: {
    label: '城乡两病备案',
    undo: '撤销备案',
    reasons: ['填写有误', '本人要求撤销', '不再需要'],
    empty: '办过的城乡两病备案会列在这里：先在左边认人，再按 F6 办理。',
    ask: 'SCX-0703',
  },
  list: {
    label: '结算清单',
    undo: '撤回清单',
    reasons: ['清单内容要修改', '质控要求重报', '提交有误'],
    empty: '按四川扩展上传过的结算清单会列在这里：在左边选一笔结算，按 F6 上传。',
    ask: 'SCX-0803',
  },
}

const STAMPS = ['opter', 'opter_name', 'opt_time']
const KNOWN = [
  ...['psn_no', 'psn_name', 'psn_cert_type', 'certno', 'mdtrt_id', 'setl_id', 'ipt_otp_no'],
  ...['biz_type', 'biz_id', 'file', 'insutype', 'insuplc_admdvs', 'admdvs', ...STAMPS],
].map((name) => `data.${name}`)

/** Fields and parts that the form of a kind neither draws nor checks; `nodes` are the contract's. */
export function skipped(kind: SichuanKind, nodes: readonly { name: string }[]): string[] {
  if (kind !== 'list') return KNOWN
  const others = nodes.map(({ name }) => name).filter((name) => name !== 'extinfo')
  return [...others, ...[...STAMPS, 'list_stas', 'setl_list_id'].map((name) => `extinfo.${name}`)]
}
