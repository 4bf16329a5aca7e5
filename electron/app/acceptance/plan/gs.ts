import type { JsonObject } from '../../../../shared/contract.ts'
import { node, rows } from '../../../../shared/settlement.ts'
import type { Sent, Step } from '../port.ts'
import type { Facts, World } from '../world.ts'

/**
 * 四川工伤: an application and a visit, a stay with its record and its clearing, a rehabilitation; each taken back by
 * GS5001 under its serial, in the order of the lifecycle. Its own facts are named gs_….
 */

/** A picture of one blue dot, with its SM3. */
const DOT = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPj/HwADBwIAMCbHYQAAAABJRU5ErkJggg=='
const FILE = {
  ...{ file_name: 'zijian.png', file_type: 'png', mat_type: '03', file_data: DOT },
  file_size: Buffer.from(DOT, 'base64').length,
  file_hash: 'aabd8881949ad6c5a5fdb56aa138c336da3e2c5a0c3f44701ef117915be7e3cb',
}
const INJURY = { ykd018: 'S62.600', ykd018n: '手指骨折', diag_type: '1', injury_flag: '1', xh: 1 }

/** What any message may want of person, clerk, item, doctor and time. */
function common({ facts }: World): Facts {
  return {
    ...{ akb020: facts.fixmedins_code, yab003: facts.gs_yab003, aae011: facts.opter_name },
    ...{
      aae036: facts.opt_time,
      ykc014: facts.opt_time,
      ykc018: facts.opt_time,
      page_num: 1,
      page_size: 100,
    },
    ...{ aac001: facts.gs_aac001, aac003: facts.gs_aac003, aac004: facts.gs_aac004, aac006: facts.gs_aac006 },
    ...{ aac044: facts.gs_aac044, aaz127: facts.gs_aaz127 },
    ...{ yka094: facts.med_list_codg, ake005: facts.medins_list_codg, yka095: facts.medins_list_name },
    ...{ aka063: facts.med_chrgitm_type, akc226: 1, akc225: facts.pric, yka055: facts.sumamt, nums: 1 },
    ...{ yka097: facts.dept_code, yka098: facts.dept_name, yka099: facts.dr_name, yke123: facts.begntime },
    ...{ yka287: facts.dr_name, ykf008: facts.atddr_no, aaz307: facts.dept_code, akf002: facts.dept_name },
    ...{ ykc011: facts.dept_name, yke662: facts.dept_code, ykc015: facts.dept_name, yke663: facts.dept_code },
    ...INJURY,
  }
}

type More = (world: World) => Facts
const step = (infno: string, more: More = () => ({}), rest: Partial<Step> = {}): Step => ({
  ...{ family: 'gs', infno, needs: ['gs_aac001'], ...rest },
  over: (world) => ({ ...common(world), ...more(world) }),
})

/** A call with a serial that a later GS5001 names. */
const kept =
  (serial: string, more: (output: JsonObject) => Facts = () => ({})): NonNullable<Step['keep']> =>
  (output, { msgid }) => ({ [serial]: msgid, ...more(output) })

const resultOf = (output: JsonObject): JsonObject => node(output, 'result') ?? {}

/** GS5001 of the call whose serial is this fact; what it says of visit, settlement and application goes along. */
const undo = (infno: string, serial: string, drops: string[] = [], about: More = () => ({})): Step =>
  step(
    'GS5001',
    (world) => ({
      ...{ orig_code: infno, orig_sn: world.facts[serial], undo_reason: '自检撤销', ...about(world) },
    }),
    { about: `回退 ${infno}`, needs: ['gs_aac001', serial], undoes: true, drops: [serial, ...drops] },
  )

const credential: More = ({ facts }) =>
  facts.mdtrt_cert_type === '03'
    ? { cert_way: '2', aaz500: facts.mdtrt_cert_no, aaz501: facts.card_sn }
    : {
        ...{ cert_way: '1', aac043: '01', aac044: facts.certno ?? facts.mdtrt_cert_no },
        aac003: facts.psn_name,
      }

function personOf(output: JsonObject): Facts {
  const base = node(output, 'baseinfo') ?? {}
  const [injury] = rows(output, 'injuryinfo')
  return {
    ...{ gs_aac001: base.aac001, gs_aac003: base.aac003, gs_aac004: base.aac004, gs_aac006: base.aac006 },
    ...{ gs_yab003: base.yab003, gs_aac044: base.aac044 ?? base.aac002 },
    ...(injury ? { gs_aaz127: injury.aaz127 } : {}),
  }
}

