import { type ReactNode, useEffect, useState } from 'react'
import type { FilingPerson } from '../../../shared/api/filing.ts'
import type { TermsHit } from '../../../shared/api/terms.ts'
import { GuitaiError } from '../../../shared/errors.ts'
import type { Cert } from '../../../shared/visit.ts'
import { call } from '../../bridge.ts'
import { recordOf } from '../../components/contract/form.ts'
import { ExportButton } from '../../components/ExportButton.tsx'
import { useKeys } from '../../keys.ts'
import { useDict } from '../common/dict.ts'
import { FindPerson } from '../common/FindPerson.tsx'
import { focusOn } from '../common/focus.ts'
import { Identify } from '../common/Identify.tsx'
import { InsuranceBody, insuranceKey } from '../common/InsuranceChoice.tsx'
import { ListBox } from '../common/ListBox.tsx'
import { findDoctors, type Option } from '../common/option.tsx'
import { takeTyped } from '../common/ways.ts'
import { CentreBox } from './CentreBox.tsx'
import { FormPane } from './FormPane.tsx'
import { begin, type Told, useRecords, useScan, useWork } from './hooks.ts'
import { KindTab } from './KindTab.tsx'
import { RecordPane } from './lists.tsx'
import { changeDraft, setWho, useSichuan } from './store.ts'
import { UndoBox } from './UndoBox.tsx'
import { WORDS } from './words.ts'

/** 城乡两病: who, what was filed for him, and a new filing. */
export const TwoDiseases = () => <KindTab kind="two" lists={(told) => <Lists told={told} />} form={TwoForm} />

const WAYS = [
  ['扫码', '医保电子凭证，随时可扫'],
  ['F2', '读社保卡'],
  ['Enter', '按输入的证件号码查询参保'],
  ['F3', '按姓名查找'],
] as const

type Box = 'find' | 'undo' | 'centre' | null

function Lists({ told }: { told: [Told, (told: Told) => void] }) {
  const who = useSichuan((s) => s.who)
  const records = useRecords('two', who?.personId)
  const { command, run, said, fault, tell } = useWork(records.again, told)
  const [box, setBox] = useState<Box>(null)
  const [typed, setTyped] = useState('')
  const { busy } = command
  const record = records.row

  const identify = (cert: Cert) =>
    run('查询参保信息', async () => {
      setBox(null)
      setWho(await call('sichuan.person', { cert }))
      return ''
    })
  const find = (text: string) => {
    setTyped(text)
    setBox('find')
  }
  const read = (label: string, ask: () => ReturnType<typeof call<'visit.readCode'>>) =>
    run(label, async () => {
      const found = await ask()
      if (found.is !== 'cert') throw noPerson(found.is === 'unknown' ? found.why : '这是付款码，不能认人')
      setWho(await call('sichuan.person', { cert: found.cert as Cert }))
      return ''
    })
  const isNobody = who === null
  useEffect(() => void focusOn(isNobody ? 'who' : 'records'), [isNobody])
  useScan((text) => void read('识别扫码内容', () => call('visit.readCode', { text })))
  const start = () =>
    who &&
    run('填写备案', async () => {
      await begin('two', { personId: who.personId }, `${who.person.psn_name}　${who.person.certno}`)
      return ''
    })
  useKeys({
    F2: {
      label: '读卡',
      run: () => read('读卡，请插好卡', () => call('visit.readCard', {})),
      enabled: !busy,
    },
    F3: { label: '找人', run: () => find(''), enabled: !busy },
    F4: { label: '查中心', run: () => setBox('centre'), enabled: who !== null && !busy },
    F6: { label: '办理备案', run: start, enabled: who !== null && !busy },
    F9: {
      label: '撤销备案',
      run: () => setBox('undo'),
      enabled: !busy && record?.state === 'stands' && !record.doubtful,
    },
    'Alt+N': { label: '换一个人', run: nobody, enabled: who !== null && !busy },
    Esc: { label: '退一步', run: nobody, enabled: who !== null && !busy, quiet: true },
  })
  const close = () => setBox(null)
  return (
    <div className="sc-who-body">
      <section className="v-who" aria-label="人员">
        {who ? (
          <Person who={who} onStart={start} />
        ) : (
          <Identify
            offShift="可以查询和备案，不能收费"
            ways={WAYS}
            busy={busy}
            onTyped={(text) => takeTyped(text, identify, find)}
          />
        )}
      </section>
      <div className="sc-column">
        {said && (
          <p className="sc-said done" role="status">
            {said}
          </p>
        )}
        <RecordPane
          title={who ? '这个人的备案记录' : '城乡两病备案记录'}
          rows={records.rows}
          row={record}
          fault={fault ?? records.asked.fault}
          onSelect={records.setChosen}
          empty={who ? '这个人还没有从这里办过城乡两病备案：按 F6 办理，按 F4 看中心的。' : WORDS.two.empty}
          more={
            <ExportButton table="sichuan.records" query={{ kind: 'two' }} disabled={!records.rows.length} />
          }
        />
      </div>
      {box === 'find' && (
        <FindPerson
          title="查找人员"
          text={typed}
          onPick={(hit) => identify(hit.cert as Cert)}
          onClose={close}
          pickLabel="选这个人"
          empty="HIS 里的病人和本窗口办过的人会列在这里。没有的请直接输入证件号码。"
        />
      )}
      {box === 'centre' && who && (
        <CentreBox
          title={`中心的城乡两病备案　${who.person.psn_name}`}
          code="SCX-0703"
          about={{ personId: who.personId }}
          data={{}}
          fields={[
            'two_dise_type',
            'opsp_dise_name',
            'begndate',
            'enddate',
            'chk_stas',
            'vali_flag',
            'trt_dcla_detl_sn',
          ]}
          empty="中心没有这个人的城乡两病备案。"
          onClose={close}
        />
      )}
      {box === 'undo' && record && (
        <UndoBox
          row={record}
          onClose={close}
          onDone={({ psn_name, title }) => {
            close()
            tell({ said: `已撤销备案：${psn_name} ${title}`, fault: null })
            records.again()
          }}
        />
      )}
    </div>
  )
}

