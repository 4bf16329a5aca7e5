import type { StockRowView } from '../../../shared/api/stock.ts'
import { ConfirmBox } from '../../components/ConfirmBox.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { timeFull } from '../../format.ts'
import { useAsk } from '../../stores/ask.ts'
import { go } from '../../stores/route.ts'
import { ReasonBox } from '../common/ReasonBox.tsx'
import { STOCK_TONE } from './columns.tsx'

/** Every field of one row, its trace codes, and what the centre said of it. */
export function DetailBox({ row, onClose }: { row: StockRowView; onClose: () => void }) {
  const asked = useAsk('stock.row', { kind: row.kind, key: row.key }, '查询明细')
  const detail = asked.value
  const msgid = detail?.msgid
  return (
    <ConfirmBox
      title={`${row.name} ${row.cnt}`}
      okText="知道了"
      onOk={onClose}
      onCancel={onClose}
      width={820}
      keys={{
        'Alt+T': {
          label: '看交易',
          run: () => msgid && go('txns', { msgid }),
          enabled: msgid != null,
        },
      }}
    >
      <FaultPanel fault={asked.fault} />
      {detail && (
        <div className="s-detail">
          <div className="row">
            <b className={STOCK_TONE[detail.state]}>{detail.stateLabel}</b>
            <span className="quiet">
              {timeFull(detail.at)}
              {detail.number && `　中心流水号 ${detail.number}`}
              {detail.attempts > 1 && `　发送 ${detail.attempts} 次`}
            </span>
            {msgid && (
              <span className="quiet">
                <kbd>Alt+T</kbd> 看交易
              </span>
            )}
          </div>
          {detail.why && <p className="v-warning">{detail.why}</p>}
          <dl className="s-fields">
            {detail.fields.map(({ label, value }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value || '—'}</dd>
              </div>
            ))}
          </dl>
          {detail.codes.length > 0 && (
            <>
              <h3>药品追溯码 {detail.codes.length} 个</h3>
              <p className="s-codes code">{detail.codes.join('　')}</p>
            </>
          )}
        </div>
      )}
    </ConfirmBox>
  )
}

const REASONS = ['录入有误，重新上传', '重复上传', '业务已取消']

/** 3507A: what was uploaded wrongly is deleted at the centre; it may be sent anew afterwards. */
export function RemoveBox(props: {
  row: StockRowView
  onRemove: (reason: string) => void
  onClose: () => void
}) {
  const { row } = props
  return (
    <ReasonBox
      title="从中心删除"
      okText="确认删除"
      label="删除原因"
      reasons={REASONS}
      onOk={(reason) => props.onRemove(reason)}
      onClose={props.onClose}
    >
      <p>
        <b>{row.name}</b> {row.cnt}　批次流水号 {row.fixmedins_bchno}　{row.about}
      </p>
      <p className="v-warning">中心会删去这个批次流水号的这类数据；这里标为已撤，改好后可按 F8 重传。</p>
    </ReasonBox>
  )
}
