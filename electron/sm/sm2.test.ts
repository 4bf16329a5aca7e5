import { describe, expect, it } from 'vitest'
import { seeded } from '../../build/generate.ts'
import { crossCheck, proven, selfTest } from './selftest.ts'
import {
  newKeyPair,
  type Signer,
  sealedParts,
  signerOf,
  sm2Digest,
  sm2Seal,
  sm2Verify,
  sm2VerifyDigest,
} from './sm2.ts'
import { ofNode, sm3, sm4Decrypt, sm4Encrypt, without } from './symmetric.ts'
import { alter, alterSealed } from './testkit.ts'

const N = 'fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123'
const MESSAGE = Buffer.from('{"akc190":"ZY20260001","amount":"1280.50"}')

describe('a signature of untrusted origin', () => {
  it('is refused after any of 1,000 alterations', async () => {
    const { tried, accepted, kinds } = await alter(1_000, seeded(52))
    expect({ tried, accepted }).toEqual({ tried: 1_000, accepted: 0 })
    expect(Math.min(...Object.values(kinds))).toBeGreaterThan(90)
  })

  it('is refused with r or s out of range, of another length, under a key that is none', async () => {
    const signer = signerOf(newKeyPair().privateKey)
    const digest = sm2Digest(MESSAGE, signer.publicKey)
    const signature = await signer.sign(MESSAGE)
    const [r, s] = [signature.subarray(0, 32), signature.subarray(32)]
    const add = (half: Buffer) =>
      Buffer.from(
        (BigInt(`0x${half.toString('hex')}`) + BigInt(`0x${N}`)).toString(16).padStart(64, '0'),
        'hex',
      )
    for (const wrong of [
      Buffer.concat([Buffer.alloc(32), s]),
      Buffer.concat([r, Buffer.alloc(32)]),
      Buffer.concat([Buffer.from(N, 'hex'), s]),
      Buffer.concat([r, Buffer.from(N, 'hex')]),
      Buffer.concat([r, Buffer.alloc(32, 0xff)]),
      Buffer.concat([add(r), s]),
      Buffer.concat([signature, Buffer.alloc(1)]),
      signature.subarray(0, 63),
      Buffer.alloc(0),
    ])
      expect(sm2VerifyDigest(digest, wrong, signer.publicKey)).toBe(false)
    for (const key of [
      '',
      signer.publicKey.slice(2),
      `${signer.publicKey}00`,
      `04${'0'.repeat(128)}`,
      `04${'1'.repeat(128)}`,
      `02${signer.publicKey.slice(2, 66)}`,
    ])
      expect(sm2Verify(MESSAGE, signature, key)).toBe(false)
    expect(sm2Verify(MESSAGE, signature, signer.publicKey)).toBe(true)
  })

  it('is still told right once the key is used so often that it has a table', async () => {
    const signer = signerOf(newKeyPair().privateKey)
    for (let i = 0; i < 8; i++) {
      const message = Buffer.from(`message ${i}`)
      const signature = await signer.sign(message)
      expect(sm2Verify(message, signature, signer.publicKey)).toBe(true)
      expect(sm2Verify(Buffer.from(`message ${i + 1}`), signature, signer.publicKey)).toBe(false)
      expect(await signer.open(sm2Seal(message, signer.publicKey))).toEqual(message)
    }
  })
})

describe('what is sealed', () => {
  it('opens after none of 300 alterations', async () => {
    expect(await alterSealed(300, seeded(7))).toBe(0)
  })

  it('opens for nobody else, cut short, or off the curve', async () => {
    const [one, other] = [signerOf(newKeyPair().privateKey), signerOf(newKeyPair().privateKey)]
    const sealed = sm2Seal(MESSAGE, one.publicKey)
    await expect(other.open(sealed)).rejects.toThrow('不是用本机构的公钥加密的')
    await expect(one.open(sealed.subarray(0, 97))).rejects.toThrow('密文解不开')
    await expect(one.open(Buffer.alloc(130, 4))).rejects.toThrow('不是 SM2 密文')
    expect(() => sm2Seal(MESSAGE, `04${'1'.repeat(128)}`)).toThrow('公钥不在 SM2 曲线上')
    expect(() => sm2Seal(Buffer.alloc(0), one.publicKey)).toThrow('没有要加密的内容')
  })

  it('never looks like what it seals, be it a single byte', async () => {
    const { privateKey, publicKey } = newKeyPair()
    for (let i = 0; i < 64; i++) {
      const sealed = sm2Seal(Buffer.from([i]), publicKey)
      expect(sealed.at(-1)).not.toBe(i)
      expect([...(await signerOf(privateKey).open(sealed))]).toEqual([i])
    }
  })
})

