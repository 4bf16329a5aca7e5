import { expect, test } from 'vitest'
import type { InjuryCase } from '../../../shared/injury.ts'
import type { Visit } from '../../../shared/visit.ts'
import { codedLines } from '../injury/charges.ts'
import type { InjuryActing } from '../injury/deps.ts'
import type { MappingGuard } from '../mapping/guard.ts'
import { mappedLines } from './charges.ts'
import type { Acting } from './deps.ts'

/** A mapping that began with the year. */
const mapped: MappingGuard = async (lines, day) =>
  day < '2028-01-01'
    ? { codes: new Map(), faults: [{ path: '', label: '', rule: 'missing', message: `${day} 没有对照` }] }
    : { codes: new Map(lines.map(({ medins_list_codg }) => [medins_list_codg, 'X1'])), faults: [] }
const now = () => new Date(2028, 0, 1, 0, 5).getTime()
const line = { medins_list_codg: 'Y1', med_list_codg: '', name: '药' }

test('charges need a mapping that holds on the day they are said to arise, not on the day they are sent', async () => {
  const act = { deps: { mapped, now } } as unknown as Acting
  const visit = (openedAt: number) =>
    ({ selfPay: false, step: 'identified', openedAt, lines: [line] }) as unknown as Visit
  const before = await mappedLines(act, visit(new Date(2027, 11, 31, 23, 58).getTime()))
  expect(before.faults.map(({ message }) => message)).toEqual(['2027-12-31 没有对照'])
  const after = await mappedLines(act, visit(now()))
  expect([after.faults, after.filled.lines[0]?.med_list_codg]).toEqual([[], 'X1'])
})

test('so do those of an injured worker, line by line', async () => {
  const journal = { commit: async () => {} }
  const act = { deps: { mapped, now, journal } } as unknown as InjuryActing
  const of = (at: number) =>
    ({ dept: null, doctor: null, lines: [{ ...line, sn: '1', at }] }) as unknown as InjuryCase
  await expect(codedLines(act, of(new Date(2027, 11, 31, 23, 58).getTime()))).rejects.toThrow('没有目录编码')
  expect((await codedLines(act, of(now()))).lines[0]?.med_list_codg).toBe('X1')
})
