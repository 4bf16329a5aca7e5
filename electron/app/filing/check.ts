import type { FieldFault } from '../../../shared/contract.ts'
import { GuitaiError } from '../../../shared/errors.ts'
import { isIdNumber } from '../../../shared/idcard.ts'
import type { ApiInput } from '../../../shared/ipc.ts'

/** What no field's own rule tells: dates in order, places that fit each other. Sources: rules of 2501…2505. */
type Broken = [path: string, label: string, words: string]

const CODE_LENGTH = 12
/** 直辖市: the first two digits are the city's own */
const MUNICIPAL = new Set(['11', '12', '31', '50'])

/** Which 转院类型 leads from one region to another; codes that a province adds are not judged. */
function transferType(from: string, to: string): '1' | '2' | '3' {
  const province = from.slice(0, 2)
  if (province !== to.slice(0, 2)) return '3'
  return MUNICIPAL.has(province) || from.slice(0, 4) === to.slice(0, 4) ? '1' : '2'
}

const TYPE_WORDS = { '1': '同一个市', '2': '省内的其他市', '3': '其他省' } as const

export function checkTransfer(
  form: ApiInput<'filing.transfer'>,
  here: { area: string; fixmedins_code: string },
): FieldFault[] {
  const broken: Broken[] = []
  if (form.reflin_medins_no.length !== CODE_LENGTH)
    broken.push(['reflin_medins_no', '转往定点医药机构编号', `必须是 ${CODE_LENGTH} 位`])
  else if (form.reflin_medins_no === here.fixmedins_code)
    broken.push(['reflin_medins_no', '转往定点医药机构编号', '不能转往本机构'])
  if (form.hosp_agre_refl_flag === '0')
    broken.push(['hosp_agre_refl_flag', '医院同意转院标志', '医院不同意的不能备案'])
  const wanted = transferType(here.area, form.mdtrtarea_admdvs)
  if (form.refl_type in TYPE_WORDS && form.refl_type !== wanted)
    broken.push([
      'refl_type',
      '转院类型',
      `就医地 ${form.mdtrtarea_admdvs} 在${TYPE_WORDS[wanted]}，与转院类型不符`,
    ])
  if (form.begndate && form.begndate < form.refl_date)
    broken.push(['begndate', '开始日期', '不能早于转院日期'])
  return faults([...broken, ...period(form.begndate || form.refl_date, form.enddate)])
}

export function checkChronic(form: ApiInput<'filing.chronic'>, today: string): FieldFault[] {
  const broken: Broken[] = []
  if (form.hosp_ide_date > today) broken.push(['hosp_ide_date', '医院鉴定日期', '不能晚于今天'])
  if (form.begndate < form.hosp_ide_date) broken.push(['begndate', '开始日期', '不能早于医院鉴定日期'])
  return faults([...broken, ...period(form.begndate, form.enddate)])
}

export function checkFixed(form: ApiInput<'filing.fixed'>): FieldFault[] {
  const broken = period(form.begndate, form.enddate)
  if (!/^[1-9]\d{0,2}$/.test(form.fix_srt_no))
    broken.push(['fix_srt_no', '定点排序号', '必须是从 1 起的整数'])
  const { agnter_name, agnter_cert_type, agnter_certno, agnter_tel, agnter_rlts } = form
  const agent = [agnter_name, agnter_cert_type, agnter_certno, agnter_tel, agnter_rlts].some(Boolean)
  if (agent && !agnter_name) broken.push(['agnter_name', '代办人姓名', '填了代办人信息时必填'])
  if (agnter_certno && !agnter_cert_type)
    broken.push(['agnter_cert_type', '代办人证件类型', '填了代办人证件号码时必填'])
  if (agnter_certno && agnter_cert_type === '01' && !isIdNumber(agnter_certno))
    broken.push(['agnter_certno', '代办人证件号码', '不是有效的居民身份证号码'])
  return faults(broken)
}

const period = (begndate: string, enddate: string): Broken[] =>
  enddate && enddate < begndate ? [['enddate', '结束日期', '不能早于开始日期']] : []

function faults(broken: Broken[]): FieldFault[] {
  return broken.map(([path, label, words]) => ({
    path,
    label,
    rule: 'format',
    message: `${label}：${words}`,
  }))
}

/** Throws where anything is wrong; nothing was sent or written. */
export function refuseFaults(fields: FieldFault[]): void {
  if (fields.length === 0) return
  throw new GuitaiError({
    kind: 'invalid',
    what: `备案填写有误：${fields[0]!.message}`,
    means: '没有发送，中心没有记录。',
    todo: '请按提示改正后重试。',
    fields,
  })
}

/** Runs a check of the contract; its faults name the fields as the form does, without the message's node. */
export function inForm<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof GuitaiError) || !error.fault.fields) throw error
    const fields = error.fault.fields.map((f) => ({ ...f, path: f.path.replace(/^(data|refmedin)\./, '') }))
    throw new GuitaiError({ ...error.fault, fields }, error)
  }
}
