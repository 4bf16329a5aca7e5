import { z } from 'zod'
import type { Fault } from '../errors.ts'
import type { InjuryFamily } from '../injury.ts'

const none = z.object({}).strict()

export const shellInputs = {
  'shell.status': none,
  /** what the screen keeps between starts: last screen, theme, … per operator */
  'shell.recall': z.object({ key: z.string().max(60) }).strict(),
  'shell.remember': z.object({ key: z.string().max(60), value: z.string().max(20_000) }).strict(),
}

export interface Light {
  state: 'ok' | 'slow' | 'down' | 'off'
  /** one Chinese sentence: 「中心：正常，近 5 分钟平均 0.4 秒」 */
  text: string
}

export interface ShellStatus {
  institution: { fixmedins_code: string; fixmedins_name: string }
  window: string
  training: boolean
  host: 'electron' | 'web' | 'cli'
  version: string
  centre: Light
  /** platforms of work-injury insurance that are open here, each with its name */
  injury: (Light & { family: InjuryFamily; label: string })[]
  his: Light
  devices: Light
  outbox: Light & { waiting: number; dead: number }
  doubtful: number
  /** thresholds passed: all that stand, those nobody has acknowledged, and the newest of them in words */
  alarms: { open: number; unseen: number; newest: string | null }
  /** things to be told once: a damaged journal was put aside, … */
  notices: string[]
  /** set while new settlements are refused (disk full) */
  stop: Fault | null
}

export interface ShellOutputs {
  'shell.status': ShellStatus
  'shell.recall': { value: string | null }
  'shell.remember': { saved: true }
}
