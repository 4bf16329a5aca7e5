import type { InjuryDiagnosis } from '../../../../shared/injury.ts'
import type { Column } from '../../../components/DataTable.tsx'
import { type DiagnosesProps, DiagnosisList } from '../../admission/form/DiagnosisList.tsx'
import { addDiagnosis, turnInjury } from '../fields.ts'

interface Props extends DiagnosesProps<InjuryDiagnosis> {
  name: 'diagnoses' | 'dscg_diagnoses'
}

const COLUMNS: readonly Column<InjuryDiagnosis>[] = [
  {
    key: 'injury',
    title: '与工伤相关',
    width: 96,
    render: (one) => (one.injury ? '相关' : <b className="waiting">无关</b>),
  },
]
const TURNS = [{ code: 'Space', sign: 'Space', words: '与工伤相关', turn: turnInjury }]

/** The diagnoses of a case; Space says whether the injury caused one. */
export const Diagnoses = (props: Props) => (
  <DiagnosisList<InjuryDiagnosis> {...props} columns={COLUMNS} turns={TURNS} add={addDiagnosis} />
)
