import { useEffect } from 'react'
import type { RxLineView, RxView } from '../../../shared/api/stock.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { type KeyMap, useKeys } from '../../keys.ts'
import { focusOn } from '../common/focus.ts'
import { NextButton } from '../common/NextButton.tsx'
import { changeLine, dropLast, finish } from './actions.ts'
import { AskLine, NoCodeBox, ReturnBox, TypeBox } from './boxes.tsx'
import { RX_TONE } from './List.tsx'
import { SaidLine } from './Said.tsx'
import { leave, openBox, useDispense } from './store.ts'

const standing = (line: RxLineView) => line.codes.filter(({ returned }) => !returned)

/** 「1/2」; what needs no scan says so. */
function Count({ line }: { line: RxLineView }) {
  if (line.noCode !== null) return <span title={line.noCode}>无码</span>
  if (line.need === 0) return <span className="quiet">不用扫</span>
  const done = standing(line).length
  return (
    <b className={`d-count${line.done ? ' done' : ''}`}>
      {done}/{line.need}
    </b>
  )
}

const COLUMNS: readonly Column<RxLineView>[] = [
  {
    key: 'mark',
    title: '',
    width: 34,
    render: (line) => <i className="d-mark">{line.done ? '✓' : line.lineNo}</i>,
  },
  {
    key: 'name',
    title: '药品',
    width: 300,
    render: (line) => (
      <>
        <b>{line.name}</b> <small>{line.spec}</small>
      </>
    ),
  },
  {
    key: 'cnt',
    title: '数量',
    width: 120,
    align: 'right',
    render: (line) => (
      <span>
        {line.cnt} {line.unit}
        {line.trdn_flag === '1' && <b className="waiting"> 拆零</b>}
      </span>
    ),
  },
  { key: 'count', title: '已扫', width: 76, align: 'center', render: (line) => <Count line={line} /> },
  {
    key: 'codes',
    title: '追溯码、批号、有效期',
    render: (line) => {
      const codes = line.codes.map(
        ({ drug_trac_codg, returned }) => `${drug_trac_codg}${returned ? '（已退）' : ''}`,
      )
      const last = standing(line).at(-1)
      const batch = last?.manu_lotnum ? `　批号 ${last.manu_lotnum} 至 ${last.expy_end}` : ''
      return (
        <span className="code" title={codes.join('\n')}>
          {line.noCode ?? (codes.length > 0 ? `${codes.at(-1)}${batch}` : '')}
        </span>
      )
    },
  },
]

/** One prescription being handed out: what was scanned last in large letters, the lines, the one next action. */
export function Prescription({ rx }: { rx: RxView }) {
  const lineNo = useDispense((s) => s.lineNo)
  const box = useDispense((s) => s.box)
  const line = rx.lines.find((each) => each.lineNo === lineNo) ?? rx.lines[0]
  useEffect(() => {
    if (!box) focusOn('lines')
  }, [box])
  useKeys(keysFor(rx, line))
  return (
    <div className="d-screen">
      <section className="panel d-who" aria-label="处方">
        <h2>{rx.psn_name}</h2>
        <p className="v-num">{rx.certnoMasked}</p>
        <dl>
          <dt>处方号</dt>
          <dd>{rx.rxno}</dd>
          <dt>科室</dt>
          <dd>{rx.dept_name}</dd>
          <dt>医师</dt>
          <dd>{rx.prsc_dr_name}</dd>
          <dt>开方</dt>
          <dd>{rx.prsc_time}</dd>
          <dt>收费</dt>
          <dd className={rx.paid ? '' : 'waiting'}>{rx.paidLabel}</dd>
        </dl>
        <p className={`d-state ${RX_TONE[rx.state]}`}>{rx.stateLabel}</p>
        {rx.note && <p className="v-warning">{rx.note}</p>}
        {rx.upload && <p className="quiet">{rx.upload}</p>}
      </section>
      <section className="panel d-what" aria-label="药品">
        <SaidLine idle={isOpen(rx) ? '请扫药盒上的追溯码' : rx.stateLabel} />
        <div className="d-lines" data-focus="lines">
          <DataTable<RxLineView>
            label="处方明细"
            columns={COLUMNS}
            rows={rx.lines}
            rowKey={(each) => String(each.lineNo)}
            selected={line ? String(line.lineNo) : null}
            onSelect={(each) => useDispense.setState({ lineNo: each.lineNo })}
            rowClass={(each) => (each.done ? 'd-done' : undefined)}
            empty="这张处方没有药品。"
          />
        </div>
        {line && <Codes line={line} />}
        <div className="d-foot">
          <WaitLine />
          <Next rx={rx} />
        </div>
      </section>
      {box?.is === 'ask' && <AskLine rx={rx} box={box} />}
      {box?.is === 'noCode' && <NoCodeBox rx={rx} lineNo={box.lineNo} />}
      {box?.is === 'return' && <ReturnBox rx={rx} />}
      {box?.is === 'type' && <TypeBox />}
    </div>
  )
}

