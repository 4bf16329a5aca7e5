/**
 * What the counter asks of the bridge and what it answers. A request is `{id, do, …}`; its answer is
 * `{id, ok}` or `{id, fault}`. The bridge also tells, unasked, `{event, …}`. Nothing here names a patient
 * except the answers themselves, which are never logged.
 */
export type BridgeRequest =
  | SscardRequest
  | EcRequest
  | { do: 'pcsc.watch' }
  | { do: 'pcsc.read'; reader: string; pin?: string }

/** One function of a vendor's reader library, devices.md 1.1. */
export interface SscardRequest {
  do: 'sscard'
  library: string
  fn: 'iReadCardBas' | 'iReadCardBas_HSM_Step1' | 'iReadCardBas_HSM_Step2'
  /** in the order of the C declaration, without the buffer that takes the answer */
  args: (number | string)[]
}

export interface SscardAnswer {
  /** 0 success, negative: devices.md 1.4 */
  code: number
  text: string
}

/** NationEcTrans(url, json, buffer), devices.md 2.2. */
export interface EcRequest {
  do: 'ec'
  library: string
  url: string
  json: string
  encoding: 'gbk' | 'utf-8'
}

export interface EcAnswer {
  /** "0000" is success */
  result: string
  text: string
}

export interface ReaderSeen {
  name: string
  card: boolean
}

/** Readers as they are now; `service` is false where the PC/SC service does not answer. */
export interface ReadersEvent {
  event: 'readers'
  service: boolean
  readers: ReaderSeen[]
}

/** Why the bridge did not do what it was asked. */
export interface BridgeFault {
  /** no card; card or reader said no; card was taken or changed in mid-read; library or service missing */
  is: 'no-card' | 'refused' | 'moved' | 'missing' | 'pin'
  text: string
}

/** Thrown inside the bridge and carried to the counter as its fault. */
export class Refusal extends Error {
  readonly is: BridgeFault['is']
  constructor(is: BridgeFault['is'], text: string) {
    super(text)
    this.is = is
  }
}
