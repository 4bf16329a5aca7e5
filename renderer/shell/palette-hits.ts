import { INJURY_LABEL, INJURY_STEP_LABEL } from '../../shared/injury.ts'
import type { ApiOutput } from '../../shared/ipc.ts'
import { yuanShow } from '../../shared/money.ts'
import { STAY_STEP_LABEL } from '../../shared/stay.ts'
import { call } from '../bridge.ts'
import { timeShow } from '../format.ts'
import { go } from '../stores/route.ts'
import { useSession } from '../stores/session.ts'
import { type Job, jobsOf } from './jobs.ts'

/** One thing that Ctrl+K found. */
export interface Hit {
  key: string
  group: '屏幕' | '操作' | '患者' | '住院' | '工伤' | '已结算' | '接口'
  title: string
  note: string
  run: () => unknown
}

/** Something to do that has no screen of its own. */
export interface Deed {
  title: string
  py: string
  note: string
  run: () => unknown
}

/** Whether typed text means an entry: part of its name, or the start of its pinyin initials or code. */
export function matches(text: string, title: string, ...codes: string[]): boolean {
  const typed = text.trim().toLowerCase()
  return title.toLowerCase().includes(typed) || codes.some((code) => code.toLowerCase().startsWith(typed))
}

/** What needs nobody to be asked: screens and deeds. */
export function localHits(text: string, jobs: readonly Job[], deeds: readonly Deed[]): Hit[] {
  const screens = jobs
    .filter(({ label, py }) => matches(text, label, py))
    .map(({ screen, label, combo }): Hit => {
      return { key: screen, group: '屏幕', title: label, note: combo, run: () => go(screen) }
    })
  const acts = deeds
    .filter(({ title, py }) => matches(text, title, py))
    .map(({ title, note, run }): Hit => ({ key: title, group: '操作', title, note, run }))
  return [...screens, ...acts]
}

let contracts: Promise<ApiOutput<'catalogue.contracts'>> | null = null
const FEW = 8

async function contractHits(text: string): Promise<Hit[]> {
  contracts ??= call('catalogue.contracts', {})
  contracts.catch(() => {
    contracts = null
  })
  const all = await contracts
  const role = useSession.getState().auth?.operator?.role
  const inConsole = jobsOf(role).some(({ screen }) => screen === 'console')
  return all
    .filter(({ code, name }) => matches(text, name, code))
    .slice(0, FEW)
    .map(({ family, code, name, group }) => ({
      key: `${family} ${code}`,
      group: '接口',
      title: `${code} ${name}`,
      note: `${group.split('/').at(-1)}：${inConsole ? '打开调试台' : '看交易'}`,
      run: () => (inConsole ? go('console', { family, code }) : go('txns', { infno: code })),
    }))
}

async function personHits(text: string): Promise<Hit[]> {
  const people = await call('visit.findPerson', { text })
  return people.slice(0, FEW).map((person) => ({
    key: `${person.psn_name} ${person.certnoMasked}`,
    group: '患者',
    title: `${person.psn_name} ${person.certnoMasked}`,
    note:
      person.openBills > 0 ? `待收 ${person.openBills} 张，${yuanShow(person.openFen)} 元` : '没有待收费用',
    run: () => go('visit', { person: text }),
  }))
}

async function settledHits(text: string): Promise<Hit[]> {
  const visits = await call('visit.search', { text, limit: FEW })
  return visits.map((visit) => ({
    key: visit.encounterId,
    group: '已结算',
    title: `${visit.psn_name} ${yuanShow(visit.totalFen)} 元`,
    note: `${timeShow(visit.at)} ${visit.opterName}`,
    run: () => go('visit', { encounterId: visit.encounterId }),
  }))
}

async function stayHits(text: string): Promise<Hit[]> {
  const stays = await call('admission.search', { text, limit: FEW })
  return stays.map((stay) => ({
    key: stay.encounterId,
    group: '住院',
    title: `${stay.psn_name} ${stay.ipt_no}`,
    note: `${stay.dept_name} ${STAY_STEP_LABEL[stay.step]}`,
    run: () => go('admission', { encounterId: stay.encounterId }),
  }))
}

async function injuryHits(text: string): Promise<Hit[]> {
  const cases = await call('injury.search', { text, limit: FEW })
  return cases.map((one) => ({
    key: one.encounterId,
    group: '工伤',
    title: `${one.psn_name} ${one.ipt_otp_no}`,
    note: `${timeShow(one.at)} ${INJURY_LABEL[one.family]} ${INJURY_STEP_LABEL[one.step]}`,
    run: () => go('injury', { encounterId: one.encounterId }),
  }))
}

/** What has to be asked for. A source that fails leaves the others standing. */
export async function remoteHits(text: string): Promise<Hit[]> {
  const parts = await Promise.allSettled([
    personHits(text),
    stayHits(text),
    injuryHits(text),
    settledHits(text),
    contractHits(text),
  ])
  return parts.flatMap((part) => (part.status === 'fulfilled' ? part.value : []))
}
