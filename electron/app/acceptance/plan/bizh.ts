import type { Json, JsonObject } from '../../../../shared/contract.ts'
import { node, rows } from '../../../../shared/settlement.ts'
import type { Step } from '../port.ts'
import type { Facts, World } from '../world.ts'
import { shifted } from './tools.ts'

/**
 * 广东工伤: a visit charged in one batch and refunded, a stay settled and taken back step by step. Its own facts are
 * named gd_…, for other families know the same person by other numbers.
 */
const INSURANCE = '410'

const program = (output: JsonObject): JsonObject => node(output, 'program') ?? {}
const set = (output: JsonObject, name: string) => rows(program(output), name)

/** What every message may want: institution, person, clerk, place, one line of fees. */
function common({ facts }: World): Facts {
  const { mdtrt_cert_type, mdtrt_cert_no, certno, opter, opter_name, dept_code, dept_name } = facts
  const card = mdtrt_cert_type === '03'
  return {
    ...{ akb020: facts.fixmedins_code, akb026: facts.fixmedins_code, akb021: facts.fixmedins_name },
    ...{ bka895: card ? 'bka100' : 'aac002', bka896: card ? mdtrt_cert_no : (certno ?? mdtrt_cert_no) },
    ...{ aac001: facts.gd_aac001, aac002: facts.gd_aac002, aac044: facts.gd_aac002, aac043: '01' },
    ...{ aac003: facts.gd_aac003, aab301: facts.gd_baa027, baa027: facts.gd_baa027, aae140: INSURANCE },
    ...{ aab299: facts.admdvs, bka042: facts.gd_bka042 },
    ...{ bka014: opter, bka015: opter_name, bka033: opter, bka034: opter_name, bka046: opter },
    ...{ bka047: opter_name, bka063: opter, bka064: opter_name },
    ...{ bka019: dept_code, bka020: dept_name, bka021: dept_code, bka022: dept_name },
    ...{ ake005: facts.medins_list_codg, ake006: facts.medins_list_name, bka051: facts.date },
    ...{ bka056: facts.pric, bka057: 1, bka058: facts.sumamt, bka061: '0', bka026: 'S61.900' },
    ...{ bka017: facts.date, aae001: String(facts.date).slice(0, 4), aae030: facts.date, aae031: facts.date },
  }
}

type More = (world: World) => Facts
const step = (infno: string, more: More = () => ({}), rest: Partial<Step> = {}): Step => ({
  ...{ family: 'bizh', infno, ...rest },
  over: (world) => ({ ...common(world), ...more(world) }),
})

const clinic: More = ({ facts }) => ({
  ...{ aka130: '41', bka006: '410', aaz218: facts.gd_visit, bka025: facts.ipt_otp_no },
})
const byVisit: More = (world) => ({ ...clinic(world), bka895: 'aaz218', bka896: world.facts.gd_visit })
const VISIT = ['gd_visit']

/** 110105 and 110104 carry no serial of a line that is charged. */
const charge = (bka893: '0' | '1', about: string): Step =>
  step('bizh110105', (world) => ({ ...clinic(world), bka893 }), {
    ...{ about, needs: VISIT },
    ...(bka893 === '1'
      ? { keep: (output: JsonObject) => ({ gd_batch: set(output, 'payinfo')[0]?.bka001 }) }
      : {}),
  })

/** The batch as 110103 listed it, negative. */
function negative(input: JsonObject, { facts }: World): JsonObject {
  const fees = (facts.gd_fees ?? []) as JsonObject[]
  const feeinfo = fees.map(({ bka001: _batch, ...line }): Json => {
    const { bka051 = facts.date as Json, bka057, bka058 } = line
    return { ...line, bka051, bka057: -Number(bka057), bka058: -Number(bka058) }
  })
  return { program: { ...program(input), feeinfo } }
}

/** Who it is, and what the platform says of him. */
export const bizhPerson: Step[] = [
  {
    ...{ family: 'bizh', infno: 'sys0001', nobody: true },
    over: ({ facts }) => ({ userid: facts.opter, password: '***' }),
  },
  step('bizh120205', () => ({}), { nobody: true }),
  step('bizh110001', clinic, {
    nobody: true,
    keep(output) {
      const [person = {}] = set(output, 'personinfo')
      const [injury = person] = set(output, 'injuryorbirthinfo')
      const { aac001, aac002, aac003, baa027 } = person
      return {
        ...{ gd_aac001: aac001, gd_aac002: aac002, gd_aac003: aac003, gd_baa027: baa027 },
        gd_bka042: injury.bka042,
      }
    },
  }),
  step('bizh410004', () => ({}), { needs: ['gd_aac001', 'gd_baa027'] }),
  step('bizh410005', () => ({ bka977: '1' }), { needs: ['gd_aac001'] }),
]

