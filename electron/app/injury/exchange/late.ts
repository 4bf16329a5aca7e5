import type { ExchangeLate } from '../../../../shared/api/injury-exchange.ts'
import type { InjuryCase } from '../../../../shared/injury.ts'
import { maskName } from '../../../../shared/mask.ts'
import type { Journal } from '../../../journal/port.ts'
import type { Finding } from '../../monitor/rules.ts'
import { SOURCES } from './sources.ts'

/** 实时，最晚不晚于业务发生后 30 分钟 (tender 004, 2.2.1): what is near it is listed, what is past it is late. */
const NEAR_ms = 25 * 60_000
const LIMIT_ms = 30 * 60_000
const MINUTE_ms = 60_000
const MANY = 500
/** the case of a patient who was discharged long ago is not the watch's */
const BACK_ms = 30 * 86_400_000

const WHAT: Record<string, string> = {
  [SOURCES.review]: '备案审核结果',
  [SOURCES.filing]: '本地备案',
  [SOURCES.change]: '备案变更',
  [SOURCES.institution]: '协议机构信息',
}

/** Business whose upload is due or late, the oldest first: cases of this counter, and what the agency has to tell. */
export async function lateOnes(journal: Journal, now: number): Promise<ExchangeLate[]> {
  const all = [...(await cases(journal, now)), ...(await uploads(journal))]
  return all
    .filter(({ since }) => now - since >= NEAR_ms)
    .map((one) => ({
      ...one,
      minutes: Math.floor((now - one.since) / MINUTE_ms),
      late: now - one.since >= LIMIT_ms,
    }))
    .sort((a, b) => a.since - b.since)
}

/** One alarm for all that is late or about to be; it names the first. */
export async function lateFinding(journal: Journal, now: number): Promise<Finding> {
  const all = await lateOnes(journal, now)
  const late = all.filter((one) => one.late).length
  const [first] = all
  return {
    ...{ ruleId: 'gy.late', value: all.length, limit: 1, counts: true },
    what: `工伤异地：${late} 件超过 30 分钟没有上传，${all.length - late} 件将到时限${first ? `（${first.what}）` : ''}`,
    todo: '请到“工伤交换”的“超时”逐件处理。',
    go: { screen: 'injury-exchange', params: { tab: 'late' } },
  }
}

type Due = Omit<ExchangeLate, 'minutes' | 'late'>

async function cases(journal: Journal, now: number): Promise<Due[]> {
  const query = { families: ['gy'], active: true, from: now - BACK_ms, limit: MANY }
  const found = (await journal.searchEncounters(query)).map(({ data }) => data as unknown as InjuryCase)
  const admitted = found.filter(({ kind, step }) => kind === 'inpatient' && ADMITTED.has(step))
  const sums = new Map(
    (await journal.feeSums(admitted.map(({ encounterId }) => encounterId))).map((s) => [s.encounterId, s]),
  )
  const due = await Promise.all(
    found.map(async (of): Promise<Due[]> => {
      const { encounterId, person, ipt_otp_no, step, kind } = of
      if (!person) return []
      const who = `${maskName(person.psn_name)} ${ipt_otp_no}`
      const about = { who, encounterId }
      const one = (key: string, what: string, since: number, todo: string): Due => ({
        ...{ key: `${key} ${encounterId}`, what, since, todo, ...about },
      })
      if (kind === 'inpatient' && step === 'identified' && ipt_otp_no)
        return [one('GYU101', '入院信息没有上传', of.begntime, '请到工伤窗口办理入院登记')]
      if (!ADMITTED.has(step) || kind !== 'inpatient') return []
      const isDischarged = of.endtime !== null && step === 'discharged'
      const settle = isDischarged
        ? [one('GYU103', '出院结算没有上传', of.endtime!, '请到工伤窗口结算，或取消出院')]
        : []
      if ((sums.get(encounterId)?.newLines ?? 0) === 0) return settle
      const [first] = await journal.fees({ encounterId, states: ['new'], limit: 1 })
      return first
        ? [one('GYU102', '费用明细没有上传', first.at, '系统会自动上传；没有成功请看原因'), ...settle]
        : settle
    }),
  )
  return due.flat()
}

const ADMITTED: ReadonlySet<string> = new Set(['admitted', 'discharged'])

async function uploads(journal: Journal): Promise<Due[]> {
  const query = {
    sources: Object.values(SOURCES),
    states: ['waiting' as const, 'held' as const, 'refused' as const],
  }
  return (await journal.uploads({ ...query, limit: MANY })).map(({ source, key, title, createdAt, why }) => ({
    ...{ key: `${source} ${key}`, what: `${WHAT[source]}没有上传`, who: `${hidden(source, title)} ${key}` },
    ...{ since: createdAt, todo: why ? `平台：${why}` : '系统会自动上传', encounterId: null },
  }))
}

/** Titles name a person, but for institutions. */
const hidden = (source: string, title: string) =>
  source === SOURCES.institution ? title : title.replace(/\S+$/, (name) => maskName(name))
