import type { FilingPerson, FilingView } from '../../../shared/api/filing.ts'
import type { Contract, Dict } from '../../../shared/contract.ts'
import { maskDeep, maskName, maskNo } from '../../../shared/mask.ts'
import { datetime } from '../../../shared/msgid.ts'
import { node } from '../../../shared/settlement.ts'
import type { FilingRow } from '../../journal/port.ts'
import { labelled } from '../txn/labels.ts'
import { dataOf } from './effects.ts'
import type { Known } from './persons.ts'

/** What the labels of fields and codes are read from. */
export interface Words {
  contract(infno: string): Contract
  dict(name: string): Dict | undefined
}

export const KIND_LABEL: Record<FilingRow['kind'], string> = {
  transfer: '转院备案',
  chronic: '慢特病备案',
  fixed: '定点备案',
}

export function personView(personId: string, known: Known, remote: boolean): FilingPerson {
  const { person, insurances } = known
  return {
    personId,
    person: {
      ...person,
      psn_name: maskName(person.psn_name),
      certno: maskNo(person.certno),
      psn_no: maskNo(person.psn_no),
    },
    insurances,
    remote,
  }
}

/** The filing as the screen gets it: masked, every field by its contract's label. */
export function viewOf(row: FilingRow, doubtful: boolean, words: Words): FilingView {
  const { infno, input } = dataOf(row)
  const fields = labelled(words.contract(infno).input, maskDeep(input), words.dict)
  return {
    filingId: row.filingId,
    version: row.version,
    kind: row.kind,
    kindLabel: KIND_LABEL[row.kind],
    state: row.state,
    stateLabel: stateLabel(row, doubtful),
    psn_name: maskName(row.psn_name),
    certnoMasked: maskNo(row.certno),
    trt_dcla_detl_sn: row.trt_dcla_detl_sn,
    summary: summaryOf(row, words),
    fields: fields.map(({ label, value, meaning }) => ({
      label,
      value: meaning ? `${value} ${meaning}` : value,
    })),
    note: noteOf(row, doubtful),
    opterName: row.opterName,
    at: row.at,
    doubtful,
  }
}

function stateLabel({ state }: FilingRow, doubtful: boolean): string {
  if (doubtful) return '查证中'
  return state === 'stands' ? '已备案' : state === 'withdrawn' ? '已撤销' : '未办成'
}

function summaryOf(row: FilingRow, { dict }: Words): string {
  const { input } = dataOf(row)
  const fields = node(input, row.kind === 'transfer' ? 'refmedin' : 'data') ?? {}
  const text = (name: string) => String(fields[name] ?? '')
  const until = text('enddate') ? ` 至 ${text('enddate')}` : ' 起'
  switch (row.kind) {
    case 'transfer':
      return `转往${text('reflin_medins_name')} ${text('refl_date')}`
    case 'chronic':
      return `${text('opsp_dise_name')} ${text('begndate')}${until}`
    case 'fixed': {
      const type = text('biz_appy_type')
      const name = dict('biz_appy_type')?.values[type] ?? type
      return `${name} 第 ${text('fix_srt_no')} 定点 ${text('begndate')}${until}`
    }
  }
}

function noteOf(row: FilingRow, doubtful: boolean): string {
  const { seen, withdrawn } = dataOf(row)
  if (doubtful) return '中心还没有明确的回答，系统正在查证，有结论后自动更新。'
  if (row.state === 'withdrawn' && withdrawn)
    return `${datetime(withdrawn.at)} ${withdrawn.opterName} 撤销：${withdrawn.reason}`
  if (row.state === 'draft') return '中心没有办成，原因见交易查询。'
  if (row.state !== 'stands' || row.trt_dcla_detl_sn !== null) return ''
  if (seen === true) return '中心没有告知流水号，但在中心的备案里查到了；撤销时需填写流水号。'
  if (seen === false) return '中心没有告知流水号，在中心的备案里也没有查到，请与经办机构核对。'
  return '中心没有告知流水号，撤销时需填写。'
}
