import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { safeStorage } from 'electron'
import { fail } from '../../shared/errors.ts'
import type { SecretStore } from '../devices/secrets.ts'

/** Secrets in a file, each encrypted by the key that the operating system keeps for this program. */
export function electronSecrets(path: string): SecretStore {
  const load = (): Record<string, string> => {
    try {
      return JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
      throw error
    }
  }
  return {
    async get(name) {
      const stored = load()[name]
      if (stored === undefined) return null
      return (await safeStorage.decryptStringAsync(Buffer.from(stored, 'base64'))).result
    },
    async set(name, value) {
      if (!(await isSafe())) {
        fail('storage', '本机没有可用的系统密钥库', '密钥没有保存。', '请启用系统密钥环后重试。')
      }
      const cipher = value === null ? null : (await safeStorage.encryptStringAsync(value)).toString('base64')
      const all = load()
      if (cipher === null) delete all[name]
      else all[name] = cipher
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(`${path}.part`, JSON.stringify(all), { mode: 0o600 })
      renameSync(`${path}.part`, path)
    },
  }
}

/** Linux without a keyring falls back to a key that everybody knows. */
async function isSafe(): Promise<boolean> {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return false
  return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text'
}
