import type { JsonObject, Node } from '../../../shared/contract.ts'
import { fen, yuanNumber, ZERO } from '../../../shared/money.ts'
import { dateOf } from '../../../shared/msgid.ts'
import type { ContractBook } from '../../platforms/contracts.ts'
import { refuse } from '../injury/wing.ts'
import { type Area, bizRow, type Ctx, type Handler, text, visitOf, visitsWhere } from './kit.ts'
import { type Worker, workerBy, workerOf } from './people.ts'

/** Who somebody is, what his fund stands at, and the tables: what moves nothing. */
const FUND = { aaa157: '410', aad006: '工伤保险基金' }

function found({ program, at_ms }: Ctx): Worker {
  return (
    workerBy(text(program.bka895), text(program.bka896), at_ms) ?? refuse('未查询到该人员的工伤保险参保信息')
  )
}

/** bizh110001 and bizh120001 */
const person =
  (kind: 'clinic' | 'stay'): Handler =>
  (ctx) => {
    const worker = found(ctx)
    const day = kind === 'stay' ? text(ctx.program.bka017) : dateOf(ctx.at_ms)
    if (kind === 'stay' && worker.elsewhere)
      refuse(`业务互斥：该参保人正在${worker.elsewhere}住院，尚未出院结算或取消入院登记`)
    const injuries = worker.injuries.filter(({ begndate }) => begndate <= day)
    return {
      personinfo: [
        {
          ...{ aac001: worker.aac001, aac003: worker.name, aac004: worker.gend, bka004: '1' },
          ...{ aac002: worker.certno, aac006: worker.brdy, baa027: worker.baa027, aae005: '13800000000' },
          ...{ aab001: worker.aab001, bka008: worker.emp_name, aae140: '410', aaa027: worker.baa027 },
          bka888: worker.fund === '0' ? '0' : '1',
        },
      ],
      freezeinfo: [{ ...FUND, aac031: worker.fund, ...(worker.why ? { bka408: worker.why } : {}) }],
      injuryorbirthinfo: injuries.map(({ bka042, begndate, enddate }) => ({
        ...{ bka042, aae030: begndate },
        ...(enddate ? { aae031: enddate } : {}),
      })),
    }
  }

/** bizh120102 */
const stays: Handler = (ctx) => {
  const { program, at_ms } = ctx
  const [type, value] = [text(program.bka895), text(program.bka896)]
  const states = program.bka891 === '1' ? `('settled')` : `('open', 'out')`
  const own = `kind = 'inpatient' and akb020 = ? and state in ${states}`
  const by =
    type === 'aaz218'
      ? visitsWhere(ctx, `${own} and mdtrt_id = ?`, text(program.akb020), value)
      : type === 'bka025'
        ? visitsWhere(ctx, `${own} and ipt_otp_no = ?`, text(program.akb020), value)
        : visitsWhere(ctx, `${own} and psn_no = ?`, text(program.akb020), found(ctx).aac001)
  const { aae030 = '', aae031 = '' } = program
  const within = by.filter(
    ({ begntime }) =>
      (aae030 === '' || begntime >= text(aae030)) && (aae031 === '' || begntime <= text(aae031)),
  )
  return { bizinfo: within.map((visit) => bizRow(visit, workerOf(visit.psn_no, at_ms))) }
}

/** bizh410004 */
const accumulated: Handler = ({ store, program, at_ms }) => {
  const worker = workerOf(text(program.aac001), at_ms)
  const year = text(program.aae001)
  const sums = { total: ZERO, fund: ZERO, cash: ZERO }
  const standing = store.all<{ total: number; fund: number; cash: number; at_ms: number }>(
    `select total, fund, cash, at_ms from settlement
     where family = 'bizh' and psn_no = ? and voided = 0 and reverses is null`,
    worker.aac001,
  )
  for (const row of standing.filter((one) => dateOf(one.at_ms).startsWith(year)))
    for (const part of ['total', 'fund', 'cash'] as const) sums[part] = fen(sums[part] + row[part])
  return {
    accuminfo: [
      {
        ...{ aac001: worker.aac001, baa027: worker.baa027, aae001: year, aae140: '410', ...FUND },
        ...{ akc264: yuanNumber(sums.total), bka832: yuanNumber(sums.fund), bka831: yuanNumber(sums.cash) },
      },
    ],
  }
}

