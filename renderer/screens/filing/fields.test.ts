import { expect, it } from 'vitest'
import { filingInputs } from '../../../shared/api/filing.ts'
import type { Contract } from '../../../shared/contract.ts'
import transfer from '../../../shared/contracts/nhsa/2501A.json' with { type: 'json' }
import chronic from '../../../shared/contracts/nhsa/2503.json' with { type: 'json' }
import fixed from '../../../shared/contracts/nhsa/2505.json' with { type: 'json' }
import { blank, dayOf, describe, FORMS, sent } from './fields.ts'

const CONTRACTS = { '2501A': transfer, '2503': chronic, '2505': fixed } as unknown as Record<string, Contract>
const NOW = new Date(2026, 10, 21, 15, 30).getTime()

it('every field of a form stands in its contract and in its channel, and what the contract wants is asked', () => {
  for (const form of FORMS) {
    const contract = CONTRACTS[form.code]!
    const channel = Object.keys(filingInputs[form.channel].shape)
    for (const field of form.fields) {
      const of = describe(contract, form, field.name)
      expect(of, field.name).not.toBeNull()
      expect(channel, form.kind).toContain(field.name)
      if (field.nameField) expect(channel).toContain(field.nameField)
      if (field.kind === 'dict' || field.kind === 'place') expect(of!.dict, field.name).toBeTruthy()
      if (of!.required === true) expect(field.optional, field.name).toBeUndefined()
    }
  }
})

it('reads days as they are typed; an end without a year lies ahead', () => {
  expect(dayOf('refl_date', '今天', NOW)).toBe('2026-11-21')
  expect(dayOf('refl_date', '1231', NOW)).toBe('2025-12-31')
  expect(dayOf('enddate', '1231', NOW)).toBe('2026-12-31')
  expect(dayOf('enddate', '0301', NOW)).toBe('2027-03-01')
  expect(dayOf('enddate', '20260101', NOW)).toBe('2026-01-01')
  expect(dayOf('enddate', '', NOW)).toBe('')
  expect(dayOf('enddate', '明年', NOW)).toBe('明年')
})

it('begins with today and the insurance in force, and sends days as the wire wants them', () => {
  const form = FORMS[0]!
  const values = blank(form, '2026-11-21', '310')
  expect(values).toMatchObject({ insutype: '310', refl_date: '2026-11-21', begndate: '', enddate: '' })
  expect(sent(form, { ...values, enddate: '20271231' })).toMatchObject({
    refl_date: '2026-11-21',
    enddate: '2027-12-31',
  })
})
