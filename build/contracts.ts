import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { checkContracts } from './contracts-check.ts'
import { FOLDERS, importFacts } from './contracts-import.ts'
import { nhsaTypes } from './contracts-types.ts'

/**
 * npm run contracts -- import [facts]   bring the collected facts (default ../shared/contracts) into the product
 * npm run contracts -- types [--check]  write shared/contracts/nhsa.gen.ts, or fail if it is out of date
 * npm run contracts -- check [--json]   read every contract and say what does not hold together
 */
const PRODUCT = join(import.meta.dirname, '..')
const CONTRACTS = join(PRODUCT, 'shared', 'contracts')
const TYPES = join(CONTRACTS, 'nhsa.gen.ts')

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

function runCheck(json: boolean): boolean {
  const report = checkContracts(CONTRACTS, [...FOLDERS])
  for (const row of report.rows) {
    console.log(`${row.code.padEnd(10)}${String(row.fields).padStart(5)} 字段 ${row.name}`)
  }
  for (const fault of report.faults) console.error(fault)
  const ok = report.faults.length === 0
  if (json) console.log(JSON.stringify({ name: 'contracts', ok, figures: report.figures }))
  else
    console.log(
      Object.entries(report.figures)
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

function main([verb, ...rest]: string[]): boolean {
  if (verb === 'import') return runImport(rest[0])
  if (verb === 'types') return runTypes(rest.includes('--check'))
  if (verb === 'check') return runCheck(rest.includes('--json'))
  console.error('npm run contracts -- import [facts] | types [--check] | check [--json]')
  return false
}

process.exitCode = main(process.argv.slice(2)) ? 0 : 1
