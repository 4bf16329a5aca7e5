import type { Sm4Mode } from './symmetric.ts'

/**
 * SM3 and SM4 where OpenSSL has neither, which is in Electron: with the library 1 MB of details would keep the
 * counter busy for 150 ms, and with these for half of that. SM4 looks its round function up in four tables of 256
 * words. Written from GB/T 32905 and GB/T 32907; held against OpenSSL and both libraries in the tests and the
 * self-test. Tables may tell another process of this machine about the key by way of the cache, as the libraries'
 * do: the key is a new one for each message, and whoever runs programs at this counter reads the message itself.
 */

/** SM4 over whole blocks; nothing is padded. */
export function sm4Blocks(key: Buffer, blocks: Buffer, how: Sm4Mode, seals: boolean): Buffer {
  const keys = roundKeys(key)
  return sm4Of(seals ? keys : keys.reverse(), blocks, how, seals)
}

const SBOX = Buffer.from(
  [
    'd690e9fecce13db716b614c228fb2c052b679a762abe04c3aa441326498606999c4250f491ef987a33540b43edcfac62',
    'e4b31ca9c908e89580df94fa758f3fa64707a7fcf37317ba83593c19e6854fa8686b81b27164da8bf8eb0f4b70569d35',
    '1e240e5e6358d1a225227c3b01217887d40046579fd327524c3602e7a0c4c89eeabf8ad240c738b5a3f7f2cef96115a1',
    'e0ae5da49b341a55ad933230f58cb1e31df6e22e8266ca60c02923ab0d534e6fd5db3745defd8e2f03ff6a726d6c5b51',
    '8d1baf92bbddbc7f11d95c411f105ad80ac13188a5cd7bbd2d74d012b8e5b4b08969974a0c96777e65b9f109c56ec684',
    '18f07dec3adc4d2079ee5f3ed7cb3948',
  ].join(''),
  'hex',
)

const rotl = (word: number, by: number) => (word << by) | (word >>> (32 - by))

/** L(S(byte) at its place in the word), for each of the four places. */
const T = [24, 16, 8, 0].map((place) =>
  Int32Array.from(SBOX, (byte) => {
    const word = byte << place
    return word ^ rotl(word, 2) ^ rotl(word, 10) ^ rotl(word, 18) ^ rotl(word, 24)
  }),
)
const [T0, T1, T2, T3] = T as [Int32Array, Int32Array, Int32Array, Int32Array]

const FK = [0xa3b1bac6, 0x56aa3350, 0x677d9197, 0xb27022dc]

function roundKeys(key: Buffer): Int32Array {
  const k = Int32Array.from(FK, (constant, i) => constant ^ key.readInt32BE(4 * i))
  const keys = new Int32Array(32)
  for (let i = 0; i < 32; i++) {
    // CK: the bytes 28i, 28i+7, 28i+14, 28i+21
    const constant = [0, 1, 2, 3].reduce((word, j) => (word << 8) | (((4 * i + j) * 7) & 0xff), 0)
    const mixed = k[(i + 1) & 3]! ^ k[(i + 2) & 3]! ^ k[(i + 3) & 3]! ^ constant
    const s =
      (SBOX[mixed >>> 24]! << 24) |
      (SBOX[(mixed >>> 16) & 255]! << 16) |
      (SBOX[(mixed >>> 8) & 255]! << 8) |
      SBOX[mixed & 255]!
    k[i & 3] = keys[i] = k[i & 3]! ^ s ^ rotl(s, 13) ^ rotl(s, 23)
  }
  return keys
}

