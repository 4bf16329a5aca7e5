import { useState } from 'react'
import type { InjuryView } from '../../../shared/api/injury.ts'
import { ageAt } from '../../../shared/idcard.ts'
import { INJURY_LABEL, type InjuryFiling, type Recognition } from '../../../shared/injury.ts'
import { Money } from '../../components/Money.tsx'
import { dayText } from '../../format.ts'
import { Choice } from '../common/Choice.tsx'
import { useDict } from '../common/dict.ts'
import { focusOn } from '../common/focus.ts'
import { Identify } from '../common/Identify.tsx'
import { PersonCard } from '../common/PersonCard.tsx'
import { command } from './commands.ts'
import { typed } from './identify.ts'
import { filingsOf, isBefore, refusal } from './next.ts'
import { focusNext, setFault, useBusy, useInjury } from './store.ts'

/** The left part: who it is, whether the fund may pay, for which injury, on which filing. */
export function Who({ view, revealTick }: { view: InjuryView | null; revealTick: number }) {
  const blankNo = useInjury((s) => s.blankNo)
  const of = view?.case
  return (
    <section className="v-who" aria-label="患者">
      {view && of?.person ? (
        <>
          <PersonCard
            channel="injury.reveal"
            encounterId={of.encounterId}
            person={{ ...of.person, age: ageAt(of.person.brdy, Date.now()) }}
            cert={of.cert}
            revealTick={revealTick}
            onFault={(fault) => setFault(of.encounterId, fault)}
          />
          <Known view={view} />
        </>
      ) : (
        <Nobody key={blankNo} view={view} />
      )}
    </section>
  )
}

function Known({ view }: { view: InjuryView }) {
  const of = view.case
  const no = refusal(view)
  return (
    <>
      <Work view={view} />
      {no !== null ? (
        <p className="i-no" role="alert">
          <b>不能按工伤结算</b>
          {no}
        </p>
      ) : (
        of.fund && <p className={of.fund.ok ? 'i-fund' : 'i-fund i-bad'}>基金：{of.fund.words}</p>
      )}
      {of.warnings.map((text) => (
        <p className="v-warning" key={text}>
          {text}
        </p>
      ))}
      <Recognitions view={view} />
      <Filings view={view} />
      <Facts view={view} />
      {of.accumulations.length > 0 && (
        <div>
          <h3>累计</h3>
          <dl className="a-facts">
            {of.accumulations.map(({ label, value }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd className="v-num">{value}</dd>
              </div>
            ))}
          </dl>
        </div>
      )}
    </>
  )
}

/** The employer and the place of insurance; what the platform knows of the person beside his name. */
function Work({ view }: { view: InjuryView }) {
  const place = useDict('admdvs')
  const { person } = view.case
  if (!person) return null
  const { emp_name, insuplc_admdvs } = person
  return (
    <p className="i-work">
      {emp_name && <span>{emp_name}</span>}
      {insuplc_admdvs && <span className="v-dim">参保地 {place.of(insuplc_admdvs)}</span>}
    </p>
  )
}

const until = (begn: string, end: string) => (end ? `${begn} 至 ${end}` : begn ? `${begn} 起` : '')

/** Once it is clear which one is meant, those that cannot be used only say how many they are. */
function unfolded<T extends { id: string; why: string | null }>(
  view: InjuryView,
  all: readonly T[],
  chosen: string | null,
) {
  const open = isBefore(view)
  const shown = chosen === null ? all : all.filter(({ id, why }) => id === chosen || (open && why === null))
  return { shown, folded: all.length - shown.length }
}

/** The recognised injuries. With several, ↑↓ and Enter choose; with one it only tells. */
function Recognitions({ view }: { view: InjuryView }) {
  const busy = useBusy()
  const { recognition } = view.case
  const { shown: recognitions, folded } = unfolded(view, view.case.recognitions, recognition)
  const [moved, setMoved] = useState<number | null>(null)
  const canChoose = isBefore(view) && recognitions.length > 1
  const standing = recognitions.findIndex(({ id }) => id === recognition)
  const first = recognitions.findIndex(({ why }) => why === null)
  const at = canChoose ? (moved ?? (standing < 0 ? first : standing)) : standing
  const choose = () => {
    const one = recognitions[at]
    if (!one || one.why !== null || busy) return
    setMoved(null)
    if (one.id === recognition) focusNext()
    else void command('injury.choose', { recognition: one.id })
  }
  return (
    <div>
      <h3>工伤认定{canChoose && <small>↑↓ 选择，Enter 选定</small>}</h3>
      {recognitions.length === 0 && <p className="v-dim">平台没有返回工伤认定。</p>}
      <Choice
        label="工伤认定"
        name="recognition"
        options={recognitions.map((one) => ({ key: one.id, body: <Injury one={one} /> }))}
        at={at}
        disabled={!canChoose}
        onChange={setMoved}
        onEnter={choose}
      />
      {folded > 0 && <p className="v-dim i-more">另有 {folded} 次认定，这次不用</p>}
    </div>
  )
}

