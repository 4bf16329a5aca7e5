import type { JsonObject } from '../../../../shared/contract.ts'
import { fail, faultOf, GuitaiError } from '../../../../shared/errors.ts'
import type { InjuryFiling, InjuryPerson, Recognition } from '../../../../shared/injury.ts'
import { tryYuan, yuanShow } from '../../../../shared/money.ts'
import { dateOf } from '../../../../shared/msgid.ts'
import { rows } from '../../../../shared/settlement.ts'
import type { Cert } from '../../../../shared/visit.ts'
import type { Ask, Known, Occasion, WayDeps } from '../way.ts'

/** bizh110001, bizh120001, bizh410004, bizh410005: who somebody is, and whether the fund may pay for him. */
export const INSURANCE = '410'
/** 业务类型 and 待遇类型 of work injury. Source: rules of bizh110104, bizh120103. */
export const KIND_OF: Record<'outpatient' | 'inpatient', { aka130: string; bka006: string }> = {
  outpatient: { aka130: '41', bka006: '410' },
  inpatient: { aka130: '42', bka006: '420' },
}

export const text = (value: unknown): string => (typeof value === 'string' ? value : '')
export const programOf = (output: JsonObject): JsonObject => (output.program ?? {}) as JsonObject
export const setOf = (output: JsonObject, name: string): JsonObject[] => rows(programOf(output), name)

/** What was presented, as bka895 names it. Throws `invalid` where the platform knows no such identifier. */
function identifier(cert: Cert): { bka895: string; bka896: string } {
  if (cert.certno) return { bka895: 'aac002', bka896: cert.certno }
  if (cert.mdtrt_cert_type === '02') return { bka895: 'aac002', bka896: cert.mdtrt_cert_no }
  if (cert.mdtrt_cert_type === '03') return { bka895: 'bka100', bka896: cert.mdtrt_cert_no }
  fail('invalid', '广东工伤平台不认电子凭证', '没有发送。', '请刷身份证、社保卡，或输入身份证号。')
}

export async function identify(
  { institution, meaning }: WayDeps,
  ask: Ask,
  cert: Cert,
  { kind, clerk, begntime }: Occasion,
): Promise<Known> {
  const akb020 = institution.fixmedins_code
  const day = dateOf(begntime)
  const stay = kind === 'inpatient'
  const { aka130, bka006 } = KIND_OF[stay ? 'inpatient' : 'outpatient']
  const input = { ...identifier(cert), akb020, bka006, ...(stay ? { aka130, bka017: day } : {}) }
  const output = await looked(ask(stay ? 'bizh120001' : 'bizh110001', { program: input }))
  const found = onePerson(setOf(output, 'personinfo'))
  const person = personOf(found)
  const recognitions = recognitionsOf(output, found, day)
  if (recognitions.length === 0)
    fail(
      'not_found',
      '广东工伤平台上没有这位患者的工伤认定',
      '没有登记，没有扣款。',
      '请患者先到社保经办机构办理工伤认定；这次可按医保或自费办理。',
    )
  const asked = { akb020, aac001: person.psn_no, today: dateOf(clerk.now) }
  const fund = await fundOf(meaning, ask, asked, output, found)
  const sums = await accumulated(ask, asked, text(found.baa027))
  return {
    ...{ person, recognitions, filings: filingsOf(output, day), fund: fund.state },
    ...{ accumulations: sums.rows, warnings: [...fund.warnings, ...sums.warnings] },
  }
}

/** A clear no in words of the counter: not known there. */
async function looked<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    const fault = faultOf(error)
    const means = '没有登记，没有扣款。'
    if (fault.centre?.sort === 'absent')
      throw new GuitaiError({ ...fault, kind: 'not_found', what: NOT_KNOWN, means, todo: '请核对证件号码。' })
    throw error
  }
}

const NOT_KNOWN = '广东工伤平台上查不到这位患者'

/** The rows of one person may be several, one an employer; several persons are told apart by the card alone. */
function onePerson(found: JsonObject[]): JsonObject {
  const [first] = found
  if (!first) fail('not_found', NOT_KNOWN, '没有登记，没有扣款。', '请核对证件号码。')
  const others = found.filter((row) => row.aac001 !== first.aac001)
  if (others.length > 0) {
    const names = found.map((row) => text(row.bka008) || '单位不详').join('、')
    fail(
      'conflict',
      `查到 ${found.length} 个参保身份：${names}`,
      '没有登记，没有扣款。',
      '请刷社保卡，由卡号确定是哪一个。',
    )
  }
  return found.find((row) => row.aae140 === INSURANCE) ?? first
}

