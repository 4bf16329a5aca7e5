import type { Area, Undo } from '../types.ts'
import { catalogues } from './catalogues.ts'
import { clearing } from './clearing.ts'
import { clinical } from './clinical.ts'
import { erx } from './erx.ts'
import { fees } from './fees.ts'
import { files } from './files.ts'
import { filing } from './filing.ts'
import { history } from './history.ts'
import { info } from './info.ts'
import { lists } from './lists.ts'
import { mapping } from './mapping.ts'
import { person } from './person.ts'
import { pharmacy, pharmacyUndo } from './pharmacy.ts'
import { query } from './query.ts'
import { reversal } from './reverse.ts'
import { review } from './review.ts'
import { selfpay } from './selfpay.ts'
import { session } from './session.ts'
import { settlement, settlementUndo } from './settle.ts'
import { sichuan } from './sichuan.ts'
import { staff } from './staff.ts'
import { stay, stayUndo } from './stay.ts'
import { stayFees } from './stay-fees.ts'
import { staySettlement, staySettlementUndo } from './stay-settle.ts'
import { stock } from './stock.ts'
import { visit } from './visit.ts'

/** What 2601 can take back, by code. */
const undo: Record<string, Undo> = { ...settlementUndo, ...stayUndo, ...staySettlementUndo, ...pharmacyUndo }

/** Every code that this centre serves. A new business area is one file and one line here. */
export const handlers: Area = {
  ...session,
  ...person,
  ...visit,
  ...fees,
  ...settlement,
  ...stay,
  ...stayFees,
  ...staySettlement,
  ...reversal(undo),
  ...query,
  ...clearing,
  ...files,
  ...filing,
  ...catalogues,
  ...mapping,
  ...staff,
  ...stock,
  ...lists,
  ...selfpay,
  ...clinical,
  ...review,
  ...history,
  ...erx,
  ...pharmacy,
  ...info,
  ...sichuan,
}
