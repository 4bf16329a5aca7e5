import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Site } from './config.ts'
import { createBizh } from './platforms/bizh/index.ts'
import { type ContractBook, openContracts } from './platforms/contracts.ts'
import { createGs } from './platforms/gs/index.ts'
import { AGENCY_CODES } from './platforms/gy/config.ts'
import { createGy } from './platforms/gy/index.ts'
import type { Send } from './platforms/http.ts'
import { createNhsa } from './platforms/nhsa/index.ts'
import type { FileStore, Platform } from './platforms/port.ts'
import { proven, selfTest, signerOf } from './sm/index.ts'

/** Families that an overlay of the same name opens; they travel in the national envelope. */
const EXTENSIONS = ['sichuan']

export interface FamilyDeps {
  site: Site
  /** of the contracts, where they are not the product's own */
  root: string | undefined
  secret(ref: string): string
  now(): number
  files: FileStore
  /** instead of HTTP */
  send: Send | undefined
}

/** The families of interfaces that this site speaks: national insurance and its extensions, work-injury insurance. */
export function openFamilies(deps: FamilyDeps): {
  books: Map<string, ContractBook>
  platforms: Map<string, Platform>
} {
  const { site, root, secret, now, files, send } = deps
  const { overlays } = site.nhsa
  const books = new Map<string, ContractBook>()
  const platforms = new Map<string, Platform>()
  const wired = { site: site.institution, secret, now, files, ...(send ? { send } : {}) }
  const open = (
    family: string,
    create: (book: ContractBook) => Platform,
    without: ReadonlySet<string> = new Set(),
  ) => {
    const book = openContracts({ ...(root ? { root } : {}), family, overlays, without })
    books.set(family, book)
    platforms.set(family, create(book))
  }
  const paths = servicePaths(root)
  for (const family of ['nhsa', ...EXTENSIONS.filter((name) => overlays.includes(name))])
    open(family, (book) => createNhsa({ ...wired, config: site.nhsa, servicePaths: paths, book }))
  const { gs, bizh, gy } = site.injury
  if (gs) open('gs', (book) => createGs({ ...wired, config: gs, book }))
  if (bizh) open('bizh', (book) => createBizh({ ...wired, config: bizh, book }))
  if (gy) {
    selfTest()
    const signer = proven(signerOf(secret(gy.keyRef)))
    const others = gy.roles.includes('agency') ? undefined : AGENCY_CODES
    open('gy', (book) => createGy({ ...wired, config: gy, book, signer }), others)
  }
  return { books, platforms }
}

function servicePaths(root = join(import.meta.dirname, '..', 'shared', 'contracts')): Record<string, string> {
  const envelope = JSON.parse(readFileSync(join(root, 'nhsa', '_envelope.json'), 'utf8'))
  return envelope.transport?.service_paths ?? {}
}
