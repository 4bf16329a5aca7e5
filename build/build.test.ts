import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { findRuntime, installedRuntime } from './runtime.ts'
import { buildIfStale } from './stale.ts'

let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'guitai-build-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))
const write = (path: string, text: string) => {
  mkdirSync(join(root, path, '..'), { recursive: true })
  writeFileSync(join(root, path), text)
}

describe('buildIfStale', () => {
  const build = () =>
    buildIfStale(root, ['src', 'a.json'], 'dist/x/out.js', async () => write('dist/x/out.js', 'x'))

  it('builds once, and again when a source changed, came or went, or the output is gone', async () => {
    write('src/one.ts', '1')
    expect([await build(), await build()]).toEqual([true, false])
    utimesSync(join(root, 'src/one.ts'), new Date(0), new Date(0))
    expect([await build(), await build()]).toEqual([true, false])
    write('src/deep/two.ts', '2')
    expect([await build(), await build()]).toEqual([true, false])
    rmSync(join(root, 'src/one.ts'))
    expect([await build(), await build()]).toEqual([true, false])
    rmSync(join(root, 'dist/x/out.js'))
    expect([await build(), await build()]).toEqual([true, false])
    write('src/two.test.ts', 'a test is no source')
    expect(await build()).toBe(false)
  })

  it('takes a build that broke off for none', async () => {
    write('src/one.ts', '1')
    const broken = buildIfStale(root, ['src'], 'dist/x/out.js', async () => {
      write('dist/x/out.js', 'half')
      throw new Error('broke off')
    })
    await expect(broken).rejects.toThrow('broke off')
    expect(await build()).toBe(true)
  })
})

describe('findRuntime', () => {
  const installer = 'node_modules/electron/install.js'
  const arrive =
    "const fs = require('node:fs'); fs.mkdirSync(__dirname + '/dist'); fs.writeFileSync(__dirname + '/dist/electron', ''); fs.writeFileSync(__dirname + '/path.txt', 'electron')"

  it('finds what is installed', () => {
    expect(installedRuntime(root)).toBe(null)
    write('node_modules/electron/path.txt', 'electron')
    expect(installedRuntime(root)).toBe(null)
    write('node_modules/electron/dist/electron', '')
    expect(findRuntime(root, {})).toEqual({ path: join(root, 'node_modules/electron/dist/electron') })
  })

  it('fetches it, but not in CI', () => {
    vi.spyOn(console, 'log').mockImplementation(() => {})
    write(installer, arrive)
    expect(findRuntime(root, { CI: 'true' })).toMatchObject({ path: null, whyEn: /CI/ })
    expect(existsSync(join(root, 'node_modules/electron/path.txt'))).toBe(false)
    expect(findRuntime(root, {})).toEqual({ path: join(root, 'node_modules/electron/dist/electron') })
  })

  it('does not try again soon after a failure', () => {
    vi.spyOn(console, 'log').mockImplementation(() => {})
    write(installer, 'process.exit(1)')
    expect(findRuntime(root, {})).toMatchObject({ path: null, whyEn: /fetched/ })
    write(installer, arrive)
    // the times of files are the machine's own: where the clock is another (npm run test:dates), this one follows it
    const failed = join(root, 'node_modules/.cache/guitai/electron-fetch-failed')
    utimesSync(failed, new Date(), new Date())
    expect(findRuntime(root, {})).toMatchObject({ path: null, whyEn: /less than a day ago/ })
    utimesSync(failed, new Date(0), new Date(0))
    expect(findRuntime(root, {})).toMatchObject({ path: join(root, 'node_modules/electron/dist/electron') })
  })
})
