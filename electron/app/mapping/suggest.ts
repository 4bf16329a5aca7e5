import type { Suggestion } from '../../../shared/api/mapping.ts'
import type { CatalogueHit, CatalogueStore } from '../../catalogue/port.ts'
import { CATALOGUE_OF, type Item } from './model.ts'
import { alike, approval, nameParts, sameMaker, sameSpec, specParts } from './words.ts'

type Store = Pick<CatalogueStore, 'search' | 'entry'>

const SHOWN = 12
/** hits looked at for each word */
const LOOKED = 60
const ENOUGH = 8
/** less alike than this is nothing to propose */
const LEAST = 0.35
const LIKELY = 0.8
const SERVICE = '201'

/**
 * Entries of the item's catalogue that it may be, best first. Looked for by the HIS's own code, by the name, by
 * what stands in its brackets, and by its beginning while there are few. Certain is: the approval number and the
 * specification agree; the HIS's code and name agree; or name, specification and, where both sides name one, the
 * maker agree, and nothing else fits as well.
 */
export async function suggest(
  store: Store,
  item: Item,
  today: string,
  not: readonly string[],
): Promise<Suggestion[]> {
  const kind = CATALOGUE_OF[item.list_type]
  if (!kind) return []
  const hits = new Map<string, CatalogueHit>()
  if (item.med_list_codg) {
    const own = await store.entry(kind, item.med_list_codg)
    if (own) hits.set(own.code, own)
  }
  for (const text of wordsOf(item)) {
    if (hits.size >= ENOUGH) break
    for (const hit of await store.search({ text, kinds: [kind], at: today, limit: LOOKED }))
      hits.set(hit.code, hit)
  }
  const refused = new Set(not)
  return ranked(
    item,
    [...hits.values()].filter(({ code, valid }) => valid && !refused.has(code)),
  )
}

/** What a person looks for instead. */
export async function lookUp(store: Store, item: Item, text: string, today: string): Promise<Suggestion[]> {
  const kinds = [CATALOGUE_OF[item.list_type] ?? '']
  const hits = await store.search({ text, kinds, at: today, limit: SHOWN * 2 })
  return hits.filter(({ valid }) => valid).map((hit) => ({ ...judged(item, hit), sure: false }))
}

/** The whole name first, then its parts, then ever shorter beginnings. */
function wordsOf({ name }: Item): string[] {
  const { core, asides } = nameParts(name)
  const beginnings = [6, 4, 3, 2]
    .filter((length) => core.length > length)
    .map((length) => core.slice(0, length))
  // 盐酸二甲双胍片 is also filed under 二甲双胍, 注射用头孢曲松钠 under 头孢曲松
  const bare = core.replace(/^(?:盐酸|硫酸|马来酸|苯磺酸|酒石酸|注射用|复方|重组)+/, '').slice(0, 4)
  return [...new Set([core, ...asides, ...(bare.length > 1 ? [bare] : []), ...beginnings])].filter(Boolean)
}

export function ranked(item: Item, hits: readonly CatalogueHit[]): Suggestion[] {
  const found = hits
    .map((hit) => judged(item, hit))
    .filter(({ score }) => score >= LEAST)
    .sort((a, b) => b.score - a.score || a.name.length - b.name.length || (a.code < b.code ? -1 : 1))
    .slice(0, SHOWN)
  const [first, second] = found
  // two that are equally good: a person has to choose
  const alone = !second || !first || second.score < first.score
  return found.map((one, i) => (one.sure && (i > 0 || !alone) ? { ...one, sure: false } : one))
}

/** Whether it is good enough to be put before a person by itself. */
export const isLikely = ({ score, sure }: Suggestion): boolean => sure || score >= LIKELY

function judged(item: Item, hit: CatalogueHit): Suggestion {
  const sameCode = item.med_list_codg !== '' && item.med_list_codg === hit.code
  const ours = approval(item.aprvno)
  const theirs = approval(hit.aprvno)
  const number = ours === '' || theirs === '' ? null : ours === theirs
  const name = likeness(item.name, hit.name)
  const spec = specOf(item, hit)
  const maker = item.maker === '' || hit.maker === '' ? null : sameMaker(item.maker, hit.maker)
  const score =
    0.5 * name + 0.2 * spec + (maker === true ? 0.1 : 0) + (number === true ? 0.2 : 0) + (sameCode ? 0.25 : 0)
  const against = (number === false ? 0.15 : 0) + (maker === false ? 0.1 : 0)
  const known =
    0.7 + (item.maker && hit.maker ? 0.1 : 0) + (ours && theirs ? 0.2 : 0) + (item.med_list_codg ? 0.25 : 0)
  const sure =
    number !== false &&
    maker !== false &&
    ((number === true && name >= 0.5 && spec === 1) ||
      (sameCode && name >= 0.6) ||
      (name === 1 && spec === 1 && (item.list_type !== SERVICE || unitSame(item, hit))))
  const { code, dosform, aprvno, unit } = hit
  return {
    ...{ code, name: hit.name, spec: hit.spec, dosform, maker: hit.maker, aprvno, unit },
    score: Math.max(0, Math.min(1, (score - against) / known)),
    sure,
    why: reasons({ sameCode, number, name, spec, maker, item, hit }),
  }
}

const unitSame = (item: Item, hit: CatalogueHit) =>
  item.unit === '' || hit.unit === '' || nameParts(item.unit).core === nameParts(hit.unit).core

/** What stands in brackets may be missing on one side, and may be another name of the same thing. */
function likeness(a: string, b: string): number {
  const [one, other] = [nameParts(a), nameParts(b)]
  const whole = alike(one.core, other.core)
  if (whole < 1) {
    const joined = alike(one.core + one.asides.join(''), other.core + other.asides.join(''))
    const aside = Math.max(
      0,
      ...one.asides.map((text) => alike(text, other.core)),
      ...other.asides.map((text) => alike(one.core, text)),
    )
    return Math.min(0.99, Math.max(whole, joined, aside))
  }
  // 静脉输液 and 静脉输液（留观）are perhaps the same, and perhaps not
  const differs = one.asides.join('|') !== other.asides.join('|')
  return differs ? 0.95 : 1
}

/** 1: the same, or neither says one; less where a part differs. */
function specOf(item: Item, hit: CatalogueHit): number {
  if (item.spec === '' && hit.spec === '') return 1
  if (sameSpec(item.spec, hit.spec)) return 1
  const [ours, theirs] = [specParts(item.spec), new Set(specParts(hit.spec))]
  if (ours.length === 0 || theirs.size === 0) return 0.5
  const shared = ours.filter((part) => theirs.has(part)).length
  return (0.8 * shared) / Math.max(ours.length, theirs.size)
}

interface Found {
  sameCode: boolean
  number: boolean | null
  name: number
  spec: number
  maker: boolean | null
  item: Item
  hit: CatalogueHit
}

function reasons({ sameCode, number, name, spec, maker, item, hit }: Found): string {
  const words = [
    ...(sameCode ? ['HIS 登记的编码'] : []),
    ...(number === null ? [] : [number ? '批准文号相同' : '批准文号不同']),
    name === 1 ? '名称相同' : name >= 0.8 ? '名称相近' : '名称部分相同',
    ...(item.spec === '' && hit.spec === '' ? [] : [spec === 1 ? '规格相同' : '规格不同']),
    ...(maker === null ? [] : [maker ? '企业相同' : '企业不同']),
  ]
  return words.join('，')
}
