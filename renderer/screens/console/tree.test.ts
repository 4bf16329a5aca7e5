import { describe, expect, it } from 'vitest'
import type { InterfaceRow } from '../../../shared/api/console.ts'
import { fits, treeRows, wayTo } from './tree.ts'

const row = (code: string, name: string, py: string, group: string, family = 'nhsa'): InterfaceRow => ({
  ...{ family, familyLabel: family === 'nhsa' ? '国家医保' : '四川扩展', code, name, py, group },
  ...{ kind: 'query', direction: 'call' },
})
const rows = [
  row('1101', '人员信息获取', 'ryxxhq', '基础信息/人员'),
  row('2201', '门诊挂号', 'mzgh', '医保服务/门急诊/挂号'),
  row('2202', '门诊挂号撤销', 'mzghcx', '医保服务/门急诊/挂号'),
  row('SCX-0101', '信息获取', 'xxhq', '其他', 'sichuan'),
]
const shown = (text: string, open: string[]) =>
  treeRows(rows, text, (key) => open.includes(key)).map((one) =>
    one.is === 'code' ? one.row.code : one.label,
  )

describe('the tree of interfaces', () => {
  it('shows what is open, and the way to an interface opens all of it', () => {
    expect(shown('', [])).toEqual(['国家医保', '四川扩展'])
    expect(shown('', wayTo(rows[1]!))).toEqual([
      ...['国家医保', '基础信息', '医保服务', '门急诊', '挂号', '2201', '2202', '四川扩展'],
    ])
  })

  it('while one searches, what fits is open and nothing else is there', () => {
    expect(shown('2202', [])).toEqual(['国家医保', '医保服务', '门急诊', '挂号', '2202'])
    expect(shown('没有', [])).toEqual([])
  })

  it('finds by code, name and initials; every word must fit', () => {
    const found = (text: string) => rows.filter((one) => fits(one, text)).map(({ code }) => code)
    expect(found('scx')).toEqual(['SCX-0101'])
    expect(found('挂号')).toEqual(['2201', '2202'])
    expect(found('MZGHC')).toEqual(['2202'])
    expect(found('22 撤销')).toEqual(['2202'])
    expect(found('02')).toEqual([])
  })
})
