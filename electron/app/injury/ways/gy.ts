import type { InjuryAction, InjuryCase } from '../../../../shared/injury.ts'
import { datetime } from '../../../../shared/msgid.ts'
import { rows } from '../../../../shared/settlement.ts'
import type { Act, Way } from '../way.ts'
import type { GyDeps } from './gy-facts.ts'
import { identify, SCENE, verified } from './gy-identify.ts'
import { amountsOf, feeRow, netted, partsOf, splitIn } from './gy-lines.ts'
import { about, clerked, diaglist, filled, mainOf, scene, undoing, visit } from './gy-message.ts'
import { settlement, unsettlement } from './gy-settle.ts'

const MOST_LINES = 500

/** 跨省工伤: a stay, and the settlement of a device; what a line costs the fund the hospital says itself. */
export function gyWay(deps: GyDeps): Way {
  return {
    ...{ family: 'gy', label: '跨省工伤', batch: MOST_LINES, netsRefunds: true },
    kinds: deps.facts.inst_type === '3' ? ['device'] : ['inpatient', 'device'],
    // 结算类别 follows from 治疗类别, and that of a device from its kind
    tables: (kind) => ({ med_type: '', treat: kind === 'device' ? '' : 'rs_akc191', dscg_way: 'rs_akc195' }),
    identify: (ask, cert, about) => identify(deps, ask, cert, about),
    can,
    wants,
    trial: async (_ask, of, given) => amountsOf(partsOf(deps, given.lines ?? of.lines)),
    acts: {
      admit: admission(deps),
      unadmit: undone(deps, 'GYR002', (of) => ({ ...settledOn(of), step: 'identified', mdtrt_id: null })),
      upload: lines(deps),
      withdraw: undone(deps, 'GYR001', (of) => of),
      settle: settlement(deps),
      unsettle: unsettlement(deps),
    },
  }
}

function can(of: InjuryCase, sums: { fresh: number; failed: number; uploaded: number }): InjuryAction[] {
  if (of.step === 'settled') return ['unsettle']
  const money: InjuryAction[] = of.trial ? ['settle', 'trial'] : ['trial', 'settle']
  if (of.kind === 'device') return of.step === 'identified' && of.lines.length > 0 ? money : []
  const up: InjuryAction[] = sums.fresh + sums.failed > 0 ? ['upload'] : []
  const there = sums.uploaded > 0
  // lines that are refused may be there: with a message that came after it was given up
  const back: InjuryAction[] = there || sums.failed > 0 ? ['withdraw'] : []
  const off: InjuryAction[] = ['unadmit']
  switch (of.step) {
    case 'identified':
      return of.refs.gaveUp ? ['admit', 'unadmit'] : ['admit']
    case 'admitted':
      return [...up, 'discharge', ...(there ? (['trial'] as const) : []), ...back, ...(there ? [] : off)]
    case 'discharged': {
      const next = up.length > 0 || !there ? up : money
      return [...next, 'undischarge', ...back]
    }
    default:
      return []
  }
}

function wants(of: InjuryCase, action: InjuryAction): { field: keyof InjuryCase; label: string }[] {
  const filing = { field: 'filing', label: '异地就医备案' } as const
  if (action === 'admit')
    return [
      filing,
      { field: 'ipt_otp_no', label: '住院号' },
      { field: 'dept', label: '入院科室' },
      { field: 'doctor', label: '入院诊断医师' },
      { field: 'diagnoses', label: '入院诊断' },
    ]
  if (action !== 'settle') return []
  if (of.kind === 'device') return [filing, { field: 'devices', label: '辅助器具配置确认' }]
  return [
    { field: 'endtime', label: '出院时间' },
    { field: 'dscg_way', label: '出院原因' },
    { field: 'dscg_diagnoses', label: '出院诊断' },
  ]
}

