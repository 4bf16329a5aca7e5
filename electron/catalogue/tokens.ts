import { readingsOf } from './readings.ts'

/**
 * What a name is found by, as tokens of an index that knows no Chinese: pairs of characters (with the last one
 * alone, so that one character is the beginning of a token), three initials, six letters of full pinyin; each
 * once from every place in the name, and once for its beginning. The first sign of a token tells which it is.
 * A query asks for the tokens it must have and is then held against the name itself.
 */
const INSIDE = { name: '0', initials: '2', full: '4' } as const
const BEGIN = { name: '1', initials: '3', full: '5' } as const
export type Way = keyof typeof INSIDE

const INITIALS = 3
const LETTERS = 6
/** names with more readings than this are found by the first of them */
const MOST_readings = 8

const PLAIN = /^[\u4e00-\u9fa5a-z0-9]*$/

/** Letters and digits of any script, in lower case and half width; everything else says nothing in a search. */
export function normal(text: string): string {
  // most names are so already, and this is done for every one of them
  if (PLAIN.test(text)) return text
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/ü/g, 'v')
    .replace(/[^\p{L}\p{N}]/gu, '')
}

export const isLatin = (text: string): boolean => /^[a-z0-9]*$/.test(text)

/** All tokens of a name, with a space between them; some may be there twice. */
export function tokensOf(name: string): string {
  const chars = [...normal(name)]
  const read = chars.map(readingsOf).filter((readings) => readings.length > 0)
  let tokens = ''
  for (let i = 0; i < chars.length; i++) {
    const pair = chars[i]! + (chars[i + 1] ?? '')
    tokens += ` ${INSIDE.name}${pair}`
    if (i === 0) tokens += ` ${BEGIN.name}${pair}`
  }
  const once = read.map(([first]) => first!)
  // most characters have one reading: their letters are put together without looking for others
  let twice = Number.POSITIVE_INFINITY
  for (let i = read.length - 1; i >= 0; i--) {
    if (read[i]!.length > 1) twice = i
    const initials = twice < i + INITIALS ? joined(read, i, INITIALS, 1) : [initialsAt(once, i)]
    const full = twice < i + LETTERS ? joined(read, i, LETTERS) : [fullAt(once, i)]
    tokens += tagged(INSIDE.initials, initials) + tagged(INSIDE.full, full)
    if (i === 0) tokens += tagged(BEGIN.initials, initials) + tagged(BEGIN.full, full)
  }
  return tokens
}

const tagged = (tag: string, starts: readonly string[]): string =>
  starts.length === 1 ? ` ${tag}${starts[0]}` : starts.map((start) => ` ${tag}${start}`).join('')

const initialsAt = (once: readonly string[], i: number): string =>
  once[i]![0]! + (once[i + 1]?.[0] ?? '') + (once[i + 2]?.[0] ?? '')

function fullAt(once: readonly string[], from: number): string {
  let start = once[from]!
  for (let i = from + 1; i < once.length && start.length < LETTERS; i++) start += once[i]
  return start.slice(0, LETTERS)
}

/** The first `most` letters from a place on, in every reading; `each`: so many letters of each character. */
function joined(
  read: readonly (readonly string[])[],
  from: number,
  most: number,
  each = Number.POSITIVE_INFINITY,
): string[] {
  let starts = ['']
  for (let i = from; i < read.length && starts.some((start) => start.length < most); i++) {
    const readings = starts.length > MOST_readings ? read[i]!.slice(0, 1) : read[i]!
    starts = starts.flatMap((start) =>
      start.length >= most ? [start] : readings.map((reading) => start + reading.slice(0, each)),
    )
  }
  return [...new Set(starts.map((start) => start.slice(0, most)))]
}

