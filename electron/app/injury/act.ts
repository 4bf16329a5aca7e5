import { fail, GuitaiError } from '../../../shared/errors.ts'
import type { InjuryAction, InjuryCase, InjuryStep } from '../../../shared/injury.ts'
import type { ApiInput } from '../../../shared/ipc.ts'
import { fen } from '../../../shared/money.ts'
import type { Payment } from '../../../shared/visit.ts'
import { crashpoint } from '../../engine/crashpoints.ts'
import { free } from '../encounter.ts'
import { checkPayments, outboxJob } from '../ledger.ts'
import { unsound } from './booking.ts'
import { codedLines } from './charges.ts'
import { actOf, asker, carryOut, clerkOf, type InjuryActing, wayOf } from './deps.ts'
import { hisLeft, written } from './fees.ts'
import { changeOf } from './header.ts'
import { readSums, settling } from './lines.ts'
import { allowed, complete } from './missing.ts'
import { audited, loadCase, saveCase, tellHis } from './store.ts'
import { upload } from './upload.ts'
import type { Given } from './way.ts'

type Asked = Omit<ApiInput<'injury.act'>, 'encounterId' | 'version'>

/** Steps back, in the order of the lifecycle; a reason goes with them. */
const UNDO = ['undischarge', 'withdraw', 'unadmit', 'unregister', 'unapply'] as const
const BACK: ReadonlySet<InjuryAction> = new Set([...UNDO, 'unsettle'])

/** What may be done now, the next step first. */
export async function canOf({ deps }: InjuryActing, of: InjuryCase): Promise<InjuryAction[]> {
  return wayOf(deps, of.family).can(of, await readSums(deps.journal, of))
}

/** One step of the lifecycle, forwards or back. */
export async function step(act: InjuryActing, of: InjuryCase, asked: Asked): Promise<InjuryCase> {
  const { deps, by } = act
  const { action, reason = '' } = asked
  allowed(await canOf(act, of), action)
  await free(deps.journal, of)
  if (BACK.has(action)) {
    if (reason === '') fail('invalid', '请填写原因', '没有发送。', '请填写撤销的原因。')
    if (action === 'unsettle') await notInClearing(act, of)
    const detail = { family: of.family, reason, setl_id: of.settlement?.setl_id ?? null }
    await deps.journal.commit([audited(by.opter, `injury.${action}`, of.encounterId, deps.now(), detail)])
  }
  switch (action) {
    case 'upload':
      return upload(act, of)
    case 'withdraw':
      return withdraw(act, of, reason)
    case 'trial':
      return trial(act, of)
    case 'change':
      return sent(act, of, action, { change: await changeOf(deps, asked.change) })
    case 'apply':
      complete(wayOf(deps, of.family), of, action)
      return sent(act, await codedLines(act, of), action, {})
    case 'discharge':
      return discharge(act, of)
    case 'unsettle':
      return sent(act, of, action, { reason }, { amountFen: fen(-(of.settlement?.amounts.total ?? 0)) })
    default:
      complete(wayOf(deps, of.family), of, action)
      return sent(act, of, action, reason ? { reason } : {})
  }
}

/** A step without a message of its platform is taken here alone. */
const HERE: Partial<Record<InjuryAction, InjuryStep>> = { discharge: 'discharged', undischarge: 'admitted' }

/** Carries one act out, with how many lines the case has, and answers with the case after it. */
async function sent(
  act: InjuryActing,
  of: InjuryCase,
  action: InjuryAction,
  given: Given,
  more: { amountFen?: ReturnType<typeof fen> } = {},
): Promise<InjuryCase> {
  const { deps } = act
  const here = HERE[action]
  if (here && !actOf(deps, of, action))
    return saveCase(deps.journal, { ...of, step: here, trial: null }, deps.now())
  const { lines, sums } = await settling(deps.journal, of)
  const travelling = of.kind === 'inpatient' ? {} : { lines }
  await carryOut(act, of, action, { given: { ...travelling, sums, ...given }, ...more })
  return loadCase(deps.journal, of.encounterId)
}

