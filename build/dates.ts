import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'

/**
 * npm run test:dates: the tests without a screen at instants and in time zones where calculations with days go wrong.
 * Every test file begins at the instant, on a clock that runs on (e2e/support/clock.ts).
 */
const ROOT = join(import.meta.dirname, '..')
const USAGE = `npm run test:dates -- [options] [file filter …]
  --size small|all    three runs (the default), or every instant in every zone; one run of all files takes 10 minutes
  --at 'yyyy-MM-dd HH:mm:ss'  this instant instead, local time; may be repeated
  --zone ZONE         only in this zone; may be repeated
  --project NAME      only unit or engine; may be repeated`

/** Local times. 2028 has a 29 February; the machine's own day should lie before all of them. */
const INSTANTS = {
  'after midnight': '2028-03-14 00:03:00',
  'before midnight': '2028-03-14 23:57:00',
  'across midnight': '2028-03-14 23:59:55',
  'end of the year': '2027-12-31 23:50:00',
  'new year': '2028-01-01 00:10:00',
  'leap day': '2028-02-29 12:00:00',
  'after the leap day': '2028-03-01 00:30:00',
  'last of the month': '2028-03-31 10:00:00',
  sunday: '2028-03-05 10:00:00',
}
const ZONES = ['Asia/Shanghai', 'UTC']
const SMALL: [at: keyof typeof INSTANTS, zone: string][] = [
  ['after midnight', 'Asia/Shanghai'],
  ['across midnight', 'Asia/Shanghai'],
  ['end of the year', 'UTC'],
]

interface Run {
  at: string
  zone: string
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    size: { type: 'string', default: 'small' },
    at: { type: 'string', multiple: true },
    zone: { type: 'string', multiple: true },
    project: { type: 'string', multiple: true, default: ['unit', 'engine'] },
    help: { type: 'boolean', default: false },
  },
})

if (values.help) console.log(USAGE)
else {
  const ended: [Run, string[]][] = []
  for (const run of runs()) ended.push([run, await failuresAt(run)])
  console.log('\nDates')
  for (const [{ at, zone }, failed] of ended) {
    console.log(`${failed.length === 0 ? 'ok  ' : 'FAIL'} ${at} ${zone}`)
    for (const name of failed) console.log(`       ${name}`)
  }
  process.exitCode = ended.some(([, failed]) => failed.length > 0) ? 1 : 0
}

function runs(): Run[] {
  const wanted = ({ zone }: Run) => values.zone?.includes(zone) ?? true
  if (!values.at && values.size === 'small' && !values.zone)
    return SMALL.map(([name, zone]) => ({ at: INSTANTS[name], zone }))
  const instants = values.at ?? Object.values(INSTANTS)
  const zones = values.zone ?? ZONES
  return instants.flatMap((at) => zones.map((zone) => ({ at, zone }))).filter(wanted)
}

/** The names of the tests that failed there; the run itself where it left no report. */
async function failuresAt({ at, zone }: Run): Promise<string[]> {
  console.log(`\n${at} ${zone}`)
  const dir = mkdtempSync(join(tmpdir(), 'dates-'))
  const report = join(dir, 'report.json')
  const clock = pathToFileURL(join(ROOT, 'e2e/support/clock.ts')).href
  const env = {
    ...process.env,
    TZ: zone,
    GUITAI_CLOCK_AT: String(epochOf(at, zone)),
    GUITAI_REPORT: report,
    NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --import ${clock}`.trim(),
  }
  const args = ['run', ...values.project.flatMap((name) => ['--project', name]), ...positionals]
  try {
    const ended = await vitest(args, env)
    const failed = failuresOf(report)
    return ended !== 'code 0' && failed.length === 0 ? [`the run itself: ${ended}`] : failed
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

/** How it ended, in words. */
function vitest(args: string[], env: NodeJS.ProcessEnv): Promise<string> {
  const options = { stdio: 'inherit', cwd: ROOT, env, shell: process.platform === 'win32' } as const
  return new Promise((done) => {
    const child = spawn('vitest', args, options)
    child.once('error', ({ message }) => done(message))
    child.once('exit', (code, signal) => done(signal ?? `code ${code}`))
  })
}

interface FileResult {
  name: string
  status: string
  assertionResults: { fullName: string; status: string }[]
}

function failuresOf(report: string): string[] {
  let files: FileResult[]
  try {
    files = JSON.parse(readFileSync(report, 'utf8')).testResults
  } catch {
    return []
  }
  return files
    .filter(({ status }) => status === 'failed')
    .flatMap(({ name, assertionResults }) => {
      const file = relative(resolve(ROOT), name)
      const failed = assertionResults.filter(({ status }) => status === 'failed')
      return failed.length > 0 ? failed.map(({ fullName }) => `${file}: ${fullName}`) : [file]
    })
}

/** The epoch ms at which the clocks of a zone show this time. */
function epochOf(local: string, zone: string): number {
  const asUtc = Date.parse(`${local.replace(' ', 'T')}Z`)
  if (Number.isNaN(asUtc)) throw new Error(`--at: not yyyy-MM-dd HH:mm:ss: ${local}`)
  const shown = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' })
  return asUtc - (Date.parse(`${shown.format(asUtc).replace(' ', 'T')}Z`) - asUtc)
}
