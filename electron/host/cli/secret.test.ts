import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { newKeyPair, signerOf } from '../../sm/index.ts'
import { fileSecrets } from '../file-secrets.ts'
import { secret } from './secret.ts'
import type { Report } from './terminal.ts'

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'guitai-secret-'))
  vi.stubEnv('GUITAI_PASSPHRASE', 'correct horse')
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(home, { recursive: true, force: true })
})

/** What the command said, and its result for machines. */
async function run(ref: string, values: Record<string, string | boolean>) {
  const said: string[] = []
  let report: Report | null = null
  await secret.run(
    { values: { home, ...values }, positionals: [ref] },
    {
      json: true,
      out: (text) => said.push(text),
      err: (text) => said.push(text),
      result: (result) => {
        report = result
      },
    },
  )
  return { text: said.join('\n'), report: report as Report | null }
}
const kept = (ref: string) => fileSecrets(join(home, 'secrets.sealed.json'), 'correct horse').get(ref)
const saved = (name: string, content: string | Buffer) => {
  const file = join(home, name)
  writeFileSync(file, content)
  return file
}

it('imports a key pair and shows its public half alone', async () => {
  const { privateKey, publicKey } = newKeyPair()
  const file = saved('gy.json', JSON.stringify({ privateKey, publicKey }))
  const { text, report } = await run('gy-key', { 'import-key': file })
  expect(text).toContain(publicKey)
  expect(text + JSON.stringify(report)).not.toContain(privateKey)
  expect(report).toMatchObject({ ok: true, figures: { ref: 'gy-key', stored: true, publicKey } })
  expect(await kept('gy-key')).toBe(privateKey)
  expect(signerOf((await kept('gy-key'))!).publicKey).toBe(publicKey)
  expect(readFileSync(join(home, 'secrets.sealed.json'), 'utf8')).not.toContain(privateKey)
  expect((await run('gy-key', { public: true })).text).toBe(publicKey)
})

it('reads what Windows saved in UTF-16', async () => {
  const { privateKey } = newKeyPair()
  const file = saved('gy.txt', Buffer.from(`\ufeff私钥：${privateKey}\r\n`, 'utf16le'))
  await run('gy-key', { 'import-key': file })
  expect(await kept('gy-key')).toBe(privateKey)
})

it('refuses what is no key, and keeps the one that was there', async () => {
  const first = newKeyPair()
  await run('gy-key', { 'import-key': saved('first', first.privateKey) })
  const wrong = saved('wrong', `${newKeyPair().privateKey} ${first.publicKey}`)
  await expect(run('gy-key', { 'import-key': wrong })).rejects.toThrow('公钥不属于这个私钥')
  await expect(run('gy-key', { 'import-key': join(home, 'none') })).rejects.toThrow('打不开')
  await expect(run('gy-key', { 'import-key': saved('large', 'x'.repeat(100_001)) })).rejects.toThrow('太大')
  expect(await kept('gy-key')).toBe(first.privateKey)
})

it('makes a key once, and never over another', async () => {
  const { text, report } = await run('gy-key', { 'new-key': true })
  const publicKey = report?.figures.publicKey as string
  expect(text).toContain(publicKey)
  const privateKey = (await kept('gy-key'))!
  expect(signerOf(privateKey).publicKey).toBe(publicKey)
  expect(text).not.toContain(privateKey)
  await expect(run('gy-key', { 'new-key': true })).rejects.toThrow('密钥 gy-key 已经有了')
  expect(await kept('gy-key')).toBe(privateKey)
})

it('shows no public key where there is none, and takes one wish at a time', async () => {
  await expect(run('gy-key', { public: true })).rejects.toThrow('没有密钥 gy-key')
  await expect(run('gy-key', { public: true, 'new-key': true })).rejects.toThrow('不能同时使用')
  vi.stubEnv('GUITAI_PASSPHRASE', '')
  await expect(run('gy-key', { public: true })).rejects.toThrow('没有设置密钥文件的口令')
})
