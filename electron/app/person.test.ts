import { describe, expect, it } from 'vitest'
import { faultOf, GuitaiError } from '../../shared/errors.ts'
import type { Cert, Visit } from '../../shared/visit.ts'
import type { Engine, Request } from '../engine/engine.ts'
import { type Asking, whoIs } from './person.ts'
import { missing } from './visit/missing.ts'
import { presettlement, registration } from './visit/wire.ts'

const ONLY_REMOTE = ['psn_cert_type', 'certno', 'psn_type', 'psn_name']

/** An asking whose messages are kept; `knows`: the region whose centre knows the person, '' the local one. */
function asking(knows: string, answer: object = { psn_name: '宋远方', certno: '440305198708080656' }) {
  const sent: Request[] = []
  const engine = {
    transact: async (request: Request) => {
      sent.push(request)
      if ((request.insuplc ?? '') !== knows) {
        const fault = faultOf(new GuitaiError({ kind: 'rejected', what: '未找到', means: '', todo: '' }))
        return { is: 'rejected', fault }
      }
      return { is: 'settled', output: { baseinfo: { psn_no: 'n', ...answer }, insuinfo: [] } }
    },
  } as unknown as Engine
  const by = { opter: 'c1', opterName: '张三', shiftId: 's', sign_no: null }
  const remote = (insuplc: string | null) => insuplc !== null && !insuplc.startsWith('5101')
  const of: Asking = { engine, by, fixmedins_code: 'H51010000001', now: () => 0, remote }
  return { of, sent }
}
const card = (card_sn: string): Cert => ({ mdtrt_cert_type: '03', mdtrt_cert_no: 'F20262758', card_sn })
const typed = (over: Partial<Cert> = {}): Cert => ({
  mdtrt_cert_type: '02',
  mdtrt_cert_no: '440305198708080656',
  certno: '440305198708080656',
  ...over,
})

describe('where a person is asked for', () => {
  it('of a local card or a typed number, here, without any region', async () => {
    for (const cert of [card('510104D156'), typed(), typed({ insuplc_admdvs: '510104' })]) {
      const { of, sent } = asking('')
      await whoIs(of, cert)
      expect(sent).toHaveLength(1)
      expect(sent[0]).not.toHaveProperty('insuplc')
    }
  })

  it('of a card issued elsewhere there first, and here if nobody is known there', async () => {
    const there = asking('440300')
    await whoIs(there.of, card('440300D156'))
    expect(there.sent.map(({ insuplc }) => insuplc)).toEqual(['440300'])
    const moved = asking('')
    await whoIs(moved.of, card('440300D156'))
    expect(moved.sent.map(({ insuplc }) => insuplc)).toEqual(['440300', undefined])
  })

  it('where the patient says, and nowhere else', async () => {
    const { of, sent } = asking('')
    const fault = await whoIs(of, typed({ insuplc_admdvs: '440300' })).then(() => null, faultOf)
    expect(fault?.kind).toBe('rejected')
    expect(sent).toHaveLength(1)
  })

  it('what the answer leaves out is taken from the voucher', async () => {
    const { of } = asking('', { psn_name: '宋远方' })
    const { person } = await whoIs(of, typed({ psn_cert_type: '02' }))
    expect(person).toMatchObject({ certno: '440305198708080656', psn_cert_type: '02' })
  })
})

describe('the fields of patients from elsewhere', () => {
  const visit = (over: object): Visit =>
    ({
      ...{ selfPay: false, med_type: '11', diagnoses: [{}], lines: [{ med_list_codg: 'x', amountFen: 1 }] },
      ...{ dept: {}, doctor: {}, cert: {}, ipt_otp_no: 'MZ1', openedAt: 0 },
      person: { psn_no: 'n', psn_name: '', psn_cert_type: '', certno: '' },
      insu: { insutype: '310', psn_type: '' },
      ...over,
    }) as unknown as Visit

  it('are asked of them, and never of a local patient', () => {
    expect(missing(visit({ remote: true })).map(({ path }) => path)).toEqual(ONLY_REMOTE)
    expect(missing(visit({ remote: false }))).toEqual([])
    expect(missing(visit({}))).toEqual([])
    const whole = { psn_no: 'n', psn_name: '宋远方', psn_cert_type: '01', certno: 'x' }
    const told = visit({ remote: true, person: whole, insu: { insutype: '310', psn_type: '11' } })
    expect(missing(told)).toEqual([])
  })

  it('are sent of them, and never of a local patient', () => {
    for (const message of [registration, presettlement]) {
      const keys = (remote: boolean) => Object.keys(message(visit({}), remote).data as object)
      expect(keys(true)).toEqual(expect.arrayContaining(ONLY_REMOTE))
      expect(keys(false).filter((key) => ONLY_REMOTE.includes(key))).toEqual([])
    }
  })
})
