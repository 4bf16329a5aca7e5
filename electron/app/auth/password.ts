import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

/** RFC 7914. 2^15 × 8 takes 32 MiB and about 0.1 s at a counter; raising it rehashes at the next login. */
const COST = { N: 2 ** 15, r: 8, p: 1 }
const SALT_bytes = 16
const HASH_bytes = 32

/** `scrypt$N$r$p$salt$hash`, salt and hash in base64. */
export async function hashPassword(password: string, cost = COST): Promise<string> {
  const salt = randomBytes(SALT_bytes)
  const hash = await derive(password, salt, cost)
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64'), hash.toString('base64')].join('$')
}

/** Whether it is the password; `stale` when the stored parameters are weaker than today's. */
export async function verifyPassword(
  password: string,
  stored: string,
): Promise<{ ok: boolean; stale: boolean }> {
  const [scheme, N, r, p, salt, hash] = stored.split('$')
  const cost = { N: Number(N), r: Number(r), p: Number(p) }
  if (scheme !== 'scrypt' || !salt || !hash || !Object.values(cost).every(Number.isSafeInteger)) {
    throw new Error('stored password is not readable')
  }
  const expected = Buffer.from(hash, 'base64')
  const actual = await derive(password, Buffer.from(salt, 'base64'), cost, expected.length)
  const stale = cost.N * cost.r * cost.p < COST.N * COST.r * COST.p
  return { ok: timingSafeEqual(actual, expected), stale }
}

/** The same letters typed on another keyboard (full width, composed) give the same bytes. */
function derive(
  password: string,
  salt: Buffer,
  cost: typeof COST,
  length_bytes = HASH_bytes,
): Promise<Buffer> {
  const options = { ...cost, maxmem: 256 * cost.N * cost.r }
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, length_bytes, options, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
}