const nobody = () => setWho(null)

const noPerson = (what: string) =>
  new GuitaiError({
    kind: 'invalid',
    what,
    means: '没有发送。',
    todo: '请换一个码，或按 F2 读卡、输入证件号码。',
  })

function Person({ who, onStart }: { who: FilingPerson; onStart: () => void }) {
  const gend = useDict('gend')
  const { person, insurances } = who
  return (
    <>
      <div className="v-person">
        <h2>{person.psn_name}</h2>
        <p>
          {gend.of(person.gend)} · {person.age} 岁
        </p>
        <p className="v-num">{person.certno}</p>
      </div>
      <div>
        <h3>险种</h3>
        {insurances.map((one) => (
          <div className="v-option" key={insuranceKey(one)}>
            <InsuranceBody one={one} />
          </div>
        ))}
      </div>
      <button type="button" className="v-next" onClick={onStart}>
        <kbd>F6</kbd>
        办理备案
      </button>
    </>
  )
}

/** The contract's form, with the disease from catalogue 1309 and the doctor from the house's list by key. */
function TwoForm(props: Parameters<typeof FormPane>[0]) {
  const [box, setBox] = useState<'disease' | 'doctor' | null>(null)
  const [next, setNext] = useState<string | null>(null)
  const put = (values: Record<string, string>, next: string) => {
    const { value } = props.draft
    changeDraft('two', {
      value: { ...recordOf(value), data: { ...recordOf(recordOf(value).data), ...values } },
    })
    setBox(null)
    setNext(next)
  }
  // the box has to be gone, and to have given the focus back, before it can go on
  useEffect(() => {
    if (box || !next) return
    const timer = setTimeout(() => {
      focusOn(`c-data.${next}`)
      setNext(null)
    })
    return () => clearTimeout(timer)
  }, [box, next])
  const boxes: Record<string, ReactNode> = {
    disease: (
      <ListBox<TermsHit>
        title="门慢门特病种目录"
        label="病种编码、名称或拼音首字母"
        text="高血压"
        fetch={(text) => call('terms.search', { text, kinds: ['1309'], limit: 50 })}
        keyOf={({ code }) => code}
        columns={[
          {
            key: 'code',
            title: '病种编码',
            width: 160,
            render: ({ code }) => <span className="code">{code}</span>,
          },
          { key: 'name', title: '病种名称', render: ({ name }) => name },
        ]}
        onPick={({ code, name }) => put({ opsp_dise_code: code, opsp_dise_name: name }, 'two_dise_type')}
        onClose={() => setBox(null)}
        pickLabel="选这个病种"
        empty="没有找到。目录 1309 还没有下载的，请先在“医保目录”里下载，或在表单里直接填写编码和名称。"
      />
    ),
    doctor: (
      <ListBox<Option>
        title="诊断医师"
        label="姓名、代码或拼音首字母"
        text=""
        fetch={(text) => findDoctors(text, undefined)}
        keyOf={({ code }) => code}
        columns={[
          {
            key: 'code',
            title: '代码',
            width: 180,
            render: ({ code }) => <span className="code">{code}</span>,
          },
          { key: 'name', title: '姓名', render: ({ name }) => name },
        ]}
        onPick={({ code, name }) => put({ diag_dr_code: code, diag_dr_name: name }, 'appy_rea')}
        onClose={() => setBox(null)}
        pickLabel="选这位医师"
        empty="没有这位医师。"
      />
    ),
  }
  return (
    <>
      <FormPane
        {...props}
        keys={{
          F3: { label: '选病种', run: () => setBox('disease') },
          F4: { label: '选医师', run: () => setBox('doctor') },
        }}
      />
      {box && boxes[box]}
    </>
  )
}
