import type { JsonObject } from '../../../shared/contract.ts'
import { dateOf } from '../../../shared/msgid.ts'
import { seededBy } from '../../../shared/sample.ts'
import { rows } from '../../../shared/settlement.ts'

const DAY_ms = 86_400_000
const SURNAMES = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕'
const GIVEN = '伟芳娜敏静强磊军洋勇艳杰涛明超霞平刚桂英华建国玉兰志文海峰春燕红梅永福秀珍德林'
const EMPLOYERS = ['示范建筑工程有限公司', '示范机械制造有限公司', '示范物流有限公司', '示范矿业有限公司']
const PARTS = ['左胫骨骨折', '右前臂挤压伤', '腰椎压缩性骨折', '右手拇指离断', '颅脑损伤', '双手烧伤']
export const PLACES = ['440300', '440100', '330100', '320500', '110100', '310100', '500100', '530100']
const HOME = ['510100', '510700', '511300', '511500']

/** 18 digits with the check digit of GB 11643. */
function idNumber(area: string, brdy: string, no: number): string {
  const head = area + brdy.replaceAll('-', '') + String(no % 1000).padStart(3, '0')
  const sum = [...head].reduce((all, digit, index) => all + Number(digit) * (2 ** (17 - index) % 11), 0)
  return head + '10X98765432'[sum % 11]
}

/** The n-th made-up worker of a kind, insured at one place and bound for another. */
export function workerOf(kind: string, n: number, at_ms: number): JsonObject {
  const random = seededBy(`gy ${kind} ${n}`)
  const pick = <T>(from: ArrayLike<T>): T => from[Math.floor(random() * from.length)] as T
  const brdy = `${1960 + Math.floor(random() * 42)}-${pad(1 + Math.floor(random() * 12))}-${pad(1 + Math.floor(random() * 28))}`
  // half of them are ours who go away, half others' who come
  const away = random() < 0.5
  const [aab301, aab299] = away ? [pick(HOME), pick(PLACES)] : [pick(PLACES), pick(HOME)]
  const aac002 = idNumber(`${aab301.slice(0, 4)}05`, brdy, n)
  const injured = at_ms - Math.floor(100 + random() * 500) * DAY_ms
  return {
    ...{ aac002, aac003: pick(SURNAMES) + pick(GIVEN) + (random() < 0.6 ? pick(GIVEN) : '') },
    ...{ aac004: Number(aac002[16]) % 2 === 1 ? '1' : '2', aac006: brdy, aac043: '01', aac044: aac002 },
    ...{ aaz500: `Y${String(n).padStart(8, '0')}`, aae005: `138${String(10_000_000 + n).slice(-8)}` },
    ...{
      aab004: pick(EMPLOYERS),
      aab301,
      yab060: aab301,
      aab299,
      inst_type: pick(['1', '1', '1', '2', '3']),
    },
    ...{ filing_type: pick(['01', '02', '03']), filing_channel: '1' },
    ...{ aae030: dateOf(at_ms - 30 * DAY_ms), aae031: dateOf(at_ms + 335 * DAY_ms) },
    injurylist: [
      {
        ...{ xh: 1, alc011: `工认〔${dateOf(injured).slice(0, 4)}〕${kind}${String(n).padStart(5, '0')}号` },
        ...{ alc020: dateOf(injured), alc021: '3', alc022: pick(PARTS), alc029: '1' },
        alc031: dateOf(injured + 45 * DAY_ms),
      },
    ],
  }
}

const pad = (n: number) => String(n).padStart(2, '0')

/** First injury of a made-up worker. */
export const injuryOf = (row: JsonObject): JsonObject => rows(row, 'injurylist')[0] ?? {}
