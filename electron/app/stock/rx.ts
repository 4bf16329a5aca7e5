import type { RxState } from '../../../shared/api/stock.ts'
import type { JsonObject } from '../../../shared/contract.ts'
import { initials } from '../../../shared/pinyin.ts'
import { rows } from '../../../shared/settlement.ts'
import type { HisRecord } from '../../his/port.ts'
import { type StockDeps, SYSTEM } from './deps.ts'
import { round } from './goods.ts'
import { openPad, type Pad } from './pad.ts'

/** A prescription at the pharmacy: what the HIS says of it, and what was scanned and handed out here. */
export interface Rx {
  rxno: string
  billId: string
  psn_name: string
  certno: string
  psn_cert_type: string
  dept_name: string
  prsc_time: string
  prsc_dr_no: string
  prsc_dr_name: string
  phar_no: string
  phar_name: string
  phar_prac_cert_no: string
  /** as the HIS has it */
  paid: 'open' | 'paid' | 'refunded'
  /** the HIS's word on how it was paid, where it knows: mdtrt_setl_type, setl_id, mdtrt_id */
  setl: { mdtrt_setl_type: string; setl_id: string; mdtrt_id: string; psn_no: string; insuplc: string }
  lines: RxLine[]
  /** rises when it is handed out anew after everything came back: part of each sale's key */
  gen: number
  /** all scanned, by whom */
  finishedAt: number | null
  finishedBy: string
  /** the rows of sale taken up for it */
  sales: RxSale[]
  /** the HIS changed its lines after scanning began */
  changed: boolean
}

export interface RxLine {
  lineNo: number
  med_list_codg: string
  fixmedins_hilist_id: string
  fixmedins_hilist_name: string
  spec: string
  unit: string
  /** decimal text, in `unit` */
  cnt: string
  /** the same in the unit of the stock, where that is another (split packs) */
  sel_retn_cnt: number
  pric: string
  rx_flag: string
  trdn_flag: '0' | '1'
  /** packs of it carry codes */
  traced: boolean
  codes: RxCode[]
  /** why a line without codes is handed out all the same */
  noCode: string | null
}

export interface RxCode {
  drug_trac_codg: string
  bchno: string | null
  manu_lotnum: string
  expy_end: string
  /** an unknown product of which a person said that it is this line's */
  asked: boolean
  at: number
  returnedAt: number | null
}

export interface RxSale {
  key: string
  lineNo: number
  bchno: string
  cnt: number
  codes: string[]
  returned: number
  /** how often something of it came back */
  backs: number
}

export const RX = 'dispense'
const SERIAL = 'stock.rx.read'
const PAGE = 200

const text = (value: unknown) =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''

/** Packs to be scanned: every full one, of a split one at least one. */
export function needOf({ traced, trdn_flag, cnt }: RxLine): number {
  if (!traced) return 0
  return trdn_flag === '1' ? 1 : Math.ceil(Number(cnt))
}

export const held = (line: RxLine): RxCode[] => line.codes.filter(({ returnedAt }) => returnedAt === null)
export const isDone = (line: RxLine): boolean => line.noCode !== null || held(line).length >= needOf(line)

/** What of a line's sales is still outside, in the unit of the stock. */
export const outside = (rx: Rx, lineNo?: number): number =>
  round(
    rx.sales
      .filter((sale) => lineNo === undefined || sale.lineNo === lineNo)
      .reduce((total, sale) => total + sale.cnt - sale.returned, 0),
  )

export function stateOf(rx: Rx): RxState {
  const isOut = outside(rx) > 0
  if (rx.sales.length > 0) {
    if (isOut) return rx.paid === 'refunded' ? 'toReturn' : 'done'
    return 'returned'
  }
  if (rx.paid === 'refunded') return 'void'
  if (rx.finishedAt !== null) return 'scanned'
  return rx.lines.some((line) => held(line).length > 0 || line.noCode !== null) ? 'part' : 'todo'
}

export async function putRx(pad: Pad, rx: Rx): Promise<void> {
  const words = [rx.rxno, rx.psn_name, initials(rx.psn_name, { surname: true }), rx.certno, rx.billId]
  await pad.put<Rx>(RX, rx.rxno, {
    state: stateOf(rx),
    subject: rx.certno,
    text: words.join(' '),
    data: rx,
  })
}

