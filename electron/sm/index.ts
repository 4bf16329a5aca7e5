import { createHash } from 'node:crypto'
import { sm2, sm3 as sm3Of, sm4 } from 'sm-crypto-v2'

/** A key or message that cannot be used, in Chinese; says nothing of the key itself. */
export class SmError extends Error {}

/**
 * Who signs, and who opens what was sealed for him: keys of the secret store, a USB key, an SDF device. Private
 * keys never leave it. Both throw SmError.
 */
export interface Signer {
  /** uncompressed point, 04 + x + y, 130 hexadecimal digits */
  readonly publicKey: string
  /** r ‖ s, 64 bytes, over SM3(Z ‖ message) with the default user id 1234567812345678 */
  sign(message: Buffer): Promise<Buffer>
  /** opens C1 ‖ C3 ‖ C2 */
  open(sealed: Buffer): Promise<Buffer>
}

export interface Sm4Mode {
  mode: 'ecb' | 'cbc'
  /** 16 bytes; cbc only */
  iv?: Buffer
}

/** GB/T 32905: 32 bytes. */
export function sm3(message: Buffer): Buffer {
  try {
    return createHash('sm3').update(message).digest()
  } catch {
    return Buffer.from(sm3Of(message), 'hex')
  }
}

/** GB/T 32907 with PKCS#7. The key has 16 bytes. */
export function sm4Encrypt(key: Buffer, message: Buffer, { mode, iv }: Sm4Mode): Buffer {
  const options = { mode, output: 'array', ...(iv ? { iv } : {}) } as const
  return Buffer.from(sm4.encrypt(message, key, options))
}

/** Throws SmError where the padding is none, a tail of 0 among it. */
export function sm4Decrypt(key: Buffer, sealed: Buffer, { mode, iv }: Sm4Mode): Buffer {
  const options = { mode, padding: 'none', output: 'array', ...(iv ? { iv } : {}) } as const
  const padded = Buffer.from(sm4.decrypt(sealed, key, options))
  const tail = padded.at(-1) ?? 0
  if (tail < 1 || tail > 16 || !padded.subarray(-tail).every((byte) => byte === tail))
    throw new SmError('密文解不开：填充不正确')
  return padded.subarray(0, -tail)
}

/** True only for a signature of this very message by the owner of this key; never throws. */
export function sm2Verify(message: Buffer, signature: Buffer, publicKey: string): boolean {
  try {
    return sm2.doVerifySignature(message, signature.toString('hex'), publicKey, { hash: true })
  } catch {
    return false
  }
}

/** Seals for the owner of the key: C1 ‖ C3 ‖ C2, C1 beginning with 04. */
export function sm2Seal(message: Buffer, publicKey: string): Buffer {
  return Buffer.from(`04${sm2.doEncrypt(message, publicKey, 1)}`, 'hex')
}

/** A signer over a private key of 64 hexadecimal digits. */
export function signerOf(privateKey: string): Signer {
  const publicKey = sm2.getPublicKeyFromPrivateKey(privateKey)
  return {
    publicKey,
    sign: async (message) => Buffer.from(sm2.doSignature(message, privateKey, { hash: true }), 'hex'),
    open: async (sealed) => {
      const body = sealed[0] === 4 ? sealed.subarray(1) : sealed
      return Buffer.from(sm2.doDecrypt(body.toString('hex'), privateKey, 1, { output: 'array' }))
    },
  }
}

export function newKeyPair(): { privateKey: string; publicKey: string } {
  const { privateKey, publicKey } = sm2.generateKeyPairHex()
  return { privateKey, publicKey }
}
