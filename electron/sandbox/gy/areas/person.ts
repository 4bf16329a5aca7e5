import { createHash } from 'node:crypto'
import type { Json, JsonObject } from '../../../../shared/contract.ts'
import { rows } from '../../../../shared/settlement.ts'
import { type Filing, filingsOf, unfit } from '../filings.ts'
import { citizenBy, type Insured } from '../people.ts'
import { type Area, before, type Ctx, dataOf, text } from '../types.ts'

const IDCARD = '01'
const NORMAL = '1'

/** Who is meant, by whatever of the four was given; somebody without any filing is nobody here. */
function insured(data: JsonObject, ctx: Ctx): Insured {
  const token = text(data, 'qr_token')
  const certno = text(data, 'aac002') || (data.aac043 === IDCARD ? text(data, 'aac044') : '')
  const found = citizenBy({ certno, card: text(data, 'aaz500'), token })
  const filed = found ? filingsOf(ctx, found.aac002) : []
  // known by a filing alone: not one of the training people
  const [other] = found ? [] : filingsOf(ctx, certno)
  const person = found ?? (other ? personIn(other) : null)
  if (!person || (filed.length === 0 && !other)) return before('未查询到该人员的异地就医备案')
  const name = text(data, 'aac003')
  if (name !== '' && name !== person.aac003) return before('姓名与社会保障号码不符')
  return person
}

function personIn({ data }: Filing): Insured {
  const row = JSON.parse(data) as JsonObject
  const of = (name: string) => text(row, name)
  return {
    ...{ aac002: of('aac002'), aac003: of('aac003'), aac004: of('aac004'), aac006: of('aac006') },
    ...{ aab301: of('aab301'), aaz500: of('aaz500'), aaz501: '' },
  }
}

/** 人员备案信息核验, of the three scenes. */
function verify(input: JsonObject, ctx: Ctx): Json {
  const data = dataOf(input)
  const person = insured(data, ctx)
  const [scene, inst_type, aab299] = [text(data, 'scene'), text(data, 'inst_type'), text(data, 'aab299')]
  const day = text(data, 'biz_time').slice(0, 10)
  const all = filingsOf(ctx, person.aac002)
  const fitting = all.filter((one) => unfit(one, { inst_type, aab299, day }) === null)
  // of several that do not fit the one of this kind of institution says why
  const nearest = all.find((one) => one.inst_type === inst_type) ?? all[0]
  const why = fitting[0] ? sceneFault(data, ctx) : unfit(nearest!, { inst_type, aab299, day })
  const { aaz501: _, ...identity } = person
  const said = { verify_result: why === null ? '1' : '0', verify_msg: why ?? '核验通过', ...identity }
  if (why !== null) return { data: said }
  const about = scene === '03' ? text(data, 'dev_no') : text(data, 'akc190')
  note(ctx, text(data, 'akb020'), scene, about || person.aac002)
  return { data: { ...said, ...found(fitting, scene === '03' ? devicesOf(data, ctx, person) : []) } }
}

function found(filings: Filing[], devlist: JsonObject[]): JsonObject {
  const parts = filings.map((one) => JSON.parse(one.data) as JsonObject)
  const filinglist = parts.map((row) =>
    of(row, ['yzz014', 'filing_type', 'inst_type', 'aab299', 'aae030', 'aae031', 'filing_state']),
  )
  const seen = new Map(parts.flatMap((row) => rows(row, 'injurylist')).map((one) => [one.alc011, one]))
  const injurylist = [...seen.values()].map((one, index) => ({
    xh: index + 1,
    ...of(one, ['alc011', 'alc020', 'alc021', 'alc022', 'alc029', 'alc031', 'ala040']),
  }))
  return { filinglist, injurylist, ...(devlist.length > 0 ? { devlist } : {}) }
}

const of = (row: JsonObject, names: string[]): JsonObject =>
  Object.fromEntries(names.filter((name) => text(row, name) !== '').map((name) => [name, row[name]!]))

/** What the scene asks for beside a filing; null: nothing is wrong. */
function sceneFault(data: JsonObject, { store }: Ctx): string | null {
  if (data.scene === '02') {
    const stay = store.get(
      "select 1 from visit where family = 'gy' and akb020 = ? and ipt_otp_no = ? and state = 'open'",
      text(data, 'akb020'),
      text(data, 'akc190'),
    )
    return stay ? null : `住院号 ${text(data, 'akc190')} 没有入院登记，或已结算`
  }
  const dev_no = text(data, 'dev_no')
  if (data.scene !== '03' || dev_no === '') return null
  return store.get('select 1 from gy_device where dev_no = ?', dev_no) ? null : `没有配置确认 ${dev_no}`
}

function devicesOf(data: JsonObject, { store }: Ctx, { aac002 }: Insured): JsonObject[] {
  const dev_no = text(data, 'dev_no')
  return store
    .all<{ dev_no: string; data: string }>('select dev_no, data from gy_device where aac002 = ?', aac002)
    .filter((row) => dev_no === '' || row.dev_no === dev_no)
    .map((row) => ({ dev_no: row.dev_no, ...(JSON.parse(row.data) as JsonObject) }))
}

/** That the scene was verified: a settlement is taken only after it. */
function note({ store, at_ms }: Ctx, akb020: string, scene: string, about: string): void {
  store.run('insert or replace into gy_verified values (?, ?, ?, ?)', akb020, scene, about, at_ms)
}

export const verified = ({ store }: Ctx, akb020: string, scene: string, about: string): boolean =>
  store.get(
    'select 1 from gy_verified where akb020 = ? and scene = ? and about = ?',
    akb020,
    scene,
    about,
  ) !== undefined

/** The code of an electronic social security card; what it stands for then is the token. */
function scanned(input: JsonObject, ctx: Ctx): Json {
  const code = text(dataOf(input), 'qrcode')
  const person = citizenBy({ code }) ?? before('不是有效的电子社保卡二维码，请刷新后重试')
  const qr_token = `T${person.aaz500}${createHash('sha256').update(`${code}${ctx.transid}`).digest('hex').slice(0, 16)}`
  const { aaz501: _, ...identity } = person
  return {
    data: {
      ...{ verify_result: '1', verify_msg: '核验通过', ...identity, qr_token },
      ...{ aac043: IDCARD, aac044: person.aac002 },
    },
  }
}

/** 卡鉴权: number, identification code and holder belong together, and the card is in order. */
function card(input: JsonObject, ctx: Ctx): Json {
  const data = dataOf(input)
  const person = insured({ aac002: data.aac002!, aac003: data.aac003! }, ctx)
  const own = person.aaz500 === text(data, 'aaz500') && person.aaz501 === text(data, 'aaz501')
  const verify_msg = own ? '鉴权通过' : '卡号、卡识别码与持卡人不符'
  return {
    data: {
      ...{ verify_result: own ? '1' : '0', verify_msg, card_state: own ? NORMAL : '9' },
      ...{ card_issue: person.aab301, aab301: person.aab301 },
    },
  }
}

function internal(input: JsonObject, ctx: Ctx): Json {
  const data = dataOf(input)
  insured({ aac002: data.aac002!, ...(data.aac003 ? { aac003: data.aac003 } : {}) }, ctx)
  const aaa316 = createHash('sha256').update(text(data, 'aaa315')).digest('hex').toUpperCase()
  return { data: { verify_result: '1', verify_msg: '认证通过', aaa316 } }
}

export const person: Area = { GYU010: scanned, GYD051: verify, GYD052: card, GYD055: internal }
