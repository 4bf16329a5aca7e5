import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

/**
 * Imports run downwards only: host → app → engine → platforms → journal/shared; app → his, devices. Nobody
 * but compose imports the sandbox; the renderer sees shared only; shared sees itself. Prints each breach
 * and exits 1.
 */
const ROOT = join(import.meta.dirname, '..')

/** Who may import what, longest prefix first. Tests may import anything. */
const MAY: [from: string, to: string[]][] = [
  ['electron/compose.ts', ['electron', 'shared', 'package.json']],
  // what compose is made of
  ['electron/training.ts', ['electron/sandbox', 'electron/config.ts', 'shared']],
  ['electron/families.ts', ['electron/platforms', 'electron/sm', 'electron/config.ts', 'shared']],
  [
    'electron/wiring',
    [
      'electron/wiring',
      'electron/app',
      'electron/catalogue/port.ts',
      'electron/config.ts',
      'electron/devices',
      'electron/engine',
      'electron/his/port.ts',
      'electron/journal/port.ts',
      'electron/platforms',
      'shared',
    ],
  ],
  ['electron/main.ts', ['electron/compose.ts', 'electron/host', 'electron/devices', 'shared']],
  ['electron/preload.ts', ['shared']],
  ['electron/config.ts', ['electron/devices/config.ts', 'electron/platforms', 'shared']],
  [
    'electron/host',
    [
      'electron/host',
      'electron/compose.ts',
      'electron/config.ts',
      'electron/app',
      'electron/engine',
      'electron/devices',
      'electron/sm',
      'shared',
    ],
  ],
  [
    'electron/app',
    [
      'electron/app',
      'electron/catalogue/port.ts',
      'electron/engine',
      'electron/platforms/port.ts',
      'electron/journal/port.ts',
      'electron/his/port.ts',
      'electron/devices',
      'shared',
    ],
  ],
  [
    'electron/engine',
    ['electron/engine', 'electron/platforms/port.ts', 'electron/journal/port.ts', 'shared'],
  ],
  ['electron/sm', ['electron/sm', 'shared']],
  ['electron/platforms', ['electron/platforms', 'electron/sm', 'shared']],
  ['electron/journal', ['electron/journal', 'shared']],
  ['electron/catalogue', ['electron/catalogue', 'shared']],
  ['electron/his', ['electron/his', 'shared']],
  ['electron/devices', ['electron/devices', 'shared']],
  [
    'electron/sandbox',
    [
      'electron/sandbox',
      'electron/sm',
      'electron/platforms/contracts.ts',
      'electron/platforms/http.ts',
      'shared',
    ],
  ],
  ['renderer', ['renderer', 'shared']],
  ['shared', ['shared']],
  ['build', ['build', 'electron', 'shared']],
  ['e2e', ['e2e', 'electron', 'renderer', 'shared', 'build']],
]
/** What only one side may use. */
const NODE_FREE = ['renderer', 'shared']

const IMPORT =
  /^\s*(?:import|export)\b[^'"]*?from\s*['"]([^'"]+)['"]|^\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm

export interface Breach {
  file: string
  imports: string
}

export function breaches(root = ROOT): Breach[] {
  const found: Breach[] = []
  for (const file of sources(root)) {
    if (/\.test\.tsx?$/.test(file) || file.endsWith('testkit.ts')) continue
    const rule = MAY.find(([from]) => file === from || file.startsWith(`${from}/`))
    if (!rule) continue
    const text = readFileSync(join(root, file), 'utf8')
    for (const match of text.matchAll(IMPORT)) {
      const target = match[1] ?? match[2] ?? match[3] ?? ''
      if (!allowed(root, file, target, rule[1])) found.push({ file, imports: target })
    }
  }
  return found
}

/** Nobody else knows that the centre may be our own. */
const BUILDERS = new Set(['electron/compose.ts', 'electron/training.ts'])

function allowed(root: string, file: string, target: string, may: string[]): boolean {
  if (!target.startsWith('.')) {
    const nodeFree = NODE_FREE.some((dir) => file.startsWith(`${dir}/`))
    return !(nodeFree && (target.startsWith('node:') || target === 'electron'))
  }
  const path = relative(root, resolve(root, dirname(file), target))
  if (BUILDERS.has(file) || !path.startsWith('electron/sandbox')) {
    return may.some((dir) => path === dir || path.startsWith(`${dir}/`))
  }
  return file.startsWith('electron/sandbox/') || file.startsWith('e2e/') || file.startsWith('build/')
}

function sources(root: string): string[] {
  return ['electron', 'renderer', 'shared', 'build', 'e2e'].flatMap((top) =>
    readdirSync(join(root, top), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !name.includes('node_modules'))
      .map((name) => `${top}/${name}`),
  )
}

if (import.meta.main) {
  const found = breaches()
  for (const { file, imports } of found) console.error(`${file} must not import ${imports}`)
  console.log(found.length === 0 ? 'imports run downwards only' : `${found.length} imports run the wrong way`)
  process.exitCode = found.length === 0 ? 0 : 1
}
