import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBridge } from '../electron/devices/bridge/client.ts'
import { fakeLibrary } from '../electron/devices/bridge/fake-library.testkit.ts'
import { buildBridge } from './electron.ts'

/** The bridge as it is shipped: one file, koffi beside it, run by its own name. */
const folder = join(import.meta.dirname, '..', 'dist', `bridge-test-${process.pid}`)
const library = fakeLibrary()

beforeAll(() => buildBridge(folder))
afterAll(() => {
  library.remove()
  rmSync(folder, { recursive: true, force: true })
})

describe('the built bridge', () => {
  it('calls a library', async () => {
    library.mode('ok')
    const bridge = openBridge({ entry: join(folder, 'bridge.mjs'), log: () => {} })
    const answer = await bridge.call({
      ...{ do: 'sscard', library: library.path, fn: 'iReadCardBas', args: [3] },
    })
    bridge.close()
    expect(answer).toMatchObject({ code: 0, text: expect.stringContaining('王芳') })
  })
})