describe('SM4', () => {
  const key = Buffer.alloc(16, 1)
  it.each([
    ['密钥必须是 16 字节', () => sm4Encrypt(key.subarray(1), MESSAGE, { mode: 'ecb' })],
    ['初始向量必须是 16 字节', () => sm4Encrypt(key, MESSAGE, { mode: 'cbc' })],
    [
      '初始向量必须是 16 字节',
      () => sm4Decrypt(key, Buffer.alloc(16), { mode: 'cbc', iv: Buffer.alloc(12) }),
    ],
    ['不是 16 字节的整数倍', () => sm4Decrypt(key, Buffer.alloc(17), { mode: 'ecb' })],
    ['不是 16 字节的整数倍', () => sm4Decrypt(key, Buffer.alloc(0), { mode: 'ecb' })],
  ])('says %s', (message, act) => {
    expect(act).toThrow(message)
  })

  it('is the same as OpenSSL and both libraries have it, over odd lengths and views into larger buffers', async () => {
    if (!ofNode) throw new Error('these tests run under plain Node')
    const { default: independent } = await import('sm-crypto')
    const library = await import('sm-crypto-v2')
    const random = seeded(4)
    const pool = Buffer.from(Array.from({ length: 5_000 }, () => Math.floor(random() * 256)))
    for (const length of [0, 1, 15, 16, 17, 31, 47, 63, 64, 65, 1_023, 4_096]) {
      const message = pool.subarray(7, 7 + length)
      for (const how of [{ mode: 'ecb' as const }, { mode: 'cbc' as const, iv: pool.subarray(3, 19) }]) {
        const sealed = sm4Encrypt(key, message, how, ofNode)
        expect(sm4Encrypt(key, message, how, without)).toEqual(sealed)
        expect(sm4Decrypt(key, sealed, how, without)).toEqual(message)
        expect(library.sm4.encrypt(message, key, how)).toBe(sealed.toString('hex'))
        const iv = how.mode === 'cbc' ? { iv: [...how.iv] } : {}
        const options = { mode: how.mode, ...iv, output: 'array' } as const
        const theirs = independent.sm4.encrypt([...message], [...key], options)
        expect(Buffer.from(theirs)).toEqual(sealed)
      }
      const digest = ofNode.hash([message]).toString('hex')
      expect(sm3(message, without).toString('hex')).toBe(digest)
      expect([library.sm3(message), independent.sm3([...message])]).toEqual([digest, digest])
    }
  })
})

it('SM3 of parts is SM3 of the whole, wherever it was cut', () => {
  const random = seeded(3)
  const whole = Buffer.from(Array.from({ length: 300 }, () => Math.floor(random() * 256)))
  for (let i = 0; i < 200; i++) {
    const cuts = [0, ...[1, 2, 3].map(() => Math.floor(random() * 301)).sort((a, b) => a - b), 300]
    const parts = cuts.slice(1).map((to, n) => whole.subarray(cuts[n], to))
    expect(without.hash(parts)).toEqual(sm3(whole))
  }
})

describe('the self-test', () => {
  it('passes, and both libraries agree on SM2', async () => {
    selfTest()
    await crossCheck()
  })

  it('stops what would be signed once the other library does not agree', async () => {
    const { default: independent } = await import('sm-crypto')
    const broken = { ...independent.sm2, doVerifySignature: () => false }
    let signed = 0
    const { publicKey } = newKeyPair()
    const device: Signer = {
      publicKey,
      sign: async (message) => {
        signed++
        return message
      },
      open: async (sealed) => sealed,
    }
    const guarded = proven(device, () => crossCheck(broken))
    await expect(guarded.sign(MESSAGE)).rejects.toThrow('国密自检没有通过：本机的 SM2 签名，sm-crypto 不认')
    await expect(guarded.open(MESSAGE)).rejects.toThrow('请联系信息科')
    expect(signed).toBe(0)
    expect(await proven(device).sign(MESSAGE)).toBe(MESSAGE)
    expect(guarded.publicKey).toBe(publicKey)
  })
})

describe('a device that holds the key', () => {
  /** Computes over digests, with fields of 64 bytes, as SKF and SDF have it. */
  function device(privateKey: string) {
    const inside = signerOf(privateKey)
    const wide = (part: Buffer) => Buffer.concat([Buffer.alloc(32), part])
    return {
      async signData(digest: Buffer) {
        const { sm2 } = await import('sm-crypto-v2')
        const signature = Buffer.from(sm2.doSignature(digest, privateKey, { hash: false }), 'hex')
        return { r: wide(signature.subarray(0, 32)), s: wide(signature.subarray(32)) }
      },
      decrypt: (blob: { x: Buffer; y: Buffer; hash: Buffer; cipher: Buffer }) =>
        inside.open(
          Buffer.concat([Buffer.from([4]), blob.x.subarray(32), blob.y.subarray(32), blob.hash, blob.cipher]),
        ),
      publicKey: inside.publicKey,
      wide,
    }
  }

  it('is a signer with what this module hands its driver', async () => {
    const hardware = device(newKeyPair().privateKey)
    const signer: Signer = {
      publicKey: hardware.publicKey,
      async sign(message) {
        const { r, s } = await hardware.signData(sm2Digest(message, hardware.publicKey))
        return Buffer.concat([r.subarray(-32), s.subarray(-32)])
      },
      async open(sealed) {
        const { x, y, c3, c2 } = sealedParts(sealed)
        return hardware.decrypt({ x: hardware.wide(x), y: hardware.wide(y), hash: c3, cipher: c2 })
      },
    }
    expect(sm2Verify(MESSAGE, await signer.sign(MESSAGE), signer.publicKey)).toBe(true)
    expect(await signer.open(sm2Seal(MESSAGE, signer.publicKey))).toEqual(MESSAGE)
    expect(await signer.open(sm2Seal(MESSAGE, signer.publicKey).subarray(1))).toEqual(MESSAGE)
  })
})
