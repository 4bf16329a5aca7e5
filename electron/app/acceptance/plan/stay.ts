import type { JsonObject } from '../../../../shared/contract.ts'
import type { Step } from '../port.ts'
import type { Facts, World } from '../world.ts'
import { parts, sumsOf } from './outpatient.ts'
import { from, pick, shifted } from './tools.ts'

const STAY = ['psn_no', 'mdtrt_id']
const SETTLED = [...STAY, 'setl_id']

/** The stay began the day before and has a kind and a number of its own. */
const inStay = ({ facts }: World): Facts => ({
  begntime: shifted(String(facts.begntime), -1),
  med_type: '21',
  ipt_otp_no: facts.ipt_no,
})

/** Without the account, so that a share is left in cash for what others may pay of it. */
const inCash = (world: World): Facts => ({ ...parts(world), acct_used_flag: '0' })

const settling = (infno: '2304' | '2304A'): Step => ({
  infno,
  needs: [...STAY, 'feedetl_sn'],
  over: inCash,
  books: 'settle',
  keep: (output) => pick(output.setlinfo as JsonObject, ['setl_id', 'fund_pay_sumamt', 'psn_cash_pay']),
})

const refund = (about: string): Step => ({
  infno: '2305',
  about,
  needs: SETTLED,
  undoes: true,
  books: 'refund',
  drops: ['setl_id'],
})

/** Admitted, changed, charged; queries of who is in hospital. */
export const stay: Step[] = [
  { infno: '2401', needs: ['psn_no'], over: inStay, keep: from('result', 'mdtrt_id') },
  { infno: '2403', needs: STAY, over: inStay },
  {
    infno: '2301',
    needs: STAY,
    over: (world) => ({ ...inStay(world), feedetl_sn: world.serial(), fee_ocur_time: world.facts.begntime }),
    keep: sumsOf,
  },
  {
    infno: '5303',
    needs: STAY,
    over: (world) => ({ psn_no: world.facts.psn_no, begntime: inStay(world).begntime }),
  },
]

/** After the stay's own work: out, settled; what is asked and sent of a settled stay stands between. */
export const staySettled: Step[] = [
  { infno: '2402', needs: STAY, over: ({ facts }) => ({ endtime: facts.endtime }) },
  { infno: '2303', needs: [...STAY, 'feedetl_sn'], over: inCash },
  settling('2304'),
]

export const stayUndone: Step[] = [
  refund('第一次'),
  { infno: '2303A', needs: [...STAY, 'feedetl_sn'], over: inCash },
  settling('2304A'),
  refund('第二次'),
  { infno: '2405', needs: STAY, undoes: true, after: '2402' },
  {
    infno: '2302',
    needs: [...STAY, 'feedetl_sn'],
    undoes: true,
    over: () => ({ feedetl_sn: '0000' }),
    drops: ['feedetl_sn'],
  },
  { infno: '2404', needs: STAY, undoes: true, drops: ['mdtrt_id'] },
]
