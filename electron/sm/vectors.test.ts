import { readFileSync } from 'node:fs'
import independent from 'sm-crypto'
import { sm3 as librarySm3, sm2, sm4 } from 'sm-crypto-v2'
import { describe, expect, it } from 'vitest'
import { publicKeyOf, signerOf, sm2Digest, sm2Verify, sm2VerifyDigest } from './sm2.ts'
import { ofNode, type Sm4Mode, sm3, sm4Decrypt, sm4Encrypt, without } from './symmetric.ts'

/** A line of shared/contracts/_crypto-vectors.json: hexadecimal throughout. */
type Vector = Record<string, string> & { valid?: boolean; count?: number }
const vectors: Vector[] = JSON.parse(
  readFileSync(new URL('../../shared/contracts/_crypto-vectors.json', import.meta.url), 'utf8'),
)
const of = (alg: string, op: string) => {
  const found = vectors.filter((vector) => vector.alg === alg && vector.op === op)
  expect(found.length).toBeGreaterThan(0)
  return found.map((vector, n) => ({ name: `${n} ${vector.source}`, ...vector }) as Vector & { name: string })
}
const bytes = (hex: string | undefined) => Buffer.from(hex ?? '', 'hex')
const text = (hex: string | undefined) => bytes(hex).toString('utf8')

const implementations = [
  ['what Electron has', without] as const,
  ...(ofNode ? [['OpenSSL', ofNode] as const] : []),
]

it('reads every kind of vector that there is', () => {
  const tested = new Set([
    ...['SM3 digest', 'SM3 digest-repeat', 'HMAC-SM3 mac', 'SM4-ECB encrypt', 'SM4-ECB encrypt-repeat'],
    ...['SM4-CBC encrypt', 'SM4-ECB decrypt', 'SM4-GCM encrypt', 'SM4-CTR encrypt', 'SM2 keypair', 'SM2 za'],
    ...['SM2 e', 'SM2 sign', 'SM2 verify', 'SM2 verify-digest', 'SM2 encrypt', 'SM2 decrypt'],
  ])
  expect(new Set(vectors.map(({ alg, op }) => `${alg} ${op}`))).toEqual(tested)
})

describe.each(implementations)('SM3 and SM4 by %s', (_name, by) => {
  it.each(of('SM3', 'digest'))('digests $name', ({ msg, digest }) => {
    expect(sm3(bytes(msg), by).toString('hex')).toBe(digest)
  })

  it.each(of('SM3', 'digest-repeat'))('digests $name', ({ unit, count, digest }) => {
    expect(sm3(Buffer.concat(Array(count).fill(bytes(unit))), by).toString('hex')).toBe(digest)
  })

  it.each(of('HMAC-SM3', 'mac'))('makes a MAC: $name', ({ key, msg, mac }) => {
    const long = bytes(key).length > 64 ? sm3(bytes(key), by) : bytes(key)
    const pad = (filler: number) => Buffer.alloc(64, filler).map((byte, i) => byte ^ (long[i] ?? 0))
    const inner = sm3(Buffer.concat([pad(0x36), bytes(msg)]), by)
    expect(sm3(Buffer.concat([pad(0x5c), inner]), by).toString('hex')).toBe(mac)
  })

  it.each([...of('SM4-ECB', 'encrypt'), ...of('SM4-CBC', 'encrypt')])(
    'seals and opens $alg $name',
    (vector) => {
      const { alg, key, iv, plain, cipher, padding } = vector
      const how: Sm4Mode = alg === 'SM4-CBC' ? { mode: 'cbc', iv: bytes(iv) } : { mode: 'ecb' }
      const sealed = sm4Encrypt(bytes(key), bytes(plain), how, by)
      // without padding the published answer is what stands before the last block
      expect((padding === 'none' ? sealed.subarray(0, -16) : sealed).toString('hex')).toBe(cipher)
      expect(sm4Decrypt(bytes(key), sealed, how, by).toString('hex')).toBe(plain)
      expect(by.decrypt(bytes(key), bytes(cipher), how).toString('hex')).toContain(plain)
    },
  )

  it.each(of('SM4-ECB', 'decrypt'))('refuses $name', ({ key, cipher }) => {
    expect(() => sm4Decrypt(bytes(key), bytes(cipher), { mode: 'ecb' }, by)).toThrow('填充不正确')
  })

  it.each(of('SM4-CTR', 'encrypt'))('makes a key stream: $name', ({ key, iv, plain, cipher }) => {
    const blocks = Array.from({ length: bytes(plain).length / 16 }, (_, i) => {
      const counter = (BigInt(`0x${iv}`) + BigInt(i)).toString(16).padStart(32, '0')
      return by.encrypt(bytes(key), bytes(counter), { mode: 'ecb' })
    })
    const stream = Buffer.concat(blocks)
    expect(Buffer.from(bytes(plain).map((byte, i) => byte ^ stream[i]!)).toString('hex')).toBe(cipher)
  })
})

