import { expect, it } from 'vitest'
import type { Change, Journal, OperatorRow } from '../../journal/port.ts'
import { createAttempts } from './attempts.ts'
import { hashPassword, verifyPassword } from './password.ts'

it('salts, and verifies with the parameters that stand in the text', async () => {
  const one = await hashPassword('口令 passw0rd')
  expect(one).toMatch(/^scrypt\$32768\$8\$1\$[\w+/=]+\$[\w+/=]+$/)
  expect(await hashPassword('口令 passw0rd')).not.toBe(one)
  expect(await verifyPassword('口令 passw0rd', one)).toEqual({ ok: true, stale: false })
  expect(await verifyPassword('口令　ｐassw0rd', one)).toEqual({ ok: true, stale: false })
  expect(await verifyPassword('口令 passw0re', one)).toEqual({ ok: false, stale: false })
  await expect(verifyPassword('x', 'plain')).rejects.toThrow()
})

it('stores a password anew at login when the parameters have risen', async () => {
  // RFC 7914, section 12: scrypt("pleaseletmein", "SodiumChloride", 16384, 8, 1, 64)
  const hex =
    '7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2' +
    'd5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887'
  const salt = Buffer.from('SodiumChloride').toString('base64')
  let row = {
    opter: 'c1',
    password: `scrypt$16384$8$1$${salt}$${Buffer.from(hex, 'hex').toString('base64')}`,
    disabled: false,
    failures: 0,
    lockedUntil: null,
  } as OperatorRow
  let commits = 0
  const journal = {
    operator: async () => row,
    async commit([change]: Change[]) {
      commits += 1
      if (change?.t === 'operator') row = change.put
    },
  } as unknown as Journal
  const check = createAttempts({ journal, now: () => 0 })
  await check('c1', 'pleaseletmein', 'auth.login')
  expect(row.password).toMatch(/^scrypt\$32768\$/)
  await check('c1', 'pleaseletmein', 'auth.login')
  expect(commits).toBe(1)
})
