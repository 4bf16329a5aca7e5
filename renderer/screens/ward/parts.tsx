import type { WardRow } from '../../../shared/api/admission.ts'
import { wardSums } from './sort.ts'
import { useUpload } from './upload.ts'

/** In hospital N, not uploaded M lines, owing K. */
export function Summary({ rows }: { rows: WardRow[] }) {
  const sums = wardSums(rows)
  return (
    <p className="w-summary" role="status">
      <span>
        在院 <b>{sums.patients}</b> 人
      </span>
      <span className={sums.unsentLines > 0 ? 'waiting' : 'quiet'}>
        未上传 <b>{sums.unsentPatients}</b> 人 <b>{sums.unsentLines}</b> 条
      </span>
      <span className={sums.failedLines > 0 ? 'in-doubt' : 'quiet'}>
        失败 <b>{sums.failedLines}</b> 条
      </span>
      <span className={sums.owing > 0 ? 'in-doubt' : 'quiet'}>
        欠费 <b>{sums.owing}</b> 人
      </span>
    </p>
  )
}

/** How far an upload of several is, and afterwards what did not go through. */
export function Progress() {
  const { now, total, done, stopping } = useUpload()
  if (now === null && done.length === 0) return null
  const sent = done.reduce((acc, one) => acc + one.sent, 0)
  const wrong = done.filter((one) => one.failed > 0 || one.why !== null)
  return (
    <section className="w-upload" aria-label="上传进度" role="status">
      <p>
        {now === null
          ? `上传完成 ${done.length}/${total} 人`
          : `正在上传 ${done.length + 1}/${total}：${now}`}
        ，成功 {sent} 条{wrong.length > 0 && <b className="in-doubt">，{wrong.length} 人有问题</b>}
        {stopping && now !== null && '；这一位传完就停'}
        <progress max={total} value={done.length} aria-label="进度" />
      </p>
      {wrong.length > 0 && (
        <ul>
          {wrong.map((one) => (
            <li key={one.encounterId}>
              {one.who}：{one.why ?? `失败 ${one.failed} 条，按 Enter 进入看原因`}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
