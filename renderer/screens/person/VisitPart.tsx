import { ExportButton } from '../../components/ExportButton.tsx'
import { useAsk } from '../../stores/ask.ts'
import { SectionTable } from './SectionTable.tsx'
import { openBox } from './store.ts'

interface Props {
  personId: string
  mdtrt_id: string
  setl_id: string
}

const DETAILS = [
  ...['medins_list_name', 'chrgitm_lv', 'pric', 'cnt', 'det_item_fee_sumamt', 'fulamt_ownpay_amt'],
  ...['overlmt_amt', 'preselfpay_amt', 'inscp_scp_amt', 'spec', 'fee_ocur_time', 'bilg_dr_name'],
]

/** Diagnoses, settlements and details of one visit, asked side by side. */
export function VisitPart({ personId, mdtrt_id, setl_id }: Props) {
  const of = { personId, mdtrt_id, setl_id }
  const diagnoses = useAsk('person.section', { ...of, section: 'diagnoses' }, '查询诊断')
  const settlements = useAsk('person.section', { ...of, section: 'settlements' }, '查询结算')
  const details = useAsk('person.section', { ...of, section: 'details' }, '查询明细')
  return (
    <div className="pq-visit">
      <div className="pq-side">
        <h3>诊断 {count(diagnoses.value)}</h3>
        <SectionTable
          asked={diagnoses}
          label="诊断"
          empty="中心没有这次就诊的诊断。"
          only={['maindiag_flag', 'diag_code', 'diag_name', 'inout_diag_type']}
          onOpen={(row) => openBox({ is: 'fields', title: '诊断', row })}
        />
        <h3>结算 {count(settlements.value)}</h3>
        <SectionTable
          asked={settlements}
          label="结算"
          empty="还没有结算。"
          only={[
            'medfee_sumamt',
            'fund_pay_sumamt',
            'acct_pay',
            'cash_payamt',
            'refd_setl_flag',
            'setl_time',
          ]}
          onOpen={(row) => openBox({ is: 'fields', title: '结算', row })}
        />
      </div>
      <div className="pq-side">
        <div className="row">
          <h3>明细 {count(details.value)}</h3>
          <ExportButton
            table="person.details"
            query={{ ...of }}
            disabled={(details.value?.rows.length ?? 0) === 0}
          />
        </div>
        <SectionTable
          asked={details}
          label="明细"
          only={DETAILS}
          empty="没有已结算的明细。"
          onOpen={(row) => openBox({ is: 'fields', title: '明细', row })}
        />
      </div>
    </div>
  )
}

const count = (table: { rows: readonly unknown[] } | null) =>
  table && <small className="quiet">{table.rows.length}</small>