/** yyyyMM of each month between two days. */
function months(from: string, to: string): string[] {
  const list: string[] = []
  let [year = 0, month = 1] = from.split('-').map(Number)
  for (let at = from.slice(0, 7); at <= to.slice(0, 7); ) {
    list.push(at.replace('-', ''))
    month = month === 12 ? 1 : month + 1
    if (month === 1) year++
    at = `${year}-${String(month).padStart(2, '0')}`
  }
  return list
}

/** bizh410005 */
const fundState: Handler = ({ program, at_ms }) => {
  const worker = workerOf(text(program.aac001), at_ms)
  const [from, to] = [text(program.aae030), text(program.aae031)]
  if (to < from) refuse('结束日期早于开始日期')
  const row = { ...FUND, aac031: worker.fund, ...(worker.why ? { bka408: worker.why } : {}) }
  if (program.bka977 !== '1') return { fundstatus: [row] }
  return { fundstatus: months(from, to).map((aae003) => ({ ...row, aae003 })) }
}

/** bizh120205: the tables that this family's fields name. */
function tables(book: ContractBook): Handler {
  const names = new Set<string>()
  const walk = (nodes: Node[]): void => {
    for (const { fields, nodes: inner = [] } of nodes) {
      for (const { dict } of fields) if (dict?.startsWith('bizh_')) names.add(dict)
      walk(inner)
    }
  }
  for (const code of book.codes()) {
    const { input, output } = book.get(code)
    walk([...input, ...output])
  }
  return ({ program }) => {
    const { aaa100 = '', aaa102 = '' } = program
    const codeinfo = [...names].sort().flatMap((name): JsonObject[] => {
      const { label, values } = book.dict(name)!
      const own = name.slice('bizh_'.length).toUpperCase()
      if (aaa100 !== '' && text(aaa100).toUpperCase() !== own) return []
      const rows = Object.entries(values).filter(([code]) => aaa102 === '' || code === aaa102)
      return rows.map(([code, meaning]) => ({ aaa100: own, aaa101: label, aaa102: code, aaa103: meaning }))
    })
    return codeinfo.length > 0 ? { codeinfo } : refuse('未查询到代码类别')
  }
}

/** bizh2001xx: pages of the record of a stay that has ended. Sending one again replaces it. */
const page =
  (code: string): Handler =>
  (ctx) => {
    const { program, store, at_ms } = ctx
    const stay = visitOf(ctx, 'inpatient')
    if (stay.state === 'open') refuse('尚未办理出院登记，不能录入病案')
    if (workerOf(stay.psn_no, at_ms).certno !== program.aac002) refuse('社会保障号码与就医登记不符')
    store.run(
      `insert into bizh_page values (?, ?, ?, ?)
       on conflict (mdtrt_id, code) do update set content = excluded.content, at_ms = excluded.at_ms`,
      ...[stay.mdtrt_id, code, JSON.stringify(program), at_ms],
    )
    return {}
  }

const PAGES = ['bizh200101', 'bizh200102', 'bizh200103', 'bizh200104', 'bizh200105', 'bizh200106']

export const info = (book: ContractBook): Area => ({
  bizh110001: person('clinic'),
  bizh120001: person('stay'),
  bizh120102: stays,
  bizh120205: tables(book),
  bizh410004: accumulated,
  bizh410005: fundState,
  ...Object.fromEntries(PAGES.map((code) => [code, page(code)])),
})
