import { newKeyPair } from '../../sm/index.ts'
import type { Store } from '../ledger.ts'

export interface GyKeys {
  /** 64 hexadecimal digits */
  platformPrivate: string
  platformPublic: string
  hospitalPrivate: string
  hospitalPublic: string
}

/** The pairs of the platform and of the training hospital; kept in the ledger, so that both sides outlive a restart. */
export function keysOf(store: Store): GyKeys {
  const known = new Map(
    store
      .all<{ name: string; hex: string }>('select name, hex from gy_key')
      .map((row) => [row.name, row.hex]),
  )
  const pair = (name: string) => {
    const made = known.has(`${name}.private`) ? null : newKeyPair()
    const hex = (part: string, fresh: string | undefined) => {
      if (fresh !== undefined) store.insert('gy_key', { name: `${name}.${part}`, hex: fresh })
      return fresh ?? known.get(`${name}.${part}`)!
    }
    return { private: hex('private', made?.privateKey), public: hex('public', made?.publicKey) }
  }
  const [platform, hospital] = [pair('platform'), pair('hospital')]
  return {
    ...{ platformPrivate: platform.private, platformPublic: platform.public },
    ...{ hospitalPrivate: hospital.private, hospitalPublic: hospital.public },
  }
}
