import type { Json, JsonObject } from '../../../../shared/contract.ts'
import { datetime } from '../../../../shared/msgid.ts'
import { node, rows } from '../../../../shared/settlement.ts'
import type { Sent, Step } from '../port.ts'
import type { Facts, World } from '../world.ts'
import { pick } from './tools.ts'

/** 跨省工伤: what the institution sends stands on the test person's own filing; what an agency sends, on made-up ones. */
const gy = (infno: string, step: Omit<Step, 'infno' | 'family'> = {}): Step => {
  const own = step.over
  return {
    ...{ family: 'gy', infno, needs: ['aac002'], ...step },
    over: (world) => ({ ...common(world), ...own?.(world) }),
  }
}

const DAY_ms = 86_400_000

/** What every message of this family means by these names. */
function common({ facts }: World): Facts {
  const { fixmedins_code, fixmedins_name, poolarea } = facts
  return {
    ...{
      row_no: 1,
      xh: 1,
      akb020: fixmedins_code,
      akb021: fixmedins_name,
      aab299: poolarea,
      yab600: poolarea,
    },
    ...pick(facts as JsonObject, ['aac002', 'aac003', 'aac004', 'aab301', 'yzz014', 'alc011', 'ykc700']),
    ...{ inst_type: '1', aac043: '01', aac044: facts.aac002, akc190: facts.ipt_otp_no, akc191: '7' },
    ...{ aae011: facts.opter_name, undo_oper: facts.opter_name, undo_rea: '自检', cert_way: '3' },
    ...{ akc193: 'S82.201', akc050: '胫骨干骨折', akc196: 'S82.201', akc185: '胫骨干骨折' },
    ...{ diag_type: '1', diag_code: 'S82.201', diag_name: '胫骨干骨折', injury_flag: '1' },
    ...{ akc225: 10, akc226: 1, akc227: 10, akc264: 10, akb068: 10, akb067: 0, det_num: 1, ykc610: '1' },
    ...{ ykc618: `${String(facts.ipt_otp_no)}-1`, setl_kind: '1', max_num: 1, term_no: fixmedins_code },
  }
}

/** A platform of one's own may be filled with what is made up; a real one's exchange is other people's work. */
const ownPlatform = ({ training }: World) =>
  training ? null : '会改动真实平台上其他机构的数据，只在培训环境自检'

const certno = ({ facts }: World) => String(facts.certno ?? '').toUpperCase()

function person(output: JsonObject): Facts {
  const data = node(output, 'data') ?? {}
  const [filing] = rows(data, 'filinglist')
  const [injury] = rows(data, 'injurylist')
  return {
    ...pick(data, ['aac002', 'aac003', 'aac004', 'aab301', 'aaz500']),
    ...{ yzz014: filing?.yzz014, alc011: injury?.alc011 },
  }
}

const scene = (code: string, about: string, over: (world: World) => Facts = () => ({})) =>
  gy('GYD051', { about, over: (world) => ({ scene: code, ...over(world) }) })

const CARD = { rand1: '0', alg_id: '03', key_addr: '0001', card_ver: '3.00' }

/** Connection, person, card. */
const opening: Step[] = [
  gy('GYU000', { needs: [], nobody: true }),
  {
    ...scene('01', '人员', (world) => ({ aac002: certno(world) })),
    ...{ needs: [], nobody: true, keep: person },
  },
  gy('GYU010', {
    bars: ({ training }) => (training ? null : '要扫测试人员的电子社保卡'),
    // the training platform takes the number itself for the card's code
    over: ({ facts }) => ({ scene: '01', qrcode: facts.aac002 }),
  }),
  gy('GYD052', { over: ({ facts }) => ({ aaz500: facts.aaz500 ?? '', aaz501: '0' }) }),
  gy('GYD055', { over: ({ facts }) => ({ ...CARD, aaz500: facts.aaz500 ?? '' }) }),
]

/** One page that says nothing, and its SM3. */
const PAPER = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
)
const PAPER_SM3 = 'bf9bd54ed4eaa82fc848fa3736306958dcdef4ab14e5fec8c2bbd18e7fb22fb0'

const papers: Step[] = [
  gy('GYU002', {
    over: ({ facts }) => ({
      ...{
        biz_code: 'GYU103',
        biz_sn: facts.ipt_otp_no,
        mat_type: '99',
        file_name: '自检.pdf',
        file_type: 'pdf',
      },
      ...{ file_size: PAPER.length, file_hash: PAPER_SM3, file_data: PAPER.toString('base64') },
    }),
    keep: (output) => pick(rows(output, 'list')[0] ?? {}, ['file_id']),
  }),
  gy('GYD054', { needs: ['file_id'], over: ({ facts }) => ({ file_id: facts.file_id }) }),
]

