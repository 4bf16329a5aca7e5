/** One corrupted answer: its body and the HTTP status that it comes with. */
export interface Garbled {
  body: Buffer
  status: number
}

type Random = () => number
type Corruption = (body: Buffer, rnd: Random, others: readonly Buffer[]) => Buffer | Garbled

const below = (rnd: Random, n: number) => Math.floor(rnd() * n)
const pick = <T>(rnd: Random, from: readonly T[]): T => from[below(rnd, from.length)] as T

// biome-ignore lint/suspicious/noExplicitAny: answers are taken apart freely
type Any = any

/** Every place of a parsed answer as (holder, key), the outermost first. */
function places(value: Any, found: [Any, string][] = []): [Any, string][] {
  if (value !== null && typeof value === 'object') {
    for (const key of Object.keys(value)) {
      found.push([value, key])
      places(value[key], found)
    }
  }
  return found
}

/** Changes the parsed answer at one to three random places. */
function edited(body: Buffer, rnd: Random, change: (holder: Any, key: string) => void): Buffer {
  const message = JSON.parse(body.toString())
  for (let n = 1 + below(rnd, 3); n > 0; n--) {
    const all = places(message)
    if (all.length > 0) change(...pick(rnd, all))
  }
  return Buffer.from(JSON.stringify(message))
}

function patched(body: Buffer, change: (message: Any) => void): Buffer {
  const message = JSON.parse(body.toString())
  change(message)
  return Buffer.from(JSON.stringify(message))
}

const INFCODES: unknown[] = [
  ...['0', ' 0 ', '00', '-0', '+0', '0x0', '0.0', 'OK', 'success', '', '-1', -1, 1, 200, '200'],
  ...[null, true, false, [], {}, [0], { code: 0 }, 0.5, 1e308],
]
const RETYPED: unknown[] = [
  '',
  'null',
  null,
  true,
  [],
  {},
  [null],
  'NaN',
  '12,30',
  '1e2',
  '0x10',
  '12.345',
  ' ',
]
const STATUSES = [100, 204, 301, 302, 400, 401, 403, 404, 408, 429, 500, 502, 503, 504, 599]
const PAGES = [
  '<html><body><h1>502 Bad Gateway</h1></body></html>',
  '<!DOCTYPE html><script>location="/login"</script>',
  '<?xml version="1.0"?><infcode>0</infcode>',
  'upstream connect error or disconnect/reset before headers',
  '{"code":0,"message":"ok","data":null}',
  '{"type":"success","code":"200","message":"成功","data":{}}',
  '{"infcode":0}',
  '{"infcode":0,"output":null}',
  '{"infcode":0,"output":{}}',
  '{"infcode":0,"output":[]}',
  '{"infcode":0,"output":{"setlinfo":{}}}',
  '{"infcode":0,"output":{"setlinfo":[]}}',
  '{"infcode":0,"output":{"data":null}}',
]

function nested(rnd: Random): Buffer {
  const deep = pick(rnd, [1_000, 20_000, 200_000])
  const [open, shut] = pick(rnd, [
    ['[', ']'],
    ['{"output":', '}'],
    ['{"a":', '}'],
  ] as const)
  return Buffer.from(`${open.repeat(deep)}0${shut.repeat(deep)}`)
}

const MOST_BYTES = 8

export const CORRUPTIONS: Record<string, Corruption> = {
  bytes: (body, rnd) => {
    const copy = Buffer.from(body)
    for (let n = 1 + below(rnd, MOST_BYTES); n > 0; n--) copy[below(rnd, copy.length)] = below(rnd, 256)
    return copy
  },
  bits: (body, rnd) => {
    const copy = Buffer.from(body)
    for (let n = 1 + below(rnd, MOST_BYTES); n > 0; n--) copy[below(rnd, copy.length)]! ^= 1 << below(rnd, 8)
    return copy
  },
  cut: (body, rnd) => body.subarray(0, below(rnd, body.length)),
  beheaded: (body, rnd) => body.subarray(1 + below(rnd, body.length - 1)),
  hole: (body, rnd) => {
    const from = below(rnd, body.length)
    return Buffer.concat([body.subarray(0, from), body.subarray(from + 1 + below(rnd, 200))])
  },
  doubled: (body, rnd) => {
    const from = below(rnd, body.length)
    return Buffer.concat([body.subarray(0, from + below(rnd, 200)), body.subarray(from)])
  },
  dropped: (body, rnd) => edited(body, rnd, (holder, key) => delete holder[key]),
  renamed: (body, rnd) =>
    edited(body, rnd, (holder, key) => {
      const value = holder[key]
      delete holder[key]
      holder[pick(rnd, [key.toUpperCase(), `${key}_`, `x${key}`, key.replaceAll('_', ''), '__proto__'])] =
        value
    }),
  retyped: (body, rnd) =>
    edited(body, rnd, (holder, key) => (holder[key] = structuredClone(pick(rnd, RETYPED)))),
  asText: (body, rnd) =>
    edited(body, rnd, (holder, key) => {
      const value = holder[key]
      holder[key] = typeof value === 'object' ? JSON.stringify(value) : String(value)
    }),
  amount: (body, rnd) =>
    edited(body, rnd, (holder, key) => {
      const value = holder[key]
      if (typeof value === 'number')
        holder[key] = pick(rnd, [value * 100, value + 0.01, -value, value / 3, 0])
    }),
  infcode: (body, rnd) => patched(body, (m) => (m.infcode = pick(rnd, INFCODES))),
  output: (body, rnd) =>
    patched(
      body,
      (m) =>
        (m.output = pick(rnd, [null, [], {}, '', '{"setlinfo":', JSON.stringify(m.output), [m.output], 0])),
    ),
  wrapped: (body, rnd) => {
    const text = body.toString()
    return Buffer.from(
      pick(rnd, [`[${text}]`, `{"data":${text}}`, JSON.stringify(text), `${text}${text}`, `\uFEFF${text}`]),
    )
  },
  page: (_body, rnd) => Buffer.from(pick(rnd, PAGES)),
  nothing: (_body, rnd) => Buffer.from(pick(rnd, ['', ' ', '\n', 'null', '0', '""', '{}', '[]', '\0'])),
  status: (body, rnd) => ({ body, status: pick(rnd, STATUSES) }),
  charset: (body, rnd) => Buffer.from(body.toString(pick(rnd, ['latin1', 'utf16le'] as const)), 'utf8'),
  other: (_body, rnd, others) => pick(rnd, others),
}

/** Rare ones: each takes as long as hundreds of the others. */
export const HEAVY: Record<string, Corruption> = {
  nested: (_body, rnd) => nested(rnd),
  nestedInside: (body, rnd) => {
    const text = body.toString()
    const at = text.indexOf('"output":') + '"output":'.length
    const inner = nested(rnd).toString()
    return Buffer.from(
      pick(rnd, [
        `${text.slice(0, at)}${inner}}`,
        `${text.slice(0, at)}{"exp_content":${inner},${text.slice(at + 1)}`,
      ]),
    )
  },
  huge: (body, rnd) => {
    const filler = 'x'.repeat(1_000_000)
    return pick(rnd, [
      Buffer.from(filler),
      patched(body, (m) => (m.err_msg = filler)),
      patched(body, (m) => (m.output = Array.from({ length: 20_000 }, () => m.infcode))),
    ])
  },
}
