import { type ReactNode, useCallback, useState } from 'react'
import type { DocRef } from '../../shared/api/print.ts'
import { type Paper, Preview, type PreviewProps } from './Preview.tsx'

/**
 * A preview for any screen: `open` shows a document (or some to choose from), `box` is to be put anywhere in
 * what the screen draws.
 */
export function usePreview(on: Pick<PreviewProps, 'before' | 'onPrinted' | 'onDone'> = {}): {
  open(what: DocRef | readonly Paper[]): void
  isOpen: boolean
  box: ReactNode
} {
  const [papers, setPapers] = useState<readonly Paper[] | null>(null)
  const open = useCallback(
    (what: DocRef | readonly Paper[]) => setPapers('is' in what ? [{ label: '', doc: what }] : what),
    [],
  )
  const box = papers && <Preview {...on} papers={papers} onClose={() => setPapers(null)} />
  return { open, isOpen: papers !== null, box }
}
