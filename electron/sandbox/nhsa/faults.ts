import type { FaultKind, FaultRule } from './types.ts'

export interface FaultDesk {
  set(rules: FaultRule[]): void
  /** The rule that strikes this message, if any; counts it. */
  pick(infno: string, kind: string): FaultRule | undefined
  /** how often each kind has struck so far */
  struck(): Partial<Record<FaultKind, number>>
  /** A whole HTTP 200 body that is none. Never says that a refused message succeeded. */
  garble(text: string, answer: { ok: boolean; output?: unknown }): Buffer
  /** An HTTP failure as gateways and proxies write it. */
  failure(): { status: number; type: string; text: string }
}

/** mulberry32: 0 ≤ x < 1, the same row of numbers for the same seed. */
function prng(seed: number): () => number {
  let a = seed >>> 0
  return () => {
    a = (a + 0x6d2b79f5) >>> 0
    let t = Math.imul(a ^ (a >>> 15), a | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Each shape makes bytes from a good answer; `at` is 0..1 and says where to cut. */
/** What a whole answer turns into: `any` of every answer, `hollow` of a success with an output. */
export interface Shapes {
  any: ((text: string, at: number) => string | Buffer)[]
  hollow: ((text: string, at: number) => string | Buffer)[]
}

const SHAPES: Shapes['any'] = [
  (text, at) => text.slice(0, 1 + Math.floor((text.length - 2) * at)),
  () => '',
  () => '{}',
  () => 'null',
  () => '[]',
  (text) => `[${text}]`,
  () => '<html><body><h1>502 Bad Gateway</h1></body></html>',
  () => JSON.stringify({ code: 0, message: 'ok', data: null }),
  () => JSON.stringify({ type: 'success', code: '200', message: '成功', data: {} }),
  (text) => patched(text, (m) => delete m.infcode),
  (text) => patched(text, (m) => (m.infcode = '')),
  (text) => patched(text, (m) => (m.infcode = null)),
  (text) => patched(text, (m) => (m.infcode = 'OK')),
  (text) => JSON.stringify(text),
  (text, at) => {
    const bytes = Buffer.from(text)
    for (let i = Math.floor(bytes.length * at * 0.5); i < bytes.length; i += 3) bytes[i] = 0xff
    return bytes
  },
]

/** Shapes for a successful answer with an output: infcode 0, and the rest does not hold together. */
const HOLLOW: Shapes['hollow'] = [
  (text) => patched(text, (m) => (m.output = null)),
  (text) => patched(text, (m) => (m.output = {})),
  (text) => patched(text, (m) => (m.output = '{"setlinfo":{"setl_id":')),
  (text) => patched(text, (m) => (m.output = [])),
]

function patched(text: string, change: (message: Record<string, unknown>) => unknown): string {
  const message = JSON.parse(text) as Record<string, unknown>
  change(message)
  return JSON.stringify(message)
}

const FAILURES = [
  { status: 500, type: 'application/json', text: JSON.stringify({ code: 500, message: '系统繁忙' }) },
  { status: 502, type: 'text/html', text: '<html><body><h1>502 Bad Gateway</h1></body></html>' },
  { status: 503, type: 'text/html', text: '<html><body>Service Unavailable</body></html>' },
  {
    status: 504,
    type: 'application/json',
    text: JSON.stringify({ code: 504, type: 'error', message: '网关超时', data: null }),
  },
]

export function openFaultDesk(
  seed: number,
  initial: FaultRule[],
  { any, hollow }: Shapes = { any: SHAPES, hollow: HOLLOW },
): FaultDesk {
  const random = prng(seed)
  const oneOf = <T>(list: T[]): T => list[Math.floor(random() * list.length)] as T
  let rules: { rule: FaultRule; left: number }[] = []
  const struck: Partial<Record<FaultKind, number>> = {}
  const desk: FaultDesk = {
    set: (next) => {
      rules = next.map((rule) => ({ rule, left: rule.times ?? Number.POSITIVE_INFINITY }))
    },
    pick: (infno, kind) => {
      for (const entry of rules) {
        const { codes, rate = 1 } = entry.rule
        if (entry.left <= 0 || !(codes ? codes.includes(infno) : kind === 'transact')) continue
        if (rate < 1 && random() >= rate) continue
        entry.left--
        struck[entry.rule.kind] = (struck[entry.rule.kind] ?? 0) + 1
        return entry.rule
      }
      return undefined
    },
    struck: () => ({ ...struck }),
    garble: (text, answer) => {
      const full = answer.ok && answer.output !== null
      return Buffer.from(oneOf(full ? [...any, ...hollow] : any)(text, random()))
    },
    failure: () => oneOf(FAILURES),
  }
  desk.set(initial)
  return desk
}
