import { z } from 'zod'
import { refused } from './native.ts'

const LONGEST_bytes = 64 * 1024
const answer = z.object({ key: z.string().min(1).max(4_096) })

/**
 * Has the platform's HSM answer the card: POST {"step1": text of iReadCardBas_HSM_Step1}, answered with
 * {"key": text for Step2}. The national papers leave this call to each province: a site whose platform
 * speaks otherwise puts a small service of this form before it, or replaces this function. Throws GuitaiError.
 */
export async function askHsm(
  hsm: { url: string; timeout_ms: number },
  step1: string,
  signal: AbortSignal,
): Promise<string> {
  let body: unknown
  try {
    const response = await fetch(hsm.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json;charset=utf-8' },
      body: JSON.stringify({ step1 }),
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(hsm.timeout_ms)]),
    })
    if (!response.ok) throw new Error(`HTTP ${response.status}`)
    body = JSON.parse(await shortText(response))
  } catch {
    if (signal.aborted) throw refused('conflict', '已取消读卡')
    throw refused('unreachable', '加密机服务没有正常回答，读不出这张卡', '请重新读卡，或改用其他凭证。')
  }
  const { data } = answer.safeParse(body)
  if (!data) throw refused('rejected', '加密机服务的回答里没有密钥文本（key）', '请信息科核对加密机服务。')
  return data.key
}

async function shortText(response: Response): Promise<string> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of response.body ?? []) {
    length += part.length
    if (length > LONGEST_bytes) throw new RangeError('too long')
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}
