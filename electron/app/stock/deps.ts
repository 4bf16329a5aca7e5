import type { Contract, Dict } from '../../../shared/contract.ts'
import { fail } from '../../../shared/errors.ts'
import type { Lanes } from '../../engine/lane.ts'
import type { His } from '../../his/port.ts'
import type { Journal, Role } from '../../journal/port.ts'
import type { Machine } from '../machine.ts'
import type { Bus, Caller } from '../registry.ts'
import type { Uploads } from '../upload/port.ts'

export interface StockDeps {
  journal: Journal
  his: His
  uploads: Uploads
  bus: Bus
  machine: Machine
  /** everything that writes goods, codes and prescriptions runs one after the other */
  lanes: Lanes
  now(): number
  log(line: Record<string, unknown>): void
  contract(infno: string): Contract
  dict(name: string): Dict | undefined
  /** true where the person is insured elsewhere */
  remote(insuplc: string | null): boolean
  /** the site's centre gives codes for packs without any (3592B) */
  givesVirtual: boolean
  /** before the settlement codes are wanted, asked for, or not asked */
  drugs: 'must' | 'warn' | 'off'
}

export const PHARMACY: readonly Role[] = ['admin', 'supervisor', 'office', 'pharmacist']

export interface By {
  opter: string
  opterName: string
}

export const SYSTEM: By = { opter: 'SYS', opterName: '系统任务' }

export function byOf(caller: Caller): By {
  const { opter, opterName } = caller.operator ?? fail('denied', '还没有登录', '没有改变。', '请先登录。')
  return { opter, opterName }
}

/** The one lane of this capability. */
export const inTurn = <T>(deps: Pick<StockDeps, 'lanes'>, work: () => Promise<T>): Promise<T> =>
  deps.lanes.run('stock', work)