function sm4Of(keys: Int32Array, blocks: Buffer, { mode, iv }: Sm4Mode, seals: boolean): Buffer {
  const out = Buffer.allocUnsafe(blocks.length)
  const chained = mode === 'cbc'
  const vector = [0, 4, 8, 12].map((at) => (chained && iv ? iv.readInt32BE(at) : 0))
  let [v0, v1, v2, v3] = vector as [number, number, number, number]
  for (let at = 0; at < blocks.length; at += 16) {
    const i0 = word(blocks, at)
    const i1 = word(blocks, at + 4)
    const i2 = word(blocks, at + 8)
    const i3 = word(blocks, at + 12)
    const mask = seals && chained
    let a = mask ? i0 ^ v0 : i0
    let b = mask ? i1 ^ v1 : i1
    let c = mask ? i2 ^ v2 : i2
    let d = mask ? i3 ^ v3 : i3
    for (let r = 0; r < 32; r += 4) {
      let t = b ^ c ^ d ^ keys[r]!
      a ^= T0[t >>> 24]! ^ T1[(t >>> 16) & 255]! ^ T2[(t >>> 8) & 255]! ^ T3[t & 255]!
      t = c ^ d ^ a ^ keys[r + 1]!
      b ^= T0[t >>> 24]! ^ T1[(t >>> 16) & 255]! ^ T2[(t >>> 8) & 255]! ^ T3[t & 255]!
      t = d ^ a ^ b ^ keys[r + 2]!
      c ^= T0[t >>> 24]! ^ T1[(t >>> 16) & 255]! ^ T2[(t >>> 8) & 255]! ^ T3[t & 255]!
      t = a ^ b ^ c ^ keys[r + 3]!
      d ^= T0[t >>> 24]! ^ T1[(t >>> 16) & 255]! ^ T2[(t >>> 8) & 255]! ^ T3[t & 255]!
    }
    if (!seals && chained) {
      d ^= v0
      c ^= v1
      b ^= v2
      a ^= v3
    }
    put(out, at, d)
    put(out, at + 4, c)
    put(out, at + 8, b)
    put(out, at + 12, a)
    v0 = seals ? d : i0
    v1 = seals ? c : i1
    v2 = seals ? b : i2
    v3 = seals ? a : i3
  }
  return out
}

const word = (bytes: Uint8Array, at: number) =>
  (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!

function put(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >>> 24
  bytes[at + 1] = value >>> 16
  bytes[at + 2] = value >>> 8
  bytes[at + 3] = value
}

/** of SM3 */
const IV = [0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e]
/** the round's constant, turned by its number */
const TJ = Int32Array.from({ length: 64 }, (_, j) => rotl(j < 16 ? 0x79cc4519 : 0x7a879d8a, j & 31))

/** GB/T 32905 over the parts as if they were one. */
export function sm3Of(parts: readonly Buffer[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  const state = Int32Array.from(IV)
  const w = new Int32Array(68)
  // what a part leaves over goes before the next one; at the end with a bit set and the length
  const block = Buffer.alloc(128)
  let filled = 0
  for (const part of parts) {
    let at = 0
    if (filled > 0) {
      at = part.copy(block, filled, 0, 64 - filled)
      filled += at
      if (filled < 64) continue
      compress(state, w, block, 0)
    }
    for (; at + 64 <= part.length; at += 64) compress(state, w, part, at)
    filled = part.copy(block, 0, at)
  }
  block.fill(0, filled)
  block[filled] = 0x80
  const end = filled < 56 ? 64 : 128
  block.writeBigUInt64BE(BigInt(length) * 8n, end - 8)
  for (let at = 0; at < end; at += 64) compress(state, w, block, at)
  const digest = Buffer.alloc(32)
  state.forEach((value, i) => {
    put(digest, 4 * i, value)
  })
  return digest
}

function compress(state: Int32Array, w: Int32Array, bytes: Uint8Array, from: number): void {
  for (let j = 0; j < 16; j++) w[j] = word(bytes, from + 4 * j)
  for (let j = 16; j < 68; j++) {
    const x = w[j - 16]! ^ w[j - 9]! ^ rotl(w[j - 3]!, 15)
    w[j] = x ^ rotl(x, 15) ^ rotl(x, 23) ^ rotl(w[j - 13]!, 7) ^ w[j - 6]!
  }
  let a = state[0]!
  let b = state[1]!
  let c = state[2]!
  let d = state[3]!
  let e = state[4]!
  let f = state[5]!
  let g = state[6]!
  let h = state[7]!
  for (let j = 0; j < 64; j++) {
    const early = j < 16
    const a12 = rotl(a, 12)
    const ss1 = rotl((a12 + e + TJ[j]!) | 0, 7)
    const ff = early ? a ^ b ^ c : (a & b) | ((a | b) & c)
    const gg = early ? e ^ f ^ g : ((f ^ g) & e) ^ g
    const tt1 = (ff + d + (ss1 ^ a12) + (w[j]! ^ w[j + 4]!)) | 0
    const tt2 = (gg + h + ss1 + w[j]!) | 0
    d = c
    c = rotl(b, 9)
    b = a
    a = tt1
    h = g
    g = rotl(f, 19)
    f = e
    e = tt2 ^ rotl(tt2, 9) ^ rotl(tt2, 17)
  }
  state[0]! ^= a
  state[1]! ^= b
  state[2]! ^= c
  state[3]! ^= d
  state[4]! ^= e
  state[5]! ^= f
  state[6]! ^= g
  state[7]! ^= h
}
