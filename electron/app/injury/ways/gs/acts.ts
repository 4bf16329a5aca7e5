import type { Json, JsonObject } from '../../../../../shared/contract.ts'
import { lineSplit, splitOf } from '../../../../../shared/gs.ts'
import type { InjuryAction, InjuryCase, InjuryLine, InjuryStep } from '../../../../../shared/injury.ts'
import { node, rows } from '../../../../../shared/settlement.ts'
import { type Act, type Booked, type Clerk, type Given, sentTime } from '../../way.ts'
import { amountsOf, compared, knownApplications, knownStays } from './asks.ts'
import { type GsFacts, kindOf, packed, refsOf, unpacked, withRefs } from './facts.ts'
import * as wire from './wire.ts'

type Told = Parameters<Act['booked']>[1]
const NOTHING: JsonObject = {}

/** Each action of a case as a message of the platform. */
export function acts(facts: GsFacts): Partial<Record<InjuryAction, Act>> {
  const message = (of: InjuryCase, clerk: Clerk) => ({ facts, of, clerk })
  return {
    apply: {
      infno: 'GS3106',
      prepare: async (ask, of) => ({ known: await knownApplications({ facts, of }, ask) }),
      input: (of, _given, clerk) => wire.apply(message(of, clerk)),
      booked: applied,
    },
    admit: {
      infno: 'GS3001',
      prepare: async (ask, of) => ({ known: await knownStays({ facts, of }, ask) }),
      input: (of, _given, clerk) => wire.admit(message(of, clerk)),
      booked: admitted,
    },
    change: {
      infno: 'GS3003',
      input: (of, { change }, clerk) => wire.change(message({ ...of, ...change }, clerk)),
      booked: (of, { given }) => ({ of: { ...of, ...given.change } }),
    },
    upload: {
      infno: 'GS3004',
      input: (of, { lines = [] }, clerk) => wire.upload(message(of, clerk), lines),
      booked: uploaded,
    },
    discharge: {
      infno: 'GS3008',
      input: (of, _given, clerk) => wire.discharge(message(of, clerk)),
      booked: (of, { txn }) => ({
        of: { ...of, step: 'discharged', refs: withRefs(of, { discharge: txn.msgid }) },
      }),
    },
    settle: {
      infno: (of) => (of.kind === 'inpatient' ? 'GS3015' : 'GS3108'),
      async prepare(ask, of, given) {
        if (of.kind === 'inpatient') await compared({ facts, of }, ask, given)
        return NOTHING
      },
      input: (of, given, clerk) =>
        of.kind === 'inpatient'
          ? wire.settleStay(message(of, clerk), given, true)
          : wire.settleVisit(message(of, clerk), given, true),
      booked: settled,
    },
    ...undos(facts),
  }
}

/** Everything is taken back by GS5001, named by the serial of the call. */
function undos(facts: GsFacts): Partial<Record<InjuryAction, Act>> {
  const undo = (
    original: (of: InjuryCase) => { code: string; serial: string | undefined },
    about: (of: InjuryCase) => JsonObject,
    booked: Act['booked'],
    prepare?: Act['prepare'],
  ): Act => ({
    infno: 'GS5001',
    input: (of, given, clerk) => wire.undo({ facts, of, clerk }, original(of), given, about(of)),
    booked,
    ...(prepare ? { prepare } : {}),
  })
  const visit = (of: InjuryCase): JsonObject => ({ akc190: of.mdtrt_id ?? '' })
  const to = (step: InjuryStep, change: (of: InjuryCase) => Partial<InjuryCase>): Act['booked'] => {
    return (of) => ({ of: { ...of, step, ...change(of) } })
  }
  return {
    unapply: undo(
      (of) => ({ code: 'GS3106', serial: refsOf(of).apply }),
      (of) => ({ ykc112: of.application?.id ?? '' }),
      to('identified', (of) => ({ application: null, refs: without(of, 'apply') })),
    ),
    unadmit: undo(
      (of) => ({ code: 'GS3001', serial: refsOf(of).admit }),
      visit,
      to('identified', () => ({ mdtrt_id: null, refs: {} })),
    ),
    withdraw: undo((of) => ({ code: 'GS3004', serial: lastUpload(of)?.serial }), visit, withdrawn),
    undischarge: undo(
      (of) => ({ code: 'GS3008', serial: refsOf(of).discharge }),
      visit,
      to('admitted', (of) => ({ refs: without(of, 'discharge') })),
    ),
    unsettle: undo(
      (of) => ({ code: of.kind === 'inpatient' ? 'GS3015' : 'GS3108', serial: of.settlement?.msgid }),
      (of) => ({ ...visit(of), yka103: of.settlement?.setl_id ?? '' }),
      unsettled,
      async (_ask, of) => ({ original: { ...amountsParts(of) } }),
    ),
  }
}

