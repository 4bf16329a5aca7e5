import type { StayDiagnosis } from '../../../../shared/stay.ts'
import { useDict } from '../../common/dict.ts'
import { type DiagnosesProps, DiagnosisList } from './DiagnosisList.tsx'
import { addDiagnosis, turnCond, turnType } from './diagnosis.ts'

const TURNS = [
  { code: 'KeyT', sign: 'T', words: '类别', turn: turnType },
  { code: 'KeyR', sign: 'R', words: '入院病情', turn: turnCond },
]

/** The diagnoses of a stay, each with its kind and 入院病情. */
export function Diagnoses(props: DiagnosesProps<StayDiagnosis>) {
  const type = useDict('diag_type')
  const cond = useDict('adm_cond_type')
  return (
    <DiagnosisList<StayDiagnosis>
      {...props}
      name="diagnoses"
      columns={[
        { key: 'type', title: '类别', width: 104, render: (d) => type.of(d.diag_type) },
        { key: 'cond', title: '入院病情', width: 96, render: (d) => (d.adm_cond ? cond.of(d.adm_cond) : '') },
      ]}
      turns={TURNS}
      add={addDiagnosis}
    />
  )
}
