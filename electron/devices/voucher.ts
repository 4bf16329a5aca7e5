import { z } from 'zod'
import { fail } from '../../shared/errors.ts'
import type { Cert } from '../../shared/visit.ts'
import type { VoucherDecoder } from './port.ts'

const answer = z.object({
  code: z.coerce.number(),
  message: z.string().nullish(),
  data: z.union([z.string(), z.record(z.string(), z.unknown())]).nullish(),
})
const person = z.object({
  ecToken: z.string().min(1),
  userName: z.string().nullish(),
  idNo: z.string().nullish(),
  idType: z.string().nullish(),
  insuOrg: z.string().nullish(),
})

/** POST localQrCodeQuery, transType ec.query (devices.md, 2.2). The scan is used once and never repeated. */
export function httpVoucherDecoder(options: {
  url: string
  orgId: string
  timeout_ms: number
}): VoucherDecoder {
  return {
    async decode(text, businessType, by) {
      return voucherCert(await ask(options, voucherRequest(options.orgId, text, businessType, by)))
    },
  }
}

/** The request of devices.md 2.2, the same over HTTP and through the library. */
export function voucherRequest(
  orgId: string,
  text: string,
  businessType: string,
  by: { opter: string; opterName: string },
) {
  return {
    orgId,
    transType: 'ec.query',
    data: {
      orgId,
      businessType,
      operatorId: by.opter,
      operatorName: by.opterName,
      officeId: '',
      officeName: '',
    },
    extra: { ecQrCode: text },
  }
}

/** The token in an answer. Throws GuitaiError: refused by the service, or not to be made out. */
export function voucherCert(value: unknown): Cert {
  const found = answer.safeParse(value)
  if (!found.success) {
    fail('unreachable', '电子凭证解码服务的回答无法识别', '没有扣款。', '请重新扫码，或改用社保卡、身份证。')
  }
  const { code, message, data } = found.data
  if (code !== 0) {
    fail(
      'rejected',
      `电子凭证不能使用：${message || `代码 ${code}`}`,
      '没有扣款。',
      '请患者刷新二维码后重新扫码。',
    )
  }
  const body = person.safeParse(typeof data === 'string' ? parse(data) : data)
  if (!body.success) fail('unreachable', '电子凭证解码没有返回令牌', '没有扣款。', '请重新扫码。')
  const { ecToken, userName, idNo, idType, insuOrg } = body.data
  return {
    mdtrt_cert_type: '01',
    mdtrt_cert_no: ecToken,
    ...(idNo ? { certno: idNo } : {}),
    ...(idType ? { psn_cert_type: idType } : {}),
    ...(userName ? { psn_name: userName } : {}),
    ...(insuOrg && /^\d{6}$/.test(insuOrg) ? { insuplc_admdvs: insuOrg } : {}),
  }
}

async function ask(options: { url: string; timeout_ms: number }, request: unknown): Promise<unknown> {
  try {
    const response = await fetch(options.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json;charset=utf-8' },
      body: JSON.stringify(request),
      redirect: 'error',
      signal: AbortSignal.timeout(options.timeout_ms),
    })
    return await response.json()
  } catch {
    fail('unreachable', '电子凭证解码服务没有回答', '没有扣款。', '请重新扫码，或改用社保卡、身份证。')
  }
}

/** JSON, or null where it is none. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
