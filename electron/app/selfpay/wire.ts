import type { JsonObject } from '../../../shared/contract.ts'
import { fit } from '../setllist/fit.ts'
import { BATCH, type Body, type SelfpayDeps, type StayRow } from './deps.ts'
import type { Next } from './effects.ts'

/** The messages of 4201A…4206, in the contract's order. */
export interface Step extends Next {
  infno: string
  input: JsonObject
}

type Wire = Pick<SelfpayDeps, 'contract' | 'fixmedins_code' | 'fixmedins_name'>

const here = ({ fixmedins_code, fixmedins_name }: Wire) => ({ fixmedins_code, fixmedins_name })

const linesOf = (id: string, { mdtrt, fees }: Body, wire: Wire, from: number, to: number): JsonObject[] =>
  fees.slice(from, to).map((line) => ({
    ...{ med_type: mdtrt.med_type ?? '', fixmedins_mdtrt_id: id },
    ...line,
    ...here(wire),
  }))

const visitOf = (id: string, { mdtrt }: Body, wire: Wire): JsonObject => ({
  vali_flag: '1',
  ...mdtrt,
  ...{ fixmedins_mdtrt_id: id, ...here(wire) },
})

const diagsOf = ({ diags }: Body): JsonObject[] => diags.map((diag) => ({ vali_flag: '1', ...diag }))

/** 4201A of lines from…to. */
export const details = (id: string, body: Body, wire: Wire, from = 0, to = body.fees.length): JsonObject =>
  fit(wire.contract('4201A'), { fsiOwnpayPatnFeeListDDTO: linesOf(id, body, wire, from, to) })

/** 4202 */
export const visit = (id: string, body: Body, wire: Wire): JsonObject =>
  fit(wire.contract('4202'), {
    ownPayPatnMdtrtD: visitOf(id, body, wire),
    ownPayPatnDiagListD: diagsOf(body),
  })

/** 4205 */
export const outpatient = (id: string, body: Body, wire: Wire): JsonObject =>
  fit(wire.contract('4205'), {
    mdtrtinfo: visitOf(id, body, wire),
    diseinfo: diagsOf(body),
    feedetail: linesOf(id, body, wire, 0, body.fees.length),
  })

/** 4203 */
export const finished = (id: string, { fixmedins_code }: Wire, cplt_flag: '0' | '1'): JsonObject => ({
  ...{ fixmedins_mdtrt_id: id, fixmedins_code, cplt_flag },
})

/** 4204 of all lines, or 4206 */
export const removal = (id: string, kind: 'inpatient' | 'outpatient', { fixmedins_code }: Wire) => {
  const key = { fixmedins_mdtrt_id: id, fixmedins_code }
  return kind === 'inpatient'
    ? { infno: '4204', input: { feedetail: key } as JsonObject }
    : { infno: '4206', input: key as JsonObject }
}

/** What comes next for a stay; null once it is done. */
export function nextStep({ id, state, data }: StayRow, body: Body, wire: Wire): Step | null {
  const lines = body.fees.length
  switch (state) {
    case 'new':
    case 'removed':
      return { ...removal(id, data.kind, wire), state: 'cleared', sent: 0 }
    case 'cleared': {
      if (data.kind === 'outpatient')
        return { infno: '4205', input: outpatient(id, body, wire), state: 'visit', sent: lines }
      const to = Math.min(lines, data.sent + BATCH)
      const input = details(id, body, wire, data.sent, to)
      return { infno: '4201A', input, state: to === lines ? 'details' : 'cleared', sent: to }
    }
    case 'details':
      return { infno: '4202', input: visit(id, body, wire), state: 'visit', sent: lines }
    case 'visit':
      return { infno: '4203', input: finished(id, wire, '1'), state: 'done', sent: lines }
    case 'done':
      return null
  }
}

/** The steps as a person sees them, with the states in which each is still to do. */
export const STEPS = {
  inpatient: [
    { key: 'new', infno: '4204', label: '清旧明细' },
    { key: 'cleared', infno: '4201A', label: '上传明细' },
    { key: 'details', infno: '4202', label: '就诊与诊断' },
    { key: 'visit', infno: '4203', label: '标记完成' },
  ],
  outpatient: [
    { key: 'new', infno: '4206', label: '清旧记录' },
    { key: 'cleared', infno: '4205', label: '就诊、诊断与明细' },
    { key: 'visit', infno: '4203', label: '标记完成' },
  ],
} as const
