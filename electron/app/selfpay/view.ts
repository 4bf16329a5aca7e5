import type { SelfpayRow, SelfpayState, SelfpayView } from '../../../shared/api/selfpay.ts'
import { maskAddress, maskDeep, maskName, maskNo } from '../../../shared/mask.ts'
import { amountOf, faultsOf } from './check.ts'
import type { BodyData, SelfpayDeps, StayRow } from './deps.ts'
import { fieldAt, rowAt, textOf } from './mend.ts'
import { STEPS } from './wire.ts'

export function rowOf({ id, version, state, data, at }: StayRow, doubtful: boolean): SelfpayRow {
  const { kind, ipt_otp_no, dept, begntime, endtime, lines, sent, totalFen, why } = data
  return {
    ...{ id, version, kind, state, ipt_otp_no, dept, begntime, endtime, lines, sent, totalFen, at, doubtful },
    ...{ psn_name: maskName(data.psn_name), certnoMasked: maskNo(data.certno) },
    ...{
      why: doubtful ? '中心还没有明确的回答，系统正在查证' : (why?.words ?? ''),
      faults: why?.fields.length ?? 0,
    },
  }
}

const ORDER: SelfpayState[] = ['new', 'cleared', 'details', 'visit', 'done']

function stepsOf({ state, data }: StayRow): SelfpayView['steps'] {
  const at = ORDER.indexOf(state === 'removed' ? 'new' : state)
  return STEPS[data.kind].map(({ key, infno, label }) => {
    const place = ORDER.indexOf(key)
    const isNow = key === (state === 'removed' ? 'new' : state)
    const failed = isNow && data.why !== null
    const part = infno === '4201A' && data.sent > 0 ? `${data.sent} / ${data.lines} 条` : ''
    return {
      ...{ key, infno, label },
      state: place < at ? 'done' : failed ? 'failed' : isNow ? 'now' : 'next',
      note: !failed ? part || infno : data.why!.infno ? data.why!.words : '校验没有通过，没有发送',
    }
  })
}

/** of a person beyond what maskDeep knows */
const HOME = new Set(['addr'])

function shown(name: string, value: string): string {
  if (HOME.has(name)) return maskAddress(value)
  return maskDeep({ [name]: value })[name] ?? ''
}

export function viewOf(stay: StayRow, body: BodyData, doubtful: boolean, deps: SelfpayDeps): SelfpayView {
  const { kind, why, sent } = stay.data
  const checked = stay.state === 'done' ? [] : faultsOf(stay.id, kind, body, deps)
  const named = (why?.fields ?? []).filter(({ path }) => !checked.some((fault) => fault.path === path))
  const list = [...named, ...checked]
  const faultOf = new Map(list.map(({ path, message }) => [path.replace(/\.\w+$/, ''), message] as const))
  const fields = deps.contract(kind === 'inpatient' ? '4202' : '4205').input[0]?.fields ?? []
  const meaning = (dict: string | undefined, value: string) =>
    dict ? [value, deps.dict(dict)?.values[value]].filter(Boolean).join(' ') : value
  return {
    ...rowOf(stay, doubtful),
    faults: list.length,
    steps: stepsOf(stay),
    list: list.map((fault) => {
      const at = fieldAt(kind, fault.path, deps)
      const row = at && rowAt(body, at.part, at.row)
      const value = row ? textOf(row[at.field.name]) : ''
      return { ...fault, value: at ? shown(at.field.name, value) : value, dict: at?.field.dict ?? null }
    }),
    visit: fields.flatMap(({ name, label, dict }) => {
      const value = textOf(body.mdtrt[name])
      return value ? [{ name, label, value: meaning(dict, shown(name, value)) }] : []
    }),
    diags: body.diags.map((diag) => ({
      ...{ diag_code: textOf(diag.diag_code), diag_name: textOf(diag.diag_name) },
      inout: meaning('inout_diag_type', textOf(diag.inout_diag_type)),
      main: diag.maindiag_flag === '1',
    })),
    fees: body.fees.map((line, i) => ({
      ...{ bkkp_sn: textOf(line.bkkp_sn), fee_ocur_time: textOf(line.fee_ocur_time) },
      ...{ name: textOf(line.medins_list_name), cnt: textOf(line.cnt), pric: textOf(line.pric) },
      amountFen: amountOf(line, 'det_item_fee_sumamt'),
      ...{ dept: textOf(line.bilg_dept_name), dr: textOf(line.bilg_dr_name) },
      ...{ sent: i < sent, fault: faultOf.get(`fees[${i}]`) ?? '' },
    })),
    edits: [...body.edits].reverse().map(({ path, label, from, to, opterName, at }) => {
      const name = path.replace(/^.*\./, '')
      return { label, from: shown(name, from), to: shown(name, to), opterName, at }
    }),
  }
}