/** The first registration of each kind of treatment that holds here. */
function conditionsOf(output: JsonObject, { world }: Sent): Facts {
  const { fixmedins_code, gs_aaz127 } = world.facts
  const own = rows(output, 'result').filter(
    (row) => row.akb020 === fixmedins_code && row.aae016 === '1' && row.aaz127 === gs_aaz127,
  )
  const of = (aka130: string) => own.find((row) => row.aka130 === aka130)?.aaz267
  const [outpatient, inpatient, rehab] = ['0501', '0502', '0503'].map(of)
  return { gs_outpatient: outpatient, gs_inpatient: inpatient, gs_rehab: rehab }
}

/** Person, conditions, tables. */
export const gsPerson: Step[] = [
  step('GS1001', credential, { nobody: true, asksName: true, needs: [], keep: personOf }),
  step('GS2001', () => ({}), { needs: ['gs_aac001', 'gs_aaz127'], keep: conditionsOf }),
  step('GS2401', () => ({}), {
    keep: (output) => ({
      gs_rehab_no: rows(output, 'result').find((row) => row.rehab_state === '1')?.rehab_appy_no,
    }),
  }),
  step('GS1010', () => ({ code_type: 'drug' }), { nobody: true, needs: [] }),
  step('GS1012', () => ({ ylml_type: '1', yka094: undefined }), { nobody: true, needs: [] }),
]

const visit: More = (world) => ({
  ...{ aka130: '0501', akc191: '7', aaz267: world.facts.gs_outpatient, ykc112: world.facts.gs_ykc112 },
  ...{ ykc010: world.facts.ipt_otp_no, akc192: world.facts.begntime, akc194: world.facts.endtime },
  ...{ yke034: '手指骨折', yae170: world.facts.begndate, yae171: world.facts.enddate, yka293: 1 },
  ...{ yka105: world.serial(), akc190: undefined },
})
const apply = (about: string): Step =>
  step('GS3106', visit, {
    ...{ about, needs: ['gs_aac001', 'gs_outpatient'] },
    keep: kept('gs_applied', (output) => ({ gs_ykc112: resultOf(output).ykc112 })),
  })
const byApplication: More = ({ facts }) => ({ ykc112: facts.gs_ykc112 })
const undecided = ({ facts }: World) =>
  facts.gs_yke268 === undefined || facts.gs_yke268 === '00' ? '门诊申请还没有审批' : null
const asked = (about: string): Step =>
  step('GS2004', visit, {
    ...{ about, needs: ['gs_aac001', 'gs_ykc112'] },
    keep: (output) => ({ gs_yke268: rows(output, 'result')[0]?.yke268 }),
  })

/** A settlement as GS3015 and GS3108 answer it. */
const settled = kept('gs_settled', (output) => {
  const { akc190, yka103, yka107, ykh012, yka055, aae036 } = node(output, 'setlinfo') ?? {}
  return {
    gs_visit: akc190,
    gs_yka103: yka103,
    gs_yka107: yka107,
    gs_ykh012: ykh012,
    gs_yka055: yka055,
    gs_settled_at: aae036,
  }
})
const bySettlement: More = ({ facts }) => ({ akc190: facts.gs_visit, yka103: facts.gs_yka103 })
const SETTLED = ['gs_aac001', 'gs_settled', 'gs_yka103']
const SETTLEMENT = ['gs_yka103', 'gs_yka107', 'gs_ykh012', 'gs_yka055']

/** One application taken back before it is decided, one settled on; the settlement taken back. */
export const gsVisit: Step[] = [
  apply('第一次'),
  undo('GS3106', 'gs_applied', ['gs_ykc112'], byApplication),
  apply('第二次'),
  asked('第一次'),
  asked('第二次'),
  step('GS3108', (world) => ({ ...visit(world), js_type: '0' }), {
    ...{ about: '预结算', needs: ['gs_aac001', 'gs_ykc112'], bars: undecided },
  }),
  step('GS3108', (world) => ({ ...visit(world), js_type: '1', yka110: `ZJ${world.serial()}` }), {
    ...{ about: '正式结算', needs: ['gs_aac001', 'gs_ykc112'], bars: undecided, keep: settled },
  }),
  step('GS2003', (world) => ({ ...bySettlement(world), doc_type: '01' }), {
    ...{ about: '门诊', needs: SETTLED, bars: undecided },
  }),
  {
    ...undo('GS3108', 'gs_settled', ['gs_visit', ...SETTLEMENT], bySettlement),
    bars: undecided,
  },
]

