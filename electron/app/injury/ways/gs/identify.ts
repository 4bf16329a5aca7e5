import type { JsonObject } from '../../../../../shared/contract.ts'
import { fail, faultOf, GuitaiError } from '../../../../../shared/errors.ts'
import type { InjuryFiling, InjuryKind, InjuryPerson, Recognition } from '../../../../../shared/injury.ts'
import { fen, sum, tryYuan, yuanShow, ZERO } from '../../../../../shared/money.ts'
import { dateOf } from '../../../../../shared/msgid.ts'
import { node, rows } from '../../../../../shared/settlement.ts'
import type { Cert } from '../../../../../shared/visit.ts'
import type { Ask, Clerk, Known, Occasion } from '../../way.ts'
import { type GsFacts, signed } from './facts.ts'

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** 认定为工伤, 认定为视同工伤 (rs_alc029) */
const RECOGNISED = ['1', '3']
/** 医疗类别 (gs_aka130) that suit a kind of case */
const SUITS: Record<InjuryKind, readonly string[]> = {
  outpatient: ['0501'],
  inpatient: ['0502', '0503'],
  device: [],
}

/**
 * GS1001 and GS2001: the person, his recognised injuries, and what is registered for them. A stranger, one without a
 * recognised injury, and one in hospital elsewhere (业务互斥) are refused in the platform's words.
 */
export async function identify(
  facts: GsFacts,
  ask: Ask,
  cert: Cert,
  { kind, clerk, begntime }: Occasion,
): Promise<Known> {
  const akb020 = facts.institution.fixmedins_code
  const who = await ask('GS1001', { data: { akb020, ...credential(cert), ...signed(clerk) } }).catch(stranger)
  const base = node(who, 'baseinfo') ?? {}
  const person = personOf(base)
  const recognitions = rows(who, 'injuryinfo').map((row) => recognitionOf(facts, row, dateOf(begntime)))
  if (recognitions.length === 0) {
    const what = `${person.psn_name}参加了工伤保险，但没有工伤认定`
    fail('rejected', what, '没有登记，也没有扣款。', '请先到工伤认定部门办理认定；这次可按医保或自费收取。')
  }
  const about = { akb020, aac001: person.psn_no, yab003: text(base.yab003) }
  const registered = rows(await ask('GS2001', { data: about }), 'result')
  const filings = registered.map((row) => filingOf(facts, row, kind, dateOf(begntime)))
  const insured = base.aac008 === '1'
  const state = facts.meaning('gs_aac008', text(base.aac008))
  return {
    person,
    recognitions,
    filings: [...filings.filter((one) => one.why === null), ...filings.filter((one) => one.why !== null)],
    fund: insured
      ? { ok: true, words: state }
      : { ok: false, words: `工伤保险${state || '参保状态异常'}，基金不支付` },
    accumulations: await settledHere(facts, ask, person.psn_no, clerk),
    warnings: filings.some((one) => one.why === null) ? [] : [noneFits(filings)],
  }
}

/** Number and name, card, or electronic social security card (GS1001, first rule). */
function credential(cert: Cert): JsonObject {
  const { mdtrt_cert_type: type, mdtrt_cert_no: no, card_sn, certno, psn_name, psn_cert_type } = cert
  if (type === '03') return { cert_way: '2', aaz500: no, ...(card_sn ? { aaz501: card_sn } : {}) }
  const number = type === '02' ? certno || no : certno
  if (!number) return { cert_way: '3', ecqrcode: no }
  if (!psn_name) {
    const what = '按证件号码查工伤参保，还需要姓名'
    fail('invalid', what, '没有发送。', '请读身份证或社保卡，或连同姓名录入。')
  }
  return { cert_way: '1', aac043: psn_cert_type || '01', aac044: number, aac003: psn_name }
}

function stranger(error: unknown): never {
  const fault = faultOf(error)
  if (fault.centre?.sort !== 'absent') throw error
  throw new GuitaiError(
    {
      ...fault,
      kind: 'rejected',
      what: '四川工伤平台查不到这个人的工伤参保信息',
      means: '没有登记，也没有扣款。',
      todo: '请核对证件；在外省参保的请按跨省工伤办理。',
    },
    error,
  )
}

