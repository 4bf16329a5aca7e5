import { createCipheriv, createDecipheriv, createHash, getCiphers, getHashes } from 'node:crypto'
import { sm3Of, sm4Blocks } from './bulk.ts'
import { SmError } from './error.ts'

export interface Sm4Mode {
  mode: 'ecb' | 'cbc'
  /** 16 bytes; cbc only */
  iv?: Buffer
}

/** SM3 and SM4 as somebody computes them. Keys, vectors and lengths have been looked at before. */
export interface Symmetric {
  /** over the parts as if they were one */
  hash(parts: readonly Buffer[]): Buffer
  /** whole blocks only, nothing padded */
  encrypt(key: Buffer, blocks: Buffer, how: Sm4Mode): Buffer
  decrypt(key: Buffer, blocks: Buffer, how: Sm4Mode): Buffer
}

/** Where Node brings OpenSSL. Electron's BoringSSL has neither algorithm. */
export const ofNode: Symmetric | null =
  getHashes().includes('sm3') && ['sm4-ecb', 'sm4-cbc'].every((name) => getCiphers().includes(name))
    ? {
        hash(parts) {
          const hash = createHash('sm3')
          for (const part of parts) hash.update(part)
          return hash.digest()
        },
        encrypt(key, blocks, { mode, iv = null }) {
          const cipher = createCipheriv(`sm4-${mode}`, key, iv).setAutoPadding(false)
          return Buffer.concat([cipher.update(blocks), cipher.final()])
        },
        decrypt(key, blocks, { mode, iv = null }) {
          const cipher = createDecipheriv(`sm4-${mode}`, key, iv).setAutoPadding(false)
          return Buffer.concat([cipher.update(blocks), cipher.final()])
        },
      }
    : null

/** Where it does not. */
export const without: Symmetric = {
  hash: sm3Of,
  encrypt: (key, blocks, how) => sm4Blocks(key, blocks, how, true),
  decrypt: (key, blocks, how) => sm4Blocks(key, blocks, how, false),
}

/** What this process computes with. */
export const fastest: Symmetric = ofNode ?? without

/** GB/T 32905: 32 bytes. */
export function sm3(message: Buffer, by = fastest): Buffer {
  return by.hash([message])
}

/** GB/T 32907 with PKCS#7. The key has 16 bytes, and so has the vector of cbc; SmError otherwise. */
export function sm4Encrypt(key: Buffer, message: Buffer, how: Sm4Mode, by = fastest): Buffer {
  const right = checked(key, how)
  const tail = 16 - (message.length % 16)
  return by.encrypt(key, Buffer.concat([message, Buffer.alloc(tail, tail)]), right)
}

/**
 * Throws SmError where lengths are wrong or the padding is none. Both libraries take a tail of 0, and one of 17
 * bytes, for a padding; a message that was altered on its way would pass as a shorter one.
 */
export function sm4Decrypt(key: Buffer, sealed: Buffer, how: Sm4Mode, by = fastest): Buffer {
  const right = checked(key, how)
  if (sealed.length === 0 || sealed.length % 16 !== 0)
    throw new SmError('密文解不开：长度不是 16 字节的整数倍')
  const padded = by.decrypt(key, sealed, right)
  const tail = padded.at(-1) ?? 0
  if (tail < 1 || tail > 16 || !padded.subarray(-tail).every((byte) => byte === tail))
    throw new SmError('密文解不开：填充不正确')
  return padded.subarray(0, -tail)
}

/** A vector that ecb has no use for is left out. */
function checked(key: Buffer, { mode, iv }: Sm4Mode): Sm4Mode {
  if (key.length !== 16) throw new SmError('SM4 密钥必须是 16 字节')
  if (mode === 'ecb') return { mode }
  if (iv?.length !== 16) throw new SmError('SM4/CBC 的初始向量必须是 16 字节')
  return { mode, iv }
}
