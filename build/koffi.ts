import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Vendors' reader libraries are 32-bit, so the Windows installer carries koffi for a 32-bit Node beside its
 * own. npm installs the binary of the building machine only: the others are fetched here, held against
 * package-lock.json, and put where koffi looks after its own package.
 */
const ROOT = join(import.meta.dirname, '..')
const TARGETS = ['win32_ia32', 'win32_x64']

const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, { version: string; integrity: string }>
}

for (const target of TARGETS) fetchBinary(target)

function fetchBinary(target: string): void {
  const name = `@koromix/koffi-${target.replace('_', '-')}`
  const locked = lock.packages[`node_modules/${name}`]
  if (!locked) throw new Error(`${name} is not in package-lock.json`)
  const folder = mkdtempSync(join(tmpdir(), 'guitai-koffi-'))
  try {
    const [packed] = JSON.parse(run('npm', ['pack', '--json', `${name}@${locked.version}`], folder)) as {
      filename: string
      integrity: string
    }[]
    if (packed?.integrity !== locked.integrity) throw new Error(`${name} is not what package-lock.json says`)
    run('tar', ['-xzf', packed.filename], folder)
    const place = join(ROOT, 'node_modules', 'koffi', 'build', 'koffi', target)
    mkdirSync(place, { recursive: true })
    copyFileSync(join(folder, 'package', target, 'koffi.node'), join(place, 'koffi.node'))
    console.log(`${name} ${locked.version}`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function run(command: string, args: string[], cwd: string): string {
  // npm is a script on Windows
  const shell = process.platform === 'win32'
  const { status, stdout, error } = spawnSync(command, args, { cwd, shell, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? `status ${status}`}`)
  return stdout
}
