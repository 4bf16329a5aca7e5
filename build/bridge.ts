import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/**
 * Vendors' reader libraries are 32-bit, so the Windows installer carries a 32-bit Node, the last line that is
 * built so, and koffi for it. npm installs what fits the building machine only: the rest is fetched here and
 * held against the hashes written down, koffi's in package-lock.json.
 */
const ROOT = join(import.meta.dirname, '..')
const TARGETS = ['win32_ia32', 'win32_x64']

const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, { version: string; integrity: string }>
}

const NODE = {
  name: 'node-win-x86@22.23.2',
  integrity:
    'sha512-KCIFCi5rp0Slx4IoD9flKynhAfvGNloeq/sllx//qGuKZ09aSvrsfejR8pRPcS4Obv9mMcVFApYZxBIdgtcLxA==',
}

for (const target of TARGETS) {
  const name = `@koromix/koffi-${target.replace('_', '-')}`
  const locked = lock.packages[`node_modules/${name}`]
  if (!locked) throw new Error(`${name} is not in package-lock.json`)
  const place = join(ROOT, 'node_modules', 'koffi', 'build', 'koffi', target)
  const what = { name: `${name}@${locked.version}`, integrity: locked.integrity }
  fetchFile(what, join(target, 'koffi.node'), join(place, 'koffi.node'))
}
fetchFile(NODE, join('bin', 'node.exe'), join(ROOT, 'dist', 'bridge', 'node.exe'))

/** One file of a package of the registry, if the package is the one written down. */
function fetchFile(what: { name: string; integrity: string }, file: string, place: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'guitai-bridge-'))
  try {
    const [packed] = JSON.parse(run('npm', ['pack', '--json', what.name], folder)) as {
      filename: string
      integrity: string
    }[]
    if (packed?.integrity !== what.integrity) throw new Error(`${what.name} is not the one written down`)
    run('tar', ['-xzf', packed.filename], folder)
    mkdirSync(dirname(place), { recursive: true })
    copyFileSync(join(folder, 'package', file), place)
    console.log(what.name)
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
