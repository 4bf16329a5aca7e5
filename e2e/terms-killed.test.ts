import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openCatalogue } from '../electron/catalogue/index.ts'
import { lineOf, load, zipped } from '../electron/catalogue/testkit.ts'

/** A process killed at any moment of an import leaves the version in use whole, and the next one ends the work. */
const OLD = 2_000
const NEW = 12_000
const KILLS = 10

const diag = (i: number, ver: string, name = `病种${i}号`) =>
  lineOf('1307', {
    ...{ diag_list_id: `r${i}`, rid: `r${i}`, diag_code: `X${i}.900`, diag_name: name, vali_flag: '1', ver },
  })

/** Starts the import and kills it after so long; answers what it had said. */
async function killedAfter(ms: number, args: string[]): Promise<string> {
  const script = join(import.meta.dirname, 'support/terms-killed.ts')
  const child: ChildProcess = spawn(process.execPath, [script, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout!.on('data', (chunk: Buffer) => {
    // the clock runs from the beginning of the work, not of the process
    if (said === '') setTimeout(() => child.kill('SIGKILL'), ms)
    said += chunk
  })
  await new Promise((resolve) => child.once('exit', resolve))
  return said
}

it.each([
  ['upon it', ''],
  ['from the beginning', 'fresh'],
])('keeps the old version whole until the new one, made %s, is', async (_how, fresh) => {
  const home = mkdtempSync(join(tmpdir(), 'guitai-terms-killed-'))
  const path = join(home, 'catalogue.db')
  const open = () => openCatalogue({ path })
  let store = open()
  await load(
    store,
    '1307',
    Array.from({ length: OLD }, (_, i) => diag(i, 'v1')),
  )
  await store.close()
  const lines = Array.from({ length: NEW }, (_, i) =>
    diag(i, 'v2', i < OLD ? `改名病种${i}号` : `病种${i}号`),
  )
  const file = zipped(lines, home)

  let ended = false
  let cut = 0
  for (let n = 0; !ended; n++) {
    // ever longer, so that it comes to an end on a slow machine too
    const said = await killedAfter(20 * 1.6 ** (n % KILLS) * (1 + Math.floor(n / KILLS)), [path, file, fresh])
    if (!said.includes('finished')) cut++
    store = open()
    const [state] = await store.catalogues()
    ended = state?.version === 'v2'
    const [before] = await store.search({ text: '病种7号', limit: 1 })
    if (ended) {
      expect(state).toMatchObject({ rows: NEW, changed: { added: NEW - OLD, changed: OLD, stopped: 0 } })
      expect(before).toMatchObject({ code: 'X7.900', name: '改名病种7号' })
      expect((await store.search({ text: `病种${NEW - 1}号`, limit: 1 }))[0]?.code).toBe(`X${NEW - 1}.900`)
    } else {
      expect(state).toMatchObject({ version: 'v1', rows: OLD })
      expect(before).toMatchObject({ code: 'X7.900', name: '病种7号' })
      expect((await store.entry('1307', 'X1999.900'))?.name).toBe('病种1999号')
    }
    await store.close()
  }
  expect(cut).toBeGreaterThan(2)
  rmSync(home, { recursive: true, force: true })
})
