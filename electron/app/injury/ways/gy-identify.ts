import type { JsonObject } from '../../../../shared/contract.ts'
import { fail, faultOf } from '../../../../shared/errors.ts'
import type { InjuryFiling, InjuryPerson, Recognition } from '../../../../shared/injury.ts'
import { tryYuan } from '../../../../shared/money.ts'
import { dateOf, datetime } from '../../../../shared/msgid.ts'
import { node, rows } from '../../../../shared/settlement.ts'
import type { Cert } from '../../../../shared/visit.ts'
import { type Ask, type Clerk, FREES, type Known, type Occasion } from '../way.ts'
import { type GyDeps, instTypeOf } from './gy-facts.ts'

/** gy_scene */
export const SCENE = { admission: '01', discharge: '02', device: '03' } as const
/** gy_verify, gy_card_state */
const PASSED = '1'
const NORMAL_CARD = '1'
/** rs_aac043 */
const IDCARD = '01'
/** gy_cert_way by mdtrt_cert_type */
const CERT_WAY: Record<string, string> = { '01': '2', '02': '3', '03': '1' }
/** rs_alc029: 认定为工伤, 认定为视同工伤 */
const RECOGNISED = new Set(['1', '3'])
const DAY_ms = 86_400_000
/** from so many days before its end a filing is warned of */
const ENDS_SOON_days = 15

const text = (row: JsonObject, name: string): string => String(row[name] ?? '')
const NOTHING_DONE = '没有登记，也没有扣款。'

function no(why: string): never {
  const todo = why.includes('互斥')
    ? FREES
    : '请患者向参保地经办机构核实异地就医备案，或改走其他工伤方式、自费。'
  fail('rejected', `不能按跨省工伤办理：${why}`, NOTHING_DONE, todo)
}

/** A refusal of the platform is a clear no; anything else is what it was. */
async function asked(ask: Ask, infno: string, data: JsonObject): Promise<JsonObject> {
  try {
    return node(await ask(infno, { data }), 'data') ?? {}
  } catch (error) {
    const { kind, centre } = faultOf(error)
    if (kind !== 'rejected' || !centre) throw error
    return no(centre.message)
  }
}

/** 人员备案信息核验. Throws a GuitaiError with the platform's words where it does not pass. */
export async function verified(ask: Ask, data: JsonObject): Promise<JsonObject> {
  const said = await asked(ask, 'GYD051', data)
  return said.verify_result === PASSED ? said : no(text(said, 'verify_msg') || '人员备案信息核验不通过')
}

/** Who presented this: the code of an electronic card is turned into a person, a card is looked at first. */
export async function identify(
  deps: GyDeps,
  ask: Ask,
  cert: Cert,
  { kind, clerk, begntime }: Occasion,
): Promise<Known> {
  const { facts, institution } = deps
  const inst_type = instTypeOf(facts, kind)
  const place = { inst_type, akb020: institution.fixmedins_code, aab299: facts.aab299 }
  const scene = kind === 'device' ? SCENE.device : SCENE.admission
  const who = await presented(deps, ask, cert, scene, clerk)
  const akb021 = institution.fixmedins_name
  const biz_time = datetime(begntime)
  const said = await verified(ask, { scene, ...place, akb021, ...who, biz_time })
  const day = dateOf(begntime)
  const recognitions = rows(said, 'injurylist').map((row) => recognitionOf(deps, row, day))
  if (recognitions.length === 0) no('备案里没有工伤认定信息')
  const filings = rows(said, 'filinglist').map((row) => filingOf(deps, row, day))
  return {
    person: personOf(said, who, cert),
    ...{ recognitions, filings, fund: null, accumulations: [] },
    warnings: filings.flatMap((one) => soon(one, clerk.now)),
    devices: rows(said, 'devlist').map((row) => ({
      ...{ dev_no: text(row, 'dev_no'), name: text(row, 'dev_name'), cnt: text(row, 'akc226') },
      limitFen: tryYuan(row.akb068 ?? null),
    })),
  }
}

