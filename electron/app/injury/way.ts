import type { InjuryStatement } from '../../../shared/api/injury.ts'
import type { JsonObject } from '../../../shared/contract.ts'
import type {
  InjuryAction,
  InjuryApplication,
  InjuryCase,
  InjuryFamily,
  InjuryFiling,
  InjuryKind,
  InjuryLine,
  InjuryPerson,
  Recognition,
} from '../../../shared/injury.ts'
import type { Fen } from '../../../shared/money.ts'
import { datetime } from '../../../shared/msgid.ts'
import type { Split } from '../../../shared/settlement.ts'
import type { Txn } from '../../../shared/txn.ts'
import type { Amounts, Cert } from '../../../shared/visit.ts'

/** What frees one who is in hospital elsewhere (业务互斥), whatever the way; no other way does. */
export const FREES =
  '请患者先到那家医院办理出院结算或取消入院，之后再办（同一时间只能在一家医院工伤住院）；急诊可先自费收治，结清后补登记。'

/** Asks the way's platform one question through the engine; answers with its output, throws its fault. */
export type Ask = (infno: string, input: JsonObject) => Promise<JsonObject>

/** Who sends, as messages name him; the case's clerk. */
export interface Clerk {
  opter: string
  opterName: string
  /** epoch ms */
  now: number
}

/** What somebody is identified for; `begntime`: when the treatment begins or began, epoch ms. */
export interface Occasion {
  kind: InjuryKind
  clerk: Clerk
  begntime: number
}

/** What the platform knows of a person. Fields of the case, ready to be taken over. */
export interface Known {
  person: InjuryPerson
  recognitions: Recognition[]
  filings: InjuryFiling[]
  fund: InjuryCase['fund']
  accumulations: InjuryCase['accumulations']
  warnings: string[]
  devices?: InjuryCase['devices']
  refs?: JsonObject
}

/** What a command adds to the case: kept in the transaction (local.given), so it must be plain data. */
export interface Given {
  /**
   * Of upload the lines that travel. Of trial and settle all lines of the case at the platform, with their splits;
   * of a stay these are at hand for prepare and input alone and not kept for `booked`. Lines that are none of the
   * injury travel too, marked as such.
   */
  lines?: InjuryLine[]
  reason?: string
  /** of change: the values that change */
  change?: Partial<Pick<InjuryCase, 'dept' | 'bed' | 'doctor' | 'ipt_otp_no' | 'diagnoses' | 'begntime'>>
  /** all lines of the case at the platform: how many, and their sum */
  sums?: { count: number; totalFen: Fen }
  payments?: JsonObject[]
  /** what `prepare` found out */
  found?: JsonObject
  /** true: a settlement sheet's number and such may be missing; of the way's own concern */
  facts?: JsonObject
}

/** What the success of an act makes of things. Pure; throws an Error in Chinese where it cannot be booked. */
export interface Booked {
  /** the case as it stands then */
  of: InjuryCase
  /** money that was settled: one ledger row; the split adds up to the fen */
  settled?: {
    setl_id: string
    setl_time: string
    split: Split
    amounts: Amounts
    clr_type?: string
    clr_optins?: string
    refs?: JsonObject
  }
  /** `of.settlement` was taken back: one negative row under this number */
  undone?: { setl_id: string; setl_time: string }
  /** how the platform split the lines that travelled, by sn */
  splits?: Record<string, NonNullable<InjuryLine['split']>>
  /** lines of those that travelled which it refused, by sn, with its words */
  refused?: Record<string, string>
  /**
   * lines of a stay that are at the platform no longer, by sn. Of `withdraw` all of them unless told (a GS5001 takes
   * one upload back: the core goes on while something is left); of other acts none unless told (GYR003 takes all)
   */
  withdrawn?: readonly string[] | 'all'
}

/**
 * 结算时间 of what is answered without one: when the message left. What was in doubt is booked later, perhaps on
 * another day or in another month.
 */
export const sentTime = ({ sentAt }: Txn, now: number): string => datetime(sentAt ?? now)

export interface Act {
  /** by the case where its kinds have messages of their own: a settlement of a stay, of an outpatient, of a device */
  infno: string | ((of: InjuryCase) => string)
  /** questions to be asked before; may refuse with a clear no */
  prepare?(ask: Ask, of: InjuryCase, given: Given, clerk: Clerk): Promise<JsonObject>
  /** the message; throws GuitaiError `invalid` naming the field where something is missing */
  input(of: InjuryCase, given: Given, clerk: Clerk): JsonObject
  booked(of: InjuryCase, told: { output: JsonObject; txn: Txn; given: Given; now: number }): Booked
  /** what a case remembers of a message that is believed never to have come: it may come yet. Absent: nothing */
  gaveUp?(of: InjuryCase): InjuryCase
}

/** How one family of interfaces carries a case. Data and pure functions; the engine sends. */
export interface Way {
  family: InjuryFamily
  label: string
  kinds: readonly InjuryKind[]
  /** most lines of one upload message; 0: lines travel with trial and settle alone */
  batch: number
  /** a refund is no line of its own: its original travels with what is left, so both go in one message */
  netsRefunds?: boolean
  /**
   * Identity, recognitions, filings, fund and accumulations of who presented this. Throws GuitaiError with a clear
   * Chinese no where the person is not insured here, has no recognised injury, or is in hospital elsewhere. What is
   * valid is valid at `begntime`, as the platforms judge it: who came before midnight may be registered after it.
   */
  identify(ask: Ask, cert: Cert, about: Occasion): Promise<Known>
  /**
   * What may be done now, the next step first; the lifecycle's order of undoing holds. `sums` of a stay's lines:
   * not at the platform, and there.
   */
  can(of: InjuryCase, sums: { fresh: number; failed: number; uploaded: number }): InjuryAction[]
  acts: Partial<Record<InjuryAction, Act>>
  /** 试算 as a question, where it is one: amounts, nothing booked */
  trial?(ask: Ask, of: InjuryCase, given: Given, clerk: Clerk): Promise<Amounts>
  /** how the application stands (gs) */
  application?(ask: Ask, of: InjuryCase, clerk: Clerk): Promise<InjuryApplication>
  /** the platform's own record of the settlement, for its form and fee list; absent: the case's own figures are it */
  statement?(ask: Ask, of: InjuryCase, clerk: Clerk): Promise<InjuryStatement>
  /** what the counter has to fill in before `action` may go out, by the case's field names with Chinese labels */
  wants(of: InjuryCase, action: InjuryAction): { field: keyof InjuryCase; label: string }[]
  /**
   * 医疗类别 and 治疗类别 and 出院原因 that may be chosen of this kind: names of code tables; empty: no message of the
   * family carries it, or what it says follows from the kind
   */
  tables(kind: InjuryKind): { med_type: string; treat: string; dscg_way: string }
}

/** What every way is made of. */
export interface WayDeps {
  institution: { fixmedins_code: string; fixmedins_name: string }
  /** 医师 and 科室 codes as the platform knows them are the HIS's own unless the site maps them */
  meaning(dict: string, value: string): string
}