/** The index's own query for a text that has been made normal; null where this way cannot lead to it. */
export function queryFor(way: Way, begins: boolean, text: string): string | null {
  const chars = [...text]
  if (chars.length === 0 || (way !== 'name' && !isLatin(text))) return null
  const size = { name: 2, initials: INITIALS, full: LETTERS }[way]
  const first = (begins ? BEGIN : INSIDE)[way]
  const start = chars.slice(0, size).join('')
  // one letter is in almost every name: only its beginning is asked for
  if (way !== 'name' && !begins && chars.length < 2) return null
  const wanted = [chars.length < size ? `${quoted(first + start)}*` : quoted(first + start)]
  if (way === 'full') return wanted[0]!
  for (let i = 1; i + size <= chars.length; i++)
    wanted.push(quoted(INSIDE[way] + chars.slice(i, i + size).join('')))
  return wanted.join(' AND ')
}

const quoted = (token: string) => `"${token}"`

/** How a name answers a text: 0 whole, 1 beginning, 2 inside, null not at all. */
export function fit(way: Way, name: string, text: string): 0 | 1 | 2 | null {
  const own = normal(name)
  if (way === 'name') {
    const at = own.indexOf(text)
    return at < 0 ? null : at > 0 ? 2 : own.length === text.length ? 0 : 1
  }
  const read = [...own].map(readingsOf).filter((readings) => readings.length > 0)
  for (let from = 0; from < read.length; from++) {
    const end = way === 'initials' ? initialsFrom(read, from, text) : fullFrom(read, from, text)
    if (end !== null) return from > 0 ? 2 : end === read.length ? 0 : 1
  }
  return null
}

/** Where the text ends if its letters are the initials from a place on. */
function initialsFrom(read: readonly (readonly string[])[], from: number, text: string): number | null {
  if (from + text.length > read.length) return null
  for (let i = 0; i < text.length; i++)
    if (!read[from + i]!.some((reading) => reading[0] === text[i])) return null
  return from + text.length
}

/** The same for full pinyin, whose last syllable may be unfinished. */
function fullFrom(read: readonly (readonly string[])[], from: number, text: string): number | null {
  if (text === '') return from
  const readings = read[from]
  if (!readings) return null
  for (const reading of readings) {
    if (reading.startsWith(text)) return from + 1
    if (!text.startsWith(reading)) continue
    const end = fullFrom(read, from + 1, text.slice(reading.length))
    if (end !== null) return end
  }
  return null
}

const GRAM = 4
/** shorter codes are found by their beginning */
export const LONG_code = 12
/** from so many characters on, one whole piece of the code lies within the text wherever it stands */
const INSIDE_code = 2 * GRAM - 1

/** Codes are cut into pieces of four side by side: a quarter of the index that every place would take. */
function piecesOf(plain: string): string[] {
  const pieces: string[] = []
  for (let i = 0; i + GRAM <= plain.length; i += GRAM) pieces.push(plain.slice(i, i + GRAM))
  return pieces
}

export const codePlain = (code: string): string => code.toUpperCase().replace(/[^0-9A-Z]/g, '')

/** signs that codes have beside letters and digits */
const SIGNS = '.-/+*_ '
/** longer codes are found by what stands before this */
const MOST_code = 48

/**
 * The same in SQL, so that a million codes need not pass through here: a code without its signs, and the pieces of
 * what that gave, under the name of `plain`.
 */
export const PLAIN_sql = [...SIGNS].reduce((inner, sign) => `replace(${inner}, '${sign}', '')`, 'code')
export const PIECES_sql = Array.from(
  { length: MOST_code / GRAM - 1 },
  // not the first one: who knows that finds it by the beginning
  (_, i) => `substr(plain, ${(i + 1) * GRAM + 1}, ${GRAM})`,
).join(" || ' ' || ")

/** For each of the four ways in which the cuts may fall into the text, the pieces that must be there. */
export function piecesQuery(text: string): string | null {
  const plain = codePlain(text)
  if (plain.length < INSIDE_code) return null
  const ways: string[] = []
  for (let shift = 0; shift < GRAM; shift++) {
    const pieces = piecesOf(plain.slice(shift))
    if (pieces.length > 0) ways.push(`(${pieces.map(quoted).join(' AND ')})`)
  }
  return ways.join(' OR ')
}
