import type { FieldFault } from '../../../shared/contract.ts'
import { fail, GuitaiError } from '../../../shared/errors.ts'
import { INJURY_ACTIONS, type InjuryAction, type InjuryCase } from '../../../shared/injury.ts'
import type { Way } from './way.ts'

/** Steps towards the settlement; on the others nothing is asked of the case. */
const FORWARD: ReadonlySet<InjuryAction> = new Set([
  'apply',
  'register',
  'admit',
  'discharge',
  'trial',
  'settle',
])
/** After these the injury and the fund have been looked at by the platform itself. */
const BEGINS: ReadonlySet<InjuryAction> = new Set(['apply', 'register', 'admit', 'trial', 'settle'])

/** Header fields by the names of the screen's inputs. */
const PATHS: Partial<Record<keyof InjuryCase, string>> = { dept: 'dept_code', doctor: 'atddr_no' }

const empty = (value: unknown) =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

/** What a case lacks before `action` may go out, in the order of the screen. */
export function missing(way: Way, of: InjuryCase, action: InjuryAction): FieldFault[] {
  if (!FORWARD.has(action)) return []
  const faults: FieldFault[] = []
  const lack = (path: string, label: string, message: string) =>
    faults.push({ path, label, rule: 'missing', message })
  if (!of.person) {
    lack('person', '患者', '还没有识别患者：请读卡（F2）、扫码或输入证件号')
    return faults
  }
  if (BEGINS.has(action) && of.mdtrt_id === null) {
    if (of.recognition === null) lack('recognition', '工伤认定', whyNoRecognition(of))
    if (of.fund && !of.fund.ok) lack('fund', '基金状态', of.fund.words)
  }
  for (const { field, label } of way.wants(of, action))
    if (empty(of[field])) lack(PATHS[field] ?? field, label, `请填写${label}`)
  const charged = action === 'trial' || action === 'settle'
  if (charged && of.kind !== 'inpatient' && of.lines.length === 0)
    lack('lines', '收费项目', '还没有收费项目：请取 HIS 费用，或录入项目')
  return faults
}

function whyNoRecognition({ recognitions }: InjuryCase): string {
  if (recognitions.length === 0) return '没有工伤认定'
  const whys = recognitions.flatMap(({ why }) => why ?? [])
  return whys.length < recognitions.length ? '请选择按哪一次工伤治疗' : whys.join('；')
}

/** The step that comes next although the way does not offer it yet: what the counter has to complete is of it. */
export function nextOf(way: Way, of: InjuryCase, can: readonly InjuryAction[]): InjuryAction {
  const offered = can.find((action) => FORWARD.has(action))
  if (offered) return offered
  const first: InjuryAction[] = of.kind === 'inpatient' ? ['admit'] : ['apply', 'register']
  return first.find((action) => way.acts[action]) ?? 'trial'
}

/** Refuses with every field that is missing. */
export function complete(way: Way, of: InjuryCase, action: InjuryAction): void {
  const fields = missing(way, of, action)
  if (fields.length === 0) return
  const fund = fields.find((field) => field.path === 'fund')
  const todo = fund
    ? '请联系工伤保险经办机构；急诊可先自费收取。'
    : `请补全后再办理${INJURY_ACTIONS[action]}。`
  throw new GuitaiError({
    kind: 'invalid',
    what: (fund ?? fields[0]!).message,
    means: '没有发送，也没有扣款。',
    ...{ todo, fields },
  })
}

/** Refuses what the lifecycle does not allow now. */
export function allowed(can: readonly InjuryAction[], action: InjuryAction): void {
  if (can.includes(action)) return
  const now =
    can.length > 0 ? `现在可以：${can.map((one) => INJURY_ACTIONS[one]).join('、')}。` : '请查看当前步骤。'
  fail('conflict', `现在不能办理${INJURY_ACTIONS[action]}`, '没有发送。', now)
}
