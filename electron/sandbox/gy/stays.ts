import type { JsonObject } from '../../../shared/contract.ts'
import { datetime } from '../../../shared/msgid.ts'
import { seededBy } from '../../../shared/sample.ts'
import { publish } from './publish.ts'
import type { Ctx } from './types.ts'
import { injuryOf, workerOf } from './workers.ts'

/** Our insured in another province's hospital: admitted, charged, most of them settled, some of it undone. */
const STAYS = 14
const LINES = 45
const HOSPITAL = { akb020: 'H44030500123', akb021: '深圳示范人民医院', aab299: '440300', yab600: '440300' }
const INSURED_AT = '510100'
const DAY_ms = 86_400_000

const ITEMS = [
  ['ZL000101', '持续胸腹腔引流', '06', 32.5],
  ['SS000212', '骨折切开复位内固定术', '07', 1860],
  ['YP000301', '注射用奥美拉唑', '09', 18.36],
  ['YP000418', '注射用头孢曲松钠', '09', 27.9],
  ['CW000001', '普通床位费', '01', 48],
] as const

export function stays(ctx: Ctx): void {
  for (let n = 1; n <= STAYS; n++) stay(ctx, n)
}

function stay(ctx: Ctx, n: number): void {
  const worker = { ...workerOf('C', n, ctx.at_ms), aab301: INSURED_AT, yab060: INSURED_AT }
  const { alc011 = '' } = injuryOf(worker)
  const akc190 = `ZY2026${String(n).padStart(6, '0')}`
  const begin = ctx.at_ms - (20 + n) * DAY_ms
  const diaglist = [
    { xh: 1, diag_type: '1', diag_code: 'S82.201', diag_name: '胫骨干骨折', injury_flag: '1' },
  ]
  const common: JsonObject = {
    ...{
      ...worker,
      ...HOSPITAL,
      inst_type: '1',
      akc190,
      ykc700: `GYJB${String(n).padStart(8, '0')}`,
      alc011,
    },
    ...{ yzz014: `GYBC${String(n).padStart(8, '0')}`, akc191: '7', akc192: datetime(begin), diaglist },
  }
  publish(ctx, 'GYD101', {
    ...common,
    ...{ akc193: 'S82.201', akc050: '胫骨干骨折', akf001: '骨科', ykc012: String(n), ake022: '医生甲' },
    ...{ cert_way: '1', aae011: '经办甲', aae036: datetime(begin) },
  })
  const lines = linesOf(n, begin)
  for (const line of lines) publish(ctx, 'GYD102', { ...common, ...line })
  if (n % 4 === 0) return
  settled(ctx, n, common, lines, begin + 9 * DAY_ms)
}

function linesOf(n: number, begin: number): JsonObject[] {
  const random = seededBy(`gy lines ${n}`)
  return Array.from({ length: LINES }, (_, index) => {
    const [ake001, ake002, aka063, price] = ITEMS[Math.floor(random() * ITEMS.length)]!
    const akc226 = 1 + Math.floor(random() * 3)
    const akc227 = Math.round(price * akc226 * 100) / 100
    const own = random() < 0.1
    return {
      ...{ ykc610: String(index + 1), akc221: datetime(begin + index * 3_600_000), aka063, ake001, ake002 },
      ...{ ake005: ake001.slice(0, 20), ake006: ake002, akc225: price, akc226, akc227 },
      ...{ akb068: own ? 0 : akc227, akb067: own ? akc227 : 0, ...(own ? { marktype: '1' } : {}) },
    }
  })
}

const sumOf = (lines: readonly JsonObject[], name: string) =>
  Math.round(lines.reduce((all, line) => all + Number(line[name]) * 100, 0)) / 100

function settled(ctx: Ctx, n: number, common: JsonObject, lines: JsonObject[], at_ms: number): void {
  const parts = [...Map.groupBy(lines, (line) => String(line.aka063))].map(([aka063, list]) => ({
    ...{
      aka063,
      akc227: sumOf(list, 'akc227'),
      akb068: sumOf(list, 'akb068'),
      akb067: sumOf(list, 'akb067'),
    },
  }))
  const ykc618 = `GYJSB${String(n).padStart(8, '0')}`
  const sums = {
    ...{ akc264: sumOf(lines, 'akc227'), akb068: sumOf(lines, 'akb068'), akb067: sumOf(lines, 'akb067') },
  }
  publish(ctx, 'GYD103', {
    ...{ ...common, ...sums, ykc618, setl_kind: '1', setl_time: datetime(at_ms), det_num: lines.length },
    ...{ akc194: datetime(at_ms), akc195: '1', akc196: 'S82.201', akc185: '胫骨干骨折', akb063: 9 },
    ...{ setl_state: '1', feesum: parts },
  })
  if (n % 5 === 1) deducted(ctx, { ...common, ...sums, ykc618 }, lines[0]!, at_ms)
  if (n % 7 === 3) undone(ctx, 'GYD403', { ...common, ...sums, ykc618 }, at_ms)
  if (n === 2) month(ctx, { ...common, ...sums, ykc618 }, at_ms)
}

function deducted(ctx: Ctx, of: JsonObject, line: JsonObject, at_ms: number): void {
  const kk_amt = Number(line.akc227)
  const kk_sn = `GYKB${String(of.akc190).slice(-6)}`
  publish(ctx, 'GYD004', {
    ...{ ...of, kk_sn, kk_amt, kk_rea: '超适应症用药', kk_time: datetime(at_ms + DAY_ms) },
    ...{ chk_org: '深圳示范社保局', chk_oper: '审核甲' },
    detlist: [
      {
        ...{ xh: 1, ykc610: line.ykc610!, ake001: line.ake001!, ake002: line.ake002!, akc227: line.akc227! },
        ...{ kk_amt, kk_type: '1', kk_rea: '超适应症用药' },
      },
    ],
  })
  if (of.akc190 === 'ZY2026000011') undone(ctx, 'GYD404', { ...of, kk_sn, kk_amt }, at_ms + DAY_ms)
}

function undone(ctx: Ctx, dl: string, of: JsonObject, at_ms: number): void {
  const undo_sn = `GYCB${String(of.akc190).slice(-6)}${dl.slice(-1)}`
  publish(ctx, dl, { ...of, undo_sn, undo_rea: '录入有误', undo_time: datetime(at_ms + 2 * DAY_ms) })
}

function month(ctx: Ctx, of: JsonObject, at_ms: number): void {
  const [yzz060, yzz061] = datetime(at_ms).split('-') as [string, string]
  const { ykc618, akc190, aac002, aab301, akc264, akb068, akb067 } = of
  publish(ctx, 'GYD003', {
    ...({
      ...of,
      yzz062: `GYYB${yzz060}${yzz061}`,
      yzz060,
      yzz061,
      ake098: 1,
      akc264,
      akb068,
      akb067,
    } as JsonObject),
    ...{ undo_num: 0, undo_amt: 0, kk_num: 0, kk_sum: 0, kkundo_num: 0, kkundo_amt: 0, net_amt: akb068! },
    setllist: [{ ykc618, akc190, aac002, aab301, akc264, akb068, akb067 } as JsonObject],
  })
}