function personOf(found: JsonObject): InjuryPerson {
  const { aac001, aac002, aac003, aac004, aac006, bka008, aae005, baa027, aaa027, aab001, bka004 } = found
  return {
    ...{ psn_no: text(aac001), aac002: text(aac002), psn_name: text(aac003), psn_cert_type: '01' },
    ...{ certno: text(aac002), gend: text(aac004), brdy: text(aac006), emp_name: text(bka008) },
    ...{ tel: text(aae005), insuplc_admdvs: text(baa027) },
    more: {
      ...{ baa027: text(baa027), aaa027: text(aaa027), aab001: text(aab001), bka004: text(bka004) },
    },
  }
}

const period = ({ aae030, aae031 }: JsonObject) => ({ begndate: text(aae030), enddate: text(aae031) })

function outside({ begndate, enddate }: { begndate: string; enddate: string }, day: string): string | null {
  if (enddate !== '' && enddate < day) return `有效期到 ${enddate} 为止`
  return begndate > day ? `从 ${begndate} 起才有效` : null
}

/** Of a person with one injury the row of the person himself may be all there is. */
function recognitionsOf(output: JsonObject, found: JsonObject, day: string): Recognition[] {
  const listed = setOf(output, 'injuryorbirthinfo')
  const own = text(found.bka042) === '' ? [] : [found]
  return (listed.length > 0 ? listed : own).map((row) => {
    const days = period(row)
    const diagnosis = row.bka042 === found.bka042 ? text(found.bka026) : ''
    return {
      ...{ id: text(row.bka042), alc011: text(row.bka042), alc020: '', ...days },
      about: diagnosis === '' ? '' : `诊断 ${diagnosis}`,
      why: outside(days, day),
    }
  })
}

function filingsOf(output: JsonObject, day: string): InjuryFiling[] {
  return setOf(output, 'clinicapplyinfo').map((row) => {
    const days = period(row)
    return {
      ...{ id: text(row.aaz267), label: text(row.aka121) || '门诊申请', recognition: null, ...days },
      ...{ place: '本机构', limitFen: null, why: outside(days, day), more: {} },
    }
  })
}

interface Asked {
  akb020: string
  aac001: string
  today: string
}

/** What the lookup itself says counts where the question about the fund has no answer. */
async function fundOf(
  meaning: WayDeps['meaning'],
  ask: Ask,
  { akb020, aac001, today }: Asked,
  output: JsonObject,
  found: JsonObject,
): Promise<{ state: Known['fund']; warnings: string[] }> {
  const question = { akb020, aac001, bka977: '0', aae030: today, aae031: today, aae140: INSURANCE }
  const { answer, warnings } = await aside(ask('bizh410005', { program: question }), '基金状态')
  const told = answer ? setOf(answer, 'fundstatus') : []
  const states = [...told, ...setOf(output, 'freezeinfo')]
  const bad = states.find((row) => text(row.aac031) !== '0')
  if (bad) {
    const why = text(bad.bka408)
    const words = `${text(bad.aad006) || '工伤保险基金'}${meaning('bizh_aac031', text(bad.aac031))}`
    return { state: { ok: false, words: why === '' ? words : `${words}：${why}` }, warnings }
  }
  const own = text(found.bka888)
  if (own !== '' && own !== '0')
    return { state: { ok: false, words: `个人基金状态${meaning('bizh_bka888', own)}` }, warnings }
  return { state: states.length > 0 || own === '0' ? { ok: true, words: '正常' } : null, warnings }
}

const SUMS: readonly [field: string, label: string][] = [
  ['akc264', '本年医疗总费用'],
  ['bka832', '本年工伤保险支付'],
  ['bka831', '本年个人自付'],
]

async function accumulated(
  ask: Ask,
  { akb020, aac001, today }: Asked,
  baa027: string,
): Promise<{ rows: Known['accumulations']; warnings: string[] }> {
  if (baa027 === '') return { rows: [], warnings: [] }
  const question = { akb020, aac001, baa027, aae001: today.slice(0, 4), aae140: INSURANCE }
  const { answer, warnings } = await aside(ask('bizh410004', { program: question }), '累计')
  const [row] = answer ? setOf(answer, 'accuminfo') : []
  const told = SUMS.flatMap(([field, label]) => {
    const amount = tryYuan(row?.[field])
    return amount === null ? [] : [{ label, value: yuanShow(amount) }]
  })
  return { rows: told, warnings }
}

/** A question without which one can go on: that it has no answer is said, and no more. */
async function aside(
  answer: Promise<JsonObject>,
  label: string,
): Promise<{ answer: JsonObject | null; warnings: string[] }> {
  try {
    return { answer: await answer, warnings: [] }
  } catch (error) {
    const { centre, what } = faultOf(error)
    return { answer: null, warnings: [`${label}没有查到：${centre?.message ?? what}`] }
  }
}
