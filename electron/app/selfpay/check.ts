import type { FieldFault, Json, JsonObject } from '../../../shared/contract.ts'
import { type Fen, fen, lineAmount, scaled, sum, tryYuan, yuanText, ZERO } from '../../../shared/money.ts'
import { validate } from '../../../shared/validate.ts'
import { BATCH, type Body, type SelfpayDeps } from './deps.ts'
import * as wire from './wire.ts'

/** Faults of a stay before anything is sent, by the paths of its body. */
type Deps = Pick<SelfpayDeps, 'contract' | 'dict' | 'fixmedins_code' | 'fixmedins_name'>

/** node of the wire → part of the body */
const PARTS: Record<string, string> = {
  fsiOwnpayPatnFeeListDDTO: 'fees',
  feedetail: 'fees',
  ownPayPatnMdtrtD: 'mdtrt',
  mdtrtinfo: 'mdtrt',
  ownPayPatnDiagListD: 'diags',
  diseinfo: 'diags',
}

/** fsiOwnpayPatnFeeListDDTO[3].cnt → fees[3].cnt; `from`: the first line of the message. */
function ofBody(fault: FieldFault, from = 0): FieldFault {
  const [, node = '', row, rest = ''] = /^(\w+)(?:\[(\d+)\])?(.*)$/.exec(fault.path) ?? []
  const at = row === undefined ? '' : `[${Number(row) + from}]`
  return { ...fault, path: `${PARTS[node] ?? node}${at}${rest}` }
}

export const amountOf = (row: JsonObject, name: string): Fen => tryYuan(row[name]) ?? ZERO
export const totalOf = (body: Body): Fen =>
  sum(body.fees.map((line) => amountOf(line, 'det_item_fee_sumamt')))

/** As many faults as a person can look at. */
const MOST = 200

export function faultsOf(id: string, kind: 'inpatient' | 'outpatient', body: Body, deps: Deps): FieldFault[] {
  const check = (infno: string, input: JsonObject) =>
    validate(deps.contract(infno), 'input', input, { dict: deps.dict })
  const contract: FieldFault[] = []
  if (kind === 'outpatient')
    contract.push(...check('4205', wire.outpatient(id, body, deps)).map((f) => ofBody(f)))
  else {
    for (let from = 0; from < body.fees.length && contract.length < MOST; from += BATCH)
      contract.push(
        ...check('4201A', wire.details(id, body, deps, from, from + BATCH)).map((f) =>
          told(ofBody(f, from), from),
        ),
      )
    contract.push(...check('4202', wire.visit(id, body, deps)).map((f) => ofBody(f)))
  }
  const known = new Set(contract.map(({ path }) => path))
  return [...contract, ...sumFaults(kind, body).filter(({ path }) => !known.has(path))].slice(0, MOST)
}

/** The row that a fault's words name is the row of the whole list. */
function told(fault: FieldFault, from: number): FieldFault {
  if (from === 0) return fault
  const message = fault.message.replace(/第 (\d+) 行/, (_, row: string) => `第 ${Number(row) + from} 行`)
  return { ...fault, message }
}

const broken = (path: string, label: string, words: string): FieldFault => ({
  ...{ path, label, rule: 'format' },
  message: `${label}：${words}`,
})

const PARTS_OF_LINE = ['fulamt_ownpay_amt', 'overlmt_selfpay', 'preselfpay_amt', 'inscp_amt']

/** Sums and what hangs together. Source: rules of 4201A, 4202. */
function sumFaults(kind: 'inpatient' | 'outpatient', body: Body): FieldFault[] {
  const { mdtrt, fees } = body
  const seen = new Set<string>()
  const lines = fees.flatMap((line, i) => lineFaults(line, i, seen))
  const whole = totalOf(body)
  const all: FieldFault[] = []
  if (fees.length === 0) all.push(broken('fees', '费用明细', '一条也没有'))
  if (kind === 'inpatient' && amountOf(mdtrt, 'medfee_sumamt') !== whole)
    all.push(broken('mdtrt.medfee_sumamt', '医疗总费用', `明细合计是 ${yuanText(whole)}`))
  if (mdtrt.endtime && String(mdtrt.endtime) < String(mdtrt.begntime ?? ''))
    all.push(broken('mdtrt.endtime', '结束时间', '早于开始时间'))
  return [...all, ...mainFault(kind, body), ...lines]
}

function mainFault(kind: 'inpatient' | 'outpatient', { diags }: Body): FieldFault[] {
  if (kind === 'outpatient') return []
  const leaving = diags.map((diag, i) => ({ diag, i })).filter(({ diag }) => diag.inout_diag_type === '2')
  const mains = leaving.filter(({ diag }) => diag.maindiag_flag === '1')
  if (leaving.length === 0) return [broken('diags', '自费病人诊断信息', '没有出院诊断')]
  if (mains.length === 1) return []
  const words = `出院诊断里应有且只有一个主诊断，现在有 ${mains.length} 个`
  return [broken(`diags[${leaving[0]!.i}].maindiag_flag`, '主诊断标志', words)]
}

function lineFaults(line: JsonObject, i: number, seen: Set<string>): FieldFault[] {
  const at = `第 ${i + 1} 行 `
  const faults: FieldFault[] = []
  const bkkp_sn = String(line.bkkp_sn ?? '')
  if (seen.has(bkkp_sn)) faults.push(broken(`fees[${i}].bkkp_sn`, `${at}记账流水号`, '与前面的重了'))
  seen.add(bkkp_sn)
  const whole = amountOf(line, 'det_item_fee_sumamt')
  const parts = sum(PARTS_OF_LINE.map((name) => amountOf(line, name)))
  if (parts !== whole)
    faults.push(
      broken(`fees[${i}].det_item_fee_sumamt`, `${at}明细项目费用总额`, `四个部分之和是 ${yuanText(parts)}`),
    )
  else if (Math.abs(whole - product(line)) > 1)
    faults.push(
      broken(
        `fees[${i}].det_item_fee_sumamt`,
        `${at}明细项目费用总额`,
        `数量 × 单价是 ${yuanText(product(line))}`,
      ),
    )
  return faults
}

/** What count and price make; where they are no numbers the contract's own check says so. */
function product(line: JsonObject): Fen {
  const text = (value: Json | undefined) => String(value ?? '')
  const [pric, cnt] = [text(line.pric), text(line.cnt)]
  return scaled(pric, 6) === null || scaled(cnt, 4) === null
    ? fen(amountOf(line, 'det_item_fee_sumamt'))
    : lineAmount(pric, cnt)
}

/** The field that the centre's words name, where they name one: the longest label of the message's contract. */
export function namedIn(words: string, infno: string, from: number, deps: Deps): FieldFault[] {
  const found = deps
    .contract(infno)
    .input.flatMap((node) => node.fields.map((field) => ({ node, field })))
    .filter(({ field }) => words.includes(field.label))
    .sort((a, b) => b.field.label.length - a.field.label.length)[0]
  if (!found?.node.name) return []
  const row = /第 ?(\d+) ?(行|条)/.exec(words)?.[1]
  if (found.node.many && row === undefined) return []
  const at = found.node.many ? `[${Number(row) - 1}]` : ''
  const { name, label } = found.field
  const path = `${found.node.name}${at}.${name}`
  return [ofBody({ path, label, rule: 'format', message: words }, from)]
}