export const gyPerson: Step[] = [...opening, ...papers]

/** Asks one row of a download, and gives it back: what is stored is other people's to store. */
const download = (dl: string, over: (world: World) => Facts = () => ({}), keep?: Step['keep']): Step[] => [
  gy(dl, {
    nobody: true,
    needs: [],
    bars: ownPlatform,
    over,
    // what narrows the question is left out: whatever comes first will do
    shape: (input) => only(input, ['max_num', ...(dl === 'GYD102' ? ['akb020', 'akc190'] : [])]),
    keep: (output, sent) => ({ ...fetched(dl, output, sent), ...keep?.(output, sent) }),
  }),
  ...returned(dl),
]

const returned = (dl: string): Step[] => [
  gy('GYR005', {
    about: `重新下载 ${dl}`,
    nobody: true,
    needs: [],
    undoes: true,
    after: dl,
    bars: (world) => ownPlatform(world) ?? (world.facts[`${dl}.id`] ? null : '没有可下载的信息'),
    over: ({ facts }) => ({ otransno: dl, otransid: facts[`${dl}.id`] }),
    drops: [`${dl}.id`],
  }),
]

function fetched(dl: string, output: JsonObject, { msgid }: Sent): Facts {
  const [first] = rows(node(output, 'data') ?? {}, 'list')
  return first ? { [`${dl}.id`]: msgid, [`${dl}.row`]: first.uniq_id } : {}
}

function only(input: JsonObject, names: readonly string[]): JsonObject {
  const data = node(input, 'data') ?? {}
  const kept = Object.entries(data).filter(([name]) => names.includes(name))
  return { data: Object.fromEntries(kept) as JsonObject }
}

/** Made-up workers, so that nobody's own filing is touched. */
const worker = ({ facts }: World): Facts => ({
  ...{
    yzz014: `ZJ${String(facts.run)}`,
    aac002: `ZJ${String(facts.run)}`,
    aac003: '自检工人',
    aac044: '自检',
  },
  ...{ aab301: '440300', filing_channel: '2', filing_type: '02', filing_state: '1', ...period(facts) },
})

const period = (facts: Facts, from = -1, to = 30): Facts => {
  const at = Date.parse(String(facts.opt_time).replace(' ', 'T'))
  const day = (n: number): string => datetime(at + n * DAY_ms).slice(0, 10)
  return { aae030: day(from), aae031: day(to) }
}

const confirmed = (dl: string) =>
  gy('GYU008', {
    ...{ about: dl, nobody: true, needs: [] },
    bars: ({ facts }) => (facts[`${dl}.row`] ? null : '没有可下载的信息'),
    over: ({ facts }) => ({ dl_transno: dl, uniq_id: facts[`${dl}.row`] }),
    drops: [`${dl}.row`],
  })

/** An agency's filings: applications judged, filings of its own, changes; and institutions. */
export const gyFilings: Step[] = [
  gy('GYU009', {
    ...{ nobody: true, needs: [], bars: ownPlatform },
    over: ({ facts }) => ({
      // the newest word counts: what is told here holds for stays of before and after
      ...{ agre_state: '1', inst_uscc: '125101000000000000', ...period(facts, -3_650, 3_650) },
    }),
  }),
  ...download('GYD009').slice(0, 1),
  gy('GYD008', { ...{ nobody: true, needs: [] }, over: () => ({ max_num: 500 }) }),
  confirmed('GYD009'),
  ...returned('GYD009'),
  // an application that is judged here is not handed out again
  ...download('GYD001', undefined, (output) => {
    const [first] = rows(node(output, 'data') ?? {}, 'list')
    return first ? { appy_id: first.appy_id, appy_no: first.aac002, appyer: first.aac003 } : {}
  }).slice(0, 1),
  gy('GYU001', {
    nobody: true,
    bars: (world) => ownPlatform(world) ?? (world.facts.appy_id ? null : '没有待审核的备案申请'),
    over: ({ facts }) => ({
      ...{ appy_id: facts.appy_id, aac002: facts.appy_no, aac003: facts.appyer },
      ...{ chk_result: '2', chk_opnn: '自检：资料不全' },
    }),
    drops: ['appy_id'],
  }),
  confirmed('GYD001'),
  gy('GYU006', {
    ...{ nobody: true, needs: ['file_id'], bars: ownPlatform },
    over: (world) => ({ ...worker(world), file_id: world.facts.file_id, alc029: '1', mat_type: '01' }),
  }),
  gy('GYU007', {
    ...{ about: '联系方式变更', nobody: true, bars: ownPlatform, after: 'GYU006' },
    over: (world) => ({ ...worker(world), change_type: '03', aae005: '13800000000' }),
  }),
  gy('GYU007', {
    ...{ about: '备案失效', nobody: true, bars: ownPlatform, undoes: true, after: 'GYU006' },
    over: (world) => ({ ...worker(world), change_type: '04', filing_state: '0' }),
  }),
  ...download('GYD006'),
]

