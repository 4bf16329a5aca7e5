import { demoCode, startNhsaSandbox } from './index.ts'
import { citizens } from './people.ts'
import type { NhsaSandboxOptions, SandboxPerson } from './types.ts'

/** A bare client of the national interface for the tests: builds messages, keeps the sign-in. */
export const HOSP = 'H51010000001'
const START_ms = new Date('2026-03-02T09:00:00').getTime()

export const named = (name: string): SandboxPerson =>
  citizens.find((p) => p.psn_name === name) as SandboxPerson

// biome-ignore lint/suspicious/noExplicitAny: answers are looked into freely
export type Any = any
export interface Answered {
  status: number
  infcode: unknown
  err_msg: string
  output: Any
  raw: string
}

export interface Visit {
  person: SandboxPerson
  mdtrt_id: string
  ipt_otp_no: string
}

const registration = (person: SandboxPerson, ipt_otp_no: string) => ({
  data: {
    psn_no: person.psn_no,
    insutype: person.insu[0]?.insutype,
    begntime: '2026-03-02 09:00:00',
    mdtrt_cert_type: '02',
    mdtrt_cert_no: person.certno,
    psn_cert_type: '01',
    certno: person.certno,
    psn_type: '11',
    psn_name: person.psn_name,
    ipt_otp_no,
    atddr_no: 'D510100000001',
    dr_name: '医生甲',
    dept_code: '0301',
    dept_name: '内科',
    caty: 'A03',
  },
})

const diagnosis = (visit: Visit, med_type = '11', vali_flag = '1') => ({
  mdtrtinfo: {
    mdtrt_id: visit.mdtrt_id,
    psn_no: visit.person.psn_no,
    med_type,
    begntime: '2026-03-02 09:00:00',
    ...(med_type === '14' ? { dise_codg: 'M03900', dise_name: '高血压病' } : {}),
  },
  diseinfo: [
    {
      diag_type: '1',
      diag_srt_no: 1,
      diag_code: 'J06.900',
      diag_name: '急性上呼吸道感染',
      diag_dept: '内科',
      dise_dor_no: 'D510100000001',
      dise_dor_name: '医生甲',
      diag_time: '2026-03-02 09:05:00',
      vali_flag,
      maindiag_flag: '1',
    },
  ],
})

const details = (visit: Visit, batch: string, lines: Any[]) => ({
  feedetail: lines.map((line, i) => ({
    feedetl_sn: `${batch}${String(i + 1).padStart(3, '0')}`,
    mdtrt_id: visit.mdtrt_id,
    psn_no: visit.person.psn_no,
    chrg_bchno: batch,
    rx_circ_flag: '0',
    fee_ocur_time: '2026-03-02 09:10:00',
    medins_list_codg: line.med_list_codg,
    bilg_dept_codg: '0301',
    bilg_dept_name: '内科',
    bilg_dr_codg: 'D510100000001',
    bilg_dr_name: '医生甲',
    hosp_appr_flag: '0',
    ...line,
  })),
})

/** What 2207 wants for a batch whose 2204 answered `result`. */
const settling = (visit: Visit, batch: string, result: Any[], over: Any = {}) => {
  const add = (name: string) =>
    result.reduce((total, row) => total + Math.round(Number(row[name]) * 100), 0) / 100
  return {
    data: {
      psn_no: visit.person.psn_no,
      mdtrt_cert_type: '02',
      mdtrt_cert_no: visit.person.certno,
      psn_cert_type: '01',
      certno: visit.person.certno,
      psn_type: '11',
      psn_name: visit.person.psn_name,
      med_type: '11',
      medfee_sumamt: add('det_item_fee_sumamt'),
      psn_setlway: '01',
      mdtrt_id: visit.mdtrt_id,
      chrg_bchno: batch,
      insutype: visit.person.insu[0]?.insutype,
      acct_used_flag: '1',
      fulamt_ownpay_amt: add('fulamt_ownpay_amt'),
      overlmt_selfpay: add('overlmt_amt'),
      preselfpay_amt: add('preselfpay_amt'),
      inscp_scp_amt: add('inscp_scp_amt'),
      ...over,
    },
  }
}

const seek = (visit: Visit, setl_id = '') => ({
  data: { psn_no: visit.person.psn_no, setl_id, mdtrt_id: visit.mdtrt_id },
})