it.each(of('SM4-ECB', 'encrypt-repeat'))(
  'encrypts a million times: $source',
  ({ key, plain, count, cipher }) => {
    // one after the other is what CBC does with blocks of zeros
    const zeros = Buffer.alloc(16 * (count! - 1))
    const first = without.encrypt(bytes(key), bytes(plain), { mode: 'ecb' })
    const last = without.encrypt(bytes(key), zeros, { mode: 'cbc', iv: first }).subarray(-16)
    expect(last.toString('hex')).toBe(cipher)
  },
)

it.each(of('SM4-GCM', 'encrypt'))(
  'the library seals by GCM: $source',
  ({ key, iv, aad, plain, cipher, tag }) => {
    const options = { mode: 'gcm', output: 'array', outputTag: true, padding: 'none' } as const
    const sealed = sm4.encrypt(bytes(plain), bytes(key), {
      ...options,
      iv: bytes(iv),
      associatedData: bytes(aad),
    })
    expect([sealed.output, sealed.tag!].map((part) => Buffer.from(part).toString('hex'))).toEqual([
      cipher,
      tag,
    ])
  },
)

describe('SM2', () => {
  it.each(of('SM2', 'keypair'))('knows the public key of $name', ({ d, pub }) => {
    expect(publicKeyOf(d!)).toBe(pub)
  })

  it.each(of('SM2', 'za'))('Z of $name', ({ id, pub, za }) => {
    expect(sm2Digest(Buffer.from('m'), pub!, text(id))).toEqual(
      sm3(Buffer.concat([bytes(za), Buffer.from('m')])),
    )
  })

  it.each(of('SM2', 'e'))('e of $name', ({ id, pub, msg, e }) => {
    expect(sm2Digest(bytes(msg), pub!, text(id)).toString('hex')).toBe(e)
  })

  it.each(of('SM2', 'sign'))('signs $name', ({ id, d, pub, msg, k, sig }) => {
    const digest = sm2Digest(bytes(msg), pub!, text(id))
    const x1 = BigInt(`0x${publicKeyOf(k!).slice(2, 66)}`)
    const pointPool = [{ k: BigInt(`0x${k}`), x1 }]
    expect(sm2.doSignature(digest, d!, { hash: false, pointPool })).toBe(sig)
    expect(sm2Verify(bytes(msg), bytes(sig), pub!, text(id))).toBe(true)
  })

  it.each(of('SM2', 'verify'))('verifies $name: $valid', ({ id, pub, msg, sig, valid }) => {
    expect(sm2Verify(bytes(msg), bytes(sig), pub!, text(id))).toBe(valid)
  })

  it.each(of('SM2', 'verify-digest'))('verifies $name: $valid', ({ pub, e, sig, valid }) => {
    expect(sm2VerifyDigest(bytes(e), bytes(sig), pub!)).toBe(valid)
  })

  it.each([...of('SM2', 'encrypt'), ...of('SM2', 'decrypt').filter(({ valid }) => valid !== false)])(
    'opens $name, with C1 marked and not',
    async ({ d, c1c3c2, msg }) => {
      expect((await signerOf(d!).open(bytes(c1c3c2))).toString('hex')).toBe(msg)
      expect((await signerOf(d!).open(bytes(c1c3c2).subarray(1))).toString('hex')).toBe(msg)
    },
  )

  it.each(of('SM2', 'decrypt').filter(({ valid }) => valid === false))(
    'refuses $name',
    async ({ d, c1c3c2 }) => {
      await expect(signerOf(d!).open(bytes(c1c3c2))).rejects.toThrow('密文解不开')
    },
  )
})

it('the libraries alone would take what is refused here', () => {
  const [first] = of('SM4-ECB', 'decrypt')
  const options = { mode: 'ecb', output: 'array' } as const
  expect(() => sm4.decrypt(bytes(first!.cipher), bytes(first!.key), options)).not.toThrow()
  expect(() =>
    independent.sm4.decrypt([...bytes(first!.cipher)], [...bytes(first!.key)], options),
  ).not.toThrow()
  expect(librarySm3('abc')).toBe(independent.sm3('abc'))
})
