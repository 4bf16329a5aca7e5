import type { JsonObject } from '../../../../shared/contract.ts'
import { fail } from '../../../../shared/errors.ts'
import type { InjuryCase } from '../../../../shared/injury.ts'
import { type Fen, fen, sum, ZERO } from '../../../../shared/money.ts'
import { dateOf } from '../../../../shared/msgid.ts'
import { daysIn } from '../../../../shared/stay.ts'
import { type Act, sentTime, type Way, type WayDeps } from '../way.ts'
import { amountsIn, feeOf, mainCode, orNothing, payOfAmounts } from './bizh-clinic.ts'
import { KIND_OF, programOf, setOf, text } from './bizh-person.ts'

/** Inpatients: 120103 to 120109. Source: contracts/bizh/_lifecycle.md, second table. */
const stay = KIND_OF.inpatient

/** Lines of the stay at the platform, by what went up and came back: their serials follow each other there. */
interface There {
  count: number
  totalFen: Fen
}
const NONE: There = { count: 0, totalFen: ZERO }
const thereOf = ({ refs }: InjuryCase): There => (refs.there as unknown as There) ?? NONE
const withThere = (of: InjuryCase, there: There): InjuryCase => ({
  ...of,
  refs: { ...of.refs, there: { ...there } },
})

/** 入院情况 is chosen at the counter; who came in danger or in haste came by the emergency room. */
const ORDINARY = '3'
const admittedBy = (bkf003: string) => ({ bkf002: bkf003 === ORDINARY ? '1' : '2', bkf003 })

export function stayActs({ institution }: WayDeps) {
  const akb020 = institution.fixmedins_code
  const visit = ({ mdtrt_id }: InjuryCase) => ({ akb020, aaz218: mdtrt_id ?? '' })
  const only = (infno: string, booked: Act['booked']): Act => ({
    infno,
    input: (of) => ({ program: visit(of) }),
    booked,
  })

  /** Where the patient lies; a ward is a department here. */
  const place = ({ dept, bed, doctor, ipt_otp_no }: InjuryCase): JsonObject => ({
    ...{ bka021: dept!.dept_code, bka022: dept!.dept_name, bka019: dept!.dept_code },
    ...{ bka020: dept!.dept_name, bka025: ipt_otp_no, bka023: bed },
    ...(doctor ? { bka503: doctor.atddr_no } : {}),
  })

  const admit: Act = {
    infno: 'bizh120103',
    async prepare(ask, of) {
      const about = { bka895: 'aac001', bka896: of.person!.psn_no, akb020, aka130: stay.aka130 }
      const known = await orNothing(ask('bizh120102', { program: { ...about, bka891: '0' } }))
      const stays = setOf(known, 'bizinfo')
      // one that came after it was given up: admitted again, the person would have two
      const stray = stays.find(({ bka025 }) => bka025 === of.ipt_otp_no)
      if (stray)
        fail(
          'conflict',
          `平台上已有住院号 ${of.ipt_otp_no} 的住院 ${text(stray.aaz218)}，本机没有`,
          '没有发送。',
          '可能是以前没有得到回答的入院登记后来到达了平台：请医保办在平台上取消它，再登记。',
        )
      return { visits: stays.map(({ aaz218 }) => text(aaz218)) }
    },
    input: (of, _given, clerk) => ({
      program: {
        ...{ akb020, ...stay, aac001: of.person!.psn_no, bka017: dateOf(of.begntime) },
        ...{ bka014: clerk.opter, bka015: clerk.opterName, bka026: mainCode(of.diagnoses) },
        ...{ ...place(of), bka042: of.recognition },
      },
    }),
    booked: (of, { output }) => {
      const mdtrt_id = text(programOf(output).aaz218)
      return { of: withThere({ ...of, step: 'admitted', med_type: stay.aka130, mdtrt_id }, NONE) }
    },
  }

  const change: Act = {
    infno: 'bizh120104',
    input: (of, { change: changed = {} }) => ({
      program: { ...visit(of), ...place({ ...of, ...changed } as InjuryCase) },
    }),
    booked: (of) => ({ of }),
  }

  const upload: Act = {
    infno: 'bizh120002',
    prepare: async (_ask, of) => ({ ...thereOf(of) }),
    input: (of, { lines = [] }, { opter, opterName }) => ({
      program: {
        ...visit(of),
        feeinfo: lines.map((line, at) => ({
          ...feeOf(line),
          ...{ bka063: opter, bka064: opterName, aaz213: String(thereOf(of).count + at + 1) },
        })),
      },
    }),
    booked: (of, { given: { lines = [] } }) => {
      const { count, totalFen } = thereOf(of)
      const added = sum(lines.map(({ amountFen }) => amountFen))
      return { of: withThere(of, { count: count + lines.length, totalFen: fen(totalFen + added) }) }
    },
  }

  const discharge: Act = {
    infno: 'bizh120105',
    input: (of, _given, { opter, opterName }) => {
      const endtime = of.endtime ?? of.begntime
      return {
        program: {
          ...{ ...visit(of), bka032: dateOf(endtime), bka033: opter, bka034: opterName },
          ...{ ...admittedBy(of.treat || ORDINARY), bkf004: of.dscg_way },
          ...{
            bka031: mainCode(of.dscg_diagnoses),
            akb063: daysIn(of.begntime, endtime),
            bka006: stay.bka006,
          },
        },
      }
    },
    booked: (of) => ({ of: { ...of, step: 'discharged' } }),
  }

  const settle: Act = {
    infno: 'bizh120106',
    prepare: async (_ask, of) => ({ pay: payOfAmounts(of.trial!, akb020, of.mdtrt_id ?? '') }),
    input: (of, _given, { opter, opterName }) => ({
      program: { ...visit(of), bka046: opter, bka047: opterName },
    }),
    booked(of, { output, txn, now }) {
      const amounts = amountsIn(programOf(output))
      const { total, fund, acct, cash, hosp } = amounts
      return {
        of: { ...of, step: 'settled' },
        settled: {
          // the platform numbers no settlement of a stay; the book has to tell one from those taken back
          ...{ setl_id: `${of.mdtrt_id}:${of.past.length + 1}`, setl_time: sentTime(txn, now), amounts },
          split: { total, fund, acct, cash, hosp },
        },
      }
    },
  }

  const trial: NonNullable<Way['trial']> = async (ask, of) => {
    const bka438 = of.step === 'discharged' ? '2' : '1'
    return amountsIn(programOf(await ask('bizh120003', { program: { ...visit(of), bka438 } })))
  }

  return {
    ...{ admit, change, upload, discharge, settle, trial },
    withdraw: only('bizh120004', (of) => ({ of: withThere(of, NONE) })),
    unsettle: only('bizh120107', (of, { txn, now }) => ({
      of: { ...of, step: 'discharged' },
      undone: { setl_id: `${of.settlement!.setl_id}R`, setl_time: sentTime(txn, now) },
    })),
    undischarge: only('bizh120108', (of) => ({ of: { ...of, step: 'admitted' } })),
    // the stay goes with all that was saved of it
    unadmit: only('bizh120109', (of) => ({
      of: withThere({ ...of, step: 'identified', mdtrt_id: null }, NONE),
      withdrawn: 'all',
    })),
  }
}
