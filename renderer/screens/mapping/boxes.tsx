import type { ImportPreview, MappingReport, MappingView } from '../../../shared/api/mapping.ts'
import type { Fault } from '../../../shared/errors.ts'
import { ConfirmBox } from '../../components/ConfirmBox.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { ReasonBox } from '../common/ReasonBox.tsx'

const SHOWN = 200

/** What a sheet would change, and which of its cells are wrong. Nothing has happened yet. */
export function ImportBox(props: {
  preview: ImportPreview
  busy: boolean
  fault: Fault | null
  onOk: () => void
  onClose: () => void
}) {
  const { rows, same, changes, bad } = props.preview
  return (
    <ConfirmBox
      title="导入目录对照"
      okText={changes.length > 0 ? `导入 ${changes.length} 项，待审` : '没有要导入的'}
      okEnabled={changes.length > 0}
      busy={props.busy}
      onOk={props.onOk}
      onCancel={props.onClose}
      width={820}
    >
      <p>
        读到 {rows} 行：要改 <b>{changes.length}</b> 项，与现在相同或没有填的 {same} 行
        {bad.length > 0 && (
          <>
            ，<b className="in-doubt">有误 {bad.length} 行</b>（不会导入）
          </>
        )}
        。按 Enter 之前什么都不会改变。
      </p>
      <FaultPanel fault={props.fault} />
      {bad.length > 0 && (
        <ul className="m-list" aria-label="有误的行">
          {bad.slice(0, SHOWN).map(({ row, column, why }) => (
            <li key={`${row} ${column}`} className="in-doubt">
              第 {row} 行 {column}：{why}
            </li>
          ))}
        </ul>
      )}
      {changes.length > 0 && (
        <ul className="m-list" aria-label="要改的项目">
          {changes.slice(0, SHOWN).map(({ id, name, from, to }) => (
            <li key={id}>
              <b>{name}</b> <span className="code">{id}</span>
              <div className="quiet">
                {from ? `${from} → ` : ''}
                {to}
              </div>
            </li>
          ))}
        </ul>
      )}
      {Math.max(changes.length, bad.length) > SHOWN && <p className="quiet">只列出前 {SHOWN} 条。</p>}
    </ConfirmBox>
  )
}

export function AllBox(props: {
  count: number
  kind: string
  busy: boolean
  fault: Fault | null
  onOk: () => void
  onClose: () => void
}) {
  return (
    <ConfirmBox
      title="审核全部确定的推荐"
      okText={`审核 ${props.count} 项`}
      busy={props.busy}
      onOk={props.onOk}
      onCancel={props.onClose}
    >
      <p>
        {props.kind && `${props.kind}：`}共 <b>{props.count}</b> 项推荐是确定的：批准文号和规格相同，或 HIS
        登记的编码与名称相符，或名称、规格、企业都相同，而且没有第二个同样合适的；Excel 导入的也算。
      </p>
      <p className="quiet">审核后系统自动上传，结果列在“已上传”和“被拒”里。</p>
      <FaultPanel fault={props.fault} />
    </ConfirmBox>
  )
}

export function WithdrawBox(props: {
  row: MappingView
  fault: Fault | null
  onOk: (reason: string) => void
  onClose: () => void
}) {
  const { row } = props
  return (
    <ReasonBox
      title={`撤销对照：${row.name}`}
      okText="撤销"
      label="撤销原因"
      reasons={['对照错误', '项目停用', '医保目录调整']}
      onOk={props.onOk}
      onClose={props.onClose}
    >
      <p>
        {row.standsCode
          ? `向中心撤销与 ${row.standsCode} 的对照。撤销之后这个项目不能随医保上传，直到重新对照。`
          : '还没有传到中心：放弃这次上传，回到待审。'}
      </p>
      <FaultPanel fault={props.fault} />
    </ReasonBox>
  )
}

/** What 1317 has found, in words; only what is not alike needs a look. */
export function reportText({ same, adopted, lost, differ, strangers }: MappingReport): string {
  const parts = [
    `与中心一致 ${same} 项`,
    ...(adopted > 0 ? [`中心已有、现已记入 ${adopted} 项`] : []),
    ...(lost > 0 ? [`中心没有 ${lost} 项，已列为“已撤销”`] : []),
    ...(differ > 0 ? [`两边不同 ${differ} 项，已列为“待审”`] : []),
    ...(strangers > 0 ? [`中心另有 ${strangers} 项不在价表里`] : []),
  ]
  return `${parts.join('；')}。`
}
