import { sm2 } from 'sm-crypto-v2'
import { SmError } from './error.ts'
import { fastest } from './symmetric.ts'

/**
 * Who signs, and who opens what was sealed for him. Private keys never leave it. signerOf() is the one over a key
 * of the secret store; a USB key (SKF) or an SDF device is another one, which families.ts opens where `keyRef`
 * names it. What its driver has to do:
 *
 * - `publicKey`: read once as the device is opened (SKF_ExportPublicKey, SDF_ExportSignPublicKey_ECC). A
 *   device that keeps two pairs gives a signer a pair, for the platform knows the institution by one public key.
 * - `sign`: devices sign 32 bytes and leave Z to their caller: hand them sm2Digest(message, publicKey)
 *   (SKF_ECCSignData, SDF_InternalSign_ECC). Their signature has r and s in fields of 64 bytes, filled up with
 *   zeros from the left; the last 32 bytes of each, one after the other, are what is wanted here.
 * - `open`: sealedParts() gives x, y, C3 and C2 as their cipher structures want them (SDF_InternalDecrypt_ECC);
 *   x and y are filled up to 64 bytes from the left there.
 * - Both are asked one at a time from this process, may take their time, and throw SmError in Chinese when the
 *   device is not there, wants its PIN, or says no: then nothing is sent.
 */
export interface Signer {
  /** uncompressed point, 04 + x + y, 130 hexadecimal digits */
  readonly publicKey: string
  /** r ‖ s, 64 bytes, over SM3(Z ‖ message) with the default user id 1234567812345678 */
  sign(message: Buffer): Promise<Buffer>
  /** opens C1 ‖ C3 ‖ C2 */
  open(sealed: Buffer): Promise<Buffer>
}

/** GB/T 32918.5: order of the curve's group. */
const N = BigInt('0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123')
const PUBLIC = /^04[0-9a-f]{128}$/i
const USER_ID = '1234567812345678'

type Point = ReturnType<typeof sm2.precomputePublicKey>

interface KnownKey {
  /** what a digest under this key begins with, for the default user id */
  z: Buffer
  uses: number
  /** multiples of the key: 60 ms and a megabyte, which make each use of it six times as fast */
  table: Point | null
}

/** A key used so often is the platform's, and worth a table; one that came with a strange message is not. */
const TABLE_FROM = 4
const KEYS = 8
const known = new Map<string, KnownKey>()

/** Throws SmError where it is no point of the curve. */
function keyOf(publicKey: string): KnownKey {
  const key = known.get(publicKey) ?? { z: zOf(publicKey, USER_ID), uses: 0, table: null }
  known.delete(publicKey)
  known.set(publicKey, key)
  if (known.size > KEYS) known.delete(known.keys().next().value!)
  return key
}

/** The key as the library multiplies it. */
function pointOf(publicKey: string): string | Point {
  const key = keyOf(publicKey)
  if (++key.uses === TABLE_FROM) key.table = sm2.precomputePublicKey(publicKey)
  return key.table ?? publicKey
}

function zOf(publicKey: string, userId: string): Buffer {
  if (!PUBLIC.test(publicKey)) throw new SmError('公钥应为 04 开头的 130 位十六进制')
  try {
    return Buffer.from(sm2.getZ(publicKey, userId))
  } catch {
    throw new SmError('公钥不在 SM2 曲线上')
  }
}

/** What is signed: SM3(Z ‖ message), 32 bytes. SmError where the key is none. */
export function sm2Digest(message: Buffer, publicKey: string, userId = USER_ID): Buffer {
  const z = userId === USER_ID ? keyOf(publicKey).z : zOf(publicKey, userId)
  return fastest.hash([z, message])
}

/** True only for a signature of this very message by the owner of this key; never throws. */
export function sm2Verify(message: Buffer, signature: Buffer, publicKey: string, userId = USER_ID): boolean {
  try {
    const digest = sm2Digest(message, publicKey, userId)
    return sm2VerifyDigest(digest, signature, publicKey)
  } catch {
    return false
  }
}

