import { createHash } from 'node:crypto'
import { type Dirent, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { mimeOf } from './csp.ts'

export type Encoding = 'br' | 'gzip'

export interface StaticFile {
  body: Buffer
  type: string
  etag: string
  /** the name carries a hash of the content: may be cached for ever */
  immutable: boolean
  /** the body for the wire, taken from the build's .br/.gz beside it or compressed once and kept */
  encoded(encoding: Encoding): Promise<Buffer>
}

/**
 * The built renderer, by URL path. Only files that stood there at the start are known, by exact name, so
 * no path can lead out of the folder. A missing folder knows no file.
 */
export function openFiles(dir: string): { get(urlPath: string): StaticFile | null } {
  const paths = new Map<string, string>()
  walk(dir, '', paths)
  const loaded = new Map<string, StaticFile>()
  return {
    get(urlPath) {
      const name = urlPath === '/' ? '/index.html' : urlPath
      const path = paths.get(name)
      if (!path || isSibling(name, paths)) return null
      const known = loaded.get(name)
      if (known) return known
      const file = load(name, path, paths)
      loaded.set(name, file)
      return file
    },
  }
}

/** Recursive by hand: readdir's own recursion does not reach into an asar archive. */
function walk(dir: string, prefix: string, into: Map<string, string>): void {
  let entries: Dirent[]
  try {
    entries = readdirSync(dir, { withFileTypes: true })
  } catch {
    return
  }
  for (const entry of entries) {
    const path = join(dir, entry.name)
    if (entry.isDirectory()) walk(path, `${prefix}/${entry.name}`, into)
    else if (entry.isFile()) into.set(`${prefix}/${entry.name}`, path)
  }
}

const isSibling = (name: string, paths: Map<string, string>) =>
  /\.(br|gz)$/.test(name) && paths.has(name.replace(/\.(br|gz)$/, ''))

function load(name: string, path: string, paths: Map<string, string>): StaticFile {
  const body = readFileSync(path)
  const made = new Map<Encoding, Promise<Buffer>>()
  return {
    body,
    type: mimeOf(name),
    etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
    immutable: name.startsWith('/assets/') && /-[\w-]{8,}\.\w+$/.test(name),
    encoded(encoding) {
      let result = made.get(encoding)
      if (!result) {
        const sibling = paths.get(`${name}.${encoding === 'br' ? 'br' : 'gz'}`)
        result = sibling ? Promise.resolve(readFileSync(sibling)) : compress(body, encoding)
        made.set(encoding, result)
      }
      return result
    },
  }
}

/** Quality 5: 1.5 MB of script in 63 ms and 405 kB; quality 11 saves another 44 kB but takes 3.7 s. */
function compress(body: Buffer, encoding: Encoding): Promise<Buffer> {
  if (encoding === 'gzip') return promisify(gzip)(body, { level: 6 })
  return promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
}
