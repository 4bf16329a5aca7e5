import { signerOf, sm2Seal, sm2Verify } from './sm2.ts'

export interface Altered {
  tried: number
  /** how many of them were taken for good; none, if all is well */
  accepted: number
  kinds: Record<'message' | 'signature' | 'key' | 'length', number>
}

/**
 * So many alterations of one signed message, a third each of message, signature and key: a bit turned, a byte
 * replaced, in every tenth a byte more or less. `random` gives numbers in [0, 1).
 */
export async function alter(times: number, random: () => number): Promise<Altered> {
  const below = (n: number) => Math.floor(random() * n)
  const signer = signerOf(
    Array.from({ length: 63 }, () => below(16).toString(16))
      .join('')
      .padStart(64, '1'),
  )
  const message = Buffer.from(Array.from({ length: 300 }, () => below(256)))
  const signature = await signer.sign(message)
  if (!sm2Verify(message, signature, signer.publicKey)) throw new Error('the genuine message is refused')
  const change = (bytes: Buffer) => {
    const altered = Buffer.from(bytes)
    const at = below(bytes.length)
    altered[at]! ^= below(2) === 0 ? 1 << below(8) : 1 + below(255)
    return altered
  }
  const result: Altered = { tried: 0, accepted: 0, kinds: { message: 0, signature: 0, key: 0, length: 0 } }
  const parts = ['message', 'signature', 'key'] as const
  for (let i = 0; i < times; i++) {
    const part = parts[i % 3]!
    const longer = i % 10 === 9
    const bent: Record<(typeof parts)[number], Buffer> = {
      message,
      signature,
      key: Buffer.from(signer.publicKey, 'hex'),
    }
    const how = longer ? resize(below) : change
    bent[part] = how(bent[part])
    result.tried++
    result.kinds[longer ? 'length' : part]++
    if (sm2Verify(bent.message, bent.signature, bent.key.toString('hex'))) result.accepted++
  }
  return result
}

/** A byte more at the end, or the last one less. */
const resize = (below: (n: number) => number) => (bytes: Buffer) =>
  below(2) === 0 ? Buffer.concat([bytes, Buffer.from([below(256)])]) : bytes.subarray(0, -1)

/** The same of what is sealed: how many alterations open all the same. */
export async function alterSealed(times: number, random: () => number): Promise<number> {
  const below = (n: number) => Math.floor(random() * n)
  const signer = signerOf('1'.repeat(64))
  const sealed = sm2Seal(Buffer.from('0123456789abcdef'), signer.publicKey)
  let opened = 0
  for (let i = 0; i < times; i++) {
    const bent = Buffer.from(sealed)
    bent[below(bent.length)]! ^= 1 + below(255)
    const result = await signer.open(i % 10 === 9 ? resize(below)(sealed) : bent).catch(() => null)
    if (result) opened++
  }
  return opened
}