/** GYU101, one row: the live question of the scene comes first (rules of GYD051). */
function admission(deps: GyDeps): Act {
  return {
    infno: 'GYU101',
    prepare: async (ask, of, _given, clerk) => {
      await verified(ask, scene(deps, of, SCENE.admission, datetime(of.begntime)))
      return { verified: datetime(clerk.now) }
    },
    input: (of, _given, clerk) => {
      const { person, dept, doctor } = of
      const main = mainOf(of.diagnoses)
      const row = filled({
        ...{ row_no: 1, ...about(deps, of), yab600: deps.facts.yab600 },
        ...{
          yab060: person?.more.yab060 ?? '',
          aac004: person?.gend ?? '',
          aaz500: person?.more.aaz500 ?? '',
        },
        ...{ aac043: person?.psn_cert_type ?? '', aac044: person?.certno ?? '' },
        ...{ akc193: main.diag_code, akc050: main.diag_name, akf001: dept?.dept_name ?? '', ykc012: of.bed },
        ...{ ake022: doctor?.dr_name ?? '', akc056: doctor?.atddr_no ?? '' },
        ...{ cert_way: person?.more.cert_way ?? '3', aae005: of.tel, ...clerked(clerk) },
        diaglist: diaglist(of.diagnoses),
      })
      return { list: [row] }
    },
    booked: (of, { output }) => {
      const [row] = rows(output, 'list')
      // the platform need not give a number of its own: 住院号 is one in the institution
      const mdtrt_id = String(row?.ykc700 ?? '') || of.ipt_otp_no
      return { of: { ...settledOn(of), step: 'admitted', mdtrt_id } }
    },
    gaveUp: (of) => ({
      ...{ ...of, refs: { ...of.refs, gaveUp: MAY_COME } },
      warnings: [...of.warnings.filter((word) => word !== MAY_COME), MAY_COME],
    }),
  }
}

/** An admission that was given up may arrive yet: then 住院号 is taken, and GYR002 frees it. */
const MAY_COME =
  '上一次入院登记没有得到回答，平台查询说没有收到；再登记时平台若说住院号重复，它后来到了：请先“取消入院”（F9），再登记'

/** It is known again whether the admission stands. */
function settledOn(of: InjuryCase): InjuryCase {
  const { gaveUp: _, ...refs } = of.refs
  return { ...of, refs, warnings: of.warnings.filter((word) => word !== MAY_COME) }
}

/** A line that is there and not here came with a message that was given up. */
const THERE = /重复|已(经)?(存在|上传)/
const THERE_todo = '平台上已有：请先“撤销明细”（F9），再重新上传'

/** GYU102: the platform has a word for each line, and those it takes are there. */
function lines(deps: GyDeps): Act {
  return {
    infno: 'GYU102',
    input: (of, { lines = [] }) => ({
      list: netted(lines).map((net, index) => ({
        ...{ row_no: index + 1, ...visit(deps, of), aac002: of.person?.aac002 ?? '' },
        ...feeRow(deps, net),
      })),
    }),
    booked: (of, { output, given: { lines = [] } }) => {
      const told = new Map(rows(output, 'list').map((row) => [Number(row.row_no), row]))
      const refused: Record<string, string> = {}
      for (const [index, net] of netted(lines).entries()) {
        const row = told.get(index + 1)
        if (row?.result_code === '1') continue
        const words = String(row?.err_msg ?? '') || '平台没有接收这条明细'
        const why = THERE.test(words) ? `${words}（${THERE_todo}）` : words
        for (const { sn } of [net.line, ...net.refunds]) refused[sn] = why
      }
      const taken = lines.filter(({ sn }) => refused[sn] === undefined)
      return { of, refused, splits: Object.fromEntries(taken.map((line) => [line.sn, splitIn(deps, line)])) }
    },
  }
}

/** GYR001 takes all lines of the visit, GYR002 the admission once no line is left. */
function undone(deps: GyDeps, infno: string, next: (of: InjuryCase) => InjuryCase): Act {
  return {
    infno,
    input: (of, given, clerk) => ({ data: { ...undoing(deps, of, given, clerk), ...visit(deps, of) } }),
    booked: (of) => ({ of: next(of) }),
  }
}
