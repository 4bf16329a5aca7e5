import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

const report = process.env.GUITAI_REPORT

/** Flows in a browser or in the shell's double wait more than they work; the others work more than they wait. */
const E2E = join(import.meta.dirname, 'e2e')
const flows = readdirSync(E2E).filter((file) => file.endsWith('.test.ts'))
const needsBrowser = (file: string) =>
  /support\/(desk|app)\.ts|electron-double/.test(readFileSync(join(E2E, file), 'utf8'))
const named = (files: string[]) => files.map((file) => `e2e/${file}`)

const flow = (name: string, include: string[]) => ({
  extends: true as const,
  test: {
    name,
    include,
    testTimeout: 300_000,
    hookTimeout: 300_000,
    fileParallelism: false,
    expect: { poll: { timeout: 60_000 } },
  },
})

export default defineConfig({
  test: {
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{electron,renderer,shared,build}/**/*.test.{ts,tsx}'],
          testTimeout: 60_000,
        },
      },
      flow('e2e', named(flows)),
      // the same by what they need, for build/tests.ts
      flow('engine', named(flows.filter((file) => !needsBrowser(file)))),
      flow('screens', named(flows.filter(needsBrowser))),
    ],
  },
})