/** Every code of the line that the keys are about. */
function Codes({ line }: { line: RxLineView }) {
  if (line.codes.length === 0) return null
  return (
    <ul className="d-codes" aria-label={`${line.name} 的追溯码`}>
      {line.codes.map(({ drug_trac_codg, manu_lotnum, expy_end, returned }) => (
        <li key={drug_trac_codg} data-returned={returned || undefined}>
          <span className="code">{drug_trac_codg}</span>
          <small>
            {returned
              ? '已退'
              : [manu_lotnum && `批号 ${manu_lotnum}`, expy_end && `至 ${expy_end}`].join(' ')}
          </small>
        </li>
      ))}
    </ul>
  )
}

const isOpen = ({ state }: RxView) => state === 'todo' || state === 'part'
const isOut = ({ state }: RxView) => state === 'done' || state === 'toReturn'

function Next({ rx }: { rx: RxView }) {
  if (isOpen(rx)) {
    const label = rx.paid ? '发药完成' : '扫码完成，待收费'
    return <NextButton label={label} hotkey="F8" blocked={!rx.canFinish} onPress={() => void finish()} />
  }
  if (rx.state === 'toReturn')
    return (
      <NextButton label="扫码退药" hotkey="F9" blocked={false} onPress={() => openBox({ is: 'return' })} />
    )
  return <NextButton label="下一张处方" hotkey="Esc" blocked={false} onPress={leave} />
}

function keysFor(rx: RxView, line: RxLineView | undefined): KeyMap {
  const canChange = isOpen(rx) && line !== undefined && line.need > 0 && standing(line).length === 0
  const split = () => {
    if (!line) return
    const trdn_flag = line.trdn_flag === '1' ? '0' : '1'
    const said = trdn_flag === '1' ? `${line.name} 按拆零发：同一盒可以再发给别人` : `${line.name} 按整盒发`
    void changeLine({ lineNo: line.lineNo, trdn_flag }, said)
  }
  const noCode = () => {
    if (!line) return
    if (line.noCode === null) openBox({ is: 'noCode', lineNo: line.lineNo })
    else void changeLine({ lineNo: line.lineNo, noCode: null }, `${line.name} 改为扫码`)
  }
  return {
    F2: { label: '手工输码', run: () => openBox({ is: 'type' }), enabled: isOpen(rx) },
    F8: { label: '发药完成', run: () => finish(), enabled: rx.canFinish },
    F9: { label: '退药', run: () => openBox({ is: 'return' }), enabled: isOut(rx) },
    'Alt+C': { label: '拆零', run: split, enabled: canChange },
    'Alt+W': { label: '无码', run: noCode, enabled: canChange || (isOpen(rx) && line?.noCode != null) },
    Delete: {
      label: '取消一个码',
      run: () => line && dropLast(line.lineNo),
      enabled: isOpen(rx) && line !== undefined && standing(line).length > 0,
    },
    Esc: { label: '回列表', run: leave },
  }
}
