import type { JsonObject } from '../../../../shared/contract.ts'
import type { HisView } from '../../port.ts'
import { clinicalRecords } from './clinical.ts'
import { frontpageRecords } from './frontpage.ts'
import { itemRecords } from './item.ts'
import { rxRecords } from './rx.ts'
import { selfpayRecords } from './selfpay.ts'
import { staffRecords } from './staff.ts'
import { stockRecords } from './stock.ts'

/** One record that the demo hospital has booked in a view. */
export interface DemoRecord {
  view: HisView
  key: string
  data: JsonObject
}

/** What stands in the views of a hospital just founded; `now` decides what the days are. */
export type DemoView = (now: number) => DemoRecord[]

const VIEWS: DemoView[] = [
  itemRecords,
  staffRecords,
  stockRecords,
  clinicalRecords,
  frontpageRecords,
  selfpayRecords,
  rxRecords,
]

export const viewRecords: DemoView = (now) => VIEWS.flatMap((records) => records(now))
