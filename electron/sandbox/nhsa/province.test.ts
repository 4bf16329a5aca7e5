import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sample, seededBy } from '../../../shared/sample.ts'
import { validate } from '../../../shared/validate.ts'
import { joinBooks, openContracts } from '../../platforms/contracts.ts'
import { handlers } from './areas/index.ts'
import { type Any, type Client, openClient } from './testkit.ts'

const book = joinBooks([
  openContracts({ family: 'nhsa', overlays: ['hunan', 'jiangxi'] }),
  openContracts({ family: 'sichuan' }),
])
const inputOf = (code: string, over: Record<string, string> = {}): Any =>
  sample(book.get(code), 'input', {
    ...{ dict: book.dict, at_ms: Date.UTC(2026, 2, 2), random: seededBy(code) },
    known: (field) => over[field.name],
  })

let c: Client
beforeEach(async () => {
  c = await openClient()
  await c.signIn()
})
afterEach(() => c.sandbox.close())

describe('a code without a handler of its own', () => {
  test('gives a number, is found by it, taken back by it, and then not found again', async () => {
    const [person] = c.sandbox.people()
    const { psn_no, psn_name, certno } = person!
    const filed = await c.ok('2572', inputOf('2572', { psn_no, psn_name, certno }))
    expect(validate(book.get('2572'), 'output', filed, { dict: book.dict })).toEqual([])
    expect(filed.data).toMatchObject({ psn_no, psn_name, certno })
    const { serv_matt_inst_id } = filed.data
    expect(serv_matt_inst_id).toMatch(/^2572\d{8}$/)
    const asked = () => c.ok('5372', inputOf('5372', { certno }))
    expect((await asked()).data).toMatchObject([{ psn_no, serv_matt_inst_id }])
    const undo = { data: { serv_matt_inst_id, psn_no } }
    await c.ok('2573', undo)
    expect((await asked()).data).toEqual([])
    expect((await c.call('2573', undo)).err_msg).toBe('未找到要撤销的生育门诊登记备案记录')
  })

  test('answers the same to the same, and other numbers to others', async () => {
    const first = await c.ok('8309', inputOf('8309'))
    expect(validate(book.get('8309'), 'output', first, { dict: book.dict })).toEqual([])
    expect(await c.ok('8309', inputOf('8309'))).toEqual(first)
    const filed = await c.ok('2572', inputOf('2572'))
    expect(await c.ok('2572', inputOf('2572'))).toEqual(filed)
    expect(await c.ok('2572', inputOf('2572', { tel: '13800000000' }))).not.toEqual(filed)
  })

  test('offers a file where the contract lists its columns', async () => {
    const { file_qury_no, filename, data_cnt } = await c.ok('1320', inputOf('1320'))
    expect(data_cnt).toBe(3)
    const answer = await c.call('9102', {
      fsDownloadIn: { file_qury_no, filename, fixmedins_code: 'plc' },
    })
    expect(answer.status).toBe(200)
    expect(answer.raw.startsWith('PK')).toBe(true)
  })

  test('is checked by its contract', async () => {
    const answer = await c.call('2507', { data: { psn_no: 'x' } })
    expect(answer.infcode).toBe(-1)
    expect(answer.err_msg).toContain('必填')
  })

  test('that the platform itself would call is not served', async () => {
    expect((await c.call('6302', inputOf('6302'))).err_msg).toContain('未开通')
    expect((await c.call('_envelope', {})).err_msg).toContain('未开通')
  })
})

describe('every code that the centre is asked', () => {
  test('of the provinces has an answer that its contract allows', async () => {
    const national = new Set(openContracts({ family: 'nhsa' }).codes())
    const broken: string[] = []
    for (const code of book.codes()) {
      const contract = book.get(code)
      const served = Object.hasOwn(handlers, code) || contract.direction === 'serve'
      if (national.has(code) || served || contract.family !== 'nhsa') continue
      const answer = await c.call(code, inputOf(code, { psn_no: c.sandbox.people()[0]!.psn_no }))
      if (answer.infcode === 0)
        for (const fault of validate(contract, 'output', answer.output, { dict: book.dict }))
          broken.push(`${code} ${fault.message}`)
      else if (!/未找到要撤销的/.test(String(answer.err_msg))) broken.push(`${code} ${answer.err_msg}`)
    }
    expect(broken).toEqual([])
  })
})
