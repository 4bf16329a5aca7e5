import type { JsonObject } from '../../../shared/contract.ts'
import type { ApiInput } from '../../../shared/ipc.ts'
import { dateOf, datetime } from '../../../shared/msgid.ts'
import type { Insurance, Person } from '../../../shared/visit.ts'
import type { FilingRow } from '../../journal/port.ts'

/** The inputs of 2501…2506, 5301, 5302, 5304. Fields left empty are not sent. */
export interface About {
  person: Person
  insu: Insurance
}

/** This institution as the messages name it. */
export interface Here {
  fixmedins_code: string
  fixmedins_name: string
}

const given = (form: Record<string, string>): JsonObject =>
  Object.fromEntries(Object.entries(form).filter(([, value]) => value !== ''))

/** 2501; 2501A where it continues a stay of this hospital. */
export function transfer(
  { personId: _personId, ...form }: ApiInput<'filing.transfer'>,
  { person, insu }: About,
): { infno: '2501' | '2501A'; input: JsonObject } {
  return {
    infno: form.refl_old_mdtrt_id ? '2501A' : '2501',
    input: {
      refmedin: {
        psn_no: person.psn_no,
        ...given(form),
        insutype: insu.insutype,
        insu_optins: insu.insuplc_admdvs,
      },
    },
  }
}

/** 2503: recognised by this institution. */
export function chronic(
  { personId: _personId, ...form }: ApiInput<'filing.chronic'>,
  { person, insu }: About,
  here: Here,
): { infno: '2503'; input: JsonObject } {
  return {
    infno: '2503',
    input: {
      data: {
        psn_no: person.psn_no,
        ...given(form),
        insu_optins: insu.insuplc_admdvs,
        ide_fixmedins_no: here.fixmedins_code,
        ide_fixmedins_name: here.fixmedins_name,
      },
    },
  }
}

/** 2505: this institution is the chosen one. */
export function fixed(
  { personId: _personId, ...form }: ApiInput<'filing.fixed'>,
  { person }: About,
  here: Here,
): { infno: '2505'; input: JsonObject } {
  return { infno: '2505', input: { data: { psn_no: person.psn_no, ...given(form), ...here } } }
}

export const WITHDRAWN_BY = { transfer: '2502', chronic: '2504', fixed: '2506' } as const

export function withdrawal(row: FilingRow, trt_dcla_detl_sn: string, reason: string): JsonObject {
  return { data: { trt_dcla_detl_sn, psn_no: row.psn_no, memo: reason } }
}

export const chronicQuestion = (psn_no: string): JsonObject => ({ data: { psn_no } })
export const fixedQuestion = (psn_no: string, biz_appy_type: string): JsonObject => ({
  data: { psn_no, biz_appy_type },
})

const YEARS_asked = 2

/** 5304 of the last two years, to the end of today: the centre's clock may be ahead. */
export function transferQuestion(psn_no: string, now: number): JsonObject {
  const from = new Date(now)
  from.setFullYear(from.getFullYear() - YEARS_asked)
  return { data: { psn_no, begntime: datetime(from.getTime()), endtime: `${dateOf(now)} 23:59:59` } }
}
