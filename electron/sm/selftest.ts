import independent from 'sm-crypto'
import * as library from 'sm-crypto-v2'
import { SmError } from './error.ts'
import { type Signer, signerOf, sm2Digest, sm2Seal, sm2Verify } from './sm2.ts'
import { ofNode, type Sm4Mode, type Symmetric, sm3, sm4Decrypt, sm4Encrypt, without } from './symmetric.ts'

/** Who must agree: what this process computes with, what it would without OpenSSL, and both libraries. */
const symmetric: [name: string, by: Symmetric][] = [
  ...(ofNode ? [['OpenSSL', ofNode] as [string, Symmetric]] : []),
  ['本程序', without],
  [
    'sm-crypto-v2',
    {
      hash: (parts) => Buffer.from(library.sm3(Buffer.concat(parts)), 'hex'),
      encrypt: (key, blocks, how) => Buffer.from(library.sm4.encrypt(blocks, key, v2(how))),
      decrypt: (key, blocks, how) => Buffer.from(library.sm4.decrypt(blocks, key, v2(how))),
    },
  ],
  [
    'sm-crypto',
    {
      hash: (parts) => Buffer.from(independent.sm3([...Buffer.concat(parts)]), 'hex'),
      encrypt: (key, blocks, { mode, iv }) =>
        Buffer.from(independent.sm4.encrypt([...blocks], [...key], plain(mode, iv))),
      decrypt: (key, blocks, { mode, iv }) =>
        Buffer.from(independent.sm4.decrypt([...blocks], [...key], plain(mode, iv))),
    },
  ],
]

const v2 = ({ mode, iv }: Sm4Mode) =>
  ({ mode, padding: 'none', output: 'array', ...(iv ? { iv } : {}) }) as const
const plain = (mode: 'ecb' | 'cbc', iv: Buffer | undefined) =>
  ({ mode, padding: 'none', output: 'array', ...(iv ? { iv: [...iv] } : {}) }) as const

/** GB/T 32905 annex A.1; GB/T 32907 annex A.1; draft-ribose-cfrg-sm4 A.2.2. */
const ABC = '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'
const KEY = Buffer.from('0123456789abcdeffedcba9876543210', 'hex')
const ECB = '681edf34d206965e86b3e94f536e4246'
const IV = Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex')
const PLAIN = Buffer.from('aaaaaaaabbbbbbbbccccccccddddddddeeeeeeeeffffffffaaaaaaaabbbbbbbb', 'hex')
const CBC = '78ebb11cc40b0a48312aaeb2040244cb4cb7016951909226979b0d15dc6a8f6d'

/**
 * As a program that signs starts: SM3 and SM4 of everybody give the published answers. A few milliseconds. Throws
 * SmError naming who does not. SM2 takes the independent library a quarter of a second: see proven().
 */
export function selfTest(): void {
  for (const [name, by] of symmetric) {
    expectSame(name, 'SM3', sm3(Buffer.from('abc'), by).toString('hex'), ABC)
    const ecb = sm4Encrypt(KEY, KEY, { mode: 'ecb' }, by)
    expectSame(name, 'SM4/ECB', ecb.subarray(0, 16).toString('hex'), ECB)
    const cbc = sm4Encrypt(KEY, PLAIN, { mode: 'cbc', iv: IV }, by)
    expectSame(name, 'SM4/CBC', cbc.subarray(0, 32).toString('hex'), CBC)
    const back = sm4Decrypt(KEY, cbc, { mode: 'cbc', iv: IV }, by)
    expectSame(name, 'SM4/CBC 解密', back.toString('hex'), PLAIN.toString('hex'))
  }
}

function expectSame(name: string, what: string, found: string, wanted: string): void {
  if (found !== wanted) throw broken(`${name} 的 ${what} 结果不对`)
}

const broken = (what: string) =>
  new SmError(`国密自检没有通过：${what}。跨省工伤业务已停用，没有发送任何内容，请联系信息科`)

/** GB/T 32918.5 annex A. */
const PRIVATE = '3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8'
const PUBLIC =
  '0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13'

/**
 * Both libraries sign what the other one verifies and seal what the other one opens, and refuse what was altered.
 * Rejects with SmError where they do not agree.
 */
export async function crossCheck(other = independent.sm2): Promise<void> {
  const ours = signerOf(PRIVATE)
  if (ours.publicKey !== PUBLIC) throw broken('SM2 公钥算得不对')
  const message = Buffer.from('message digest')
  const digest = [...sm2Digest(message, PUBLIC)]
  const hash = { hash: true }
  const signed = await ours.sign(message)
  if (!other.doVerifySignature([...message], signed.toString('hex'), PUBLIC, hash))
    throw broken('本机的 SM2 签名，sm-crypto 不认')
  const theirs = other.doSignature(digest, PRIVATE, { hash: false, publicKey: PUBLIC })
  if (!sm2Verify(message, Buffer.from(theirs, 'hex'), PUBLIC)) throw broken('sm-crypto 的 SM2 签名，本机不认')
  if (sm2Verify(Buffer.from('message digesT'), signed, PUBLIC)) throw broken('SM2 认了改动过的内容')
  const sealed = sm2Seal(KEY, PUBLIC).subarray(1).toString('hex')
  const opened = other.doDecrypt(sealed, PRIVATE, 1, { output: 'array' })
  if (!Buffer.from(opened).equals(KEY)) throw broken('本机的 SM2 密文，sm-crypto 解不开')
  const back = await ours
    .open(Buffer.from(`04${other.doEncrypt([...KEY], PUBLIC, 1)}`, 'hex'))
    .catch(() => null)
  if (!back?.equals(KEY)) throw broken('sm-crypto 的 SM2 密文，本机解不开')
}

/** of the process: the libraries do not change while it runs */
let checked: Promise<void> | null = null

/**
 * A signer that is not used before both libraries have agreed on SM2, once a process. Not as the program starts,
 * for that would delay each start by a quarter of a second; before the first signature, for nothing leaves without.
 */
export function proven(
  signer: Signer,
  check: () => Promise<void> = () => (checked ??= crossCheck()),
): Signer {
  return {
    get publicKey() {
      return signer.publicKey
    },
    sign: async (message) => {
      await check()
      return signer.sign(message)
    },
    open: async (sealed) => {
      await check()
      return signer.open(sealed)
    },
  }
}
