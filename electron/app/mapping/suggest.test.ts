import { describe, expect, it } from 'vitest'
import type { CatalogueHit } from '../../catalogue/port.ts'
import type { Item } from './model.ts'
import { ranked, suggest } from './suggest.ts'
import { alike, approval, nameParts, sameMaker, sameSpec, specParts } from './words.ts'

describe('spelling', () => {
  it.each([
    ['0.25g×24粒', '250mg*24粒/盒'],
    ['0.3g×20粒', '０．３ｇ×２０粒'],
    ['1.0g/瓶', '1g'],
    ['2ml:1mg×5支', '2毫升：1毫克*5'],
    ['100ml:0.6g', '600mg/100ml'],
    ['10cm×3.6m', '100mm×3600mm'],
    ['100μg', '0.1毫克'],
    ['带针0.7mm', '0.7mm 带针'],
  ])('%s is %s', (a, b) => expect(specParts(a)).toEqual(specParts(b)))
  it.each([
    ['0.25g×24粒', '0.25g×12粒'],
    ['0.25g', '0.25ml'],
    ['5mg×28片', '5mg×2片'],
    ['24G', '22G'],
  ])('%s is not %s', (a, b) => expect(sameSpec(a, b)).toBe(false))
  it('takes brackets apart, and companies to what tells them apart', () => {
    expect(nameParts('布洛芬缓释胶囊（芬必得）')).toEqual({ core: '布洛芬缓释胶囊', asides: ['芬必得'] })
    expect(nameParts('X 线计算机体层(CT)平扫').core).toBe('x线计算机体层平扫')
    expect(approval('国药准字 Ｈ20044550')).toBe('h20044550')
    expect(sameMaker('四川某某药业股份有限公司', '四川某某药业（集团）有限公司')).toBe(true)
    expect(sameMaker('四川某某药业股份有限公司', '四川某地药业有限公司')).toBe(false)
    expect(sameMaker('', '四川某地药业有限公司')).toBe(false)
    expect(alike('阿莫西林胶囊', '阿莫西林片')).toBeGreaterThan(alike('阿莫西林胶囊', '头孢克肟片'))
  })
})

const item = (more: Partial<Item>): Item => ({
  ...{
    medins_list_codg: 'YP1',
    name: '阿莫西林胶囊',
    spec: '0.25g×24粒',
    dosform: '',
    unit: '盒',
    maker: '',
  },
  ...{ aprvno: '', pric: '9.8', list_type: '101', med_list_codg: '' },
  ...more,
})
const hit = (code: string, more: Partial<CatalogueHit> = {}): CatalogueHit => ({
  ...{ kind: '1301', code, name: '阿莫西林胶囊', spec: '0.25g×24粒', dosform: '', maker: '', aprvno: '' },
  ...{ unit: '盒', valid: true },
  ...more,
})
const first = (one: Item, hits: CatalogueHit[]) => ranked(one, hits)[0]

describe('ranking', () => {
  it('an approval number with the same specification is certain, another one is not', () => {
    const mine = item({ aprvno: '国药准字H1', name: '阿莫西林胶囊（某某）' })
    const found = ranked(mine, [hit('A', { aprvno: '国药准字H2' }), hit('B', { aprvno: '国药准字Ｈ１' })])
    expect(found.map(({ code, sure }) => [code, sure])).toEqual([
      ['B', true],
      ['A', false],
    ])
    expect(found[0]!.why).toContain('批准文号相同')
    expect(found[1]!.why).toContain('批准文号不同')
  })
  it('the same name with another specification is shown and said, not certain', () => {
    const found = first(item({}), [hit('A', { spec: '0.5g×24粒' })])
    expect(found).toMatchObject({ sure: false, why: '名称相同，规格不同' })
  })
  it('name and specification alike are certain while only one fits', () => {
    expect(first(item({ spec: '250mg*24粒/盒' }), [hit('A')])).toMatchObject({ sure: true })
    const two = ranked(item({}), [
      hit('A', { maker: '甲药业有限公司' }),
      hit('B', { maker: '乙药业有限公司' }),
    ])
    expect(two.map(({ sure }) => sure)).toEqual([false, false])
    const made = ranked(item({ maker: '乙药业公司' }), [
      hit('A', { maker: '甲药业有限公司' }),
      hit('B', { maker: '乙药业有限公司' }),
    ])
    expect(made[0]).toMatchObject({ code: 'B', sure: true })
  })
  it('a word in brackets more makes it likely, and no more', () => {
    expect(first(item({ name: '阿莫西林胶囊（联邦）' }), [hit('A')])).toMatchObject({ sure: false })
  })
  it('of services the unit counts', () => {
    const drip = { list_type: '201', name: '静脉输液', spec: '' }
    const entry = { kind: '1305', name: '静脉输液', spec: '', unit: '组' }
    expect(first(item({ ...drip, unit: '组' }), [hit('A', entry)])?.sure).toBe(true)
    expect(first(item({ ...drip, unit: '次' }), [hit('A', entry)])?.sure).toBe(false)
  })
  it('drops what is hardly alike', () => {
    expect(ranked(item({}), [hit('A', { name: '左氧氟沙星片', spec: '0.5g×4片' })])).toEqual([])
  })
})

describe('candidates', () => {
  it('come by the HIS’s own code, by the name, then by ever shorter beginnings; refused ones never again', async () => {
    const asked: string[] = []
    const store = {
      entry: async (_kind: string, code: string) => ({ ...hit(code), columns: {} }),
      search: async ({ text }: { text: string }) => {
        asked.push(text)
        return text === '阿莫西林' ? [hit('B'), hit('C', { valid: false })] : []
      },
    }
    const found = await suggest(store, item({ med_list_codg: 'A' }), '2026-01-01', [])
    expect(asked.slice(0, 2)).toEqual(['阿莫西林胶囊', '阿莫西林'])
    expect(found.map(({ code, sure }) => [code, sure])).toEqual([
      ['A', true],
      ['B', false],
    ])
    const again = await suggest(store, item({ med_list_codg: 'A' }), '2026-01-01', ['A'])
    expect(again.map(({ code }) => code)).toEqual(['B'])
  })
})
