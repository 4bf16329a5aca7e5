import { fail } from '../../../shared/errors.ts'
import type { InjuryCase, InjuryStep } from '../../../shared/injury.ts'
import type { ApiInput } from '../../../shared/ipc.ts'
import { departmentOf, doctorOf } from '../admission/register.ts'
import { free } from '../encounter.ts'
import type { InjuryActing, InjuryDeps } from './deps.ts'
import { saveCase } from './store.ts'
import type { Given } from './way.ts'

export type Header = Omit<ApiInput<'injury.setHeader'>, 'encounterId' | 'version'>

/** Fields that the application (门诊申请) carries already. */
const APPLIED = ['med_type', 'treat'] as const
/** What is written once the patient leaves. */
const LEAVING: ReadonlySet<string> = new Set(['endtime', 'dscg_way', 'dscg_diagnoses'])

const BEFORE: ReadonlySet<InjuryStep> = new Set(['open', 'identified'])
const APPLYING: ReadonlySet<InjuryStep> = new Set(['applied', 'approved'])

/** Whether a field may be written at this step: nothing that the platform has been told already. */
export function mayWrite(of: InjuryCase, field: string): boolean {
  if (BEFORE.has(of.step)) return true
  if (APPLYING.has(of.step)) return !(APPLIED as readonly string[]).includes(field)
  if (of.step === 'registered') return field === 'endtime'
  return of.step === 'admitted' && LEAVING.has(field)
}

export async function setHeader(act: InjuryActing, of: InjuryCase, header: Header): Promise<InjuryCase> {
  const { his, journal, now } = act.deps
  const given = Object.entries(header).filter(([, value]) => value !== undefined)
  const locked = given.find(([field]) => !mayWrite(of, field))
  if (locked) {
    const todo =
      of.step === 'admitted' ? '入院信息请用“修改入院”，或先取消入院。' : '请先撤销到这一步之前再修改。'
    fail('conflict', '这一项已经报给平台，不能直接修改', '没有改变。', todo)
  }
  // a message without an answer is asked after by what it carried
  await free(journal, of)
  const { dept_code, atddr_no, devices, ...plain } = header
  const fields = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined))
  if (header.begntime !== undefined && header.begntime > now())
    fail('invalid', '就诊（入院）时间不能晚于现在', '没有改变。', '请重新输入时间。')
  const next: InjuryCase = {
    ...of,
    ...fields,
    ...(dept_code === undefined ? {} : { dept: await departmentOf(his, dept_code) }),
    ...(atddr_no === undefined ? {} : { doctor: await doctorOf(his, atddr_no) }),
    ...(devices === undefined ? {} : { devices: chosenDevices(of, devices) }),
    trial: null,
  }
  oneMain(next.diagnoses, '诊断')
  oneMain(next.dscg_diagnoses, '出院诊断')
  return saveCase(journal, next, now())
}

function oneMain(list: InjuryCase['diagnoses'], label: string): void {
  if (list.filter((one) => one.main).length > 1)
    fail('invalid', `${label}只能有一条主诊断`, '没有改变。', '请重新选择主诊断。')
}

function chosenDevices(of: InjuryCase, wanted: readonly string[]): InjuryCase['devices'] {
  const stranger = wanted.find((dev_no) => !of.devices.some((one) => one.dev_no === dev_no))
  if (stranger) fail('invalid', `没有辅助器具配置确认 ${stranger}`, '没有改变。', '请从列表里选择。')
  return of.devices.filter(({ dev_no }) => wanted.includes(dev_no))
}

type Change = ApiInput<'injury.act'>['change']

/** What of the admission is to change, with names instead of codes alone. */
export async function changeOf({ his }: InjuryDeps, change: Change): Promise<NonNullable<Given['change']>> {
  const { dept_code, atddr_no, bed, ipt_otp_no } = change ?? {}
  const next: NonNullable<Given['change']> = {
    ...(dept_code === undefined ? {} : { dept: await departmentOf(his, dept_code) }),
    ...(atddr_no === undefined ? {} : { doctor: await doctorOf(his, atddr_no) }),
    ...(bed === undefined ? {} : { bed }),
    ...(ipt_otp_no === undefined ? {} : { ipt_otp_no }),
  }
  if (Object.keys(next).length === 0)
    fail('invalid', '没有要修改的内容', '没有发送。', '请填写要修改的科室、床位、医师或住院号。')
  return next
}
