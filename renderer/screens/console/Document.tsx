import type { ReactNode, Ref } from 'react'
import type { InterfaceFacts } from '../../../shared/api/console.ts'
import type { Contract, Dict, Field, Node } from '../../../shared/contract.ts'
import { planOf, type Shape } from '../../../shared/validate-plan.ts'
import { whenWords } from '../../../shared/validate-when.ts'
import { KIND_LABEL } from './Tree.tsx'
import { typeText } from './words.ts'

const EVIDENCE: Record<Contract['evidence'], string> = {
  'field-table': '公开的字段表',
  code: '实际运行的程序',
  inferred: '按需求和同类接口设计，待与主管部门的文本核对',
}

interface Props {
  facts: InterfaceFacts
  dict: (name: string) => Dict | undefined
  ref?: Ref<HTMLElement>
}

/** The interface document, drawn from the contract that the program itself checks by. */
export function Document({ facts, dict, ref }: Props) {
  const { contract, life } = facts
  const used = tablesOf(contract).flatMap((name) => dict(name) ?? [])
  const call = contract.direction === 'call'
  return (
    <article className="k-scroll k-doc" ref={ref} tabIndex={0} data-focus="k-doc" aria-label="接口文档">
      <h1>
        {contract.code} {contract.name}
      </h1>
      <table>
        <tbody>
          <Fact name="所属">{contract.group}</Fact>
          <Fact name="方向">{call ? '医院调用中心' : '中心调用医院'}</Fact>
          <Fact name="类别">{KIND_LABEL[contract.kind]}</Fact>
          <Fact name="结果不明时">{life.ask}</Fact>
          {call && contract.kind === 'transact' && <Fact name="撤回">{life.undo}</Fact>}
          {life.withdraw && <Fact name="撤销交易">{life.withdraw}</Fact>}
          {life.money && <Fact name="资金">涉及结算；从调试台发送不计入本机的就诊和班次合计</Fact>}
          <Fact name="依据">{EVIDENCE[contract.evidence]}</Fact>
        </tbody>
      </table>
      {contract.rules.length > 0 && (
        <>
          <h2>规则</h2>
          <ol>
            {contract.rules.map((rule) => (
              <li key={rule}>{rule}</li>
            ))}
          </ol>
        </>
      )}
      <h2>输入</h2>
      <Nodes contract={contract} side="input" dict={dict} />
      <h2>输出</h2>
      <Nodes contract={contract} side="output" dict={dict} />
      {used.length > 0 && <h2>码表</h2>}
      {used.map((table) => (
        <Codes key={table.name} table={table} />
      ))}
    </article>
  )
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <tr>
    <th>{name}</th>
    <td>{children}</td>
  </tr>
)

interface NodesProps {
  contract: Contract
  side: 'input' | 'output'
  dict: Props['dict']
}

function Nodes({ contract, side, dict }: NodesProps) {
  const nodes = contract[side]
  if (nodes.length === 0) return <p>没有内容。</p>
  const plan = planOf(contract, side)
  return nodes.map((node) => (
    <NodeTable
      key={node.name}
      node={node}
      path={node.name}
      shape={node.name === '' ? plan.shape : shapeIn(plan.shape, node.name)}
      dict={dict}
    />
  ))
}

function shapeIn(shape: Shape | null, name: string): Shape | null {
  const entry = shape?.byName.get(name)
  return entry?.isNode ? entry.shape : null
}

interface TableProps {
  node: Node
  path: string
  shape: Shape | null
  dict: Props['dict']
}

function NodeTable({ node, path, shape, dict }: TableProps) {
  const need = { true: '必有', false: '可空', cond: '有条件' }[String(node.required)]
  return (
    <>
      <h3>
        {node.label ?? '内容'} <code>{path || '（直接在这一层）'}</code>
        <small>
          {node.many ? '多行' : '单行'}，{need}
          {node.note ? `；${node.note}` : ''}
        </small>
      </h3>
      {node.fields.length === 0 && !node.nodes?.length ? (
        <p>内容由各地规定，原样传送。</p>
      ) : (
        <FieldTable fields={node.fields} shape={shape} dict={dict} />
      )}
      {node.nodes?.map((child) => (
        <NodeTable
          key={child.name}
          node={child}
          path={`${path}.${child.name}`}
          shape={shapeIn(shape, child.name)}
          dict={dict}
        />
      ))}
    </>
  )
}

function FieldTable({ fields, shape, dict }: { fields: Field[]; shape: Shape | null; dict: Props['dict'] }) {
  if (fields.length === 0) return null
  const conditions = new Map(shape?.conditions.map((one) => [one.target.name, whenWords(one)]))
  return (
    <table className="k-fields">
      <thead>
        <tr>
          <th>字段</th>
          <th>名称</th>
          <th>类型</th>
          <th>必填</th>
          <th>码表与说明</th>
        </tr>
      </thead>
      <tbody>
        {fields.flatMap((field) => [
          <FieldRow key={field.name} field={field} when={conditions.get(field.name)} dict={dict} />,
          ...(field.keys ?? []).map((key) => (
            <FieldRow key={`${field.name}.${key.name}`} field={key} inside={field.name} dict={dict} />
          )),
        ])}
      </tbody>
    </table>
  )
}

function FieldRow(props: { field: Field; when?: string | undefined; inside?: string; dict: Props['dict'] }) {
  const { field, when, inside, dict } = props
  const table = field.dict ? dict(field.dict) : undefined
  const said = [
    table && `码表“${table.label}”（${table.name}）${table.open ? '，可有表外的值' : ''}`,
    when,
    field.note,
  ]
  return (
    <tr>
      <td>
        <code>{inside ? `└ ${field.name}` : field.name}</code>
      </td>
      <td>{field.label}</td>
      <td>{typeText(field)}</td>
      <td>{{ true: '是', false: '', cond: '有条件' }[String(field.required)]}</td>
      <td>{[...new Set(said.filter(Boolean))].join('；')}</td>
    </tr>
  )
}

function Codes({ table }: { table: Dict }) {
  const codes = Object.entries(table.values).sort(([a], [b]) => a.localeCompare(b))
  return (
    <>
      <h3>
        {table.label} <code>{table.name}</code>
        <small>{table.open ? '只列出已知的一部分' : `共 ${codes.length} 个`}</small>
      </h3>
      <p className="k-codes">
        {codes.map(([code, meaning]) => (
          <span key={code}>
            <b>{code}</b> {meaning}
          </span>
        ))}
      </p>
    </>
  )
}

/** Names of the code tables of both sides, in the order of their first use. */
function tablesOf({ input, output }: Contract): string[] {
  const names = new Set<string>()
  const walk = ({ fields, nodes }: Node) => {
    for (const field of fields.flatMap((one) => [one, ...(one.keys ?? [])]))
      if (field.dict) names.add(field.dict)
    nodes?.forEach(walk)
  }
  for (const node of [...input, ...output]) walk(node)
  return [...names]
}
