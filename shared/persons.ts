import type { Contract, Json, JsonObject, Node } from './contract.ts'
import { maskDeep } from './mask.ts'

/** What a message says of persons, as the console has to know it. */
const OF_PERSONS = new Set(['psn_no', 'mdtrt_cert_no', 'certno'])

/** Whether the input names a person, so that the region in the envelope matters. */
export function speaksOfPerson({ input }: Contract): boolean {
  const inside = ({ fields, nodes }: Node): boolean =>
    fields.some(({ name }) => OF_PERSONS.has(name)) || (nodes ?? []).some(inside)
  return input.some(inside)
}

/** The first psn_no of a message; '' where it has none. */
export function firstPerson(input: Json): string {
  if (Array.isArray(input)) {
    for (const row of input) {
      const found = firstPerson(row)
      if (found) return found
    }
    return ''
  }
  if (input === null || typeof input !== 'object') return ''
  if (typeof input.psn_no === 'string' && input.psn_no) return input.psn_no
  return firstPerson(Object.values(input).filter((value) => typeof value === 'object'))
}

/** The message without names, numbers and secrets of persons (the fields that maskDeep knows), and which they were. */
export function withoutPersonal(input: JsonObject): { input: JsonObject; taken: string[] } {
  const taken = new Set<string>()
  const strip = (value: Json, masked: Json): Json => {
    if (Array.isArray(value)) return value.map((row, i) => strip(row, (masked as Json[])[i]!))
    if (value === null || typeof value !== 'object') return value
    const kept = Object.entries(value).filter(([key, inner]) => {
      const personal = typeof inner === 'string' && inner !== (masked as JsonObject)[key]
      if (personal) taken.add(key)
      return !personal
    })
    return Object.fromEntries(kept.map(([key, inner]) => [key, strip(inner, (masked as JsonObject)[key]!)]))
  }
  return { input: strip(input, maskDeep(input)) as JsonObject, taken: [...taken] }
}
