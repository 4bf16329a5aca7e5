import { useState } from 'react'
import type { Json, JsonObject } from '../../../shared/contract.ts'
import type { FieldPlan, NodePlan, Shape } from '../../../shared/validate-plan.ts'
import { isAsked, whenWords } from '../../../shared/validate-when.ts'
import { useForm } from './context.ts'
import { ContractField } from './FieldInput.tsx'
import { embeddedOf, fieldsOf, nodesOf, recordOf, within } from './form.ts'
import { RowTable } from './RowTable.tsx'

/** What changes as one types. */
export interface View {
  root: unknown
  messages: ReadonlyMap<string, string>
  remote: boolean
  /** paths that are the screen's own affair and are not drawn */
  skip: ReadonlySet<string>
}

interface PartProps {
  shape: Shape
  path: string
  value: Json | undefined
  view: View
}

/** Fields, and below them the parts inside. */
export function Part({ shape, path, value, view }: PartProps) {
  const record = recordOf(value)
  if (shape.free) return <Free path={path} value={value} fault={view.messages.get(path) ?? null} />
  const shown = (name: string) => !view.skip.has(plainPath(within(path, name)))
  const fields = fieldsOf(shape).filter(({ name }) => shown(name))
  return (
    <>
      {fields.length > 0 && <Fields shape={shape} fields={fields} path={path} record={record} view={view} />}
      {nodesOf(shape)
        .filter(({ name }) => shown(name))
        .map((node) => (
          <Node
            key={node.name}
            node={node}
            path={within(path, node.name)}
            value={record[node.name]}
            view={view}
          />
        ))}
    </>
  )
}

/** A path as the contract has it: without the numbers of rows. */
const plainPath = (path: string) => path.replace(/\[\d+\]/g, '')

function Fields(props: { shape: Shape; fields: FieldPlan[]; path: string; record: JsonObject; view: View }) {
  const { shape, fields, path, record, view } = props
  const conditions = new Map(shape.conditions.map((condition) => [condition.target.name, condition]))
  return (
    <div className="cf-fields">
      {fields.map((plan) => {
        const own = within(path, plan.name)
        const condition = conditions.get(plan.name)
        const asked = condition !== undefined && isAsked(condition, record, view.root, view.remote)
        const told = condition ? whenWords(condition) : null
        const field = (
          <ContractField
            key={plan.name}
            plan={plan}
            path={own}
            value={record[plan.name]}
            fault={view.messages.get(own) ?? null}
            needed={plan.required || asked}
            when={told ?? (plan.field.required === 'cond' ? (plan.field.note ?? '有条件必填') : null)}
          />
        )
        return plan.keys
          ? [
              field,
              <Keys key={`${plan.name} keys`} plan={plan} path={own} text={record[plan.name]} view={view} />,
            ]
          : field
      })}
    </div>
  )
}

/** The known keys of the JSON text in a field, so that nobody has to write JSON. */
function Keys({
  plan,
  path,
  text,
  view,
}: {
  plan: FieldPlan
  path: string
  text: Json | undefined
  view: View
}) {
  const record = embeddedOf(text)
  if (!plan.keys || record === null) return null
  return (
    <div className="cf-keys" data-wide>
      <span className="cf-label">{plan.label}里的内容</span>
      <Fields shape={plan.keys} fields={fieldsOf(plan.keys)} path={path} record={record} view={view} />
    </div>
  )
}

interface NodeProps {
  node: NodePlan
  path: string
  value: Json | undefined
  view: View
}

/** A part of the message: a section, or rows. One that may be absent is folded until it is wanted. */
export function Node({ node, path, value, view }: NodeProps) {
  const form = useForm()
  const fault = view.messages.get(path)
  const folded = !node.many && !node.required && value === undefined && !form.isOpen(path)
  if (folded && form.readOnly) return null
  return (
    <section className="cf-node" aria-label={node.label}>
      <h3>
        {node.label === node.name ? '业务数据' : node.label}
        <small>{node.name}</small>
        {node.required && <b title="必填">*</b>}
        {folded && (
          <button
            type="button"
            className="v-tab"
            data-focus={form.prefix + path}
            onClick={() => form.open(path)}
          >
            可空，按 Enter 填写
          </button>
        )}
        {fault && <em role="alert">{fault}</em>}
      </h3>
      {node.many ? (
        <RowTable node={node} path={path} value={value} view={view} />
      ) : (
        !folded && <Part shape={node.shape} path={path} value={value} view={view} />
      )}
    </section>
  )
}

/** The region's own content: whatever JSON it wants. */
function Free({ path, value, fault }: { path: string; value: Json | undefined; fault: string | null }) {
  const form = useForm()
  const [typed, setTyped] = useState<string | null>(null)
  const [why, setWhy] = useState<string | null>(null)
  const stands = value === undefined ? '' : JSON.stringify(value, null, 1)
  const take = (text: string) => {
    setTyped(text)
    try {
      form.set(path, text.trim() === '' ? undefined : (JSON.parse(text) as Json))
      setWhy(null)
    } catch {
      setWhy('不是有效的 JSON，暂不计入')
    }
  }
  const wrong = why ?? fault
  return (
    <div className="cf-field" data-wide>
      <textarea
        className="v-input code"
        rows={4}
        data-focus={form.prefix + path}
        aria-label="地方自定义内容（JSON）"
        aria-invalid={wrong !== null || undefined}
        readOnly={form.readOnly}
        placeholder="内容由各地规定：在这里填 JSON"
        value={typed ?? stands}
        onChange={(event) => take(event.target.value)}
        onBlur={() => why === null && setTyped(null)}
      />
      {wrong && <em role="alert">{wrong}</em>}
    </div>
  )
}
