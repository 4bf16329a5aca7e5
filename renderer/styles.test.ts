import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

/** Styles stay loaded once their screen was open: a class that two folders lead rules with is one class for both. */
test('no two screens give rules to the same class', () => {
  const owners = new Map<string, Set<string>>()
  for (const file of globSync('**/*.css', { cwd: import.meta.dirname })) {
    const text = readFileSync(join(import.meta.dirname, file), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '')
    for (const [, selectors = ''] of text.matchAll(/([^{}]+)\{/g))
      for (const selector of selectors.split(',')) {
        const name = /^\s*\.([\w-]+)/.exec(selector)?.[1]
        if (name) owners.set(name, (owners.get(name) ?? new Set()).add(dirname(file)))
      }
  }
  expect(owners.size).toBeGreaterThan(200)
  const shared = [...owners].filter(([, folders]) => folders.size > 1)
  expect(shared.map(([name, folders]) => `${name}: ${[...folders].join(', ')}`)).toEqual([])
})
