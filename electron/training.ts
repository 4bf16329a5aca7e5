import { join } from 'node:path'
import type { Site } from './config.ts'
import {
  type InjuryKeys,
  type InjurySandbox,
  type InjurySandboxOptions,
  startInjurySandbox,
} from './sandbox/injury/index.ts'
import { type NhsaSandbox, type NhsaSandboxOptions, startNhsaSandbox } from './sandbox/nhsa/index.ts'

export interface TrainingOptions {
  home: string
  /** already running ones instead of our own */
  sandboxUrl?: string
  injuryAt?: { url: string; keys: InjuryKeys }
  sandbox?: NhsaSandboxOptions
  injurySandbox?: InjurySandboxOptions
  clock?: { now(): number }
}

export interface Training {
  site: Site
  sandbox: NhsaSandbox | null
  injury: InjurySandbox | null
  /** what the simulated platforms want; undefined: not theirs */
  secret(ref: string): string | undefined
  close(): Promise<void>
}

/** In training the centres are our own: their addresses and keys replace what is written. */
export async function withSandboxes(options: TrainingOptions, site: Site): Promise<Training> {
  if (!site.training)
    return { site, sandbox: null, injury: null, secret: () => undefined, close: async () => {} }
  const now = options.clock ? { now: options.clock.now } : {}
  const { home } = options
  const sandbox = options.sandboxUrl
    ? null
    : await startNhsaSandbox({ path: join(home, 'sandbox-nhsa.db'), ...now, ...options.sandbox })
  const baseUrl = sandbox?.url ?? options.sandboxUrl!
  const wanted = Object.values(site.injury).some((one) => typeof one === 'object')
  const injury =
    wanted && !options.injuryAt
      ? await startInjurySandbox({ path: join(home, 'sandbox-injury.db'), ...now, ...options.injurySandbox })
      : null
  const at = injury ?? options.injuryAt ?? null
  const { gs, bizh, gy } = site.injury
  const voucher = {
    url: new URL('/localcfc/api/hsecfc/localQrCodeQuery', baseUrl).href,
    timeout_ms: 10_000,
    encoding: 'gbk' as const,
  }
  const near = at && {
    ...site.injury,
    ...(gs ? { gs: { ...gs, baseUrl: `${at.url}/gs` } } : {}),
    ...(bizh ? { bizh: { ...bizh, baseUrl: `${at.url}/bizh` } } : {}),
    ...(gy ? { gy: { ...gy, baseUrl: `${at.url}/gy`, platformKey: at.keys.gyPlatform } } : {}),
  }
  const secrets: Record<string, string | undefined> = {
    ...(bizh ? { [bizh.passwordRef]: at?.keys.bizhPassword } : {}),
    ...(gy ? { [gy.keyRef]: at?.keys.gyPrivate } : {}),
  }
  return {
    site: { ...site, nhsa: { ...site.nhsa, baseUrl }, voucher, injury: near ?? site.injury },
    sandbox,
    injury,
    secret: (ref) => secrets[ref],
    async close() {
      await injury?.close()
      await sandbox?.close()
    },
  }
}
