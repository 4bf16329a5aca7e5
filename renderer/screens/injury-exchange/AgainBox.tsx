import { useState } from 'react'
import type { ExchangeDownload } from '../../../shared/api/injury-exchange.ts'
import { call } from '../../bridge.ts'
import { ConfirmBox } from '../../components/ConfirmBox.tsx'
import { DataTable } from '../../components/DataTable.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { timeFull } from '../../format.ts'
import { emptyWords, useAsk, useCommand } from '../../stores/ask.ts'
import { isSecondEnter } from '../common/enter.ts'
import { focusOn } from '../common/focus.ts'
import { ReasonField } from '../common/ReasonField.tsx'

const REASONS = ['本机数据损坏或丢失', '与平台核对发现缺少记录', '撤销后需要完整明细']

/** GYR005: which download is wanted once more, and why; the serial may be typed where it is not listed. */
export function AgainBox(props: {
  download: ExchangeDownload
  onClose: () => void
  onDone: (words: string) => void
}) {
  const { download, onClose, onDone } = props
  const { code } = download
  const asked = useAsk('injury.exchange.arrivals', { code, limit: 50 }, '查询下载记录')
  const [typed, setTyped] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const { fault, busy, run } = useCommand()
  const rows = asked.value ?? []
  const transid = typed ?? download.lost?.transid ?? rows[0]?.transid ?? ''
  const confirm = async () => {
    if (isSecondEnter()) return
    if (!transid.trim()) return void focusOn('transid')
    if (!reason.trim()) return void focusOn('box')
    const done = await run('申请重复下载', async () =>
      onDone(
        (await call('injury.exchange.again', { code, transid: transid.trim(), reason: reason.trim() })).words,
      ),
    )
    if (done) onClose()
  }
  return (
    <ConfirmBox
      title={`${code} 再次下载`}
      okText="申请并下载"
      width={680}
      busy={busy}
      okEnabled={transid !== '' && reason.trim() !== ''}
      onOk={confirm}
      onCancel={onClose}
    >
      <div className="x-box">
        <p className="quiet">平台会把那一次给出的记录再给一遍，已有的按编号替换。写入审计。</p>
        <FaultPanel fault={fault ?? asked.fault} />
        <ReasonField
          label="申请原因"
          reasons={REASONS}
          value={reason}
          onChange={setReason}
          onDone={confirm}
        />
        <label>
          <span className="v-label">下载交易流水号</span>
          <input
            className="v-input"
            data-focus="transid"
            autoComplete="off"
            value={transid}
            onChange={(event) => setTyped(event.target.value)}
          />
        </label>
        <div className="x-short">
          <DataTable
            label="选择哪一次"
            columns={[
              { key: 'at', title: '时间', width: 160, render: ({ at }) => timeFull(at) },
              { key: 'about', title: '住院', render: ({ about }) => about },
              { key: 'rows', title: '条数', width: 60, align: 'right', render: (row) => row.rows },
              { key: 'state', title: '状态', width: 80, render: ({ stateLabel }) => stateLabel },
            ]}
            rows={rows}
            rowKey={(row) => row.transid}
            selected={transid}
            onSelect={(row) => setTyped(row.transid)}
            empty={emptyWords(asked, '还没有下载过；可直接填写平台给的流水号。')}
          />
        </div>
      </div>
    </ConfirmBox>
  )
}
