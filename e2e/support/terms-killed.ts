import { openCatalogue } from '../../electron/catalogue/index.ts'
import { shape } from '../../electron/catalogue/testkit.ts'

/** Brings in a version in a process that the test kills. Says on its output what it has reached. */
const [path = '', file = '', fresh = ''] = process.argv.slice(2)
const ever = new AbortController().signal
const store = openCatalogue({ path })
const say = (word: string) => process.stdout.write(`${word}\n`)
const staged = await store.imports.begin(shape('1307'), fresh === 'fresh')
say('begun')
if (!staged.finishing && staged.files === 0)
  await store.imports.take('1307', { ref: 'second', path: file }, ever, (done) => say(`take ${done}`))
say('taken')
await store.imports.finish('1307', ever, (done) => say(`finish ${done}`))
say('finished')
await store.close()
