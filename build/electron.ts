import { readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join, relative, sep } from 'node:path'
import { build, type InlineConfig, type Plugin } from 'vite'

const ROOT = join(import.meta.dirname, '..')
const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  dependencies: Record<string, string>
}

/**
 * Sources find their data (contracts, migrations, price lists) beside themselves. In the bundle
 * import.meta still points there: the data files are shipped at the same places, the sources are not.
 */
function keepPlaces(): Plugin {
  return {
    name: 'guitai:keep-places',
    enforce: 'pre',
    transform(code, id) {
      if (id.includes('node_modules') || !code.includes('import.meta.')) return null
      const path = relative(ROOT, id).split(sep).join('/')
      const at = (place: string) => `__place(${JSON.stringify(place)})`
      return code
        .replaceAll('import.meta.dirname', at(dirname(path)))
        .replaceAll('import.meta.filename', at(path))
        .replaceAll('import.meta.url', `__toFileUrl(${at(path)}).href`)
    },
  }
}

const PLACES = `import { fileURLToPath as __toPath, pathToFileURL as __toFileUrl } from 'node:url'
const __place = (path) => __toPath(new URL('../../' + path, import.meta.url))`

const OUT = join(ROOT, 'dist/electron')

function bundle(
  entry: string,
  output: { format: 'es' | 'cjs'; name: string; banner?: string; inline?: readonly string[] },
  outDir = OUT,
): InlineConfig {
  const installed = Object.keys(dependencies).filter((name) => !output.inline?.includes(name))
  const external = new Set(['electron', ...builtinModules, ...installed])
  return {
    configFile: false,
    root: ROOT,
    logLevel: 'warn',
    plugins: [keepPlaces()],
    ssr: { noExternal: true },
    build: {
      ssr: join(ROOT, entry),
      outDir,
      emptyOutDir: false,
      target: 'node24',
      minify: false,
      rolldownOptions: {
        external: (id) => id.startsWith('node:') || external.has(packageOf(id)),
        output: {
          format: output.format,
          entryFileNames: output.name,
          codeSplitting: false,
          ...(output.banner === undefined ? {} : { banner: output.banner }),
        },
      },
    },
  }
}

const packageOf = (id: string) =>
  id
    .split('/')
    .slice(0, id.startsWith('@') ? 2 : 1)
    .join('/')

/** Writes dist/electron/main.js (ES module) and preload.cjs (a sandboxed preload can be nothing else). */
export async function buildElectron(): Promise<void> {
  await build(bundle('electron/main.ts', { format: 'es', name: 'main.js', banner: PLACES }))
  await build(bundle('electron/preload.ts', { format: 'cjs', name: 'preload.cjs' }))
  await buildBridge()
  await buildMatcher()
  await buildExcel()
  await buildCatalogue()
}

/** The thread that matches ledgers lies outside the archive, where it finds no packages: it has them within. */
export async function buildMatcher(outDir = OUT): Promise<void> {
  const output = { format: 'es', name: 'matcher.mjs', banner: PLACES, inline: ['fflate'] } as const
  await build(bundle('electron/app/reconcile/match/worker.ts', output, outDir))
}

/** The thread that writes and reads spreadsheets, as the matcher. */
export async function buildExcel(outDir = OUT): Promise<void> {
  const output = { format: 'es', name: 'excel.mjs', banner: PLACES, inline: ['hucre'] } as const
  await build(bundle('electron/app/export/thread.ts', output, outDir))
}

/** The thread that brings in catalogues. SQLite's package is native and lies outside the archive beside it. */
export async function buildCatalogue(outDir = OUT): Promise<void> {
  const output = { format: 'es', name: 'catalogue.mjs', banner: PLACES, inline: ['pinyin-pro'] } as const
  await build(bundle('electron/catalogue/worker.ts', output, outDir))
}

/** bridge.mjs runs in a Node of its own, outside the archive and with no package.json beside it. */
export async function buildBridge(outDir = OUT): Promise<void> {
  await build(bundle('electron/devices/bridge/main.ts', { format: 'es', name: 'bridge.mjs' }, outDir))
}
