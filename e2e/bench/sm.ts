import { spawnSync } from 'node:child_process'
import { generateKeyPairSync, sign, verify } from 'node:crypto'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { seeded } from '../../build/generate.ts'
import { alter, alterSealed } from '../../electron/sm/testkit.ts'
import type { SmOnce } from './sm-once.ts'
import { median, round3 } from './stats.ts'

export interface SmBench {
  name: 'sm'
  ok: boolean
  figures: Record<string, number | string | null>
}

const [SMALL, LARGE] = [2_000, 1_048_576]
const ROUNDS = 41
const MAX_RATIO = 2.5
const ALTERED = 10_000

/**
 * The sealed message of the cross-province platform, as this program makes and reads it: 2 kB and 1 MB of fee
 * lines. ratio: sealing, signing, verifying and opening, without the text itself and less one signature each way by
 * OpenSSL, over OpenSSL's SM4-CBC and SM3 of the same bytes there and back; once with OpenSSL (node), once as in
 * Electron, which has neither (bare). And 10,000 alterations of a signed message, of which none may pass.
 */
export async function benchSm(): Promise<SmBench> {
  const figures: SmBench['figures'] = {}
  const openssl = opensslSm2()
  figures.openssl_sign_ms = openssl.sign_ms
  figures.openssl_verify_ms = openssl.verify_ms
  figures.openssl_by = openssl.by
  const ratios: number[] = []
  for (const bare of [false, true]) {
    const [small, large] = once(bare)
    const name = bare ? 'bare' : 'node'
    figures[`${name}_2kB_seal_ms`] = small.seal_ms
    figures[`${name}_2kB_open_ms`] = small.open_ms
    figures[`${name}_1MB_seal_ms`] = large.seal_ms
    figures[`${name}_1MB_open_ms`] = large.open_ms
    figures[`${name}_1MB_text_ms`] = large.text_ms
    figures[`${name}_1MB_plain_ms`] = large.plain_ms
    const ours = large.seal_ms + large.open_ms - large.text_ms
    const ratio = round3((ours - openssl.sign_ms - openssl.verify_ms) / large.plain_ms)
    figures[`${name}_ratio`] = ratio
    ratios.push(ratio)
  }
  const { tried, accepted } = await alter(ALTERED, seeded(10_000))
  const opened = await alterSealed(ALTERED / 10, seeded(1_000))
  const ok = ratios.every((ratio) => ratio <= MAX_RATIO) && accepted === 0 && opened === 0
  return { name: 'sm', ok, figures: { ...figures, altered: tried, accepted, altered_sealed_opened: opened } }
}

function once(bare: boolean): [small: SmOnce, large: SmOnce] {
  const args = JSON.stringify({ sizes: [SMALL, LARGE], rounds: ROUNDS, bare })
  const child = spawnSync(process.execPath, [join(import.meta.dirname, 'sm-once.ts'), args], {
    encoding: 'utf8',
  })
  if (child.status !== 0) throw new Error(child.stderr)
  return JSON.parse(child.stdout)
}

/** The `openssl` program's own measurement, or where it has none the same curve through node:crypto. */
function opensslSm2(): { sign_ms: number; verify_ms: number; by: string } {
  const { stdout, status } = spawnSync('openssl', ['speed', '-mr', '-seconds', '1', 'sm2'], {
    encoding: 'utf8',
  })
  // +F<n>:<index>:<bits>:<name>:<signatures a second>:<verifications a second>
  const line = /^\+F\d+:\d+:256:[^:]*:([\d.]+):([\d.]+)/m.exec(status === 0 ? stdout : '')
  const [signs, verifies] = [Number(line?.[1]), Number(line?.[2])]
  if (signs > 1 && verifies > 1)
    return { sign_ms: round3(1000 / signs), verify_ms: round3(1000 / verifies), by: 'openssl speed' }
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'SM2' })
  const message = Buffer.alloc(32, 7)
  const signature = sign('sm3', message, privateKey)
  const time = (act: () => unknown) => {
    const times = Array.from({ length: 200 }, () => {
      const start = performance.now()
      act()
      return performance.now() - start
    })
    return round3(median(times))
  }
  return {
    sign_ms: time(() => sign('sm3', message, privateKey)),
    verify_ms: time(() => verify('sm3', message, publicKey, signature)),
    by: 'node:crypto',
  }
}
