import { useCallback, useRef } from 'react'
import type { ContractFormHandle } from '../../components/contract/ContractForm.tsx'
import type { SectionOf } from './sections.ts'

export interface Jump {
  go(path: string): void
  /** the form of the section at hand */
  formRef(handle: ContractFormHandle | null): void
}

/** To a field wherever it is: its section first, then the field once that is drawn. */
export function useJump(
  sections: readonly SectionOf[],
  section: SectionOf,
  setKey: (key: string) => void,
): Jump {
  const form = useRef<ContractFormHandle | null>(null)
  const pending = useRef<string | null>(null)
  /** the section whose form has had the focus already */
  const begun = useRef('')
  const now = useRef({ sections, section })
  now.current = { sections, section }
  const settle = useCallback(() => {
    const handle = form.current
    if (!handle) return
    const { section } = now.current
    const path = pending.current
    if (path !== null && section.holds(path)) {
      pending.current = null
      begun.current = section.key
      setTimeout(() => handle.jump({ path }))
    } else if (begun.current !== section.key) {
      begun.current = section.key
      setTimeout(() => handle.begin())
    }
  }, [])
  const formRef = useCallback(
    (handle: ContractFormHandle | null) => {
      form.current = handle
      settle()
    },
    [settle],
  )
  const go = useCallback(
    (path: string) => {
      const { sections, section } = now.current
      const to = sections.find(({ holds }) => holds(path))
      if (!to) return
      pending.current = path
      if (to.key === section.key) settle()
      else setKey(to.key)
    },
    [settle, setKey],
  )
  return { go, formRef }
}
