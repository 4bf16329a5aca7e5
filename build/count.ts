import { existsSync, readFileSync } from 'node:fs'

/** The gate's last line, from vitest's JSON report and the exit status of the whole test command. */
const [path = '', status = '1'] = process.argv.slice(2)
const text = existsSync(path) ? readFileSync(path, 'utf8') : ''
const report = text ? JSON.parse(text) : {}
const passed: number = report.numPassedTests ?? 0
const counted: number = report.numFailedTests ?? 0
const skipped: number = (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0)
const ok = status === '0' && counted === 0 && passed > 0
const failed = ok ? 0 : Math.max(counted, 1)
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`)
process.exitCode = ok ? 0 : 1