function Injury({ one }: { one: Recognition }) {
  return (
    <>
      <b className="i-about">{one.about || `认定 ${one.alc011 || one.id}`}</b>
      {one.about && <span className="v-dim v-num">认定 {one.alc011 || one.id}</span>}
      {one.alc020 && <span className="v-dim v-num">受伤 {one.alc020}</span>}
      {one.begndate && <span className="v-dim v-num">有效 {until(one.begndate, one.enddate)}</span>}
      {one.why && <span className="i-why">{one.why}</span>}
    </>
  )
}

/** 备案, 就医条件, 就医申请: what else allows the treatment, and how long. */
function Filings({ view }: { view: InjuryView }) {
  const busy = useBusy()
  const { filing } = view.case
  const { shown: own, folded } = unfolded(view, filingsOf(view), filing)
  const [moved, setMoved] = useState<number | null>(null)
  if (own.length === 0) return null
  const canChoose = isBefore(view) && own.length > 1
  const standing = own.findIndex(({ id }) => id === filing)
  const first = own.findIndex(({ why }) => why === null)
  const at = canChoose ? (moved ?? (standing < 0 ? first : standing)) : standing
  const choose = () => {
    const one = own[at]
    if (!one || one.why !== null || busy) return
    setMoved(null)
    if (one.id === filing) focusNext()
    else void command('injury.choose', { filing: one.id })
  }
  return (
    <div>
      <h3>
        {own.length > 1 ? '备案与就医条件' : own[0]!.label}
        {canChoose && <small>↑↓ 选择，Enter 选定</small>}
      </h3>
      <Choice
        label="备案"
        name="filing"
        options={own.map((one) => ({ key: one.id, body: <Filing one={one} many={own.length > 1} /> }))}
        at={at}
        disabled={!canChoose}
        onChange={setMoved}
        onEnter={choose}
      />
      {folded > 0 && <p className="v-dim i-more">另有 {folded} 份，这次不用</p>}
    </div>
  )
}

function Filing({ one, many }: { one: InjuryFiling; many: boolean }) {
  return (
    <>
      {many && <b>{one.label}</b>}
      {one.place && <span>{one.place}</span>}
      <span className="v-dim v-num">{until(one.begndate, one.enddate)}</span>
      {one.limitFen !== null && (
        <span className="v-dim">
          限额 <Money fen={one.limitFen} />
        </span>
      )}
      {one.why && <span className="i-why">{one.why}</span>}
    </>
  )
}

/** What stands at the platform, and of a stay where it is. */
function Facts({ view }: { view: InjuryView }) {
  const { kind, application, mdtrt_id, ipt_otp_no, bed, dept, begntime, endtime } = view.case
  const stay = kind === 'inpatient'
  const facts: [string, string][] = [
    ['就诊编号', mdtrt_id ?? ''],
    [stay ? '住院号' : '门诊号', stay ? ipt_otp_no : ''],
    ['科室', stay ? (dept?.dept_name ?? '') : ''],
    ['床位', stay ? bed : ''],
    ['入院', stay && begntime > 0 ? dayText(begntime) : ''],
    ['出院', stay && endtime ? dayText(endtime) : ''],
    ['申请', application ? APPLIED[application.state] : ''],
    ['申请结果', application?.words ?? ''],
    ['批准期限', application ? until(application.begndate, application.enddate) : ''],
  ]
  const shown = facts.filter(([, value]) => value !== '')
  if (shown.length === 0) return null
  return (
    <dl className="a-facts">
      {shown.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd className="v-num">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

const APPLIED = { waiting: '待审', approved: '已通过', refused: '没有通过' } as const

const WAYS = [
  ['扫码', '电子凭证，随时可扫'],
  ['F2', '读社保卡'],
  ['Enter', '按证件号码查询认定'],
  ['F3', '按姓名查找患者'],
] as const
const MORE = {
  blank: [
    ['↓', '到在办列表'],
    ['Shift+F3', '办过的：撤销、重打'],
  ],
  inpatient: [
    ['F4', 'HIS 待入院患者'],
    ['↓', '到在办列表'],
    ['Shift+F3', '办过的：撤销、重打'],
  ],
  opened: [
    ['↓', '到在办列表'],
    ['Esc', '不办了'],
  ],
} as const

function Nobody({ view }: { view: InjuryView | null }) {
  const { family, kind } = useInjury()
  const stay = view?.case.kind === 'inpatient' ? view.case : null
  const more = view ? MORE.opened : kind === 'inpatient' ? MORE.inpatient : MORE.blank
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: ↓ bubbles here from the field
    <div
      onKeyDown={(event) => {
        if (event.key === 'ArrowDown' && focusOn('cases')) event.preventDefault()
      }}
    >
      <Identify
        offShift="不能办理"
        ways={[...WAYS, ...more]}
        waysClass="v-ways i-list"
        busy={useBusy()}
        onTyped={typed}
      >
        <h2>{INJURY_LABEL[view?.case.family ?? family]}</h2>
        {stay?.ipt_otp_no && (
          <p className="v-dim">
            住院号 {stay.ipt_otp_no}
            {stay.dept && ` · ${stay.dept.dept_name}`}
            {stay.bed && ` · ${stay.bed} 床`}
          </p>
        )}
      </Identify>
    </div>
  )
}
