import { useEffect, useRef, useState } from 'react'
import type { TxnView } from '../../../shared/api/txn.ts'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { Money } from '../../components/Money.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { timeFull, tookShow } from '../../format.ts'
import { useKeys } from '../../keys.ts'
import { usePreview } from '../../print/usePreview.tsx'
import { jobsOf } from '../../shell/jobs.ts'
import { useAsk } from '../../stores/ask.ts'
import { go } from '../../stores/route.ts'
import { useSession } from '../../stores/session.ts'
import { stateTone } from './List.tsx'
import { Children, History, MessageTables, Wire } from './parts.tsx'

const TABS = ['请求与应答', '经过', '关联交易', '报文'] as const

/** One transaction in full. */
export function Detail(props: { msgid: string; onOpen: (msgid: string) => void; onBack: () => void }) {
  const [reveal, setReveal] = useState(false)
  const [tab, setTab] = useState(0)
  const preview = usePreview()
  const asked = useAsk('txn.get', { msgid: props.msgid, reveal }, '查询交易详情')
  const body = useRef<HTMLDivElement>(null)
  const txn = asked.value
  const doc = txn?.paper ?? null
  const role = useSession(({ auth }) => auth?.operator?.role)
  const home = jobsOf(role).find(({ screen }) => screen === txn?.home) ?? null
  useEffect(() => body.current?.focus(), [])

  const tabKeys = Object.fromEntries(
    TABS.map((label, index) => [`Alt+${index + 1}`, { label, run: () => setTab(index), quiet: true }]),
  )
  useKeys({
    Esc: { label: '回到列表', run: props.onBack },
    F4: { label: '下一页签', run: () => setTab((tab + 1) % TABS.length) },
    F6: {
      label: reveal ? '恢复遮盖' : '显示明文（留痕）',
      run: () => setReveal(!reveal),
      enabled: txn !== null,
    },
    F8: {
      label: home ? `到${home.label}` : '打开这次就诊',
      run: () => home && go(home.screen, { encounterId: txn?.encounterId ?? '' }),
      enabled: home !== null,
    },
    'Shift+F10': { label: '重打', run: () => doc && preview.open(doc), enabled: doc !== null },
    ...tabKeys,
  })

  return (
    <section className="panel grow">
      {txn ? <Head txn={txn} /> : <h2>{props.msgid}</h2>}
      <FaultPanel fault={asked.fault} />
      <div className="tabs" role="tablist">
        {TABS.map((label, index) => (
          <button
            type="button"
            role="tab"
            key={label}
            tabIndex={-1}
            aria-selected={index === tab}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => setTab(index)}
          >
            {label}
            {index === 2 && txn && txn.children.length > 0 && ` ${txn.children.length}`}{' '}
            <kbd>Alt+{index + 1}</kbd>
          </button>
        ))}
      </div>
      <div className="txn-body" ref={body} tabIndex={0} role="tabpanel">
        {txn && tab === 0 && <MessageTables txn={txn} />}
        {txn && tab === 1 && <History txn={txn} />}
        {txn && tab === 2 && <Children txn={txn} onOpen={props.onOpen} />}
        {txn && tab === 3 && <Wire txn={txn} />}
      </div>
      <WaitLine />
      {preview.box}
    </section>
  )
}

function Head({ txn }: { txn: TxnView }) {
  return (
    <>
      <div className="row">
        <h2>
          {txn.infno} {txn.name}
        </h2>
        <b className={stateTone(txn.state)}>{txn.stateLabel}</b>
        {txn.amountFen !== null && <Money fen={txn.amountFen} size="lg" />}
        {txn.revealed && <b className="waiting">明文显示中，已写入审计</b>}
      </div>
      <div className="row quiet txn-facts">
        <span>患者 {txn.psnNameMasked || '—'}</span>
        <span>操作员 {txn.opterName}</span>
        <span>{timeFull(txn.createdAt)}</span>
        <span>用时 {tookShow(txn.took_ms)}</span>
        <span>
          报文ID <span className="code">{txn.msgid}</span>
        </span>
        {txn.refmsgid && (
          <span>
            中心报文ID <span className="code">{txn.refmsgid}</span>
          </span>
        )}
      </div>
      {txn.errMsg && (
        <div className="txn-error">
          {txn.errCode ? `中心的话（代码 ${txn.errCode}）` : '说明'}：{txn.errMsg}
        </div>
      )}
    </>
  )
}
