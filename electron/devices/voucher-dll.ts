import { z } from 'zod'
import { fail } from '../../shared/errors.ts'
import { openBridge } from './bridge/client.ts'
import type { NativeDeps } from './native.ts'
import type { VoucherDecoder } from './port.ts'
import { parse, voucherCert, voucherRequest } from './voucher.ts'

const answer = z.object({ result: z.string(), text: z.string() }).strict()

/**
 * Decodes through NationECCode.dll: NationEcTrans(url, json, buffer) → "0000", devices.md 2.2. `url` is the
 * platform's localQrCodeQuery, which the library itself calls. The scan is used once and never repeated.
 */
export function dllVoucherDecoder(
  options: {
    library: string
    runtime?: string
    url: string
    orgId: string
    timeout_ms: number
    /** of the texts that go in and come out */
    encoding: 'gbk' | 'utf-8'
  },
  deps: NativeDeps,
): VoucherDecoder & { close(): void } {
  const { library, runtime, url, encoding, timeout_ms } = options
  const bridge = openBridge({ ...(runtime === undefined ? {} : { runtime }), log: deps.log })
  return {
    async decode(text, businessType, by) {
      const json = JSON.stringify(voucherRequest(options.orgId, text, businessType, by))
      const { data } = answer.safeParse(
        await bridge.call({ do: 'ec', library, url, json, encoding }, { timeout_ms }),
      )
      if (!data) fail('internal', '读卡程序的回答无法识别', '没有扣款。', '请重新扫码。')
      if (data.result !== '0000') {
        const said = (parse(data.text) as { message?: unknown } | null)?.message
        const why = typeof said === 'string' && said ? said.slice(0, 200) : `代码 ${data.result.slice(0, 20)}`
        fail('rejected', `电子凭证动态库报告：${why}`, '没有扣款。', '请患者刷新二维码后重新扫码。')
      }
      return voucherCert(parse(data.text))
    },
    close: bridge.close,
  }
}
