import { useEffect, useMemo, useRef } from 'react'
import type { ExchangeRow } from '../../../shared/api/injury-exchange.ts'
import type { Contract, Json } from '../../../shared/contract.ts'
import { call } from '../../bridge.ts'
import { ContractForm, type ContractFormHandle } from '../../components/contract/ContractForm.tsx'
import { recordOf } from '../../components/contract/form.ts'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { useKeys } from '../../keys.ts'
import { useAsk, useCommand } from '../../stores/ask.ts'
import { isSecondEnter } from '../common/enter.ts'
import { focusOn } from '../common/focus.ts'
import { NextButton } from '../common/NextButton.tsx'
import { choosePapers, Papers } from './Papers.tsx'
import { changeDraft, type Draft, turn } from './store.ts'

const TITLE = { filing: '新增本地备案', institution: '协议机构信息' } as const
const PART = { filing: '人员和备案', institution: '机构' } as const
/** what the program fills in itself */
const OWN: ReadonlySet<string> = new Set([
  ...[
    'row_no',
    'xh',
    'yzz014',
    'filing_channel',
    'chk_time',
    'chk_org',
    'chk_oper',
    'filing_state',
    'upd_time',
  ],
])
const NO_FAULTS = [] as const

/** One row of an upload as a form of its own. */
export function oneRow(contract: Contract, label: string): Contract {
  const [list] = contract.input
  if (!list) return contract
  const nodes = (list.nodes ?? [])
    .filter(({ name }) => name !== 'filelist')
    .map((node) => ({ ...node, fields: node.fields.filter(({ name }) => !OWN.has(name)) }))
  const fields = list.fields.filter(({ name }) => !OWN.has(name))
  return { ...contract, input: [{ ...list, name: 'data', label, many: false, fields, nodes }] }
}

/** A new filing or an institution, by its contract; Enter walks, F8 sends it once. */
export function DraftForm({ draft, onDone }: { draft: Draft; onDone: (row: ExchangeRow) => void }) {
  const { is, papers } = draft
  const asked = useAsk('catalogue.contract', { family: 'gy', code: draft.code }, '读取接口字段')
  const contract = useMemo(() => asked.value && oneRow(asked.value, PART[is]), [asked.value, is])
  const form = useRef<ContractFormHandle>(null)
  const { fault, busy, run, setFault } = useCommand()
  const send = async () => {
    if (isSecondEnter() || !form.current || form.current.check().length > 0) return
    const input = recordOf(recordOf(draft.value).data as Json) as Record<string, Json>
    await run(TITLE[is], async () => {
      if (is === 'institution') return onDone(await call('injury.exchange.institution', { input }))
      const files = papers.map(({ ref, name, mat_type }) => ({ ref, name, mat_type }))
      onDone(await call('injury.exchange.file', { input, files }))
    })
  }
  const first = fault?.fields?.[0]
  useEffect(() => {
    if (first) form.current?.jump(first)
  }, [first])
  const choosing = () =>
    run('保存附件', async () => {
      setFault(null)
      const chosen = await choosePapers()
      changeDraft({ papers: [...papers, ...chosen].slice(0, 10) })
    })
  useKeys({
    F8: { label: '上传', run: send, enabled: !busy && contract !== null },
    ...(is === 'filing' ? { F6: { label: '选择附件', run: choosing, enabled: !busy } } : {}),
    Esc: { label: '不办了', run: () => turn({ draft: null }), enabled: !busy },
  })
  return (
    <section className="panel x-form" aria-label={TITLE[is]}>
      <h2>{TITLE[is]}</h2>
      <FaultPanel fault={fault ?? asked.fault} />
      <div className="x-fields" inert={busy}>
        {is === 'filing' && <Papers papers={papers} onChoose={choosing} />}
        {contract && (
          <ContractForm
            ref={form}
            autoFocus
            contract={contract}
            value={draft.value}
            onChange={(value) => changeDraft({ value })}
            faults={fault?.fields ?? NO_FAULTS}
            onDone={() => void focusOn('primary')}
          />
        )}
      </div>
      <div className="x-foot">
        <WaitLine />
        <NextButton
          label="上传"
          hotkey="F8"
          blocked={busy || contract === null}
          onPress={() => void send()}
        />
      </div>
    </section>
  )
}
