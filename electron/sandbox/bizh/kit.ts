import type { Json, JsonObject } from '../../../shared/contract.ts'
import { dateOf, stamp } from '../../../shared/msgid.ts'
import { refuse } from '../injury/wing.ts'
import type { Row, Store } from '../ledger.ts'
import type { Line } from './fees.ts'
import type { Worker } from './people.ts'

/** What a handler has to work with: one message, the ledger, the moment. Answers what stands in program. */
export interface Ctx {
  store: Store
  program: JsonObject
  at_ms: number
}
export type Handler = (ctx: Ctx) => JsonObject
export type Area = Record<string, Handler>

export interface Visit {
  mdtrt_id: string
  kind: 'outpatient' | 'inpatient'
  psn_no: string
  ipt_otp_no: string
  akb020: string
  state: 'open' | 'out' | 'settled' | 'cancelled'
  begntime: string
  info: JsonObject
}

export const text = (value: Json | undefined): string => String(value ?? '')

const visitRow = (row: Row): Visit => ({
  ...(row as unknown as Visit),
  info: JSON.parse(text(row.info)) as JsonObject,
})

/** Visits of this platform by a further condition, in the order in which they began. */
export const visitsWhere = ({ store }: Pick<Ctx, 'store'>, where: string, ...args: string[]): Visit[] =>
  store
    .all(`select * from visit where family = 'bizh' and ${where} order by at_ms, mdtrt_id`, ...args)
    .map(visitRow)

/** The visit or stay that a message names; has to be this institution's and not cancelled. */
export function visitOf(ctx: Ctx, kind: Visit['kind']): Visit {
  const aaz218 = text(ctx.program.aaz218)
  const [visit] = visitsWhere(ctx, 'mdtrt_id = ?', aaz218)
  if (!visit || visit.kind !== kind || visit.state === 'cancelled') refuse(`就医登记号 ${aaz218} 不存在`)
  if (visit.akb020 !== ctx.program.akb020) refuse('不是本医疗机构登记的业务')
  return visit
}

/** Begins a visit; answers its number. */
export function begin(ctx: Ctx, kind: Visit['kind'], worker: Worker, bka042: string): string {
  const { store, program, at_ms } = ctx
  const mdtrt_id = `GD${stamp(at_ms).slice(2, 8)}${String(store.next('bizh-visit')).padStart(8, '0')}`
  const { feeinfo: _lines, ...said } = program
  store.insert('visit', {
    ...{ family: 'bizh', mdtrt_id, kind, psn_no: worker.aac001, ipt_otp_no: text(program.bka025) },
    ...{ akb020: text(program.akb020), state: 'open', begntime: text(program.bka017), at_ms },
    info: JSON.stringify({ ...said, bka042, bka013: dateOf(at_ms) }),
  })
  return mdtrt_id
}

export function put({ store }: Ctx, { mdtrt_id, ipt_otp_no, state, info }: Visit): void {
  store.run(
    `update visit set ipt_otp_no = ?, state = ?, info = ? where family = 'bizh' and mdtrt_id = ?`,
    ...[ipt_otp_no, state, JSON.stringify(info), mdtrt_id],
  )
}

/** A fee line in the book; of a stay its setl_id is ''. */
export interface Kept extends Line {
  sn: string
  setl_id: string
}

export function keep({ store, at_ms }: Ctx, mdtrt_id: string, { sn, setl_id, ...line }: Kept): void {
  store.insert('detail', {
    ...{ family: 'bizh', mdtrt_id, sn, msgid: '', setl_id, amount: line.amount, at_ms },
    line: JSON.stringify(line),
  })
}

export const linesOf = ({ store }: Ctx, mdtrt_id: string): Kept[] =>
  store
    .all(
      `select sn, setl_id, line from detail where family = 'bizh' and mdtrt_id = ? order by length(sn), sn`,
      mdtrt_id,
    )
    .map((row) => ({
      ...(JSON.parse(text(row.line)) as Line),
      ...{ sn: text(row.sn), setl_id: text(row.setl_id) },
    }))

/** 业务信息 as 110102, 110103 and 120102 show it. */
export function bizRow({ mdtrt_id, state, info, ipt_otp_no, begntime }: Visit, worker: Worker): JsonObject {
  const shown = ['bka013', 'bka014', 'bka015', 'bka019', 'bka021', 'bka023', 'bka026', 'bka031', 'bka032']
  const more = ['bka033', 'bka034', 'bka042', 'bka043', 'bka045', 'bka046', 'bka047', 'bka503', 'bka030']
  return {
    ...Object.fromEntries(
      [...shown, ...more].flatMap((name) => (info[name] == null ? [] : [[name, info[name]]])),
    ),
    ...{ akb020: info.akb020!, aka130: info.aka130!, bka006: info.bka006!, aaz218: mdtrt_id },
    ...{ aac001: worker.aac001, aac003: worker.name, aac004: worker.gend, aac002: worker.certno },
    ...{ bka100: worker.card_no, aac006: worker.brdy, bka008: worker.emp_name, baa027: worker.baa027 },
    ...{ bka017: begntime, bka025: ipt_otp_no, aae140: '410' },
    ...{ bka039: state === 'settled' ? '1' : '0', bka891: state === 'settled' ? '1' : '0' },
  }
}
