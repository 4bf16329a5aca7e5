import { useRef, useState } from 'react'
import { PIECE_chars } from '../../../shared/api/console.ts'
import type { Json } from '../../../shared/contract.ts'
import { faultOf } from '../../../shared/errors.ts'
import type { FieldPlan } from '../../../shared/validate-plan.ts'
import { call } from '../../bridge.ts'
import { track } from '../../stores/activity.ts'
import { useForm } from './context.ts'

interface Props {
  plan: FieldPlan
  path: string
  value: string
  invalid: boolean
  onChange: (to: Json | undefined) => void
}

/** What the references of this page stand for. */
const names = new Map<string, string>()
const PIECE_bytes = (PIECE_chars / 4) * 3

/** Keeps a file beside the messages and answers its reference; Throws GuitaiError where it is too large. */
export async function putFile(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const id = crypto.randomUUID()
  const of = Math.max(1, Math.ceil(bytes.length / PIECE_bytes))
  let ref: string | null = null
  for (let at = 0; at < of; at++) {
    const base64 = base64Of(bytes.subarray(at * PIECE_bytes, (at + 1) * PIECE_bytes))
    ref = (await call('console.putFile', { name: file.name, base64, id, at, of })).ref
  }
  if (ref === null) throw new Error('the last piece of a file has no reference')
  names.set(ref, `${file.name}（${sizeText(bytes.length)}）`)
  return ref
}

function base64Of(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(i, i + 0x8000))
  }
  return btoa(text)
}

const sizeText = (bytes: number) =>
  bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`

/** Chooses a file; the message holds its reference. Delete takes it out again. */
export function FileInput({ plan, path, value, invalid, onChange }: Props) {
  const form = useForm()
  const picker = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const [why, setWhy] = useState<string | null>(null)
  const take = async (file: File | undefined) => {
    if (!file) return
    setBusy(true)
    setWhy(null)
    try {
      onChange(await track('保存附件', putFile(file)))
    } catch (error) {
      setWhy(faultOf(error).what)
    } finally {
      setBusy(false)
    }
  }
  return (
    <span className="cf-file">
      <button
        type="button"
        className="v-tab"
        data-focus={form.prefix + path}
        aria-label={plan.label}
        aria-invalid={invalid || undefined}
        disabled={busy || form.readOnly}
        onClick={() => picker.current?.click()}
        onKeyDown={(event) => event.key === 'Delete' && onChange(undefined)}
      >
        {busy ? '正在保存…' : value ? '换一个文件' : '选择文件'}
      </button>
      <span className="quiet">{why ?? (value ? (names.get(value) ?? fileText(value)) : '没有选择文件')}</span>
      <input
        ref={picker}
        type="file"
        hidden
        tabIndex={-1}
        aria-hidden
        onChange={(event) => {
          void take(event.target.files?.[0])
          event.target.value = ''
        }}
      />
    </span>
  )
}

const fileText = (value: string) =>
  value.startsWith('file:') ? `附件 ${value.slice(5, 17)}…` : value.slice(0, 40)
