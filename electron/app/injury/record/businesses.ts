import type { JsonObject } from '../../../../shared/contract.ts'
import type { InjuryCase } from '../../../../shared/injury.ts'
import { node } from '../../../../shared/settlement.ts'
import type { RecordDeps } from './deps.ts'

/** What a file may prove: a business at the platform under its serial. */
export interface Business {
  biz_code: string
  biz_sn: string
  label: string
}

/** Businesses of gs that files belong to. Source: rule of GS1002. */
const LABEL: Record<string, string> = {
  GS3106: '门诊申请',
  GS3001: '入院登记',
  GS3402: '康复治疗方案',
  GS3108: '门诊结算',
  GS3015: '住院结算',
}

/** The message that quotes the files of a case of gy. Source: rules of GYU002. */
const QUOTED: Record<InjuryCase['kind'], string> = {
  inpatient: 'GYU103',
  outpatient: 'GYU103',
  device: 'GYU303',
}

/** Businesses of the case that stand, the newest first. Of gy one: its settlement to come. */
export async function businessesOf(deps: RecordDeps, of: InjuryCase): Promise<Business[]> {
  if (of.family === 'bizh') return []
  if (of.family === 'gy')
    return [
      {
        biz_code: QUOTED[of.kind],
        biz_sn: of.ipt_otp_no,
        label: of.kind === 'device' ? '辅助器具结算' : '出院结算',
      },
    ]
  const done = await settled(deps, of)
  const gone = new Set<string>()
  for (const { infno, msgid } of done) {
    if (infno !== 'GS5001') continue
    const undone = await deps.journal.txn(msgid)
    gone.add(String((node(undone?.input ?? {}, 'data') as JsonObject | null)?.orig_sn ?? ''))
  }
  return done
    .filter(({ infno, msgid }) => LABEL[infno] && !gone.has(msgid))
    .map(({ infno, msgid }) => ({ biz_code: infno, biz_sn: msgid, label: LABEL[infno]! }))
}

/** What of a case succeeded at its platform, newest first. */
async function settled({ journal }: RecordDeps, of: InjuryCase) {
  const { rows } = await journal.searchTxns({
    ...{ text: of.encounterId, states: ['SETTLED'], withoutQueries: true, offset: 0, limit: 500 },
  })
  return rows.filter(({ encounterId, parent }) => encounterId === of.encounterId && parent === null)
}

/** When the settlement of a gy case was last taken back (GYR003), and its files with it; 0: never. */
export async function undoneAfter(deps: RecordDeps, of: InjuryCase): Promise<number> {
  if (of.family !== 'gy') return 0
  const times = (await settled(deps, of)).filter(({ infno }) => infno === 'GYR003')
  return Math.max(0, ...times.map(({ endedAt }) => endedAt ?? 0))
}
