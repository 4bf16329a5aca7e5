import type { JsonObject } from '../../../shared/contract.ts'
import citizens from '../../../shared/demo/people.json' with { type: 'json' }
import { dateOf } from '../../../shared/msgid.ts'
import type { Store } from '../ledger.ts'
import { insertFiling } from './filings.ts'

/** Somebody whom the platform knows, under the wire's names. */
export interface Insured extends JsonObject {
  aac002: string
  aac003: string
  aac004: string
  aac006: string
  /** 参保地 */
  aab301: string
  aaz500: string
  aaz501: string
}

/** 就医地 of the training institution */
const HERE = '510100'
const DAY_ms = 86_400_000
/** what is there from the beginning stays valid: hospitals train on one ledger for years */
export const LONG_days = 3_650

interface Injury {
  alc011: string
  alc020: string
  alc022: string
  alc031: string
  ala040?: string
}

interface Worker {
  name: string
  aab301: string
  employer: string
  place: string
  /** gy_inst_type of the filings */
  kinds: string[]
  injuries: Injury[]
  device?: { dev_name: string; akb068: number }
}

/** Who of the training people has a cross-province filing. */
const WORKERS: Worker[] = [
  {
    ...{
      name: '宋远方',
      aab301: '440300',
      employer: '深圳示范电子有限公司',
      place: HERE,
      kinds: ['1', '2', '3'],
    },
    injuries: [
      {
        ...{ alc011: '深人社认字〔2025〕第100231号', alc020: '2025-08-14', alc031: '2025-10-09' },
        ...{ alc022: '右小腿毁损伤', ala040: '05' },
      },
    ],
    device: { dev_name: '小腿假肢', akb068: 26_000 },
  },
  {
    ...{ name: '李国强', aab301: '500100', employer: '重庆示范建设有限公司', place: HERE, kinds: ['1', '3'] },
    injuries: [
      {
        ...{ alc011: '渝人社伤险认〔2025〕0417号', alc020: '2025-09-22', alc031: '2025-11-03' },
        alc022: '左胫腓骨骨折',
      },
    ],
    device: { dev_name: '踝足矫形器', akb068: 3_500 },
  },
  {
    ...{ name: '陈刚', aab301: '500100', employer: '重庆示范建设有限公司', place: HERE, kinds: ['1', '3'] },
    injuries: [
      {
        ...{ alc011: '渝人社伤险认〔2024〕1182号', alc020: '2024-05-07', alc031: '2024-07-01' },
        ...{ alc022: '右手食指、中指离断', ala040: '08' },
      },
      {
        ...{ alc011: '渝人社伤险认〔2025〕0533号', alc020: '2025-10-18', alc031: '2025-12-02' },
        alc022: '腰椎压缩性骨折',
      },
    ],
    device: { dev_name: '胸腰骶矫形器', akb068: 4_200 },
  },
  {
    ...{ name: '罗启航', aab301: '440300', employer: '深圳示范电子有限公司', place: '530100', kinds: ['1'] },
    injuries: [
      {
        ...{ alc011: '深人社认字〔2025〕第100877号', alc020: '2025-07-30', alc031: '2025-09-15' },
        alc022: '左腕关节骨折',
      },
    ],
  },
]

const byName = new Map(citizens.map((one) => [one.psn_name, one]))

const known: (Insured & { code: string })[] = WORKERS.map(({ name, aab301 }) => {
  const one = byName.get(name)!
  return {
    ...{ aac002: one.certno, aac003: one.psn_name, aac004: one.gend, aac006: one.brdy, aab301 },
    ...{ aaz500: one.card_no, aaz501: one.card_sn, code: one.psn_no.slice(10, 16) },
  }
})

/** The six digits of a person in the codes of the training phones (sandbox/nhsa/ecode.ts, demoCode). */
const inCode = (code: string): string => (/^\d{28}$/.test(code) ? code.slice(3, 9) : '')

/** By number, card, or what a scan or its token stands for; null for a stranger. */
export function citizenBy(by: {
  certno?: string
  card?: string
  token?: string
  code?: string
}): Insured | null {
  const { certno, card, token, code = '' } = by
  const found = known.find(
    (one) =>
      (certno && one.aac002 === certno.toUpperCase()) ||
      (card && one.aaz500 === card) ||
      token?.startsWith(`T${one.aaz500}`) ||
      (code && (one.code === inCode(code) || [one.aac002, `SSC${one.aac002}`, one.aaz500].includes(code))),
  )
  if (!found) return null
  const { code: _, ...person } = found
  return person as Insured
}

/** What the platform knows from the beginning; once a ledger. */
export function moveIn(store: Store, now_ms: number): void {
  if (store.get('select 1 from gy_filing limit 1')) return
  const days = (n: number) => dateOf(now_ms + n * DAY_ms)
  let no = 0
  for (const worker of WORKERS) {
    const one = known.find(({ aac003 }) => aac003 === worker.name)!
    for (const inst_type of worker.kinds)
      insertFiling({ store }, filed(worker, one, inst_type, `GYBA${String(++no).padStart(8, '0')}`, days))
    if (worker.device)
      store.insert('gy_device', {
        ...{ dev_no: `FJ${one.aac002.slice(-8)}`, aac002: one.aac002 },
        data: JSON.stringify({ ...worker.device, akc226: 1, aae030: days(-60), aae031: days(LONG_days) }),
      })
  }
}

function filed(
  { aab301, employer, place, injuries }: Worker,
  one: Insured,
  inst_type: string,
  yzz014: string,
  days: (n: number) => string,
): JsonObject {
  return {
    ...{ yzz014, filing_channel: '1', aac002: one.aac002, aac003: one.aac003, aac004: one.aac004 },
    ...{ aac006: one.aac006, aac043: '01', aac044: one.aac002, aaz500: one.aaz500, aab004: employer },
    ...{ filing_type: '02', inst_type, aab301, yab060: aab301, aab299: place },
    ...{ aae030: days(-180), aae031: days(LONG_days), filing_state: '1' },
    ...{ chk_time: `${days(-181)} 10:00:00`, upd_time: `${days(-181)} 10:00:00` },
    injurylist: injuries.map((injury, index) => ({ xh: index + 1, alc021: '3', alc029: '1', ...injury })),
  }
}
