import type { VisitView } from '../../../shared/api/visit.ts'
import type { FieldFault } from '../../../shared/contract.ts'
import type { Diagnosis, Visit } from '../../../shared/visit.ts'
import { call } from '../../bridge.ts'
import { useDict } from '../common/dict.ts'
import { focusOn } from '../common/focus.ts'
import { Labelled } from '../common/Labelled.tsx'
import {
  dictOptions,
  findDepartments,
  findDiagnoses,
  findDoctors,
  matching,
  type Option,
  optionKey,
  optionRow,
} from '../common/option.tsx'
import { Suggest } from '../common/Suggest.tsx'
import { edit } from './commands.ts'
import { faultFor } from './missing.ts'

const findClinics = findDepartments('clinic')
/** Outpatient kinds come first; a counter for outpatients has no use for 21…, 52. */
const OUTPATIENT = /^(1|51|53|99)/
/** 门诊慢特病 */
const CHRONIC = '14'

/** 医疗类别, 科室, 医师, 病种, 诊断: the facts of the visit that 2201 and 2203A need. */
export function Header({ view, faults }: { view: VisitView; faults: FieldFault[] }) {
  const { visit } = view
  const off = !view.can.edit
  const showDisease = visit.dise_codg !== null || faultFor(view.missing, 'dise') !== null
  return (
    <div className="v-header">
      <MedType visit={visit} off={off} fault={faultFor(faults, 'med_type')} />
      <Labelled label="科室" fault={faultFor(faults, 'dept')}>
        <Suggest<Option>
          name="dept"
          label="科室"
          shown={visit.dept?.dept_name ?? ''}
          placeholder="代码 / 名称 / 拼音"
          none="没有这个科室"
          eager
          disabled={off}
          invalid={faultFor(faults, 'dept') !== null}
          fetch={findClinics}
          keyOf={optionKey}
          row={optionRow}
          onPick={(d) => {
            void edit('visit.setHeader', { dept_code: d.code })
            focusOn('doctor')
          }}
          onDone={() => focusOn('doctor')}
        />
      </Labelled>
      <Labelled label="医师" fault={faultFor(faults, 'doctor')}>
        <Suggest<Option>
          name="doctor"
          label="医师"
          shown={visit.doctor?.dr_name ?? ''}
          placeholder="代码 / 姓名 / 拼音"
          none="没有这位医师"
          eager
          disabled={off}
          invalid={faultFor(faults, 'doctor') !== null}
          fetch={(text) => findDoctors(text, visit.dept?.dept_code)}
          keyOf={optionKey}
          row={optionRow}
          onPick={(d) => {
            void edit('visit.setHeader', { atddr_no: d.code })
            focusOn('diagnosis')
          }}
          onDone={() => focusOn('diagnosis')}
        />
      </Labelled>
      <Diagnoses visit={visit} off={off} fault={faultFor(faults, 'diagnosis')} />
      {showDisease && <Disease visit={visit} off={off} fault={faultFor(faults, 'dise')} />}
    </div>
  )
}

function MedType({ visit, off, fault }: { visit: Visit; off: boolean; fault: string | null }) {
  const dict = useDict('med_type')
  const options = dictOptions(dict.values).filter(({ code }) => OUTPATIENT.test(code))
  return (
    <Labelled label="医疗类别" fault={fault}>
      <Suggest<Option>
        name="med_type"
        label="医疗类别"
        shown={visit.med_type ? dict.of(visit.med_type) : ''}
        placeholder="代码 / 名称"
        none="没有这个医疗类别"
        eager
        disabled={off}
        invalid={fault !== null}
        fetch={async (text) => matching(options, text)}
        keyOf={optionKey}
        row={optionRow}
        onPick={(o) => {
          // a disease filed for one kind of visit means nothing for another
          const other = visit.dise_codg && o.code !== visit.med_type
          void edit('visit.setHeader', {
            med_type: o.code,
            ...(other ? { dise_codg: null, dise_name: null } : {}),
          })
          focusOn('dept')
        }}
        onDone={() => focusOn('dept')}
      />
    </Labelled>
  )
}