/**
 * The same of 32 bytes that were digested before. The library looks at no range: r = n and s = n are caught here.
 * Throws where the key is none.
 */
export function sm2VerifyDigest(digest: Buffer, signature: Buffer, publicKey: string): boolean {
  if (signature.length !== 64 || digest.length !== 32) return false
  const hex = signature.toString('hex')
  const halves = [hex.slice(0, 64), hex.slice(64)].map((half) => BigInt(`0x${half}`))
  if (halves.some((half) => half === 0n || half >= N)) return false
  return sm2.doVerifySignature(digest, hex, pointOf(publicKey), { hash: false })
}

/** Seals for the owner of the key: C1 ‖ C3 ‖ C2, C1 beginning with 04. SmError where the key is none. */
export function sm2Seal(message: Buffer, publicKey: string): Buffer {
  if (message.length === 0) throw new SmError('没有要加密的内容')
  const point = pointOf(publicKey)
  for (;;) {
    const sealed = Buffer.from(`04${sm2.doEncrypt(message, point, 1)}`, 'hex')
    // a key stream of zeros, which the standard has drawn again: one in 256 of a single byte
    if (!sealed.subarray(97).equals(message)) return sealed
  }
}

export interface SealedParts {
  /** the point C1, 32 bytes each */
  x: Buffer
  y: Buffer
  c3: Buffer
  c2: Buffer
}

/** C1 ‖ C3 ‖ C2 in its parts; senders write C1 with its 04 and without. SmError where it is none. */
export function sealedParts(sealed: Buffer): SealedParts {
  for (const from of [1, 0]) {
    const body = sealed.subarray(from)
    if (body.length < 97 || (from === 1 && sealed[0] !== 4)) continue
    if (!onCurve(body.subarray(0, 64))) continue
    const [x, y, c3, c2] = [[0, 32] as const, [32, 64] as const, [64, 96] as const, [96] as const].map((at) =>
      body.subarray(...at),
    )
    return { x: x!, y: y!, c3: c3!, c2: c2! }
  }
  throw new SmError('密文解不开：不是 SM2 密文')
}

function onCurve(xy: Buffer): boolean {
  try {
    return sm2.verifyPublicKey(`04${xy.toString('hex')}`)
  } catch {
    return false
  }
}

/** A signer over a private key of 64 hexadecimal digits; SmError where it is none. */
export function signerOf(privateKey: string): Signer {
  checkPrivate(privateKey)
  let publicKey: string | null = null
  // a tenth of a second the first time, which a start without gy need not wait for
  const own = () => (publicKey ??= publicKeyOf(privateKey))
  return {
    get publicKey() {
      return own()
    },
    async sign(message) {
      const digest = sm2Digest(message, own())
      return Buffer.from(sm2.doSignature(digest, privateKey, { hash: false }), 'hex')
    },
    async open(sealed) {
      const { x, y, c3, c2 } = sealedParts(sealed)
      const body = Buffer.concat([x, y, c3, c2]).toString('hex')
      const opened = Buffer.from(sm2.doDecrypt(body, privateKey, 1, { output: 'array' }))
      if (opened.length === 0 || opened.equals(c2))
        throw new SmError('密文解不开：不是用本机构的公钥加密的，或已被改动')
      return opened
    },
  }
}

/** 04 + x + y of a private key of 64 hexadecimal digits in [1, n-2]; SmError where it is none. */
export function publicKeyOf(privateKey: string): string {
  checkPrivate(privateKey)
  return sm2.getPublicKeyFromPrivateKey(privateKey)
}

function checkPrivate(privateKey: string): void {
  const d = /^[0-9a-f]{64}$/i.test(privateKey) ? BigInt(`0x${privateKey}`) : 0n
  if (d < 1n || d > N - 2n)
    throw new SmError('私钥不可用：应为 64 位十六进制，请用 npm run secret -- 名称 --import-key 文件 导入')
}

/** hexadecimal: 64 digits, and 04 + 128 digits */
export function newKeyPair(): { privateKey: string; publicKey: string } {
  const { privateKey, publicKey } = sm2.generateKeyPairHex()
  return { privateKey, publicKey }
}
