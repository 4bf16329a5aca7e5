import type { ExchangeDeps } from '../electron/app/injury/exchange/deps.ts'
import { run } from '../electron/app/injury/exchange/downloads.ts'
import { exchangeEffects } from '../electron/app/injury/exchange/effects.ts'
import { createMachine } from '../electron/app/machine.ts'
import { createBus } from '../electron/app/registry.ts'
import { createEngine } from '../electron/engine/index.ts'
import { createLanes } from '../electron/engine/lane.ts'
import { openJournal } from '../electron/journal/index.ts'
import { openContracts } from '../electron/platforms/contracts.ts'
import { gyConfig } from '../electron/platforms/gy/config.ts'
import { createGy } from '../electron/platforms/gy/index.ts'
import { signerOf } from '../electron/sm/index.ts'
import { faultOf } from '../shared/errors.ts'

/**
 * One life of the exchange in a process of its own: takes up what the last one left and downloads until nothing is
 * left. Told by arguments: journal, address, our private key, the platform's public key, codes.
 */
const [path = '', url = '', privateKey = '', platformKey = '', codes = ''] = process.argv.slice(2)
const QUICK = {
  look_first_ms: 20,
  look_longest_ms: 60,
  tick_ms: 10,
  outbox_first_ms: 20,
  outbox_longest_ms: 60,
}
const SITE = { fixmedins_code: 'H51010400001', fixmedins_name: '柜台演示医院' }
const book = openContracts({ family: 'gy' })
const { journal } = await openJournal({ path, fixmedins_code: SITE.fixmedins_code, slot: 1, now: Date.now })
const config = gyConfig.parse({
  ...{ baseUrl: url, sender: '510000', aab299: '510100', roles: ['agency'], keyRef: 'key', platformKey },
  ...{ answer_ms: 1_500, centre_ms: 50 },
})
const platform = createGy({ config, site: SITE, book, signer: signerOf(privateKey), now: Date.now })
const clock = {
  now: Date.now,
  after(ms: number, work: () => void) {
    const timer = setTimeout(work, ms)
    return () => clearTimeout(timer)
  },
}
const engine = createEngine({
  ...{ journal, clock, platforms: new Map([['gy', platform]]), effects: exchangeEffects(), jobs: new Map() },
  sessionFor: async (txn) => ({ sign_no: null, opter: txn.opter, opterName: txn.opterName }),
  timing: QUICK,
  notify: () => {},
  log: () => {},
})
const machine = createMachine({
  ...{ journal, engine, now: Date.now, signIn: false, machine: { ip: '127.0.0.1', mac: '00' } },
})
const deps = {
  ...{ journal, engine, machine, book, agency: true, bus: createBus(), lanes: createLanes(), now: Date.now },
} as unknown as ExchangeDeps
await engine.start()
process.stdout.write('begun\n')
const checked = new Set<string>()
const x = { deps, send: (request: object) => machine.transact({ family: 'gy', ...request } as never) }
for (const code of codes.split(',')) {
  for (;;) {
    try {
      await run(x, checked, code)
      break
    } catch (error) {
      // a feedback in doubt is asked after by the engine; what was not answered is tried again
      if (faultOf(error).kind === 'internal') throw error
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
}
await engine.stop()
await journal.close()
process.stdout.write('done\n')
