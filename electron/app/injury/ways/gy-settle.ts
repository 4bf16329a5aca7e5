import type { JsonObject } from '../../../../shared/contract.ts'
import type { InjuryCase, InjuryLine } from '../../../../shared/injury.ts'
import { type Fen, yuan, yuanNumber, ZERO } from '../../../../shared/money.ts'
import { datetime } from '../../../../shared/msgid.ts'
import { node, rows } from '../../../../shared/settlement.ts'
import { daysIn } from '../../../../shared/stay.ts'
import type { Act, Booked, Clerk, Given } from '../way.ts'
import { type GyDeps, instTypeOf, setlKindOf } from './gy-facts.ts'
import { SCENE, verified } from './gy-identify.ts'
import { amountsOf, feeSums, netted, partsOf, remainder, splitIn } from './gy-lines.ts'
import { about, clerked, diaglist, filled, mainOf, refuse, scene, undoing, visit } from './gy-message.ts'

/** One settlement's number: no two of a case, whatever became of the first; one that was reversed has spent its own. */
const setlNoOf = ({ encounterId, past, refs }: InjuryCase): string =>
  `${encounterId}-${past.length + Number(refs.reversed ?? 0) + 1}`

/** GYU103 of a stay, GYU303 of a device; the scene is verified right before. */
export function settlement(deps: GyDeps): Act {
  return {
    infno: (of) => (of.kind === 'device' ? 'GYU303' : 'GYU103'),
    prepare: async (ask, of, _given, clerk) => {
      await verified(ask, closing(deps, of, clerk))
      return { verified: datetime(clerk.now) }
    },
    input: (of, given, clerk) => {
      const row = of.kind === 'device' ? deviceRow(deps, of, given) : stayRow(deps, of, given)
      const setl_time = datetime(clerk.now)
      const files = rows(of.refs, 'files').map(
        ({ file_id, mat_type }) => ({ file_id, mat_type }) as JsonObject,
      )
      const more = { setl_kind: setlKindOf(deps.facts, of), setl_time, ...clerked(clerk) }
      return {
        list: [filled({ row_no: 1, ...row, ...more, ...(files.length > 0 ? { filelist: files } : {}) })],
      }
    },
    booked: (of, { txn }) => settled(of, rows(txn.input, 'list')[0] ?? {}, deps),
  }
}

function closing(deps: GyDeps, of: InjuryCase, clerk: Clerk): JsonObject {
  if (of.kind !== 'device')
    return { ...scene(deps, of, SCENE.discharge, datetime(of.endtime ?? clerk.now)), akc190: of.ipt_otp_no }
  return { ...scene(deps, of, SCENE.device, datetime(clerk.now)), dev_no: deviceOf(of).dev_no }
}

const deviceOf = (of: InjuryCase): InjuryCase['devices'][number] =>
  of.devices[0] ?? refuse('没有辅助器具配置确认，不能结算', '请患者先到参保地经办机构办理配置确认。')

/** The sums of what is at the platform, held against what the counter itself knows of the stay. */
function totals(deps: GyDeps, given: Given, all: readonly InjuryLine[]): JsonObject {
  const { total, fund, own } = partsOf(deps, all)
  if (given.sums && given.sums.totalFen !== total)
    refuse('结算总额与已上传的明细不一致', '请撤销明细后重新上传。')
  return { akc264: yuanNumber(total), akb068: yuanNumber(fund), akb067: yuanNumber(own) }
}

function stayRow(deps: GyDeps, of: InjuryCase, given: Given): JsonObject {
  const all = given.lines ?? []
  const endtime = of.endtime ?? refuse('没有出院时间', '请在登记里填写出院时间。')
  const main = mainOf(of.dscg_diagnoses)
  const { aab299, ...head } = about(deps, of)
  return {
    ...{ ...head, aab299: aab299!, ...visit(deps, of), ykc618: setlNoOf(of), akc194: datetime(endtime) },
    ...{ akc195: of.dscg_way, akc196: main.diag_code, akc185: main.diag_name },
    ...{ akb063: daysIn(of.begntime, endtime), ...totals(deps, given, all) },
    // refunds have no line of their own there
    det_num: all.filter(({ refundOf }) => refundOf === null).length,
    ...{ diaglist: diaglist(of.dscg_diagnoses), feesum: feeSums(deps, all) },
  }
}

function deviceRow(deps: GyDeps, of: InjuryCase, given: Given): JsonObject {
  const all = given.lines ?? of.lines
  const { dev_no, name, limitFen } = deviceOf(of)
  const { fund } = partsOf(deps, all)
  if (limitFen !== null && fund > limitFen)
    refuse(`${name} 的基金支付超过配置确认的限额`, '请把超出部分改为非工伤费用，或核对配置。')
  const devlist = netted(all).map((net, index) => {
    const left = remainder(deps, net)
    const { line } = net
    return {
      ...{ xh: index + 1, ykc610: line.sn, ake001: line.med_list_codg, ake002: line.name },
      ...{ akc230: line.spec || line.name, akc225: left.akc225, akc226: left.akc226 },
      ...{ akc227: yuanNumber(left.total), akb068: yuanNumber(left.fund), akb067: yuanNumber(left.own) },
      ...(left.marktype ? { marktype: left.marktype } : {}),
    } as JsonObject
  })
  return {
    ...{ ...about(deps, of), dev_no, ykc618: setlNoOf(of), ...totals(deps, given, all) },
    ...{ det_num: devlist.length, devlist },
  }
}

/** What was sent is what is settled: the platform answers with no amounts of its own. */
function settled(of: InjuryCase, sent: JsonObject, deps: GyDeps): Booked {
  const [total, fund, own] = ['akc264', 'akb068', 'akb067'].map((name) => yuan(Number(sent[name] ?? 0))) as [
    Fen,
    Fen,
    Fen,
  ]
  if (fund + own !== total) throw new Error('统筹与自付之和不等于结算总额')
  const mdtrt_id = of.mdtrt_id ?? of.ipt_otp_no
  const splits = of.kind === 'device' ? of.lines.map((line) => [line.sn, splitIn(deps, line)]) : []
  return {
    of: { ...of, step: 'settled', mdtrt_id },
    settled: {
      ...{ setl_id: String(sent.ykc618 ?? ''), setl_time: String(sent.setl_time ?? '') },
      split: { total, fund, acct: ZERO, cash: own, hosp: ZERO },
      amounts: amountsOf({ total, fund, own }),
      ...{ clr_type: String(sent.setl_kind ?? ''), clr_optins: deps.facts.yab600 || deps.facts.aab299 },
    },
    splits: Object.fromEntries(splits),
  }
}

/** GYR003; of a stay admission, lines and files go with it: all must be uploaded again. */
export function unsettlement(deps: GyDeps): Act {
  return {
    infno: 'GYR003',
    input: (of, given, clerk) => ({
      data: {
        ...{ ...undoing(deps, of, given, clerk), inst_type: instTypeOf(deps.facts, of.kind) },
        ykc618: of.settlement?.setl_id ?? refuse('没有可撤销的结算', '请刷新后重试。'),
      },
    }),
    booked: (of, { output, txn }) => {
      const setl_id = String(node(output, 'data')?.undo_sn ?? '') || `${of.settlement?.setl_id}R`
      const setl_time = String(node(txn.input, 'data')?.undo_time ?? '')
      const { files: _, ...refs } = of.refs
      return {
        of: { ...of, step: 'identified', mdtrt_id: null, refs },
        undone: { setl_id, setl_time },
        ...(of.kind === 'inpatient' ? { withdrawn: 'all' as const } : {}),
      }
    },
  }
}
