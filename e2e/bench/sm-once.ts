import { createCipheriv, createDecipheriv, createHash } from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import { performance } from 'node:perf_hooks'
import type { JsonObject } from '../../shared/contract.ts'
import { median, round3 } from './stats.ts'

export interface SmOnce {
  bytes: number
  /** sealed and signed; verified and opened; both beside SM4-CBC and SM3 of the same bytes by OpenSSL */
  seal_ms: number
  open_ms: number
  plain_ms: number
  /** of seal_ms and open_ms: the message from and to text, which is there without any sealing */
  text_ms: number
}

/**
 * The message of the cross-province platform, in this process. `bare`: as in Electron, whose BoringSSL has neither
 * SM3 nor SM4; what is measured beside it is OpenSSL's all the same.
 */
const { sizes, rounds, bare } = JSON.parse(process.argv[2] ?? '{}') as {
  sizes: number[]
  rounds: number
  bare: boolean
}
if (bare) {
  const crypto = (await import('node:crypto')).default
  const [hashes, ciphers] = [crypto.getHashes(), crypto.getCiphers()]
  crypto.getHashes = () => hashes.filter((name) => !/sm3/i.test(name))
  crypto.getCiphers = () => ciphers.filter((name) => !/^sm4/i.test(name))
  syncBuiltinESMExports()
}
const { newKeyPair, signerOf, sm2Verify } = await import('../../electron/sm/index.ts')
const { ofNode } = await import('../../electron/sm/symmetric.ts')
if (bare !== (ofNode === null)) throw new Error('this process does not compute as it was told to')
const { gyConfig } = await import('../../electron/platforms/gy/config.ts')
const { opened, sealed, signedText } = await import('../../electron/platforms/gy/envelope.ts')

const signer = signerOf(newKeyPair().privateKey)
const config = gyConfig.parse({
  ...{ baseUrl: 'http://127.0.0.1/gy', sender: '510000', aab299: '510100', cipher: 'cbc', keyRef: 'gy' },
  // to ourselves: what is sealed here is opened here
  platformKey: signer.publicKey,
})
const head = { transno: 'GYU102', transid: 'H51010000001202601010800000001', sender: '510000' }

const line = (n: number): JsonObject => ({
  row_no: n + 1,
  ykc610: `MX${String(n).padStart(8, '0')}`,
  ake001: 'XJ01CAA040E001010100011',
  ake002: '阿莫西林胶囊',
  akc226: '2',
  akc225: '9.80',
  akc227: '19.60',
})

function inputOf(bytes: number): JsonObject {
  const each = Buffer.byteLength(JSON.stringify(line(0))) + 1
  return { list: Array.from({ length: Math.ceil(bytes / each) }, (_, n) => line(n)) }
}

async function message(input: JsonObject, text: string): Promise<[seal_ms: number, open_ms: number]> {
  const start = performance.now()
  const envelope = await sealed(head, input, config, signer)
  const between = performance.now()
  const genuine = sm2Verify(
    signedText(config.signed.request, envelope),
    Buffer.from(envelope.sign ?? '', config.encoding),
    signer.publicKey,
  )
  const found = await opened(envelope, config, signer)
  const end = performance.now()
  if (!genuine || found !== text) throw new Error('what was sealed does not open')
  return [between - start, end - between]
}

function plainly(bytes: Buffer): number {
  const [key, iv] = [Buffer.alloc(16, 1), Buffer.alloc(16, 2)]
  const start = performance.now()
  const cipher = createCipheriv('sm4-cbc', key, iv)
  const body = Buffer.concat([cipher.update(bytes), cipher.final()])
  createHash('sm3').update(body).digest()
  createHash('sm3').update(body).digest()
  const decipher = createDecipheriv('sm4-cbc', key, iv)
  Buffer.concat([decipher.update(body), decipher.final()])
  return performance.now() - start
}

function asText(input: JsonObject): number {
  const start = performance.now()
  const length = Buffer.from(JSON.stringify(input), 'utf8').toString('utf8').length
  const ms = performance.now() - start
  if (length === 0) throw new Error('there is no text')
  return ms
}

const results: SmOnce[] = []
for (const size of sizes) {
  const input = inputOf(size)
  const text = JSON.stringify(input)
  const bytes = Buffer.from(text, 'utf8')
  const times: [number[], number[], number[], number[]] = [[], [], [], []]
  for (let round = -5; round < rounds; round++) {
    const [seal_ms, open_ms] = await message(input, text)
    const plain_ms = plainly(bytes)
    const text_ms = asText(input)
    if (round < 0) continue
    times[0].push(seal_ms)
    times[1].push(open_ms)
    times[2].push(plain_ms)
    times[3].push(text_ms)
  }
  const [seal_ms, open_ms, plain_ms, text_ms] = times.map((all) => round3(median(all)))
  results.push({
    bytes: bytes.length,
    ...{ seal_ms: seal_ms!, open_ms: open_ms!, plain_ms: plain_ms!, text_ms: text_ms! },
  })
}
console.log(JSON.stringify(results))
