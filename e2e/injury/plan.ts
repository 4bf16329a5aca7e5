import { TRAINING_SITE } from '../../electron/config.ts'
import { random } from '../../electron/his/demo/charges.ts'
import type { FaultRule } from '../../electron/sandbox/nhsa/index.ts'
import people from '../../shared/demo/people.json' with { type: 'json' }
import type { InjuryFamily, InjuryKind } from '../../shared/injury.ts'
import { shuffled } from '../crash/cashier.ts'
import type { InjuryDeed, InjuryFate } from './clerk.ts'

/** Who may be treated at each platform's expense in the training sandbox. */
const certnoOf = (name: string) => people.find(({ psn_name }) => psn_name === name)!.certno
export const WORKERS: Record<InjuryFamily, string[]> = {
  gs: ['李国强', '陈刚', '欧阳明月'].map(certnoOf),
  bizh: ['李国强', '陈刚', '欧阳明月'].map(certnoOf),
  gy: ['宋远方', '李国强', '陈刚'].map(certnoOf),
}

export const KINDS_OF: Record<InjuryFamily, InjuryKind[]> = {
  gs: ['outpatient', 'inpatient'],
  bizh: ['outpatient', 'inpatient'],
  gy: ['inpatient', 'device'],
}

/** Codes that change something at the platforms, by what they belong to. */
export const WRITES: Record<InjuryFamily, Partial<Record<InjuryKind, string[]>>> = {
  gs: {
    outpatient: ['GS3106', 'GS3108', 'GS5001'],
    inpatient: ['GS3001', 'GS3004', 'GS3008', 'GS3015', 'GS5001'],
  },
  bizh: {
    outpatient: ['bizh110104', 'bizh110105', 'bizh110106'],
    inpatient: [
      ...['bizh120103', 'bizh120002', 'bizh120105', 'bizh120106'],
      ...['bizh120107', 'bizh120108', 'bizh120109', 'bizh120004'],
    ],
  },
  gy: {
    inpatient: ['GYU101', 'GYU102', 'GYU103', 'GYR001', 'GYR002', 'GYR003'],
    device: ['GYU303', 'GYR003'],
  },
}

/** What a family's writes are asked after by. */
export const QUESTIONS: Record<InjuryFamily, string[]> = {
  gs: ['GS1001', 'GS2001', 'GS2002', 'GS2003', 'GS2004', 'GS3007'],
  bizh: ['bizh110001', 'bizh110102', 'bizh110103', 'bizh120001', 'bizh120003', 'bizh120102', 'bizh120113'],
  gy: ['GYD051', 'GYD053'],
}

const MONEY: Record<InjuryFamily, Partial<Record<InjuryKind, string>>> = {
  gs: { outpatient: 'GS3108', inpatient: 'GS3015' },
  bizh: { outpatient: 'bizh110105', inpatient: 'bizh120106' },
  gy: { inpatient: 'GYU103', device: 'GYU303' },
}

export interface InjuryTask {
  deed: InjuryDeed
  fault: FaultRule | null
}

const FATES: InjuryFate[] = ['settle', 'undo', 'again', 'abandon', 'undo', 'settle']

/** A seeded day: each family's kinds once or twice, each with one lost answer, half of them of what moves money. */
export function injuryPlan(seed: number): InjuryTask[] {
  const rnd = random(`injury ${seed}`)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(rnd() * from.length)] as T
  const fates = shuffled(rnd, FATES)
  const deeds = (['gs', 'bizh', 'gy'] as const).flatMap((family) =>
    KINDS_OF[family].map((kind) => ({ family, kind, certno: pick(WORKERS[family]) })),
  )
  return shuffled(rnd, deeds).map((of, index) => {
    const { family, kind } = of
    const code = rnd() < 0.5 ? MONEY[family][kind]! : pick(WRITES[family][kind]!)
    const lost = pick(['drop_after', 'drop_before', 'http500_after', 'garble'] as const)
    // one each day never comes, of a platform that says so only when it is taken back
    const fault: FaultRule =
      family === 'gs' && kind === 'inpatient'
        ? { kind: 'drop_before', codes: ['GS3001'], times: 1 }
        : { kind: lost, codes: [code], times: 1 }
    return { deed: { ...of, fate: fates[index % fates.length]! }, fault }
  })
}

/** The training site's platforms with a run's own times. */
export function hurried(times: { answer_ms: number; centre_ms: number }) {
  const { first, gs, bizh, gy } = TRAINING_SITE.injury!
  return { first, gs: { ...gs!, ...times }, bizh: { ...bizh!, ...times }, gy: { ...gy!, ...times } }
}
