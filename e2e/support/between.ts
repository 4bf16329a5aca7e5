import { type Post, type PostResult, post, type Send } from '../../electron/platforms/http.ts'
import type { JsonObject } from '../../shared/contract.ts'

/** What stands between a counter and its centre: it may answer instead of it, or after it. */
export interface Between {
  send: Send
  /** null lets the centre answer by itself */
  answer: (infno: string, input: JsonObject, ask: () => Promise<PostResult>) => Promise<PostResult> | null
}

export function between(): Between {
  const it: Between = {
    answer: () => null,
    send: (request: Post) => {
      const { infno, input } = JSON.parse(String(request.body)) as { infno: string; input: JsonObject }
      return it.answer(infno, input, () => post(request)) ?? post(request)
    },
  }
  return it
}

const answered = (message: object): PostResult => ({
  is: 'answered',
  status: 200,
  headers: {},
  body: Buffer.from(JSON.stringify(message)),
})

/** The centre's no, in its words. */
export const says = (err_msg: string): Promise<PostResult> =>
  Promise.resolve(answered({ infcode: -1, inf_refmsgid: '1', err_msg, output: null }))

export const lost = (): Promise<PostResult> => Promise.resolve({ is: 'unknown', why: '没有回答' })

/** The centre's own answer with other contents. */
export async function altered(ask: () => Promise<PostResult>, change: (output: JsonObject) => void) {
  const result = await ask()
  if (result.is !== 'answered') return result
  const message = JSON.parse(result.body.toString()) as { output: JsonObject }
  change(message.output)
  return answered(message)
}