const admission = {
  needs: ['yzz014', 'alc011'],
  keep: (output: JsonObject) => pick(rows(output, 'list')[0] ?? {}, ['ykc700']),
}

/** A stay from admission to settlement, with what others make of it. */
export const gyStay: Step[] = [
  gy('GYU101', { ...admission, about: '登记后撤销' }),
  gy('GYR002', { undoes: true, after: 'GYU101', drops: ['ykc700'] }),
  ...download('GYD402'),
  gy('GYU101', admission),
  ...download('GYD101'),
  gy('GYU102', { needs: ['ykc700'] }),
  gy('GYR001', { undoes: true, after: 'GYU102' }),
  ...download('GYD401'),
  gy('GYU102', { about: '重新上传', needs: ['ykc700'] }),
  ...download('GYD102'),
  scene('02', '出院结算', ({ facts }) => ({ akc190: facts.ipt_otp_no })),
  gy('GYU103', {
    needs: ['ykc700'],
    over: () => ({ akc195: '1', akb063: 1 }),
    keep: (_output, { msgid }) => ({ settled: msgid }),
  }),
  gy('GYD053', {
    needs: ['settled'],
    over: ({ facts }) => ({ otransno: 'GYU103', otransid: facts.settled }),
  }),
  gy('GYD104', { shape: (input) => only(input, ['aac002', 'aac003']) }),
  ...download('GYD103'),
  gy('GYU004', {
    ...{ needs: ['settled'], bars: ownPlatform },
    over: ({ facts }) => ({ kk_sn: `ZJK${String(facts.run)}`, kk_amt: 1 }),
  }),
  ...download('GYD004'),
  gy('GYR004', {
    ...{ undoes: true, after: 'GYU004', bars: ownPlatform },
    over: ({ facts }) => ({ kk_sn: `ZJK${String(facts.run)}` }),
  }),
  ...download('GYD404'),
  gy('GYU003', { needs: ['settled'], bars: ownPlatform, over: month }),
  ...download('GYD003'),
  ...download('GYD005'),
  gy('GYR003', { undoes: true, after: 'GYU103', drops: ['settled', 'ykc700'] }),
  ...download('GYD403'),
]

/** A month of long ago, another one for each run: nobody's month-end. */
function month({ facts }: World): Facts {
  const seconds =
    Number(String(facts.run).slice(-6, -4)) * 3_600 + Number(String(facts.run).slice(-4, -2)) * 60
  const n = seconds + Number(String(facts.run).slice(-2))
  const none: Record<string, Json> = {
    undo_num: 0,
    undo_amt: 0,
    kk_num: 0,
    kk_sum: 0,
    kkundo_num: 0,
    kkundo_amt: 0,
  }
  return {
    ...{
      yzz062: `ZJY${String(facts.run)}`,
      yzz060: String(1000 + (n % 900)),
      ake098: 1,
      net_amt: 10,
      ...none,
    },
    yzz061: String(1 + (Math.floor(n / 900) % 12)).padStart(2, '0'),
  }
}

/** A device within its confirmation. */
export const gyDevice: Step[] = [
  {
    ...scene('03', '辅助器具', () => ({ inst_type: '3' })),
    keep: (output) => ({
      ...person(output),
      dev_no: rows(node(output, 'data') ?? {}, 'devlist')[0]?.dev_no,
    }),
  },
  {
    ...scene('03', '配置确认', ({ facts }) => ({ inst_type: '3', dev_no: facts.dev_no })),
    needs: ['dev_no'],
  },
  gy('GYU303', {
    needs: ['dev_no', 'yzz014'],
    over: ({ facts }) => ({
      ...{ inst_type: '3', akc191: '5', setl_kind: '3', dev_no: facts.dev_no, akc230: '自检' },
      ...{ akc190: `${String(facts.ipt_otp_no)}F`, ykc618: `${String(facts.ipt_otp_no)}F-1` },
    }),
  }),
  gy('GYR003', {
    ...{ about: '辅助器具', undoes: true, after: 'GYU303' },
    over: ({ facts }) => ({
      ...{ inst_type: '3', akc190: `${String(facts.ipt_otp_no)}F`, ykc618: `${String(facts.ipt_otp_no)}F-1` },
    }),
  }),
]