/** What is held against the amounts that GS5001 answers. */
function amountsParts(of: InjuryCase): JsonObject {
  const { total = 0, fund = 0, cash = 0 } = of.settlement?.amounts ?? {}
  return { total, fund, cash }
}

function without(of: InjuryCase, name: string): JsonObject {
  const { [name]: _gone, ...rest } = of.refs
  return rest
}

const lastUpload = (of: InjuryCase) => refsOf(of).uploads?.at(-1)

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '')

function applied(of: InjuryCase, { output, txn }: Told): Booked {
  const result = node(output, 'result') ?? {}
  const sent = node(txn.input, 'data') ?? {}
  const application = {
    ...{ id: text(result.ykc112), state: 'waiting' as const, words: '' },
    begndate: text(result.yae170) || text(sent.yae170),
    enddate: text(result.yae171) || text(sent.yae171),
  }
  const refs = withRefs(of, { apply: txn.msgid })
  return { of: { ...of, ...types(of), step: 'applied', application, refs } }
}

function admitted(of: InjuryCase, { output, txn }: Told): Booked {
  const mdtrt_id = text(node(output, 'result')?.akc190)
  return { of: { ...of, ...types(of), step: 'admitted', mdtrt_id, refs: { admit: txn.msgid } } }
}

/** What the platform was told, whatever the screen had. */
function types(of: InjuryCase): Pick<InjuryCase, 'med_type' | 'treat'> {
  const { aka130, akc191 } = kindOf(of)
  return { med_type: aka130, treat: akc191 }
}

/** How the platform split the lines that travelled, by their numbers. */
function splitsOf(of: InjuryCase, told: JsonObject[], lines: readonly InjuryLine[]): Booked['splits'] {
  const rowsBySerial = new Map(told.map((row) => [row.yka105, row]))
  const found = lines.flatMap(({ sn }) => {
    const row = rowsBySerial.get(wire.serialOf(of, sn))
    const split = row ? lineSplit(row) : null
    return split ? [[sn, split] as const] : []
  })
  return Object.fromEntries(found)
}

function uploaded(of: InjuryCase, { output, txn, given }: Told): Booked {
  const { lines = [] } = given
  const upload = { serial: txn.msgid, lines: packed(lines.map((line) => line.sn)) }
  const uploads = [...(refsOf(of).uploads ?? []), upload]
  return {
    of: { ...of, refs: withRefs(of, { uploads }) },
    splits: splitsOf(of, rows(output, 'feeresult'), lines) ?? {},
  }
}

/** The newest upload is gone; those before it follow with a message each. */
function withdrawn(of: InjuryCase, { txn }: Told): Booked {
  const serial = node(txn.input, 'data')?.orig_sn
  const uploads = refsOf(of).uploads ?? []
  const gone = uploads.find((one) => one.serial === serial)
  return {
    of: { ...of, refs: withRefs(of, { uploads: uploads.filter((one) => one !== gone) }) },
    withdrawn: gone ? unpacked(gone.lines) : [],
  }
}

function settled(of: InjuryCase, { output, txn, given, now }: Told): Booked {
  const setlinfo = node(output, 'setlinfo') ?? {}
  const read = splitOf(setlinfo)
  if ('why' in read) throw new Error(read.why)
  const [detail = {}] = rows(setlinfo, 'setldetail')
  const lines = linesOf(of, given)
  return {
    of: { ...of, step: 'settled', mdtrt_id: text(setlinfo.akc190) || of.mdtrt_id },
    settled: {
      ...{ setl_id: text(setlinfo.yka103), setl_time: text(setlinfo.aae036) || sentTime(txn, now) },
      ...{ split: read.split, amounts: amountsOf(setlinfo, read.split) },
      ...{ clr_type: text(detail.yka316) || text(detail.yka054), clr_optins: text(detail.ykb037) },
      refs: { serial: txn.msgid, yka110: text(setlinfo.yka110) },
    },
    splits: splitsOf(of, rows(setlinfo, 'feeresult'), lines) ?? {},
  }
}

const linesOf = (of: InjuryCase, { lines }: Given): readonly InjuryLine[] =>
  of.kind === 'inpatient' ? [] : (lines ?? of.lines)

function unsettled(of: InjuryCase, { output, txn, now }: Told): Booked {
  const { setl_id = '' } = of.settlement ?? {}
  const undo_sn = text(node(output, 'result')?.undo_sn)
  const inpatient = of.kind === 'inpatient'
  return {
    of: {
      ...of,
      step: inpatient ? 'discharged' : 'approved',
      mdtrt_id: inpatient ? of.mdtrt_id : null,
    },
    // one that was undone without its own answer carries the settlement's number
    undone: { setl_id: undo_sn || `${setl_id}R`, setl_time: sentTime(txn, now) },
  }
}
