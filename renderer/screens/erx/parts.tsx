import type { RxDrug, RxReview } from '../../../shared/api/erx.ts'

export function Drugs({ drugs }: { drugs: readonly RxDrug[] }) {
  return (
    <table className="rx-drugs" aria-label="处方药品">
      <tbody>
        {drugs.map((drug) => (
          <tr key={drug.med_list_codg}>
            <td>
              <b>{drug.drug_genname}</b> <span className="quiet">{drug.drug_spec}</span>
            </td>
            <td className="quiet">
              {drug.medc_way_dscr} {drug.medc_days} 天
            </td>
            <td>
              {drug.drug_cnt} {drug.drug_cnt_unit}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export function Review({ review }: { review: RxReview | null }) {
  if (!review) return null
  return (
    <>
      <h3>审核</h3>
      <p className={review.passed ? 'done' : 'waiting'}>
        {review.passed ? '审核通过' : '审核不通过'}　{review.opnn}
      </p>
      <p className="quiet">
        {review.where} {review.by} {review.at}
      </p>
    </>
  )
}

/** What a list says of each prescription: red belongs to money, so amber is what needs a hand. */
export const toneOf = (state: string): string =>
  state === 'bought' || state === 'approved' ? 'done' : state === 'undone' ? 'quiet' : 'waiting'
