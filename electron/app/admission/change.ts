import { fail, faultOf } from '../../../shared/errors.ts'
import type { Admission, Newborn, Stay } from '../../../shared/stay.ts'
import type { Cert } from '../../../shared/visit.ts'
import { asking, free } from '../encounter.ts'
import { whoIs } from '../person.ts'
import { run, type StayActing } from './deps.ts'
import { type ChangeLocal, changedTo } from './effects.ts'
import { outsideStay } from './missing.ts'
import { type AdmissionFields, complete, refuseMissing, stayOfNo, withFields } from './register.ts'
import { loadStay, saveStay } from './store.ts'
import * as wire from './wire.ts'

/** 2403 with everything, the fields named changed. */
export async function change(act: StayActing, stay: Stay, fields: AdmissionFields): Promise<Stay> {
  if (stay.step !== 'admitted') {
    fail('conflict', '只有在院时才能变更入院信息', '没有改变。', '已经出院的请先取消出院。')
  }
  const admission = await withFields(act.deps.his, stay.admission, fields)
  const { begntime } = admission
  if (begntime > stay.admission.begntime) {
    const fees = await act.deps.journal.fees({ encounterId: stay.encounterId })
    refuseMissing(outsideStay(fees, { begntime }), '请改正后再变更。')
  }
  // the centre knows diagnoses by their place and has no way to take one out (rule of 2403)
  if (!stay.selfPay && admission.diagnoses.length < stay.admission.diagnoses.length) {
    const what = `中心已有 ${stay.admission.diagnoses.length} 条诊断，变更时不能减少`
    fail('invalid', what, '没有改变。', '请改成正确的诊断；确实要删除请撤销入院后重办。')
  }
  return changeTo(act, stay, { admission, newborns: stay.newborns, drop: [] })
}

/** The centre hears of a change first; where there is nobody to tell it is booked at once. */
async function changeTo(act: StayActing, stay: Stay, local: ChangeLocal): Promise<Stay> {
  const { journal, now, remote } = act.deps
  if (stay.selfPay || stay.step !== 'admitted') {
    await free(journal, stay)
    await journal.commit(changedTo(stay, local, now()))
    return loadStay(journal, stay.encounterId)
  }
  const next = { ...stay, admission: local.admission }
  complete(next, remote(stay.insu!.insuplc_admdvs), '请补全后再变更。')
  return run(act, stay, '2403', 'stay.change', wire.change(stay, local.admission), { local })
}

const WITH_NEWBORN: ReadonlySet<string> = new Set(['open', 'identified', 'admitted'])

export async function addNewborn(act: StayActing, stay: Stay, newborn: Newborn): Promise<Stay> {
  if (!WITH_NEWBORN.has(stay.step)) {
    fail('conflict', '出院以后不能添加新生儿', '没有改变。', '请先取消出院。')
  }
  const { ipt_no } = newborn
  if (ipt_no === stay.ipt_no || stay.newborns.some((n) => n.ipt_no === ipt_no)) {
    fail('conflict', `住院号 ${ipt_no} 已经在这个住院里`, '没有改变。', '请核对新生儿的住院号。')
  }
  const known = await act.deps.his.inpatient(ipt_no)
  if (known && known.motherIptNo !== stay.ipt_no) {
    fail('conflict', `HIS 里住院号 ${ipt_no} 不是这位母亲的新生儿`, '没有改变。', '请核对住院号。')
  }
  if (await stayOfNo(act.deps.journal, ipt_no)) {
    fail('conflict', `住院号 ${ipt_no} 已经单独在办理`, '没有改变。', '请先撤销那个住院。')
  }
  return withNewborns(act, stay, [...stay.newborns, newborn], [])
}

export async function removeNewborn(act: StayActing, stay: Stay, ipt_no: string): Promise<Stay> {
  if (!WITH_NEWBORN.has(stay.step)) {
    fail('conflict', '出院以后不能移除新生儿', '没有改变。', '请先取消出院。')
  }
  const left = stay.newborns.filter((n) => n.ipt_no !== ipt_no)
  if (left.length === stay.newborns.length) {
    fail('not_found', `这个住院里没有新生儿 ${ipt_no}`, '没有改变。', '请刷新后重试。')
  }
  const rows = await act.deps.journal.fees({ encounterId: stay.encounterId })
  const own = rows.filter((row) => row.ipt_no === ipt_no)
  if (own.some((row) => row.state === 'uploaded' || row.setl_id !== null)) {
    fail('conflict', '这个新生儿的费用已经上传中心', '没有改变。', '请先撤销这些费用的上传或结算。')
  }
  const drop = own.map(({ lineNo, day, amountFen }) => ({ lineNo, ipt_no, day, amountFen }))
  return withNewborns(act, stay, left, drop)
}

/** 新生儿随母住院: 2401 and 2403 carry the birth date, and how many there are. */
function withNewborns(act: StayActing, stay: Stay, newborns: Newborn[], drop: ChangeLocal['drop']) {
  const admission: Admission = {
    ...stay.admission,
    birctrl_matn_date: newborns[0]?.brdy ?? '',
    fetus_cnt: newborns.length > 0 ? String(newborns.length) : '',
  }
  return changeTo(act, stay, { admission, newborns, drop })
}

/**
 * 1101 of the stay's own person once more: only the list of insurances is stored. An e-voucher's token lapses
 * within minutes, so a refused one is followed by the document number.
 */
export async function renew(act: StayActing, stay: Stay): Promise<Stay> {
  const { cert, person } = stay
  if (stay.selfPay || stay.step !== 'admitted' || !cert || !person) {
    fail('conflict', '现在不能重新查询参保', '没有改变。', '只有医保在院患者可以变更险种。')
  }
  const answer = await whoIs(asking(act, stay), cert).catch((error) => {
    const document = cert.mdtrt_cert_type === '01' ? byDocument(act, stay) : null
    if (!document || faultOf(error).kind !== 'rejected') throw error
    return whoIs(asking(act, stay), document)
  })
  if (answer.person.psn_no !== person.psn_no) {
    fail('conflict', '中心返回的不是这位住院患者', '没有改变。', '请核对凭证，或联系医保办。')
  }
  return saveStay(act.deps.journal, { ...stay, insurances: answer.insurances }, act.deps.now())
}

function byDocument({ deps }: StayActing, { person, insu }: Stay): Cert | null {
  const { certno, psn_cert_type, psn_name } = person!
  if (!certno) return null
  const region = insu && deps.remote(insu.insuplc_admdvs) ? { insuplc_admdvs: insu.insuplc_admdvs } : {}
  return { mdtrt_cert_type: '02', mdtrt_cert_no: certno, certno, psn_cert_type, psn_name, ...region }
}
