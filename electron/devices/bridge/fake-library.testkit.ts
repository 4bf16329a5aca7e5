import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The fake reader library, compiled, in a folder of its own. */
export interface FakeLibrary {
  path: string
  /** what its functions do from now on */
  mode(text: string): void
  remove(): void
}

export function fakeLibrary(...defines: string[]): FakeLibrary {
  const folder = mkdtempSync(join(tmpdir(), 'guitai-sscard-'))
  const path = join(folder, 'SSCardDriver.so')
  const source = join(import.meta.dirname, 'fake-sscard.c')
  execFileSync('gcc', ['-shared', '-fPIC', '-O1', ...defines.map((d) => `-D${d}`), '-o', path, source])
  return {
    path,
    mode: (text) => writeFileSync(join(folder, 'mode'), text),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