/** The view `dispense`, as far as it has grown since; answers how many prescriptions it told of. */
export async function readPrescriptions({ journal, his, now }: StockDeps): Promise<number> {
  let after = ((await journal.setting(SERIAL)) as number | undefined) ?? 0
  let count = 0
  for (;;) {
    const page = await his.feed('dispense', after, PAGE)
    const last = page.at(-1)
    if (!last) return count
    const pad = openPad(journal, SYSTEM, now())
    for (const record of page) {
      const known = (await pad.get<Rx>(RX, record.key))?.data ?? null
      await putRx(pad, told(record, known))
    }
    after = last.serial
    await journal.commit([...pad.changes(), { t: 'setting', key: SERIAL, value: after }])
    count += page.length
    if (page.length < PAGE) return count
  }
}

/** The prescription after what the HIS says now. What was scanned stays; a change of its lines is told. */
export function told({ key, data }: HisRecord, known: Rx | null): Rx {
  const own = (name: string) => text(data[name])
  const lines = rows(data, 'lines').map(lineOf)
  const before = known?.lines ?? []
  const isSame = JSON.stringify(before.map(faceOf)) === JSON.stringify(lines.map(faceOf))
  const begun = before.some((line) => line.codes.length > 0 || line.noCode !== null)
  const paid = own('state') === 'paid' ? 'paid' : own('state') === 'refunded' ? 'refunded' : 'open'
  const rx: Rx = {
    rxno: key,
    ...{ billId: own('billId'), psn_name: own('psn_name'), certno: own('certno') },
    ...{ psn_cert_type: own('psn_cert_type'), dept_name: own('dept_name'), prsc_time: own('prsc_time') },
    ...{ prsc_dr_no: own('prsc_dr_no'), prsc_dr_name: own('prsc_dr_name'), phar_no: own('phar_no') },
    ...{ phar_name: own('phar_name'), phar_prac_cert_no: own('phar_prac_cert_no') },
    paid,
    setl: {
      ...{ mdtrt_setl_type: own('mdtrt_setl_type'), setl_id: own('setl_id'), mdtrt_id: own('mdtrt_id') },
      ...{ psn_no: own('psn_no'), insuplc: own('insuplc_admdvs') },
    },
    lines: begun || isSame ? before : lines,
    gen: known?.gen ?? 1,
    finishedAt: known?.finishedAt ?? null,
    finishedBy: known?.finishedBy ?? '',
    sales: known?.sales ?? [],
    changed: (begun && !isSame) || (known?.changed ?? false),
  }
  return isAnew(rx, known) ? anew(rx, lines) : rx
}

/** Everything came back, and it was paid once more. */
const isAnew = (rx: Rx, known: Rx | null) =>
  known !== null && known.paid !== 'paid' && rx.paid === 'paid' && stateOf(known) === 'returned'

const anew = (rx: Rx, lines: RxLine[]): Rx => ({
  ...rx,
  lines,
  gen: rx.gen + 1,
  ...{ finishedAt: null, finishedBy: '', sales: [], changed: false },
})

const faceOf = ({ lineNo, fixmedins_hilist_id, cnt, unit }: RxLine) => [
  lineNo,
  fixmedins_hilist_id,
  cnt,
  unit,
]

function lineOf(row: JsonObject, at: number): RxLine {
  const own = (name: string) => text(row[name])
  return {
    lineNo: Number(row.lineNo) || at + 1,
    ...{ med_list_codg: own('med_list_codg'), fixmedins_hilist_id: own('fixmedins_hilist_id') },
    ...{ fixmedins_hilist_name: own('fixmedins_hilist_name'), spec: own('spec'), unit: own('unit') },
    ...{ cnt: own('cnt'), sel_retn_cnt: Number(row.sel_retn_cnt ?? row.cnt), pric: own('pric') },
    rx_flag: own('rx_flag') || '1',
    trdn_flag: own('trdn_flag') === '1' ? '1' : '0',
    traced: own('traced') !== '0',
    codes: [],
    noCode: null,
  }
}
