import { useState } from 'react'
import type { RxLineView, RxView } from '../../../shared/api/stock.ts'
import { ConfirmBox } from '../../components/ConfirmBox.tsx'
import { Choice } from '../common/Choice.tsx'
import { isSecondEnter } from '../common/enter.ts'
import { focusOn } from '../common/focus.ts'
import { ReasonField } from '../common/ReasonField.tsx'
import { answerAsk, changeLine, type Giving, giveBack, takeScan } from './actions.ts'
import { type Box, closeBox, useDispense } from './store.ts'

/** A code of a product that was never seen: to which line does the pack in the hand belong? */
export function AskLine({ rx, box }: { rx: RxView; box: Extract<Box, { is: 'ask' }> }) {
  const lines = rx.lines.filter(({ lineNo }) => box.lineNos.includes(lineNo))
  const [at, setAt] = useState(0)
  const take = () => {
    const line = lines[at]
    if (line && !isSecondEnter()) void answerAsk(box.drug_trac_codg, line.lineNo)
  }
  return (
    <ConfirmBox title="这盒是哪个药？" okText="就是这个药" onOk={take} onCancel={closeBox} width={620}>
      <p>
        第一次见到这种追溯码 <span className="code">{box.drug_trac_codg}</span>
        。请看着药盒选择{box.learns ? '，选过之后同样的药不再问' : '（企业自编码看不出品种，每盒都要选）'}
        。都不是请按 Esc。
      </p>
      <Choice
        label="药品"
        name="box"
        options={lines.map((line) => ({
          key: String(line.lineNo),
          body: (
            <>
              <b>{line.name}</b>
              <span className="v-dim">
                {line.spec}　要 {line.cnt} {line.unit}
              </span>
            </>
          ),
        }))}
        at={at}
        onChange={setAt}
        onEnter={take}
      />
    </ConfirmBox>
  )
}

const NO_CODE = ['早期采购，盒上没有追溯码', '追溯码破损，无法识读', '院内制剂，没有追溯码']

/** 无码: handed out all the same, with the reason on the row of sale. */
export function NoCodeBox({ rx, lineNo }: { rx: RxView; lineNo: number }) {
  const [reason, setReason] = useState('')
  const line = rx.lines.find((each) => each.lineNo === lineNo)
  const confirm = () => {
    if (isSecondEnter() || !line) return
    if (!reason.trim()) return void focusOn('box')
    void changeLine({ lineNo, noCode: reason.trim() }, `${line.name} 无码发出：${reason.trim()}`)
  }
  return (
    <ConfirmBox
      title={`${line?.name ?? ''} 没有追溯码`}
      okText="无码发出"
      onOk={confirm}
      onCancel={closeBox}
      width={600}
    >
      <ReasonField label="无码原因" reasons={NO_CODE} value={reason} onChange={setReason} onDone={confirm} />
    </ConfirmBox>
  )
}

/** A code that cannot be read is typed from the pack. */
export function TypeBox() {
  const [text, setText] = useState('')
  const take = () => {
    if (!text.trim()) return void focusOn('box')
    closeBox()
    takeScan(text.trim())
  }
  return (
    <ConfirmBox title="手工输入追溯码" okText="核对" onOk={take} onCancel={closeBox}>
      <input
        className="v-input code"
        data-focus="box"
        aria-label="追溯码"
        placeholder="照药盒上印的数字输入"
        autoComplete="off"
        maxLength={100}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </ConfirmBox>
  )
}

const REASONS = ['退费退药', '医生改方', '患者不适，停药', '发错药']

const standing = (line: RxLineView) => line.codes.filter(({ returned }) => !returned)

/** What is marked, by line; a line without codes comes back whole where it is ticked. */
function giving(rx: RxView, back: readonly string[], loose: ReadonlySet<number>): Giving[] {
  return rx.lines.flatMap((line): Giving[] => {
    const codes = standing(line).flatMap(({ drug_trac_codg }) =>
      back.includes(drug_trac_codg) ? [drug_trac_codg] : [],
    )
    if (codes.length > 0) return [{ lineNo: line.lineNo, codes }]
    return loose.has(line.lineNo) ? [{ lineNo: line.lineNo, codes: [], cnt: line.returnable }] : []
  })
}

/** The packs that come back are scanned; Alt+A takes everything. */
export function ReturnBox({ rx }: { rx: RxView }) {
  const back = useDispense((s) => s.back)
  const [loose, setLoose] = useState<ReadonlySet<number>>(new Set())
  const [reason, setReason] = useState('')
  const [said, setSaid] = useState<string | null>(null)
  const lines = rx.lines.filter(({ returnable }) => Number(returnable) > 0)
  const marked = giving(rx, back, loose)
  const all = () => {
    useDispense.setState({ back: lines.flatMap((line) => standing(line).map((code) => code.drug_trac_codg)) })
    setLoose(new Set(lines.filter((line) => standing(line).length === 0).map(({ lineNo }) => lineNo)))
    setSaid(null)
  }
  const confirm = () => {
    if (isSecondEnter()) return
    if (marked.length === 0) return setSaid('请扫要退的药盒，或按 Alt+A 全部退回。')
    if (!reason.trim()) return void focusOn('box')
    void giveBack(marked, reason.trim())
  }
  return (
    <ConfirmBox
      title={`退药：${rx.psn_name} ${rx.rxno}`}
      okText="确认退药"
      danger
      onOk={confirm}
      onCancel={closeBox}
      width={680}
      keys={{ 'Alt+A': { label: '全部退回', run: all } }}
    >
      <div className="d-return">
        <p>
          扫要退的药盒，或按 <kbd>Alt+A</kbd> 全部退回。
        </p>
        <ul>
          {lines.map((line) => (
            <li key={line.lineNo}>
              <b>{line.name}</b> <span className="quiet">在外 {line.returnable}</span>
              {standing(line).map(({ drug_trac_codg }) => (
                <span
                  key={drug_trac_codg}
                  className={`code${back.includes(drug_trac_codg) ? ' done' : ' quiet'}`}
                >
                  {back.includes(drug_trac_codg) ? '✓' : '○'} {drug_trac_codg}
                </span>
              ))}
              {standing(line).length === 0 && (
                <span className={loose.has(line.lineNo) ? 'done' : 'quiet'}>
                  {loose.has(line.lineNo) ? '✓' : '○'} 没有追溯码，全部
                </span>
              )}
            </li>
          ))}
        </ul>
        <ReasonField
          label="退药原因"
          reasons={REASONS}
          value={reason}
          onChange={setReason}
          onDone={confirm}
        />
        <p className="v-said" role="alert">
          {said}
        </p>
      </div>
    </ConfirmBox>
  )
}
