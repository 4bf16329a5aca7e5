import { useState } from 'react'
import type { ReviewFinding, ReviewView } from '../../../shared/api/review.ts'
import { yuanShow } from '../../../shared/money.ts'
import { call } from '../../bridge.ts'
import { ConfirmBox } from '../../components/ConfirmBox.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { useCommand } from '../../stores/ask.ts'
import { focusOn } from './focus.ts'
import { ReasonField } from './ReasonField.tsx'
import { countText } from './review.ts'
import './review.css'

const REASONS = [
  '病情需要，已告知患者',
  '已有相应诊断，病历可查',
  '特殊用法，有用药依据',
  '医师已核对，确需使用',
]

interface Props {
  encounterId: string
  review: ReviewView
  /** reasons are kept: the pre-settlement goes on */
  onGoOn: () => void
  onClose: () => void
}

/** 明细审核: what the centre objects to, the worst first; what is clearly wrong wants a reason or goes back. */
export function ReviewBox({ encounterId, review, onGoOn, onClose }: Props) {
  const [reasons, setReasons] = useState<Record<string, string>>({})
  const [said, setSaid] = useState<string | null>(null)
  const command = useCommand()
  const wanting = review.findings.filter(({ wants }) => wants)

  const answer = (answers: { jr_id: string; dspo_way: '1' | '2'; dspo_way_rea?: string }[]) =>
    command.run('记录审核处理', () => call('review.answer', { encounterId, answers }))
  const goOn = async () => {
    if (wanting.length === 0) return onClose()
    const left = wanting.find(({ jr_id }) => !reasons[jr_id]?.trim())
    if (left) {
      setSaid(`“${left.rule_name}”：请填写继续的原因，或按 F9 返回修改。`)
      return void focusOn(fieldOf(left))
    }
    const answers = wanting.map(({ jr_id }) => ({
      ...{ jr_id, dspo_way: '1' as const, dspo_way_rea: reasons[jr_id]!.trim() },
    }))
    if (await answer(answers)) onGoOn()
  }
  const goBack = async () => {
    if (await answer(wanting.map(({ jr_id }) => ({ jr_id, dspo_way: '2' as const })))) onClose()
  }
  const next = (from: ReviewFinding) => {
    const rest = wanting.slice(wanting.indexOf(from) + 1)
    if (rest[0]) focusOn(fieldOf(rest[0]))
    else void goOn()
  }
  return (
    <ConfirmBox
      title={`明细审核：${countText(review)}`}
      okText={wanting.length > 0 ? '写明原因，继续预结算' : '知道了'}
      busy={command.busy}
      width={760}
      keys={wanting.length > 0 ? { F9: { label: '返回修改明细', run: goBack, enabled: !command.busy } } : {}}
      onOk={goOn}
      onCancel={onClose}
    >
      <FaultPanel fault={command.fault} />
      <ol className="rv-list" aria-label="审核结果">
        {review.findings.map((finding) => (
          <li key={finding.jr_id} data-sev={finding.sev_deg}>
            <Finding finding={finding} />
            {finding.wants && (
              <ReasonField
                label="继续的原因"
                name={fieldOf(finding)}
                reasons={REASONS}
                value={reasons[finding.jr_id] ?? ''}
                onChange={(text) => {
                  setReasons({ ...reasons, [finding.jr_id]: text })
                  setSaid(null)
                }}
                onDone={() => next(finding)}
              />
            )}
          </li>
        ))}
      </ol>
      <p className="v-said" role="alert">
        {said}
      </p>
      {wanting.length > 0 && (
        <p className="quiet">
          明确违规要写明原因才能预结算，原因随就诊留存并写入审计；<kbd>F9</kbd> 记为返回修改，再改明细。
        </p>
      )}
    </ConfirmBox>
  )
}

const fieldOf = ({ jr_id }: ReviewFinding) => `rv-${jr_id}`

function Finding({ finding }: { finding: ReviewFinding }) {
  const { answer } = finding
  return (
    <>
      <p className="rv-head">
        <b>{finding.sevLabel}</b>
        <span>{finding.rule_name}</span>
        {finding.amountFen !== 0 && <span className="money">{yuanShow(finding.amountFen)} 元</span>}
      </p>
      <p>{finding.vola_cont}</p>
      <p className="quiet">
        {finding.items.length > 0 && `涉及：${finding.items.join('、')}`}
        {finding.vola_evid && `　依据：${finding.vola_evid}`}
      </p>
      {answer && (
        <p className="quiet">
          {answer.opterName}：{answer.dspo_way === '1' ? `继续，${answer.dspo_way_rea}` : '返回修改'}
        </p>
      )}
    </>
  )
}