const inStay =
  (aka130: '0502' | '0503'): More =>
  (world) => ({
    ...{ aka130, akc191: aka130 === '0503' ? '4' : '7', akc190: world.facts.gs_visit },
    aaz267: aka130 === '0503' ? world.facts.gs_rehab : world.facts.gs_inpatient,
    ...{ ykc010: world.facts.ipt_no, akc192: world.facts.begntime, akc193: INJURY.ykd018 },
    ...{ akc050: INJURY.ykd018n, akc196: INJURY.ykd018, akc185: INJURY.ykd018n },
    ...{ akc194: world.facts.endtime, akc195: '1', yke664: 1, yke665: '1' },
  })
const stay = inStay('0502')
const STAY = ['gs_aac001', 'gs_visit']
const admit = (aka130: '0502' | '0503', condition: string): Step =>
  step('GS3001', inStay(aka130), {
    ...{ about: aka130 === '0503' ? '康复' : '', needs: ['gs_aac001', condition] },
    keep: kept('gs_admitted', (output) => ({ gs_visit: resultOf(output).akc190 })),
  })
const ofVisit: More = ({ facts }) => ({ akc190: facts.gs_visit })

/** Admitted, changed, ordered, charged, with a picture that proves the admission. */
export const gsStay: Step[] = [
  admit('0502', 'gs_inpatient'),
  step('GS2002', (world) => ({ akc190: world.facts.gs_visit }), { needs: STAY }),
  step('GS3003', stay, { needs: STAY, about: '' }),
  step(
    'GS1002',
    (world) => ({ ...FILE, ...ofVisit(world), biz_code: 'GS3001', biz_sn: world.facts.gs_admitted }),
    {
      ...{ needs: [...STAY, 'gs_admitted'] },
      keep: (output) => ({ gs_mat_id: rows(output, 'result')[0]?.mat_id }),
    },
  ),
  step(
    'GS1003',
    ({ facts }) => ({ mat_id: facts.gs_mat_id, biz_sn: facts.gs_admitted, undo_reason: '自检撤销' }),
    { needs: [...STAY, 'gs_mat_id'], undoes: true, drops: ['gs_mat_id'] },
  ),
  step(
    'GS3012',
    (world) => ({
      ...{ ...stay(world), yke112: world.serial(), yke113: '换药', yke365: '2' },
      ...{ yka286: world.facts.opt_time, yke361: world.facts.opt_time },
    }),
    { needs: STAY, keep: kept('gs_ordered') },
  ),
  step('GS3004', (world) => ({ ...stay(world), yka105: world.serial() }), {
    ...{ needs: STAY, keep: kept('gs_charged') },
  }),
  step('GS3007', (world) => ({ ...stay(world), yka105: undefined }), { needs: STAY }),
]

const page: More = (world) => ({
  ...{ ...stay(world), ykc009: world.facts.ipt_no, yke034: INJURY.ykd018n, fee_amt: world.facts.sumamt },
  ...{ attending_dr: world.facts.dr_name, resident_dr: world.facts.dr_name },
})

/** Out, settled, its front page, its clearing; then back, one step after the other. */
export const gsSettled: Step[] = [
  step('GS3008', stay, { needs: [...STAY, 'gs_charged'], keep: kept('gs_out') }),
  step('GS3015', (world) => ({ ...stay(world), js_type: '0' }), {
    ...{ about: '预结算', needs: [...STAY, 'gs_out'] },
  }),
  step('GS3015', (world) => ({ ...stay(world), js_type: '1', yka110: `ZJ${world.serial()}` }), {
    ...{ about: '正式结算', needs: [...STAY, 'gs_out'], keep: settled },
  }),
  step('GS3010', page, { needs: [...STAY, 'gs_settled'], keep: kept('gs_page') }),
  step('GS2003', (world) => ({ ...bySettlement(world), doc_type: '02' }), {
    ...{ about: '住院', needs: SETTLED },
  }),
]