export const bizhVisit: Step[] = [
  step('bizh110104', (world) => ({ ...clinic(world), bka893: '1', aaz218: undefined }), {
    needs: ['gd_aac001'],
    keep: (output) => ({ gd_visit: program(output).aaz218 }),
  }),
  step('bizh110102', byVisit, { needs: VISIT }),
  charge('0', '试算'),
  charge('1', '收费'),
  step('bizh110103', (world) => ({ ...byVisit(world), bka001: world.facts.gd_batch }), {
    needs: [...VISIT, 'gd_batch'],
    keep: (output) => ({ gd_fees: set(output, 'feeinfo') }),
  }),
  step('bizh110105', (world) => ({ ...clinic(world), bka893: '1' }), {
    ...{ about: '退费', needs: [...VISIT, 'gd_fees'], undoes: true, shape: negative },
    drops: ['gd_batch', 'gd_fees'],
  }),
  step('bizh110106', clinic, { needs: VISIT, undoes: true, after: 'bizh110104', drops: VISIT }),
]

const STAY = ['gd_stay']
const yesterday = ({ facts }: World) => shifted(String(facts.date), -1)
const stay: More = (world) => ({
  ...{ aka130: '42', bka006: '420', aaz218: world.facts.gd_stay, bka025: world.facts.ipt_no },
  ...{ bka017: yesterday(world), bka051: yesterday(world), aaz213: '1' },
})
const leaving: More = (world) => ({
  ...stay(world),
  ...{ bka032: world.facts.date, bka031: 'S61.900', bkf002: '1', bkf003: '3', bkf004: '01' },
})
const save = (about: string): Step =>
  step('bizh120002', stay, { about, needs: STAY, keep: () => ({ gd_saved: '1' }) })
const trial = (bka438: '1' | '2', about: string): Step =>
  step('bizh120003', (world) => ({ ...stay(world), bka438 }), { about, needs: [...STAY, 'gd_saved'] })

/** Pages of the record, as the rehearsal's stay has them. */
const pages: Step[] = [
  'bizh200101',
  'bizh200102',
  'bizh200103',
  'bizh200104',
  'bizh200105',
  'bizh200106',
].map((infno) =>
  step(
    infno,
    (world) => ({
      ...stay(world),
      ...{ akc264: world.facts.sumamt, yzy001: world.facts.ipt_no, yzy201: 1, aac004: '1' },
      ...{ ykc701: yesterday(world), ykc702: world.facts.date, akb063: 1, yzy003: 'ICD-10' },
      ...{ akc193: 'S61.900', akc050: 'S61.900', akc273: world.facts.dr_name },
    }),
    { needs: STAY },
  ),
)

export const bizhStay: Step[] = [
  step('bizh120001', stay, { nobody: true }),
  step('bizh120103', (world) => ({ ...stay(world), aaz218: undefined }), {
    needs: ['gd_aac001'],
    keep: (output) => ({ gd_stay: program(output).aaz218 }),
  }),
  step(
    'bizh120102',
    (world) => ({
      ...stay(world),
      ...{ bka895: 'aaz218', bka896: world.facts.gd_stay, bka891: '0', aae030: undefined, aae031: undefined },
    }),
    { needs: STAY },
  ),
  step('bizh120104', (world) => ({ ...stay(world), bka023: '12' }), { needs: STAY }),
  save('第一次'),
  step('bizh120113', stay, { needs: [...STAY, 'gd_saved'] }),
  trial('1', '在院'),
  step('bizh120004', stay, { about: '删除明细', needs: STAY, ifOpen: true, drops: ['gd_saved'] }),
  {
    ...save('第二次'),
    ifOpen: true,
    bars: ({ facts }) => (facts.gd_saved ? '明细没有删除，不再上传' : null),
  },
  step('bizh120105', leaving, { needs: STAY }),
  trial('2', '结算前'),
  step('bizh120106', stay, { needs: [...STAY, 'gd_saved'], keep: () => ({ gd_settled: '1' }) }),
  step('bizh120206', stay, { needs: [...STAY, 'gd_settled'] }),
  ...pages,
  step('bizh120107', stay, { needs: STAY, undoes: true, after: 'bizh120106', drops: ['gd_settled'] }),
  step('bizh120108', stay, { needs: STAY, undoes: true, after: 'bizh120105' }),
  step('bizh120109', stay, { needs: STAY, undoes: true, after: 'bizh120103', drops: STAY }),
]
