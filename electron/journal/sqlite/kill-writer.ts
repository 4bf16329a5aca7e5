import { writeSync } from 'node:fs'
import { draft, open, sent, settled } from '../fixtures.ts'

/**
 * The victim of kill.test.ts: settles without end on the journal named by its argument, and says each msgid
 * on stdout once its commit has returned.
 */
const { journal } = await open(process.argv[2] ?? '')
for (let n = Number(process.argv[3]); ; n++) {
  const { msgid } = await journal.prepare(draft({ encounterId: `E${n}`, psnNo: `p${n}` }))
  writeSync(1, `prepared ${msgid}\n`)
  await journal.commit([sent(msgid)])
  await journal.commit(settled(msgid, `E${n}`, String(n), 0))
  writeSync(1, `settled ${msgid}\n`)
}
