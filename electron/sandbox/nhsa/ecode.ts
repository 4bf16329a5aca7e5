import { createHash } from 'node:crypto'
import type { JsonObject } from '../../../shared/contract.ts'
import { citizens } from './people.ts'
import type { Store } from './store.ts'
import type { SandboxPerson } from './types.ts'

const TOKEN_LIFE_ms = 30 * 60_000
const SHAPE = /^424\d{25}$/

/**
 * The n-th e-voucher code (28 digits) that this person's phone would show: 424, 6 digits of the person, n,
 * two check digits, province, 0000. Each is good for one decoding. Source of the shape: devices.md 2.1.
 */
export function demoCode(person: Pick<SandboxPerson, 'psn_no' | 'area'>, n: number): string {
  const unique = person.psn_no.slice(10, 16) + String(n).padStart(11, '0')
  return `424${unique}${checkDigits(unique)}${person.area.slice(0, 2)}0000`
}

const checkDigits = (digits: string) => String(97 - Number(BigInt(digits) % 97n)).padStart(2, '0')

function holderOf(code: string): SandboxPerson | undefined {
  if (checkDigits(code.slice(3, 20)) !== code.slice(20, 22)) return undefined
  return citizens.find((p) => p.psn_no.slice(10, 16) === code.slice(3, 9))
}

/** The scanned text, wherever in data or extra the client puts it. */
function codeIn(request: JsonObject): string | undefined {
  for (const part of [request.data, request.extra]) {
    const fields = typeof part === 'string' ? parsed(part) : part
    if (!fields || typeof fields !== 'object') continue
    for (const value of Object.values(fields))
      if (typeof value === 'string' && SHAPE.test(value)) return value
  }
  return undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** localQrCodeQuery, transType ec.query or cn.nhsa.qrcode.get: code → ecToken and person. devices.md 2.2. */
export function decode(store: Store, request: JsonObject, at_ms: number): JsonObject {
  const orgId = request.orgId ?? ''
  const no = (code: number, message: string) => ({ code, message, orgId, data: null })
  if (request.transType !== 'ec.query' && request.transType !== 'cn.nhsa.qrcode.get')
    return no(500001, '不支持的业务类型 transType')
  const code = codeIn(request)
  const person = code && holderOf(code)
  if (!code || !person) return no(500159, '不是有效的医保电子凭证二维码')
  const used = store.run('insert into qrcode values (?, ?) on conflict do nothing', code, at_ms) === 0
  if (used) return no(500160, '二维码已使用或已过期，请刷新后重新扫码')
  const ecToken = createHash('sha256').update(`${code}${at_ms}`).digest('hex').slice(0, 40)
  store.run('delete from token where until_ms < ?', at_ms)
  store.insert('token', { ec_token: ecToken, psn_no: person.psn_no, until_ms: at_ms + TOKEN_LIFE_ms })
  return { code: 0, message: '成功', orgId, data: holderAnswer(person, ecToken) }
}

function holderAnswer(person: SandboxPerson, ecToken: string): JsonObject {
  return {
    userName: person.psn_name,
    idNo: person.certno,
    idType: person.psn_cert_type,
    insuOrg: person.area,
    ecIndexNo: createHash('md5').update(person.psn_no).digest('hex'),
    ecToken,
    gender: person.gend,
    birthday: person.brdy,
    nationality: 'CHN',
    email: '',
    extData: '',
  }
}