/** What the ward has written is taken over where nobody has filled it in. */
async function discharge(act: InjuryActing, of: InjuryCase): Promise<InjuryCase> {
  const { deps } = act
  const patient = of.his ? await deps.his.inpatient(of.his.ipt_no).catch(() => null) : null
  const filled = patient ? written(of, patient) : of
  const endtime = filled.endtime ?? deps.now()
  const dscg_diagnoses = filled.dscg_diagnoses.length > 0 ? filled.dscg_diagnoses : filled.diagnoses
  const dscg_way = filled.dscg_way || usualWay(act, of)
  const leaving: InjuryCase = { ...filled, endtime, dscg_diagnoses, dscg_way }
  if (endtime < of.begntime) fail('invalid', '出院时间早于入院时间', '没有发送。', '请在登记里改正出院时间。')
  complete(wayOf(deps, of.family), leaving, 'discharge')
  await allThere(act, leaving)
  const saved = await saveCase(deps.journal, leaving, deps.now())
  return sent(act, saved, 'discharge', {})
}

/** 出院原因 that most leave by; whoever leaves otherwise has it written before. */
function usualWay({ deps }: InjuryActing, of: InjuryCase): string {
  const table = wayOf(deps, of.family).tables(of.kind).dscg_way
  const codes = Object.entries(deps.dict(of.family, table)?.values ?? {})
  return codes.find(([, meaning]) => /治愈|康复|好转|医嘱离院/.test(meaning))?.[0] ?? ''
}

/** Whatever it takes until no line is at the platform: one message takes back all lines, or one upload of them. */
async function withdraw(act: InjuryActing, of: InjuryCase, reason: string): Promise<InjuryCase> {
  const { journal } = act.deps
  let at = of
  for (let left = Number.POSITIVE_INFINITY; ; ) {
    at = await sent(act, at, 'withdraw', { reason })
    crashpoint('stay.between_batches')
    const { uploaded } = await readSums(journal, at)
    if (uploaded === 0) return at
    if (uploaded >= left || !(await canOf(act, at)).includes('withdraw'))
      fail('conflict', `平台还有 ${uploaded} 条费用没有撤销`, '已撤销的不受影响。', '请刷新后重试。')
    left = uploaded
  }
}

/** 试算: what the settlement would come to; nothing is booked by it. */
async function trial(act: InjuryActing, given: InjuryCase): Promise<InjuryCase> {
  const { deps } = act
  const way = wayOf(deps, given.family)
  complete(way, given, 'trial')
  const of = given.kind === 'inpatient' ? given : await codedLines(act, given)
  // of one still in hospital it is an estimate of what is at the platform
  if (of.step === 'discharged') await allThere(act, of)
  const { lines, sums } = await settling(deps.journal, of)
  if (sums.count === 0) fail('conflict', '没有可以结算的费用', '没有发送。', '请先取费用并上传。')
  if (!way.trial) {
    await carryOut(act, of, 'trial', { given: of.kind === 'inpatient' ? { sums } : { sums, lines }, lines })
    return loadCase(deps.journal, of.encounterId)
  }
  const amounts = await way.trial(asker(act, of), of, { sums, lines }, clerkOf(act))
  const why = unsound(amounts, amounts, sums.totalFen)
  if (why) fail('rejected', `试算结果不能用：${why}`, '没有记账，没有扣款。', '请重试或联系医保办。')
  return saveCase(deps.journal, { ...of, trial: amounts }, deps.now())
}

/** A stay is discharged and settled whole: with everything that was booked. */
async function allThere(act: InjuryActing, of: InjuryCase): Promise<void> {
  if (of.kind !== 'inpatient') return
  const { fresh, failed } = await readSums(act.deps.journal, of)
  const left = (await hisLeft(act.deps, of)) ?? 0
  const words = [
    ...(left > 0 ? [`HIS 还有 ${left} 条费用没有取`] : []),
    ...(fresh + failed > 0 ? [`还有 ${fresh + failed} 条费用没有上传（其中失败 ${failed} 条）`] : []),
  ]
  if (words.length === 0) return
  const todo = '请先取费用并上传；平台已经登记出院的，先取消出院。'
  const what = of.step === 'discharged' ? '不能结算' : '不能办理出院'
  fail('conflict', `${words.join('，')}，${what}`, '没有发送。', todo)
}

/** The settlement: the share of the patient is what the trial says, collected before the message leaves. */
export async function settle(act: InjuryActing, of: InjuryCase, payments: Payment[]): Promise<InjuryCase> {
  const { deps } = act
  if (!of.trial) fail('conflict', '还没有试算，不能结算', '没有发送，也没有扣款。', '请先试算。')
  allowed(await canOf(act, of), 'settle')
  await free(deps.journal, of)
  complete(wayOf(deps, of.family), of, 'settle')
  await allThere(act, of)
  const { lines, sums } = await settling(deps.journal, of)
  if (sums.totalFen !== of.trial.total)
    fail('conflict', '试算之后费用有变化', '没有发送，也没有扣款。', '请重新试算。')
  checkPayments(payments, of.trial.cash)
  crashpoint(of.kind === 'inpatient' ? 'stay.before_settle' : 'visit.before_settle')
  const kept: Given = { sums, payments: payments as never }
  await carryOut(act, of, 'settle', {
    given: of.kind === 'inpatient' ? kept : { ...kept, lines },
    ...{ lines, amountFen: sums.totalFen },
  })
  return loadCase(deps.journal, of.encounterId)
}

