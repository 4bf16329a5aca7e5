import { newRow, openDrain, SOURCE_ID } from './bench/outbox-kit.ts'

/**
 * One life of the upload machine in a process of its own: takes up what the last one left, adds its rows if it is
 * the first, and drains by the outbox until nothing is open. Told by arguments: journal, address, rows, batch.
 */
const [path = '', url = '', rows = '0', batch = '1'] = process.argv.slice(2)
const QUICK = {
  look_first_ms: 20,
  look_longest_ms: 60,
  tick_ms: 10,
  outbox_first_ms: 20,
  outbox_longest_ms: 60,
}
const drain = await openDrain({ path, url, batch: Number(batch), timing: QUICK, answer_ms: 1_500 })
const { journal, engine, uploads } = drain
if ((await journal.uploads({ source: SOURCE_ID, limit: 1 })).length === 0) {
  const all = Array.from({ length: Number(rows) }, (_, i) => newRow('KILLED', i + 1))
  await journal.commit(uploads.adding(SOURCE_ID, all))
}
await uploads.wake(SOURCE_ID)
await engine.start()
process.stdout.write('begun\n')
while ((await journal.uploadDepths()).length > 0) await new Promise((resolve) => setTimeout(resolve, 10))
await engine.stop()
await journal.close()
process.stdout.write('done\n')
