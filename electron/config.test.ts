import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { faultOf } from '../shared/errors.ts'
import { loadSite, parseSite, TRAINING_SITE } from './config.ts'

const refused = (value: unknown) => {
  try {
    parseSite(value, 'site.json')
    return null
  } catch (error) {
    return faultOf(error)
  }
}

describe('the site’s one file', () => {
  it('without it the program trains on the sandbox', () => {
    const site = loadSite(join(tmpdir(), 'no-such-home', 'site.json'))
    expect(site).toMatchObject({
      training: true,
      security: { idleLock_min: 10 },
      print: { template: 'slip-80' },
    })
    expect(site.nhsa.tls.acceptAnyCertificate).toBe(false)
  })

  it('names each setting at fault in Chinese', () => {
    const fault = refused({
      ...TRAINING_SITE,
      institution: { fixmedins_code: '123', fixmedins_name: '' },
      counter: { window: '1', slot: 100 },
      nhsa: { ...TRAINING_SITE.nhsa, baseUrl: 'here', mdtrtarea_admvs: '51' },
    })
    expect(fault?.kind).toBe('invalid')
    for (const words of [
      'institution.fixmedins_code：定点医药机构编号必须是 H 或 P 开头的 12 位编码',
      'institution.fixmedins_name：定点医药机构名称不能为空',
      'counter.slot：柜台序号最大 99',
      'nhsa.baseUrl：中心地址必须是网址',
      'nhsa.mdtrtarea_admvs：就医地医保区划必须是 6 位数字',
    ]) {
      expect(fault?.what).toContain(words)
    }
  })

  it('refuses what it does not know, and what is not JSON', () => {
    expect(refused({ ...TRAINING_SITE, trainning: true })?.what).toContain('trainning')
    const path = join(mkdtempSync(join(tmpdir(), 'guitai-site-')), 'site.json')
    writeFileSync(path, '{')
    expect(() => loadSite(path)).toThrow('不是有效的 JSON')
  })
})
