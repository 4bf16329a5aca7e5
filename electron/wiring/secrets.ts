import type { Site } from '../config.ts'
import type { SecretStore } from '../devices/secrets.ts'

/**
 * Reads what the configuration names; a missing one stops the start, not a settlement later. `own`: what the
 * simulated platforms of a training site want.
 */
export async function secretsOf(
  site: Site,
  store: SecretStore | undefined,
  own: (ref: string) => string | undefined,
): Promise<(ref: string) => string> {
  const { auth } = site.nhsa
  const refs =
    auth.scheme === 'x-tif'
      ? [auth.tokenRef]
      : auth.scheme === 'csb'
        ? [auth.secretRef]
        : auth.scheme === 'apikey'
          ? [auth.keyRef]
          : []
  if (site.inbound) {
    const { auth: caller } = site.inbound
    refs.push(caller.scheme === 'token' ? caller.tokenRef : caller.secretRef)
  }
  const { bizh, gy } = site.injury
  if (bizh) refs.push(bizh.passwordRef)
  if (gy) refs.push(gy.keyRef)
  const known = new Map<string, string>()
  for (const ref of refs) {
    const value = own(ref) ?? (await store?.get(ref))
    if (value === null || value === undefined) {
      throw new Error(`缺少密钥 ${ref}：请信息科用 npm run secret -- ${ref} 存入后重新启动`)
    }
    known.set(ref, value)
  }
  return (ref) => known.get(ref)!
}
