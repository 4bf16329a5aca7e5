import type { JsonObject } from '../../../../shared/contract.ts'
import { rows } from '../../../../shared/settlement.ts'
import type { Sent, Step } from '../port.ts'
import type { Facts, World } from '../world.ts'
import { from, pick } from './tools.ts'

/** What the centre made of the lines: 2204's and 2301's answer under the names of a settlement. */
export function sumsOf(output: JsonObject, { input }: Sent): Facts {
  const [row = {}] = rows(output, 'result')
  const [sent = {}] = rows(input, 'feedetail')
  return {
    ...pick(sent, ['chrg_bchno', 'feedetl_sn']),
    medfee_sumamt: row.det_item_fee_sumamt ?? sent.det_item_fee_sumamt,
    ...pick(row, ['fulamt_ownpay_amt', 'preselfpay_amt', 'inscp_scp_amt']),
    overlmt_selfpay: row.overlmt_amt,
  }
}

export const parts = ({ facts }: World): Facts => ({
  fulamt_ownpay_amt: facts.fulamt_ownpay_amt,
  overlmt_selfpay: facts.overlmt_selfpay,
  preselfpay_amt: facts.preselfpay_amt,
  inscp_scp_amt: facts.inscp_scp_amt,
})

const VISIT = ['psn_no', 'mdtrt_id']
const SETTLED = [...VISIT, 'setl_id']

const lines = (about: string): Step => ({
  infno: '2204',
  about,
  needs: VISIT,
  over: (world) => ({ chrg_bchno: world.serial(), feedetl_sn: world.serial() }),
  keep: sumsOf,
})

const settling = (infno: '2207' | '2207A', about: string): Step => ({
  infno,
  about,
  needs: [...VISIT, 'chrg_bchno'],
  over: parts,
  books: 'settle',
  keep: (output, { msgid }) => ({ ...pick(output.setlinfo as JsonObject, ['setl_id']), omsgid: msgid }),
})

const refund = (about: string): Step => ({
  infno: '2208',
  about,
  needs: SETTLED,
  undoes: true,
  books: 'refund',
  drops: ['setl_id'],
})

/** What 2601 undoes counts in no statement of the centre: the ledger does not have it either. */
const unbooked = ({ books: _, ...step }: Step): Step => step

/** A visit that is registered, diagnosed and has its charges at the centre. */
export const visit: Step[] = [
  { infno: '2201', needs: ['psn_no'], keep: from('data', 'mdtrt_id') },
  { infno: '2203', needs: VISIT },
  { infno: '2203A', needs: VISIT },
  lines('第一批'),
  { infno: '2206', needs: [...VISIT, 'chrg_bchno'], over: parts },
  { infno: '2206A', needs: [...VISIT, 'chrg_bchno'], over: parts },
  settling('2207', '第一次'),
]

/** Asked while the settlement stands. */
export const visitQueries: Step[] = [
  { infno: '5201', needs: VISIT, over: ({ facts }) => ({ mdtrt_id: facts.mdtrt_id }) },
  { infno: '5202', needs: VISIT },
  { infno: '5203', needs: SETTLED },
  { infno: '5204', needs: SETTLED },
  { infno: '5206', needs: ['psn_no'] },
]

/** Taken back by 2208, settled again in the other form, and by 2601; then nothing is left of it. */
export const visitUndone: Step[] = [
  refund('第一次'),
  settling('2207A', '同一批'),
  refund('第二次'),
  { ...unbooked(settling('2207', '供冲正')), bars: (world) => reversible(world, '2207') },
  {
    infno: '2601',
    needs: [...SETTLED, 'omsgid'],
    undoes: true,
    bars: (world) => reversible(world, '2207'),
    over: ({ facts }) => ({ omsgid: facts.omsgid, oinfno: '2207' }),
    drops: ['setl_id', 'omsgid'],
  },
  {
    ...unbooked(refund('冲正不成时')),
    bars: (world) => (world.facts.setl_id === undefined ? '已经冲正' : null),
  },
  {
    infno: '2205',
    needs: [...VISIT, 'chrg_bchno'],
    undoes: true,
    over: () => ({ chrg_bchno: '0000' }),
    drops: ['chrg_bchno'],
  },
  { infno: '2202', needs: VISIT, undoes: true, drops: ['mdtrt_id'] },
]

export const reversible = ({ reversible }: World, code: string) =>
  reversible.includes(code) ? null : `本站的中心不能冲正 ${code}`

const pharmacy = ({ training, facts }: World) =>
  training || String(facts.fixmedins_code).startsWith('P') ? null : '本机构不是定点零售药店'

const purchase: Partial<Step> = {
  needs: ['psn_no'],
  bars: pharmacy,
  over: (world) => ({ med_type: '41', feedetl_sn: world.serial(), ord_no: `ZJ${world.serial()}` }),
}

export const shop: Step[] = [
  { ...purchase, infno: '2101' },
  {
    ...purchase,
    infno: '2102',
    books: 'settle',
    keep: (output) => pick(output.setlinfo as JsonObject, ['setl_id', 'mdtrt_id']),
  },
  {
    infno: '2103',
    needs: SETTLED,
    bars: pharmacy,
    undoes: true,
    books: 'refund',
    drops: ['setl_id', 'mdtrt_id'],
  },
  { ...purchase, infno: '6101' },
]