interface DiseaseOption extends Option {
  /** how long it is filed for the patient; empty: it is not, as far as is known */
  filed: string
}

const diseaseRow = (o: DiseaseOption) => (
  <>
    {optionRow(o)}
    {o.filed && <small className="v-filed">{o.filed}</small>}
  </>
)

/** For 门诊慢特病 the diseases filed for the patient come first (5301); any other may be typed. */
async function findDiseases(visit: Visit, text: string): Promise<DiseaseOption[]> {
  const [filed, typed] = await Promise.all([filedFor(visit, text), findDiagnoses(text)])
  const others = typed.filter(({ code }) => !filed.some((one) => one.code === code))
  return [...filed, ...others.map((one) => ({ ...one, filed: '' }))]
}

let filed: { encounterId: string; list: Promise<DiseaseOption[]> } | null = null

/** Asked when the field is gone to. Without an answer the field says why, and what is typed is found anyway. */
async function filedFor({ med_type, encounterId }: Visit, text: string): Promise<DiseaseOption[]> {
  if (med_type !== CHRONIC) return []
  if (!text || filed?.encounterId !== encounterId) filed = { encounterId, list: askFiled(encounterId) }
  const { list } = filed
  const known = text ? await list.catch(() => []) : await list
  const codes = new Set(matching(known, text).map(({ code }) => code))
  return known.filter(({ code }) => codes.has(code))
}

async function askFiled(encounterId: string): Promise<DiseaseOption[]> {
  const found = await call('visit.diseases', { encounterId })
  return found.map(({ opsp_dise_code: code, opsp_dise_name: name, begndate, enddate }) => ({
    ...{ code, name, py: '' },
    filed: `已备案，${enddate ? `至 ${enddate}` : `${begndate} 起`}`,
  }))
}

/** The diseases of 门诊慢特病 and 两病: by diagnosis code, as filed for the person. */
function Disease({ visit, off, fault }: { visit: Visit; off: boolean; fault: string | null }) {
  return (
    <Labelled label="病种" fault={fault}>
      <Suggest<DiseaseOption>
        name="dise"
        label="病种"
        shown={visit.dise_name ?? ''}
        placeholder="病种代码 / 名称 / 拼音"
        none="没有这个病种"
        eager
        disabled={off}
        invalid={fault !== null}
        fetch={(text) => findDiseases(visit, text)}
        keyOf={optionKey}
        row={diseaseRow}
        onPick={(o) => {
          void edit('visit.setHeader', { dise_codg: o.code, dise_name: o.name })
          focusOn('diagnosis')
        }}
        onDone={() => focusOn('diagnosis')}
      />
    </Labelled>
  )
}

function Diagnoses({ visit, off, fault }: { visit: Visit; off: boolean; fault: string | null }) {
  const save = (list: Diagnosis[]) => {
    const tidy = list.map((d, i) => ({
      diag_code: d.diag_code,
      diag_name: d.diag_name,
      diag_type: d.diag_type as '1' | '2' | '3',
      main: i === 0,
    }))
    void edit('visit.setHeader', { diagnoses: tidy })
  }
  return (
    <Labelled label="诊断" fault={fault} wide>
      {visit.diagnoses.map((d, i) => (
        <span className="v-tag" key={d.diag_code} title={d.diag_code}>
          {d.diag_name}
          {i === 0 && <small>主</small>}
        </span>
      ))}
      <Suggest<Option>
        name="diagnosis"
        label="诊断"
        placeholder={visit.diagnoses.length ? '再加一个；退格删除' : '代码 / 名称 / 拼音'}
        none="没有这个诊断"
        disabled={off}
        invalid={fault !== null}
        fetch={findDiagnoses}
        keyOf={optionKey}
        row={optionRow}
        onPick={(o) => {
          if (visit.diagnoses.some((d) => d.diag_code === o.code)) return
          const added = { diag_code: o.code, diag_name: o.name, diag_type: '1', main: false }
          save([...visit.diagnoses, added])
        }}
        onDone={() => focusOn('entry')}
        onKey={(event, empty) => {
          if (event.key === 'Backspace' && empty && !event.repeat) save(visit.diagnoses.slice(0, -1))
        }}
      />
    </Labelled>
  )
}
