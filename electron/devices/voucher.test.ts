import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { faultOf } from '../../shared/errors.ts'
import { httpVoucherDecoder } from './voucher.ts'

let close = () => {}
afterEach(() => close())

async function decoderAnswering(body: string) {
  const asked: Record<string, unknown>[] = []
  const server = createServer(async (req, res) => {
    let text = ''
    for await (const chunk of req) text += chunk
    asked.push(JSON.parse(text))
    res.end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  close = () => server.close()
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  return { asked, decoder: httpVoucherDecoder({ url, orgId: 'H51010400001', timeout_ms: 2_000 }) }
}

const by = { opter: '001', opterName: '张三' }
const code = `424${'1'.repeat(25)}`

describe('decoding a 医保电子凭证', () => {
  it('asks ec.query once and takes data as an object or as text', async () => {
    const data = { ecToken: 'T1', userName: '王芳', idNo: '510104198503120221', idType: '01' }
    const plain = await decoderAnswering(JSON.stringify({ code: 0, data }))
    expect(await plain.decoder.decode(code, '01301', by)).toEqual({
      mdtrt_cert_type: '01',
      mdtrt_cert_no: 'T1',
      certno: '510104198503120221',
      psn_cert_type: '01',
      psn_name: '王芳',
    })
    expect(plain.asked).toHaveLength(1)
    expect(plain.asked[0]).toMatchObject({
      transType: 'ec.query',
      orgId: 'H51010400001',
      data: { businessType: '01301', operatorId: '001' },
      extra: { ecQrCode: code },
    })
    close()
    const text = await decoderAnswering(JSON.stringify({ code: '0', data: JSON.stringify(data) }))
    expect((await text.decoder.decode(code, '01301', by)).mdtrt_cert_no).toBe('T1')
  })

  it('says in Chinese what a refusal, a wrong answer and silence mean', async () => {
    const fault = async (body: string) => {
      const { decoder } = await decoderAnswering(body)
      const found = await decoder.decode(code, '01301', by).catch(faultOf)
      close()
      return found
    }
    expect(await fault('{"code":500159,"message":"二维码已过期"}')).toMatchObject({
      kind: 'rejected',
      what: '电子凭证不能使用：二维码已过期',
    })
    expect(await fault('{"code":0,"data":{}}')).toMatchObject({ what: '电子凭证解码没有返回令牌' })
    expect(await fault('<html>')).toMatchObject({ kind: 'unreachable' })
  })
})
