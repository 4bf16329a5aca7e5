import type { Contract, Dict, JsonObject } from '../../../../shared/contract.ts'
import type { Lanes } from '../../../engine/lane.ts'
import type { FileStore } from '../../../platforms/port.ts'
import type { OfficeDeps } from '../../office.ts'
import type { Bus, Caller } from '../../registry.ts'
import type { TaskRunner } from '../../tasks/index.ts'
import type { Uploads } from '../../upload/port.ts'
import { downloadsFor } from './codes.ts'

export interface ExchangeDeps extends OfficeDeps {
  uploads: Pick<Uploads, 'adding' | 'wake' | 'register'>
  tasks: Pick<TaskRunner, 'register' | 'status'>
  files: FileStore
  bus: Bus
  lanes: Lanes
  now(): number
  slot: number
  /** null: the site does not speak gy */
  book: {
    get(code: string): Contract
    has(code: string): boolean
    dict(name: string): Dict | undefined
  } | null
  agency: boolean
  /** of this site, as gy names it */
  site: {
    akb020: string
    fixmedins_name: string
    inst_type: string
    aab299: string
    yab600: string
    sender: string
  }
}

/** Messages of this family, however they leave. */
export type Send = (request: {
  infno: string
  input: JsonObject
  purpose?: string
  local?: JsonObject
}) => ReturnType<OfficeDeps['engine']['transact']>

export const openDownloads = ({ book, agency }: ExchangeDeps) => (book ? downloadsFor(agency) : [])

/** Who acts, for audit and messages; null: the program itself. */
export const nameOf = (caller: Caller | null) => caller?.operator ?? { opter: 'SYS', opterName: '系统任务' }
