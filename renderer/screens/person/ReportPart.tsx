import { useAsk } from '../../stores/ask.ts'
import { SectionTable } from './SectionTable.tsx'
import { openBox } from './store.ts'

/** One recognised report: an examination's conclusion, or a laboratory's values. */
export function ReportPart(props: { personId: string; rpotc_no: string; fixmedins_code: string }) {
  const asked = useAsk('person.section', { ...props, section: 'report' }, '查询报告')
  return (
    <>
      <h3>
        报告 <small className="quiet">{props.rpotc_no}</small>
      </h3>
      <SectionTable
        asked={asked}
        label="报告"
        empty="这份报告没有明细。"
        onOpen={(row) => openBox({ is: 'fields', title: '报告', row })}
      />
    </>
  )
}