export async function openClient(options: NhsaSandboxOptions = {}, start_ms = START_ms) {
  let now_ms = start_ms
  const sandbox = await startNhsaSandbox({ now: () => now_ms, ...options })
  let serial = 0
  let sign_no = ''
  const nextMsgid = () => `${HOSP}20260302090000${String(++serial).padStart(4, '0')}`

  const envelope = (infno: string, input: Any, over: Any = {}) => {
    const first = Object.values(input as object)[0] as Any
    const psn_no = (Array.isArray(first) ? first[0] : first)?.psn_no
    return {
      infno,
      msgid: nextMsgid(),
      mdtrtarea_admvs: '510100',
      insuplc_admdvs: citizens.find((p) => p.psn_no === psn_no)?.area ?? '',
      recer_sys_code: 'YBXT',
      infver: 'V1.0',
      opter_type: '1',
      opter: '0101',
      opter_name: '收费员甲',
      inf_time: '2026-03-02 09:00:00',
      fixmedins_code: HOSP,
      fixmedins_name: '示范医院',
      sign_no,
      input,
      ...over,
    }
  }

  const post = async (
    infno: string,
    body: object,
    headers: Record<string, string> = {},
  ): Promise<Answered> => {
    const res = await fetch(`${sandbox.url}/${infno}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
    const raw = await res.text()
    let parsed: Any = null
    try {
      parsed = JSON.parse(raw)
    } catch {}
    return { ...parsed, status: res.status, raw }
  }

  const call = (infno: string, input: Any, over: Any = {}) => post(infno, envelope(infno, input, over))
  /** Calls and expects success. */
  const ok = async (infno: string, input: Any, over: Any = {}) => {
    const answer = await call(infno, input, over)
    if (Number(answer.infcode) !== 0) throw new Error(`${infno}: ${answer.raw}`)
    return answer.output
  }

  const signIn = async () => {
    const output = await ok('9001', {
      signIn: { opter_no: '0101', mac: '00-00-00-00-00-01', ip: '10.0.0.1' },
    })
    sign_no = output.signinoutb.sign_no
  }

  const register = async (person: SandboxPerson, ipt_otp_no: string): Promise<Visit> => {
    const output = await ok('2201', registration(person, ipt_otp_no))
    return { person, ipt_otp_no, mdtrt_id: output.data.mdtrt_id }
  }

  /** 2201, 2203A and 2204 of one batch; hands out what 2207 wants. */
  const upToDetails = async (person: SandboxPerson, no: string, lines: Any[] = BASKET, over: Any = {}) => {
    const visit = await register(person, no)
    await ok('2203A', diagnosis(visit, over.med_type ?? '11'))
    const { result } = await ok('2204', details(visit, `B${no}`, lines))
    return { visit, batch: `B${no}`, input: settling(visit, `B${no}`, result, over) }
  }

  const decode = async (code: string) => {
    const res = await fetch(new URL('/localcfc/api/hsecfc/localQrCodeQuery', sandbox.url), {
      method: 'POST',
      body: JSON.stringify({ orgId: HOSP, transType: 'ec.query', data: { ecQrCode: code }, extra: '' }),
    })
    return (await res.json()) as Any
  }

  return {
    sandbox,
    ...{
      call,
      ok,
      post,
      envelope,
      signIn,
      register,
      registration,
      diagnosis,
      details,
      settling,
      upToDetails,
    },
    ...{ seek, decode, nextMsgid, demoCode },
    pass: (ms: number) => {
      now_ms += ms
    },
    setSign: (no: string) => {
      sign_no = no
    },
    sign: () => sign_no,
  }
}

export type Client = Awaited<ReturnType<typeof openClient>>

/** 甲 within scope, 乙 over its limit, 丙. */
export const BASKET = [
  { med_list_codg: 'XJ01CAA040E001010100011', cnt: 20, pric: 19.8, det_item_fee_sumamt: 396 },
  { med_list_codg: '002103000010000', cnt: 1, pric: 220, det_item_fee_sumamt: 220 },
  { med_list_codg: 'XA11GAW001A001010100037', cnt: 1, pric: 32.8, det_item_fee_sumamt: 32.8 },
]