async function notInClearing({ deps }: InjuryActing, of: InjuryCase): Promise<void> {
  const setl_id = of.settlement?.setl_id
  const application = setl_id ? await deps.inClearing(of.family, setl_id) : null
  if (!application) return
  const what = `这笔结算已经在清算申请 ${application} 里，不能撤销`
  fail('conflict', what, '没有改变。', '请医保办先在“工伤清算”里撤销清算申请。')
}

/** How the application stands by now. */
export async function askApplication(act: InjuryActing, of: InjuryCase): Promise<InjuryCase> {
  const { deps } = act
  const way = wayOf(deps, of.family)
  if (!way.application || (of.step !== 'applied' && of.step !== 'approved'))
    fail('conflict', '没有等待审核的门诊申请', '没有发送。', '请查看当前步骤。')
  await free(deps.journal, of)
  const application = await way.application(asker(act, of), of, clerkOf(act))
  const to: InjuryStep = { waiting: 'applied', approved: 'approved', refused: 'identified' }[
    application.state
  ] as InjuryStep
  const refused =
    application.state === 'refused' ? [`门诊申请没有通过：${application.words || '未说明原因'}`] : []
  const warnings = [...of.warnings.filter((word) => !word.startsWith('门诊申请没有通过')), ...refused]
  return saveCase(deps.journal, { ...of, application, step: to, warnings }, deps.now())
}

/** Gives the case up: takes back what stands at the platform, in the lifecycle's order, and frees the bills. */
export async function abandon(act: InjuryActing, of: InjuryCase, reason: string): Promise<InjuryCase> {
  const { deps, by } = act
  const { journal, now } = deps
  if (of.step === 'settled') fail('conflict', '已经结算，不能放弃', '没有改变。', '请先撤销结算。')
  if (of.step === 'cancelled') return of
  await free(journal, of)
  await journal.commit([audited(by.opter, 'injury.abandon', of.encounterId, now(), { reason })])
  // an application that has been decided meanwhile cannot be taken back: it lapses
  let at = of.step === 'applied' ? await askApplication(act, of).catch(() => of) : of
  // each step takes one thing back, and all of it; a lifecycle has no more of them than this
  let before: InjuryAction | null = null
  for (let left = UNDO.length * 2; left > 0; left--) {
    const can = await canOf(act, at)
    const back = UNDO.find((action) => can.includes(action) && action !== before)
    if (!back) break
    before = back
    at = back === 'withdraw' ? await withdraw(act, at, reason) : await sent(act, at, back, { reason })
    crashpoint(at.kind === 'inpatient' ? 'stay.between_steps' : 'visit.between_steps')
  }
  if (STANDS.has(at.step)) {
    const what = '平台上的登记还不能撤销，没有放弃'
    throw new GuitaiError({
      kind: 'conflict',
      what,
      means: '已撤销的步骤不受影响。',
      todo: '请查看当前步骤。',
    })
  }
  return saveCase(journal, { ...at, step: 'cancelled', trial: null }, now(), givesBack(at, now()))
}

const STANDS: ReadonlySet<InjuryStep> = new Set(['registered', 'admitted', 'discharged', 'settled'])

/** Bills that were held are free again; those settled and taken back are to be charged anew. */
function givesBack(of: InjuryCase, now: number) {
  if (of.kind === 'inpatient') return []
  const { encounterId } = of
  const last = of.past.at(-1)?.cancelled
  const reopened = last
    ? tellHis(of, 'refunded', { key: `${last.msgid}.reopen`, setl_id: last.setl_id, now }, { reopen: true })
    : []
  return [...reopened, outboxJob('his.release', encounterId, { encounterId }, now)]
}

/** Leaves the working list. */
export async function close({ deps }: InjuryActing, of: InjuryCase): Promise<void> {
  if (of.step !== 'settled' && of.step !== 'cancelled')
    fail('conflict', '这个工伤就诊还没有办完', '没有改变。', '请先结算，或放弃就诊。')
  await free(deps.journal, of)
  await saveCase(deps.journal, of, deps.now(), [], true)
}
