import { conclude, printTable, type Report, readArgs } from '../report.ts'

/** npm run bench -- [name] [--json]: one benchmark, or all of them one after the other. */
const BENCHES: Record<string, (options: Options) => Promise<Report>> = {
  transact: async (options) => (await import('./transact.ts')).benchTransact(options),
  validate: async () => (await import('./validate.ts')).benchValidate(),
  reconcile: async (options) => (await import('./reconcile.ts')).benchReconcile(options),
  devices: async () => (await import('./devices.ts')).benchDevices(),
  ui: async () => (await import('./ui.ts')).benchUi(),
  import: async (options) => (await import('./import.ts')).benchImport(options),
  search: async () => (await import('./search.ts')).benchSearch(),
  outbox: async (options) => (await import('./outbox.ts')).benchOutbox(options),
  excel: async () => (await import('./excel.ts')).benchExcel(),
  sm: async () => (await import('./sm.ts')).benchSm(),
}
type Options = ReturnType<typeof options>

function options(args: string[]) {
  return readArgs({ rows: 1_000_000, rounds: 181, json: false }, args)
}

const [first = '', ...rest] = process.argv.slice(2)
const named = first !== '' && !first.startsWith('--')
const names = named ? [first] : Object.keys(BENCHES)
const chosen = options(named ? rest : process.argv.slice(2))
const unknown = names.find((name) => !Object.hasOwn(BENCHES, name))
if (unknown) {
  console.error(`没有测速项 ${unknown}，可选：${Object.keys(BENCHES).join('、')}`)
  process.exit(2)
}
const reports: Report[] = []
for (const name of names) {
  const report = await BENCHES[name]!(chosen)
  reports.push(report)
  if (names.length > 1) {
    printTable(Object.entries(report.figures).map(([figure, value]) => [name, figure, String(value)]))
    console.log(report.ok ? `${name}: 通过` : `${name}: 未通过`)
  }
}
const [only] = reports
if (reports.length === 1 && only) conclude(only, chosen.json)
else {
  const figures = Object.fromEntries(
    reports.flatMap(({ name, figures }) => Object.entries(figures).map(([k, v]) => [`${name}.${k}`, v])),
  )
  const ok = reports.every((report) => report.ok)
  if (chosen.json) console.log(JSON.stringify({ name: 'bench', ok, figures }))
  process.exitCode = ok ? 0 : 1
}