function personOf(base: JsonObject): InjuryPerson {
  const { yab003, akc021 } = base
  return {
    ...{ psn_no: text(base.aac001), aac002: text(base.aac002), psn_name: text(base.aac003) },
    ...{ psn_cert_type: text(base.aac043) || '01', certno: text(base.aac044) || text(base.aac002) },
    ...{ gend: text(base.aac004), brdy: text(base.aac006), emp_name: text(base.aab004) },
    ...{ tel: text(base.aae005), insuplc_admdvs: text(base.aab301) },
    more: { yab003: text(yab003), akc021: text(akc021) },
  }
}

function recognitionOf({ meaning }: GsFacts, row: JsonObject, day: string): Recognition {
  const { aaz127, alc011, alc020, alc022, alc028n, ala017, ala040, alc029, aae030, aae031, aae100 } = row
  const about = [
    text(ala017),
    text(alc022),
    text(alc028n),
    ala040 ? `伤残${meaning('rs_ala040', text(ala040))}` : '',
  ]
  const ended = text(aae031) !== '' && text(aae031) < day
  const why = !RECOGNISED.includes(text(alc029))
    ? `认定结论：${meaning('rs_alc029', text(alc029))}`
    : aae100 === '0'
      ? '认定已失效'
      : ended
        ? `认定的有效期已于 ${text(aae031)} 结束`
        : null
  return {
    ...{ id: text(aaz127), alc011: text(alc011), alc020: text(alc020), why },
    ...{ about: about.filter((word) => word !== '').join('，') },
    ...{ begndate: text(aae030), enddate: text(aae031) },
  }
}

function filingOf(facts: GsFacts, row: JsonObject, kind: InjuryKind, day: string): InjuryFiling {
  const { aaz267, aaz127, aka130, akc191, akb020, akb021, aae030, aae031, yka119 } = row
  const name = facts.meaning('gs_aka130', text(aka130))
  return {
    ...{ id: text(aaz267), label: `${name}就医条件登记`, recognition: text(aaz127) || null },
    ...{ begndate: text(aae030), enddate: text(aae031), limitFen: tryYuan(yka119) },
    place: text(akb021) || (akb020 === facts.institution.fixmedins_code ? '本院' : text(akb020)),
    why: whyNot(facts, row, kind, day),
    med_type: text(aka130),
    more: { aka130: text(aka130), akc191: text(akc191) },
  }
}

/** Approved, in force, of this institution, for this kind of treatment (GS2001, first rule). */
function whyNot(facts: GsFacts, row: JsonObject, kind: InjuryKind, day: string): string | null {
  const { aka130, akb020, akb021, aae030, aae031, aae016, aae100 } = row
  if (!SUITS[kind].includes(text(aka130)))
    return `医疗类别是${facts.meaning('gs_aka130', text(aka130))}，不适用于本次就医`
  if (akb020 !== facts.institution.fixmedins_code)
    return `协议机构是${text(akb021) || text(akb020)}，不是本院`
  if (aae016 !== '1') return `复核状态：${facts.meaning('gs_aae016', text(aae016))}`
  if (aae100 === '0') return '登记已失效'
  if (day < text(aae030)) return `${text(aae030)} 起生效`
  return day > text(aae031) ? `已于 ${text(aae031)} 到期` : null
}

const noneFits = (filings: readonly InjuryFiling[]): string =>
  filings.length === 0
    ? '没有就医条件登记：请先到工伤保险经办机构登记后再办理'
    : `没有可用的就医条件登记：${[...new Set(filings.map(({ label, why }) => `${label}${why}`))].join('；')}`

/** What was settled for him here this year. */
async function settledHere(
  { institution, pageSize }: GsFacts,
  ask: Ask,
  aac001: string,
  { now }: Clerk,
): Promise<Known['accumulations']> {
  const year = dateOf(now).slice(0, 4)
  const period = { begin_time: `${year}-01-01 00:00:00`, end_time: `${year}-12-31 23:59:59` }
  const { result } = await ask('GS2003', {
    data: { akb020: institution.fixmedins_code, aac001, ...period, page_num: 1, page_size: pageSize },
  })
  const list = rows(result ?? null, 'setlinfo')
  const total = Number((result as JsonObject | undefined)?.total ?? list.length)
  const fund = sum(list.map((row) => tryYuan(row.yka107) ?? ZERO))
  return [
    { label: '本年在本院结算', value: `${total} 次` },
    ...(list.length === total ? [{ label: '本年基金支付', value: `${yuanShow(fen(fund))} 元` }] : []),
  ]
}
