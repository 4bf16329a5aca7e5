import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fail } from '../../shared/errors.ts'
import type { SecretStore } from '../devices/secrets.ts'

interface Sealed {
  salt: string
  iv: string
  tag: string
  data: string
}

/**
 * A file of mode 0600, sealed with AES-256-GCM under a pass phrase (scrypt): for hosts without an OS key
 * store. Throws GuitaiError `denied` when the pass phrase does not open it.
 */
export function fileSecrets(path: string, passphrase: string): SecretStore {
  const read = (): Record<string, string> => {
    if (!existsSync(path)) return {}
    const { salt, iv, tag, data } = JSON.parse(readFileSync(path, 'utf8')) as Sealed
    const bytes = (text: string) => Buffer.from(text, 'base64')
    const open = createDecipheriv('aes-256-gcm', scryptSync(passphrase, bytes(salt), 32), bytes(iv))
    open.setAuthTag(bytes(tag))
    try {
      return JSON.parse(Buffer.concat([open.update(bytes(data)), open.final()]).toString('utf8'))
    } catch {
      fail(
        'denied',
        '密钥文件打不开：口令不对，或文件已损坏',
        '没有发送任何交易。',
        '请核对 GUITAI_PASSPHRASE。',
      )
    }
  }
  return {
    get: async (name) => read()[name] ?? null,
    async set(name, value) {
      const { [name]: _old, ...rest } = read()
      const all = value === null ? rest : { ...rest, [name]: value }
      const salt = randomBytes(16)
      const iv = randomBytes(12)
      const seal = createCipheriv('aes-256-gcm', scryptSync(passphrase, salt, 32), iv)
      const data = Buffer.concat([seal.update(JSON.stringify(all), 'utf8'), seal.final()])
      const text = (b: Buffer) => b.toString('base64')
      const sealed: Sealed = {
        salt: text(salt),
        iv: text(iv),
        tag: text(seal.getAuthTag()),
        data: text(data),
      }
      writeFileSync(`${path}.new`, JSON.stringify(sealed), { mode: 0o600 })
      renameSync(`${path}.new`, path)
    },
  }
}

/** The sealed file of a home under GUITAI_PASSPHRASE; nothing where no pass phrase is set. */
export function homeSecrets(home: string): { secrets?: SecretStore } {
  const passphrase = process.env.GUITAI_PASSPHRASE
  return passphrase ? { secrets: fileSecrets(join(home, 'secrets.sealed.json'), passphrase) } : {}
}

/** The OS key store, which takes over what `npm run secret` sealed in the file as it is first asked for. */
export function adopting(own: SecretStore, sealed: SecretStore | undefined): SecretStore {
  return {
    async get(name) {
      const kept = await own.get(name)
      if (kept !== null) return kept
      const found = (await sealed?.get(name)) ?? null
      if (found !== null) await own.set(name, found)
      return found
    },
    set: own.set,
  }
}