async function presented(
  { institution }: GyDeps,
  ask: Ask,
  cert: Cert,
  scene: string,
  clerk: Clerk,
): Promise<JsonObject> {
  const named: JsonObject = cert.psn_name ? { aac003: cert.psn_name } : {}
  const certno = (cert.certno ?? (cert.mdtrt_cert_type === '02' ? cert.mdtrt_cert_no : '')).toUpperCase()
  const biz_time = datetime(clerk.now)
  const akb020 = institution.fixmedins_code
  // a code whose holder the decoding service has told needs no second look
  if (cert.mdtrt_cert_type === '01' && certno === '') {
    const said = await asked(ask, 'GYU010', {
      ...{ akb020, akb021: institution.fixmedins_name, scene, qrcode: cert.mdtrt_cert_no },
      ...{ term_no: akb020, aae011: clerk.opterName, biz_time },
    })
    if (said.verify_result !== PASSED) no(text(said, 'verify_msg') || '电子社保卡没有通过核验')
    return { aac002: said.aac002!, aac003: said.aac003!, aaz500: said.aaz500!, qr_token: said.qr_token! }
  }
  if (cert.mdtrt_cert_type === '03') {
    const aaz500 = cert.mdtrt_cert_no
    if (!cert.card_sn) fail('invalid', '社会保障卡缺少卡识别码，不能核验', NOTHING_DONE, '请重新读卡（F2）。')
    const card = { aaz500, aaz501: cert.card_sn }
    const place = cert.insuplc_admdvs ?? /^\d{6}/.exec(cert.card_sn)?.[0]
    // the card is authenticated where the reader told who holds it
    if (certno && cert.psn_name && place)
      await inOrder(ask, { akb020, aac002: certno, aac003: cert.psn_name, aab301: place, ...card, biz_time })
    return { ...(certno ? { aac002: certno } : {}), ...named, ...card }
  }
  if (certno === '') fail('invalid', '没有证件号码，不能核验', NOTHING_DONE, '请读卡或输入证件号码。')
  return { aac002: certno, ...named, aac043: cert.psn_cert_type ?? IDCARD, aac044: certno }
}

/** 社保卡卡鉴权: any state but normal stops the registration. */
async function inOrder(ask: Ask, data: JsonObject): Promise<void> {
  const said = await asked(ask, 'GYD052', data)
  const normal = said.card_state === undefined || said.card_state === NORMAL_CARD
  if (said.verify_result !== PASSED || !normal)
    no(text(said, 'verify_msg') || '社保卡状态不正常，请换用其他凭证')
}

function personOf(said: JsonObject, who: JsonObject, cert: Cert): InjuryPerson {
  const aac002 = text(said, 'aac002')
  const more = Object.fromEntries(
    ['aaz500', 'yab060', 'qr_token'].flatMap((name) => {
      const value = text(said, name) || text(who, name)
      return value ? [[name, value]] : []
    }),
  )
  return {
    ...{ psn_no: aac002, aac002, psn_name: text(said, 'aac003') },
    ...{ psn_cert_type: cert.psn_cert_type ?? IDCARD, certno: cert.certno?.toUpperCase() || aac002 },
    ...{ gend: text(said, 'aac004'), brdy: text(said, 'aac006'), emp_name: '', tel: '' },
    insuplc_admdvs: text(said, 'aab301'),
    more: { ...more, cert_way: CERT_WAY[cert.mdtrt_cert_type] ?? '3' },
  }
}

function recognitionOf({ meaning }: GyDeps, row: JsonObject, day: string): Recognition {
  const grade = text(row, 'ala040')
  const concluded = text(row, 'alc029')
  const about = [text(row, 'alc022'), grade && `伤残${meaning('rs_ala040', grade)}`, text(row, 'ala017')]
  return {
    ...{ id: text(row, 'alc011'), alc011: text(row, 'alc011'), alc020: text(row, 'alc020') },
    about: about.filter((one) => one !== '').join('，'),
    begndate: text(row, 'alc020'),
    enddate: '',
    why: !RECOGNISED.has(concluded)
      ? `认定结论为${meaning('rs_alc029', concluded)}`
      : text(row, 'alc020') > day
        ? '工伤发生日期晚于就诊日期'
        : null,
  }
}

function filingOf({ meaning, facts }: GyDeps, row: JsonObject, day: string): InjuryFiling {
  const [begndate, enddate, place] = [text(row, 'aae030'), text(row, 'aae031'), text(row, 'aab299')]
  const why =
    row.filing_state !== '1'
      ? '备案已失效'
      : day < begndate
        ? `备案自 ${begndate} 起有效`
        : enddate !== '' && day > enddate
          ? `备案已于 ${enddate} 到期`
          : null
  return {
    ...{
      id: text(row, 'yzz014'),
      label: `异地就医备案（${meaning('gy_filing_type', text(row, 'filing_type'))}）`,
    },
    ...{ recognition: null, begndate, enddate, limitFen: null, why, more: {} },
    place: `就医地 ${place}${place === facts.aab299 ? '（本地）' : ''}`,
  }
}

function soon({ id, enddate, why }: InjuryFiling, now_ms: number): string[] {
  const ends = why === null && enddate !== '' && enddate <= dateOf(now_ms + ENDS_SOON_days * DAY_ms)
  return ends ? [`备案 ${id} 将于 ${enddate} 到期，出院结算前请提醒患者延期`] : []
}
