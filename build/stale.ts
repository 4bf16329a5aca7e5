import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Path, size and time of every source below the given paths, as one hash. */
function fingerprint(root: string, paths: readonly string[]): string {
  const hash = createHash('sha256')
  const visit = (path: string) => {
    const stat = statSync(join(root, path), { throwIfNoEntry: false })
    if (!stat || /\.test\.tsx?$/.test(path)) return
    if (stat.isDirectory()) for (const name of readdirSync(join(root, path)).sort()) visit(`${path}/${name}`)
    else hash.update(`${path} ${stat.size} ${stat.mtimeMs}\n`)
  }
  for (const path of paths) visit(path)
  return hash.digest('hex')
}

/**
 * Runs `build` unless `output` exists and was made from exactly these sources. Resolves with whether it ran.
 * The mark stands beside the output, written last, so that a build that broke off counts for nothing.
 */
export async function buildIfStale(
  root: string,
  sources: readonly string[],
  output: string,
  build: () => Promise<void>,
): Promise<boolean> {
  const mark = join(root, `${dirname(output)}.sources`)
  const now = fingerprint(root, sources)
  const built = existsSync(mark) ? readFileSync(mark, 'utf8') : ''
  if (built === now && existsSync(join(root, output))) return false
  await build()
  mkdirSync(dirname(mark), { recursive: true })
  writeFileSync(mark, now)
  return true
}
