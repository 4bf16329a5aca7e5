import type { ClosingRow, DepositRow, FeeRow, FilingRow, PrintJobRow } from '../port.ts'
import type { Shape } from './shapes.ts'

export const FEE: Shape<FeeRow> = {
  table: 'fee',
  columns: {
    encounterId: 'encounter_id',
    lineNo: 'line_no',
    chargeId: 'charge_id',
    ipt_no: 'ipt_no',
    state: 'state',
    gen: 'gen',
    why: 'why',
    setl_id: 'setl_id',
    at: 'at',
    day: 'day',
    amountFen: 'amount_fen',
    med_list_codg: 'med_list_codg',
    medins_list_codg: 'medins_list_codg',
    name: 'name',
    spec: 'spec',
    unit: 'unit',
    pric: 'pric',
    cnt: 'cnt',
    med_chrgitm_type: 'med_chrgitm_type',
    chrgitm_lv: 'chrgitm_lv',
    hosp_appr_flag: 'hosp_appr_flag',
    refundOf: 'refund_of',
    drord_no: 'drord_no',
    dept_code: 'dept_code',
    dept_name: 'dept_name',
    atddr_no: 'atddr_no',
    dr_name: 'dr_name',
    split: 'split',
  },
  json: ['split'],
}

export const DEPOSIT: Shape<DepositRow> = {
  table: 'deposit',
  columns: {
    depositId: 'deposit_id',
    encounterId: 'encounter_id',
    shiftId: 'shift_id',
    kind: 'kind',
    method: 'method',
    amountFen: 'amount_fen',
    receiptNo: 'receipt_no',
    refNo: 'ref_no',
    setl_id: 'setl_id',
    reverses: 'reverses',
    reason: 'reason',
    opter: 'opter',
    opterName: 'opter_name',
    at: 'at',
  },
}

export const FILING: Shape<FilingRow> = {
  table: 'filing',
  columns: {
    filingId: 'filing_id',
    kind: 'kind',
    state: 'state',
    psn_no: 'psn_no',
    psn_name: 'psn_name',
    certno: 'certno',
    insuplc: 'insuplc',
    trt_dcla_detl_sn: 'trt_dcla_detl_sn',
    data: 'data',
    opter: 'opter',
    opterName: 'opter_name',
    version: 'version',
    at: 'at',
  },
  json: ['data'],
}

export const CLOSING: Shape<ClosingRow> = {
  table: 'closing',
  columns: {
    closingId: 'closing_id',
    kind: 'kind',
    period: 'period',
    opter: 'opter',
    opterName: 'opter_name',
    secondOpter: 'second_opter',
    secondName: 'second_name',
    reason: 'reason',
    totals: 'totals',
    differences: 'differences',
    at: 'at',
  },
  json: ['totals', 'differences'],
}

export const PRINT_JOB: Shape<PrintJobRow> = {
  table: 'print_job',
  columns: {
    jobId: 'job_id',
    ref: 'ref',
    title: 'title',
    printer: 'printer',
    copies: 'copies',
    state: 'state',
    attempts: 'attempts',
    lastError: 'last_error',
    opter: 'opter',
    createdAt: 'created_at',
    nextAt: 'next_at',
    doneAt: 'done_at',
  },
  json: ['ref'],
}
