import { type ReactNode, useState } from 'react'
import type { SichuanKind } from '../../../shared/api/sichuan.ts'
import { faultOf } from '../../../shared/errors.ts'
import { FormPane } from './FormPane.tsx'
import { NOTHING, type Told } from './hooks.ts'
import { type Draft, setDraft, useSichuan } from './store.ts'
import { WORDS } from './words.ts'

interface Props {
  kind: SichuanKind
  /** the lists, while no form is open */
  lists: (told: [Told, (told: Told) => void]) => ReactNode
  /** another form than the contract's alone */
  form?: (props: Parameters<typeof FormPane>[0]) => ReactNode
}

/** A tab of one kind of record: its lists, or the form of a new one in their place. */
export function KindTab({ kind, lists, form = FormPane }: Props) {
  const draft: Draft | undefined = useSichuan(({ drafts }) => drafts[kind])
  const [told, tell] = useState(NOTHING)
  if (!draft) return lists([told, tell])
  const close = (next: Told) => {
    setDraft(kind, undefined)
    tell(next)
  }
  const Form = form
  return (
    <Form
      kind={kind}
      draft={draft}
      onDone={({ psn_name, title, number, note }) =>
        close({
          said: `${WORDS[kind].label}已上传：${psn_name} ${title}，中心编号 ${number || '没有告知'}${note && `。${note}`}`,
          fault: null,
        })
      }
      onDoubt={(error) => close({ said: '', fault: faultOf(error) })}
    />
  )
}
