import { useState } from 'react'
import type { RecordPart, RehabApplication } from '../../../shared/api/injury-record.ts'
import { call } from '../../bridge.ts'
import { recordOf } from '../../components/contract/form.ts'
import type { KeyMap } from '../../keys.ts'
import type { Command } from '../../stores/ask.ts'
import type { TabProps } from './Case.tsx'
import { PartsTab } from './PartsTab.tsx'
import { ApplicationsBox, PlansBox } from './rehab-boxes.tsx'
import { choosePart } from './store.ts'

/** Plans and evaluations of a rehabilitation stay; what they are about is asked of the platform. */
export function RehabTab(props: TabProps) {
  const { view, put } = props
  const { encounterId } = view
  const [box, setBox] = useState<'applications' | 'plans' | null>(null)
  const plans = view.parts.filter(({ infno, sentAt }) => infno === 'GS3402' && sentAt !== null)
  const begin = async (infno: string, from: Record<string, string>) => {
    const next = await call('injury.record.add', { encounterId, infno, from })
    const made = next.parts.findLast((one) => one.infno === infno)
    if (made) choosePart(`${encounterId} rehab`, made.id)
    put(next)
  }
  const plan = (row: RehabApplication) =>
    begin('GS3402', {
      ...{ rehab_appy_no: row.rehab_appy_no, aae030: row.aae030, aae031: row.aae031 },
      ...{ rehab_days: row.rehab_days },
      ...(row.limitFen === null ? {} : { yka119: (row.limitFen / 100).toFixed(2) }),
    })
  const planOf = (part: RecordPart | null) =>
    (part && plans.find(({ id }) => id === part.id)) ?? plans.at(-1) ?? null
  const isOpen = view.offers.some(({ tab }) => tab === 'rehab')
  const evaluate = (part: RecordPart | null, command: Command) => {
    const data = recordOf(planOf(part)?.input.data)
    const from = { rehab_appy_no: String(data.rehab_appy_no ?? ''), plan_no: String(data.plan_no ?? '') }
    return command.run('开始评估', () => begin('GS3405', from))
  }
  const keys = ({ part, command }: { part: RecordPart | null; command: Command }): KeyMap => {
    return {
      F3: {
        label: '康复申请',
        run: () => setBox('applications'),
        enabled: !command.busy,
      },
      F7: {
        label: '效果评估',
        run: () => evaluate(part, command),
        enabled: !command.busy && isOpen && planOf(part) !== null,
      },
      F10: { label: '平台方案', run: () => setBox('plans'), enabled: !command.busy },
    }
  }
  return (
    <>
      <PartsTab
        {...props}
        tab="rehab"
        keys={keys}
        ownOffers
        then={(part) => {
          if (planOf(part) === null)
            return { label: '查询康复申请', hotkey: 'F3', run: () => setBox('applications') }
          return isOpen
            ? { label: '录入效果评估', hotkey: 'F7', run: (command) => evaluate(part, command) }
            : null
        }}
        empty={
          <p>
            按 <kbd>F3</kbd> 查询康复申请的受理情况，选中有效的一份制定康复治疗方案；方案上传后按{' '}
            <kbd>F7</kbd> 录入效果评估。
          </p>
        }
      />
      {box === 'applications' && (
        <ApplicationsBox
          encounterId={encounterId}
          canBegin={view.offers.some(({ infno }) => infno === 'GS3402')}
          onClose={() => setBox(null)}
          onPick={async (row) => {
            await plan(row)
            setBox(null)
          }}
        />
      )}
      {box === 'plans' && <PlansBox encounterId={encounterId} onClose={() => setBox(null)} />}
    </>
  )
}
