import rows from '../../../shared/demo/people.json' with { type: 'json' }
import { dateOf } from '../../../shared/msgid.ts'
import type { Ctx, SandboxInsurance, SandboxPerson } from './types.ts'
import { refuse } from './types.ts'

export const citizens: SandboxPerson[] = []

const byNo = new Map<string, SandboxPerson>()
const byCertno = new Map<string, SandboxPerson>()
const byCard = new Map<string, SandboxPerson>()

/** More citizens, known to every centre of this process: a simulated day needs a town, not a handful. */
export function moveIn(people: readonly SandboxPerson[]): void {
  for (const person of people) {
    if (byNo.has(person.psn_no)) continue
    citizens.push(person)
    byNo.set(person.psn_no, person)
    byCertno.set(person.certno, person)
    byCard.set(person.card_no, person)
  }
}

moveIn(rows)

/** null for a stranger */
export const citizenOf = (psn_no: string): SandboxPerson | null => byNo.get(psn_no) ?? null

export function personOf(psn_no: string): SandboxPerson {
  return byNo.get(psn_no) ?? refuse(`人员编号 ${psn_no} 不存在`)
}

export function insuranceOf(person: SandboxPerson, insutype: string): SandboxInsurance {
  return (
    person.insu.find((i) => i.insutype === insutype) ??
    refuse(`参保人没有险种 ${insutype} 的参保信息，请核对险种类型`)
  )
}

/** An insurance under which one may be treated today. */
export function liveInsurance(person: SandboxPerson, insutype: string): SandboxInsurance {
  const insu = insuranceOf(person, insutype)
  if (insu.psn_insu_stas !== '1') refuse('该人员参保状态不是正常参保（暂停参保），不能联网结算')
  return insu
}

/** Age in whole years; under one year in tenths. */
export function ageOf(person: SandboxPerson, at_ms: number): number {
  const [y = 0, m = 1, d = 1] = person.brdy.split('-').map(Number)
  const [ty = 0, tm = 1, td = 1] = dateOf(at_ms).split('-').map(Number)
  const months = (ty - y) * 12 + tm - m - (td < d ? 1 : 0)
  return months < 12 ? Math.max(0, Math.floor((months * 10) / 12) / 10) : Math.floor(months / 12)
}

/** The fields of a person that 1101, 2207, 5201 and others show alike. */
export function identity(person: SandboxPerson, at_ms: number) {
  const { psn_no, psn_name, psn_cert_type, certno, gend, naty, brdy } = person
  return { psn_no, psn_name, psn_cert_type, certno, gend, naty, brdy, age: ageOf(person, at_ms) }
}

export interface Credential {
  mdtrt_cert_type: string
  mdtrt_cert_no: string
  card_sn: string
}

export function credentialOf(data: Record<string, unknown>): Credential {
  const text = (key: string) => String(data[key] ?? '')
  return {
    mdtrt_cert_type: text('mdtrt_cert_type'),
    mdtrt_cert_no: text('mdtrt_cert_no'),
    card_sn: text('card_sn'),
  }
}

/** Who presents this e-voucher token, ID number or card. Refuses a lapsed token and a card that does not match. */
export function holderOf(cred: Credential, ctx: Ctx): SandboxPerson {
  const { mdtrt_cert_type: type, mdtrt_cert_no: no } = cred
  if (type === '01') {
    const token = ctx.store.get<{ psn_no: string; until_ms: number }>(
      'select psn_no, until_ms from token where ec_token = ?',
      no,
    )
    if (!token || token.until_ms < ctx.at_ms) refuse('医保电子凭证令牌无效或已过期，请重新扫码')
    return personOf(token.psn_no)
  }
  if (type === '02') {
    return byCertno.get(no.toUpperCase()) ?? refuse('未找到该身份证号码的参保人员信息')
  }
  if (type !== '03') refuse('就诊凭证类型不正确')
  const holder = byCard.get(no) ?? refuse('未找到该社会保障卡号的参保人员信息')
  if (holder.card_sn !== cred.card_sn) refuse('卡识别码与社会保障卡号不匹配')
  return holder
}

/** Refuses unless the credential is this person's own, and name and number agree where they are sent. */
export function checkHolder(person: SandboxPerson, data: Record<string, unknown>, ctx: Ctx): void {
  if (holderOf(credentialOf(data), ctx).psn_no !== person.psn_no) refuse('就诊凭证与人员编号不符')
  if (data.certno && data.certno !== person.certno) refuse('证件号码与参保信息不符')
  if (data.psn_name && data.psn_name !== person.psn_name) refuse('姓名与参保信息不符')
}
