import { useEffect, useState } from 'react'
import type { ErxOutputs, TakenRx } from '../../../shared/api/erx.ts'
import type { Cert } from '../../../shared/visit.ts'
import { call } from '../../bridge.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { timeShow } from '../../format.ts'
import { useKeys } from '../../keys.ts'
import { onScan } from '../../scanner.ts'
import { useAsk, useCommand } from '../../stores/ask.ts'
import { looksLikeNumber, typedCert } from '../common/certs.ts'
import { focusOn } from '../common/focus.ts'
import { ListBox } from '../common/ListBox.tsx'
import { DeliverBox, ReviewBox } from './boxes.tsx'
import { Drugs, Review, toneOf } from './parts.tsx'

const COLUMNS: readonly Column<TakenRx>[] = [
  { key: 'id', title: '医保处方编号', width: 190, render: (rx) => <span className="code">{rx.id}</span> },
  { key: 'name', title: '患者', width: 90, render: (rx) => rx.psn_name },
  { key: 'where', title: '开方医院', render: (rx) => rx.fixmedins_name },
  { key: 'diag', title: '诊断', render: (rx) => rx.diag_name },
  {
    key: 'state',
    title: '状态',
    width: 100,
    render: (rx) => <span className={toneOf(rx.state)}>{rx.stateLabel}</span>,
  },
]

type Offer = ErxOutputs['erx.find'][number]
const OFFERS: Column<Offer>[] = [
  { key: 'diag', title: '诊断', render: (offer) => offer.diag_name },
  { key: 'where', title: '开方医院', render: (offer) => `${offer.fixmedins_name} ${offer.dept_name}` },
  { key: 'until', title: '有效截止', width: 160, render: (offer) => offer.valid_end_time },
]

/** A prescription's code is 27 characters; anything shorter is a person's. */
const RX_CODE = /^[\w-]{27}$/

/** Outside prescriptions that the pharmacy fills: by the code, by card or document, then check and delivery. */
export function Outside() {
  const list = useAsk('erx.taken', {}, '查询外购处方')
  const command = useCommand()
  const [chosen, setChosen] = useState<string | null>(null)
  const [cert, setCert] = useState<Cert | null>(null)
  const [box, setBox] = useState<'review' | 'deliver' | null>(null)
  const [typed, setTyped] = useState('')
  const rows = list.value ?? []
  const row = rows.find(({ id }) => id === chosen) ?? rows[0] ?? null

  const took = (rx: TakenRx) => {
    setChosen(rx.id)
    list.again()
    focusOn('rx')
  }
  const scan = (epc_qrcd: string) =>
    command.run('解析处方二维码', async () => took(await call('erx.scan', { epc_qrcd })))
  const take = (text: string) =>
    RX_CODE.test(text)
      ? scan(text)
      : command.run('识别', async () => {
          const read = await call('visit.readCode', { text })
          if (read?.is === 'cert') setCert(read.cert)
        })
  const readCard = () =>
    command.run('读卡，请插好卡', async () => {
      const read = await call('visit.readCard', {})
      if (read?.is === 'cert') setCert(read.cert)
    })
  useEffect(() =>
    onScan((text) => {
      void take(text)
      return true
    }),
  )
  const can = row !== null && !command.busy
  useKeys({
    F2: { label: '读卡', run: readCard, enabled: !command.busy },
    F3: { label: '输入', run: () => focusOn('code') },
    F6: { label: '审核', run: () => setBox('review'), enabled: can && row.state !== 'approved' },
    F8: { label: '配送', run: () => setBox('deliver'), enabled: can && row.state === 'approved' },
  })
  const onTyped = () => {
    const text = typed.trim()
    if (!text) return
    setTyped('')
    if (looksLikeNumber(text)) setCert(typedCert(text))
    else void take(text)
  }
  return (
    <div className="rx-body">
      <section className="panel">
        <div className="row">
          <h2>外购处方</h2>
          <input
            className="v-input"
            data-focus="code"
            aria-label="处方二维码或证件号码"
            placeholder="扫处方二维码，或输入证件号码后回车"
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={(event) => event.key === 'Enter' && onTyped()}
          />
        </div>
        <FaultPanel fault={command.fault ?? list.fault} />
        <div data-focus="rx" className="rx-list">
          <DataTable
            autoFocus
            label="外购处方"
            columns={COLUMNS}
            rows={rows}
            rowKey={({ id }) => id}
            selected={row?.id ?? null}
            onSelect={({ id }) => setChosen(id)}
            onOpen={(rx) => rx.state !== 'approved' && setBox('review')}
            empty="别家医院开出、在本院药房取药的处方会列在这里：扫患者的处方二维码，或按 F2 读卡查询。"
          />
        </div>
        <WaitLine />
      </section>
      <section className="panel rx-detail" aria-label="处方">
        {row ? <Detail rx={row} /> : <p className="quiet">选一张处方看内容。</p>}
      </section>
      {cert && (
        <ListBox<Offer>
          title="这个人可用的处方"
          label="诊断或医院"
          text=""
          fetch={async () => call('erx.find', { cert })}
          keyOf={(offer) => offer.auth_rxno}
          columns={OFFERS}
          onPick={({ auth_rxno, insuplc_admdvs }) => {
            setCert(null)
            void command.run('下载处方', async () =>
              took(await call('erx.fetch', { auth_rxno, insuplc_admdvs })),
            )
          }}
          onClose={() => setCert(null)}
          pickLabel="下载"
          empty="这个人在中心没有待使用的外购处方。"
        />
      )}
      {box === 'review' && row && <ReviewBox rx={row} onClose={() => setBox(null)} onDone={took} />}
      {box === 'deliver' && row && <DeliverBox rx={row} onClose={() => setBox(null)} onDone={took} />}
    </div>
  )
}

function Detail({ rx }: { rx: TakenRx }) {
  return (
    <>
      <h2>
        {rx.psn_name} <span className={toneOf(rx.state)}>{rx.stateLabel}</span>
      </h2>
      <dl>
        <dt>开方</dt>
        <dd>
          {rx.fixmedins_name} {rx.dept_name} {rx.dr_name}
        </dd>
        <dt>诊断</dt>
        <dd>{rx.diag_name}</dd>
        <dt>开方时间</dt>
        <dd>{rx.prsc_time}</dd>
        <dt>有效截止</dt>
        <dd>{rx.valid_end_time}</dd>
      </dl>
      <h3>药品</h3>
      <Drugs drugs={rx.drugs} />
      <Review review={rx.review} />
      {rx.delivery.length > 0 && <h3>配送</h3>}
      {rx.delivery.map(({ label, entp, at }) => (
        <p key={at}>
          {timeShow(at)} {label}　{entp}
        </p>
      ))}
    </>
  )
}