/** The month of the settlement, as the platform has it: a rehearsal may end in another one than it began in. */
const month = ({ facts }: World, back: 0 | 1): Facts => {
  const [year = 0, now = 1] = String(facts.gs_settled_at || facts.begndate)
    .split('-')
    .map(Number)
  const at = new Date(year, now - 1 - back, 15)
  return { yzz060: String(at.getFullYear()), yzz061: String(at.getMonth() + 1).padStart(2, '0') }
}
const application: More = (world) => ({
  ...{ ...stay(world), ...bySettlement(world), ...month(world, 0), yzz063: 1, ake096: 1, ake098: 1 },
  ...{ yka055: world.facts.gs_yka055, yka107: world.facts.gs_yka107, ykh012: world.facts.gs_ykh012 },
  ...{ yzz136: world.facts.opter_name, yzz137: world.facts.begndate },
})
const paidOf = (output: JsonObject): Facts => ({
  gs_paid: rows(resultOf(output), 'clrinfo').find((row) => row.clr_state === '05')?.yzz062,
})

/** An application of this month, taken back while nobody has accepted it; what the month before has paid. */
export const gsClearing: Step[] = [
  step('GS3201', application, {
    ...{ needs: SETTLED, keep: kept('gs_cleared', (output) => ({ gs_yzz062: resultOf(output).yzz062 })) },
  }),
  step('GS3203', (world) => ({ ...month(world, 0), yzz062: world.facts.gs_yzz062 }), {
    ...{ about: '本月', nobody: true, needs: ['gs_yzz062'] },
  }),
  undo('GS3201', 'gs_cleared', ['gs_yzz062'], ({ facts }) => ({ yzz062: facts.gs_yzz062 })),
  step('GS3203', (world) => month(world, 1), { about: '上月', nobody: true, keep: paidOf }),
  step('GS2005', ({ facts }) => ({ yzz062: facts.gs_paid }), { nobody: true, needs: ['gs_paid'] }),
  step('GS3204', ({ facts }) => ({ yzz062: facts.gs_paid, doc_type: '03' }), {
    ...{ nobody: true, needs: ['gs_paid'] },
  }),
]

export const gsStayUndone: Step[] = [
  undo('GS3010', 'gs_page', [], ofVisit),
  undo('GS3015', 'gs_settled', SETTLEMENT, bySettlement),
  undo('GS3008', 'gs_out', [], ofVisit),
  undo('GS3004', 'gs_charged', [], ofVisit),
  undo('GS3012', 'gs_ordered', [], ofVisit),
  undo('GS3001', 'gs_admitted', ['gs_visit'], ofVisit),
]

const plan: More = (world) => ({
  ...{ ...inStay('0503')(world), rehab_appy_no: world.facts.gs_rehab_no, plan_no: world.facts.gs_plan_no },
  ...{ plan_stage: '1', plan_days: 10, plan_amt: world.facts.sumamt, item_times: 1 },
  ...{ aae030: world.facts.begndate, aae031: world.facts.enddate, eval_type: '1' },
  ...{ eval_time: world.facts.opt_time, eval_effect: '2' },
})
const REHAB = [...STAY, 'gs_rehab_no', 'gs_admitted']

/** A rehabilitation: plan and evaluation, taken back with the stay. */
export const gsRehab: Step[] = [
  { ...admit('0503', 'gs_rehab'), needs: ['gs_aac001', 'gs_rehab', 'gs_rehab_no'] },
  step('GS3402', plan, {
    ...{ needs: REHAB, keep: kept('gs_planned', (output) => ({ gs_plan_no: resultOf(output).plan_no })) },
  }),
  step('GS3404', (world) => ({ ...ofVisit(world), doc_type: '04' }), { needs: [...STAY, 'gs_plan_no'] }),
  step('GS3405', plan, { needs: [...REHAB, 'gs_plan_no'], keep: kept('gs_evaluated') }),
  undo('GS3405', 'gs_evaluated', [], ofVisit),
  undo('GS3402', 'gs_planned', ['gs_plan_no'], ofVisit),
  undo('GS3001', 'gs_admitted', ['gs_visit'], ofVisit),
]
