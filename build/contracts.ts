import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { FOLDERS, importFacts, importVectors } from './contracts-import.ts'
import { nhsaTypes } from './contracts-types.ts'

/**
 * npm run contracts -- import [facts]   bring the collected facts (default ../shared/contracts) into the product
 * npm run contracts -- types [--check]  write shared/contracts/nhsa.gen.ts, or fail if it is out of date
 * npm run contracts -- check [--json] [--messages 100000]
 *   hold every contract against itself, against broken and random messages, against the simulated centre's
 *   answers, and against the table of homes; exit 1 on any fault
 */
const PRODUCT = join(import.meta.dirname, '..')
const CONTRACTS = join(PRODUCT, 'shared', 'contracts')
const TYPES = join(CONTRACTS, 'nhsa.gen.ts')
/** random messages of a check, unless told */
const MESSAGES = 100_000

function runImport(from = join(PRODUCT, '..', 'shared', 'contracts')): boolean {
  for (const at of FOLDERS) {
    const report = importFacts(resolve(from), CONTRACTS, at)
    const { contracts, dicts, conditions } = report
    console.log(
      `${at.folder}: ${contracts} contracts, ${dicts} code tables, ${conditions} conditions from notes`,
    )
    for (const { why, codes } of report.corrections)
      if (codes.length > 0) console.log(`corrected ${codes.join(' ')}\n  ${why}`)
  }
  console.log(`${importVectors(resolve(from), CONTRACTS)} vectors of SM2, SM3 and SM4`)
  return true
}

function runTypes(check: boolean): boolean {
  const wanted = nhsaTypes(CONTRACTS)
  if (!check) {
    writeFileSync(TYPES, wanted)
    return true
  }
  const found = readOr(TYPES, '')
  if (found !== wanted)
    console.error('shared/contracts/nhsa.gen.ts 与契约不一致，请运行 npm run contracts -- types')
  return found === wanted
}

async function runCheck(json: boolean, messages: number): Promise<boolean> {
  const { checkAll } = await import('./check-all.ts')
  const { faults, figures, homes } = await checkAll(messages)
  const ok = faults.length === 0
  for (const { code, name, is, of, why } of json ? [] : homes)
    console.log(`${code.padEnd(10)}${`${is ?? '无'} ${of}`.padEnd(20)}${name}${why ? `（${why}）` : ''}`)
  for (const fault of faults) console.error(fault)
  const all = { ...figures, faults: faults.length }
  if (json) console.log(JSON.stringify({ name: 'contracts', ok, figures: all, homes, faults }))
  else
    console.log(
      Object.entries(all)
        .map(([k, v]) => `${k} ${v}`)
        .join('  '),
    )
  return ok
}

function readOr(file: string, otherwise: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return otherwise
  }
}

async function main([verb, ...rest]: string[]): Promise<boolean> {
  if (verb === 'import') return runImport(rest[0])
  if (verb === 'types') return runTypes(rest.includes('--check'))
  if (verb === 'check') {
    const given = rest[rest.indexOf('--messages') + 1]
    const messages = rest.includes('--messages') ? Number(given) : MESSAGES
    if (Number.isInteger(messages) && messages > 0) return runCheck(rest.includes('--json'), messages)
  }
  console.error('npm run contracts -- import [facts] | types [--check] | check [--json] [--messages 100000]')
  return false
}

process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1
