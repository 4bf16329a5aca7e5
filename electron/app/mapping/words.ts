/**
 * Names, specifications and makers as people spell them, brought to one spelling so that they can be compared:
 * full and half width, brackets, spaces, 毫克 and mg, 0.25g and 250mg, × and *.
 */

/** NFKC takes full width to half, and ㎎ to mg. */
const plain = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')

const BRACKETS = /[【〔[（(]([^】〕\]）)]*)[】〕\]）)]/g

/** 布洛芬缓释胶囊（芬必得） → 布洛芬缓释胶囊 and [芬必得] */
export function nameParts(text: string): { core: string; asides: string[] } {
  const asides: string[] = []
  const core = plain(text)
    .replace(BRACKETS, (_, aside: string) => {
      if (aside) asides.push(aside)
      return ''
    })
    .replace(/[^\p{L}\p{N}%.]/gu, '')
  return { core, asides: asides.map((aside) => aside.replace(/[^\p{L}\p{N}%.]/gu, '')) }
}

const UNITS: [RegExp, string][] = [
  [/毫克/g, 'mg'],
  [/微克|μg|µg|mcg/g, 'ug'],
  [/毫升/g, 'ml'],
  [/公斤|千克/g, 'kg'],
  [/国际单位|万单位|iu/g, '单位'],
  [/(?<=\d)克/g, 'g'],
  [/(?<=\d)升/g, 'l'],
  [/[×✕*x·]/g, 'x'],
  [/[:/,;、，；]/g, '|'],
]
/** to milligrams and millilitres */
const SCALE: Record<string, [number, string]> = {
  kg: [1_000_000, 'mg'],
  g: [1000, 'mg'],
  mg: [1, 'mg'],
  ug: [0.001, 'mg'],
  l: [1000, 'ml'],
  ml: [1, 'ml'],
  cm: [10, 'mm'],
  m: [1000, 'mm'],
  mm: [1, 'mm'],
}
const PACKS = /^(?:盒|瓶|支|袋|包|板|罐|桶|套|片|粒|丸|贴|枚|只|个|根|卷|张|条|副|s)$/

/** The parts of a specification, in one spelling and order: 0.25g*24粒/盒 and 250mg×24 are 24, 250mg. */
export function specParts(text: string): string[] {
  let spec = plain(text).replace(/[()]/g, '|')
  for (const [from, to] of UNITS) spec = spec.replace(from, to)
  const parts = spec
    .split(/[|x]|(?<=[\p{Script=Han}a-z%])(?=\d)|(?<=\d[a-z]{1,2})(?=\p{Script=Han})/u)
    .flatMap((part) => {
      const measured = /^(\d+(?:\.\d+)?)([a-z]+|\p{Script=Han}+)?$/u.exec(part)
      if (!measured) return part && !PACKS.test(part) ? [part] : []
      const [, digits = '', unit = ''] = measured
      const [factor, base] = SCALE[unit] ?? [1, PACKS.test(unit) ? '' : unit]
      return [`${Number((Number(digits) * factor).toPrecision(12))}${base}`]
    })
  return parts.sort()
}

export const sameSpec = (a: string, b: string): boolean => specParts(a).join('|') === specParts(b).join('|')

/** 国药准字H20044550 → h20044550 */
export const approval = (text: string): string => plain(text).replace(/[^a-z0-9]/g, '')

/** 某某药业（集团）股份有限公司 → 某某药业 */
export const maker = (text: string): string =>
  nameParts(text).core.replace(/(?:集团|股份|有限|责任|公司|厂|总厂)+$/g, '')

/** The same maker, also where one side writes only part of its name. */
export function sameMaker(a: string, b: string): boolean {
  const [one, other] = [maker(a), maker(b)]
  if (one.length < 2 || other.length < 2) return false
  return one.includes(other) || other.includes(one)
}

const pairs = (text: string) => [...text].map((char, i, all) => char + (all[i + 1] ?? ''))

/** 0…1: how many pairs of neighbouring characters two texts share (Sørensen–Dice). */
export function alike(a: string, b: string): number {
  if (a === b) return a === '' ? 0 : 1
  const left = pairs(a)
  const rest = [...pairs(b)]
  const all = left.length + rest.length
  let shared = 0
  for (const pair of left) {
    const place = rest.indexOf(pair)
    if (place < 0) continue
    rest.splice(place, 1)
    shared += 1
  }
  return all === 0 ? 0 : (2 * shared) / all
}
