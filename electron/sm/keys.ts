import { SmError } from './error.ts'
import { publicKeyOf } from './sm2.ts'

const WANTED = '可用的有：64 位十六进制私钥、PEM 格式的 SM2 私钥、写有私钥和公钥的 JSON 或文本'

/**
 * The key pair in a file as the 部级 system or a key tool wrote it: a private key of 64 hexadecimal digits, PEM
 * (PKCS#8 or SEC1 on the SM2 curve), or JSON or text with the private key and, if at all, the public key of 128
 * digits with or without 04. PEM is read here because OpenSSL hands out no numbers of an SM2 key. Throws SmError in Chinese where there is no such key, more than one, or where the
 * public key belongs to another; it quotes nothing of the file.
 */
export function readKeyFile(text: string): { privateKey: string; publicKey: string } {
  const pem = text.includes('-----BEGIN')
  const { privateKey, stated } = pem ? fromPem(text) : fromDigits(text)
  const publicKey = publicKeyOf(privateKey)
  if (stated && stated !== publicKey) throw new SmError('文件里的公钥不属于这个私钥，请重新下载密钥对')
  return { privateKey, publicKey }
}

interface Found {
  privateKey: string
  /** the public key that the file has beside it */
  stated: string | null
}

function fromDigits(text: string): Found {
  const runs = [...text.matchAll(/(?<![0-9A-Za-z+/])[0-9a-fA-F]{32,}(?![0-9A-Za-z+/=])/g)].map(([run]) =>
    run.toLowerCase(),
  )
  const privates = new Set(runs.filter((run) => run.length === 64))
  const publics = new Set(
    runs
      .filter((run) => run.length === 128 || run.length === 130)
      .map((run) => (run.length === 130 ? run : `04${run}`)),
  )
  if (privates.size > 1 || publics.size > 1)
    throw new SmError('文件里有不止一对密钥，分不清用哪一个，请只留一对')
  const [privateKey] = privates
  if (!privateKey)
    throw new SmError(
      publics.size > 0 ? '文件里只有公钥，没有私钥' : `文件里没有认得出的 SM2 私钥。${WANTED}`,
    )
  const [stated = null] = publics
  return { privateKey, stated }
}

function fromPem(text: string): Found {
  if (/-----BEGIN ENCRYPTED|Proc-Type: 4,ENCRYPTED/.test(text))
    throw new SmError('这个 PEM 私钥有口令保护，请先去掉口令再导入')
  const blocks = [
    ...text.matchAll(/-----BEGIN (EC |SM2 )?PRIVATE KEY-----([^-]+)-----END \1?PRIVATE KEY-----/g),
  ]
  if (blocks.length > 1) throw new SmError('文件里有不止一个私钥，分不清用哪一个，请只留一个')
  const [block] = blocks
  if (!block) throw new SmError(`这个 PEM 文件里没有私钥。${WANTED}`)
  const der = Buffer.from(block[2]!, 'base64')
  const found = block[1] ? fromSec1(der, null) : fromPkcs8(der)
  if (!found) throw new SmError('这个 PEM 私钥读不出来：文件不完整，或不是 SM2 曲线上的私钥')
  return found
}

/** object identifiers: id-ecPublicKey, sm2p256v1 */
const EC = '2a8648ce3d0201'
const SM2 = '2a811ccf5501822d'
const [INTEGER, BITS, OCTETS, OID, SEQUENCE, NAMED_CURVE, PUBLIC] = [2, 3, 4, 6, 0x30, 0xa0, 0xa1]

/** RFC 5208: version, { id-ecPublicKey, curve }, the structure of SEC1. Null where it is none of SM2. */
function fromPkcs8(der: Buffer): Found | null {
  const [version, algorithm, inner] = insideOf(der, SEQUENCE)
  if (version?.tag !== INTEGER || algorithm?.tag !== SEQUENCE || inner?.tag !== OCTETS) return null
  const [kind, curve] = itemsOf(algorithm.value)
  if (kind?.tag !== OID || kind.value.toString('hex') !== EC || curve?.tag !== OID) return null
  return fromSec1(inner.value, curve.value.toString('hex'))
}

/** RFC 5915: 1, the private key, the curve where nobody named it before, the public key if at all. */
function fromSec1(der: Buffer, named: string | null): Found | null {
  const [version, key, ...more] = insideOf(der, SEQUENCE)
  if (version?.tag !== INTEGER || key?.tag !== OCTETS || key.value.length !== 32) return null
  const inside = (tag: number) => itemsOf(more.find((item) => item.tag === tag)?.value ?? Buffer.alloc(0))[0]
  if ((named ?? inside(NAMED_CURVE)?.value.toString('hex')) !== SM2) return null
  const bits = inside(PUBLIC)
  // the first byte of a bit string says how many of its last bits are none
  const stated = bits?.tag === BITS ? bits.value.subarray(1).toString('hex') : null
  return { privateKey: key.value.toString('hex'), stated }
}

interface Item {
  tag: number
  value: Buffer
}

function insideOf(der: Buffer, tag: number): Item[] {
  const [whole] = itemsOf(der)
  return whole?.tag === tag ? itemsOf(whole.value) : []
}

/** The items of DER one after the other, up to the first that is not whole. */
function itemsOf(der: Buffer): Item[] {
  const items: Item[] = []
  for (let at = 0; at + 2 <= der.length; ) {
    const tag = der[at]!
    const first = der[at + 1]!
    const more = first < 0x80 ? 0 : first - 0x80
    if (more > 2 || first === 0x80 || at + 2 + more > der.length) return items
    const length = more === 0 ? first : der.readUIntBE(at + 2, more)
    const from = at + 2 + more
    if (from + length > der.length) return items
    items.push({ tag, value: der.subarray(from, from + length) })
    at = from + length
  }
  return items
}
