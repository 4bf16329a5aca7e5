import { useEffect, useState } from 'react'
import type { PersonHead, PersonRow, PersonTable } from '../../../shared/api/person.ts'
import { ExportButton } from '../../components/ExportButton.tsx'
import type { Asked } from '../../stores/ask.ts'
import type { Sections } from './index.tsx'
import { ReportPart } from './ReportPart.tsx'
import { SectionTable } from './SectionTable.tsx'
import { openBox, usePerson } from './store.ts'
import { VisitPart } from './VisitPart.tsx'

const EMPTY = {
  drugs: '这段时间没有门诊慢特病用药。',
  sums: '本年度还没有累计。',
  chronic: '没有当前有效的慢特病备案。',
  fixed: '没有当前有效的定点备案。',
  transfers: '这段时间没有转院备案。',
  inHospital: '没有在本院住院。',
  qualified: '没有门慢门特资格。',
  exams: '没有可互认的外院报告。',
}
const FILINGS = [
  ['chronic', '慢特病备案'],
  ['fixed', '定点备案'],
  ['transfers', '转院备案'],
] as const
const LABEL = { drugs: '慢特病用药', sums: '累计', inHospital: '在院', qualified: '门慢特资格' } as const

/** The page of one tab. */
export function Page({ who, asked }: { who: PersonHead; asked: Sections }) {
  const { tab, period } = usePerson()
  const { personId } = who
  switch (tab) {
    case 'visits':
      return <Visits personId={personId} asked={asked.visits} />
    case 'exams':
      return <Exams personId={personId} asked={asked.exams} />
    case 'filings':
      return (
        <div className="pq-page">
          {FILINGS.map(([section, label], index) => (
            <div className="pq-section" key={section}>
              <h3>{label}</h3>
              <List asked={asked[section]} label={label} empty={EMPTY[section]} focus={index === 0} />
            </div>
          ))}
        </div>
      )
    default:
      return (
        <div className="pq-page">
          <List key={tab} asked={asked[tab]} label={LABEL[tab]} empty={EMPTY[tab]} focus />
          <ExportButton
            table={`person.${tab}`}
            query={{ personId, from: period.from, to: period.to }}
            disabled={(asked[tab].value?.rows.length ?? 0) === 0}
          />
        </div>
      )
  }
}

/** A list whose rows open with everything that the centre said of them. */
function List(props: { asked: Asked<PersonTable>; label: string; empty: string; focus: boolean }) {
  const { asked, label } = props
  const [chosen, setChosen] = useState<string | null>(null)
  return (
    <SectionTable
      asked={asked}
      label={label}
      empty={props.empty}
      selected={chosen ?? asked.value?.rows[0]?.key ?? null}
      onSelect={({ key }) => setChosen(key)}
      onOpen={(row) => openBox({ is: 'fields', title: label, row })}
      {...(props.focus ? { focus: 'rows' } : {})}
    />
  )
}

/** The visits of the period, newest first, and what belongs to the chosen one. */
function Visits({ personId, asked }: { personId: string; asked: Asked<PersonTable> }) {
  const { mdtrt_id, setl_id, period, round } = usePerson()
  const sorted = newestFirst(asked)
  const row = sorted.value?.rows.find((one) => one.mdtrt_id === mdtrt_id) ?? sorted.value?.rows[0]
  const stood = useStood(row?.mdtrt_id ?? null)
  return (
    <div className="pq-page">
      <div className="row">
        <span className="quiet">
          {period.from} 至 {period.to}，{period.scope === 'all' ? '全部类别' : '常用类别'}（F6 改）。Enter
          看全部内容
        </span>
      </div>
      <SectionTable
        asked={sorted}
        label="就诊"
        empty="这段时间在本院没有就诊。按 F6 换一段时间，或改查全部类别。"
        selected={row?.key ?? null}
        onSelect={(one) => usePerson.setState({ mdtrt_id: one.mdtrt_id, setl_id: '' })}
        onOpen={(one) => openBox({ is: 'fields', title: '就诊', row: one })}
        focus="rows"
      />
      {stood && (
        <VisitPart key={`${stood} ${round}`} personId={personId} mdtrt_id={stood} setl_id={setl_id} />
      )}
    </div>
  )
}

const STANDS_ms = 250

/** The visit that the selection has stood on for a moment: who runs through the list asks nothing on the way. */
function useStood(mdtrt_id: string | null): string | null {
  const [stood, setStood] = useState(mdtrt_id)
  useEffect(() => {
    const timer = setTimeout(() => setStood(mdtrt_id), STANDS_ms)
    return () => clearTimeout(timer)
  }, [mdtrt_id])
  return mdtrt_id === null ? null : stood
}

/** begntime stands first in a visit's columns */
function newestFirst(asked: Asked<PersonTable>): Asked<PersonTable> {
  const begins = (row: PersonRow) => String(row.cells[0] ?? '')
  const rows = asked.value?.rows.toSorted((a, b) => (begins(a) < begins(b) ? 1 : -1))
  return asked.value && rows ? { ...asked, value: { ...asked.value, rows } } : asked
}

/** Recognised reports, and the one chosen in full. */
function Exams({ personId, asked }: { personId: string; asked: Asked<PersonTable> }) {
  const round = usePerson((s) => s.round)
  const [chosen, setChosen] = useState<string | null>(null)
  const row = asked.value?.rows.find(({ key }) => key === chosen) ?? asked.value?.rows[0]
  return (
    <div className="pq-page">
      <SectionTable
        asked={asked}
        label="互认项目"
        empty={EMPTY.exams}
        selected={row?.key ?? null}
        onSelect={({ key }) => setChosen(key)}
        onOpen={(one) => openBox({ is: 'fields', title: '互认项目', row: one })}
        focus="rows"
      />
      {row?.fixmedins_code && (
        <ReportPart
          key={`${row.rpotc_no} ${round}`}
          personId={personId}
          rpotc_no={row.rpotc_no}
          fixmedins_code={row.fixmedins_code}
        />
      )}
    </div>
  )
}
